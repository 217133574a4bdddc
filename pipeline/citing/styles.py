"""The convention of an article, told from the article itself."""

import re
from collections.abc import Sequence

from pipeline.citing.reading import Reading

_IN_TEXT = re.compile(
    r"\((?:[^()]{0,40}?[A-ZÇĞİÖŞÜ][^()\d]{1,60}?),?\s(?:1[5-9]|20)\d\d[a-f]?(?:[,:;)]|\s)"
)
_CHICAGO_IMPRINT = re.compile(r"\([^()]{2,60}:\s[^()]{2,80},\s\d{4}\)")
_PAGE_WORD = re.compile(r"(?<!\w)(?:s|ss|p|pp)\.\s?\d")
_LAW = re.compile(r"(?<!\w)(?:E\.|K\.)\s?\d{4}/\d+|sayılı|(?<!\w)HD\b")
MIN_IN_TEXT = 5  # brackets with a name and a year before an article counts as author–year
_TURKISH_SHORT = ("a.g.", "a.e.", "a.y.", "aynı")


def is_author_year(body: str) -> bool:
    """Whether brackets with a name and a year are a habit of a text.

    >>> is_author_year("Bu (Karpat, 2002, 44) ve şu (Lewis, 1968: 5). " * 3)
    True
    """
    return len(_IN_TEXT.findall(body)) >= MIN_IN_TEXT


def detect(in_text: int, notes: Sequence[str], readings: Sequence[Reading]) -> str:
    """One of classic, isnad, chicago, author-year, law, notes; "" for an article without any.

    >>> detect(0, ["Mango, Atatürk, s. 5."], [Reading(short="a.g.e.")])
    'classic'
    """
    if in_text > len(readings):
        return "author-year"
    if not readings:
        return ""
    joined = "\n".join(notes)
    turkish = sum(r.short.startswith(_TURKISH_SHORT) for r in readings)
    imprints, pages = len(_CHICAGO_IMPRINT.findall(joined)), len(_PAGE_WORD.findall(joined))
    if len(_LAW.findall(joined)) * 2 > len(readings):
        return "law"
    if turkish or pages > imprints:
        return "classic"
    if imprints:
        slashed = len(re.findall(r"\s\d+/\d+\s?\(", joined))
        latin = sum(r.short in ("ibid.", "op. cit.") for r in readings)
        return "chicago" if latin or not slashed else "isnad"
    return "notes"
