"""The small words, heads and cues that putting an article together rests on."""

import re
from functools import cache
from pathlib import Path

from pipeline.languages import items, read_items, rows
from pipeline.text import casing

LANGUAGES = ("tr", "en")
HERE = Path(__file__).parent

_WORD = re.compile(r"[^\W\d_]{1,60}+")
_LONGER_WORD = re.compile(r"[^\W\d_]{2,60}+")  # initials are no function words
_TURKISH = "ıİğĞşŞ"


def language_of(text: str, default: str) -> str:
    """The language of a passage by its small words, by its letters if it has none.

    >>> language_of("The treaty was signed by the delegation in Ankara.", "tr")
    'en'
    >>> language_of("Antlaşma heyet tarafından Ankara’da imzalandı.", "en")
    'tr'
    """
    words = _LONGER_WORD.findall(text[:20_000])
    scores = {
        lang: sum(casing.lower(word, lang) in _function_words(lang) for word in words)
        for lang in LANGUAGES
    }
    turkish_letters = sum(text.count(letter) for letter in _TURKISH)
    if turkish_letters * 8 > len(words):
        scores["tr"] += 1 + len(words) // 20
    best = max(LANGUAGES, key=lambda lang: scores[lang])
    return best if scores[best] > min(scores.values()) else default


def is_function_word(word: str, lang: str) -> bool:
    """Whether `word` is one of the small words of a language.

    >>> is_function_word("THE", "en"), is_function_word("İçin", "tr")
    (True, True)
    """
    return casing.lower(word, lang) in _function_words(lang)


@cache
def _function_words(lang: str) -> frozenset[str]:
    return frozenset(items(lang, "function_words"))


@cache
def heads() -> dict[str, tuple[str, str]]:
    """Heads of parts of an article, as comparison keys: the part's kind and the head's language."""
    found: dict[str, tuple[str, str]] = {}
    for lang in LANGUAGES:
        for kind, head in rows(lang, "headings"):
            found.setdefault(head_key(head), (kind, lang))
    return found


def head_key(text: str) -> str:
    """What is compared of a head: its letters, without case, spaces or marks.

    >>> head_key("A B S T R A C T") == head_key("Abstract:") == "abstract"
    True
    """
    return "".join(char for char in casing.fold(text) if char.isalnum())


@cache
def hyphenated(lang: str) -> frozenset[str]:
    """First parts of words that a language writes with a hyphen."""
    return frozenset(items(lang, "hyphenated"))


def endings(text: str, lang: str) -> bool:
    """Whether `text` is nothing but endings of a language.

    >>> endings("lerle", "tr"), endings("köylü", "tr"), endings("ing", "en")
    (True, False, False)
    """
    return lang == "tr" and bool(_endings().fullmatch(text))


@cache
def _endings() -> re.Pattern[str]:
    known = sorted(items("tr", "endings"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(known)}){{1,4}}")


@cache
def _counted() -> frozenset[str]:
    return frozenset(casing.fold(word) for word in read_items(HERE / "counted.txt"))


# Turkish endings in comparison letters: plural, -lik, possessive, case, -ki
_ENDING = re.compile(
    r"(?:l[ae]r)?(?:l[iu]k)?(?:s?[iu])?(?:n?[dt][ae]n?|n?[iu]n|[yn]?[ae]|[yn]?[iu])?(?:ki)?"
)


def is_counted(text: str) -> bool:
    """Whether `text` begins with something that is dated, counted or numbered.

    >>> is_counted("Temmuz’da iki aylık"), is_counted("yıllarında"), is_counted("Aydemir, Tek")
    (True, True, False)
    """
    found = _WORD.match(text)
    if not found:
        return False
    word = casing.fold(found[0])
    return any(
        word[:cut] in _counted() and _ENDING.fullmatch(word[cut:])
        for cut in range(2, len(word) + 1)
    )


def ends_in_abbreviation(text: str) -> bool:
    """Whether a line stops at an abbreviation after which the sentence goes on.

    >>> ends_in_abbreviation("Bu konuda bkz."), ends_in_abbreviation("Heyet yola çıktı.")
    (True, False)
    """
    last = text.rsplit(None, 1)[-1:]
    return bool(last) and last[0].strip("(“\"") in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for lang in LANGUAGES for word in items(lang, "abbreviations"))


@cache
def _note_words() -> frozenset[str]:
    return frozenset(read_items(HERE / "note_words.txt"))


_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_PAGE = re.compile(r"(?<!\w)(?:s|ss|p|pp|S|C|No|vol|Vol|f|d|vr)[.,:]\s{0,2}\d")


def citation_likeness(text: str) -> int:
    """How many signs of a citation a line shows.

    >>> citation_likeness("Mango, Atatürk, s. 5.") > 1, citation_likeness("Heyet yola çıktı.")
    (True, 0)
    """
    words = (casing.lower(word, "tr").strip("(),;“”\"") for word in text.split()[:40])
    cues = sum(word in _note_words() for word in words)
    return cues + 2 * bool(_PAGE.search(text)) + min(len(_YEAR.findall(text)), 2)
