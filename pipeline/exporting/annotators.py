"""Sentences with their mentions for programs in which people correct them."""

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.exporting.finished import Finished
from pipeline.exporting.texts import sentence_rows, utf16

_WORD = re.compile(r"\S+")


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
    """One sentence a line: text, tokens, spans (code points), meta, as ``prodigy ner.manual`` has.

    It refuses a span that does not lie on the borders of tokens; ``token_end`` is the last one.
    """
    borders: dict[str, list[int]] = defaultdict(list)
    tokens = run.tables["tokens"]
    columns = (tokens["sentence_id"], tokens["start"], tokens["end"])
    for sentence_id, start, end in zip(*columns, strict=True):
        borders[str(sentence_id)] += (int(start), int(end))
    rows = []
    for place, text, spans in _sentences(run):
        edges = {at - place["offset"] for at in borders[place["sentence_id"]]}
        words = list(_words(text, edges | {at for a, b, _ in spans for at in (a, b)}))
        starts, ends = [start for start, _ in words], [end for _, end in words]
        rows.append({
            "text": text,
            "tokens": [
                {"text": text[a:b], "start": a, "end": b, "id": number,
                 "ws": text[b : b + 1].isspace()}
                for number, (a, b) in enumerate(words)
            ],
            "spans": [
                {"start": a, "end": b, "token_start": bisect_right(ends, a),
                 "token_end": bisect_left(starts, b) - 1, "label": label}
                for a, b, label in spans
            ],
            "meta": place,
        })  # fmt: skip
    return [_lines(rows, folder / "prodigy.jsonl")]


def _words(text: str, edges: set[int]) -> Iterator[tuple[int, int]]:
    """The tokens of a sentence, cut at the edges of mentions; what is in none, word by word."""
    for start, end in pairwise(sorted({0, *edges, len(text)})):
        for word in _WORD.finditer(text[start:end]):
            yield start + word.start(), start + word.end()


def _lines(rows: list[dict[str, Any]], path: Path) -> Path:
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
