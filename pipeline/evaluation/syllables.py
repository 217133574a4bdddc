"""Where a typesetter may split a word at the end of a line."""

import re
from itertools import pairwise

from pipeline.text import casing

_VOWELS = frozenset("aeıioöuüâîû")
_ENGLISH_VOWELS = frozenset("aeiouy")
_PAIRS = ("th", "sh", "ch", "ph", "gh", "ck", "wh", "qu")
_ENDINGS = re.compile(r"(?:tion|sion|ment|ness|ship|ing|tive|ful|less|able)s?$")
_LEAST = 2
_LEAST_ENGLISH = 3


def split_points(word: str, lang: str) -> list[int]:
    """Offsets before which a hyphen may be put in `word`, which holds letters only.

    >>> [("antlaşmasının"[:i], "antlaşmasının"[i:]) for i in split_points("antlaşmasının", "tr")]
    [('ant', 'laşmasının'), ('antlaş', 'masının'), ('antlaşma', 'sının'), ('antlaşması', 'nın')]
    >>> split_points("government", "en")
    [6]
    """
    low = casing.lower(word, lang)
    points = _turkish(low) if lang == "tr" else _english(low)
    least = _LEAST if lang == "tr" else _LEAST_ENGLISH
    return [i for i in points if least <= i <= len(word) - least]


def _turkish(word: str) -> list[int]:
    """A syllable takes one consonant before its vowel, the rest stays with the one before."""
    nuclei = [i for i, letter in enumerate(word) if letter in _VOWELS]
    return [b - 1 if b - a > 1 else b for a, b in pairwise(nuclei)]


def _english(word: str) -> list[int]:
    """Between two consonants that are no pair, and before common endings."""
    points = set()
    for i in range(1, len(word) - 2):
        around = word[i - 1] in _ENGLISH_VOWELS and word[i + 2] in _ENGLISH_VOWELS
        both = word[i] not in _ENGLISH_VOWELS and word[i + 1] not in _ENGLISH_VOWELS
        if around and both and word[i : i + 2] not in _PAIRS:
            points.add(i + 1)
    ending = _ENDINGS.search(word)
    if ending:
        points.add(ending.start())
    return sorted(points)
