"""Whether two names, of whatever spelling tradition or script, are one name.

A name is read as a whole by each tradition that can have spelled it, and two names are as alike
as the two readings that bring them nearest; a name is not half French and half German.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import permutations

from pipeline.languages import rows
from pipeline.linking.given import eastern, family_names, given_names
from pipeline.linking.parts import Parts, joined, parts
from pipeline.linking.sounds import Row, Tradition, heard, row_similarity, spelled, traditions

SAME_NAME = 0.9  # chosen on the development half of tests/gold/name_pairs.tsv
RUN_ON, ENDING, LEFT_OUT = 0.03, 0.04, 0.04  # cost: joined words, an ending, a middle name
ONE_GIVEN, OTHER_GIVEN = 0.97, 0.8  # likeness of spellings of one given name, of two at most
INITIAL = 0.95  # likeness of an initial to a word
_MOST_WORDS = 4
_SHORTEST_STEM = 4
_LOST = frozenset("aeıiuüoаеиы")
RUSSIAN, TURKIC, LATIN = "russian", "turkic", "latin"  # whose endings
PERHAPS = "?"  # an ending that may belong to the name itself
_REPLACED = frozenset(  # whose endings may stand for whose; "" is a name without one
    map(frozenset, ((RUSSIAN, ""), (RUSSIAN, TURKIC), (LATIN, ""), (LATIN,)))
)
_JOINED = re.compile(r"[\s-]+")


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple((ending, whose) for ending, whose in rows("names", "russianized"))


@lru_cache(maxsize=65536)
def name_similarity(a: str, b: str) -> float:
    """Likeness of two names, 0 to 1; 0 where numerals or titles contradict each other.

    >>> name_similarity("Çiçerin", "Чичерин"), name_similarity("III. Selim", "Selim III")
    (1.0, 1.0)
    >>> name_similarity("II. Osman", "Osman III"), name_similarity("Rüstem Paşa", "Rustem Bey")
    (0.0, 0.0)
    >>> name_similarity("Abdülhamid", "Abdul Hamid") > SAME_NAME
    True
    >>> name_similarity("Bodler", "Baudelaire") > SAME_NAME > name_similarity("Roussel", "Rousseau")
    True
    """
    if a == b:
        return 1.0
    x, y = parts(a), parts(b)
    if x.numeral != y.numeral or (x.titles and y.titles and not x.titles & y.titles):
        return 0.0
    best = 0.0
    for alike in _by_tradition(a, b, x, y):
        best = max(best, alike)
        if best == 1.0:
            break
    return round(best, 4)


def _by_tradition(a: str, b: str, x: Parts, y: Parts) -> Iterator[float]:
    """The likeness of two names in every pair of traditions that can have spelled them."""
    whole = len(x.core) != len(y.core) or len(x.full) != len(y.full)
    run_on = [(_run_on(" ".join(x.full)), _run_on(" ".join(y.full))), (_run_on(a), _run_on(b))]
    for s, t in _pairs(a, b):
        yield _words(x, y, s, t)
        if whole:
            for left, right in run_on:
                yield row_similarity(heard(left, s), heard(right, t)) - RUN_ON


def _pairs(a: str, b: str) -> Iterator[tuple[str, str]]:
    """The traditions by which two names may be compared."""
    for s in _readings(a):
        for t in _readings(b):
            if s.meets(t):
                yield s.name, t.name


@lru_cache(maxsize=65536)
def _readings(name: str) -> tuple[Tradition, ...]:
    """The traditions that read a name differently: one of each kind for every reading."""
    text = joined(name)
    found: dict[tuple[str, tuple[Row, ...]], Tradition] = {}
    for tradition in traditions(text):
        rows_ = tuple(heard(word, tradition.name) for word in (*parts(name).full, _run_on(name)))
        found.setdefault((tradition.how, rows_), tradition)
    return tuple(found.values())


def _words(x: Parts, y: Parts, s: str, t: str) -> float:
    """Likeness of two names word by word, in whatever order; a middle name may be missing."""
    left, right = x.core, y.core
    if max(len(left), len(right)) > _MOST_WORDS:
        return 0.0
    if len(left) == len(right):
        told = len(left) > 1 or bool(x.numeral)
        table: list[list[float]] = []
        for p in left:
            table.append([_alike(p, q, s, t, told) for q in right])
            if not any(table[-1]):
                return 0.0
        return max(
            min(row[at] for row, at in zip(table, order, strict=True))
            for order in permutations(range(len(right)))
        )
    short, long = sorted((left, right), key=len)
    if len(short) == 2 and len(long) == 3 and _family(short[-1]) | _family(long[-1]):
        outer = (long[0], long[-1])
        one, other = (short, outer) if short is left else (outer, short)
        return min(_alike(p, q, s, t, True) for p, q in zip(one, other, strict=True)) - LEFT_OUT
    return 0.0


def _family(word: str) -> bool:
    """Whether a word ends as family names do."""
    key = spelled(word)
    return any(
        key.endswith(e) for e, whose in _endings() if whose.rstrip(PERHAPS) in (RUSSIAN, TURKIC)
    )


def _run_on(name: str) -> str:
    return _JOINED.sub("", joined(name))


@lru_cache(maxsize=262144)
def _alike(a: str, b: str, s: str, t: str, told: bool) -> float:
    """Likeness of two words read by two traditions.

    Where other words tell the person (`told`), a given name may stand in another language, a
    family name may lack its ending, and a word may be cut to an initial.
    """
    if min(len(a), len(b)) == 1:
        x, y = heard(a, s), heard(b, t)
        return INITIAL if told and x and y and x[0] & y[0] else 0.0
    alike = row_similarity(heard(a, s), heard(b, t))
    known = _given(a, b, told)
    if known is not None:
        return max(alike, ONE_GIVEN) if known else min(alike, OTHER_GIVEN)
    if told and alike < SAME_NAME:
        for stem, whose in _stems(a):
            for other_stem, others in _stems(b):
                if frozenset((whose, others)) in _REPLACED:
                    stems = row_similarity(heard(stem, s), heard(other_stem, t))
                    alike = max(alike, stems - ENDING)
    return alike


@lru_cache(maxsize=262144)
def _given(a: str, b: str, told: bool) -> bool | None:
    """Whether two words are one given name, or families of one; None if the list does not say."""
    one, other = given_names(a), given_names(b)
    if one and other:
        shared = one & other
        if shared and not told and not eastern(shared):
            return None  # Mihail alone is not Michael
        return bool(shared)
    families, others = family_names(a), family_names(b)
    if families & others:
        return True
    if families and others and not {n for n, _ in families} & {n for n, _ in others}:
        return False
    return None


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[tuple[str, str], ...]:
    """A word as it stands and without each ending it may have, with whose ending that is.

    What a Russian ending is put to has lost its last vowel: Akchur-in of Akçura.
    """
    key = spelled(word)
    found: list[tuple[str, str]] = []
    if not any(key.endswith(e) for e, whose in _endings() if whose == RUSSIAN):
        found = [(key, ""), (key[:-1], "")] if key[-1:] in _LOST else [(key, "")]
    for ending, whose in _endings():
        if key.endswith(ending):
            stem = key[: -len(ending)]
            found.append((stem, whose.rstrip(PERHAPS)))
            if stem[-1:] in _LOST:
                found.append((stem[:-1], whose.rstrip(PERHAPS)))
    return tuple((stem, whose) for stem, whose in found if len(stem) >= _SHORTEST_STEM)
