"""Which stretches of a citation are quoted or bracketed: no mark inside them parts anything."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN = "“„«"
_CLOSE = "”»"
_STRAIGHT = '"'
_BRACKETS = {"(": ")", "[": "]"}
# British practice: ‘A Title of Several Words’. The mark that closes is also the apostrophe and the
# hamza, so what follows must be a pause; the one that opens is also the ayn of a name.
_SINGLE = re.compile(
    r"(?<!\w)‘(?=[^‘’]{2,60}\s)[^‘“”]{4,300}?[^\s’]’(?=[,;:.)]|\s?\(|\sin\s|\s\d|$)"
)
_MAX_QUOTE = 600  # a quotation mark that is never closed must not swallow a long note


class Span(NamedTuple):
    """A half-open stretch of a text."""

    start: int
    end: int


def quotes(text: str) -> tuple[Span, ...]:
    """Quoted stretches with their marks.

    A title may hold marks of its own; the last closing mark before a comma or another opening
    ends it:

    >>> title = "“Kemal:” halk” (Belge)” Dergi, M."
    >>> [title[a:b] for a, b in quotes(title)]
    ['“Kemal:” halk” (Belge)”']
    """
    return tuple(_quotes(text))


def _quotes(text: str) -> Iterator[Span]:
    at = 0
    while at < len(text):
        char = text[at]
        end = 0
        if char in _OPEN:
            end = _closing(text, at)
        elif char == _STRAIGHT:
            end = text.find(_STRAIGHT, at + 1) + 1
        elif char == "‘" and (single := _SINGLE.match(text, at)):
            end = single.end()
        if end and end - at <= _MAX_QUOTE:
            yield Span(at, end)
            at = end
        else:
            at += 1


def _closing(text: str, opening: int) -> int:
    """Where the quotation that begins at `opening` ends, or 0."""
    depth, at, end = 1, opening + 1, 0
    while at < len(text):
        char = text[at]
        if char in _OPEN and char != "„":
            if end or not _closes_later(text, at):
                break
            depth += 1
        elif char in _CLOSE or (char == "“" and text[opening] == "„") or char == _STRAIGHT:
            depth -= 1
            if depth <= 0:
                end = at + 1
        elif end and char in ",;":
            break
        at += 1
    return end


def _closes_later(text: str, at: int) -> bool:
    """Whether the opening mark at `at` and the one around it are both closed."""
    following = text[at + 1 : at + _MAX_QUOTE]
    next_open = min(
        (i for i in (following.find(m) for m in _OPEN) if i >= 0), default=len(following)
    )
    return sum(following[:next_open].count(mark) for mark in _CLOSE) >= 2


def brackets(text: str) -> tuple[Span, ...]:
    """Outermost bracketed stretches, with their brackets; unbalanced ones are no brackets.

    >>> ["Ad (bir (iki)) ve [üç]"[a:b] for a, b in brackets("Ad (bir (iki)) ve [üç]")]
    ['(bir (iki))', '[üç]']
    """
    found: list[Span] = []
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in _BRACKETS:
            stack.append(at)
        elif stack and char == _BRACKETS[text[stack[-1]]]:
            start = stack.pop()
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, at + 1))
    return tuple(found)


def protected(text: str) -> bytearray:
    """For each character 1 if it lies inside quotes or brackets, else 0.

    >>> list(protected('a "b" c'))
    [0, 0, 0, 1, 1, 0, 0]
    """
    mask = bytearray(len(text))
    for span in (*quotes(text), *brackets(text)):
        inner = span.end - span.start - 1
        mask[span.start + 1 : span.end] = b"\x01" * inner
    return mask


def part(text: str, marks: str) -> tuple[Span, ...]:
    """The stretches of `text` between the unprotected characters of `marks`.

    >>> ['a, "b, c", (d, e)'[x:y] for x, y in part('a, "b, c", (d, e)', ",")]
    ['a', ' "b, c"', ' (d, e)']
    """
    mask = protected(text)
    cuts = [i for i, char in enumerate(text) if char in marks and not mask[i]]
    starts = [0, *(cut + 1 for cut in cuts)]
    return tuple(Span(a, b) for a, b in zip(starts, [*cuts, len(text)], strict=True))
