"""Lead-ins of citations: Bkz., krş., "Bu konuda geniş bilgi için bakınız", see also."""

import re
from functools import cache
from typing import NamedTuple

from pipeline.citing import knowledge
from pipeline.text import casing

MAX_LEAD = 160  # characters before a lead-in that may belong to it
_FOLDED = re.compile(r"[^\W\d_]+")


class Lead(NamedTuple):
    """Where a lead-in begins and ends, and the relation it states."""

    start: int
    end: int
    relation: str
    at: int = 0  # where the word itself stands


@cache
def _pattern() -> re.Pattern[str]:
    forms = {word for word, _ in knowledge.table("lead_ins")}
    forms |= {casing.capitalize(word, lang) for word in forms for lang in ("tr", "en")}
    body = knowledge.alternation(forms)
    return re.compile(rf"(?<![\w.])(?P<word>{body})(?!\w)(?P<marks>\s?[.:]{{0,3}})\s*(?=\S)")


@cache
def _relations() -> dict[str, str]:
    return {knowledge.key(word): relation for word, relation in knowledge.table("lead_ins")}


def find(text: str) -> Lead | None:
    """The lead-in at the head of a citation, whole phrase included.

    >>> find("Bu konuda geniş bilgi için bakınız.: Saakyan R. G.")[:2]
    (0, 37)
    >>> find("Ayrıca bkz. Mango, s. 5")[1:3]
    (12, 'see')
    >>> find("Mango, Atatürk, s. 5") is None
    True
    """
    standing = [found for found in _pattern().finditer(text) if _stands(text, found)]
    if not standing:
        return None
    also = _relation(standing[0]["word"]) == "also"  # "Ayrıca bkz.": the second word leads in
    found = (
        standing[1]
        if also and len(standing) > 1 and standing[1].start() < MAX_LEAD
        else standing[0]
    )
    end = _with_small_words(text, found.end())
    return Lead(_phrase_start(text, found.start()), end, _relation(found["word"]), found.start())


def begins(text: str) -> bool:
    """Whether `text` begins with a lead-in or its first words.

    >>> begins("Ayrıca bkz. Mango"), begins("Mango, bkz.")
    (True, False)
    """
    found = find(text)
    if not found:
        return False
    before = text[: found.at].strip()
    if len(before) >= MAX_LEAD or re.search(r"[“\"]|\.\s|(?<!\w)(?:s|ss|p|pp)\.", before):
        return False
    last = re.search(r"[^\W\d_]+$", before)
    leads_on = bool(last) and last[0] in knowledge.word_set("lead_phrases") if last else False
    return not before or leads_on or not re.search(r"[\d,]", before)


def _stands(text: str, found: re.Match[str]) -> bool:
    """A word of prose ("see", "akt") is a lead-in only with its dot, or at the head."""
    word, before = found["word"], text[: found.start()].strip()
    if _relation(word) == "also":
        return not before
    if re.search(r"[“”\"]|\b(?:s|ss|p|pp)\.\s?\d", before[-90:]) and "(" not in before[-3:]:
        return False
    if word[:1].isupper() and before and before[-1:] not in ".;:(—–-":
        return False
    if "." in found["marks"] or ":" in found["marks"] or len(word) > 5:
        return True
    if word in ("akt", "id", "sm", "bk") and not found["marks"].strip():
        return False
    if not before or before[-1:] in ".;:(":
        return True
    first = before.split()[0]
    opens = (
        casing.lower(first, "en") in knowledge.word_set("lead_phrases") and len(before) < MAX_LEAD
    )
    return (opens and not re.search(r"\d", before)) or before.endswith("için")


def _phrase_start(text: str, at: int) -> int:
    """0, or the start of the bracket that the lead-in stands in."""
    opening = text.rfind("(", 0, at)
    return opening + 1 if opening >= 0 and ")" not in text[opening:at] else 0


def _with_small_words(text: str, end: int) -> int:
    """ "bkz. ayrıca X": small words after the lead-in are part of it."""
    small = knowledge.word_set("lead_phrases")
    while found := _FOLDED.match(text, end):
        if found[0] not in small or found.end() >= len(text):
            break
        end = found.end()
        while end < len(text) and text[end] in " :,":
            end += 1
    return end


def _relation(word: str) -> str:
    return _relations()[knowledge.key(word)]
