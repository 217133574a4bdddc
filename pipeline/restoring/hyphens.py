"""Hyphens at the ends of lines: which split a word and which belong to it.

The document is its own dictionary: what it prints elsewhere in one piece is one word, what it
prints elsewhere with a hyphen keeps it. Then the lexicon and morphology of the passage's language
are asked, last the habit of printers. Every decision says what it rests on.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.records import LineBreak
from pipeline.restoring.lines import Line
from pipeline.restoring.vocabulary import LANGUAGES, endings, hyphenated
from pipeline.text import casing

IsWord = Callable[[str, str], bool]

# A word and what is joined to it by hyphens, as far as one line shows it.
_WORDS = re.compile(r"[^\W\d_]{1,60}+(?:-[^\W\d_]{1,60}+){0,5}")
_LEFT = re.compile(r"[^\s]{0,80}$")
_RIGHT = re.compile(r"^[^\s]{0,80}")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]{1,60}$")
_LETTERS_AFTER = re.compile(r"^[^\W\d_]{1,60}")
_OPENERS = "“\"‘«([{„'"
_HYPHENS = "-–—"
_STEM = 4
_LONG_HALF = 4
_SHORTEST_WORD = 3  # a shorter half is a syllable even if a dictionary knows it
_VOWELS = frozenset("aeıioöuüâîûAEIİOÖUÜ")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a document prints inside its lines, where no line end could cut it."""

    words: Counter[str]
    compounds: Counter[str]  # written with a hyphen
    seconds: dict[str, set[str]]  # first part -> second parts of those


def usage(lines: Sequence[Line]) -> Usage:
    """Count the words of a document that stand whole within a line."""
    words: Counter[str] = Counter()
    compounds: Counter[str] = Counter()
    seconds: dict[str, set[str]] = {}
    broken = False
    for line in lines:
        folded = casing.fold(line.text)
        found = _WORDS.findall(folded)
        if found and broken and folded.startswith(found[0]):
            found = found[1:]  # the second half of a broken word
        broken = folded.endswith("-")
        if found and broken and folded.endswith(found[-1] + "-"):
            found = found[:-1]
        for word in found:
            if "-" in word:
                compounds[word] += 1
                first, _, second = word.partition("-")
                seconds.setdefault(first, set()).add(second)
                words.update(word.split("-"))
            else:
                words[word] += 1
    return Usage(words, compounds, seconds)


def ends_broken(text: str) -> bool:
    """Whether a line stops at a hyphen that stands against a letter or figure.

    >>> ends_broken("anlaş-"), ends_broken("1918–"), ends_broken("savaş -")
    (True, True, False)
    """
    return len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalnum()


def decide(
    before: str, after: str, lang: str, seen: Usage, is_word: IsWord, raw_start: int
) -> LineBreak:
    """Settle the hyphen that ends `before`, given the line `after` that follows."""
    left_letters = _letters(_LETTERS_BEFORE, before[:-1])
    right_letters = _letters(_LETTERS_AFTER, after)
    decision, evidence = _judge(before, after, left_letters, right_letters, lang, seen, is_word)
    left = _letters(_LEFT, before[:-1]).lstrip(_OPENERS)
    right = _letters(_RIGHT, after)
    joined = left + ("" if decision == "join" else before[-1]) + right
    return LineBreak(raw_start, left, right, joined.rstrip(".,;:!?"), decision, evidence)


def _letters(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _judge(
    before: str, after: str, left: str, right: str, lang: str, seen: Usage, is_word: IsWord
) -> tuple[str, str]:
    if before[-1] != "-":
        return "keep", "dash"
    if not left or not right:
        digit = before[-2:-1].isdigit() or after[:1].isdigit()
        return "keep", "digit" if digit else "mark"
    if right[0].isupper() and not (left.isupper() and right.isupper() and len(left) > 1):
        return "keep", "capital"
    return _by_document(left, right, seen) or _by_language(left, right, lang, seen, is_word)


def _by_document(left: str, right: str, seen: Usage) -> tuple[str, str] | None:
    one, two = casing.fold(left + right), casing.fold(f"{left}-{right}")
    whole, parted = seen.words[one], seen.compounds[two]
    if whole > parted:
        return "join", "joined-elsewhere"
    if parted:
        return "keep", "hyphenated-elsewhere"
    return None


def _by_language(
    left: str, right: str, lang: str, seen: Usage, is_word: IsWord
) -> tuple[str, str]:
    low_left, low_right = casing.lower(left, lang), casing.lower(right, lang)
    joined = left + right
    if is_word(joined, lang) or is_word(low_left + low_right, lang):
        return "join", "lexicon"
    if low_left in hyphenated(lang) and _stands(right, lang, seen, is_word):
        return "keep", "prefix"
    if any(is_word(casing.lower(joined, other), other) for other in LANGUAGES if other != lang):
        return "join", "lexicon"  # a foreign title in a note
    if _has_known_stem(casing.fold(joined), len(left), seen):
        return "join", "inflected-elsewhere"
    if _has_such_compound(casing.fold(left), casing.fold(right), seen):
        return "keep", "first-part-elsewhere"
    if endings(low_right, lang):
        return "join", "ending"
    if not _stands(right, lang, seen, is_word) or not _stands(left, lang, seen, is_word):
        return "join", "fragment"
    if left[0].isupper() and not (lang == "en" and seen.words[casing.fold(left)]):
        return "join", "name"  # pairs of names have two capitals; "Turkish-speaking" is English
    if lang == "en" or _both_stand_out(left, right, seen):
        return "keep", "two-words"
    return "join", "none"


def _stands(part: str, lang: str, seen: Usage, is_word: IsWord) -> bool:
    """Whether a half is a word of its own, in this document or in the language."""
    if len(part) < _SHORTEST_WORD or not _VOWELS & set(part):
        return False
    return bool(seen.words[casing.fold(part)]) or is_word(casing.lower(part, lang), lang)


def _both_stand_out(left: str, right: str, seen: Usage) -> bool:
    """Whether both halves are long enough, or used enough, to be no syllables by chance."""
    if len(left) > _LONG_HALF and len(right) > _LONG_HALF:
        return True
    return len(left) > _SHORTEST_WORD and bool(seen.words[casing.fold(right)])


def _has_such_compound(left: str, right: str, seen: Usage) -> bool:
    """Whether the document writes `left` with a hyphen before such a word in another case."""
    if right in seen.words and left in seen.seconds:
        return True
    return any(second[:_STEM] == right[:_STEM] for second in seen.seconds.get(left, ()))


_LONGEST_ENDING = 8


def _has_known_stem(word: str, cut: int, seen: Usage) -> bool:
    """Whether the document prints the word with another ending, beyond the place of the break."""
    shortest = max(cut + 1, len(word) - _LONGEST_ENDING, 4)
    return any(seen.words[word[:end]] for end in range(shortest, len(word)))
