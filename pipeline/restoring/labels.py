"""Lines that may begin a note: a number (or a star) at the head of a line, and what follows it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.restoring.lines import Line
from pipeline.restoring.parts import head_of
from pipeline.restoring.vocabulary import citation_likeness, is_counted

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABEL = re.compile(
    r"(?:\[(?P<bracket>\d{1,4})\]|\((?P<paren>\d{1,4})\)|(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}+)"
    r"|(?P<plain>\d{1,4})(?P<mark>\.-|-\)|\)|\.|-|:)?|(?P<star>\*{1,4}+|[†‡§]{1,2}+))"
    r"(?P<blank>[ \t]{0,20}+)(?=\S)"
)
_ALONE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|\d{1,3})")
_OPENING = "“\"‘«(„'["
_IN_NOTES_ONLY = frozenset("“”\"«»;")
_FINAL = ".!?…”»\")"
_HIGH = 500
_HEADING_LENGTH = 90
_SHORT_HEADING = 60
_UNDER_HEAD = 1.5  # worth of standing under "Notlar"
_NEAR = 120  # lines between a raised number and its note on one page


@dataclass(frozen=True, slots=True)
class Start:
    """A line that may begin a note."""

    line: int
    number: int  # 0 for a star
    label: str
    style: str  # plain, dot, paren, bracket, super, star, alone
    text_start: int  # where the note's text begins in the line
    weight: float


def starts(lines: Sequence[Line], raised: Mapping[int, Sequence[int]]) -> list[Start]:
    """The lines that may begin a note; `raised` holds the lines where a number stands glued."""
    any_small = sum(line.small for line in lines) > 2
    notes_head = _notes_head(lines)
    found = []
    for index in range(len(lines)):
        start = _start(lines, index, raised, any_small)
        if start and index > notes_head >= 0:
            start = replace(start, weight=start.weight + _UNDER_HEAD)
        if start:
            found.append(start)
    return found


def _notes_head(lines: Sequence[Line]) -> int:
    """Where the notes stand together under a head of their own, -1 if they do not."""
    for index in range(len(lines) - 2, -1, -1):
        head = head_of(lines[index].text)
        if head and head.kind == "notes" and _LABEL.match(lines[index + 1].text):
            return index
    return -1


def _start(
    lines: Sequence[Line], index: int, raised: Mapping[int, Sequence[int]], any_small: bool
) -> Start | None:
    line = lines[index]
    label = _LABEL.match(line.text)
    if not label:
        return _alone(lines, index, raised)
    if label["star"]:
        return Start(index, 0, label["star"], "star", label.end(), 1.0)
    number, style = _number(label)
    rest = line.text[label.end() :]
    if number == 0 or (style == "plain" and not label["blank"] and not _may_touch(rest)):
        return None
    weight = _shape(label, style, number, rest)
    weight += 0.3 * bool(line.gap) + 0.4 * min(citation_likeness(rest), 3)
    weight += _support(index, raised.get(number, ()))
    if any_small:
        weight += 3.0 if line.small else -3.0
    if _looks_like_heading(lines, index, rest):
        weight -= 2.0
    return Start(index, number, str(number), style, label.end(), weight)


def _may_touch(rest: str) -> bool:
    """Whether a label may stand against what follows ("12Mango", "3“Vilayet", "4a.g.e.")."""
    return rest[0].isupper() or rest[0] in _OPENING or citation_likeness(rest[:12]) > 0


def _number(label: re.Match[str]) -> tuple[int, str]:
    if label["bracket"]:
        return int(label["bracket"]), "bracket"
    if label["paren"]:
        return int(label["paren"]), "paren"
    if label["super"]:
        return int(label["super"].translate(_SUPERSCRIPT)), "super"
    mark = label["mark"] or ""
    style = {"": "plain", ".": "dot", ")": "paren"}.get(mark, "dash")
    return int(label["plain"]) if label["plain"][0] != "0" else 0, style


def _shape(label: re.Match[str], style: str, number: int, rest: str) -> float:
    """What the label and the first letters after it say."""
    weight = {"super": 2.0, "bracket": 1.0}.get(style, 0.0)
    if "\t" in label["blank"]:
        weight += 2.5
    elif len(label["blank"]) > 1:
        weight += 0.5
    elif not label["blank"]:
        weight -= 0.5
    if rest[0] in _OPENING and rest[1:2].isdigit():
        weight -= 1.5
    elif rest[0].isupper() or rest[0] in _OPENING:
        weight += 0.5
    elif rest[0].isdigit() or (rest[0].islower() and citation_likeness(rest[:20]) == 0):
        weight -= 1.5
    elif not rest[0].isalnum():
        weight -= 2.0
    if style in ("plain", "dot") and "\t" not in label["blank"] and is_counted(rest):
        weight -= 3.0
    if number > _HIGH:
        weight -= 4.0 if 1000 <= number <= 2100 else 1.0
    return weight


def _support(index: int, lines: Sequence[int]) -> float:
    """Whether the same number stands raised in the text before the line."""
    before = [line for line in lines if line < index]
    if not before:
        return -1.0
    return 2.5 if index - before[-1] <= _NEAR else 1.5


def _looks_like_heading(lines: Sequence[Line], index: int, rest: str) -> bool:
    following = lines[index + 1] if index + 1 < len(lines) else None
    if len(rest) >= _HEADING_LENGTH or rest[-1] in _FINAL or citation_likeness(rest):
        return False
    if not _IN_NOTES_ONLY.isdisjoint(rest) or rest[-1] == "-":
        return False
    if following is None or following.gap:
        return True
    return len(rest) < _SHORT_HEADING and not following.text[0].islower()


def _alone(
    lines: Sequence[Line], index: int, raised: Mapping[int, Sequence[int]]
) -> Start | None:
    """A label that extraction put on a line of its own, above its note."""
    text = lines[index].text
    if not _ALONE.fullmatch(text) or index + 1 == len(lines) or text[0] == "0":
        return None
    following = lines[index + 1]
    if following.gap or following.starts_page or not following.text[0].isupper():
        return None
    number = int(text.translate(_SUPERSCRIPT))
    weight = -0.5 + 0.4 * min(citation_likeness(following.text), 3)
    weight += _support(index, raised.get(number, ()))
    return Start(index, number, str(number), "alone", len(text), weight)
