"""References to an earlier note of the article: "dn. 5", "yukarıda dipnot 5", "supra note 5"."""

import re
from typing import NamedTuple

from pipeline.citing import knowledge
from pipeline.text import casing

_WORDS = "|".join(sorted(map(re.escape, knowledge.words("note_words")), key=len, reverse=True))
_AHEAD = frozenset(map(casing.fold, knowledge.words("note_ahead")))
_BACK = "|".join(map(re.escape, knowledge.words("note_back")))
_REFERENCE = re.compile(
    rf"[,(\s]*(?:(?P<way>[^\W\d_]+)\s(?=(?:{_WORDS})\b|\d))?"
    rf"(?:(?P<word>{_WORDS})\.?\s?(?:no\.?:?\s?)?(?P<n>\d{{1,3}})"
    rf"|(?P<m>\d{{1,3}})(?:\.|\s?no[.’'’]?lu|\snumaralı)?\s(?:dipnot[^\W\d_]*|not(?:ta|u)?(?!\w)))\)?"
)


class NoteReference(NamedTuple):
    """The number of a note that a citation points back to, and where it says so."""

    note: int
    start: int
    end: int


def find(text: str) -> NoteReference | None:
    """A reference to an earlier note, alone or behind a name; None behind a page or a title.

    "s. 15, dn. 7" is a note of the book that is cited.

    >>> find("yukarıda dn. 2").note, find("Koç, (dn. 12), s. 9")[1:], find("5. dipnot").note
    (2, (3, 13), 5)
    >>> find("Koç, Hukuk, s. 15, dn. 7"), find("aşağıda dn. 12"), find("İngiltere 3 nota verdi")
    (None, None, None)
    """
    for match in _REFERENCE.finditer(text):
        way = casing.fold(match["way"] or "")
        head = text[: match.start()]
        if way in _AHEAD or re.search(r"[\d“”\"]", head) or head.count(",") > 0:
            return None
        start = match.start()
        if match["way"] and not re.fullmatch(_BACK, match["way"]):
            start = match.end("way")  # the last word of a name without a comma
        if start and not re.match(r"[,(\s]", text[start:]):
            continue
        return NoteReference(int(match["n"] or match["m"]), start, match.end())
    return None
