"""``corpus/corrections.csv``: mentions that a person added, removed or relabelled.

Columns: doc_id, start, end, surface, label_before, label_after; offsets in code points of the
clean text. An empty ``label_before`` adds a mention, an empty ``label_after`` removes one. A line
whose surface no longer stands at its place is reported and not applied.
"""

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.records import LABELS, Document, Mention, Problem, Sentence
from pipeline.tagging.base_forms import base_form
from pipeline.tagging.names import mention

HEAD = ("doc_id", "start", "end", "surface", "label_before", "label_after")
BY_HAND = "corrected"  # in the column `model`
SURE = 1.0


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file; `number` is its place, from 2."""

    number: int
    doc_id: str
    start: int
    end: int
    surface: str
    label: str  # "" removes the mention


def read(path: Path) -> Mapping[str, Sequence[Correction]]:
    """The corrections of each document, in the file's order; a later line overrides."""
    made: dict[str, list[Correction]] = defaultdict(list)
    if not path.is_file():
        return made
    text = path.read_text(encoding="utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text[:80] else ",")
    if missing := [name for name in HEAD if name not in (rows.fieldnames or [])]:
        raise PipelineError("E_CONFIG", f"{path}: no column {missing[0]!r} in the first line")
    for number, row in enumerate(rows, 2):
        label = (row["label_after"] or "").strip()
        if label not in ("", *LABELS) or not (row["start"] or "").isdigit():
            raise PipelineError(
                "E_CONFIG", f"{path}:{number}: a place and one of {', '.join(LABELS)} are needed"
            )
        start, end = int(row["start"]), int(row["end"] or 0)
        line = Correction(number, row["doc_id"], start, end, row["surface"] or "", label)
        made[line.doc_id].append(line)
    return made


def corrected(document: Document, lines: Sequence[Correction]) -> Document:
    """The document with its mentions corrected, and a problem for each line that did not fit."""
    mentions = {(m.start, m.end): m for m in document.mentions}
    problems: list[Problem] = []
    for line in lines:
        sentence = _sentence(document.sentences, line)
        if document.article.text[line.start : line.end] != line.surface or not line.surface:
            problems.append(_problem(line, "its words no longer stand there"))
        elif sentence is None:
            problems.append(_problem(line, "it does not lie in one sentence"))
        elif not line.label and (line.start, line.end) not in mentions:
            problems.append(_problem(line, "there is no mention to remove"))
        else:
            over = [m for m in mentions if m[0] < line.end and line.start < m[1]]
            mentions = {place: m for place, m in mentions.items() if place not in over}
            if line.label:
                mentions[line.start, line.end] = _made(document, sentence, line)
    return replace(
        document,
        mentions=tuple(mentions[place] for place in sorted(mentions)),
        problems=(*document.problems, *problems),
    )


def _sentence(sentences: Sequence[Sentence], line: Correction) -> Sentence | None:
    at = bisect_right(sentences, line.start, key=lambda sentence: sentence.start) - 1
    found = sentences[at] if at >= 0 else None
    return found if found and line.start < line.end <= found.end else None


def _made(document: Document, sentence: Sentence, line: Correction) -> Mention:
    a, b = line.start - sentence.start, line.end - sentence.start
    found = mention(document.article, sentence, a, b, line.label, SURE, BY_HAND)
    others = {m.surface for m in document.mentions if m.label == line.label}
    return replace(found, base_form=base_form(found.surface, found.lang, others))


def _problem(line: Correction, why: str) -> Problem:
    place = f"line {line.number}"
    told = f"corrections.csv {place} ({line.surface!r}) was not applied: {why}"
    return Problem("tagging", "W_CORRECTION", place, told)
