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
    r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.|[IVX]{1,5}\.|[A-ZÇĞİÖŞÜ]\.|[a-zçğıöşü]\))\s{1,3}(?=\S)"
)
_LONGEST_HEADING = 160
_MOST_LINES = 3
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
    groups = [[lines[0]]]
    for i, line in enumerate(lines[1:], start=1):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if is_heading(groups[-1], line, width) or _begins(
            groups[-1][-1], line, following, width, indented
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    heads = [group[0] for group in groups[1:]]
    return [
        Paragraph(group, is_heading(group, following, width))
        for group, following in zip(groups, [*heads, None], strict=True)
    ]


def _begins(
    before: Line, line: Line, following: Line | None, width: float, indented: bool
) -> bool:
    if line.kind:
        return True
    if ends_broken(before.text):
        return False
    head = head_of(line.text)
    if head and head.rest == 0 and (line.gap or ends_sentence(before.text)):
        return True
    if line.text[0].islower():
        return False
    short = len(before.text) < _SHORT * width
    if ends_sentence(before.text):
        apart = bool(line.gap) or short or (indented and line.indent > 1)
        under = following is not None and bool(following.gap)
        likely = _NUMBERED.match(line.text) or (under and _is_title_case(line.text))
        return apart or bool(likely and is_heading([line], following, width))
    return bool(line.gap) and short and not line.starts_page


def is_heading(group: Sequence[Line], following: Line | None, width: float) -> bool:
    """Whether the lines of a paragraph are a heading over what follows.

    A known head, a numbered line or one in capitals; otherwise it must stand apart.
    """
    if group[0].kind == "heading":
        return True
    if len(group) > _MOST_LINES:
        return False
    text = " ".join(line.text for line in group)
    if len(text) > _LONGEST_HEADING:
        return False
    head = head_of(text)
    if head and head.rest == 0:
        return True
    if following is None or following.text[0].islower() or text[-1] in ",;-–":
        return False
    if not any(char.isalpha() for char in text) or citation_likeness(text) > 2:
        return False
    numbered = _NUMBERED.match(text)
    bare = text[numbered.end() :] if numbered else text
    if not bare[0].isupper() or (ends_sentence(text) and not bare.isupper()):
        return False
    if bare.isupper():
        return len(bare) > 3 and bool(following.gap or not following.text.isupper())
    return _stands_apart(group, following, width, bool(numbered), bare)


def _stands_apart(
    group: Sequence[Line], following: Line, width: float, numbered: bool, bare: str
) -> bool:
    last = len(group[-1].text)
    if group[0].gap and following.gap and (numbered or last < _SHORT * width):
        return True
    if _goes_on(following, width):
        return False
    if numbered:
        return bool(following.gap) or _is_title_case(bare) or last < _SHORT * width
    single = len(group) == 1 and bool(group[0].gap or following.gap)
    return single and last < _VERY_SHORT * width and _is_title_case(bare)


def _goes_on(following: Line, width: float) -> bool:
    """Whether the next line is the end of a heading: too short to begin a paragraph."""
    text = following.text
    short = not following.gap and len(text) < _VERY_SHORT * width
    return short and not ends_sentence(text) and not _NUMBERED.match(text)


def _is_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 3 >= 2 * len(words)
