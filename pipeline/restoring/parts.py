"""Heads: the lines that say which part of an article follows."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.restoring.lines import Line
from pipeline.restoring.vocabulary import head_key, heads

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z])[.)\s-]{1,3}\s{0,3}")
_JOINED = re.compile(r"\s*[/|–—-]\s*")
_RUN_ON = re.compile(r"(?P<head>[^\W\d_][^\n:.—–]{1,40}?)\s?(?P<sign>:|\.:|\.-|\.–|—|–|\.)\s*")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Head:
    """A head, and where the text after it begins in its line (0: it stands alone)."""

    kind: str
    lang: str
    rest: int


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one part of an article, its head left out."""

    kind: str
    lang: str  # as its head says; "" if it has none
    lines: list[Line]


@lru_cache(maxsize=4096)
def head_of(text: str) -> Head | None:
    """The head that a line begins with.

    >>> head_of("ÖZET"), head_of("Key Words: war, peace")
    (Head(kind='abstract', lang='tr', rest=0), Head(kind='keywords', lang='en', rest=11))
    >>> head_of("Ö Z / ABSTRACT"), head_of("1. Giriş"), head_of("Öz yurdunda")
    (Head(kind='abstract', lang='tr', rest=0), Head(kind='heading', lang='tr', rest=0), None)
    """
    if text[:1].islower():
        return None  # "conclusion." ends a sentence
    if len(text) <= _LONGEST:
        alone = _known(text)
        if alone:
            return Head(*alone, 0)
    run_on = _RUN_ON.match(text)
    if run_on and run_on.end() < len(text):
        known = _known(run_on["head"])
        if known and known[0] != "heading" and (
            run_on["sign"] == ":" or known[0] in ("abstract", "keywords")
        ):
            return Head(*known, run_on.end())
    return _capital_head(text)


def _known(text: str) -> tuple[str, str] | None:
    bare = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
    for candidate in (text, bare):
        found = heads().get(head_key(candidate))
        if found:
            return found
    pieces = [heads().get(head_key(piece)) for piece in _JOINED.split(bare)]
    if len(pieces) > 1 and pieces[0] and all(p and p[0] == pieces[0][0] for p in pieces):
        return pieces[0]
    return None


def _capital_head(text: str) -> Head | None:
    """A head in capitals that the text follows without a sign: "ÖZ Bu makalede …"."""
    words = text.split(" ", 3)
    for count in (2, 1):
        head = " ".join(words[:count])
        if len(words) > count and len(head) > 1 and head.isupper():
            known = heads().get(head_key(head))
            if known and known[0] in ("abstract", "keywords"):
                return Head(*known, len(head) + 1)
    return None
