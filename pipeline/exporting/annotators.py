"""Sentences with their mentions for programs in which people correct them."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.exporting.finished import Finished
from pipeline.exporting.texts import sentence_rows, utf16


def _sentences(run: Finished) -> Iterator[tuple[dict[str, Any], str, list[tuple[int, int, str]]]]:
    """Where a sentence stands, its text, and its mentions with offsets into it (code points)."""
    inside: dict[str, list[Any]] = defaultdict(list)
    for row in run.tables["mentions"].sort_values(["doc_id", "start"]).itertuples():
        inside[str(row.sentence_id)].append(row)
    for doc_id, sentence_id, lang, start, _, text in sentence_rows(run):
        spans = [
            (int(m.start) - start, int(m.end) - start, str(m.label)) for m in inside[sentence_id]
        ]
        place = {"doc_id": doc_id, "sentence_id": sentence_id, "lang": lang, "offset": start}
        yield place, text, spans


def write_doccano(run: Finished, folder: Path) -> list[Path]:
    """One sentence a line: text, label (spans), and where it stands.

    Spans count UTF-16 code units, as the JavaScript of doccano does (its issues 2290 and 2484) in
    a project that does not count grapheme clusters; ``offset`` is ours, in code points.
    """
    rows = [
        {
            "text": text,
            "label": [[utf16(text, a), utf16(text, b), label] for a, b, label in spans],
            **place,
        }
        for place, text, spans in _sentences(run)
    ]
    return [_lines(rows, folder / "doccano.jsonl")]


def write_prodigy(run: Finished, folder: Path) -> list[Path]:
    """One sentence a line: text, spans (code points), meta, as ``prodigy ner.manual`` reads it."""
    rows = [
        {
            "text": text,
            "spans": [{"start": a, "end": b, "label": label} for a, b, label in spans],
            "meta": place,
        }
        for place, text, spans in _sentences(run)
    ]
    return [_lines(rows, folder / "prodigy.jsonl")]


def _lines(rows: list[dict[str, Any]], path: Path) -> Path:
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
