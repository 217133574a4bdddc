"""Exports read by the programs that they are made for, and compared cell by cell."""

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
from rocrate.rocrate import ROCrate

from pipeline.accuracy import measured, unseen
from pipeline.exporting import export, workbook
from pipeline.exporting.turkish_csv import cell

SCHEMA = Path(__file__).parent / "tei.rng"


def plain(value):
    """A value of a table as a file without types gives it back."""
    return None if pd.isna(value) or value == "" else value


def rows_of(table):
    return [tuple(map(plain, row)) for row in table.itertuples(index=False, name=None)]


def test_the_workbook_is_the_tables_cell_by_cell(run, tables, tmp_path):
    [path] = export("xlsx", run, tmp_path)
    book = openpyxl.load_workbook(path)
    for name in workbook.SHEETS:
        head, *rows = book[name].values
        assert head == tuple(tables[name].columns)
        assert [tuple(map(plain, row)) for row in rows] == rows_of(tables[name]), name
    dictionary = list(book["Sözlük-Dictionary"].values)
    described = [row for row in dictionary[1:] if row[1] != "*"]  # a star tells of a whole table
    assert described == [(name, *each) for name in workbook.SHEETS for each in run.meanings[name]]
    assert all(all(row) for row in dictionary)


def test_sqlite_is_the_tables_cell_by_cell(run, tables, tmp_path):
    [path] = export("sqlite", run, tmp_path)
    with closing(sqlite3.connect(path)) as base:
        for name, table in tables.items():
            found = base.execute(f'SELECT * FROM "{name}"').fetchall()
            assert [tuple(map(plain, row)) for row in found] == rows_of(table), name
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_turkish_csv_is_the_tables_cell_by_cell(run, tables, tmp_path):
    for path in export("csv-tr", run, tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            _, *rows = csv.reader(file, delimiter=";")
        expected = tables[path.stem].itertuples(index=False, name=None)
        assert rows == [[cell(value) for value in row] for row in expected]


def test_ro_crate_is_read(run, tables, tmp_path):
    export("ro-crate", replace(run, record={"finished": "2026-01-02T03:04:05Z"}), tmp_path)
    (tmp_path / "tables").mkdir()
    for name in tables:
        (tmp_path / "tables" / f"{name}.csv").touch()
    crate = ROCrate(tmp_path)
    files = {entity.id for entity in crate.data_entities}
    assert files == {f"tables/{name}.csv" for name in tables}
    assert crate.root_dataset["datePublished"] == "2026-01-02"
    assert {e.type for e in crate.contextual_entities} >= {"SoftwareApplication"}
    assert "publish.licence" in crate.root_dataset["license"]["description"]


def test_the_licence_of_the_settings_stands_in_the_crate(run, tables, tmp_path):
    licence = "https://creativecommons.org/licenses/by/4.0/"
    record = {"settings": {"publish": {"licence": licence}}, "versions": {"stanza": "0.9"}}
    [path] = export("ro-crate", replace(run, record=record), tmp_path)
    nodes = {node["@id"]: node for node in json.loads(path.read_text(encoding="utf-8"))["@graph"]}
    assert nodes["./"]["license"] == {"@id": licence} and licence in nodes
    assert nodes["#stanza"]["softwareVersion"] == "0.9" and "#spacy" not in nodes


def test_methods_name_the_versions_that_made_the_run(run, tmp_path):
    record = {"versions": {"python": "3.99", "stanza": "0.9"}}
    [path] = export("methods", replace(run, record=record), tmp_path)
    assert path.read_text(encoding="utf-8").count("Python 3.99; stanza 0.9;") == 2


def test_methods_say_how_accurate_the_program_is(run, tables, tmp_path):
    text = export("methods", run, tmp_path)[0].read_text(encoding="utf-8")
    assert text.count("(n ") == 14 and "sha256" in text
    turkish, english = text.split("## Method")
    later, own = unseen()[0], measured()[0]
    for part, sign in ((turkish, ","), (english, ".")):
        figures = [f"0{sign}{100 * each.value:.0f} (n {each.n})" for each in (later, own)]
        assert -1 < part.find(figures[0]) < part.find(figures[1])  # what new text gives, first
