"""Whether two citations name the same work.

Never by likeness of titles alone: different works have titles 96 % alike, and one work is printed
with titles 60 % alike. Author, year and container have the say.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.citing import knowledge, names, titles
from pipeline.records import Citation

_NAMED_CODE = re.compile(
    r"[^,;()\[\]\d]*[(\[]([^()\[\]]{1,20})[)\]]"
)  # "Foreign Office [FO]" is FO


@dataclass(frozen=True)
class Face:
    """What tells a work from others."""

    kind: str  # archival or printed
    persons: tuple[str, ...]
    title: str
    container: str
    year: str
    volume: str
    pages: str
    short: bool  # printed without imprint
    shelf: tuple[str, ...] = ()

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Folded family names."""
        return tuple(names.family(person) for person in self.persons)


def face(citation: Citation, authors: str = "") -> Face:
    """The face of a citation; `authors` stands in for those that an "idem" leaves out."""
    persons = authors or citation.authors or citation.editors
    short = not (citation.year or citation.place or citation.publisher or citation.container_title)
    archival = citation.type == "archival"
    return Face(
        kind="archival" if archival else "printed",
        persons=tuple(name for name in persons.split("; ") if name),
        title=citation.title,
        container=citation.container_title,
        year=first_year(citation.year),
        volume=citation.volume,
        pages=citation.pages,
        short=short,
        shelf=shelf_key(citation) if archival else (),
    )


def shelf_key(citation: Citation) -> tuple[str, ...]:
    """Archive and file; leaves point into the file and are no part of it."""
    parts: tuple[str, ...] = (citation.archive, citation.fond, citation.opis, citation.delo)
    if not (citation.opis or citation.delo):
        parts = (citation.archive, _NAMED_CODE.sub(r"\1", citation.shelfmark or citation.fond))
    return tuple(knowledge.key(re.sub(r"[/–-]", "x", part)) for part in parts)


def moved(shelf: tuple[str, ...], citation: Citation) -> tuple[str, ...]:
    """The key of a file named by parts of a shelfmark beside the file before it.

    >>> from pipeline.records import Citation
    >>> near = Citation("a", "a", 1, 1, "note", "", 0, 0, delo="118")
    >>> moved(("rgvia", "485", "1", "112"), near)
    ('rgvia', '485', '1', '118')
    """
    if len(shelf) < 4:
        return shelf
    own = (citation.fond, citation.opis, citation.delo)
    return (
        shelf[0],
        *(
            knowledge.key(re.sub(r"[/–-]", "x", new)) or old
            for new, old in zip(own, shelf[1:], strict=True)
        ),
    )


def first_year(printed: str) -> str:
    """The first four digits of a printed year; "" for none.

    >>> first_year("[1951] 1960"), first_year("t.y.")
    ('1951', '')
    """
    digits = "".join(char if char.isdigit() else " " for char in printed).split()
    return next((run for run in digits if len(run) == 4), "")


def same_work(a: Face, b: Face) -> str:
    """The rule by which two faces are one work, or "".

    >>> lenin = Face("printed", ("Lenin, V. İ.",), "Sobranie soçineniy", "", "", "54", "", True)
    >>> same_work(lenin, lenin)
    'same title'
    """
    if a.kind != b.kind:
        return ""
    if a.kind == "archival":
        return "same file" if a.shelf == b.shelf else ""
    if not a.title or not b.title or not _same_people(a, b):
        return ""
    if not same_container(a, b):
        return ""
    return _same_title(a, b)


def _same_people(a: Face, b: Face) -> bool:
    if not a.persons or not b.persons:
        return not a.persons and not b.persons
    if not names.same_person(a.persons[0], b.persons[0]):
        return False
    fewer, more = sorted((set(a.families), set(b.families)), key=len)
    return fewer <= more or a.short or b.short


def same_container(a: Face, b: Face) -> bool:
    if not a.container or not b.container:
        return a.short or b.short or a.container == b.container
    return (
        titles.key(a.container) == titles.key(b.container)
        or titles.begins(a.container, b.container)
        or titles.begins(b.container, a.container)
        or titles.ratio(a.container, b.container) >= 80
        or (titles.is_cut(a.container) and titles.heads(a.container, b.container))
        or (titles.is_cut(b.container) and titles.heads(b.container, a.container))
    )


def years_conflict(a: Face, b: Face) -> bool:
    """Two printed years that differ; volumes of one set may come out in different years."""
    volumes = a.volume and b.volume and knowledge.key(a.volume) != knowledge.key(b.volume)
    return bool(a.year and b.year and a.year != b.year and not (volumes and not a.container))


def _same_title(a: Face, b: Face) -> str:
    if years_conflict(a, b):
        return ""
    if titles.key(a.title) == titles.key(b.title):
        return "same title"
    if not a.persons:
        return _same_title_alone(a, b)
    if a.year and a.year == b.year and titles.ratio(a.title, b.title) >= titles.SIMILAR:
        return "same author and year, similar title"
    if titles.begins(a.title, b.title) or titles.begins(b.title, a.title):
        return "same author, one title begins the other"
    for cut, whole in ((a, b), (b, a)):
        if titles.is_cut(cut.title) and titles.heads(cut.title, whole.title):
            return "same author, title cut short"
    return ""


def _same_title_alone(a: Face, b: Face) -> str:
    shorter, longer = sorted((a.title, b.title), key=lambda t: (len(titles.words(t)), t))
    if titles.begins(shorter, longer) and (a.short or b.short) and len(titles.words(shorter)) >= 3:
        return "no author, one title begins the other"
    alike = titles.ratio(a.title, b.title) >= titles.SIMILAR_ALONE
    return "no author, similar title" if alike and bool(a.year) and a.year == b.year else ""
