"""What an article has cited so far, and the choice of an antecedent among it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from pipeline.citing import identity, likeness, names, titles
from pipeline.citing.reading import Reading
from pipeline.records import Citation

LISTED = -2  # the work of an entry of the bibliography that no note has cited yet
CARRIED = "carried over from the citation before"
CONTAINER = "container cited before"  # the book is known, the chapter is another
NEAR_FILE = "another file of the same fond"
SHORTER = 4  # characters that a shelfmark must lose to count as abridged
_ALIAS = re.compile(r"\(([A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜ. ]{1,12})\)")
Pair = tuple[Citation, Reading]


@dataclass(slots=True)
class Earlier:
    """A citation already passed, and the work it turned out to name."""

    citation: Citation
    work: int  # number of the work within the article; -1 if unknown
    persons: tuple[str, ...]
    shelf: tuple[str, ...] = ()


@dataclass(slots=True)
class Past:
    """What has been cited so far in an article."""

    entries: list[Citation] = field(default_factory=list)  # of the bibliography
    all: list[Earlier] = field(default_factory=list)
    by_family: dict[str, list[Earlier]] = field(default_factory=lambda: defaultdict(list))
    by_title: dict[str, list[Earlier]] = field(default_factory=lambda: defaultdict(list))
    by_work: dict[int, list[Earlier]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, Earlier] = field(default_factory=dict)  # "TBMM ZC" as a note defined it
    by_shelf: dict[tuple[str, ...], Earlier] = field(default_factory=dict)
    faces: dict[int, list[identity.Face]] = field(default_factory=lambda: defaultdict(list))
    firsts: dict[int, Citation] = field(default_factory=dict)
    index: likeness.Index = field(default_factory=likeness.Index)
    unknown: set[int] = field(default_factory=set)  # works of short forms without antecedent
    extents: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Choice:
    """An antecedent and the reason for it."""

    found: Earlier | None
    rule: str
    rivals: tuple[str, ...] = ()
    confidence: float = 0.95
    warning: str = ""


def remember(
    past: Past, citation: Citation, work: int, authors: str = "", shelf: tuple[str, ...] = ()
) -> None:
    face = identity.face(citation, authors)
    if shelf:
        face = replace(face, shelf=shelf)
    earlier = Earlier(citation, work, face.persons, face.shelf)
    past.all.append(earlier)
    past.index.add(
        likeness.words(citation.raw) if not citation.short_marker or citation.title else ()
    )
    for family in dict.fromkeys((*face.families, *map(names.family, container_persons(citation)))):
        past.by_family[family].append(earlier)
    if work < 0:
        return
    if citation.title:
        past.by_title[
            titles.words(citation.title)[0] if titles.words(citation.title) else ""
        ].append(earlier)
    if citation.type == "archival" and face.shelf:
        past.by_shelf.setdefault(face.shelf, earlier)
    past.by_work[work].append(earlier)
    past.firsts.setdefault(work, citation)
    for alias in _ALIAS.findall(citation.raw):
        past.by_alias.setdefault(alias.strip(), earlier)
    past.faces[work].append(face)
    if citation.pages:
        past.extents[work].append(citation.pages)


def container_persons(citation: Citation) -> tuple[str, ...]:
    people = f"{citation.editors}; {citation.translators}" if not citation.authors else ""
    return tuple(name for name in people.split("; ") if name)
