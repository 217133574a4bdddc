"""The tables as an Excel workbook: a sheet a table, and a dictionary of the columns.

Nothing in it is a formula or a link, whatever a document's text looks like. What Excel has no room
for, the dictionary says.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from pipeline.exporting.finished import Finished
from pipeline.text.legal import legal

# Sheets that people read
SHEETS = (
    "documents", "entities", "mentions", "note_mentions", "alignments", "keyword_pairs", "keywords",
    "works", "citations", "citation_frequency", "rankings", "source_years", "source_kinds",
    "cooccurrence", "entity_network", "entity_works", "entity_years", "work_pairs",
    "document_pairs", "notes", "lint", "merges", "faithfulness", "hyphenation", "problems",
)  # fmt: skip
ABSENT = ("evidence", "sections", "sentences", "tokens")  # for programs: in Parquet and CSV only
MOST_ROWS = 1_048_575  # Excel's limit, without the head
MOST_LETTERS = 32_000  # of a cell; its limit is 32,767
OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "constant_memory": True,  # rows leave memory as they are written
}  # fmt: skip
CREATED = datetime.datetime(2000, 1, 1)  # the same in every run, so that the bytes are
WIDTH = 22


def write(run: Finished, folder: Path) -> list[Path]:
    """``ikidil.xlsx``."""
    path = folder / "ikidil.xlsx"
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties({"created": CREATED})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Sözlük-Dictionary")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 3, WIDTH)
        sheet.write_row(0, 0, ["table", "column", "English", "Türkçe"], bold)
        for at, row in enumerate(_dictionary(run), 1):
            sheet.write_row(at, 0, row)
        for name in SHEETS:
            _sheet(book.add_worksheet(name), run.tables[name][:MOST_ROWS], bold)
    return [path]


def _dictionary(run: Finished) -> Iterator[tuple[str, str, str, str]]:
    """Table, column and its sense in English and Turkish; before them what a sheet leaves out."""
    for name in SHEETS:
        table, file = run.tables[name], f"tables/{name}.csv"
        if len(table) > MOST_ROWS:
            kept = f"{MOST_ROWS} / {len(table)}"
            yield (
                name, "*", f"rows that this sheet holds: {kept}; all are in {file}",
                f"bu sayfadaki satırlar: {kept}; tümü {file} dosyasındadır",
            )  # fmt: skip
        for column, n in _too_long(table[:MOST_ROWS]):
            yield (
                name, column,
                f"cells cut after {MOST_LETTERS} characters: {n}; whole in {file}",
                f"{MOST_LETTERS} karakterden sonra kesilen hücreler: {n}; tamamı: {file}",
            )  # fmt: skip
        for column, english, turkish in run.meanings[name]:
            yield name, column, english, turkish
    for name in ABSENT:
        yield (
            name, "*", f"not in this workbook: tables/{name}.csv",
            f"bu çalışma kitabında yoktur: tables/{name}.csv",
        )  # fmt: skip


def _too_long(table: pd.DataFrame) -> Iterator[tuple[str, int]]:
    """Columns with cells that Excel cannot hold whole, and how many."""
    for name, column in table.items():
        if pd.api.types.is_string_dtype(column.dtype):
            n = int((column.str.len() > MOST_LETTERS).sum())
            if n:
                yield str(name), n


def _sheet(
    sheet: xlsxwriter.worksheet.Worksheet, table: pd.DataFrame, bold: xlsxwriter.format.Format
) -> None:
    sheet.freeze_panes(1, 0)
    last = max(len(table.columns) - 1, 0)
    sheet.set_column(0, last, WIDTH)
    sheet.write_row(0, 0, list(table.columns), bold)
    columns = [_cells(column) for _, column in table.items()]
    for number, row in enumerate(zip(*columns, strict=True), 1):
        for at, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(number, at, value)
            elif isinstance(value, bool):
                sheet.write_boolean(number, at, value)
            else:
                sheet.write_number(number, at, value)
    sheet.autofilter(0, 0, len(table), last)


def _cells(column: pd.Series) -> list[Any]:
    """The values of a column as Excel holds them, None for an empty cell.

    Long tables repeat their identifiers: each text is made fit once.
    """
    values = [None if gone else value
              for value, gone in zip(column.tolist(), column.isna(), strict=True)]  # fmt: skip
    if not pd.api.types.is_string_dtype(column.dtype):
        return values
    fit: dict[str, str] = {}
    made: list[Any] = []
    for value in values:
        if value and value not in fit:
            fit[value] = legal(value)[:MOST_LETTERS]
        made.append(fit[value] if value else None)
    return made
