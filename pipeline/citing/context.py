"""Parts of a citation that only their neighbours tell: the year of printing, a place unknown."""

import re
from collections.abc import Sequence

from pipeline.citing import anchors, knowledge, names
from pipeline.citing.anchors import Atom

_YEAR_END = re.compile(
    rf"(?P<left>.*?[^\s,–-])(?P<gap>[\s,–/-]+)(?P<year>{anchors.YEARS}|{anchors.NO_YEAR})\Z"
)
_STOP_PLACE = re.compile(
    r"(?P<title>.*\S)\.\s+(?P<place>[A-ZÇĞİÖŞÜ][\w’-]*\.?(?:[\s–-]{1,2}[A-ZÇĞİÖŞÜ][\w-]*\.?)?)\Z"
)
_DATED = ("year", "date", "month")
MAX_PLACE_WORDS = 3


def settle(text: str, parts: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """Parts with what their neighbours tell.

    >>> text = "Belyayev N. İ. Voyna. Kişinev, 1956"
    >>> parts = (Atom("text", "Voyna. Kişinev", 15, 29), Atom("year", "1956", 31, 35))
    >>> [(p.kind, p.value) for p in settle(text, parts)]
    [('text', 'Voyna'), ('place', 'Kişinev'), ('year', '1956')]
    """
    settled = _titles_with_colon(
        text, _place_as_title(_month_as_name(_ranges(_pages_after_date(list(parts)))))
    )
    settled = _place_before_year(settled)
    return tuple(_year_in_text(settled))


def _titles_with_colon(text: str, parts: list[Atom]) -> list[Atom]:
    """ "Damascus: Ottoman Modernity" is a title, not a place and its publisher."""
    made: list[Atom] = []
    for atom in parts:
        before = made[-1] if made else None
        if (
            atom.kind == "publisher" and before and before.kind == "place"
            and text[before.end : atom.start].strip() == ":" and not _titled(made[:-1])
        ):  # fmt: skip
            made[-1] = Atom("text", text[before.start : atom.end], before.start, atom.end)
        else:
            made.append(atom)
    return made


def _pages_after_date(parts: list[Atom]) -> list[Atom]:
    """After a date or a short form four digits are a page: "(28 Şubat 1959), 1345"."""
    dated = short = False
    made = []
    for atom in parts:
        if (
            dated
            and atom.kind in ("year", "years")
            and re.fullmatch(r"\d{4}(?:\s?[-–]\s?\d{2,4})?", atom.value)
        ):
            atom = atom._replace(kind="number")
        dated = (dated and not short) or atom.kind in ("date", "month", "short")
        short = atom.kind == "short"
        made.append(atom)
    return made


def _ranges(parts: list[Atom]) -> list[Atom]:
    """ "Cyprus, 1955-59 (London, 1997)": a range before another year belongs to the title."""
    return [
        atom._replace(kind="years")
        if atom.kind == "year" and re.search(r"\d\s?[-–]\s?\d", atom.value)
        and any(p.kind == "year" for p in parts[at + 1 :]) else atom
        for at, atom in enumerate(parts)
    ]  # fmt: skip


def _month_as_name(parts: list[Atom]) -> list[Atom]:
    """ "Ocak, “Mevleviler”, 19": a month at the head is a family name."""
    if len(parts) > 1 and parts[0].kind == "monthonly":
        return [parts[0]._replace(kind="text"), *parts[1:]]
    return parts


def _place_as_title(parts: list[Atom]) -> list[Atom]:
    """ "Erim, Kıbrıs, 112": a place without a year beside it, after a person alone, is a title."""
    free = [p for p in parts if p.kind in ("text", "quoted", "short")]
    if len(free) != 1 or free[0].kind != "text" or not names.parse(free[0].value):
        return parts
    imprint = any(p.kind in ("year", "publisher") for p in parts)
    return [
        p._replace(kind="text") if p.kind == "place" and not imprint and "." not in p.value else p
        for p in parts
    ]


def _titled(parts: Sequence[Atom]) -> bool:
    """Whether a title stands among `parts`: something quoted, or text that is no person."""
    free = [p for p in parts if p.kind in ("text", "title", "quoted")]
    return (
        any(p.kind in ("title", "quoted") or not names.parse(p.value) for p in free)
        or len(free) > 1
    )


def _place_before_year(parts: list[Atom]) -> list[Atom]:
    """ "Title. Place, 1956": after a stop and before the year stands the place."""
    made: list[Atom] = []
    for at, atom in enumerate(parts):
        following = parts[at + 1].kind if at + 1 < len(parts) else ""
        if atom.kind == "text" and following == "year" and (cut := _stop_place(atom.value)):
            title, place = cut
            made.append(Atom("text", title, atom.start, atom.start + len(title)))
            made.append(Atom("place", place, atom.end - len(place), atom.end))
        else:
            made.append(atom)
    return made


def _stop_place(value: str) -> tuple[str, str] | None:
    found = _STOP_PLACE.match(value)
    if not found or names.surely_person(value):
        return None
    place = found["place"]
    if len(place.rstrip(".")) < 3 and not anchors.is_place(place if "." in place else f"{place}."):
        return None
    title = found["title"]
    if re.search(r"\b(?:gg|v|g|vv)$", title):  # the stop after "1828–1834 gg" belongs to it
        title += "."
    return title, place


def _year_in_text(parts: list[Atom]) -> list[Atom]:
    """Without another year, one at the end of the last text is the year of printing."""
    if any(p.kind in _DATED for p in parts):
        return parts
    ends = [at for at, p in enumerate(parts) if p.kind == "text" and _YEAR_END.match(p.value)]
    before = (
        sum(p.kind in ("text", "quoted", "publisher") for p in parts[: ends[-1]]) if ends else 0
    )
    if not ends or (before < 2 and not _marked_before(parts, ends[-1])):
        return parts
    at = ends[-1]
    return [*parts[:at], *_with_year(parts[at]), *parts[at + 1 :]]


def _marked_before(parts: Sequence[Atom], at: int) -> bool:
    return any(
        p.kind in ("volume", "issue", "edition", "publisher", "translators", "editors")
        for p in parts[:at]
    )


def _with_year(atom: Atom) -> list[Atom]:
    found = _YEAR_END.match(atom.value)
    assert found is not None
    left = found["left"].rstrip(" ,.:")
    year_at = atom.start + found.start("year")
    year = Atom("year", found["year"], year_at, year_at + len(found["year"]))
    words = left.split()
    for take in range(min(MAX_PLACE_WORDS, len(words) - 1), 0, -1):
        place = " ".join(words[-take:])
        if anchors.is_place(place):
            rest = left[: len(left) - len(place)].rstrip(" ,–-/")
            at = atom.start + len(left) - len(place)
            publisher = Atom("publisher", rest, atom.start, atom.start + len(rest))
            return [publisher, Atom("place", place, at, atom.start + len(left)), year]
    kind = "place" if len(words) <= MAX_PLACE_WORDS and not _body(words) else "publisher"
    return [Atom(kind, left, atom.start, atom.start + len(left)), year]


def _body(words: Sequence[str]) -> bool:
    return bool(words) and words[-1] in knowledge.word_set("publisher_ends")
