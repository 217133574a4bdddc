"""Whether two names, of whatever spelling tradition or script, are one name."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations

from pipeline.languages import items, rows
from pipeline.linking.sounds import word_similarity
from pipeline.text.casing import fold

SAME_NAME = 0.9  # chosen on the development half of tests/gold/name_pairs.tsv
RUN_ON, ENDING = 0.03, 0.06  # what joining words, and leaving an ending off, cost
_MOST_WORDS = 4
_SHORTEST_STEM = 4
_NUMERAL = re.compile(r"(?=[IVXL])[IVXL]+\.?")
_SPLIT = re.compile(r"[\s–]+")
_JOINED = re.compile(r"[\s-]+")
_ARTICLE = re.compile(r"[\s-](?:al|el)-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Parts:
    core: tuple[str, ...]  # words without titles and particles
    full: tuple[str, ...]  # with titles
    titles: frozenset[str]
    numeral: str


@cache
def _titles() -> dict[str, str]:
    return {fold(spelling): title for spelling, title in rows("names", "honorifics")}


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word) for word in items("names", "particles"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(items("names", "russianized"), key=lambda e: (-len(e), e)))


@lru_cache(maxsize=65536)
def _parts(name: str) -> _Parts:
    core: list[str] = []
    full: list[str] = []
    titles: set[str] = set()
    numeral = ""
    for word in _SPLIT.split(name):
        if _NUMERAL.fullmatch(word):
            numeral = word.rstrip(".")
            continue
        pieces = [piece for piece in word.strip(".,").split("-") if piece]
        for piece in pieces:
            key = fold(piece)
            if key in _particles():
                continue
            title = _titles().get(key, "")
            joined = len(pieces) > 1 and piece is not pieces[-1]  # Sultan-Galiev bears no title
            if title and not joined:
                titles.add(title)
            else:
                core.append(piece)
            full.append(piece)
    return _Parts(tuple(core or full), tuple(full), frozenset(titles), numeral)


@lru_cache(maxsize=65536)
def name_similarity(a: str, b: str) -> float:
    """Likeness of two names, 0 to 1; 0 where numerals or titles contradict each other.

    >>> name_similarity("Çiçerin", "Чичерин"), name_similarity("III. Selim", "Selim III")
    (1.0, 1.0)
    >>> name_similarity("II. Osman", "Osman III"), name_similarity("Rüstem Paşa", "Rustem Bey")
    (0.0, 0.0)
    >>> name_similarity("Abdülhamid", "Abdul Hamid") > SAME_NAME
    True
    """
    if a == b:
        return 1.0
    x, y = _parts(a), _parts(b)
    if x.numeral != y.numeral or (x.titles and y.titles and not x.titles & y.titles):
        return 0.0
    best = 0.0
    if len(x.core) == len(y.core) <= _MOST_WORDS:
        several = len(x.core) > 1
        best = max(
            min(_alike(p, q, several) for p, q in zip(x.core, order, strict=True))
            for order in permutations(y.core)
        )
    titled = x.full != x.core or y.full != y.core
    if titled or len(x.core) != len(y.core) or "-" in a + b:
        best = max(best, word_similarity("".join(x.full), "".join(y.full)) - RUN_ON)
        best = max(best, word_similarity(_run_on(a), _run_on(b)) - RUN_ON)
    return round(max(best, 0.0), 4)


def _run_on(name: str) -> str:
    """Nizam al-Mulk as Nizamülmülk."""
    return _JOINED.sub("", _ARTICLE.sub("ül", name))


def _alike(a: str, b: str, several: bool) -> float:
    """Likeness of two words; beside others, a family name may lack its ending."""
    alike = word_similarity(a, b)
    if several and alike < SAME_NAME:
        stems = _stem(a), _stem(b)
        if min(map(len, stems)) >= _SHORTEST_STEM:
            alike = max(alike, word_similarity(*stems) - ENDING)
    return alike


def _stem(word: str) -> str:
    key = fold(word)
    return next((key[: -len(e)] for e in _endings() if key.endswith(e)), key)
