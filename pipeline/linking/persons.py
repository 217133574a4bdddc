"""Names of persons: titles, initials, family names, and whether two names can be one person."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.languages import items, rows
from pipeline.linking.readings import readings, similarity
from pipeline.text.casing import fold

_PART = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*\.?|\d+")
_GLUED = re.compile(r"(?<=\.)(?=[^\W\d_])")
_NUMERAL = re.compile(r"[ivxlc]+")
MIN_HOUSE = 4  # letters before -oğlu that are a family name without it: not Ağaoğlu
SPELLING = 0.93  # likeness above which two long words are one name


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; every part is a reading key."""

    words: tuple[str, ...]  # full words without titles, in order
    initials: tuple[str, ...]
    titles: frozenset[str]
    numeral: str  # "ii" of II. Abdülhamid


@cache
def _titles() -> frozenset[str]:
    table = rows("names", "titles")
    return frozenset(fold(title).rstrip(".") for row in table for title in row[:2])


@cache
def _ties() -> re.Pattern[str]:
    """Arabic articles, the Persian -i and "son of": es-Sübkî, Kutbeddîn-i Şîrâzî, Hasan b. Ali."""
    article = "|".join(map(re.escape, items("names", "articles")))
    son = "|".join(map(re.escape, items("names", "sons")))
    return re.compile(
        rf"(?<!\w)(?:{article})[-’'](?=\w)|(?<=\w\w)-y?[iıuü](?!\w)|(?<=\w\w) (?:{son})(?= )",
        re.IGNORECASE,
    )


@lru_cache(maxsize=65536)
def parse(name: str, lang: str) -> PersonName:
    """The parts of a person's name.

    >>> parse("V.İ. Lenin", "tr").initials, parse("Halil Paşa", "tr").words
    (('v', 'i'), ('halil',))
    >>> parse("Hasan b. Ali et-Tûsî", "tr").words, parse("Kutbeddîn-i Şîrâzî", "tr").words
    (('hasan', 'ali', 'tusi'), ('kutbedin', 'shirazi'))
    """
    words: list[str] = []
    initials: list[str] = []
    titles: set[str] = set()
    numeral = ""
    for part in _PART.findall(_ties().sub("", _GLUED.sub(" ", name))):
        key = fold(part).rstrip(".")
        if part.endswith(".") and _NUMERAL.fullmatch(key) and not words and len(key) > 1:
            numeral = key
        elif len(key) == 1 or (part.endswith(".") and len(key) == 2):
            initials.append(key[0])
        elif _NUMERAL.fullmatch(key) and part.isupper() and words:
            numeral = key
        elif key in _titles():
            titles.add(key)
        else:
            words.append(_key(part, lang))
    if not words and titles:
        words, titles = sorted(titles), set()
    words = _family_last(words)
    return PersonName(tuple(words), tuple(initials), frozenset(titles), numeral)


@cache
def _house() -> re.Pattern[str]:
    endings = sorted({readings(ending, "tr")[0] for ending in items("names", "houses")})
    return re.compile(rf"(\w{{2,}})(?:{'|'.join(endings)})")


def _family_last(words: list[str]) -> list[str]:
    """The name of a house behind the given name, where the Surname Law put it.

    >>> _family_last(["akchuraoglu", "iusuf"]), _family_last(["halil", "menteshe"])
    (['iusuf', 'akchura'], ['halil', 'menteshe'])
    """
    if len(words) < 2 or not (house := _house().fullmatch(words[0])):
        return words
    stem = house[1] if len(house[1]) >= MIN_HOUSE else words[0]
    return [*words[1:], stem]


def _key(part: str, lang: str) -> str:
    """The reading of a name word; Âli is not Ali, which no other circumflex tells apart."""
    key = readings(part, lang)[0]
    return f"â{key[1:]}" if part[0] in "Ââ" and lang == "tr" else key


def same_words(a: str, b: str) -> bool:
    """Whether two name words are spellings of one."""
    if a == b:
        return True
    return min(len(a), len(b)) >= 5 and similarity(a, "en", b, "en") >= SPELLING


def compatible(a: PersonName, b: PersonName) -> bool:
    """Whether two names can be of one person: nothing in them contradicts.

    Full words of the shorter name must stand, in order, in the longer; initials must fit the
    words that they could abbreviate; numerals and titles of office must not differ.

    >>> can = lambda x, y: compatible(parse(x, "tr"), parse(y, "tr"))
    >>> can("Lenin", "Vladimir İlyiç Lenin"), can("V. İ. Lenin", "Vladimir İlyiç Lenin")
    (True, True)
    >>> can("Mustafa Kemal", "Yusuf Kemal"), can("Fuat Sabit", "Fuat Sabri")
    (False, False)
    >>> can("I. Grigori", "V. Grigori"), can("Enver Paşa", "Enver")
    (False, True)
    >>> can("II. Mahmud", "Mahmud Ekrem"), can("Midhat Paşa", "Ahmet Midhat Efendi")
    (False, False)
    """
    if _numerals_differ(a, b) or _numerals_differ(b, a):
        return False
    short, long = sorted((a, b), key=lambda name: (len(name.words), len(name.initials)))
    if not short.words:
        return False
    if len(short.words) < len(long.words) and (short.numeral or titles_clash(short, long)):
        return False  # a ruler's name is no part of another's, nor a Paşa's of an Efendi's
    places = []
    at = 0
    for word in short.words:
        while at < len(long.words) and not same_words(word, long.words[at]):
            at += 1
        if at == len(long.words):
            return False
        places.append(at)
        at += 1
    others = [w for i, w in enumerate(long.words) if i not in places]
    return _initials_fit(short.initials, others, long.initials) and _initials_fit(
        long.initials, [], short.initials
    )


@cache
def _apart() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(map(fold, row)) for row in rows("names", "titles_apart"))


def titles_clash(a: PersonName, b: PersonName) -> bool:
    """Whether the two bear titles that one person does not bear both."""
    return any(frozenset((x, y)) in _apart() for x in a.titles for y in b.titles)


def _numerals_differ(a: PersonName, b: PersonName) -> bool:
    """II. Mahmud is not III. Mahmud, nor I. Mahmud, whose numeral looks like an initial."""
    if a.numeral and b.numeral:
        return a.numeral != b.numeral
    return bool(a.numeral and b.initials and _NUMERAL.fullmatch(b.initials[0]))


def _initials_fit(initials: tuple[str, ...], words: list[str], other: tuple[str, ...]) -> bool:
    """Initials abbreviate the other name's free words, or agree with its initials."""
    if not initials:
        return True
    if words:
        pool = [word[0] for word in words] + list(other)
        return all(initial in pool for initial in initials)
    return not other or all(x == y for x, y in zip(initials, other, strict=False))
