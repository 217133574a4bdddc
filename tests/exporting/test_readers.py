"""Exports read by the programs that they are made for, and compared cell by cell."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import bibtexparser
import openpyxl
import pandas as pd
import pytest
import rispy
from lxml import etree
from rocrate.rocrate import ROCrate

from pipeline.citing import bibliography
from pipeline.citing.works import merge
from pipeline.exporting import export
from pipeline.exporting.turkish_csv import cell
from pipeline.reporting import gephi, workbook
from pipeline.schema import tables as schema
from tests.exporting.test_exporting import DOCUMENTS, OUTSIDE, tables  # noqa: F401 (a fixture)

SCHEMA = Path(__file__).parent / "tei.rng"


def plain(value):
    """A value of a table as a file without types gives it back."""
    return None if pd.isna(value) or value == "" else value


def rows_of(table):
    return [tuple(map(plain, row)) for row in table.itertuples(index=False, name=None)]


def test_the_workbook_is_the_tables_cell_by_cell(tables, tmp_path):  # noqa: F811
    meanings = {
        t.name: tuple((c.name, c.meaning_en, c.meaning_tr) for c in t.columns)
        for t in schema().values()
    }
    workbook.write(tables, meanings, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    for name in workbook.SHEETS:
        head, *rows = book[name].values
        assert head == tuple(tables[name].columns)
        assert [tuple(map(plain, row)) for row in rows] == rows_of(tables[name]), name
    dictionary = list(book["Sözlük-Dictionary"].values)
    assert len(dictionary) - 1 == sum(len(meanings[name]) for name in workbook.SHEETS)
    assert all(all(row) for row in dictionary)


def test_sqlite_is_the_tables_cell_by_cell(tables, tmp_path):  # noqa: F811
    [path] = export("sqlite", tables, tmp_path)
    with closing(sqlite3.connect(path)) as base:
        for name, table in tables.items():
            found = base.execute(f'SELECT * FROM "{name}"').fetchall()
            assert [tuple(map(plain, row)) for row in found] == rows_of(table), name
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_turkish_csv_is_the_tables_cell_by_cell(tables, tmp_path):  # noqa: F811
    for path in export("csv-tr", tables, tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            _, *rows = csv.reader(file, delimiter=";")
        expected = tables[path.stem].itertuples(index=False, name=None)
        assert rows == [[cell(value) for value in row] for row in expected]


def test_gephi_reads_the_network(tables, tmp_path):  # noqa: F811
    gephi.write(tables, tmp_path)
    nodes = pd.read_csv(tmp_path / "nodes.csv", keep_default_na=False)
    edges = pd.read_csv(tmp_path / "edges.csv")
    pairs = tables["cooccurrence"].query("window == 'sentence'")
    assert list(edges["Weight"]) == list(pairs["n"]) and set(edges["Type"]) == {"Undirected"}
    assert {*edges["Source"], *edges["Target"]} == set(nodes["Id"])
    names = tables["entities"].set_index("entity_id")["name"]
    assert all(names[row.Id] == row.Label for row in nodes.itertuples())


def test_vosviewer_finds_no_fault(tables, tmp_path):  # noqa: F811
    """The rules by which VOSviewer Online refuses a file (src/utils/variables.js)."""
    paths = {path.name: path for path in export("vosviewer", tables, tmp_path)}
    content = json.loads(paths["vosviewer.json"].read_text(encoding="utf-8"))["network"]
    head, *rows = [
        line.split("\t")
        for line in paths["vosviewer-map.txt"].read_text(encoding="utf-8").splitlines()
    ]
    items = [dict(zip(head, row, strict=True)) for row in rows]
    ids = [item["id"] for item in items]
    assert len(items) >= 3 and len(set(ids)) == len(ids)
    assert all(item["label"] and '"' not in item["label"] for item in items)
    assert all(item["cluster"].isdecimal() and int(item["cluster"]) > 0 for item in items)
    weights = [name for name in head if name.startswith("weight<")]
    assert weights and all(float(item[name]) >= 0 for item in items for name in weights)
    edges = [
        line.split("\t")
        for line in paths["vosviewer-network.txt"].read_text(encoding="utf-8").splitlines()
    ]
    assert all(len(edge) == 3 and {edge[0], edge[1]} <= set(ids) for edge in edges)
    assert [list(map(int, edge)) for edge in edges] == [
        [link["source_id"], link["target_id"], link["strength"]] for link in content["links"]
    ]
    assert [(str(i["id"]), i["label"]) for i in content["items"]] == [
        (item["id"], item["label"]) for item in items
    ]
    first, *lines = paths["vosviewer-thesaurus.txt"].read_text(encoding="utf-8").splitlines()
    assert first == "label\treplace by"
    names = set(tables["entities"]["name"])
    assert all(line.count("\t") == 1 and line.split("\t")[1] in names for line in lines)


def test_tei_is_valid(tables, tmp_path):  # noqa: F811
    rules = etree.RelaxNG(etree.parse(SCHEMA))
    for path in export("tei", tables, tmp_path):
        rules.assertValid(etree.parse(path))


def test_a_heading_begins_a_division_of_tei(tables, tmp_path):  # noqa: F811
    doc_id = DOCUMENTS[0].source.doc_id
    sections = tables["sections"]
    last = sections[sections["doc_id"] == doc_id].sort_values("start").iloc[-1]
    whole = {**last, "section_id": "body-1", "kind": "body", "start": 0}
    heading = {**last, "section_id": "heading-1", "kind": "heading"}
    kept = sections[sections["doc_id"] != doc_id].to_dict("records")
    made = {**tables, "sections": pd.DataFrame([*kept, whole, heading])}
    paths = {path.name: path for path in export("tei", made, tmp_path)}
    root = etree.parse(paths[f"{doc_id}.tei.xml"])
    etree.RelaxNG(etree.parse(SCHEMA)).assertValid(root)
    divisions = root.findall("//{*}body/{*}div")
    assert [division[0].tag.rpartition("}")[2] for division in divisions] == ["p", "head"]


def test_ro_crate_is_read(tables, tmp_path):  # noqa: F811
    (tmp_path / "run.json").write_text('{"finished": "2026-01-02T03:04:05Z"}', encoding="utf-8")
    export("ro-crate", tables, tmp_path)
    (tmp_path / "tables").mkdir()
    for name in tables:
        (tmp_path / "tables" / f"{name}.csv").touch()
    crate = ROCrate(tmp_path)
    files = {entity.id for entity in crate.data_entities}
    assert files == {f"tables/{name}.csv" for name in tables}
    assert crate.root_dataset["datePublished"] == "2026-01-02"
    assert {e.type for e in crate.contextual_entities} >= {"SoftwareApplication"}
    assert "publish.licence" in crate.root_dataset["license"]["description"]


def test_the_licence_of_the_settings_stands_in_the_crate(tables, tmp_path):  # noqa: F811
    licence = "https://creativecommons.org/licenses/by/4.0/"
    record = {"settings": {"publish": {"licence": licence}}}
    (tmp_path / "run.json").write_text(json.dumps(record), encoding="utf-8")
    [path] = export("ro-crate", tables, tmp_path)
    nodes = {node["@id"]: node for node in json.loads(path.read_text(encoding="utf-8"))["@graph"]}
    assert nodes["./"]["license"] == {"@id": licence} and licence in nodes


def test_methods_say_how_accurate_the_program_is(tables, tmp_path):  # noqa: F811
    text = export("methods", tables, tmp_path)[0].read_text(encoding="utf-8")
    assert text.count("(n ") == 8 and "sha256" in text


WORKS = """Andrew Mango, Atatürk, London: John Murray, 1999, s. 287.
İlber Ortaylı, “Iğdır’ın Ş & Ğ {tarihi}”, Belleten, C. XLV, S. 2, 1981, s. 12-34.
Çiğdem Ünal, Öğretmenler 100 % $ # _ \\ ^, Ankara: TTK, 1950."""


@pytest.fixture(scope="module")
def works():
    from pipeline.citing import cite
    from pipeline.evaluation.citation_gold import article_of

    cited = cite(article_of("a", list(enumerate(WORKS.splitlines(), 1))))
    return merge(cited.citations, cited.resolutions).works


def test_bibtex_is_read_back(works):
    library = bibtexparser.parse_string(bibliography.bibtex(works))
    assert not library.failed_blocks and len(library.entries) == len(works) == 3
    fields = [entry.fields_dict for entry in library.entries]
    authors = {entry["author"].value for entry in fields}
    assert "Ortaylı, İlber" in authors and "Ünal, Çiğdem" in authors
    assert {entry["year"].value for entry in fields} == {work.year for work in works}


def test_ris_is_read_back(works):
    entries = rispy.loads(bibliography.ris(works))
    titles = {entry.get("title") or entry.get("primary_title") for entry in entries}
    assert titles == {work.title for work in works}
    assert {name for entry in entries for name in entry["authors"]} == {
        work.authors for work in works
    }
    article = next(entry for entry in entries if entry["type_of_reference"] == "JOUR")
    assert (article["start_page"], article["end_page"], article["number"]) == ("12", "34", "2")


def test_csl_json_is_the_works(works):
    items = json.loads(bibliography.csl_json(works))
    assert {item["title"] for item in items} == {work.title for work in works}


@pytest.mark.parametrize("name", ["conllu", "doccano", "hipe", "iob2", "w3c"])
def test_letters_outside_the_basic_plane_survive(name, tables, tmp_path):  # noqa: F811
    assert OUTSIDE in "".join(p.read_text(encoding="utf-8") for p in export(name, tables, tmp_path))
