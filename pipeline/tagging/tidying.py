"""Spans of the encoder as names: what the guideline leaves outside, and what names nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.languages import items, rows
from pipeline.tagging.base_forms import base_form
from pipeline.tagging.consistency import Found
from pipeline.tagging.known import GRAMMAR, INITIALS_AND_NAME, kinds
from pipeline.text.casing import fold

SMALL_TOO = ("NORP", "EVENT", "WORK_OF_ART")  # komünist, birinci dünya savaşı
_DOTTED = re.compile(r"\.?(?:[^\W\d_]\.)+(?![^\W\d_])")
_DOTTED_NAME = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_YEAR_BEHIND = re.compile(r" of ([12]\d{3})$")


def tidied(text: str, lang: str, found: Sequence[Found]) -> Iterator[Found]:
    """Names without small words at their end, a year behind an event apart, numbers dropped.

    >>> list(tidied("London Conference of 1955", "en", [(0, 25, "EVENT", 0.9)]))
    [(0, 17, 'EVENT', 0.9), (21, 25, 'DATE', 0.95)]
    """
    for start, end, label, score in found:
        if label == "PERSON" and (other := _not_the_person(text, start, end, lang)):
            yield other[0], end, other[1], GRAMMAR
            end = other[2]
        year = _YEAR_BEHIND.search(text[start:end]) if label == "EVENT" else None
        if year and " " in text[start : start + year.start()]:  # not "Revolution of 1905"
            yield start, start + year.start(), label, score
            yield start + year.start(1), end, "DATE", GRAMMAR
            continue
        while (cut := text.rfind(" ", start, end)) > 0 and _no_part(text[cut + 1 : end], lang):
            end = cut
        end = _whole_abbreviation(text, start, _without_period(text, start, end, label, lang))
        count = label == "DATE" and text[start:end].isdigit() and _counted(lang).match(text, end)
        if not count and (label == "DATE" or _can_be_name(text[start:end], label)):
            yield start, end, label, score


def _not_the_person(text: str, start: int, end: int, lang: str) -> tuple[int, str, int] | None:
    """Where a name that a table gives another kind begins behind a person's, and its kind.

    >>> text = "V. İ. Lenin Politbüro"
    >>> list(tidied(text, "tr", [(0, 21, "PERSON", 0.9)]))
    [(12, 21, 'ORG', 0.95), (0, 11, 'PERSON', 0.9)]
    """
    name, space, last = text[start:end].rpartition(" ")
    too = lang == "tr" and name.endswith((" de", " da"))  # "Berkes de Lefkoşa doğumludur"
    kind = kinds().get(fold(base_form(last, lang)), "PERSON") if space else "PERSON"
    if kind == "PERSON" or not (too or INITIALS_AND_NAME.fullmatch(name)):
        return None
    return end - len(last), kind, start + len(name.removesuffix(" de").removesuffix(" da"))


def _without_period(text: str, start: int, end: int, label: str, lang: str) -> int:
    """The end without "Devri", "Era": the time of a person, or of an event that a table names."""
    name, space, last = text[start:end].rpartition(" ")
    word = fold(base_form(last, lang))
    periodic = space and word in {fold(period) for period in items(_known(lang), "periods")}
    if periodic and (label == "PERSON" or (label == "EVENT" and fold(name) in kinds())):
        return start + len(name)
    return end


def _no_part(word: str, lang: str) -> bool:
    """Whether a last word belongs to no name: a small word, or an army printed small."""
    if word in small_words(lang):
        return True
    forms = {fold(word), fold(base_form(word, lang))} if lang == "tr" else set()
    return word[:1].islower() and bool(forms & _no_heads())


@cache
def _no_heads() -> frozenset[str]:
    words = {fold(word) for word in items("tr", "no_heads")}
    return frozenset(
        [*words, *(word + fold(end) for word in words for _, end in rows("tr", "possessed_cases"))]
    )


def _whole_abbreviation(text: str, start: int, end: int) -> int:
    """The end of a dotted abbreviation that was cut: T.B.M. of T.B.M.M.’nin."""
    rest = _DOTTED.match(text, end)
    return rest.end() if rest and _DOTTED_NAME.fullmatch(text, start, end) else end


def _can_be_name(name: str, label: str) -> bool:
    """A name has letters, a capital unless it is of a people, and is no Latin phrase."""
    if not any(char.isalpha() for char in name) or fold(name) in _not_names():
        return False
    return label in SMALL_TOO or any(char.isupper() for char in name)


@cache
def _counted(lang: str) -> re.Pattern[str]:
    """Behind a number: a fraction, or what it counts."""
    words = "|".join(map(re.escape, items(_known(lang), "counted")))
    return re.compile(rf"/\d|[ ](?:{words})")


def _known(lang: str) -> str:
    return "tr" if lang == "tr" else "en"


@cache
def _not_names() -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in items("names", "not_names"))


@cache
def small_words(lang: str) -> frozenset[str]:
    """Words that begin and end no name, and stay small in a title."""
    return frozenset(items(_known(lang), "function_words"))
