"""Mentions corrected in other programs, back into the corpus."""

import json
from dataclasses import replace

import cassis
import pytest

from pipeline import correcting, finished, publishing, tables
from pipeline.errors import PipelineError
from pipeline.exporting import export
from pipeline.exporting.inception import NAMED, typesystem
from pipeline.tagging import corrections
from tests.examples import document
from tests.exporting.made import OUTSIDE, awkward, outside, run_of

DOC = "a-00000000"


def finished_run(documents, folder, monkeypatch):
    """The outputs of a run as far as corrections ask."""
    run = run_of(documents)
    monkeypatch.setattr(tables, "read", lambda folder: run.tables)
    publishing.write_texts(run.texts, folder / "text")
    return folder


@pytest.fixture
def out(tmp_path, monkeypatch):
    return finished_run([document()], tmp_path, monkeypatch)


@pytest.fixture
def beyond(tmp_path, monkeypatch):
    """A run whose first document has a character outside the BMP in a name."""
    return finished_run([outside(DOC)], tmp_path, monkeypatch)


def jsonl(path, change):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    made = [row for row in (change(row) for row in rows) if row]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in made), encoding="utf-8")
    return path


def test_what_nobody_changed_gives_no_lines(out):
    export("inception", finished.read(out), out / "x")
    [doccano] = export("doccano", finished.read(out), out)
    [prodigy] = export("prodigy", finished.read(out), out)
    for edited in (out / "x", out / "x" / f"{DOC}.xmi", doccano, prodigy):
        assert list(correcting.lines(out, edited)) == []


def test_a_label_that_doccano_changed_and_one_it_removed(out):
    def change(row):
        row["label"] = [[a, b, "ORG" if x == "GPE" else x] for a, b, x in row["label"]]
        row["label"] = [span for span in row["label"] if span[2] != "PERSON"]
        return row if row["lang"] == "tr" else None

    [path] = export("doccano", finished.read(out), out)
    assert list(correcting.lines(out, jsonl(path, change))) == [
        (DOC, 0, 10, "Enver Paşa", "PERSON", ""), (DOC, 11, 15, "Bakü", "GPE", "ORG"),
    ]  # fmt: skip


def test_what_prodigy_added_counts_and_what_it_rejected_does_not(out):
    def change(row):
        if row["meta"]["lang"] == "tr":
            row["spans"].append({"start": 19, "end": 24, "label": "EVENT"})
            return row
        return {**row, "spans": [], "answer": "reject"}

    [path] = export("prodigy", finished.read(out), out)
    assert list(correcting.lines(out, jsonl(path, change))) == [(DOC, 19, 24, "gitti", "", "EVENT")]


def test_what_inception_changed_stands_at_code_points(out):
    export("inception", finished.read(out), out / "x")
    path = out / "x" / f"{DOC}.xmi"
    cas = cassis.load_cas_from_xmi(path.open("rb"), typesystem=typesystem())
    first = next(iter(cas.select(NAMED)))
    assert first.get_covered_text() == "Enver Paşa"
    first.value = "ORG"
    cas.to_xmi(path)
    assert list(correcting.lines(out, out / "x")) == [(DOC, 0, 10, "Enver Paşa", "PERSON", "ORG")]


def test_what_nobody_changed_behind_an_old_turkic_letter_gives_no_lines(beyond):
    assert OUTSIDE in finished.read(beyond).texts[DOC]
    export("inception", finished.read(beyond), beyond / "x")
    [doccano] = export("doccano", finished.read(beyond), beyond)
    [prodigy] = export("prodigy", finished.read(beyond), beyond)
    for edited in (beyond / "x", doccano, prodigy):
        assert list(correcting.lines(beyond, edited)) == []


@pytest.mark.parametrize(("name", "start", "end"), [("doccano", 20, 25), ("prodigy", 19, 24)])
def test_a_name_added_behind_an_old_turkic_letter(beyond, name, start, end):
    """Marked where the program counts it: doccano in UTF-16 units, Prodigy in code points."""

    def change(row):
        if row.get("lang", row.get("meta", {}).get("lang")) == "tr":
            if name == "doccano":
                row["label"].append([start, end, "EVENT"])
            else:
                row["spans"].append({"start": start, "end": end, "label": "EVENT"})
        return row

    [path] = export(name, finished.read(beyond), beyond)
    assert list(correcting.lines(beyond, jsonl(path, change))) == [
        (DOC, 19, 24, "gitti", "", "EVENT")
    ]


def test_a_label_that_inception_changed_behind_an_old_turkic_letter(beyond):
    export("inception", finished.read(beyond), beyond / "x")
    path = beyond / "x" / f"{DOC}.xmi"
    cas = cassis.load_cas_from_xmi(path.open("rb"), typesystem=typesystem())
    baku = next(name for name in cas.select(NAMED) if name.get_covered_text() == "Baku")
    baku.value = "ORG"
    cas.to_xmi(path)
    [line] = correcting.lines(beyond, beyond / "x")
    assert line[3:] == ("Baku", "GPE", "ORG")


def test_an_offset_within_a_letter_is_named(beyond):
    def change(row):
        return {**row, "label": [[12, 14, "GPE"]]}

    [path] = export("doccano", finished.read(beyond), beyond)
    with pytest.raises(PipelineError, match=r"doccano\.jsonl:1"):
        list(correcting.lines(beyond, jsonl(path, change)))


def test_a_character_that_xml_cannot_hold_gives_way_and_offsets_stay(tmp_path):
    made = document()
    text = made.article.text.replace("’", "\x0b")
    made = replace(made, article=replace(made.article, text=text))
    export("inception", run_of([made]), tmp_path)
    cas = cassis.load_cas_from_xmi((tmp_path / f"{DOC}.xmi").open("rb"), typesystem=typesystem())
    assert cas.sofa_string == text.replace("\x0b", "\ufffd")


@pytest.mark.parametrize("name", ["inception", "doccano", "prodigy"])
def test_a_file_of_another_run_is_refused(out, name):
    """The spans of the older export would mark other words, of a text one letter longer."""
    edited = out / "x"
    paths = export(name, finished.read(out), edited)
    text = out / "text" / f"{DOC}.txt"
    text.write_bytes(b"A" + text.read_bytes()[:-1])
    for path in (paths[-1], *([edited] if name == "inception" else [])):
        with pytest.raises(PipelineError, match="export again") as raised:
            list(correcting.lines(out, path))
        assert raised.value.code == "E_CONFIG" and str(path) in str(raised.value)


def test_awkward_characters_are_no_other_run(tmp_path, monkeypatch):
    """What XML cannot hold has given way in the file, and not in the text."""
    out = finished_run([awkward(DOC)], tmp_path, monkeypatch)
    export("inception", finished.read(out), out / "x")
    others = [export(name, finished.read(out), out)[0] for name in ("doccano", "prodigy")]
    for edited in (out / "x", *others):
        assert list(correcting.lines(out, edited)) == []


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
