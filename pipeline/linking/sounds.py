"""Whether two spellings, of whatever tradition or script, are of one name.

A word becomes a row of sounds, each with the alternatives that its letters leave open ("ch" is
Ç in English, Ş in French, H in German). Two rows are compared by an edit distance in which
vowels weigh little and voicing hardly anything where Turkish neutralizes it. Weighted edits:
Kondrak (2000), "A new algorithm for the alignment of phonetic sequences"; the weights are ours.
"""

import re
from functools import cache, lru_cache

from pipeline.languages import rows
from pipeline.text.casing import lower

Sound = frozenset[str]

_VOWELS = frozenset("AEIOUÖÜ")
_FAINT = frozenset(("Y", "H", "_"))
_VOICED = {"B": "P", "D": "T", "G": "K", "Z": "S", "V": "F", "C": "Ç", "J": "Ş"}
_KIN = frozenset(map(frozenset, (
    ("C", "J"), ("TS", "Ç"), ("V", "U"), ("V", "B"), ("Y", "I"), ("G", "H"), ("TS", "S"),
    ("Ş", "Ç"),
)))  # fmt: skip
_NEAR_VOWELS = frozenset(map(frozenset, (
    ("A", "E"), ("E", "I"), ("O", "U"), ("O", "Ö"), ("U", "Ü"), ("Ö", "Ü"), ("I", "Ü"), ("E", "Ö"),
)))  # fmt: skip
# costs of an edit; a consonant is the unit
NEAR_VOWEL, FAR_VOWEL, VOWEL, FAINT, CONSONANT = 0.15, 0.8, 0.45, 0.2, 1.0
NEUTRAL, VOICING, KINSHIP = 0.1, 0.6, 0.35
LEAST = 0.5  # below it the words have nothing to do with each other
_WORD = re.compile(r"[^\W\d_]+(?:['’ʿʾ‘`][^\W\d_]+)*")


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, Sound]]:
    table = {letters: frozenset(sounds.split()) for letters, sounds in rows("names", "sounds")}
    longest = sorted(table, key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(map(re.escape, longest))), table


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[Sound, ...]:
    """The row of sounds of a word, without what is silent; a doubled sound counts once."""
    pattern, table = _letters()
    made: list[Sound] = []
    text = lower(word, "tr" if "İ" in word or "ı" in word else "en")
    for letters in pattern.findall(text):
        sound = table[letters]
        if sound == {"_"} or (made and made[-1] == sound):
            continue
        made.append(sound)
    return tuple(made)


def _is_vowel(sound: Sound) -> bool:
    return bool(sound & _VOWELS)


@cache
def _drop(sound: Sound) -> float:
    if sound & _FAINT:
        return FAINT
    return VOWEL if _is_vowel(sound) else CONSONANT


@lru_cache(maxsize=65536)
def _swap(a: Sound, b: Sound, neutral: bool) -> float:
    if a & b:
        return 0.0
    if _is_vowel(a) and _is_vowel(b):
        near = any(frozenset((x, y)) in _NEAR_VOWELS for x in a for y in b)
        return NEAR_VOWEL if near else FAR_VOWEL
    if any(_VOICED.get(x) == y or _VOICED.get(y) == x for x in a for y in b):
        return NEUTRAL if neutral else VOICING
    if any(frozenset((x, y)) in _KIN for x in a for y in b):
        return KINSHIP
    return CONSONANT


@lru_cache(maxsize=65536)
def _weighed(word: str) -> tuple[tuple[Sound, ...], tuple[float, ...], tuple[bool, ...]]:
    """The sounds of a word, what dropping each costs, and where a stop is voiceless anyway."""
    row = sounds(word)
    neutral = tuple(at + 1 == len(row) or not _is_vowel(row[at + 1]) for at in range(len(row)))
    return row, tuple(map(_drop, row)), neutral


@lru_cache(maxsize=262144)
def word_similarity(a: str, b: str) -> float:
    """Likeness of two words by sound, 0 to 1; words less alike than `LEAST` get 0.

    >>> word_similarity("Çiçerin", "Чичерин"), word_similarity("Çiçerin", "Tchitcherin")
    (1.0, 1.0)
    >>> word_similarity("Paskeviç", "Pashkevich") < 0.9, word_similarity("Lenin", "Karabekir")
    (True, 0.0)
    """
    x, drops, neutral = _weighed(a)
    y, drops_y, neutral_y = _weighed(b)
    if not x or not y:
        return 0.0
    left, right = sum(drops), sum(drops_y)
    whole = max(left, right)
    most = (1 - LEAST) * whole
    if abs(left - right) > most:
        return 0.0
    row = [0.0]
    for drop in drops_y:
        row.append(row[-1] + drop)
    for s, drop, free in zip(x, drops, neutral, strict=True):
        above, row = row, [row[0] + drop]
        last = row[0]
        for j, t in enumerate(y):
            last = min(
                above[j + 1] + drop, last + drops_y[j],
                above[j] + _swap(s, t, free and neutral_y[j]),
            )  # fmt: skip
            row.append(last)
        if min(row) > most:
            return 0.0
    alike = round(1 - row[-1] / whole, 4)
    return alike if alike >= LEAST else 0.0
