"""The title of a work, and the journal or book that holds it."""

import re

from pipeline.citing import atoms as atom_reading
from pipeline.citing import kinds, names
from pipeline.citing.anchors import Atom
from pipeline.citing.draft import Draft

IN = re.compile(r"^(?:[İi]çinde|[Ii]n|İn|Kitap içinde|ds\.|dans|V kn\.|v kn\.|kn\.)\s?:?\s+(?=\S)")
IN_AFTER = re.compile(r"\s+(?:adlı\s+(?:eser|kitap)\s+)?içinde$")
TRAILING_VOLUME = re.compile(
    r"[\s,]+(?P<volume>\d{1,4}|[IVXLC]{1,8})(?:\s?[/(:.]\s?(?P<issue>\d{1,4}(?:\s?[-–/]\s?\d{1,4})?)\)?)?$"
)
ALIAS = re.compile(r"\s\([A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜ. ]{1,12}\)$")  # "… Zabıt Ceridesi (TBMM ZC)"
MAX_PUBLISHER_WORDS = 5  # a longer phrase before a place is rather the rest of a title


def quoted_title(draft: Draft, free: list[tuple[int, Atom]], parts: tuple[Atom, ...]) -> None:
    at = next(i for i, (_, atom) in enumerate(free) if atom.kind == "quoted")
    for _, atom in free[:at]:
        draft.add("authors", ALIAS.sub("", atom.value), "; ")
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
    return bool(IN.match(value) or IN_AFTER.search(value))


def _container(draft: Draft, place: int, atom: Atom, parts: tuple[Atom, ...]) -> None:
    """The journal or book that holds a quoted title; a number at its end is the volume."""
    value = atom.value
    if IN.match(value) or IN_AFTER.search(value):
        draft.fields["in_book"] = "yes"
        value = IN_AFTER.sub("", IN.sub("", value))
    if (
        (persons := names.parse(value))
        and (names.surely_person(value) or len(persons) > 1)
        and any(p.kind == "text" for p in parts[place + 1 :])
    ):
        draft.add("container_authors", "; ".join(persons), "; ")
        return
    found = TRAILING_VOLUME.search(value)
    in_book = draft.fields.get("in_book") or any(p.kind == "publisher" for p in parts)
    if found and "volume" not in draft.fields and not in_book:
        draft.add("volume", found["volume"])
        if found["issue"]:
            draft.add("issue", found["issue"])
        value = value[: found.start()].rstrip(" ,")
    draft.fields["container_title"] = value


def plain_title(draft: Draft, free: list[tuple[int, Atom]], parts: tuple[Atom, ...]) -> None:
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
    title = ALIAS.sub("", title)
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
    value = IN_AFTER.sub("", IN.sub("", value))
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
