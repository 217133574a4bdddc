"""A page's lines, with what their place on the page says about them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.records import Hint
from pipeline.text.traced import Traced


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without the white space around it."""

    content: Traced
    indent: int  # blanks before it
    gap: int  # empty lines before it
    page: int  # 0 where the text knows no pages
    starts_page: bool  # a page certainly begins here
    small: bool = False  # smaller type than the body (PDF)
    superscripts: tuple[tuple[int, int], ...] = ()  # raised figures, offsets into `content`
    kind: str = ""  # paragraph, heading, section: the format knows it as one of its own
    part: str = ""  # of a section: "abstract tr"

    @property
    def text(self) -> str:
        """The letters of the line."""
        return self.content.text


def split(text: Traced, pages: Iterable[int], hints: Iterable[Hint]) -> list[Line]:
    r"""The lines of `text` that hold anything; `pages` are raw offsets where pages begin.

    >>> [(line.text, line.indent, line.gap) for line in split(Traced.of("a\n\n  b "), (), ())]
    [('a', 0, 0), ('b', 2, 1)]
    """
    starts = sorted(set(pages))
    lines: list[Line] = []
    gap = 0
    page = 0
    begin = 0
    for part in text.text.split("\n"):
        whole = text[begin : begin + len(part)]
        begin += len(part) + 1
        stripped = part.strip()
        if not stripped:
            gap += 1
            continue
        left = len(part) - len(part.lstrip())
        content = whole[left : left + len(stripped)]
        here = bisect_right(starts, content.origin[0])
        lines.append(Line(content, left - part[:left].count("\f"), gap, here, here > page))
        gap, page = 0, here
    return _hinted(lines, [hint for hint in hints if hint.kind in ("small", "superscript")])


def _hinted(lines: list[Line], hints: list[Hint]) -> list[Line]:
    if not hints:
        return lines
    small = _Spans([(hint.start, hint.end) for hint in hints if hint.kind == "small"])
    raised = _Spans([(hint.start, hint.end) for hint in hints if hint.kind == "superscript"])
    return [
        replace(
            line,
            small=small.cover(line.content) * 2 > len(line.content),
            superscripts=raised.inside(line.content),
        )
        for line in lines
    ]


class _Spans:
    """Stretches of the raw text, asked for by line."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def inside(self, content: Traced) -> tuple[tuple[int, int], ...]:
        """The stretches that touch `content`, as offsets into it."""
        first, last = content.origin[0], content.origin[-1] + 1
        found = []
        for start, end in self.spans[max(bisect_right(self.starts, first) - 1, 0) :]:
            if start >= last:
                break
            hit = [i for i, at in enumerate(content.origin) if start <= at < end]
            if hit:
                found.append((hit[0], hit[-1] + 1))
        return tuple(found)

    def cover(self, content: Traced) -> int:
        """How many characters of `content` the stretches hold."""
        return sum(end - start for start, end in self.inside(content))
