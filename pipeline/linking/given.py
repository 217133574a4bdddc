"""Which given name a word is in whatever language: Mehmed and Muhammad, Mihail and Michael."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import islice, product

from pipeline.languages import rows
from pipeline.linking.parts import joined
from pipeline.linking.sounds import SILENT, heard, spelled, traditions
from pipeline.text.casing import fold

EASTERN = "eastern"  # the kind of names that stand by themselves
_MARKS = re.compile(r"[\W_]+")
_HARD = {"t": "t", "p": "p", "т": "t", "п": "p"}
_MOST_WAYS = 16  # of pronouncing one word that are looked up
_BY_SOUND = ("tr", "rom", "cy", "gk")  # the spellings by which a word that the list lacks is heard

Names = frozenset[str]
NOBODY: Names = frozenset()


def _letters(word: str) -> str:
    return _MARKS.sub("", fold(joined(word)))


@lru_cache(maxsize=65536)
def _pronounced(word: str) -> frozenset[str]:
    """The ways to say a word that its likely traditions leave open, as strings of sounds."""
    ways: set[str] = set()
    for tradition in traditions(word):
        if tradition.name in _BY_SOUND:
            row = [sorted(sound) for sound in heard(word, tradition.name)]
            for said in islice(product(*row), _MOST_WAYS):
                ways.add("".join(s for s in said if s != SILENT))
    return frozenset(ways)


@cache
def _names() -> tuple[dict[str, Names], dict[str, Names], Names]:
    """The names by their letters and by their sounds, and those that stand by themselves."""
    written: dict[str, set[str]] = defaultdict(set)
    said: dict[str, set[str]] = defaultdict(set)
    table = rows("names", "transliteration_given")
    for name, _, others in table:
        for spelling in (name, *others.split()):
            written[_letters(spelling)].add(name)
            for way in _pronounced(joined(spelling)):
                said[way].add(name)
    return (
        {key: frozenset(names) for key, names in written.items()},
        {key: frozenset(names) for key, names in said.items()},
        frozenset(name for name, kind, _ in table if kind == EASTERN),
    )


@lru_cache(maxsize=65536)
def given_names(word: str) -> Names:
    """The given names that a word can be, by its letters or else by its sounds; often none.

    >>> given_names("Mohammed") == given_names("Mehmet") == given_names("Мехмед")
    True
    >>> given_names("Kiamil") & given_names("Kemal"), given_names("Karabekir")
    (frozenset(), frozenset())
    """
    written, said, _ = _names()
    found = written.get(_letters(word))
    if found:
        return found
    return NOBODY.union(*(said.get(way, NOBODY) for way in _pronounced(word)))


def eastern(names: Names) -> Names:
    """Those of the names that tell a person without another word beside them."""
    return names & _names()[2]


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    table = [(ending, meant) for ending, meant in rows("names", "russianized_families")]
    return tuple(sorted(table, key=lambda row: (-len(row[0]), row[0])))


@lru_cache(maxsize=65536)
def family_names(word: str) -> frozenset[tuple[str, str]]:
    """The eastern given names that a family name can be made of, each with the ending.

    Before an ending no sound is devoiced: Vahidov is not Vahitov.

    >>> family_names("Kerimov") == family_names("Karimova") == family_names("Керимов")
    True
    >>> family_names("Reşidov") & family_names("Rashadov"), family_names("Petrov")
    (frozenset(), frozenset())
    """
    key = spelled(word)
    for ending, meant in _endings():
        stem = key.removesuffix(ending)
        if stem != key and (names := eastern(given_names(stem))):
            hard = _HARD.get(stem[-1], "")
            return frozenset((name, hard + meant) for name in names)
    return frozenset()
