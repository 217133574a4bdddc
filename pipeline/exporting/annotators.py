"""Sentences with their mentions for programs in which people correct them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.exporting.texts import sentence_rows

Tables = Mapping[str, pd.DataFrame]


def _sentences(tables: Tables) -> Iterator[tuple[dict[str, Any], str, list[tuple[int, int, str]]]]:
    """Where a sentence stands, its text, and its mentions with offsets into it."""
    inside: dict[str, list[Any]] = defaultdict(list)
    for row in tables["mentions"].sort_values(["doc_id", "start"]).itertuples():
        inside[str(row.sentence_id)].append(row)
    for doc_id, sentence_id, lang, start, _, text in sentence_rows(tables):
        spans = [
            (int(m.start) - start, int(m.end) - start, str(m.label)) for m in inside[sentence_id]
        ]
        place = {"doc_id": doc_id, "sentence_id": sentence_id, "lang": lang, "offset": start}
        yield place, text, spans


def write_doccano(tables: Tables, folder: Path) -> list[Path]:
    """One sentence a line: text, label (spans in code points), and where it stands."""
    rows = [
        {"text": text, "label": [list(span) for span in spans], **place}
        for place, text, spans in _sentences(tables)
    ]
    return [_lines(rows, folder / "doccano.jsonl")]


def write_prodigy(tables: Tables, folder: Path) -> list[Path]:
    """One sentence a line: text, spans, meta, as ``prodigy ner.manual`` reads it."""
    rows = [
        {
            "text": text,
            "spans": [{"start": a, "end": b, "label": label} for a, b, label in spans],
            "meta": place,
        }
        for place, text, spans in _sentences(tables)
    ]
    return [_lines(rows, folder / "prodigy.jsonl")]


def _lines(rows: list[dict[str, Any]], path: Path) -> Path:
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
