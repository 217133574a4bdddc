"""Citation forms of Turkish names: case, possession by the second person and -ki taken off.

A name's last word carries the endings. Plural and the possessive of a compound stay, since they
belong to the name (Türkler, Lozan Konferansı). akana says how a word may be built;
where it knows several ways, or only guesses, the article's other forms decide:
a form that the article prints by itself is a citation form.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache

from pipeline.languages import items, rows
from pipeline.tagging.akana_engine import KNOWN, analyses
from pipeline.text.casing import lower

CASES = frozenset(("Acc", "Dat", "Loc", "Abl", "Gen", "Ins", "Equ"))
POSSESSIVES = frozenset(("P3sg", "P3pl"))
PLURALS = ("lar", "ler")
KI = "ki"
APOSTROPHES = "’'ʼ‘´`"
VOWELS = "aeıioöuüâîû"
BUFFERS = "yn"  # stand between two vowels only
MIN_STEM = 3  # "Van" is a name; "Va" + "n" is not


def base_form(surface: str, lang: str, attested: Collection[str] = ()) -> str:
    """The citation form of a mention; `attested` are other forms that the article prints.

    >>> base_form("Ankara Hükümetinin", "tr"), base_form("Erzurum Kongresindeki", "tr")
    ('Ankara Hükümeti', 'Erzurum Kongresi')
    >>> base_form("Türklerden", "tr"), base_form("24 Ağustosta", "tr"), base_form("Karahan", "tr")
    ('Türkler', '24 Ağustos', 'Karahan')
    >>> base_form("Aralova", "tr"), base_form("Aralova", "tr", {"Aralov"})
    ('Aralova', 'Aralov')
    """
    if lang != "tr":
        return surface.removeprefix("The ")
    head, space, word = surface.rpartition(" ")
    if not word[:1].isalpha():
        return surface
    if (month := _month(word)) and (not head or head[-1].isdigit()):
        return head + space + word[:month]
    shown = {form.rpartition(" ")[2] for form in attested if form.rpartition(" ")[0] == head}
    candidates = list(stems(word, compound=bool(space)))
    for stem, _ in candidates:
        if stem in shown and stem != word:
            return head + space + stem
    if word in shown and not any(known for _, known in candidates):
        return surface
    best = next((stem for stem, known in candidates if known), word)
    return head + space + best


@lru_cache(maxsize=65536)
def _month(word: str) -> int:
    """The length of the month that `word` is a case of, or 0; Mayıs is no case of May."""
    low = lower(word, "tr")
    for name, _ in rows("tr", "months"):
        rest = low.removeprefix(lower(name, "tr"))
        if rest != low and (not rest or rest in items("tr", "case_suffixes")):
            return len(name)
    return 0


@lru_cache(maxsize=65536)
def _stems(word: str, compound: bool) -> tuple[tuple[str, bool], ...]:
    return tuple(dict.fromkeys(_possible(word, compound)))


def stems(word: str, *, compound: bool) -> tuple[tuple[str, bool], ...]:
    """Forms without case that `word` may be an inflection of, likeliest first.

    The second value says whether akana's lexicon vouches for the form, or its ending is a plural
    with a case, which no foreign name ends in by chance.
    """
    return _stems(word, compound)


def _possible(word: str, compound: bool) -> Iterator[tuple[str, bool]]:
    found = sorted(analyses(word), key=lambda each: _preference(each["morphemes"], compound))
    for each in found:
        morphemes = [m for m in each["morphemes"] if m not in CASES and m != "Nom"]
        inflected = len(morphemes) < len([m for m in each["morphemes"] if m != "Nom"])
        if each["primary_pos"] not in ("Noun", "Adj") or any("Cop" in m for m in morphemes):
            continue
        known = each["score"] >= KNOWN
        if not inflected:
            if known:
                yield word, True
            continue
        case = next((m for m in each["morphemes"] if m in CASES), "")
        stem = _built(word, lower(each["lemma"], "tr"), morphemes, case)
        if stem:
            yield stem, known or "A3pl" in morphemes
    if word.endswith(KI):
        yield from _possible(word.removesuffix(KI), compound)
    low = lower(word, "tr")
    for suffix in items("tr", "case_suffixes"):
        stem = low.removesuffix(suffix)
        if stem != low and len(stem) >= MIN_STEM and _fits(stem, suffix):
            yield word[: len(stem)], False


def _fits(stem: str, suffix: str) -> bool:
    """Whether a suffix can follow a stem: vowels do not meet, buffers part them.

    >>> _fits("rus", "ya"), _fits("anadolu", "ya"), _fits("aralov", "a"), _fits("rus", "dan")
    (False, True, True, True)
    """
    after_vowel = stem[-1] in VOWELS
    if suffix[0] in VOWELS:
        return not after_vowel
    return after_vowel if suffix[0] in BUFFERS else True


def _preference(morphemes: list[str], compound: bool) -> tuple[int, int]:
    """In a compound the possessive of the third person is expected, elsewhere none."""
    possessed = any(m in POSSESSIVES for m in morphemes)
    second = any(m in ("P2sg", "P1sg", "P2pl", "P1pl") for m in morphemes)
    return (int(second), int(possessed != compound))


def _built(word: str, lemma: str, morphemes: list[str], case: str) -> str:
    """The word without its case, in the letters that the text prints.

    akana's own generator would do, and takes a seventh of a second a word; the endings of a noun
    are few enough to take off by table.
    """
    low = lower(word, "tr")
    if any(m in POSSESSIVES for m in morphemes):
        for name, ending in rows("tr", "possessed_cases"):
            if name == case and low.endswith(ending):
                return word[: len(word) - len(ending)]
        return ""
    if "A3pl" in morphemes:
        at = max(low.rfind(plural) for plural in PLURALS)
        return word[: at + len(PLURALS[0])] if at >= MIN_STEM - 1 else ""
    if len(morphemes) > 1 + ("A3sg" in morphemes):
        return ""
    shared = 0
    while shared < min(len(lemma), len(low)) and lemma[shared] == low[shared]:
        shared += 1
    if shared < min(MIN_STEM, len(lemma)) or len(lemma) - shared > 1:
        return ""
    if shared == len(lemma) < len(low) and not _fits(lemma, low[shared:].lstrip(APOSTROPHES)):
        return ""
    return word[:shared] + lemma[shared:]
