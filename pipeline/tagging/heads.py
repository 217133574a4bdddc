"""The last word of a compound says what it names: Konferansı, Antlaşması, Bakanlığı, Treaty."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.languages import rows
from pipeline.tagging.base_forms import KI, base_form
from pipeline.tagging.consistency import Found
from pipeline.text.casing import fold

MOST_WORDS = 5  # between a name's beginning and the last word that says what it is
BEGINNINGS = ("GPE", "NORP", "ORG", "LOC", "PERSON")
COMMON = ("EVENT", "LAW", "FAC")  # kinds that one common noun never names
DOUBTED = ("EVENT", "WORK_OF_ART", "ORG", "FAC", "LAW", "LOC")
AND = re.compile(r"\s(?:ve|ile)\s")
_CAPITAL = re.compile(r"[ ](?:[^\W\d_]+(?:-[^\W\d_]+)*)")


@cache
def _heads(lang: str) -> dict[str, str]:
    """Folded heads, Turkish ones in every case, to the kind of name that they make."""
    endings = [""]
    if lang == "tr":
        cases = rows("tr", "possessed_cases")
        endings += [ending for _, ending in cases]
        endings += [ending + KI for case, ending in cases if case == "Loc"]
    return {
        fold(word + ending): label
        for word, label in rows(lang, "name_heads")
        for ending in endings
    }


def _head(word: str, lang: str) -> str:
    """The kind that a word makes of a name, in whatever case it stands; "" if none."""
    return _heads("tr" if lang == "tr" else "en").get(fold(word), "")


def with_heads(text: str, lang: str, found: Sequence[Found]) -> list[Found]:
    """Names with the kind that their last word says; Turkish ones are brought to that word.

    >>> text = "Rusya Devlet Arşivinde çalıştı."
    >>> with_heads(text, "tr", [(0, 5, "GPE", 0.9)])
    [(0, 22, 'ORG', 0.9)]
    >>> with_heads("the Cyprus Convention", "en", [(4, 21, "EVENT", 0.9)])
    [(4, 21, 'LAW', 0.9)]
    """
    starts = {f[0] for f in found}
    made: list[Found] = []
    covered = 0
    parted = sorted(part for each in found for part in _apart(text, lang, each))
    for start, end, label, score in parted:
        if start < covered:
            continue  # a piece of a name that has grown over it
        several = " " in text[start:end]
        if several and label != "DATE" and (kind := _head(_last(text[start:end]), lang)):
            label = kind
        elif lang == "tr" and label in BEGINNINGS:
            end, label = _grown(text, start, end, label, starts)
        made.append((start, end, label, score))
        covered = end
    return made


def _apart(text: str, lang: str, each: Found) -> Iterator[Found]:
    """Two names in one span: "Islahat Fermanı ve Paris Kongresi"."""
    start, end, label, score = each
    joint = AND.search(text, start, end)
    ends = (joint.start(), end) if joint else ()
    if joint and all(_head(_last(text[start:at]), lang) for at in ends):
        yield start, joint.start(), label, score
        start = joint.end()
    yield start, end, label, score


def _last(name: str) -> str:
    return name.rpartition(" ")[2]


def _grown(text: str, start: int, end: int, label: str, starts: set[int]) -> tuple[int, str]:
    """The span with the capitalised words behind it, if the last of them is such a word."""
    at = end
    for _ in range(MOST_WORDS):
        word = _CAPITAL.match(text, at)
        if not word or not word[0][1].isupper() or (word.start() + 1) in starts:
            break
        at = word.end()
        if kind := _head(word[0][1:], "tr"):
            return at, kind
    return end, label


def sure_in_headings(
    text: str,
    found: Sequence[Found],
    keys: Sequence[str],
    headings: Sequence[tuple[int, int]],
) -> Iterator[Found]:
    """`found` without what only the capitals of a heading made a name.

    "2. Kuruluş ve Yayılma" capitalises every word: an event, a work or an institution that the
    heading names must be named outside of headings too, or end in a word that says what it is.

    >>> text = "Göçlerin İlk Dalgaları"
    >>> list(sure_in_headings(text, [(0, 22, "EVENT", 0.8)], ["gocler"], [(0, 22)]))
    []
    """
    inside = [any(a <= f[0] and f[1] <= b for a, b in headings) for f in found]
    outside = {key for key, there in zip(keys, inside, strict=True) if not there}
    for each, key, there in zip(found, keys, inside, strict=True):
        name = text[each[0] : each[1]]
        named = key in outside or (" " in name and bool(_head(_last(name), "tr")))
        if not there or each[2] not in DOUBTED or named:
            yield each


@cache
def _nouns() -> frozenset[str]:
    """Folded common nouns of names, alone and with the possessive that a compound gives them."""
    alone = {fold(turkish) for turkish, _ in rows("names", "words")}
    return frozenset(alone | {fold(word) for word, _ in rows("tr", "name_heads")})


def without_nouns(text: str, lang: str, found: Sequence[Found]) -> Iterator[Found]:
    """`found` without lone common nouns, which name nothing by themselves.

    >>> list(without_nouns("Savaştan sonra", "tr", [(0, 8, "EVENT", 0.9)]))
    []
    """
    for each in found:
        surface = text[each[0] : each[1]]
        alone = lang == "tr" and each[2] in COMMON and " " not in surface
        if not (alone and {fold(surface), fold(base_form(surface, lang))} & _nouns()):
            yield each
