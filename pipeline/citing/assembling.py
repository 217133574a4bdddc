"""The parts of a citation into its fields.

Marked parts say what they are. Free text is told by order: persons, then the title (quoted or
not), then what holds it, then a publisher among the marked parts.
"""

import re

from pipeline.citing import names
from pipeline.citing.anchors import Atom
from pipeline.citing.draft import Draft
from pipeline.citing.placing import place_free

_AND_ON = re.compile(r"\s?(?:vdd|vd|v\.d|ff|f|sqq|sq|et\s?seq)\.?$")
_SINGLE = {
    "volume": "volume", "issue": "issue", "edition": "edition", "url": "url", "access": "access",
    "thesis": "thesis", "date": "date", "month": "month", "short": "short", "session": "session",
}  # fmt: skip
_ROMAN = re.compile(r"[IVXLC]+")
MIN_LAST_PAGE = 40  # "25/380-383" ends in pages; double issues have small numbers


def assemble(text: str, parts: tuple[Atom, ...]) -> Draft:
    """The fields of a citation of which `parts` are all parts.

    >>> text = "Andrew Mango, Atatürk, L., 1999, s. 287"
    >>> from pipeline.citing import atoms
    >>> draft = assemble(text, atoms.read(text))
    >>> draft.fields["authors"], draft.fields["title"], draft.fields["place"], draft.pages
    ('Mango, Andrew', 'Atatürk', 'L.', ['287'])
    """
    draft = Draft(text, quoted=any(atom.kind == "quoted" for atom in parts))
    for at, atom in enumerate(parts):
        _marked(draft, at, atom, parts)
    place_free(draft, parts)
    return draft


def _marked(draft: Draft, at: int, atom: Atom, parts: tuple[Atom, ...]) -> None:
    kind, value = atom.kind, atom.value
    if kind in ("text", "quoted", "title"):
        draft.free.append((at, atom))
    elif kind == "authors":
        draft.add(kind, value)
    elif kind == "pages":
        _page(draft, value)
    elif kind in ("translators", "editors"):
        _role(draft, at, atom, parts)
    elif kind in ("place", "publisher"):
        if kind == "publisher" and not _has_title_before(draft, parts[at + 1 :]):
            draft.free.append((at, atom._replace(kind="text")))
        else:
            draft.add(kind, value)
    elif kind in ("year", "month", "date"):
        _dated(draft, kind, value)
    elif kind in ("years", "number", "pair", "yearnumber", "volumeissue"):
        _number(draft, at, atom, parts)
    elif kind in ("note", "chapter"):
        draft.add("locator_also", value)
    elif kind in _SINGLE:
        _single(draft, _SINGLE[kind], value)
    draft.marks[kind] = at


def _has_title_before(draft: Draft, rest: tuple[Atom, ...]) -> bool:
    """Whether a title stands before a phrase that sounds like a publisher, or may follow it."""
    if not draft.free:
        return False
    first = draft.free[0][1]
    only_person = len(draft.free) == 1 and first.kind == "text" and bool(names.parse(first.value))
    return not only_person or any(part.kind in ("text", "quoted") for part in rest)


def _single(draft: Draft, name: str, value: str) -> None:
    if name == "issue" and "issue" in draft.fields and not draft.pages:
        if draft.free and draft.free[-1][0] > draft.marks.get("issue", 0):
            draft.fields["issue"] = value  # the first was the number of a law
        else:
            _page(draft, value)  # a second S. is a page in the articles that print S. for both
    elif name == "short" and name in draft.fields:
        return  # "Ivi, vol. 2, cit.": the first says it
    elif name in draft.fields and name != "edition":
        draft.add(name, value, "/")
    else:
        draft.add(name, value)


def _page(draft: Draft, value: str) -> None:
    value = _AND_ON.sub("", value)
    draft.pages.append(value.strip("[] ") if value.startswith("[") else value)


def _dated(draft: Draft, kind: str, value: str) -> None:
    years = re.findall(r"(?<!\d)(?:1[0-9]{3}|20[0-4]\d)(?!\d)", value)
    if kind == "year":
        if "year" not in draft.fields:
            draft.add("year", value)
        elif re.fullmatch(r"\d{4}", value) and not draft.pages:
            _page(draft, value)
        return
    draft.add(kind, value)
    if years and "year" not in draft.fields:
        draft.add("year", years[-1])


def _role(draft: Draft, at: int, atom: Atom, parts: tuple[Atom, ...]) -> None:
    """A translator or editor; an empty role makes the persons before it editors."""
    if atom.value:
        parsed = names.parse(atom.value.rstrip(" ."))
        if parsed:
            draft.add(atom.kind, "; ".join(parsed), "; ")
            return
        head, _, rest = atom.value.partition(". ")
        parsed = names.parse(head)
        draft.add(atom.kind, "; ".join(parsed) if parsed else atom.value.rstrip(" ."), "; ")
        if parsed and rest:
            start = atom.start + len(head) + 2
            draft.free.append((at, Atom("text", rest, start, atom.end)))
    elif draft.free and (len(draft.free) > 1 or atom.kind == "editors"):
        place, before = draft.free[-1]
        if persons := names.parse(before.value):
            draft.add(atom.kind, "; ".join(persons), "; ")
            draft.free[-1] = (place, before._replace(kind="person"))


def _number(draft: Draft, at: int, atom: Atom, parts: tuple[Atom, ...]) -> None:
    """An unmarked number, told by what stands before and after it."""
    last = not any(p.kind in ("pages", "number", "pair") for p in parts[at + 1 :])
    before = parts[at - 1].kind if at else ""
    value = atom.value
    if atom.kind == "years":
        _year_range(draft, at, atom, parts)
    elif atom.kind == "yearnumber":
        draft.add("volume", value)
    elif atom.kind == "volumeissue":
        volume, issue = re.split(r"\s?[/(]\s?", value.rstrip(")"), maxsplit=1)
        draft.add("volume", volume)
        draft.add("issue", issue)
    elif before == "pages" and draft.pages:
        draft.pages[-1] += f", {value}"
    elif atom.kind == "pair":
        _pair(draft, value, last)
    elif _ROMAN.fullmatch(value) and "volume" not in draft.fields:
        draft.add("volume", value)  # pages in Roman numerals are printed small
    elif last and (draft.free or draft.fields.get("short")) and not draft.pages:
        _page(draft, value)
    elif ("volume" not in draft.fields and draft.quoted) or before == "volume":
        draft.add("volume", value)
    elif draft.free:
        _page(draft, value)


def _pair(draft: Draft, value: str, last: bool) -> None:
    """ "2/143": volume and issue of a journal, volume and page of a book at the end."""
    left, right = re.split(r"\s?[/:]\s?", value, maxsplit=1)
    imprint = draft.fields.keys() & {"year", "publisher", "place"}
    held = draft.free and draft.free[-1][1].kind != "quoted"
    pages = re.search(r"(\d+)\s?[-–]\s?(\d+)", right)
    paged = bool(pages) and int(pages[2]) >= MIN_LAST_PAGE if pages else False
    if draft.quoted and held and not imprint and not paged:
        draft.add("volume", left)
        draft.add("issue", right)
    elif draft.quoted or last or paged:
        draft.add("volume", left)
        _page(draft, right)
    else:
        draft.add("session", left)
        draft.add("volume", right)


def _year_range(draft: Draft, at: int, atom: Atom, parts: tuple[Atom, ...]) -> None:
    """Years printed after the title belong to it if another year is the year of printing."""
    before = parts[at - 1].kind if at else ""
    others = any(p.kind in ("year", "date", "month") for p in parts)
    if before in ("place", "publisher") and not others:
        draft.add("year", atom.value)
    elif others or before == "text":
        draft.free.append((at, atom._replace(kind="text")))
    else:
        _page(draft, atom.value)
