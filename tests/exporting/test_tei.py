"""TEI: valid, the text itself, and what the tables say of it."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from pipeline.exporting import export
from pipeline.exporting.finished import Finished
from pipeline.exporting.tei_notes import spans
from pipeline.tables import frame
from tests.examples import document
from tests.exporting.made import run_of

SCHEMA = Path(__file__).parent / "tei.rng"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
DOC = "a-00000000"
NOTE = "Bakü’deki Atatürk adı için bk. Mango, Atatürk, s. 5; Bakü için aynı yer."


def files(run, folder):
    rules = etree.RelaxNG(etree.parse(SCHEMA))
    for path in export("tei", run, folder):
        root = etree.parse(path).getroot()
        rules.assertValid(root)
        yield path.name.removesuffix(".tei.xml"), root


def paragraphs(root):
    """The paragraphs and headings of the body without their notes."""
    for note in root.findall(".//t:note", NS):
        for child in list(note):
            note.remove(child)
        note.text = ""
    tags = [f"{{{NS['t']}}}{name}" for name in ("p", "head")]
    return ["".join(e.itertext()) for e in root.find("t:text/t:body", NS).iter(*tags)]


def test_tei_holds_the_text_exactly(run, tmp_path):
    for doc_id, root in files(run, tmp_path):
        assert "\n\n".join(paragraphs(root)) == run.texts[doc_id]


def test_names_are_the_mentions_and_refer_to_their_entities(run, tables, tmp_path):
    for doc_id, root in files(run, tmp_path):
        rows = tables["mentions"][tables["mentions"]["doc_id"] == doc_id].sort_values("start")
        names = [e for e in root.find("t:text/t:body", NS).iter() if e.get("ref")]
        assert [(e.text, e.get("ref")) for e in names] == [
            (row.surface, f"#{row.entity_id}") for row in rows.itertuples()
        ]
        listed = {e.get(ID): e for e in root.find("t:standOff", NS).iter() if e.get(ID)}
        entities = tables["entities"].set_index("entity_id")
        for name in names:
            forms = {e.text for e in listed[name.get("ref")[1:]]}
            entity = entities.loc[name.get("ref")[1:]]
            assert forms == {entity["name_tr"], entity["name_en"]} - {""}


def noted(*changes):
    """The run of one document whose note is `NOTE`, the table of notes changed."""
    made = document()
    made = replace(made, article=replace(made.article, notes=()), citations=(), resolutions=())
    run = run_of([made])
    note = {
        "doc_id": DOC, "note": 1, "label": "1", "marker_start": 25, "text": NOTE, "raw_start": 100,
        "raw_end": 100 + len(NOTE),
    }  # fmt: skip
    entity = run.tables["mentions"].set_index("surface")["entity_id"]["Bakü"]
    named = NOTE.rindex("Bakü")
    cited = NOTE.index("Mango")
    rows = {
        "notes": [note | change for change in changes],
        "citations": [
            {"doc_id": DOC, "note": 1, "position": 1, "place_kind": "note", "work_id": "w",
             "raw": "Mango, Atatürk, s. 5", "raw_start": 100 + cited, "raw_end": 120 + cited},
            {"doc_id": DOC, "note": 1, "position": 2, "place_kind": "note", "raw": "aynı yer",
             "raw_start": 100 + NOTE.index("aynı"), "raw_end": 108 + NOTE.index("aynı")},
        ],
        "note_mentions": [
            {"doc_id": DOC, "note": 1, "raw_start": 100 + named, "raw_end": 104 + named,
             "surface": "Bakü", "base_form": "Bakü", "label": "GPE", "entity_id": entity},
        ],
        "works": [{"work_id": "w", "title": "Atatürk"}],
    }  # fmt: skip
    made = {name: frame(name, each) for name, each in rows.items()}
    return Finished({**run.tables, **made}, run.texts), entity


def test_a_note_holds_its_citations_and_names(tmp_path):
    run, entity = noted({})
    [(_, root)] = files(run, tmp_path)
    note = root.find("t:text/t:body//t:note", NS)
    assert "".join(note.itertext()) == NOTE
    assert [(e.tag.rpartition("}")[2], e.text, e.get("corresp"), e.get("ref")) for e in note] == [
        ("bibl", "Mango, Atatürk, s. 5", "#w-w", None),
        ("placeName", "Bakü", None, f"#{entity}"), ("bibl", "aynı yer", None, None),
    ]  # fmt: skip
    ids = {e.get(ID) for e in root.iter()}
    assert {"w-w", entity} <= ids


def test_a_note_that_nothing_calls_stands_behind_the_text(tmp_path):
    run, _ = noted({"marker_start": None})
    [(_, root)] = files(run, tmp_path)
    assert root.find("t:text/t:body//t:note", NS) is None
    [note] = root.findall("t:text/t:back/t:div/t:p/t:note", NS)
    assert "".join(note.itertext()) == NOTE


def test_a_marker_without_its_note_is_an_empty_note(tmp_path):
    run, _ = noted({"text": "", "raw_start": None, "raw_end": None})
    [(_, root)] = files(run, tmp_path)
    assert [n.text for n in root.iter(f"{{{NS['t']}}}note")] == [None]


def test_a_label_that_xml_cannot_hold_gives_way(tmp_path):
    run, _ = noted({"label": "1\x01"})
    [(_, root)] = files(run, tmp_path)
    assert [n.get("n") for n in root.iter(f"{{{NS['t']}}}note")] == ["1\ufffd"]


@pytest.mark.parametrize(
    ("raw_start", "expected"), [(100, 0), (118, 20)], ids=["the first", "the second"]
)
def test_of_two_places_in_a_note_the_nearer_is_meant(raw_start, expected):
    """In the text as extracted a hyphen and a line break stand before the second."""
    text = "Bakü ve ondan sonra Bakü"
    names = pd.DataFrame([{"raw_start": raw_start, "raw_end": raw_start + 4, "surface": "Bakü"}])
    [span] = spans(text, 100, [], names.itertuples())
    assert (span.start, span.end) == (expected, expected + 4)


def test_a_heading_begins_a_division(run, tables, tmp_path):
    sections = tables["sections"]
    last = sections[sections["doc_id"] == DOC].sort_values("start").iloc[-1]
    whole = {**last, "section_id": "body-1", "kind": "body", "start": 0}
    heading = {**last, "section_id": "heading-1", "kind": "heading"}
    kept = sections[sections["doc_id"] != DOC].to_dict("records")
    made = {**tables, "sections": pd.DataFrame([*kept, whole, heading])}
    root = dict(files(Finished(made, run.texts), tmp_path))[DOC]
    divisions = root.findall("t:text/t:body/t:div", NS)
    kinds = [[part.tag.rpartition("}")[2] for part in division] for division in divisions]
    assert kinds == [["p", "p"], ["head"]]


@pytest.mark.parametrize(
    ("date", "when"), [("1921-03-16", "1921-03-16"), ("1316-08-19", None), ("", None)]
)
def test_a_year_of_another_calendar_is_no_gregorian_date(tmp_path, date, when):
    """19 Ağustos 1316 of a Rumi calendar is in 1900."""
    run = run_of([document()])
    made = {**run.tables, "mentions": run.tables["mentions"].assign(label="DATE", date=date)}
    [(_, root)] = files(replace(run, tables=made), tmp_path)
    dates = root.findall("t:text/t:body//t:date", NS)
    assert dates and {found.get("when") for found in dates} == {when}
