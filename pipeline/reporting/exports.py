"""The tables in the forms of other programs: Excel, Gephi, reference managers."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.reporting import gephi, workbook

Meanings = Mapping[str, tuple[tuple[str, str, str], ...]]


def write_exports(
    tables: Mapping[str, pd.DataFrame],
    meanings: Meanings,
    bibliography: Mapping[str, str],
    folder: Path,
) -> None:
    """Every usual export into `folder`; `bibliography` gives file names with their content."""
    workbook.write(tables, meanings, folder / "ikidil.xlsx")
    gephi.write(tables, folder / "gephi")
    for name, content in bibliography.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode("utf-8"))
