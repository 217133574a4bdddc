"""CoNLL-U, IOB2 and HIPE: every token and every mention, where the tables have them."""

import json
from collections import Counter
from dataclasses import replace

import conllu
import pytest

from pipeline.exporting import export, iob
from pipeline.records import Token
from tests.examples import document, mention
from tests.exporting.made import run_of

YEARS = "Savaş 1877–1878 arasında sürdü."


def rows_of(path):
    """The rows of a token-per-line file, without its comments and head."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [row for row in rows if row[0] != "TOKEN"]


def two_in_one():
    """A token that holds two dates, a name that begins within a token, one that ends in it."""
    made = document("y-00000000")
    text = YEARS
    spans = [(0, 5), (6, 15), (16, 24), (25, 30), (30, 31)]
    tokens = [Token("y.s", a, b, text[a:b], text[a:b], "NUM", "", "tr") for a, b in spans]
    section = replace(made.article.sections[0], end=len(text))
    article = replace(made.article, text=text, sections=(section,), notes=(), keywords=())
    marked = [(6, 10, "DATE"), (11, 15, "DATE"), (18, 28, "EVENT")]
    mentions = tuple(
        replace(mention("y-00000000", a, b, label, "tr", text), sentence_id="y.s")
        for a, b, label in marked
    )
    sentence = replace(made.sentences[0], sentence_id="y.s", end=len(text))
    made = replace(
        made, article=article, sentences=(sentence,), mentions=mentions, vectors=(), citations=(),
        resolutions=(),
    )  # fmt: skip
    return made, tuple(tokens)


@pytest.fixture
def years(monkeypatch):
    made, tokens = two_in_one()
    monkeypatch.setattr(
        "tests.exporting.made.with_tokens", lambda each: replace(each, tokens=tokens)
    )
    return run_of([made])


def test_conllu_is_the_tokens_cell_by_cell(run, tables, tmp_path):
    [path] = export("conllu", run, tmp_path)
    sentences = conllu.parse(path.read_text(encoding="utf-8"))
    found = [
        (
            int(t["misc"]["Start"]), int(t["misc"]["End"]), t["form"], t["lemma"], t["upos"],
            "|".join(f"{k}={v}" for k, v in (t["feats"] or {}).items()),
            sentence.metadata["sent_id"], sentence.metadata["lang"],
        )
        for sentence in sentences for t in sentence
    ]  # fmt: skip
    columns = ["start", "end", "text", "lemma", "upos", "feats", "sentence_id", "lang"]
    ordered = tables["tokens"].sort_values(["doc_id", "start"])[columns]
    assert found == list(ordered.itertuples(index=False, name=None))
    for sentence in sentences:  # as CoNLL-U says: words and SpaceAfter give the text
        said = "".join(
            t["form"] + ("" if t["misc"].get("SpaceAfter") == "No" else " ") for t in sentence
        )
        assert said.rstrip() == sentence.metadata["text"]


def test_conllu_holds_every_mention_with_its_entity(run, tables, tmp_path):
    [path] = export("conllu", run, tmp_path)
    tokens = [t for sentence in conllu.parse(path.read_text("utf-8")) for t in sentence]
    begun = [
        (int(t["misc"]["Start"]), t["misc"]["NER"][2:], t["misc"]["Entity"])
        for t in tokens
        if t["misc"].get("NER", "").startswith("B-")
    ]
    ordered = tables["mentions"].sort_values(["doc_id", "start"])
    assert begun == list(
        ordered[["start", "label", "entity_id"]].itertuples(index=False, name=None)
    )


def test_conllu_takes_one_document_at_a_time(run, tmp_path, monkeypatch):
    taken = []

    def seen(part):
        taken.append(sorted(set(part["tokens"]["doc_id"])))
        return iob.named(part)

    monkeypatch.setattr("pipeline.exporting.conllu.named", seen)
    [path] = export("conllu", run, tmp_path)
    assert taken == [[doc_id] for doc_id in sorted(run.texts)]
    begun = [line for line in path.read_text("utf-8").split("\n") if line.startswith("# newdoc")]
    assert begun == [f"# newdoc id = {doc_id}" for doc_id in sorted(run.texts)]


def test_iob2_and_hipe_hold_every_mention(run, tables, tmp_path):
    labels = Counter(tables["mentions"]["label"])
    rows = [row for path in export("iob2", run, tmp_path) for row in rows_of(path)]
    assert Counter(tag[2:] for _, tag in rows if tag.startswith("B-")) == labels
    assert len(rows) == len(tables["tokens"])
    rows = rows_of(*export("hipe", run, tmp_path))
    assert {len(row) for row in rows} == {10}
    assert Counter(row[1][2:] for row in rows if row[1].startswith("B-")) == labels
    ordered = tables["tokens"].sort_values(["doc_id", "start"])
    assert [row[0] for row in rows] == list(ordered["text"])


def test_hipe_keeps_the_order_of_the_text(run, tmp_path):
    """Turkish, English, and Turkish again: as the first article has them."""
    lines = export("hipe", run, tmp_path)[0].read_text(encoding="utf-8").split("\n")
    said = [line for line in lines if line.startswith("#")]
    tongue = "# hipe2022:language = "
    assert said[:4] == [
        "# hipe2022:document_id = a-00000000", f"{tongue}tr", f"{tongue}en", f"{tongue}tr",
    ]  # fmt: skip


def test_a_token_of_two_names_is_cut_between_them(years, tmp_path):
    expected = [
        ("Savaş", "O"), ("1877", "B-DATE"), ("–", "O"), ("1878", "B-DATE"),
        ("arasında", "B-EVENT"), ("sürdü", "I-EVENT"), (".", "O"),
    ]  # fmt: skip
    [iob2] = export("iob2", years, tmp_path)
    assert [tuple(row) for row in rows_of(iob2)] == expected
    [hipe] = export("hipe", years, tmp_path)
    assert [tuple(row[:2]) for row in rows_of(hipe)] == expected
    glued = {row[0] for row in rows_of(hipe) if "NoSpaceAfter" in row[-1]}
    assert glued == {"1877", "–", "sürdü"}


def test_conllu_says_two_names_in_a_token_as_words_of_it(years, tmp_path):
    [path] = export("conllu", years, tmp_path)
    [sentence] = conllu.parse(path.read_text(encoding="utf-8"))
    ids = {t["form"]: t["id"] for t in sentence}
    assert ids["1877–1878"] == (2, "-", 4)
    assert [ids[form] for form in ("1877", "–", "1878", "arasında")] == [2, 3, 4, 5]
    tags = [t["misc"]["NER"] for t in sentence if "NER" in t["misc"]]
    assert tags == ["B-DATE", "B-DATE", "B-EVENT", "I-EVENT"]


def prodigy(run, folder):
    [path] = export("prodigy", run, folder)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_prodigy_has_tokens_on_whose_borders_every_span_lies(run, tables, tmp_path):
    """Also in keywords, of which the run has no tokens."""
    rows = prodigy(run, tmp_path)
    for row in rows:
        tokens = row["tokens"]
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        assert all(row["text"][t["start"] : t["end"]] == t["text"] for t in tokens)
        said = "".join(t["text"] + (" " if t["ws"] else "") for t in tokens)
        assert said == row["text"]
        for span in row["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
    places = {
        (row["meta"]["doc_id"], row["meta"]["offset"] + t["start"]) for row in rows
        for t in row["tokens"]
    }  # fmt: skip
    assert places >= set(zip(tables["tokens"]["doc_id"], tables["tokens"]["start"], strict=True))
    assert any("k1" in row["meta"]["sentence_id"] and row["tokens"] for row in rows)


def test_tokens_of_prodigy_are_cut_at_the_edges_of_names(years, tmp_path):
    [row] = prodigy(years, tmp_path)
    assert [t["text"] for t in row["tokens"]] == [
        "Savaş", "1877", "–", "1878", "ar", "asında", "sür", "dü", ".",
    ]  # fmt: skip
    assert [(s["token_start"], s["token_end"]) for s in row["spans"]] == [(1, 1), (3, 3), (5, 6)]
