"""How likely a Turkish and an English name are one, and by which evidence.

A table of exonyms first, then the same letters, then word by word through a dictionary of the
common words of names, then transliteration. What none of these reaches is left to vectors.
"""

import re
from functools import cache, lru_cache

from babel import Locale

from pipeline.languages import rows
from pipeline.linking.forms import CLASSES, key
from pipeline.linking.readings import similarity
from pipeline.linking.spelling import SAME_NAME, name_similarity
from pipeline.text.casing import fold

TABLE, SAME, WORDS, SOUND, YEARS = 0.98, 0.97, 0.93, 0.9, 0.8
LIKE = 0.9  # similarity above which two words count as one name transliterated
SPELLED = ("person", "place", "group")  # names that are written by their sound
MIN_LETTERS = 4  # shorter words are alike by chance
WORTH = 0.5  # letters less alike are no spellings of one name: of 481 true pairs none is below .53
_FILLERS = frozenset(("of", "the", "and", "ve", "ile", "in", "for", "on", "to", "a"))
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = ("lari", "leri", "si", "su", "i", "u")
_SOFTENED = {"ğ": "k", "b": "p", "c": "ç", "d": "t"}  # Hanlığı is of hanlık
_YEAR = re.compile(r"\d{4}")
_BEYOND_LATIN = "\u0370"  # Greek, and after it Cyrillic


@cache
def exonyms() -> dict[str, frozenset[str]]:
    """Turkish key to English keys: our table, and the countries of CLDR."""
    made: dict[str, set[str]] = {}
    for label, turkish, english in rows("names", "exonyms"):
        kind = CLASSES[label]
        names = {key(name.strip(), "en", kind) for name in english.split(";")}
        made.setdefault(key(turkish, "tr", kind), set()).update(names)
    here, there = Locale("tr").territories, Locale("en").territories
    for code in sorted(set(here) & set(there)):
        if code.isalpha():
            made.setdefault(key(here[code], "tr", "place"), set()).add(
                key(there[code], "en", "place")
            )
    return {name: frozenset(others) for name, others in made.items()}


@cache
def _dictionary() -> dict[str, frozenset[str]]:
    made: dict[str, set[str]] = {}
    for turkish, english in rows("names", "words"):
        made.setdefault(fold(turkish), set()).add(fold(english))
    for turkish, english, _ in rows("names", "titles"):
        made.setdefault(fold(turkish), set()).add(fold(english))
    return {name: frozenset(others) for name, others in made.items()}


@lru_cache(maxsize=262144)
def equivalence(tr: str, en: str, kind: str) -> tuple[float, str]:
    """Probability that the two names are one, and the kind of evidence; (0, "") if none speaks.

    >>> equivalence("Lozan Konferansı", "The Lausanne Conference", "event")
    (0.98, 'table')
    >>> equivalence("Türk-Rus İlişkileri", "Turkish-Russian Relations", "event")[1]
    'words'
    >>> equivalence("Çiçerin", "Chicherin", "person"), equivalence("Kemal", "Kalinin", "person")
    ((0.97, 'same-name'), (0.0, ''))
    """
    a, b = key(tr, "tr", kind), key(en, "en", kind)
    if b in exonyms().get(a, frozenset()):
        return TABLE, "table"
    if a and (a == b or fold(tr) == fold(en)):
        return SAME, "same-name"
    if numbers_clash(tr, en, kind) or (kind == "place" and compass_clash(tr, en)):
        return 0.0, ""
    share = _word_share(tr, en)
    if share == 1.0:
        return WORDS, "words"
    alike = similarity(tr, "tr", en, "en")
    if alike >= LIKE and min(len(a), len(b)) > MIN_LETTERS and not _numbers_differ(a, b):
        return round(SOUND * alike, 4), "transliteration"
    spelled = kind in SPELLED or _proper(tr, en)
    worth = spelled and (alike >= WORTH or not (_latin(tr) and _latin(en)))
    heard = name_similarity(tr, en) if worth else 0.0
    if heard >= SAME_NAME and min(len(a), len(b)) > MIN_LETTERS:
        return round(SOUND * heard, 4), "transliteration"
    if share >= 0.5 and kind == "event" and _years(tr) and _years(tr) == _years(en):
        return YEARS, "words"
    return (round(0.6 * share, 4), "words") if share >= 0.5 else (0.0, "")


def _proper(tr: str, en: str) -> bool:
    """Whether the names are one word each that no dictionary knows: newspapers Vakit and Waqt."""
    common = _dictionary().get(fold(tr)) or fold(en) in _known()
    return not common and len(_WORD.findall(tr)) == len(_WORD.findall(en)) == 1


def _latin(name: str) -> bool:
    """Whether a name is written in Latin letters alone."""
    return max(name, default=" ") < _BEYOND_LATIN


def _years(name: str) -> frozenset[str]:
    """The years in the name of a war, a treaty, a congress."""
    return frozenset(_YEAR.findall(name))


def _numbers_differ(a: str, b: str) -> bool:
    return numbers(a) != numbers(b)


def numbers_clash(tr: str, en: str, kind: str) -> bool:
    """Whether both names bear numbers, and none in common.

    >>> numbers_clash("İkinci Dünya Savaşı", "First World War", "event")
    True
    >>> numbers_clash("1898 Andican ayaklanması", "Andijan uprising of 1898", "event")
    False
    """
    left, right = numbers(key(tr, "tr", kind)), numbers(key(en, "en", kind))
    return bool(left and right) and not set(left) & set(right)


def numbers(key: str) -> list[str]:
    """The numbers in a key: years, and ordinals.

    >>> numbers(key("Altıncı Kongre", "tr", "event")), numbers(key("Fifth Congress", "en", "event"))
    (['6'], ['5'])
    """
    return [word for word in key.split() if word.isdecimal()]


def compass_clash(tr: str, en: str) -> bool:
    """Whether one of two places lies in another part of the compass than the other, or in none.

    >>> compass_clash("Kuzey Kore", "Korea"), compass_clash("Doğu Anadolu", "Eastern Anatolia")
    (True, False)
    >>> compass_clash("Güneydoğu Anadolu", "Southeast Anatolia")
    False
    >>> compass_clash("Vestfalya", "Westphalia")
    False
    """
    return _parts_of_compass(tr) != _parts_of_compass(en)


def _parts_of_compass(name: str) -> set[str]:
    words = {fold(word) for word in _WORD.findall(name)}
    return {_compass()[word] for word in words if word in _compass()}


@cache
def _compass() -> dict[str, str]:
    return {fold(word): part for word, part in rows("names", "compass")}


def heads_clash(tr: str, en: str) -> bool:
    """Whether the names' last words are known and mean different things.

    >>> heads_clash("Garanti Antlaşması", "Cyprus Negotiations")
    True
    >>> heads_clash("Londra Antlaşmaları", "London Agreements"), heads_clash("Basra", "Basra Law")
    (False, False)
    """
    turkish, english = _WORD.findall(tr), _WORD.findall(en.partition(" of ")[0])
    if not turkish or not english:
        return False
    meant = {
        other for stem in _stems(turkish[-1]) for other in _dictionary().get(fold(stem), ())
    }
    near = set().union(*(others for others in _dictionary().values() if others & meant))
    said = _singulars(fold(english[-1])) & _known()
    return bool(meant and said) and not near & said


def _singulars(word: str) -> set[str]:
    return {word, word.removesuffix("s"), word.removesuffix("ies") + "y"}


@cache
def _known() -> frozenset[str]:
    """English words that translate some word of Turkish names."""
    return frozenset(other for others in _dictionary().values() for other in others)


def _word_share(tr: str, en: str) -> float:
    """Share of content words of the two names that translate each other one to one."""
    left = [w for w in _WORD.findall(tr) if fold(w) not in _FILLERS]
    right = [w for w in _WORD.findall(en) if fold(w) not in _FILLERS]
    if not left or not right:
        return 0.0
    free = list(right)
    matched = 0
    for word in left:
        found = next((other for other in free if _translates(word, other)), None)
        if found is not None:
            free.remove(found)
            matched += 1
    return 2 * matched / (len(left) + len(right))


@lru_cache(maxsize=262144)
def _translates(tr: str, en: str) -> bool:
    english = key(en, "en", "group")
    for stem in _stems(tr):
        if fold(en) in _dictionary().get(fold(stem), frozenset()):
            return True
        known = exonyms().get(key(stem, "tr", "group"), frozenset())
        if english in known or key(en, "en", "place") in known:
            return True
        if fold(stem) == fold(en) and len(stem) >= MIN_LETTERS:
            return True
    return len(tr) > MIN_LETTERS and similarity(tr, "tr", en, "en") >= LIKE


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[str, ...]:
    """The word, and what is left without the endings that a compound adds."""
    found = [word]
    for ending in _POSSESSIVE:
        if fold(word).endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: len(word) - len(ending)]
            found.append(stem)
            if stem[-1] in _SOFTENED:
                found.append(stem[:-1] + _SOFTENED[stem[-1]])
    return tuple(found)
