"""The marked parts of a citation: pages, volume, issue, year, place, edition, translator …

Each pattern reads a whole phrase. Case is meaning here (S. is an issue, s. a page), so nothing is
folded.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.citing import knowledge
from pipeline.text import casing

ROMAN = (
    r"(?:(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
    r"|(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4}))(?!\w)"
)
NUMBER = rf"(?:\d{{1,5}}[a-zA-Z]?(?!\w)|{ROMAN})"
GAP = r"(?:\s?[.:,]{0,2}\s{0,3}(?=[\d\[])|\s?[.:]{1,2}\s{0,3}|\s)"
RANGE = rf"{NUMBER}(?:\s?[-–—/]\s?{NUMBER})?"
FOLLOWING = r"(?:\s?(?:ve\s+)?(?:vdd|vd|v\.d|ff|f|sqq|sq|et\s?seq|devamı|i\s?dal)\b\.?)?"
PAGES = rf"\[?{RANGE}\]?{FOLLOWING}(?:\s?(?:,|ve|and|&|;)\s?{RANGE}{FOLLOWING})*+"
YEAR = r"(?:1[0-9]{3}|20[0-4][0-9])"
YEARS = (
    rf"{YEAR}[a-f]?(?:\s?[-–/]\s?(?:{YEAR}|\d{{2}}))?(?:\s?[(\[]{YEAR}(?:[-–/]\d{{2,4}})?[)\]])?"
)
NO_YEAR = r"t\.\s?y\.?|tarihsiz|ts\.|n\.\s?d\.?|b\.\s?g\.|o\.\s?J\."
DAY_YEAR = rf"(?:\s+(?:{YEAR}|[Rr]\.?\s?1[23]\d\d|[Hh]\.?\s?1[123]\d\d))"
ORDINAL = r"\d{1,2}(?:\.|st|nd|rd|th|-?e|-?oe)?"


class Atom(NamedTuple):
    """A part of a citation: what it is, its value, and where it stands."""

    kind: str
    value: str
    start: int
    end: int


class Pattern(NamedTuple):
    """What a phrase is if it matches, and whether that may stand at the end of a longer one."""

    kind: str
    regex: re.Pattern[str]
    peels: bool


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns in the order they are tried; named group ``v`` is the value."""
    return tuple(Pattern(kind, re.compile(source), peels) for kind, source, peels in _sources())


def _sources() -> list[tuple[str, str, bool]]:
    word, after, role = knowledge.anchor_words, knowledge.following_words, knowledge.role_words
    months = knowledge.month_words()
    found: list[tuple[str, str, bool]] = []
    found.append(
        ("volumetitle", rf"(?:{word('volume')})\s?\.?\s?(?P<v>{RANGE})\s?:\s\D.{{4,150}}", False)
    )
    found.append(
        (
            "url",
            r"(?P<v>(?:https?://|www\.|doi:\s?|DOI:?\s?|10\.\d{4,5}/)\S+)(?:\s[^\d“]{0,40})?",
            True,
        )
    )
    found.append((
        "access",
        r"(?P<v>(?:[Ee]rişim(?:\s+[Tt]arihi|\s+[Tt]\.)?|[Ee]rş\.|ET|E\.T|[Aa]ccessed(?:\s+on)?"
        r"|[Ss]on\s+[Ee]rişim|son\s+erişim\s+tarihi|[Gg]örüntülenme)\s?[.:]?\s?.{4,30})",
        False,
    ))  # fmt: skip
    found.append(
        ("pages", rf"(?:{word('pages')})(?:{GAP}(?P<v>{PAGES})|\s?[.:]{{0,2}}\s?(?P<q>\?))", True)
    )
    found.append(("pages", rf"(?P<v>{RANGE})\s?(?:\.\s?)?(?:sayfa|s\.)", False))
    found.append((
        "volumeissue",
        rf"(?:{word('volume')}){GAP}(?P<v>{NUMBER}\s?/\s?{RANGE})", True,
    ))  # fmt: skip
    found.append(("volume", rf"(?:{word('volume')}){GAP}(?P<v>{RANGE})", True))
    found.append(("extent", rf"(?P<v>\d{{1,2}}\s(?:{after('volume')}|c\.|vols?\.))", True))
    found.append(("volume", rf"(?P<v>{NUMBER})\.?\s?(?:{after('volume')})", True))
    found.append(("issue", rf"(?:{word('issue')}){GAP}(?P<v>{RANGE})", True))
    found.append(("issue", rf"(?P<v>{NUMBER})\.?\s?(?:{after('issue')})", True))
    found.append(("year", rf"[Yy](?:ıl|\.)\s?[.:]?\s?(?P<v>{YEARS})", False))
    found.append(("yearnumber", rf"(?:[Yy]ıl|[Yy]\.|Sene)\s?[.:]?\s?(?P<v>{NUMBER})", True))
    found.append(("session", rf"(?P<v>(?:{word('session')}){GAP}{RANGE})", True))
    found.append(("session", rf"(?P<v>{NUMBER}\.?\s?(?:{after('session')}))", True))
    found.append(("session", r"(?P<v>(?:Birinci|İkinci|Üçüncü|Dördüncü|Beşinci) Tertip)", True))
    found.append(("note", rf"(?P<v>(?:{word('note')}){GAP}{NUMBER})", True))
    found.append(("chapter", rf"(?P<v>(?:{word('chapter')}){GAP}(?:no\.?\s?)?{NUMBER})", True))
    found.append((
        "edition",
        rf"(?P<v>(?:[\w\s]{{1,30}}\s)?{ORDINAL}\s?(?:{after('edition')})\.?)", True,
    ))  # fmt: skip
    found.append((
        "date",
        rf"(?P<v>\d{{1,2}}(?:\s?[-–/]\s?\d{{1,2}})?\.?\s(?:{months}),?{DAY_YEAR}(?:\s?[/(]\s?.{{4,30}})?)",
        True,
    ))  # fmt: skip
    found.append(("date", rf"(?P<v>\d{{1,2}}[./]\d{{1,2}}[./](?:{YEAR}|\d\d))", True))
    found.append(("date", rf"(?P<v>(?:{months})\s\d{{1,2}}(?:st|nd|th)?,?\s{YEAR})", True))
    found.append(("month", rf"(?P<v>(?:{months})(?:\s?[-–/]\s?(?:{months}))?\s{YEARS})", True))
    found.append(("month", rf"(?P<v>{YEAR}\s?[-–/]\s?(?:{months}))", True))
    found.append(
        ("daymonth", rf"(?P<v>(?:\d{{1,2}}\s(?:{months})|(?:{months})\s\d{{1,2}}))", False)
    )
    found.append(("monthonly", rf"(?P<v>(?:{months})(?:\s?[-–/]\s?(?:{months}))?)", False))
    found.append(("years", rf"(?P<v>{YEAR}\s?[-–]\s?{YEAR}|\d{{3}}\s?[-–]\s?{YEAR})", False))
    found.append(
        (
            "year",
            rf"(?P<v>{YEARS}|{NO_YEAR}|[HhRrMm]\.\s?\d{{4}}(?:\s?/\s?[MmRr]?\.?\s?{YEAR})?)",
            False,
        )
    )
    for kind in ("translators", "editors"):
        whole = knowledge.whole_role_words(kind)
        found.append(
            (
                kind,
                rf"(?:[\w.]{{1,12}}\s)?(?:(?:{role(kind)})[.:]{{1,2}}|(?:{whole})[.:]?)\s{{0,2}}(?P<v>\S.{{2,120}})",
                False,
            )
        )
        found.append((kind, rf"(?:{role(kind)})[.:]\s?(?P<v>[A-ZÇĞİÖŞÜ].{{2,120}})", False))
        found.append((kind, rf"(?P<v>)(?:{role(kind)})\.?", False))
    found.append(
        ("pair", rf"(?P<v>(?:\d{{1,4}}|[IVXLC]{{1,8}})\s?[/:]\s?{RANGE}{FOLLOWING})", False)
    )
    found.append(("volumeissue", r"(?P<v>\d{1,4}\s?\(\d{1,4}(?:[-–/]\d{1,4})?\))", False))
    found.append(("number", rf"(?P<v>{PAGES}|\?)", False))
    return found


def read(phrase: str) -> tuple[str, str, int, int] | None:
    """What `phrase` is as a whole, if it is marked: kind, value, and where the value stands.

    >>> read("s. 235-268")[:2], read("S. 12")[:2], read("T1")[:2], read("2. bs")[:2]
    (('pages', '235-268'), ('issue', '12'), ('volume', '1'), ('edition', '2. bs'))
    >>> read("Osmanlı Tarihi") is None
    True
    """
    if place := _place(phrase):
        return place
    for kind, regex, _ in patterns():
        if found := regex.fullmatch(phrase):
            return kind, *_value(found)
    return None


def _value(found: re.Match[str]) -> tuple[str, int, int]:
    """The value of a match; a question mark may stand for a page."""
    name = "v" if found["v"] is not None else "q"
    return found[name], found.start(name), found.end(name)


def _place(phrase: str) -> tuple[str, str, int, int] | None:
    return ("place", phrase, 0, len(phrase)) if is_place(phrase) else None


@lru_cache(maxsize=1 << 16)
def is_place(phrase: str) -> bool:
    """Whether `phrase` is one or two places of publication.

    >>> is_place("M.- L."), is_place("İstanbul"), is_place("Ankara-İstanbul"), is_place("Nutuk")
    (True, True, True, False)
    """
    if phrase in knowledge.places():
        return True
    if casing.fold(phrase) in knowledge.folded_cities() and casing.lower(phrase, "tr") != phrase:
        return True
    halves = re.split(r"\s?[-–—/]\s?|\s(?:ve|and|&)\s|;\s|,\s", phrase)
    if len(halves) in (2, 3):
        return all(half in knowledge.places() or is_place(half) for half in halves)
    return False


@cache
def _suffix_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    peeling = [
        (kind, re.compile(rf"(?<=[\s.,:)\]–-]){regex.pattern}\.?\s*$"))
        for kind, regex, peels in patterns()
        if peels
    ]
    after_stop = [
        (kind, re.compile(rf"(?<=\.)\s+{regex.pattern}\.?\s*$"))
        for kind, regex, _ in patterns()
        if kind in ("year", "daymonth", "date")
    ]
    return (*peeling, *after_stop)


@cache
def _counted() -> re.Pattern[str]:
    kinds = ("volume", "issue", "session", "edition")
    forms = "|".join(knowledge.following_words(kind) for kind in kinds)
    return re.compile(rf"\s*(?:{forms}|ordu|kolordu|asır|yüzyıl|Kongre|Türk)\b")


def is_ordinal(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` makes an ordinal: "2. Baskı", "XI. Devre".

    >>> is_ordinal("Ad, 2. Baskı", 5), is_ordinal("s. 5. Bkz.", 4)
    (True, False)
    """
    number = re.search(r"(?:^|[\s(,])(?:\d{1,2}|[IVXLC]{1,6})$", text[max(0, stop - 8) : stop])
    return bool(number and _counted().match(text, stop + 1))


def read_suffix(phrase: str) -> tuple[str, str, int, int, int] | None:
    """A marked part at the end of `phrase`: kind, value, where it stands, where the part begins.

    >>> read_suffix("Polnoe sobranie soçineniy. T.54")
    ('volume', '54', 29, 31, 27)
    """
    if not any(char.isdigit() or char in "IVXLC?" for char in phrase[-24:]):
        return None
    for kind, regex in _suffix_patterns():
        if found := regex.search(phrase):
            return kind, *_value(found), found.start()
    return None
