"""What stands beside a name: what belongs to it (titles, "government"), and what says its kind."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.languages import items, rows
from pipeline.tagging.consistency import Found
from pipeline.tagging.known import GRAMMAR, kinds
from pipeline.text.casing import fold

_WORD = re.compile(r" ([^\W\d_]+)(?!\w)")
_BRACKETED = re.compile(r" \(([^\W\d_]+)\)")
_NONE: tuple[frozenset[str], str] = (frozenset(), "")
SAID_OF_NONE = ("NORP", "DATE")
_OTHER_PEOPLE = re.compile(r"[-–]([^\W\d_]{2,})(?!\w)")


@cache
def _titles(lang: str) -> frozenset[str]:
    """Folded titles that follow a name, in every Turkish case."""
    table = rows("names", "titles")
    if lang != "tr":
        return frozenset(fold(en) for _, en, place in table if place != "before")
    titles = [tr for tr, _, place in table if place != "before"]
    endings = ("", *items("tr", "case_suffixes"))
    return frozenset(fold(title + ending) for title in titles for ending in endings)


@cache
def _lower_heads(lang: str) -> dict[str, tuple[frozenset[str], str]]:
    """Folded words, in every Turkish case: the kinds before them, and the kind of the whole."""
    endings = ["", *(e for _, e in rows("tr", "possessed_cases"))] if lang == "tr" else [""]
    return {
        fold(word + ending): (frozenset(before.split()), whole)
        for word, before, whole in rows("tr" if lang == "tr" else "en", "lower_heads")
        for ending in endings
    }


@cache
def _followers(lang: str) -> dict[str, str]:
    """Folded common nouns, in every Turkish case, to the kind of the name before them."""
    endings = ["", *(e for _, e in rows("tr", "possessed_cases"))] if lang == "tr" else [""]
    return {
        fold(word + ending): kind
        for word, kind in rows("tr" if lang == "tr" else "en", "followers")
        for ending in endings
    }


def _said_behind(text: str, lang: str, found: Found) -> Found:
    """The name with the kind that a noun behind it says: "Akşam gazetesi".

    A people or a date is not what such a noun names: "Rus gazetesi".
    """
    start, end, label, score = found
    word = _WORD.match(text, end)
    if word is None or word[1][0].isupper() or label in SAID_OF_NONE:
        return found
    return start, end, _followers(lang).get(fold(word[1]), label), score


def with_neighbours(text: str, lang: str, found: Sequence[Found]) -> list[Found]:
    """`found` with what belongs to its names.

    >>> text = "Halil Paşa, Türk-Rus savaşı"
    >>> with_neighbours(text, "tr", [(0, 5, "PERSON", 0.9), (12, 16, "NORP", 0.9)])
    [(0, 10, 'PERSON', 0.9), (12, 16, 'NORP', 0.9), (17, 20, 'NORP', 0.95)]
    >>> with_neighbours("the Turkish government", "en", [(4, 11, "NORP", 0.9)])
    [(4, 22, 'ORG', 0.9)]
    >>> with_neighbours("Akşam gazetesinde", "tr", [(0, 5, "PERSON", 0.6)])
    [(0, 5, 'ORG', 0.6)]
    >>> with_neighbours("Rauf Bey (Orbay)", "tr", [(0, 8, "PERSON", 0.9), (10, 15, "NORP", 0.6)])
    [(0, 8, 'PERSON', 0.9), (10, 15, 'PERSON', 0.6)]
    """
    made: list[Found] = []
    taken = {start for start, *_ in found}
    for start, end, label, score in sorted(found):
        if made and start < made[-1][1]:
            continue  # a name that the one before has taken in
        word = _WORD.match(text, end)
        before, whole = _lower_heads(lang).get(fold(word[1]), (frozenset(), "")) if word else _NONE
        if word and label == "PERSON" and word[1][0].isupper() and fold(word[1]) in _titles(lang):
            end = word.end()
        elif word and label in before:
            end, label = word.end(), whole
        elif made and _is_surname(text, made[-1], start, end):
            label = "PERSON"
        made.append(_said_behind(text, lang, (start, end, label, score)))
        other = _OTHER_PEOPLE.match(text, end) if label == "NORP" else None
        people = other and other[1][0].isupper() and kinds().get(fold(other[1])) == "NORP"
        if other and people and other.start(1) not in taken:
            made.append((other.start(1), other.end(1), "NORP", GRAMMAR))
    return made


def _is_surname(text: str, before: Found, start: int, end: int) -> bool:
    """Whether a name in brackets behind a person is the family name that the law of 1934 gave."""
    bracket = _BRACKETED.match(text, before[1])
    place = kinds().get(fold(text[start:end]), "")  # Enver Paşa (Berlin)
    if before[2] != "PERSON" or place or bracket is None:
        return False
    return bracket.span(1) == (start, end)


def of_table(
    text: str, spans: Sequence[tuple[int, int]], found: Sequence[Found]
) -> Iterator[Found]:
    """Keywords in which nothing was found, and which the table of names holds whole.

    >>> list(of_table("Lenin, Bolshevik.", [(0, 5), (7, 16)], [(0, 5, "PERSON", 0.9)]))
    [(7, 16, 'NORP', 0.95)]
    """
    table: Mapping[str, str] = kinds()
    for start, end in spans:
        kind = table.get(fold(text[start:end]), "")
        if kind and not any(a < end and start < b for a, b, *_ in found):
            yield start, end, kind, GRAMMAR
