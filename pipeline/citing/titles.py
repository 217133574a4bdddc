"""Titles for comparing: folded, transliteration variants levelled, subtitles and tails known."""

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from pipeline.text import casing

_LEVELS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "j"), ("kh", "h"), ("ch", "c"), ("ck", "k"),
    ("ts", "c"), ("ph", "f"), ("x", "ks"), ("w", "v"), ("y", "i"),
)  # fmt: skip
_BREAK = re.compile(r"(?<=\w)- {1,3}(?=\w)")  # what a line's end leaves of a hyphen
SIMILAR = 92.0  # of two titles of one author and one year: spelling and slips of the pen
SIMILAR_ALONE = 95.0  # of two titles without an author
MIN_PREFIX_WORDS = 2
MIN_STEM, MAX_ENDING = 5, 3  # letters


@lru_cache(maxsize=1 << 16)
def words(title: str) -> tuple[str, ...]:
    """The words of a title, folded and levelled over ways of transliteration.

    >>> words("noveyşey istorii") == words("noveişey istoriy")
    True
    >>> words("Voprosı İstorii") == words("Voprosy istorii")
    True
    """
    folded = casing.fold(_BREAK.sub("", title))
    for old, new in _LEVELS:
        folded = folded.replace(old, new)
    folded = re.sub(r"([^\W\d_])\1", r"\1", folded)
    return tuple(re.findall(r"\w+", folded))


@lru_cache(maxsize=1 << 16)
def key(title: str) -> str:
    """The words of a title in one string."""
    return " ".join(words(title))


def is_cut(title: str) -> bool:
    """Whether a title ends in an ellipsis: the author left its end out."""
    return title.rstrip(' ”"').endswith(("…", "..."))


def ratio(one: str, other: str) -> float:
    """Similarity of two titles, 0 to 100.

    >>> ratio("Turetskaya Respublika", "Turetskaja Respublika") > 92
    True
    """
    return 100.0 * Indel.normalized_similarity(key(one), key(other))


def begins(short: str, long: str) -> bool:
    """Whether `short` is the beginning of `long`, in whole words.

    >>> begins("Devlet-i Aliyye", "Devlet-i Aliyye: Osmanlı İmparatorluğu")
    True
    >>> begins("Turkey", "Turkey in the World War")
    False
    """
    a, b = words(short), words(long)
    return len(a) >= MIN_PREFIX_WORDS and len(a) < len(b) and b[: len(a)] == a


def heads(short: str, long: str) -> bool:
    """Whether a title cut by an ellipsis has the same first words as the long one.

    >>> heads("Turtsiya. Aktualnıe voprosı…", "Turtsiya. Aktualnıe problemı novoy istorii")
    True
    """
    a, b = words(short), words(long)
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    return same >= MIN_PREFIX_WORDS or 0 < same == len(a)


def within(short: str, long: str) -> bool:
    """Whether the words of `short` stand in `long` in the same order: "Emergence".

    >>> within("Emergence", "The Emergence of Modern Turkey")
    True
    >>> within("Turkey Emergence", "The Emergence of Modern Turkey")
    False
    """
    rest = iter(words(long))
    return bool(words(short)) and all(any(_alike(word, w) for w in rest) for word in words(short))


def _alike(word: str, other: str) -> bool:
    """The same word, or with a Turkish ending: "Kronoloji" for "Kronolojisi"."""
    if word == other:
        return True
    return len(word) >= MIN_STEM and other.startswith(word) and len(other) - len(word) <= MAX_ENDING
