"""Citations of the whole corpus to works: forms of one work merged, chapters under their books.

What comes out does not depend on the order of the citations, and ids are made of content.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.citing import identity, names, titles
from pipeline.citing.gathering import (
    Cluster,
    chain_end,
    exact_key,
    fullest_names,
    fullness,
    gather,
    links_of,
    names_work,
)
from pipeline.citing.identity import Face
from pipeline.records import Citation, Resolution, Work
from pipeline.text import casing

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WorkMerge:
    """Why two printed forms are one work."""

    work_id: str
    form_a: str
    form_b: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Merged:
    """The works of a corpus, and which work each citation names."""

    works: tuple[Work, ...]
    work_of: dict[str, str]
    container_of: dict[str, str]
    merges: tuple[WorkMerge, ...]


def merge(citations: Sequence[Citation], resolutions: Sequence[Resolution]) -> Merged:
    """Merge the citations of a corpus into works.

    >>> first = Citation("a:n1.1", "a", 1, 1, "note", "", 0, 0, authors="Mango, Andrew",
    ...     title="Atatürk", year="1999", place="L.")
    >>> second = Citation("b:n1.1", "b", 1, 1, "note", "", 0, 0, authors="Mango, A.",
    ...     title="Atatürk", year="1999")
    >>> merged = merge([first, second], [])
    >>> len(merged.works), merged.work_of["a:n1.1"] == merged.work_of["b:n1.1"]
    (1, True)
    """
    by_id = {citation.citation_id: citation for citation in citations}
    links = links_of(resolutions, by_id)
    whole = [links.completed.get(c.citation_id, c) for c in citations]
    named = [c for c in whole if c.citation_id not in links.target and names_work(c)]
    clusters = gather(named, links.authors)
    home = {c.citation_id: cluster for cluster in clusters for c in cluster.citations}
    for citation in sorted(citations, key=lambda c: c.citation_id):
        if citation.citation_id in links.target:
            end = chain_end(citation.citation_id, links.target)
            if end in home:
                home[end].citations.append(citation)
    return _records(clusters, links.authors, fullest_names(clusters))


def _records(
    clusters: Sequence[Cluster], authors: Mapping[str, str], persons: Mapping[str, str]
) -> Merged:
    """Works and maps from clusters; the books of chapters become works of their own."""
    ids = {id(cluster): _work_id(cluster, authors) for cluster in clusters}
    holders = _holders(clusters, ids)
    works: dict[str, Work] = {}
    work_of: dict[str, str] = {}
    container_of: dict[str, str] = {}
    merges = []
    for cluster in clusters:
        work_id = ids[id(cluster)]
        container = holders.get(id(cluster), ("", None))[0]
        works[work_id] = _work(work_id, cluster, authors, persons, container)
        for citation in cluster.citations:
            work_of[citation.citation_id] = work_id
            container_of[citation.citation_id] = container
        merges += [WorkMerge(work_id, a, b, rule, score) for a, b, rule, score in cluster.rules]
    for container, book in holders.values():
        if container not in works and book is not None:
            works[container] = book
    ordered = tuple(works[work_id] for work_id in sorted(works))
    return Merged(
        ordered, dict(sorted(work_of.items())), dict(sorted(container_of.items())),
        tuple(sorted(merges, key=lambda m: (m.work_id, m.form_a, m.form_b))),
    )  # fmt: skip


def _holders(
    clusters: Sequence[Cluster], ids: Mapping[int, str]
) -> dict[int, tuple[str, Work | None]]:
    """For each cluster of a chapter the id of its book, and the book's record."""
    books = [(c, _container_face(c)) for c in clusters if c.face.container and _is_chapter(c)]
    blocks: dict[str, list[tuple[Face, str, Work | None]]] = defaultdict(list)
    wanted = {titles.words(face.title)[:1] for _, face in books}
    for cluster in clusters:
        if (
            cluster.face.title
            and not cluster.face.container
            and titles.words(cluster.face.title)[:1] in wanted
        ):
            key = " ".join(titles.words(cluster.face.title)[:1])
            blocks[key].append((cluster.face, ids[id(cluster)], None))
    found: dict[int, tuple[str, Work | None]] = {}
    for cluster, face in sorted(
        books, key=lambda pair: (fullness(pair[0].citations[0]), ids[id(pair[0])])
    ):
        key = " ".join(titles.words(face.title)[:1])
        match = next((entry for entry in blocks[key] if _same_book(face, entry[0])), None)
        if match is None:
            match = (face, *_book(face, cluster.citations[0]))
            blocks[key].append(match)
        found[id(cluster)] = (match[1], match[2])
    return found


def _is_chapter(cluster: Cluster) -> bool:
    return any(c.type == "chapter" for c in cluster.citations)


def _container_face(cluster: Cluster) -> Face:
    first = cluster.citations[0]
    people = first.container_authors or first.editors
    return Face(
        "printed", tuple(n for n in people.split("; ") if n), first.container_title, "",
        identity.first_year(first.year), first.volume, "", not first.year,
    )  # fmt: skip


def _same_book(a: Face, b: Face) -> bool:
    """Whether two chapters stand in one book: its title and year, not always its editors."""
    if a.year and b.year and a.year != b.year:
        return False
    people = not a.persons or not b.persons or names.same_person(a.persons[0], b.persons[0])
    if not people:
        return False
    if titles.key(a.title) == titles.key(b.title):
        return True
    if a.year and a.year == b.year and titles.ratio(a.title, b.title) >= titles.SIMILAR:
        return True
    cut = titles.is_cut(a.title) or titles.is_cut(b.title)
    return bool(a.persons and b.persons and cut and titles.heads(a.title, b.title)) or (
        titles.begins(a.title, b.title) or titles.begins(b.title, a.title)
    )


def _book(face: Face, first: Citation) -> tuple[str, Work]:
    work_id = _slug(face.persons, face.year, face.title, first.container_title)
    book = Work(
        work_id=work_id, type="book", authors="; ".join(face.persons), title=first.container_title,
        container_title="", container_work_id="", place=first.place, publisher=first.publisher,
        volume="", issue="", year=first.year, pages="", language=first.language, archive="",
        fond="", shelfmark="", variants=(), citation_ids=(),
    )  # fmt: skip
    return work_id, book


def _work_id(cluster: Cluster, authors: Mapping[str, str]) -> str:
    first = cluster.citations[0]
    if first.type == "archival":
        mark = " ".join(cluster.face.shelf)
        parts = first.shelfmark or f"{first.fond} {first.opis} {first.delo}"
        return _slug((first.archive,), "", parts, mark)
    content = "|".join(map(str, exact_key(cluster.face, first)))
    return _slug(cluster.face.persons, cluster.face.year, first.title or first.url, content)


def _slug(persons: Sequence[str], year: str, title: str, content: str) -> str:
    """A readable id: family name, year, head of the title, and a digest of what tells it apart."""
    family = "-".join(_WORD.findall(casing.fold(names.family(persons[0])))) if persons else ""
    head = "-".join(_WORD.findall(casing.fold(title))[:3])[:32].rstrip("-")
    digest = hashlib.sha256(content.encode()).hexdigest()[:6]
    return "-".join(part for part in (family[:24], year, head, digest) if part)


def _work(
    work_id: str, cluster: Cluster, authors: Mapping[str, str], persons: Mapping[str, str],
    container: str,
) -> Work:  # fmt: skip
    """The record of a work: each field from the citation that prints most."""
    printed = (
        sorted((c for c in cluster.citations if names_work(c) and not c.short_marker), key=fullness)
        or cluster.citations
    )
    first = printed[0]

    def best(name: str) -> str:
        return next((value for c in printed if (value := str(getattr(c, name)))), "")

    people = cluster.face.persons if not first.authors else tuple(first.authors.split("; "))
    variants = _variants(first, printed)
    return Work(
        work_id=work_id, type=first.type, authors="; ".join(persons.get(n, n) for n in people if n),
        title=first.title, container_title=best("container_title"), container_work_id=container,
        place=best("place"), publisher=best("publisher"), volume=_volume(printed),
        issue=best("issue"),
        year=best("year") if first.type != "archival" else "", pages=best("pages"),
        language=best("language"), archive=best("archive"), fond=best("fond"),
        shelfmark=_shelfmark(first), variants=variants,
        citation_ids=tuple(sorted(c.citation_id for c in cluster.citations)),
    )  # fmt: skip


def _volume(printed: Sequence[Citation]) -> str:
    """The volume, if all citations that print one print the same."""
    volumes = {c.volume for c in printed if c.volume}
    return volumes.pop() if len(volumes) == 1 else ""


def _shelfmark(first: Citation) -> str:
    if first.shelfmark or first.type != "archival":
        return first.shelfmark
    parts = (("F.", first.fond), ("op.", first.opis), ("d.", first.delo))
    return ", ".join(f"{mark} {value}" for mark, value in parts if value)


def _variants(first: Citation, printed: Sequence[Citation]) -> tuple[str, ...]:
    known = {titles.key(first.title)}
    found = set()
    for citation in printed:
        if citation.title and titles.key(citation.title) not in known:
            known.add(titles.key(citation.title))
            found.add(citation.title)
        if (
            citation.year
            and first.year
            and citation.year != first.year
            and citation.type != "archival"
        ):
            found.add(citation.year)
    return tuple(sorted(found, key=casing.sort_key))
