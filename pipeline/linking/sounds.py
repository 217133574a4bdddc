"""Whether two words sound alike, each read by one of the traditions that could have spelled it.

A word becomes a row of sounds by the rules of a tradition ("ch" is Ç in English, Ş in French, H
in German), with the alternatives that its letters leave open even so. Two rows are compared by
an edit distance in which vowels weigh little and voicing hardly anything where Turkish
neutralizes it. Weighted edits: Kondrak (2000), "A new algorithm for the alignment of phonetic
sequences"; what an edit costs stands in ``sounds_costs.tsv``.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.languages import rows
from pipeline.text.casing import lower

Sound = frozenset[str]
Row = tuple[Sound, ...]

READ, SOUND = "read", "sound"  # how traditions spell
SILENT = "_"
VOWELS = frozenset("AEIOUÖÜW")  # W is ı
HIGH = frozenset("IUÜW")
LATIN = "latin"  # the rules of sounds.tsv that hold in every Latin script
LEAST = 0.6  # below it the words have nothing to do with each other
_CONTEXT = re.compile(r"\(\?.*?\)(?=\w|$|\(|\^)|[$^]")
_CYRILLIC, _GREEK = re.compile("[\u0400-\u04ff]"), re.compile("[\u0370-\u03ff]")


@dataclass(frozen=True, slots=True)
class Tradition:
    """One way to spell names: of its own language, or by sound."""

    name: str
    how: str  # read, sound, eastern or native: sounds_traditions.tsv says what that means
    shown: re.Pattern[str] | None  # what a name must show to be spelled so
    never: re.Pattern[str] | None

    def meets(self, other: "Tradition") -> bool:
        """Whether likeness of sound says anything about spellings of these two."""
        return READ in (self.how, other.how) or self.how == other.how == SOUND

    def may_spell(self, name: str) -> bool:
        """Whether the lower-case name can be a spelling of this tradition."""
        shown = self.shown is None or self.shown.search(name) is not None
        return shown and (self.never is None or self.never.search(name) is None)


@cache
def all_traditions() -> tuple[Tradition, ...]:
    """The traditions, in the order of their file."""

    def sign(pattern: str) -> re.Pattern[str] | None:
        return None if pattern == "-" else re.compile(pattern)

    return tuple(
        Tradition(name, how, sign(shown), sign(never))
        for name, how, shown, never in rows("names", "sounds_traditions")
    )


@lru_cache(maxsize=65536)
def traditions(name: str) -> tuple[Tradition, ...]:
    """The traditions that can have spelled a name.

    >>> [t.name for t in traditions("Чичерин")], [t.name for t in traditions("Şükrü Kaya")]
    (['cy'], ['tr'])
    """
    text = spelled(name)
    return tuple(t for t in all_traditions() if t.may_spell(text))


def spelled(name: str) -> str:
    """A name in lower case and composed letters."""
    text = lower(name, "tr" if "İ" in name or "ı" in name else "en")
    return unicodedata.normalize("NFC", text)


@cache
def _rules(tradition: str) -> tuple[re.Pattern[str], tuple[Row, ...]]:
    """One pattern whose groups are the rules, the longest first, and what each sounds like."""
    own = [row[1:] for row in rows("names", "sounds") if row[0] == tradition]
    known = {letters for letters, _ in own}
    common = [
        row[1:] for row in rows("names", "sounds")
        if row[0] == LATIN and row[1] not in known and tradition not in ("cy", "gk")
    ]  # fmt: skip

    def strength(rule: tuple[str, ...]) -> tuple[int, bool, int, str]:
        bare = _CONTEXT.sub("", rule[0])
        return -len(bare), rule[0] not in known, len(bare) - len(rule[0]), rule[0]

    ordered = sorted([*own, *common], key=strength)
    pattern = re.compile("|".join(f"({letters})" for letters, _ in ordered))
    return pattern, tuple(
        tuple(frozenset(sound.split("|")) for sound in sounds.split()) for _, sounds in ordered
    )


@lru_cache(maxsize=262144)
def heard(word: str, tradition: str) -> Row:
    """The row of sounds of a word spelled by one tradition; a doubled sound counts once.

    >>> [min(sound) for sound in heard("Tschitscherin", "de")]
    ['Ç', 'I', 'Ç', 'E', 'R', 'I', 'N']
    >>> heard("Tschitscherin", "de") == heard("Chicherin", "rom") == heard("Чичерин", "cy")
    True
    """
    pattern, table = _rules(tradition)
    made: list[Sound] = []
    for found in pattern.finditer(_spelled_known(word, pattern)):
        for sound in table[(found.lastindex or 1) - 1]:
            if sound != {SILENT} and not (made and made[-1] == sound):
                made.append(sound)
    return tuple(made)


def _spelled_known(word: str, pattern: re.Pattern[str]) -> str:
    """The word in lower case; a letter that the rules do not know is read without its mark."""
    text = spelled(word)
    return "".join(c if pattern.fullmatch(c) else unicodedata.normalize("NFD", c)[0] for c in text)


def sounds(word: str) -> Row:
    """The row of sounds of a word, read by the commonest tradition of its script.

    >>> sounds("Lenin") == sounds("Ленин")
    True
    """
    if _CYRILLIC.search(word):
        return heard(word, "cy")
    if _GREEK.search(word):
        return heard(word, "gk")
    return heard(word, "tr")


@dataclass(frozen=True, slots=True)
class Costs:
    """What edits cost, from ``sounds_costs.tsv``."""

    swaps: dict[Sound, float]  # of two sounds
    voicing: frozenset[Sound]
    of: dict[str, float]  # by name


@cache
def costs() -> Costs:
    """The costs, read once."""
    table = rows("names", "sounds_costs")
    swaps: dict[Sound, float] = {}
    voicing: set[Sound] = set()
    for what, pairs, cost in table:
        for pair in (frozenset(p.split("-")) for p in pairs.split() if len(p) > 2 and "-" in p):
            swaps[pair] = float(cost)
            if what == "voiced":
                voicing.add(pair)
    return Costs(swaps, frozenset(voicing), {what: float(cost) for what, _, cost in table})


def is_vowel(sound: Sound) -> bool:
    """Whether a sound can be a vowel."""
    return not sound.isdisjoint(VOWELS)


@lru_cache(maxsize=65536)
def swap(a: Sound, b: Sound, final: bool) -> float:
    """What it costs to take one sound for another; `final`: where voiced stops are voiceless."""
    if (a & b) - {SILENT}:
        return 0.0
    known = costs()
    best = known.of["vowel"] if is_vowel(a) and is_vowel(b) else 1.0
    for x in a:
        for y in b:
            pair = frozenset((x, y))
            if final and pair in known.voicing:
                best = min(best, known.of["devoiced"])
            best = min(best, known.swaps.get(pair, best))
    return best


def _drop(row: Row, at: int) -> float:
    """What it costs to leave out a sound of a row."""
    sound, of = row[at], costs().of
    if SILENT in sound:
        return of["drop optional"]
    if "Ğ" in sound:
        return of["drop faint"]
    before_vowel = at + 1 < len(row) and is_vowel(row[at + 1])
    after_vowel = not at or is_vowel(row[at - 1])
    if "Y" in sound and not is_vowel(sound) and before_vowel and after_vowel:
        return of["drop glide"]  # Dostoevski and Dostoyevski
    if "H" in sound:
        return of["drop breath"]
    if "Y" in sound and not before_vowel:
        return of["drop diphthong"]
    if is_vowel(sound) and at and is_vowel(row[at - 1]):
        return of["drop diphthong"]
    if sound <= HIGH and 0 < at < len(row) - 1:
        return of["drop high"]  # Turkish parts clusters: Rumelihisarı, Kıral
    return of["drop vowel"] if is_vowel(sound) else 1.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What comparing a row needs, reckoned once."""

    drops: tuple[float, ...]  # cost of leaving out each sound
    final: tuple[bool, ...]  # where voiced stops are voiceless
    vowel: int  # place of the first vowel
    weight: float
    firm: tuple[Sound, ...]  # consonants that cost a unit unless the other row has their like
    like: Sound  # all sounds of the row, and those that are like them


@cache
def _like(sound: str) -> Sound:
    return frozenset((sound,)).union(*(pair for pair in costs().swaps if sound in pair))


@lru_cache(maxsize=262144)
def _weighed(row: Row) -> _Weighed:
    vowel = next((at for at, sound in enumerate(row) if is_vowel(sound)), -1)
    drops = tuple(
        _drop(row, at) * (costs().of["first"] if at == vowel else 1.0) for at in range(len(row))
    )
    return _Weighed(
        drops,
        tuple(at + 1 == len(row) or not is_vowel(row[at + 1]) for at in range(len(row))),
        vowel,
        sum(drops),
        tuple(sound for sound, drop in zip(row, drops, strict=True) if drop == 1.0),
        frozenset().union(*(_like(x) for sound in row for x in sound)),
    )


def _foreign(a: _Weighed, b: _Weighed) -> int:
    """How many consonants of one row have no like in the other: so much they differ at least."""
    return sum(sound.isdisjoint(b.like) for sound in a.firm)


@lru_cache(maxsize=524288)
def row_similarity(x: Row, y: Row) -> float:
    """Likeness of two rows of sounds, 0 to 1; rows less alike than `LEAST` get 0."""
    if not x or not y:
        return 0.0
    if x == y:
        return 1.0
    a, b = _weighed(x), _weighed(y)
    whole = min(max(a.weight, b.weight), costs().of["cap"])
    most = (1 - LEAST) * whole
    if abs(a.weight - b.weight) > most or max(_foreign(a, b), _foreign(b, a)) > most:
        return 0.0
    cost = _distance(x, y, a, b, most)
    alike = round(1 - cost / whole, 4)
    return alike if alike >= LEAST else 0.0


def _distance(x: Row, y: Row, a: _Weighed, b: _Weighed, most: float) -> float:
    """The cheapest way from one row to the other; `most` or more need not be exact."""
    first = costs().of["first"]
    row = [0.0]
    for drop in b.drops:
        row.append(row[-1] + drop)
    for i, (s, drop) in enumerate(zip(x, a.drops, strict=True)):
        above, row = row, [row[0] + drop]
        last = row[0]
        for j, t in enumerate(y):
            cost = above[j]
            if s != t:
                changed = swap(s, t, a.final[i] and b.final[j])
                cost += changed * first if i == a.vowel and j == b.vowel else changed
            if (left_out := above[j + 1] + drop) < cost:
                cost = left_out
            if (put_in := last + b.drops[j]) < cost:
                cost = put_in
            row.append(cost)
            last = cost
        if min(row) > most:
            return min(row)
    return row[-1]


@lru_cache(maxsize=262144)
def word_similarity(a: str, b: str) -> float:
    """Likeness of two words by sound, 0 to 1, in the readings that bring them nearest.

    >>> word_similarity("Çiçerin", "Чичерин"), word_similarity("Çiçerin", "Tchitcherin")
    (1.0, 1.0)
    >>> word_similarity("Paskeviç", "Pashkevich") < 0.9, word_similarity("Lenin", "Karabekir")
    (True, 0.0)
    """
    readings = {
        (heard(a, x.name), heard(b, y.name))
        for x in traditions(a)
        for y in traditions(b)
        if x.meets(y)
    }
    return max((row_similarity(x, y) for x, y in readings), default=0.0)
