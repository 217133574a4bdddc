"""The parts of a citation into its fields.

Marked parts say what they are. Free text is told by order: persons, then the title (quoted or
not), then what holds it, then a publisher among the marked parts.
"""

import re
from dataclasses import dataclass, field

from pipeline.citing import atoms as atom_reading
from pipeline.citing import kinds, knowledge, names
from pipeline.citing.anchors import Atom
from pipeline.text import casing

Fields = dict[str, str]
_IN = re.compile(r"^(?:[İi]çinde|[Ii]n|İn|Kitap içinde|ds\.|dans|V kn\.|v kn\.|kn\.)\s?:?\s+(?=\S)")
_IN_AFTER = re.compile(r"\s+(?:adlı\s+(?:eser|kitap)\s+)?içinde$")
_FROM = re.compile(
    r"[’']?(?:d[ae]n|t[ae]n)?\s+(?:iktibas|naklen|nakleden|aktaran|alıntı|alıntılayan)\b(?:en|la)?\.?\s*$"
)
_TRAILING_VOLUME = re.compile(
    r"[\s,]+(?P<volume>\d{1,4}|[IVXLC]{1,8})(?:\s?[/(:.]\s?(?P<issue>\d{1,4}(?:\s?[-–/]\s?\d{1,4})?)\)?)?$"
)
_FAMILY_INITIALS = re.compile(
    r"[A-ZÇĞİÖŞÜ][\w’'-]+\s+(?:[A-ZÇĞİÖŞÜ][a-z]?\.\s?-?){1,3}(?=[A-ZÇĞİÖŞÜ][\w’'-]{2,})"
)
_ALIAS = re.compile(r"\s\([A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜ. ]{1,12}\)$")  # "… Zabıt Ceridesi (TBMM ZC)"
_AND_ON = re.compile(r"\s?(?:vdd|vd|v\.d|ff|f|sqq|sq|et\s?seq)\.?$")
_SINGLE = {
    "volume": "volume", "issue": "issue", "edition": "edition", "url": "url", "access": "access",
    "thesis": "thesis", "date": "date", "month": "month", "short": "short", "session": "session",
}  # fmt: skip
MIN_LAST_PAGE = 40  # "25/380-383" ends in pages; double issues have small numbers
MAX_PUBLISHER_WORDS = 5  # a longer phrase before a place is rather the rest of a title


@dataclass(slots=True)
class Draft:
    """Fields being gathered from parts, and the free text still to be placed."""

    text: str
    fields: Fields = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    free: list[tuple[int, Atom]] = field(default_factory=list)  # place among all parts, and part
    quoted: bool = False
    marks: dict[str, int] = field(default_factory=dict)  # place of the last part of a kind

    def add(self, name: str, value: str, joint: str = ", ") -> None:
        """Set a field, or append to it."""
        if value:
            old = self.fields.get(name)
            self.fields[name] = f"{old}{joint}{value}" if old else value


def assemble(text: str, parts: tuple[Atom, ...]) -> Draft:
    """The fields of a citation of which `parts` are all parts.

    >>> text = "Andrew Mango, Atatürk, L., 1999, s. 287"
    >>> draft = assemble(text, atom_reading.read(text))
    >>> draft.fields["authors"], draft.fields["title"], draft.fields["place"], draft.pages
    ('Mango, Andrew', 'Atatürk', 'L.', ['287'])
    """
    draft = Draft(text, quoted=any(atom.kind == "quoted" for atom in parts))
    for at, atom in enumerate(parts):
        _marked(draft, at, atom, parts)
    _place_free(draft, parts)
    return draft


def _marked(draft: Draft, at: int, atom: Atom, parts: tuple[Atom, ...]) -> None:
    kind, value = atom.kind, atom.value
    if kind in ("text", "quoted", "title"):
        draft.free.append((at, atom))
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
    elif draft.free and (persons := names.parse(draft.free[-1][1].value)):
        if len(draft.free) > 1 or atom.kind == "editors":
            draft.add(atom.kind, "; ".join(persons), "; ")
            draft.free[-1] = (draft.free[-1][0], draft.free[-1][1]._replace(kind="person"))


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


def _place_free(draft: Draft, parts: tuple[Atom, ...]) -> None:
    """Persons, title, container and publisher among the free text."""
    free = [(at, atom) for at, atom in draft.free]
    free = _authors(draft, _name_and_title(draft, free))
    free = [(at, atom) for at, atom in free if atom.kind != "person"]
    if not free:
        return
    if any(atom.kind == "quoted" for _, atom in free):
        _quoted_title(draft, free, parts)
    else:
        _plain_title(draft, free, parts)


def _authors(draft: Draft, free: list[tuple[int, Atom]]) -> list[tuple[int, Atom]]:
    """Take the persons at the head off; what remains begins with the title."""
    taken: list[str] = []
    if free and free[0][1].kind == "person":
        return free
    inverted = _inverted(free)
    if inverted:
        taken, free = [inverted], free[2:]
    while free and free[0][1].kind == "text" and free[0][0] < _first_marked(draft):
        value, quoted_from = _without_from(free[0][1].value)
        persons = names.parse(value)
        rest = free[1:]
        if not persons or not _has_work(draft, rest):
            break
        if taken and not (names.surely_person(value) and any(a.kind != "person" for _, a in rest)):
            break
        if not taken and len(persons) == 1 and not _plausible_author(value, rest, draft):
            break
        taken += persons
        free = rest
        if quoted_from:
            draft.fields["quoted_in"] = "yes"
    if taken:
        draft.fields["authors"] = "; ".join(taken)
    return free


def _name_and_title(draft: Draft, free: list[tuple[int, Atom]]) -> list[tuple[int, Atom]]:
    """ "Milyutin D.A. Dnevnik": a name and a title without a comma, if nothing else is a title."""
    if (
        len(free) != 1
        or "short" in draft.fields
        or not draft.fields.keys() & {"place", "year", "volume"}
    ):
        return free
    at, atom = free[0]
    found = _FAMILY_INITIALS.match(atom.value)
    if atom.kind != "text" or not found or len(names.parse(atom.value)) > 1:
        return free
    cut = len(found[0].rstrip())
    title = atom.value[found.end() :]
    return [
        (at, Atom("text", atom.value[:cut], atom.start, atom.start + cut)),
        (at, Atom("text", title, atom.start + found.end(), atom.end)),
    ]


def _first_marked(draft: Draft) -> int:
    """Authors stand before every mark but a year in brackets after the name."""
    return 99


def _inverted(free: list[tuple[int, Atom]]) -> str:
    """ "İNALCIK, Halil, Devlet": a family name alone, then given names, then more text."""
    if (
        len(free) < 3
        or any(atom.kind != "text" for _, atom in free[:2])
        or free[1][0] != free[0][0] + 1
    ):
        return ""
    family, given = free[0][1].value, free[1][1].value
    if len(family.split()) > 2 or names.surely_person(family) or not names.parse(family) or len(given.split()) > 3:
        return ""
    known = knowledge.word_set("given_names")
    words = [casing.title(word, "tr") for word in given.split()]
    if family.isupper() and not given.isupper() and names.parse(given):
        return f"{family}, {given}"
    is_given = all(word in known or re.fullmatch(r"(?:\w\.)+", word) for word in words)
    return f"{family}, {given}" if is_given and names.parse(f"{given} {family}") else ""


def _without_from(value: str) -> tuple[str, bool]:
    """A name without "’dan iktibas" after it, and whether it had that."""
    cut = _FROM.sub("", value)
    return (cut, True) if cut != value else (value, False)


def _has_work(draft: Draft, rest: list[tuple[int, Atom]]) -> bool:
    """Whether something is left to be the work: a title, a short form, or a page alone."""
    return (
        bool(rest)
        or "short" in draft.fields
        or (bool(draft.pages) and "year" not in draft.fields)
        or "bare" in draft.fields
    )


def _plausible_author(value: str, rest: list[tuple[int, Atom]], draft: Draft) -> bool:
    """Whether the first phrase is a person rather than a title in capitals."""
    if (
        names.surely_person(value)
        or (rest and rest[0][1].kind == "quoted")
        or "short" in draft.fields
    ):
        return True
    if not rest:
        return len(value.split()) <= 3 and not ("place" in draft.fields or "volume" in draft.fields)
    titles = [atom for _, atom in rest if not atom_reading.is_publisher(atom.value)]
    return bool(titles) and len(value.split()) <= 4


def _quoted_title(draft: Draft, free: list[tuple[int, Atom]], parts: tuple[Atom, ...]) -> None:
    at = next(i for i, (_, atom) in enumerate(free) if atom.kind == "quoted")
    for _, atom in free[:at]:
        draft.add("authors", _ALIAS.sub("", atom.value), "; ")
    draft.fields["title"] = free[at][1].value
    rest = free[at + 1 :]
    if rest and rest[0][1].kind == "quoted":
        rest = [(rest[0][0], rest[0][1]._replace(kind="text")), *rest[1:]]
    held: Atom | None = None
    for index, (place, atom) in enumerate(rest):
        if "container_title" not in draft.fields:
            _container(draft, place, atom, parts)
            held = atom if "container_title" in draft.fields else None
        elif _role_goes_on(draft, place, atom, parts):
            continue
        elif _is_publisher_here(place, atom, rest, index, parts):
            draft.add("publisher", atom.value)
        elif held and parts[place - 1].kind in ("text", "years"):
            del draft.fields["container_title"]
            joined = draft.text[held.start : atom.end].strip(" ,.")
            _container(draft, place, Atom("text", joined, held.start, atom.end), parts)
        elif "publisher" not in draft.fields and held:
            draft.add(
                "publisher" if _before_imprint(place, parts) else "container_title", atom.value
            )


def is_inside(value: str) -> bool:
    """Whether a phrase says that it holds what stands before it.

    >>> is_inside("In The Cambridge History"), is_inside("Türkler içinde"), is_inside("Belleten")
    (True, True, False)
    """
    return bool(_IN.match(value) or _IN_AFTER.search(value))


def _container(draft: Draft, place: int, atom: Atom, parts: tuple[Atom, ...]) -> None:
    """The journal or book that holds a quoted title; a number at its end is the volume."""
    value = atom.value
    if _IN.match(value) or _IN_AFTER.search(value):
        draft.fields["in_book"] = "yes"
        value = _IN_AFTER.sub("", _IN.sub("", value))
    if (
        (persons := names.parse(value))
        and (names.surely_person(value) or len(persons) > 1)
        and any(p.kind == "text" for p in parts[place + 1 :])
    ):
        draft.add("container_authors", "; ".join(persons), "; ")
        return
    found = _TRAILING_VOLUME.search(value)
    in_book = draft.fields.get("in_book") or any(p.kind == "publisher" for p in parts)
    if found and "volume" not in draft.fields and not in_book:
        draft.add("volume", found["volume"])
        if found["issue"]:
            draft.add("issue", found["issue"])
        value = value[: found.start()].rstrip(" ,")
    draft.fields["container_title"] = value


def _plain_title(draft: Draft, free: list[tuple[int, Atom]], parts: tuple[Atom, ...]) -> None:
    """A title without quotes: a book, or a chapter whose book follows."""
    start = free[0][1].start
    end = free[0][1].end
    index = 1
    while index < len(free):
        place, atom = free[index]
        if _is_container(draft, free, index, parts):
            index = _book_of_chapter(draft, free, index, parts)
            continue
        if _role_goes_on(draft, place, atom, parts):
            pass
        elif "container_title" in draft.fields:
            draft.add(
                "publisher" if _before_imprint(place, parts) else "container_title", atom.value
            )
        elif _is_publisher_here(place, atom, free, index, parts):
            draft.add("publisher", atom.value)
        else:
            end = atom.end
        index += 1
    draft.fields["title"] = _title_text(draft, start, end)


def _title_text(draft: Draft, start: int, end: int) -> str:
    title = draft.text[start:end].strip(" ,;")
    title = _ALIAS.sub("", title)
    if len(title) > 1 and title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    return title.rstrip(" ,")


def _is_container(
    draft: Draft, free: list[tuple[int, Atom]], index: int, parts: tuple[Atom, ...]
) -> bool:
    if "container_title" in draft.fields:
        return False
    value = free[index][1].value
    if is_inside(value) or (
        kinds.has_cue("gazette", "container", value) and len(value.split()) < 4
    ):
        return True
    persons = names.parse(value)
    authors = draft.fields.get("authors", "").split("; ")
    repeated = bool(persons) and any(
        names.same_person(person, author) for person in persons for author in authors if author
    )
    return repeated and index + 1 < len(free)


def _book_of_chapter(
    draft: Draft, free: list[tuple[int, Atom]], index: int, parts: tuple[Atom, ...]
) -> int:
    """Set the container from `free[index]` on; the index after it."""
    value = free[index][1].value
    if not kinds.has_cue("gazette", "container", value) and (persons := names.parse(value)):
        draft.fields["container_authors"] = "; ".join(persons)
        draft.fields["container_title"] = free[index + 1][1].value if index + 1 < len(free) else ""
        return index + 2
    if is_inside(value):
        draft.fields["in_book"] = "yes"
    value = _IN_AFTER.sub("", _IN.sub("", value))
    if (persons := names.parse(value)) and names.surely_person(value) and index + 1 < len(free):
        draft.fields["container_authors"] = "; ".join(persons)
        draft.fields["container_title"] = free[index + 1][1].value
        return index + 2
    draft.fields["container_title"] = value
    return index + 1


def _role_goes_on(draft: Draft, place: int, atom: Atom, parts: tuple[Atom, ...]) -> bool:
    """A second editor after a comma."""
    before = parts[place - 1].kind if place else ""
    if before in ("translators", "editors") and names.surely_person(atom.value):
        draft.add(before, "; ".join(names.parse(atom.value)), "; ")
        return True
    return False


def _before_imprint(place: int, parts: tuple[Atom, ...]) -> bool:
    return any(
        p.kind in ("place", "year", "publisher")
        for p in parts[place - 1 : place + 3]
        if p is not parts[place]
    )


def _is_publisher_here(
    place: int, atom: Atom, free: list[tuple[int, Atom]], index: int, parts: tuple[Atom, ...]
) -> bool:
    """A phrase among the marked parts, or the last one before the place, in capitals and short."""
    value = atom.value
    if value[:1] in "(“" or value[:1].islower() or value[:1].isdigit():
        return False
    if (atom_reading.is_publisher(value) or atom.kind == "publisher") and index:
        return True
    if any(p.kind == "publisher" for p in parts):
        return False
    marked = {p.kind for p in parts[free[0][0] + 1 : place]} - {"text"}
    following = parts[place + 1].kind if place + 1 < len(parts) else ""
    if marked & {"place", "volume", "edition", "translators", "editors", "year"}:
        return True
    short = len(value.split()) <= MAX_PUBLISHER_WORDS and _capitals(value)
    return short and following in ("place", "year") and index == len(free) - 1


def _capitals(value: str) -> bool:
    return all(word[:1].isupper() or len(word) <= 3 for word in value.split())
