"""Where paragraphs begin, and which lines are headings of the body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.restoring.hyphens import ends_broken
from pipeline.restoring.lines import Line
from pipeline.restoring.parts import head_of
from pipeline.restoring.vocabulary import citation_likeness

_TERMINAL = re.compile(r"[.!?…:][”’\"'»)\]]{0,3}$")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-ZÇĞİÖŞÜ]\.|[a-zçğıöşü]\))\s{1,3}(?=\S)"
)
_LONGEST_HEADING = 110
_VERY_SHORT = 0.6
_SHORT = 0.8  # of the usual length: a line that stops earlier ends its paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a paragraph or of a heading."""

    lines: list[Line]
    is_heading: bool


def ends_sentence(text: str) -> bool:
    """Whether a line stops where a sentence may stop.

    >>> ends_sentence("gelir.”"), ends_sentence("anlaş-")
    (True, False)
    """
    return bool(_TERMINAL.search(text[-6:]))


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The lines by paragraph; a heading is a paragraph of its own."""
    if not lines:
        return []
    width = median(sorted(len(line.text) for line in lines)[len(lines) // 2 :])
    indents = sum(line.indent > 1 for line in lines)
    indented = 0 < indents < len(lines) / 3
    made: list[Paragraph] = []
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        last = made[-1].lines[-1] if made else None
        if last and made[-1].is_heading and _same_heading(last, line):
            made[-1].lines.append(line)
        elif last is None or made[-1].is_heading or _begins(last, line, width, indented):
            made.append(Paragraph([line], is_heading(line, following, width)))
        else:
            made[-1].lines.append(line)
    return made


def _same_heading(before: Line, line: Line) -> bool:
    """Whether a heading in capitals goes on in the next line."""
    return before.text.isupper() and line.text.isupper() and not line.gap and not head_of(line.text)


def _begins(before: Line, line: Line, width: float, indented: bool) -> bool:
    if ends_broken(before.text):
        return False
    head = head_of(line.text)
    if head and head.rest == 0 and (line.gap or ends_sentence(before.text)):
        return True
    if line.text[0].islower():
        return False
    short = len(before.text) < _SHORT * width
    if ends_sentence(before.text):
        return bool(line.gap) or short or (indented and line.indent > 1)
    return bool(line.gap) and short and not line.starts_page


def is_heading(line: Line, following: Line | None, width: float) -> bool:
    """Whether a line that begins a paragraph is a heading over what follows.

    A known head, a numbered line or one in capitals; otherwise it must stand apart.
    """
    text = line.text
    if len(text) > _LONGEST_HEADING or not any(char.isalpha() for char in text):
        return False
    head = head_of(text)
    if head and head.rest == 0:
        return True
    if following is None or not (following.text[0].isupper() or not following.text[0].isalpha()):
        return False
    if text[-1] in ",;-–" or citation_likeness(text) > 2:
        return False
    numbered = _NUMBERED.match(text)
    bare = text[numbered.end() :] if numbered else text
    if not bare[0].isupper() or (ends_sentence(text) and not bare.isupper()):
        return False
    if bare.isupper() and len(bare) > 3:
        return True
    if line.gap and following.gap and (numbered or len(text) < _SHORT * width):
        return True
    if numbered:
        return len(text) < _SHORT * width
    return bool(line.gap) and len(text) < _VERY_SHORT * width and _is_title_case(bare)


def _is_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 3 >= 2 * len(words)
