"""The workbook: which tables it holds, and what it says of those that Excel has no room for."""

import openpyxl

from pipeline.exporting import export, workbook
from pipeline.schema import tables as schema


def test_every_table_is_a_sheet_or_said_to_be_none(run, tmp_path):
    assert sorted([*workbook.SHEETS, *workbook.ABSENT]) == sorted(schema())
    [path] = export("xlsx", run, tmp_path)
    rows = list(openpyxl.load_workbook(path)["Sözlük-Dictionary"].values)
    assert {row[0] for row in rows if row[1] == "*"} == set(workbook.ABSENT)


def test_what_excel_has_no_room_for_is_said(run, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)
    monkeypatch.setattr(workbook, "MOST_LETTERS", 4)
    [path] = export("xlsx", run, tmp_path)
    book = openpyxl.load_workbook(path)
    told = {row[:2]: row[2:] for row in reversed(list(book["Sözlük-Dictionary"].values))}
    n = len(run.tables["mentions"])
    english, turkish = told["mentions", "*"]
    assert n > 1 and f"1 / {n}" in english and "tables/mentions.csv" in turkish
    assert len(list(book["mentions"].values)) == 2
    assert len(run.tables["mentions"]["mention_id"].iloc[0]) > 4
    assert "cells cut after 4 characters: 1" in told["mentions", "mention_id"][0]
    texts = [cell.value for cell in book["mentions"][2] if isinstance(cell.value, str)]
    assert max(map(len, texts)) == 4
