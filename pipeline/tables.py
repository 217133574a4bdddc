"""Records into tables, and tables into files: the only writer of tables.

pandas begins here. A table has exactly the columns, types and order that ``schema.tsv`` says,
and is sorted by its key.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.schema import tables as schema

Row = Mapping[str, Any]
BAR = "|"  # between the values of a column that holds several


def frame(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """A table from its rows; what a row does not say is empty.

    >>> frame("keywords", [{"doc_id": "a", "lang": "tr", "position": 1, "text": "Lozan"}]).shape
    (1, 6)
    """
    table = schema()[name]
    made = pd.DataFrame(list(rows))
    unknown = sorted(set(made.columns) - set(table.names))
    if unknown:
        raise PipelineError("E_SCHEMA", f"table {name}: unknown columns {', '.join(unknown)}")
    made = made.reindex(columns=table.names)
    for column in table.columns:
        if column.dtype == "string":
            made[column.name] = made[column.name].fillna("").astype("string")
        else:
            made[column.name] = made[column.name].astype(column.dtype)
    made = made.sort_values(table.key, kind="stable", na_position="first")
    return made.reset_index(drop=True)


def joined(values: Iterable[str]) -> str:
    """Several values in one cell; a bar inside a value becomes a slash.

    >>> joined(["Enver", "Enver Paşa"])
    'Enver|Enver Paşa'
    """
    return BAR.join(value.replace(BAR, "/") for value in values)


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Parquet with nothing in it that changes from run to run."""
    table.to_parquet(path, index=False, engine="pyarrow", compression="zstd")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """UTF-8, commas, every text quoted, so that no value is taken for another.

    Read it with ``pd.read_csv(path, keep_default_na=False)``.
    """
    table.to_csv(
        path, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC
    )


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """All tables of a run, typed as the schema says."""
    made = {}
    for name in schema():
        path = folder / f"{name}.parquet"
        if not path.is_file():
            raise PipelineError("E_NO_INPUT", f"{path} is missing: run the analysis first")
        made[name] = pd.read_parquet(path)
        if list(made[name].columns) != schema()[name].names:
            raise PipelineError(
                "E_NO_INPUT", f"{path} is of another version of the program: run the analysis again"
            )
    return made
