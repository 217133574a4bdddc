"""Spans for programs that count code points, and for those that count UTF-16 code units."""

import json
from urllib.parse import unquote

import cassis
import pandas as pd
import pytest

from pipeline.exporting import export, webannotation
from pipeline.exporting.inception import NAMED, typesystem
from pipeline.exporting.texts import code_points, utf16, utf16_of
from tests.exporting.made import OUTSIDE, outside, run_of


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def expected(tables):
    mentions = tables["mentions"].sort_values(["doc_id", "start"])
    return list(zip(mentions["surface"], mentions["label"], strict=True))


def units(text, start, end):
    """A stretch of a text by UTF-16 code units, as JavaScript slices."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_doccano_counts_utf16_units(run, tables, tmp_path):
    [path] = export("doccano", run, tmp_path)
    found = [(units(r["text"], a, b), label) for r in lines(path) for a, b, label in r["label"]]
    assert found == expected(tables)
    assert f"{OUTSIDE}rfa" in dict(found)


def test_prodigy_counts_code_points(run, tables, tmp_path):
    [path] = export("prodigy", run, tmp_path)
    found = [
        (row["text"][s["start"] : s["end"]], s["label"])
        for row in lines(path)
        for s in row["spans"]
    ]
    assert found == expected(tables)


def test_inception_counts_utf16_units_and_holds_the_text(run, tables, tmp_path):
    found = []
    for path in export("inception", run, tmp_path)[1:]:
        with path.open("rb") as file:
            cas = cassis.load_cas_from_xmi(file, typesystem=typesystem())
        assert cas.sofa_string == run.texts[path.stem]
        names = sorted(cas.select(NAMED), key=lambda name: name.begin)
        found += [(name.get_covered_text(), name.value) for name in names]
    assert found == expected(tables)


def test_web_annotations_are_the_mentions_cell_by_cell(run, tables, tmp_path):
    [path] = export("w3c", run, tmp_path)
    items = json.loads(path.read_text(encoding="utf-8"))["first"]["items"]
    mentions = tables["mentions"].sort_values(["doc_id", "start"])
    for item, row in zip(items, mentions.itertuples(), strict=True):
        text = run.texts[row.doc_id]
        quote, position = item["target"]["selector"]
        assert item["id"] == f"urn:ikidil:{row.mention_id}"
        assert [body["value"] for body in item["body"]] == [row.label, row.entity_id]
        assert quote["exact"] == row.surface
        assert units(text, position["start"], position["end"]) == row.surface
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[row.start - len(quote["prefix"]) :].startswith(around)


@pytest.mark.parametrize("doc_id", ["z-00000000", "şam 100%-00000000"])
def test_web_annotations_point_into_the_clean_text(doc_id, tmp_path):
    """Its file, as an address: the article itself holds other text."""
    run = run_of([outside(doc_id)])
    [path] = export("w3c", run, tmp_path)
    items = json.loads(path.read_text(encoding="utf-8"))["first"]["items"]
    sources = {item["target"]["source"] for item in items}
    assert {unquote(source) for source in sources} == {f"text/{doc_id}.txt"}
    assert all(source.isascii() and " " not in source for source in sources)


def test_web_annotations_scan_a_text_once(run, tmp_path, monkeypatch):
    scanned = []
    monkeypatch.setattr(
        webannotation, "utf16_of", lambda text: scanned.append(text) or utf16_of(text)
    )
    export("w3c", run, tmp_path)
    assert scanned == [run.texts[doc_id] for doc_id in sorted(run.texts)]


@pytest.mark.parametrize("name", ["inception", "tei"])
def test_a_file_a_document_does_not_search_the_tables_for_each(name, run, tmp_path, monkeypatch):
    equal = pd.Series.__eq__

    def counted(series, other):
        assert series.name not in ("doc_id", "note"), "a search of the table for each"
        return equal(series, other)

    monkeypatch.setattr(pd.Series, "__eq__", counted)
    assert len(export(name, run, tmp_path)) >= len(run.texts)


def test_offsets_beyond_the_basic_plane():
    text = f"a{OUTSIDE}b"
    assert [utf16(text, at) for at in (0, 1, 2, 3)] == [0, 1, 3, 4]
    assert [utf16_of(text)(at) for at in (0, 1, 2, 3)] == [0, 1, 3, 4]
    assert [code_points(text, at) for at in (0, 1, 3, 4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="decode"):
        code_points(text, 2)
