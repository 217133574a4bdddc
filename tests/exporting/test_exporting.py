"""Every export, read back by the reader that it is made for."""

import csv
import json
import sqlite3
from contextlib import closing
from importlib.metadata import version

import pandas as pd
import pytest
import wosfile

from pipeline.errors import PipelineError
from pipeline.exporting import FORMATS, database, export
from pipeline.exporting.finished import Finished


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_tables_give_the_same_bytes(name, run, tmp_path):
    one = {p.name: p.read_bytes() for p in export(name, run, tmp_path / "1")}
    other = {p.name: p.read_bytes() for p in export(name, run, tmp_path / "2")}
    assert one == other and one


def test_an_unknown_format_names_the_known_ones(tmp_path):
    with pytest.raises(PipelineError, match="conllu"):
        export("word", Finished({}), tmp_path)


def test_sqlite_is_the_tables_and_searches_turkish(run, tables, tmp_path):
    [path] = export("sqlite", run, tmp_path)
    with closing(sqlite3.connect(path)) as base:
        for name, table in tables.items():
            [(n,)] = base.execute(f'SELECT count(*) FROM "{name}"')
            assert n == len(table), name
        rows = base.execute("SELECT mention_id, surface, start FROM mentions ORDER BY mention_id")
        expected = tables["mentions"].sort_values("mention_id")
        assert rows.fetchall() == list(
            expected[["mention_id", "surface", "start"]].itertuples(index=False, name=None)
        )
        found = base.execute("SELECT doc_id FROM sentence_search WHERE folded MATCH 'igdir'")
        assert [doc_id for (doc_id,) in found] == ["z-00000000"]


def test_sqlite_takes_a_table_in_slices(run, tables, tmp_path, monkeypatch):
    [whole] = export("sqlite", run, tmp_path / "whole")
    astype = pd.DataFrame.astype

    def small(table, *kinds, **options):
        assert len(table) <= 2, "more than a slice at once"
        return astype(table, *kinds, **options)

    monkeypatch.setattr(database, "SLICE", 2)
    monkeypatch.setattr(pd.DataFrame, "astype", small)
    assert len(tables["mentions"]) > 2
    [sliced] = export("sqlite", run, tmp_path / "sliced")
    assert sliced.read_bytes() == whole.read_bytes()


def test_turkish_csv_is_the_tables(run, tables, tmp_path):
    for path in export("csv-tr", run, tmp_path):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        table = tables[path.stem]
        assert rows[0] == list(table.columns)
        assert len(rows) - 1 == len(table)
    with (tmp_path / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        surfaces = [row["surface"] for row in csv.DictReader(file, delimiter=";")]
    assert surfaces == list(tables["mentions"]["surface"])


def test_methods_and_crate_give_the_figures(run, tables, tmp_path):
    [path] = export("methods", run, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert f"{len(tables['mentions'])} mentions" in text
    assert f"stanza {version('stanza')}" in text and "{" not in text
    [path] = export("ro-crate", run, tmp_path)
    graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    listed = {entry["@id"] for entry in graph if entry["@type"] == "File"}
    assert listed == {f"tables/{name}.csv" for name in tables}


def test_web_of_science_text_is_read_with_its_references(run, tables, tmp_path):
    [path] = export("wos", run, tmp_path)
    records = list(wosfile.records_from(str(path)))
    documents = tables["documents"][tables["documents"]["status"] != "failed"]
    assert [r["UT"] for r in records] == [f"IKIDIL:{d}" for d in sorted(documents["doc_id"])]
    assert all(int(r["NR"]) == len(r["CR"]) for r in records)
    cited = {reference for r in records for reference in r["CR"]}
    assert cited == {"Mango A, 1999, ATATÜRK"}, "one work has one string, whoever cites it"


def test_scopus_csv_gives_the_same_references(run, tables, tmp_path):
    [path] = export("scopus", run, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    citations = tables["citations"]
    for row in rows:
        mine = citations[citations["doc_id"] == row["EID"].removeprefix("IKIDIL:")]
        assert len(row["References"].split("; ")) == mine["work_id"].nunique()


@pytest.mark.parametrize(
    "wrong",
    [
        "SELECT * FROM cooccurrence AS c WHERE n <> (SELECT count(*) FROM evidence AS e "
        "WHERE e.kind = 'pair-' || c.\"window\" AND e.id = c.entity_a || ' ' || c.entity_b)",
        "SELECT * FROM citation_frequency AS f WHERE n_citations <> (SELECT count(*) FROM evidence "
        "AS e WHERE e.id = f.id AND e.kind = CASE f.level WHEN 'work' THEN 'citation' "
        "ELSE 'citation-' || f.level END)",
    ],
    ids=["cooccurrence", "citation_frequency"],
)
def test_every_count_has_as_many_rows_of_evidence(wrong, run, tmp_path):
    [path] = export("sqlite", run, tmp_path)
    name = wrong.split(" AS ")[0].split()[-1]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] > 0
        assert db.execute(wrong).fetchall() == []
