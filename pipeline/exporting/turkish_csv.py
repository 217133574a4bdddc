"""CSV as Excel in a Turkish Windows opens it: UTF-8 with BOM, semicolons, decimal commas."""

import csv
from pathlib import Path

import pandas as pd

from pipeline.exporting.finished import Finished

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(run: Finished, folder: Path) -> list[Path]:
    """A file a table; a text that would run as a formula gets an apostrophe in front."""
    paths = []
    for name, table in sorted(run.tables.items()):
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(table.columns)
            for row in table.itertuples(index=False, name=None):
                writer.writerow([cell(value) for value in row])
        paths.append(path)
    return paths


def cell(value: object) -> str:
    """A value as it stands in the file.

    >>> cell(0.25), cell("=SUM(A1)"), cell(-3), cell(True)
    ('0,25', "'=SUM(A1)", '-3', 'DOĞRU')
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool):
        return "DOĞRU" if value else "YANLIŞ"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
