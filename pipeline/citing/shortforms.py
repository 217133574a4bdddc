"""Short forms in a phrase: a.g.e., ibid., op. cit., Uk. soç."""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.citing import knowledge

_MAX_FORM = 24  # letters and dots of the longest short form
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]{1,6}\s?\.\s?){1,3}(?:[^\W\d_]{1,5}\b\.?)?")
_SLIP = re.compile(r"(?<!\w)[aA](?:,\s?g\.|\.\s?g,)\s?[a-zçğıöşü]{1,3}\.")
_WORDS = re.compile(r"(?<!\w)[^\W\d_]{2,8}(?:\s[^\W\d_]{2,8}){0,2}\.?")


class Found(NamedTuple):
    """A short form in a phrase and where it stands."""

    form: knowledge.Shorthand
    start: int
    end: int


def mended(text: str) -> str:
    """`text` with the comma that a scanner or a hurried hand made of a short form's dot.

    The length stays, so offsets do.

    >>> mended("Koç, a,g.e., s. 5; a.g,m., s. 7")
    'Koç, a.g.e., s. 5; a.g.m., s. 7'
    """
    return _SLIP.sub(lambda found: found[0].replace(",", "."), text)


@lru_cache(maxsize=1 << 16)
def read(phrase: str) -> knowledge.Shorthand | None:
    """The short form that the whole phrase is.

    >>> read("a. g. e").normal, read("Uk. soç.").normal, read("Age").normal
    ('a.g.e.', 'Uk. soç.', 'a.g.e.')
    >>> read("adı geçen") is None
    True
    """
    bare = phrase.strip(" .,:;()")
    if not bare or len(bare) > _MAX_FORM or any(char.isdigit() for char in bare):
        return None
    found = knowledge.shorthands().get(knowledge.key(bare))
    return found if found and _shaped(bare, phrase) else None


def _shaped(bare: str, phrase: str) -> bool:
    """A form of two letters is one only with its dots: "a.y." but not the word "Ay"."""
    return len(bare) > 2 or "." in bare or phrase.strip().endswith(".")


def find(phrase: str) -> Found | None:
    """A short form at the head or the end of a phrase, or inside it before a number.

    >>> find("İnalcık a.g.e.")[1:], find("a.g.e. s. 5")[1:], find("op.cit")[1:]
    ((8, 14), (0, 6), (0, 6))
    >>> find("Yeni age dönemi") is None
    True
    """
    if form := read(phrase):
        start = len(phrase) - len(phrase.lstrip())
        return Found(form, start, len(phrase.rstrip()))
    for pattern in (_DOTTED, _WORDS):
        for match in pattern.finditer(phrase):
            if found := _within(phrase, match):
                return found
    return None


def _within(phrase: str, match: re.Match[str]) -> Found | None:
    """The longest short form in a run of abbreviations, if it stands where one may stand."""
    ends = [match.end(), *(m.end() + match.start() for m in re.finditer(r"\.", match[0]))]
    starts = [match.start(), *(m.end() + match.start() for m in re.finditer(r"[.\s]+", match[0]))]
    spans = sorted(
        {(s, e) for s in starts for e in ends if e > s}, key=lambda p: (p[0] - p[1], p[0])
    )
    for start, end in spans:
        piece = phrase[start:end].strip()
        form = read(piece)
        dotted = "." in piece or len(piece) > 4
        if form and dotted and _at_edge(phrase, start, end):
            start += len(phrase[start:end]) - len(phrase[start:end].lstrip())
            return Found(form, start, start + len(piece))
    return None


def _at_edge(phrase: str, start: int, end: int) -> bool:
    before, after = phrase[:start].strip(), phrase[end:].strip(" ,.:;)")
    return (
        not after
        or not before
        or after[:1].isdigit()
        or bool(re.match(r"[IVXLC]+\b", after))
        or bool(re.match(r"[a-zA-Z]{1,3}\.?\s?\d", after))
    )
