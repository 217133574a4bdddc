"""The sample article beside the project, against the gold that was made by hand."""

import json
import re
from pathlib import Path

import pytest
from wordfreq import zipf_frequency

from pipeline.reading import Limits, read
from pipeline.records import Article
from pipeline.restoring import restore

SEED = Path(__file__).parents[3] / "shared" / "seed"

pytestmark = pytest.mark.skipif(
    not SEED.is_dir(), reason="the sample article is not beside this checkout (../shared/seed)"
)


@pytest.fixture(scope="module")
def article() -> Article:
    source = read(SEED / "article.txt", SEED, Limits())
    return restore(source, lambda word, lang: zipf_frequency(word, lang) > 0)


@pytest.fixture(scope="module")
def citations() -> list[dict]:
    return json.loads((SEED / "gold" / "citations.json").read_text(encoding="utf-8"))


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_clean_text_of_every_section_is_the_gold(article):
    gold = json.loads((SEED / "gold" / "clean.json").read_text(encoding="utf-8"))
    mine = {s.section_id.replace("-", "_"): article.text[s.start : s.end] for s in article.sections}
    mine["body_tr"] = mine.pop("body")
    for section in gold:
        assert spaced(mine[section["id"]]) == spaced(section["text"])


def test_every_marker_is_found_where_it_stands(article, citations):
    expected = {row["number"]: row["marker"]["offset"] for row in citations}
    found = {note.note: note.marker.raw_start for note in article.notes if note.marker}
    assert found == expected


def test_every_note_is_lifted_and_missing_ones_are_reported(article, citations):
    expected = {row["number"]: row["text"] for row in citations if row["text"]}
    found = {note.note: note.text for note in article.notes if note.text}
    assert {n: re.sub(r"\s", "", t) for n, t in found.items()} == {
        n: re.sub(r"\s", "", t) for n, t in expected.items()
    }
    missing = [p.place for p in article.problems if p.code == "W_MARKER_WITHOUT_BODY"]
    assert missing == ["note 1", "note 43", "note 44", "note 45"]


def test_words_cut_by_notes_are_whole_again(article):
    for word in ("ellerinde", "çözüldüğü", "şaşırtıcı"):
        assert re.search(rf"\b{word}\b", article.text)


def test_keywords_pair_up(article):
    keywords = {
        lang: [k.text for k in article.keywords if k.lang == lang] for lang in ("tr", "en")
    }
    assert len(keywords["tr"]) == len(keywords["en"]) == 5
    assert keywords["en"][3] == "Enver Pasha"
