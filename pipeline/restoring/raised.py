"""Where a raised number may stand in running text, before any of them is believed.

A marker is printed small above the line; extraction puts it on the line, glued to the word or the
point before it. So does many a date, page or shelfmark; each place is given a weight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.languages import items, read_items
from pipeline.restoring.lines import Line
from pipeline.restoring.vocabulary import is_counted
from pipeline.text import casing

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FIGURES = re.compile(r"\d{1,9}+")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}+")
_BRACKETED = re.compile(r"\[(\d{1,4})\]")
_STARS = re.compile(r"(?<=[^\s*(\[/])(?:\*{1,4}+|[†‡§]{1,2}+)(?![\w*])")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_LAST_WORD = re.compile(r"[^\W\d_]{0,30}$")
_HIGHEST = 3000
_NEAR = 60  # letters before and after a number that are looked at

_AFTER_POINT = ".,;:!?…"
_AFTER_CLOSING = "”’\"')]»›"

SURE = 4.0  # a superscript
GLUED = 2.0
LOOSE = -0.6  # a number on its own, which only its neighbours and its note can make a marker


@dataclass(frozen=True, slots=True)
class Place:
    """A number in running text that may call a note."""

    line: int
    start: int  # what is to be taken out of the line
    end: int
    label: str
    number: int  # 0 for a star
    weight: float


def places(index: int, line: Line, following: str) -> Iterator[Place]:
    """The places in one line; `following` is the text of the next line."""
    yield from _superscripts(index, line)
    for found in _BRACKETED.finditer(line.text):
        if 0 < int(found[1]) < _HIGHEST:
            glued = found.start() > 0 and not line.text[found.start() - 1].isspace()
            weight = GLUED if glued else GLUED / 2
            yield Place(index, found.start(), found.end(), found[1], int(found[1]), weight)
    for found in _STARS.finditer(line.text):
        yield Place(index, found.start(), found.end(), found[0], 0, GLUED)
    raised = {start for start, _ in line.superscripts}
    for found in _FIGURES.finditer(line.text):
        if found.start() not in raised:
            yield from _figures(index, line.text, found, following)


def _superscripts(index: int, line: Line) -> Iterator[Place]:
    for found in _RAISED.finditer(line.text):
        number = int(found[0].translate(_SUPERSCRIPT))
        if found.start() and 0 < number < _HIGHEST:
            yield Place(index, found.start(), found.end(), str(number), number, SURE)
    for start, end in line.superscripts:
        label = line.text[start:end].strip()
        if label.isascii() and label.isdigit() and start and int(label) > 0:
            yield Place(index, start, end, label, int(label), SURE)


def _figures(
    index: int, text: str, found: re.Match[str], following: str
) -> Iterator[Place]:
    start, end, figures = found.start(), found.end(), found[0]
    if len(figures) > 4 and _YEAR.match(figures) and len(figures) <= 7:
        # "1923" with a raised 4 comes out as 19234
        rest = figures[4:]
        if rest[0] != "0":
            yield Place(index, start + 4, end, rest, int(rest), GLUED / 2)
        return
    if figures[0] == "0" or len(figures) > 4 or int(figures) >= _HIGHEST:
        return
    weight = _weight(text, start, end, following)
    if weight is not None:
        yield Place(index, start, end, figures, int(figures), weight)


def _weight(text: str, start: int, end: int, following: str) -> float | None:
    """What the letters on both sides say of a number, None if it cannot be a marker."""
    after = text[end : end + 1]
    if after and (after.isalnum() or after in "%‰°/="):
        return None
    if start == 0 or text[start - 1].isspace():
        return _loose(text, start, end, following)
    near = text[max(start - _NEAR, 0) : start]  # never the whole line: it may have no end
    before = near[-1]
    if not (before.isalpha() or before in _AFTER_POINT or before in _AFTER_CLOSING):
        return None
    weight = GLUED
    if before.isalpha():
        weight += _after_letter(near)
    elif before in _AFTER_POINT:
        weight += _after_point(near, before)
    if after and after in "’'":
        weight -= 2.0
    if after and after in "-–—" and text[end + 1 : end + 2].isdigit():
        weight -= 2.0
    if after == ")" and "(" in near.rpartition(")")[2]:
        weight -= 1.5
    if after == "." and text[end + 1 : end + 2].isdigit():
        weight -= 1.5
    if _YEAR.fullmatch(text[start:end]):
        weight -= 2.5
    if not after or (after == " " and text[end + 1 : end + 2].isupper()):
        weight += 0.2
    return weight


def _loose(text: str, start: int, end: int, following: str) -> float | None:
    """A number with a blank before it, as some extractions leave it."""
    before = text[max(start - _NEAR, 0) : start].rstrip()
    rest = text[end : end + _NEAR].strip() or following
    if is_counted(rest) or rest[:1].islower() or text[end : end + 1] in tuple(".,:;)-–’'"):
        return None
    if not before:
        return LOOSE - 1.2 if start == 0 and rest[:1].isupper() else None
    if before[-1] in ".!?…”’\"»)" and not _is_abbreviation(before):
        return LOOSE
    return None


def _after_letter(before: str) -> float:
    word = _LAST_WORD.search(before)
    letters = word[0] if word else ""
    if len(letters) < 2 or casing.lower(letters, "tr") in _units():
        return -1.9
    return -1.0 if letters.isupper() and len(letters) < 4 else 0.0


def _after_point(before: str, point: str) -> float:
    head = before[:-1]
    if head[-1:].isdigit():
        return -1.5
    if point in ".:" and _is_abbreviation(before):
        return -1.9
    return 0.0


def _is_abbreviation(before: str) -> bool:
    word = _LAST_WORD.search(before.rstrip(".:"))
    letters = word[0] if word else ""
    return len(letters) == 1 or casing.fold(letters) in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    words = (*items("tr", "abbreviations"), *items("en", "abbreviations"), *_units())
    return frozenset(casing.fold(word.rstrip(".")) for word in words)


@cache
def _units() -> frozenset[str]:
    return frozenset(read_items(Path(__file__).parent / "numbered.txt"))
