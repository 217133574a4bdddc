"""The parts of an article: titles, authors, abstracts, keywords, body, bibliography."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.restoring.front import front_parts
from pipeline.restoring.lines import Line
from pipeline.restoring.paragraphs import ends_sentence, is_heading, paragraphs
from pipeline.restoring.parts import Head, Part, head_of

_FRONT = ("abstract", "keywords")
_ABSTRACT_LINES = 80  # an abstract longer than this has no end that was recognised
_ABSTRACT_LETTERS = 500  # without any sign, an abstract is this much, to the next paragraph
_INDENT = 2  # blanks at the head of a paragraph
_TITLE_LINES = 8
_ORDINAL = re.compile(r"(?:\b[IVXLC]{1,6}|\b\d{1,3}|\b[^\W\d_a-zçğıöşü])\.$")
_FRONT_SHARE = 0.4  # of the article: where its first abstract must begin


@dataclass(frozen=True, slots=True)
class _At:
    line: int
    head: Head


def divide(lines: Sequence[Line]) -> list[Part]:
    """The parts of an article in printed order; what has no head is body."""
    heads = _heads(lines)
    first = next((at for at in heads if at.head.kind in _FRONT), None)
    begin = first.line if first else _length_of_plain_front(lines, heads)
    parts = front_parts(lines[:begin])
    at = begin
    for i, head in enumerate(heads):
        if head.line < at:
            continue
        if at < head.line:
            parts += _between(lines[at : head.line], parts, head.head)
        stop = heads[i + 1].line if i + 1 < len(heads) else len(lines)
        at = _end_of_part(lines, head, stop)
        content = _content(lines, head, at)
        if content or head.head.kind in _FRONT:
            parts.append(Part(head.head.kind, head.head.lang, content))
    if at < len(lines):
        parts += _between(lines[at:], parts, None)
    return _merged([part for part in parts if part.lines])


def _heads(lines: Sequence[Line]) -> list[_At]:
    """The heads that divide an article; headings of the body are none of them."""
    found: list[_At] = []
    for i, line in enumerate(lines):
        head = head_of(line.text)
        if not head or head.kind == "heading":
            continue
        if head.rest and head.kind in ("bibliography", "notes"):
            continue
        if i and not (line.gap or line.starts_page or _ends_part(lines[i - 1])):
            continue
        found.append(_At(i, head))
    return found


def _ends_part(line: Line) -> bool:
    """Whether a head may stand under this line without a blank line between."""
    return ends_sentence(line.text) or len(line.text) < 60


def _content(lines: Sequence[Line], at: _At, stop: int) -> list[Line]:
    content = list(lines[at.line + 1 : stop])
    if at.head.rest:
        line = lines[at.line]
        content.insert(0, replace(line, content=line.content[at.head.rest :]))
    return content


def _end_of_part(lines: Sequence[Line], at: _At, stop: int) -> int:
    if at.head.kind == "keywords":
        return _end_of_keywords(lines, at, stop)
    if at.head.kind == "abstract":
        return _end_of_abstract(lines, at, stop)
    if at.head.kind == "acknowledgements":
        return _next_heading(lines, at.line + 1, stop)
    return stop


def _end_of_keywords(lines: Sequence[Line], at: _At, stop: int) -> int:
    k = at.line + 1
    if not at.head.rest:
        k += 1
    one_a_line = not at.head.rest and k <= stop and not {",", ";"} & set(lines[k - 1].text)
    while k < stop:
        before, line = lines[k - 1].text, lines[k]
        if one_a_line:
            if _stands_off(line) or _ends_list(before) or len(line.text) > 60:
                break
        elif before[-1] not in ",;-–•" and (
            _stands_off(line)
            or _ends_list(before)
            or _is_indented(line, lines[k - 1])
            or head_of(line.text)
        ):
            break
        k += 1
    return min(k, stop)


def _stands_off(line: Line) -> bool:
    """Whether an empty line above is the author's and not the page's."""
    return bool(line.gap) and not line.starts_page


def _is_indented(line: Line, before: Line) -> bool:
    """Whether a line begins a paragraph: set in, below one that is not."""
    return line.indent >= _INDENT and before.indent == 0


def _ends_list(text: str) -> bool:
    """Whether a list stops here, and not at an ordinal or initial ("II." of II. Abdülhamid)."""
    return ends_sentence(text) and not _ORDINAL.search(text)


def _end_of_abstract(lines: Sequence[Line], at: _At, stop: int) -> int:
    following = head_of(lines[stop].text) if stop < len(lines) else None
    near = stop - at.line <= _ABSTRACT_LINES
    if following and following.kind in _FRONT and near:
        return stop
    heading = _next_heading(lines, at.line + 2, stop)
    if heading - at.line <= _ABSTRACT_LINES or at.line > len(lines) // 2:
        return heading
    letters = 0
    begin = at.line + (0 if at.head.rest else 1)
    k = begin
    for paragraph in paragraphs(lines[begin:stop]):
        if letters > _ABSTRACT_LETTERS:
            break
        k += len(paragraph.lines)
        letters += sum(len(line.text) for line in paragraph.lines)
    return min(k, stop)


def _next_heading(lines: Sequence[Line], begin: int, stop: int) -> int:
    for k in range(begin, stop):
        apart = lines[k].gap or lines[k].starts_page or ends_sentence(lines[k - 1].text)
        following = lines[k + 1] if k + 1 < len(lines) else None
        if apart and is_heading([lines[k]], following, 80):
            return k
    return stop


def _length_of_plain_front(lines: Sequence[Line], heads: Sequence[_At]) -> int:
    """How many lines stand above the first heading, if they can be title and authors."""
    stop = heads[0].line if heads else len(lines)
    for k in range(min(stop, _TITLE_LINES)):
        head = head_of(lines[k].text)
        if head and head.kind == "heading" and head.rest == 0:
            return k
    upper = 0
    while upper < min(stop, _TITLE_LINES) and lines[upper].text.isupper():
        upper += 1
    return upper


def _between(lines: Sequence[Line], parts: Sequence[Part], following: Head | None) -> list[Part]:
    """Lines under no head: the title in the other language, or the body."""
    in_front = not any(part.kind == "body" for part in parts)
    if following and following.kind in _FRONT and in_front and len(lines) <= _TITLE_LINES:
        return front_parts(lines)
    return [Part("body", "", list(lines))]


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of one kind and language as one part (a body cut by a notes head)."""
    made: list[Part] = []
    for part in parts:
        if part.kind == "notes":
            part = replace(part, kind="body")
        if made and made[-1].kind == part.kind == "body":
            made[-1] = replace(made[-1], lines=[*made[-1].lines, *part.lines])
        else:
            made.append(part)
    return made
