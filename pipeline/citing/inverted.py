"""Names in lists of works, family name first: "İnalcık, Halil ve Donald Quataert"."""

import re
from functools import lru_cache

from pipeline.citing import knowledge, names
from pipeline.text import casing

_JOINTS = re.compile(r"\s*;\s*|,?\s+(?:&|ve|and|und|et|i|[-–—])\s+|\s?/\s?")
_OTHERS = re.compile(r"[,\s]*(?:\bvd\b\.?|\bet al\b\.?|\bv\.\s?d\b\.?|\bve diğerleri\b|…)\s*$")
_ROLE = re.compile(
    r"\s*\((?P<role>[^()]{2,14})\)\.?,?\s*$|,\s*(?P<bare>(?:ed|eds|haz|der|Ed|Eds|Haz|Der|hzl))\.?\s*$"
)
MAX_GIVEN = 4


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> tuple[str, ...]:
    """The persons of a list entry's head as "Family, Given", or none.

    >>> parse("İnalcık, Halil ve Donald Quataert"), parse("Karpat, K. H.")
    (('İnalcık, Halil', 'Quataert, Donald'), ('Karpat, K. H.',))
    >>> parse("Shaw, S. J., Shaw, E. K."), parse("AYDEMİR Şevket Süreyya")
    (('Shaw, S. J.', 'Shaw, E. K.'), ('AYDEMİR, Şevket Süreyya',))
    >>> parse("Eden, Anthony. Full Circle")
    ()
    """
    whole = _OTHERS.sub("", text.strip()).strip(" ,")
    found: list[str] = []
    for part in _JOINTS.split(whole):
        persons = _list(part.strip(" ,"))
        if not persons:
            return ()
        found += persons
    return tuple(found)


def is_marked(person: str) -> bool:
    """Whether "Family, Given" shows that it is a person: by capitals, initials or a known name.

    >>> is_marked("ÜNVER, Ömer"), is_marked("Koç, A. B."), is_marked("Savaş, Barış Yolu")
    (True, True, False)
    """
    family, _, given = person.partition(", ")
    known = knowledge.word_set("given_names")
    words = [casing.title(word, "tr") for word in given.split()]
    return bool(words) and (
        (family.isupper() and not given.isupper())
        or all(word in known or re.fullmatch(r"(?:\w\.)+", word) for word in words)
    )


def _list(part: str) -> list[str]:
    """Names parted by commas: family and given names in turn, or whole names."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if not pieces:
        return []
    if len(pieces) == 1:
        return [names.one(pieces[0])] if names.one(pieces[0]) and _shape(pieces[0]) else []
    made = []
    while pieces:
        if len(pieces) >= 2 and (name := _pair(pieces[0], pieces[1])):
            made.append(name)
            pieces = pieces[2:]
        elif made and names.surely_person(pieces[0]):
            made.append(names.one(pieces[0]))
            pieces = pieces[1:]
        else:
            return []
    return made


def _shape(text: str) -> bool:
    """A name alone at the head of an entry: capitals first, initials, or a known given name."""
    words = text.split()
    return (
        len(words) == 1
        or names.surely_person(text)
        or (words[0].isupper() and not words[-1].isupper())
    )


def _pair(family: str, given: str) -> str:
    words = given.split()
    if len(words) > MAX_GIVEN or len(family.split()) > 4:
        return ""
    if any(word.endswith(".") and len(word) > 3 and "." not in word[:-1] for word in words[:-1]):
        return ""
    if any(re.search(r"[^\W\d_]{3}\.$", word) for word in words):
        return ""
    whole = names.one(f"{_titled(family)} {given}")
    if not whole or not names.one(_titled(family).split()[-1]):
        return ""
    return f"{family}, {names.spaced(given)}"


def _titled(family: str) -> str:
    return casing.title(family, "tr") if family.isupper() and len(family) > 2 else family


def role_after(text: str) -> tuple[str, str]:
    """Persons without "(Ed.)" after them, and the field that it names.

    >>> role_after("Oran, Baskın (Ed.)")
    ('Oran, Baskın', 'editors')
    """
    found = _ROLE.search(text)
    if not found:
        return text, ""
    word = (found["role"] or found["bare"]).strip(" .")
    for field, form in knowledge.table("roles"):
        if form == word:
            return text[: found.start()], field
    return text, ""
