"""Every output table: its columns, types, keys and meaning, read from ``schema.tsv``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.languages import read_rows


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `dtype` is a pandas type."""

    name: str
    dtype: str  # string, Int64, Float64, boolean
    key: bool
    meaning_en: str
    meaning_tr: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, and its columns in order."""

    name: str
    meaning_en: str
    meaning_tr: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> list[str]:
        """Names of the columns that sort and identify its rows."""
        return [column.name for column in self.columns if column.key]

    @property
    def names(self) -> list[str]:
        """Names of all columns, in order."""
        return [column.name for column in self.columns]


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order of the file.

    >>> tables()["entities"].key
    ['entity_id']
    """
    heads: dict[str, tuple[str, str]] = {}
    columns: dict[str, list[Column]] = {}
    for table, name, dtype, key, english, turkish in read_rows(
        Path(__file__).with_name("schema.tsv")
    ):
        if dtype == "table":
            heads[table] = (english, turkish)
            columns[table] = []
        else:
            columns[table].append(Column(name, dtype, key == "key", english, turkish))
    return {name: Table(name, *heads[name], tuple(columns[name])) for name in heads}
