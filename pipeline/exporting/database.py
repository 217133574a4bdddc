"""SQLite with every table and full-text search over sentences and notes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd

from pipeline.exporting.finished import Finished
from pipeline.exporting.texts import sentence_rows
from pipeline.text.casing import fold

TYPES = {"Int64": "INTEGER", "Float64": "REAL", "boolean": "INTEGER"}
SLICE = 50_000  # rows


def write(run: Finished, folder: Path) -> list[Path]:
    """``ikidil.sqlite``; the search tables hold folded text, so that istanbul finds İstanbul."""
    path = folder / "ikidil.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base, base:
        for name, table in sorted(run.tables.items()):
            _table(base, name, table)
        _search(base, "sentence_search", ("doc_id", "sentence_id"), _sentences(run))
        _search(base, "note_search", ("doc_id", "note"), _notes(run.tables["notes"]))
    with closing(sqlite3.connect(path)) as base:
        base.execute("VACUUM")
    return [path]


def _table(base: sqlite3.Connection, name: str, table: pd.DataFrame) -> None:
    columns = [f'"{c}" {TYPES.get(str(table[c].dtype), "TEXT")}' for c in table.columns]
    base.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
    marks = ", ".join("?" * len(columns))
    base.executemany(f'INSERT INTO "{name}" VALUES ({marks})', _rows(table))
    for column in ("doc_id", "entity_id", "work_id"):
        if column in table.columns:
            base.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')


def _rows(table: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """The rows as SQLite takes them, a slice at a time: as objects a table is many times larger."""
    for start in range(0, len(table), SLICE):
        part = table.iloc[start : start + SLICE]
        yield from part.astype(object).where(part.notna(), None).itertuples(index=False, name=None)


def _search(
    base: sqlite3.Connection, name: str, keys: tuple[str, str], rows: Iterator[tuple[object, ...]]
) -> None:
    columns = ", ".join(f"{key} UNINDEXED" for key in keys)
    base.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, text UNINDEXED, folded)")
    base.executemany(f"INSERT INTO {name} VALUES (?, ?, ?, ?)", rows)


def _sentences(run: Finished) -> Iterator[tuple[object, ...]]:
    for doc_id, sentence_id, _, _, _, text in sentence_rows(run):
        yield doc_id, sentence_id, text, fold(text)


def _notes(notes: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    for row in notes.sort_values(["doc_id", "note"]).itertuples():
        yield row.doc_id, int(row.note), row.text, fold(str(row.text))
