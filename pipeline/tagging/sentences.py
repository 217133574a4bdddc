"""Sentences of scholarly prose, by rule.

A sentence ends at ``.``, ``!``, ``?`` or ``…``, with the quotes and brackets that close there, if
white space and something that can begin a sentence follow; not after initials, ordinals and
abbreviations, and not inside a short bracket. The words that decide are in the language files.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.languages import items

# the stops, what closes with them, and the white space after
_END = re.compile(r"[.!?…]++[”’\"»)\]]*+(?=\s)")
_OPENING = '“‘"«([—–-'
_LAST_WORD = re.compile(r"[^\s(\[“\"«]{1,40}$")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}[.\-]){1,8}$")
_NUMBER = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7})\.$")
_FOND = re.compile(r"[.,]\s(?:[^\W\d_]{1,5}\.)+$")  # of a shelfmark: BOA, HR. SYS. 1855/12
_YEAR_OR_CENTURY = 3  # a number of more digits is a year, and a year can end a sentence
_SHORT_BRACKET = 240  # characters; a longer one holds sentences of its own


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(items(lang, name))


def split_sentences(text: str, lang: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph, without the white space around them.

    >>> text = "A. M. Şamsutdinov, 5. kongrede konuştu. T.B.M.M. açıldı."
    >>> [text[a:b] for a, b in split_sentences(text, "tr")]
    ['A. M. Şamsutdinov, 5. kongrede konuştu.', 'T.B.M.M. açıldı.']
    """
    closing = _bracket_ends(text)
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() <= start or closing[match.end() - 1]:
            continue
        if _ends(text, start, match, lang):
            found.append((start, match.end()))
            start = match.end()
    found.append((start, len(text)))
    return [span for span in (_trim(text, *span) for span in found) if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _bracket_ends(text: str) -> bytearray:
    """1 for every character inside a short bracket, whose closing bracket excluded."""
    inside = bytearray(len(text) + 1)
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in "([":
            opened.append(at)
        elif char in ")]" and opened:
            start = opened.pop()
            if at - start <= _SHORT_BRACKET:
                inside[start:at] = b"\x01" * (at - start)
    return inside


def _ends(text: str, start: int, match: re.Match[str], lang: str) -> bool:
    """Whether a sentence ends with the stops of `match`."""
    following = _next_word(text, match.end())
    if not following:
        return True
    first = following.lstrip(_OPENING)[:1]
    if not (first.isupper() or first.isdigit() or following[0] in '“"«‘'):
        return False
    if following[0] in '“"«‘' and first.islower():
        return False
    stops = match[0]
    if not stops.startswith(".") or stops[:2] in ("..", ".!", ".?") or len(stops) > 1:
        return stops[0] != "…" or first.isupper()
    return _full_stop_ends(text, start, match.start(), following, lang)


def _full_stop_ends(text: str, start: int, at: int, following: str, lang: str) -> bool:
    """Whether a bare full stop at `at` ends a sentence, judged by the words around it."""
    found = _LAST_WORD.search(text, max(start, at - 40), at + 1)
    word = found[0] if found else "."
    begins = re.match(r"[^\W\d_]*", following.lstrip(_OPENING))
    starter = begins is not None and begins[0] in _words(lang, "sentence_starters")
    if word in _words(lang, "abbreviations_final"):
        return starter
    if word in _words(lang, "abbreviations"):
        return False
    if _NUMBER.fullmatch(word):
        return starter
    fond = _FOND.search(text, max(start, at - 40), at + 1)
    if fond and fond[0].isupper() and following[0].isdigit():
        return False
    if _INITIALS.fullmatch(word):
        return starter and word.count(".") > 1
    return True


def _next_word(text: str, at: int) -> str:
    while at < len(text) and text[at].isspace():
        at += 1
    return text[at : at + 40].split(None, 1)[0] if at < len(text) else ""


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs of ``text[start:end]``; a blank line parts them.

    >>> list(paragraphs("Bir.\\n\\nİki.", 0, 10))
    [(0, 4), (6, 10)]
    """
    at = start
    while at < end:
        stop = text.find("\n\n", at, end)
        stop = end if stop < 0 else stop
        if stop > at:
            yield at, stop
        at = stop + 2
