"""Mentions corrected in other programs, back into the corpus."""

import json
from dataclasses import replace

import cassis
import pytest

from pipeline import assembling, correcting, tables
from pipeline.errors import PipelineError
from pipeline.exporting import export
from pipeline.exporting.inception import NAMED, typesystem
from pipeline.tables import frame
from pipeline.tagging import corrections
from tests.examples import document
from tests.exporting.test_exporting import with_tokens
from tests.reporting.test_reporting import tables_of

DOC = "a-00000000"


@pytest.fixture
def out(tmp_path, monkeypatch):
    documents = [with_tokens(document())]
    kept = tables_of(documents) | {"tokens": frame("tokens", assembling.tokens(documents))}
    monkeypatch.setattr(tables, "read", lambda folder: kept)
    return tmp_path


def jsonl(path, change):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    made = [row for row in (change(row) for row in rows) if row]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in made), encoding="utf-8")
    return path


def test_what_nobody_changed_gives_no_lines(out):
    export("inception", tables.read(out), out / "x")
    [doccano] = export("doccano", tables.read(out), out)
    [prodigy] = export("prodigy", tables.read(out), out)
    for edited in (out / "x", out / "x" / f"{DOC}.xmi", doccano, prodigy):
        assert list(correcting.lines(out, edited)) == []


def test_a_label_that_doccano_changed_and_one_it_removed(out):
    def change(row):
        row["label"] = [[a, b, "ORG" if x == "GPE" else x] for a, b, x in row["label"]]
        row["label"] = [span for span in row["label"] if span[2] != "PERSON"]
        return row if row["lang"] == "tr" else None

    [path] = export("doccano", tables.read(out), out)
    assert list(correcting.lines(out, jsonl(path, change))) == [
        (DOC, 0, 10, "Enver Paşa", "PERSON", ""), (DOC, 11, 15, "Bakü", "GPE", "ORG"),
    ]  # fmt: skip


def test_what_prodigy_added_counts_and_what_it_rejected_does_not(out):
    def change(row):
        if row["meta"]["lang"] == "tr":
            row["spans"].append({"start": 19, "end": 24, "label": "EVENT"})
            return row
        return {**row, "spans": [], "answer": "reject"}

    [path] = export("prodigy", tables.read(out), out)
    assert list(correcting.lines(out, jsonl(path, change))) == [(DOC, 19, 24, "gitti", "", "EVENT")]


def test_what_inception_changed_stands_at_code_points(out):
    export("inception", tables.read(out), out / "x")
    path = out / "x" / f"{DOC}.xmi"
    cas = cassis.load_cas_from_xmi(path.open("rb"), typesystem=typesystem())
    first = next(iter(cas.select(NAMED)))
    assert first.get_covered_text() == "Enver Paşa"
    first.value = "ORG"
    cas.to_xmi(path)
    assert list(correcting.lines(out, out / "x")) == [(DOC, 0, 10, "Enver Paşa", "PERSON", "ORG")]


def test_a_character_that_xml_cannot_hold_gives_way_and_offsets_stay(tmp_path):
    made = document()
    text = made.article.text.replace("’", "\x0b")
    made = with_tokens(replace(made, article=replace(made.article, text=text)))
    kept = tables_of([made]) | {"tokens": frame("tokens", assembling.tokens([made]))}
    tokens = kept["tokens"]
    tokens.loc[tokens.index[-1], "text"] = "Baku\x0b"
    export("inception", kept, tmp_path)
    cas = cassis.load_cas_from_xmi((tmp_path / f"{DOC}.xmi").open("rb"), typesystem=typesystem())
    assert "\ufffd" in cas.sofa_string


@pytest.mark.parametrize("text", ["{}", "no json", '{"doc_id": "x", "offset": 0, "text": "a"}'])
def test_a_line_of_no_known_form_is_named(out, text):
    path = out / "edited.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"edited\.jsonl:1"):
        list(correcting.lines(out, path))


def corrected(*rows):
    lines = [corrections.Correction(n, DOC, *row) for n, row in enumerate(rows, 2)]
    return corrections.corrected(document(), lines)


def test_corrections_change_the_mentions_of_the_document():
    made = corrected((0, 10, "Enver Paşa", ""), (11, 15, "Bakü", "ORG"), (19, 24, "gitti", "EVENT"))
    turkish = [(m.surface, m.label, m.model) for m in made.mentions if m.lang == "tr"]
    assert turkish == [("Bakü", "ORG", "corrected"), ("gitti", "EVENT", "corrected")]
    assert not made.problems
    for mention in made.mentions:
        assert made.article.text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((0, 10, "Başka söz", "ORG"), "no longer stand"),
        ((0, 5, "Enver", ""), "no mention to remove"),
        ((19, 32, "gitti.\n\nEnver", "ORG"), "one sentence"),
    ],
)
def test_a_line_that_does_not_fit_is_reported_and_changes_nothing(row, why):
    made = corrected(row)
    assert made.mentions == document().mentions
    [problem] = made.problems
    assert problem.code == "W_CORRECTION" and why in problem.message


def test_a_later_line_overrides():
    made = corrected((11, 15, "Bakü", "ORG"), (11, 15, "Bakü", "GPE"))
    assert [m.label for m in made.mentions if m.surface == "Bakü"] == ["GPE"]


@pytest.mark.parametrize("row", ["d,x,5,a,,GPE", "d,0,5,a,,KING"])
def test_a_file_that_cannot_be_used_says_the_line(tmp_path, row):
    path = tmp_path / "corrections.csv"
    path.write_text(",".join(corrections.HEAD) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=":2:"):
        corrections.read(path)
