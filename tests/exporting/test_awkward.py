"""Every format over names that break files, each opened by its own reader."""

import csv
import json
import sqlite3
from contextlib import closing

import bibtexparser
import cassis
import conllu
import networkx as nx
import openpyxl
import pandas as pd
import pytest
import rispy
import wosfile
from lxml import etree
from openpyxl.utils.escape import unescape

from pipeline import finished
from pipeline.exporting import FORMATS, export
from pipeline.exporting.finished import Finished
from pipeline.exporting.inception import typesystem
from tests.exporting.made import AWKWARD, awkward, run_of

NAMELESS = ("methods", "ro-crate")  # they tell of figures and files


@pytest.fixture(scope="module")
def run():
    """A run whose articles, entities, works and notes are called `AWKWARD`."""
    made = run_of([awkward("h-00000000"), awkward("i-00000000")])
    works = made.tables["works"].assign(title=AWKWARD, authors="Iğdır\x01, İ\ufffe")
    tables = {**made.tables, "works": works}
    return finished.of(tables, made.texts)


def strings(value):
    """Every text in what a reader gives."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in strings(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in strings(each))


def letters(text):
    """What of a text has to come through everywhere: marks may have to give way."""
    return "".join(char for char in text if char.isalnum())


def lines(path):
    return path.read_text(encoding="utf-8").split("\n")


def cells(mark, encoding="utf-8"):
    def read(path):
        with path.open(encoding=encoding, newline="") as file:
            rows = list(csv.reader(file, delimiter=mark, strict=True))
        assert len({len(row) for row in rows}) <= 1, path.name
        return rows

    return read


def columns(path):
    rows = [line.split("\t") for line in lines(path) if line and line[0] != "#"]
    assert len({len(row) for row in rows}) <= 1, path.name
    return rows


def words(path):
    return [row[0] for row in columns(path)]


def json_lines(path):
    return [json.loads(line) for line in lines(path) if line]


def cas(path):
    with path.open("rb") as file:
        if path.name == "TypeSystem.xml":
            return cassis.load_typesystem(file)
        return cassis.load_cas_from_xmi(file, typesystem=typesystem()).sofa_string


def database(path):
    with closing(sqlite3.connect(path)) as base:
        return base.execute("SELECT * FROM entities").fetchall()


def bib(path):
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"))
    assert library.entries and not library.failed_blocks
    return [entry["title"].replace(r"\textbackslash", "") for entry in library.entries]


def vosviewer(path):
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    assert '"' not in path.read_text(encoding="utf-8")
    return columns(path)


def workbook(path):
    book = openpyxl.load_workbook(path)
    rows = [row for sheet in book for row in sheet.values]
    return [unescape(text) for text in strings(rows)]  # _x000D_ is how a cell holds it


def graph(read):
    return lambda path: list(read(path).nodes(data=True))


READERS = {
    "bibtex": bib,
    "conllu": lambda path: [t["form"] for s in conllu.parse(path.read_text("utf-8")) for t in s],
    "csl": lambda path: json.loads(path.read_text(encoding="utf-8")),
    "csv-tr": cells(";", "utf-8-sig"),
    "doccano": json_lines,
    "gephi": lambda path: pd.read_csv(path, keep_default_na=False).to_dict("records"),
    "gexf": graph(nx.read_gexf),
    "graphml": graph(nx.read_graphml),
    "hipe": words,
    "inception": cas,
    "iob2": words,
    "methods": lines,
    "openrefine": cells(","),
    "prodigy": json_lines,
    "ris": lambda path: rispy.loads(path.read_text(encoding="utf-8")),
    "ro-crate": lambda path: json.loads(path.read_text(encoding="utf-8")),
    "scopus": cells(",", "utf-8-sig"),
    "sqlite": database,
    "tei": lambda path: "".join(etree.parse(path).getroot().itertext()),
    "vosviewer": vosviewer,
    "w3c": lambda path: json.loads(path.read_text(encoding="utf-8")),
    "wos": lambda path: [dict(record) for record in wosfile.records_from(str(path))],
    "xlsx": workbook,
}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_awkward_names_are_read_back(name, run, tmp_path):
    read = [READERS[name](path) for path in export(name, run, tmp_path)]
    if name not in NAMELESS:
        assert letters(AWKWARD) in letters("".join(strings(read)))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_run_of_nothing_is_written(name, run, tmp_path):
    empty = {table: rows[:0] for table, rows in run.tables.items()}
    nothing = dict.fromkeys(run.bibliography, "")
    export(name, Finished(empty, {}, run.meanings, nothing), tmp_path)
