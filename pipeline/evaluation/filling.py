"""Filling lines with words, and splitting the words that do not fit."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluation.syllables import split_points

_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed letter: `section` and `at` say which letter of the gold it is."""

    char: str
    section: int = -1
    at: int = -1
    note: int = -1  # a raised number: index of its note
    soft: bool = False  # a hyphen that the typesetter put in


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char == " ":
            if word:
                yield word
            word = []
        else:
            word.append(glyph)
    if word:
        yield word


def fill(
    glyphs: Sequence[Glyph], width: int, lang: str, hyphenation: float, draw: random.Random
) -> list[list[Glyph]]:
    """Lines of at most `width` letters, words split where they do not fit."""
    rows: list[list[Glyph]] = [[]]
    for word in _words(glyphs):
        rest = word
        while rest:
            room = width - _length(rows[-1]) - (1 if rows[-1] else 0)
            if _length(rest) <= room:
                rows[-1] += [Glyph(" "), *rest] if rows[-1] else rest
                break
            split = draw.random() < hyphenation
            cut = _cut(rest, room, lang) if split else 0
            if cut:
                head = rest[:cut]
                if head[-1].char not in "-–":
                    head = [*head, Glyph("-", soft=True)]
                rows[-1] += [Glyph(" "), *head] if rows[-1] else head
                rest = rest[cut:]
            elif not rows[-1]:
                rows[-1] += rest
                break
            rows.append([])
    return [row for row in rows if row]


def _length(glyphs: Sequence[Glyph]) -> int:
    return sum(len(glyph.char) for glyph in glyphs)


def _cut(word: Sequence[Glyph], room: int, lang: str) -> int:
    """How many glyphs of a word may stand before a line end; 0 if it cannot be split."""
    best = 0
    start = 0
    for i, glyph in enumerate([*word, Glyph(" ")]):
        if glyph.note >= 0 or not glyph.char.isalpha():
            run = "".join(g.char for g in word[start:i])
            before = _length(word[:start])
            if start == 0 or word[start - 1].char not in "’'":
                points = [p for p in split_points(run, lang) if before + p + 1 <= room]
                best = max([best, *(start + p for p in points)])
            real = glyph.char in "-–" and _SHORTEST_PART <= i < len(word) - _SHORTEST_PART
            if real and _length(word[: i + 1]) <= room:
                best = max(best, i + 1)
            start = i + 1
    return best
