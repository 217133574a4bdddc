"""Author–year citations in running text: (Karpat, 2002: 44), Karpat (2002, s. 44)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.citing import anchors, knowledge, names
from pipeline.citing.reading import Reading

_SUFFIXED = rf"(?:{anchors.YEAR}|{anchors.NO_YEAR})[a-f]?(?:\s?/\s?{anchors.YEAR})?"
_BRACKET = re.compile(rf"\((?P<inner>[^()]{{0,240}}?(?<!\d){_SUFFIXED}(?!\d)[^()]{{0,80}})\)")
_NAME = r"[A-ZÇĞİÖŞÜÂÎÛ][\w’'\-.]{0,30}"
_NARRATIVE = re.compile(
    rf"(?P<names>(?:{_NAME}\s){{0,3}}{_NAME}(?:\s(?:ve|and|&)\s{_NAME}(?:\s{_NAME})?)?"
    r"(?:\s(?:vd\.|et al\.))?)(?:[’']\w{1,6})?(?:\s(?:göre|ise|de|da))?\s$"
)
_FARTHER = re.compile(  # "Karpat’ın da vurguladığı gibi (1998: 55)"
    rf"(?P<names>(?:{_NAME}\s){{0,2}}{_NAME})[’']\w{{1,6}}(?:\s[a-zçğıöşüâîû]{{1,20}},?){{1,5}}\s$"
)
_PART = re.compile(
    rf"""(?P<lead>(?:[^\W\d_]{{2,12}}\.?\s){{0,3}}?)
    (?P<names>[A-ZÇĞİÖŞÜÂÎÛ][^\d();]{{1,90}}?)[,\s]\s*
    (?P<year>{_SUFFIXED})
    (?P<tail>\s?[,:].{{1,60}})?""",
    re.VERBOSE,
)
MAX_BODY_WORDS = 7  # of a body that stands for an author
_PAGES = re.compile(
    rf"\s?[,:]\s?(?:(?:{knowledge.anchor_words('pages')})\.?\s?)?(?P<pages>{anchors.PAGES}(?:,\s?{anchors.RANGE})*)\.?\s*"
)
_YEARS_ONLY = re.compile(rf"(?P<year>{_SUFFIXED})(?P<tail>\s?[,:].{{1,60}})?")


class InText(NamedTuple):
    """An author–year citation and where it stands in the text."""

    start: int
    end: int
    reading: Reading
    signal: str = ""
    sure: bool = True  # if not, only an entry of the bibliography makes it a citation


def find(text: str, start: int, end: int) -> Iterator[InText]:
    """The author–year citations of a stretch of text, in order.

    >>> text = "Bu (bkz. Karpat, 2002: 44; Koç, 2014a) ve Lewis (1968, s. 12) gibi (1908-1918)."
    >>> [(text[c.start:c.end], c.reading.locator) for c in find(text, 0, len(text))]
    [('Karpat, 2002: 44', '44'), ('Koç, 2014a', ''), ('Lewis (1968, s. 12)', '12')]
    """
    for bracket in _BRACKET.finditer(text, start, end):
        inner = bracket.start("inner")
        if whole := _YEARS_ONLY.fullmatch(bracket["inner"].strip()):
            if made := _narrative(text, start, bracket, whole):
                yield made
            continue
        last = ""
        for piece in re.finditer(r"[^;]+", bracket["inner"]):
            made = _piece(piece[0], inner + piece.start(), last)
            if made:
                last = made.reading.fields["authors"]
                yield made


def _narrative(
    text: str, start: int, bracket: re.Match[str], years: re.Match[str]
) -> InText | None:
    """ "Karpat (2002, s. 44)": the name stands before the bracket."""
    before = text[max(start, bracket.start() - 80) : bracket.start()]
    found, near = _NARRATIVE.search(before), True
    if not found:
        found, near = _FARTHER.search(before), False
    pages = _pages(years["tail"])
    if not found or pages is None:
        return None
    at = max(start, bracket.start() - 80) + found.start("names")
    printed = found["names"]
    while printed and not (persons := names.parse(printed)):  # "Bu konuda Karpat": drop the head
        head, _, printed = printed.partition(" ")
        at += len(head) + 1
    if not printed:
        return None
    read = _reading(persons, years["year"], pages)
    return InText(at, bracket.end(), read, sure=bool(pages) and near)


def _piece(piece: str, at: int, last: str) -> InText | None:
    lead = len(piece) - len(piece.lstrip())
    found = _PART.fullmatch(piece.strip())
    if not found:
        return None
    pages = _pages(found["tail"])
    printed = found["names"].strip(" ,")
    persons = names.parse(printed)
    if pages is None or (len(printed.split()) > MAX_BODY_WORDS and not persons):
        return None
    start = at + lead + found.start("names")
    end = at + lead + found.end()
    return InText(
        start,
        end,
        _reading(persons or (printed,), found["year"], pages),
        found["lead"].strip(),
        bool(persons),
    )


def _pages(tail: str | None) -> str | None:
    """The pages after the year; None if something else stands there."""
    if not tail:
        return ""
    found = _PAGES.fullmatch(tail)
    return found["pages"] if found else None


def _reading(persons: tuple[str, ...], year: str, pages: str) -> Reading:
    fields = {"authors": "; ".join(persons), "year": year}
    return Reading(fields, "other", "", pages)
