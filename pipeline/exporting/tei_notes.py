"""Where citations and names stand in the text of a note, for the TEI files.

The tables place both in the text as extracted, which has line breaks that a note's text has not;
the words themselves are the same, so each is looked for after the one before, nearest to where
the raw offsets put it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A stretch of a note, half-open, and the row of ``citations`` or ``note_mentions`` it is."""

    start: int
    end: int
    row: Any
    is_citation: bool


def spans(text: str, raw_start: int, citations: Iterable[Any], names: Iterable[Any]) -> list[Span]:
    """The citations and names of one note in order, none in another; what is not found is left.

    Both are rows with their columns as attributes; `raw_start` is where the note begins in the
    text as extracted.
    """
    rows = [(int(r.raw_start), int(r.raw_end), str(r.raw), r, True) for r in citations]
    rows += [(int(r.raw_start), int(r.raw_end), str(r.surface), r, False) for r in names]
    made: list[Span] = []
    at, raw_at = 0, raw_start
    for start, end, words, row, is_citation in sorted(rows, key=lambda each: each[:2]):
        expected = at + start - raw_at
        found = min(_places(text, words, at), key=lambda p: (abs(p - expected), p), default=None)
        if words and found is not None:
            at, raw_at = found + len(words), end
            made.append(Span(found, at, row, is_citation))
    return made


def _places(text: str, words: str, at: int) -> Iterator[int]:
    while words and (at := text.find(words, at)) >= 0:
        yield at
        at += 1
