"""Whole articles: offsets, the sample article, our annotated ones, hand-written notes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.citing import cite
from pipeline.citing.articles import of_note
from pipeline.evaluation import citation_gold, citing
from pipeline.records import Note

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "seed" / "gold" / "citations.json"
GOLD = ROOT / "tests" / "gold"


def score_of(figures, name):
    return next(m.score for m in figures if name in m.name)


def test_the_sample_article_is_read_whole():
    if not SAMPLE.is_file():
        pytest.skip("the shared folder with the sample article is not here")
    figures = citing.measure_sample(SAMPLE)
    assert score_of(figures, "segmentation") == 1.0
    assert score_of(figures, "fields") >= 0.97
    assert score_of(figures, "archival") == 1.0
    assert score_of(figures, "resolved") == 1.0
    assert score_of(figures, "warnings") == 1.0
    assert score_of(figures, "frequency") == 1.0


@pytest.mark.parametrize("name", ["notes.jsonl", "notes_later.jsonl"])
def test_hand_written_notes(name):
    golds = list(citation_gold.handwritten(GOLD / name))
    figures = citing.figures(citing.total_of(golds), "hand")
    assert score_of(figures, "segmentation") >= 0.98
    assert score_of(figures, "fields") >= 0.96
    assert score_of(figures, "resolved") >= 0.97


def test_our_annotated_articles():
    figures = citing.measure_own(GOLD / "citations", GOLD / "articles")
    assert score_of(figures, "segmentation") >= 0.97
    assert score_of(figures, "fields") >= 0.95


@given(st.text(alphabet="Ab İış.,;:“”()[]’- 0123456789\n", max_size=120))
@settings(max_examples=150, deadline=None)
def test_offsets_lead_back_to_the_page(text):
    origin = tuple(range(100, 100 + len(text)))
    note = Note(1, "1", "linked", text, origin, 100, 100 + len(text), None)
    pairs, kind = of_note("a", note)
    assert kind in ("citation", "citation_and_comment", "comment")
    for citation, _ in pairs:
        assert text[citation.raw_start - 100 : citation.raw_end - 100] == citation.raw


def test_raw_offsets_of_a_note_with_repairs():
    text = "Mango, Atatürk, s. 5; Lenin, a.g.e., s. 7."
    origin = tuple(i * 2 for i in range(len(text)))
    note = Note(1, "1", "linked", text, origin, 0, 2 * len(text), None)
    pairs, _ = of_note("a", note)
    assert [(c.raw_start, c.raw_end) for c, _ in pairs] == [(0, 39), (44, 81)]


def test_an_article_without_notes():
    cited = cite(citation_gold.article_of("empty", []))
    assert (cited.citations, cited.resolutions, cited.problems) == ((), (), ())


def test_note_kinds():
    notes = [
        (1, "Mango, Atatürk, L., 1999, s. 5."),
        (2, "Bu görüş tartışmalıdır."),
        (3, "Mango, a.g.e., s. 7. Bu görüş tartışmalıdır."),
    ]
    cited = cite(citation_gold.article_of("a", notes))
    assert cited.note_kinds == {1: "citation", 2: "comment", 3: "citation_and_comment"}
