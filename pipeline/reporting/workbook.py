"""The tables as an Excel workbook: a sheet a table, and a dictionary of the columns.

Nothing in it is a formula or a link, whatever a document's text looks like.
"""

import datetime
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import xlsxwriter

# Sheets that people read; tokens and evidence are for programs and stay in Parquet and CSV.
SHEETS = (
    "documents", "entities", "mentions", "alignments", "keyword_pairs", "works", "citations",
    "citation_frequency", "cooccurrence", "notes", "lint", "merges", "faithfulness", "problems",
)  # fmt: skip
MOST_ROWS = 1_048_575  # Excel's limit, without the head
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime.datetime(2000, 1, 1)  # the same in every run, so that the bytes are
WIDTH = 22


def write(
    tables: Mapping[str, pd.DataFrame],
    meanings: Mapping[str, tuple[tuple[str, str, str], ...]],
    path: Path,
) -> None:
    """Write the workbook; `meanings` gives each table's columns with their sense in en and tr."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties({"created": CREATED})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Sözlük-Dictionary")
        sheet.write_row(0, 0, ["table", "column", "English", "Türkçe"], bold)
        at = 1
        for name in SHEETS:
            for column, english, turkish in meanings[name]:
                sheet.write_row(at, 0, [name, column, english, turkish])
                at += 1
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 3, WIDTH)
        for name in SHEETS:
            _sheet(book.add_worksheet(name), tables[name][:MOST_ROWS], bold)


def _sheet(
    sheet: xlsxwriter.worksheet.Worksheet, table: pd.DataFrame, bold: xlsxwriter.format.Format
) -> None:
    sheet.write_row(0, 0, list(table.columns), bold)
    for number, row in enumerate(table.itertuples(index=False), 1):
        for column, value in enumerate(row):
            if pd.isna(value) or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(number, column, _legal(value))
            elif isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            else:
                sheet.write_number(number, column, value)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(table.columns) - 1, 0), WIDTH)
    sheet.autofilter(0, 0, len(table), max(len(table.columns) - 1, 0))


def _legal(text: str) -> str:
    """Text without the control characters that XML forbids, as long as a cell may be."""
    return "".join(char for char in text if char >= " " or char in "\n\t")[:32_000]
