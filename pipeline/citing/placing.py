"""Free text of a citation: who wrote it, and where its title begins."""

import re

from pipeline.citing import atoms as atom_reading
from pipeline.citing import knowledge, names
from pipeline.citing.anchors import Atom
from pipeline.citing.draft import Draft
from pipeline.citing.holding import plain_title, quoted_title
from pipeline.text import casing

_FROM = re.compile(
    r"[’']?(?:d[ae]n|t[ae]n)?\s+(?:iktibas|naklen|nakleden|aktaran|alıntı|alıntılayan)\b(?:en|la)?\.?\s*$"
)
_FAMILY_INITIALS = re.compile(
    r"[A-ZÇĞİÖŞÜ][\w’'-]+\s+(?:[A-ZÇĞİÖŞÜ][a-z]?\.\s?-?){1,3}(?=[A-ZÇĞİÖŞÜ][\w’'-]{2,})"
)


def place_free(draft: Draft, parts: tuple[Atom, ...]) -> None:
    """Persons, title, container and publisher among the free text."""
    free = [(at, atom) for at, atom in draft.free]
    free = _authors(draft, _name_and_title(draft, free))
    free = [(at, atom) for at, atom in free if atom.kind != "person"]
    if not free:
        return
    if any(atom.kind == "quoted" for _, atom in free):
        quoted_title(draft, free, parts)
    else:
        plain_title(draft, free, parts)


def _authors(draft: Draft, free: list[tuple[int, Atom]]) -> list[tuple[int, Atom]]:
    """Take the persons at the head off; what remains begins with the title."""
    taken: list[str] = []
    if "authors" in draft.fields or (free and free[0][1].kind == "person"):
        return free
    inverted = _inverted(free)
    if inverted:
        taken, free = [inverted], free[2:]
    while free and free[0][1].kind == "text":
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


def _inverted(free: list[tuple[int, Atom]]) -> str:
    """ "İNALCIK, Halil, Devlet": a family name alone, then given names, then more text."""
    if (
        len(free) < 3
        or any(atom.kind != "text" for _, atom in free[:2])
        or free[1][0] != free[0][0] + 1
    ):
        return ""
    family, given = free[0][1].value, free[1][1].value
    if (
        len(family.split()) > 2
        or names.surely_person(family)
        or not names.parse(family)
        or len(given.split()) > 3
    ):
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
