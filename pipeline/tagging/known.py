"""What language and tables know of names better than a model that has seen few of them.

Calendar expressions have a grammar, and a table names places, peoples and events that are of one
kind wherever they stand. What the last word of a Turkish compound says is in `heads`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.languages import items, rows
from pipeline.tagging.consistency import Found
from pipeline.text.casing import fold

PLACES, AGREED = ("GPE", "LOC"), ("LAW", "EVENT")
TOGETHER = frozenset(("and", "ve", "ile"))
GRAMMAR = 0.95  # the score of what a rule found
TABLED = ("GPE", "LOC", "NORP", "ORG", "EVENT", "LAW", "FAC")
KEPT = ("DATE", "PERSON")  # a person may bear the name of a river
_YEARS = r"1\d{3}(?:[-–]\d{2,4})?"
_WAR_YEARS = re.compile(_YEARS)
_YEAR_ENDS = re.compile(r"([12]\d{3})[-–]([12]\d{3}|\d{2})")

# "(Kirby, 1962: 45-47; ayrıca bkz. Tonguç, 1947: 88)": author, year, often pages
_REFERENCE = (
    r"[^\W\d_][^;()\d]{1,80},?\s(?:1[5-9]|20)\d\d[a-z]?"
    r"(?P<pages>\s?[:,]\s?(?:s\.\s?)?\d[\d–, -]{0,20})?"
)
_MORE = _REFERENCE.replace("?P<pages>", "?:")
_REFERENCES = re.compile(
    rf"\({_REFERENCE}(?:;\s?{_MORE}){{0,8}}\)|\((?:1[5-9]|20)\d\d[a-z]?:\s?\d[\d–, -]{{0,20}}\)"
)
_FEWEST = 3  # references with pages that show an article to cite by author and year
INITIALS_AND_NAME = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{3,}(?:-[^\W\d_]{3,})?")
_ONLY_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]\.?")  # T.B.M.M., three or more
_PEOPLE_ENDING = re.compile(r"l[ae]r(?:[iı].*|d[ae].*|)$")  # folded: Bulgarlarını, Rumlardan


def without_references(text: str, found: Sequence[Found]) -> list[Found]:
    """`found` without what stands inside references by author and year.

    >>> text = "Okul açıldı (Kirby, 1962: 45). " * 3
    >>> without_references(text, [(13, 18, "PERSON", 0.9), (0, 4, "ORG", 0.9)])
    [(0, 4, 'ORG', 0.9)]
    """
    references = list(_REFERENCES.finditer(text))
    if sum(":" in r[0] or bool(r["pages"]) for r in references) < _FEWEST:
        return list(found)
    inside = bytearray(len(text))
    for reference in references:
        inside[reference.start() : reference.end()] = b"\x01" * len(reference[0])
    return [each for each in found if not inside[each[0]]]


def rejoined(text: str, found: Sequence[Found]) -> list[Found]:
    """Pieces of one name put together, and initials read: persons have a name behind them.

    >>> text = "Sovyet Rusya ile M.İ. Kalinin"
    >>> rejoined(text, [(0, 6, "NORP", 0.9), (7, 12, "GPE", 0.9), (17, 29, "ORG", 0.8)])
    [(0, 12, 'GPE', 0.9), (17, 29, 'PERSON', 0.8)]
    >>> rejoined("Kırım Tatarlarının", [(0, 5, "LOC", 0.9), (6, 18, "NORP", 0.9)])
    [(0, 18, 'NORP', 0.9)]
    >>> len(rejoined("Bolşevikleri İngiliz", [(0, 12, "NORP", 0.9), (13, 20, "NORP", 0.9)]))
    2
    >>> rejoined("Zurich and London Agreements", [(0, 6, "GPE", 0.9), (11, 28, "LAW", 0.8)])
    [(0, 28, 'LAW', 0.8)]
    """
    made: list[Found] = []
    for start, end, label, score in sorted(found):
        before = made[-1] if made else None
        kind = _one_name(text, before, (start, end, label, score)) if before else ""
        if before and kind:
            made[-1] = (before[0], end, kind, min(before[3], score))
        else:
            made.append((start, end, label, score))
    return [(a, b, _by_initials(text[a:b], label), score) for a, b, label, score in made]


def _one_name(text: str, a: Found, b: Found) -> str:
    """The kind of the name that two pieces make: a table's, or a person's with a hyphen."""
    between = text[a[1] : b[0]]
    if between == "-" and a[2] == b[2] == "PERSON" and "." in text[a[0] : a[1]]:
        return "PERSON"
    if between in (" ", "-", "–"):
        name, space, last = fold(text[a[0] : b[1]]).rpartition(" ")
        bare = _PEOPLE_ENDING.sub("", last)
        return kinds().get(f"{name}{space}{last}") or kinds().get(f"{name}{space}{bare}", "")
    one_word = " " not in text[a[0] : a[1]]
    alike = a[2] in (*PLACES, b[2]) and b[2] in AGREED
    both = alike and one_word and fold(between.strip()) in TOGETHER
    return b[2] if both and _is_plural(text[b[0] : b[1]]) else ""


def _is_plural(name: str) -> bool:
    """Whether the last word says that the name is of several: London Agreements."""
    last = fold(name.rpartition(" ")[2])
    turkish = any(last.startswith((f"{head}lar", f"{head}ler")) for head in _plural_heads("tr"))
    return " " in name and (turkish or last in _plural_heads("en"))


@cache
def _plural_heads(lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in items(lang, "plural_heads"))


def _by_initials(name: str, label: str) -> str:
    if label == "ORG" and INITIALS_AND_NAME.fullmatch(name):
        return "PERSON"
    if label == "PERSON" and _ONLY_INITIALS.fullmatch(name):
        return "ORG"
    return label


@cache
def _dates(lang: str) -> re.Pattern[str]:
    months = "|".join(re.escape(name) for name, _ in rows(lang, "months"))
    seasons = "|".join(name for name, _ in rows(lang, "seasons"))
    day = r"\d{1,2}"
    year = r"[12]\d{3}"
    forms: tuple[str, ...]
    if lang == "tr":
        forms = (
            rf"{day} ?\({day}\) (?:{months}) {year}",
            rf"{day} (?:{months}) ?\({day} (?:{months})\) {year}",
            rf"{day} (?:{months}) {year}",
            rf"{year} (?:{months}|Ocağ|Aralığ)[ıiuü](?:n[a-zçğıöşü]{{1,4}})?",
            rf"{year} (?:{seasons})[ıiuü]n[a-zçğıöşü]{{0,4}}",
        )
    else:
        forms = (
            rf"{day} ?\({day}\) (?:{months}) {year}",
            rf"{day} (?:{months}) ?\({day} (?:{months})\) {year}",
            rf"(?:{months}) {day},? {year}",
            rf"{day} (?:{months}) {year}",
            rf"(?:{seasons})(?: of)? {year}",
        )
    return re.compile(rf"(?<![\w.])(?:{'|'.join(forms)})(?!\w)")


def with_peoples(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """A people of a place as two names, if tables know both: "Eski Zağra Bulgarları".

    >>> text = "Eski Zağra Bulgarlarını"
    >>> list(with_peoples(text, [(0, 23, "NORP", 0.9)]))
    [(0, 10, 'GPE', 0.9), (11, 23, 'NORP', 0.9)]
    """
    for start, end, label, score in found:
        name, space, last = text[start:end].rpartition(" ")
        bare = _PEOPLE_ENDING.sub("", fold(last))
        of_table = {fold(text[start:end]), f"{fold(name)} {bare}"} & kinds().keys()
        people = space and label == "NORP" and not of_table  # Kırım Tatarları
        if people and kinds().get(fold(name)) in PLACES and kinds().get(bare) == "NORP":
            yield start, start + len(name), kinds()[fold(name)], score
            start += len(name) + 1
        yield start, end, label, score


def with_dates(text: str, lang: str, found: Sequence[Found]) -> list[Found]:
    """`found` with whole calendar expressions in place of their pieces.

    >>> with_dates("Ordu 12 (24) Nisan 1877’de geçti.", "tr", [(13, 23, "DATE", 0.9)])
    [(5, 23, 'DATE', 0.95)]
    """
    made = list(found)
    for match in _dates("tr" if lang == "tr" else "en").finditer(text):
        a, b = match.span()
        touched = [f for f in made if f[0] < b and a < f[1]]
        if all(f[2] == "DATE" and a <= f[0] and f[1] <= b for f in touched):
            made = [f for f in made if f not in touched]
            made.append((a, b, "DATE", GRAMMAR))
    return sorted(made)


def with_war_years(text: str, found: Sequence[Found]) -> list[Found]:
    """The years that begin or end the name of a war are part of it.

    >>> text = "1877–1878 Osmanlı-Rus Savaşı"
    >>> with_war_years(text, [(0, 9, "DATE", 0.9), (10, 28, "EVENT", 0.8)])
    [(0, 28, 'EVENT', 0.8)]
    """
    made: list[Found] = []
    for each in sorted(found):
        before = made[-1] if made else None
        if before and (joined := _joined(text, before, each)):
            made[-1] = joined
        else:
            made.append(each)
    return made


def with_year_ends(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """The two years of a span of years as two names (entity guideline, labels, DATE).

    >>> list(with_year_ends("(1867–1914)", [(1, 10, "DATE", 0.9)]))
    [(1, 5, 'DATE', 0.9), (6, 10, 'DATE', 0.9)]
    """
    for start, end, label, score in found:
        years = _YEAR_ENDS.fullmatch(text, start, end) if label == "DATE" else None
        if years:
            yield start, years.end(1), label, score
            start = years.start(2)
        yield start, end, label, score


def _joined(text: str, a: Found, b: Found) -> Found | None:
    between = text[a[1] : b[0]]
    if (a[2], b[2], between) == ("DATE", "EVENT", " ") and _WAR_YEARS.fullmatch(text[a[0] : a[1]]):
        return (a[0], b[1], "EVENT", b[3])
    if (a[2], b[2], between) == ("EVENT", "DATE", " of ") and _is_span(text[b[0] : b[1]]):
        return (a[0], b[1], "EVENT", a[3])
    return None


def _is_span(text: str) -> bool:
    """Two years: "the War of 1877–1878", but not "the Conference of 1955"."""
    return bool(_WAR_YEARS.fullmatch(text)) and not text.isdigit()


@cache
def kinds() -> dict[str, str]:
    """Folded names, Turkish and English, that the tables of names give one kind only."""
    labels: dict[str, set[str]] = defaultdict(set)
    for label, turkish, english in rows("names", "exonyms"):
        for name in (turkish, *english.split(";")):
            labels[fold(name.strip())].add(label)
    for label, name in rows("names", "kinds"):
        plural = (name + "lar", name + "ler") if label == "NORP" else ()
        for form in (name, *plural):
            labels[fold(form)].add(label)
    return {
        name: next(iter(found))
        for name, found in labels.items()
        if len(found) == 1 and found <= set(TABLED)
    }


def with_surnames(found: Sequence[Found], keys: Sequence[str]) -> Iterator[Found]:
    """A single name that a person of the article bears is that person, not a river.

    >>> found = [(0, 14, "PERSON", 0.9), (20, 28, "LOC", 0.8)]
    >>> [label for _, _, label, _ in with_surnames(found, ["adnan menderes", "menderes"])]
    ['PERSON', 'PERSON']
    """
    families = {
        key.rpartition(" ")[2]
        for (_, _, label, _), key in zip(found, keys, strict=True)
        if label == "PERSON" and " " in key
    }
    for (start, end, label, score), key in zip(found, keys, strict=True):
        place = kinds().get(key, "") not in ("", "LOC")  # Isaiah Berlin leaves Berlin a city
        if key in families and label not in KEPT and not place:
            label = "PERSON"
        yield start, end, label, score


def with_kinds(found: Sequence[Found], keys: Sequence[str]) -> Iterator[Found]:
    """Names of the table with its kind; `keys` are their folded base forms.

    A person keeps the name of a river, but not that of a city which the article also names.

    >>> list(with_kinds([(0, 4, "GPE", 0.8)], ["tuna"]))
    [(0, 4, 'LOC', 0.8)]
    >>> found = [(0, 5, "PERSON", 0.8), (9, 14, "GPE", 0.9)]
    >>> [label for _, _, label, _ in with_kinds(found, ["lozan", "lozan"])]
    ['GPE', 'GPE']
    """
    cities = {
        key
        for (_, _, label, _), key in zip(found, keys, strict=True)
        if label == "GPE" or (label not in KEPT and kinds().get(key) == "GPE")
    }
    for (start, end, label, score), key in zip(found, keys, strict=True):
        kind = kinds().get(key, label)
        city = label == "PERSON" and kind == "GPE" and key in cities
        yield start, end, kind if city or label not in KEPT else label, score
