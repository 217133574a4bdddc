"""How a name reads, whatever language spells it: transliteration and similarity.

A name has a few readings: its letters without marks, and the common reading that
``transliteration.tsv`` makes of its language's spelling. Two names are compared by their nearest
readings, so that Çiçerin meets Chicherin as well as Cicerin.
"""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from pipeline.languages import rows
from pipeline.text.casing import fold, lower

_HARD = str.maketrans({"b": "p", "d": "t"})  # Mehmed and Mehmet, Recep and Receb


@cache
def _letters(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {a: b for language, a, b in rows("names", "transliteration") if language == lang}
    longest_first = sorted(table, key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(map(re.escape, longest_first))), table


@cache
def _common() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for language, a, b in rows("names", "transliteration") if language == "all")


@lru_cache(maxsize=65536)
def readings(name: str, lang: str) -> tuple[str, ...]:
    """Keys by which `name` may be found under another spelling.

    >>> set(readings("Çiçerin", "tr")) & set(readings("Chicherin", "en"))
    {'chicherin'}
    >>> set(readings("Mehmed", "tr")) & set(readings("Mehmet", "tr"))
    {'mehmet'}
    """
    plain = fold(name)
    words = []
    spelling = "tr" if lang == "tr" else "en"
    pattern, table = _letters(spelling)
    for word in lower(name, spelling).split():
        word = fold(pattern.sub(lambda match: table[match[0]], word))
        for letters, reading in _common():
            word = word.replace(letters, reading)
        words.append(word[:-1] + word[-1:].translate(_HARD))
    return tuple(dict.fromkeys((" ".join(words), plain)))


def similarity(a: str, lang_a: str, b: str, lang_b: str) -> float:
    """Likeness of two spellings, 0 to 1: 1 if a reading is shared.

    >>> similarity("Şamsutdinov", "tr", "Shamsutdinov", "en")
    1.0
    >>> similarity("Meyer", "tr", "Miller", "tr") < 0.8
    True
    """
    best = 0.0
    for x in readings(a, lang_a):
        for y in readings(b, lang_b):
            if x == y:
                return 1.0
            edit = Levenshtein.normalized_similarity(x, y)
            best = max(best, min(JaroWinkler.normalized_similarity(x, y), (1 + 3 * edit) / 4))
    return round(best, 4)
