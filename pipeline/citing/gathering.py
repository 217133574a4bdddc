"""Citations of one work gathered: equal ones first, then block by block."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.citing import identity, knowledge, names, past, titles
from pipeline.citing.identity import Face
from pipeline.records import Citation, Resolution
from pipeline.text import casing

MAX_IN_BLOCK = 4000  # clusters of one family name that a face is compared with


@dataclass(slots=True)
class Cluster:
    """Citations of one work while they are gathered."""

    face: Face
    citations: list[Citation] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    rules: list[tuple[str, str, str, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Links:
    """What resolutions say: where short forms point, and what other forms take over."""

    target: dict[str, str]
    authors: dict[str, str]  # of "idem"
    completed: dict[str, Citation]  # files named beside another file of their fond


def links_of(resolutions: Sequence[Resolution], by_id: Mapping[str, Citation]) -> Links:
    idem: dict[str, str] = {}
    near: dict[str, str] = {}
    target: dict[str, str] = {}
    for resolution in resolutions:
        if resolution.rule == past.CONTAINER:
            continue
        kind = {"idem": idem, past.NEAR_FILE: near}.get(resolution.rule, target)
        if resolution.antecedent_id in by_id:
            kind[resolution.citation_id] = resolution.antecedent_id
    authors = {}
    for citation_id in idem:
        before = chain_end(citation_id, {**target, **idem})
        authors[citation_id] = by_id[before].authors
    completed = {c: _completed(c, by_id, near, target) for c in near}
    return Links(target, authors, completed)


def _completed(
    citation_id: str, by_id: Mapping[str, Citation], near: Mapping[str, str],
    target: Mapping[str, str],
) -> Citation:  # fmt: skip
    """A file with the archive, fond and opis of the file that it is named beside."""
    citation = by_id[citation_id]
    steps = [citation]
    before = citation_id
    while (before := near.get(before) or target.get(before, "")) and len(steps) < len(by_id):
        steps.append(by_id[before])

    def printed(name: str) -> str:
        return next((value for step in steps if (value := str(getattr(step, name)))), "")

    return replace(
        citation, archive=printed("archive"), fond=printed("fond"), opis=printed("opis"),
        delo=printed("delo"),
    )  # fmt: skip


def chain_end(citation_id: str, target: Mapping[str, str]) -> str:
    seen = set()
    while citation_id in target and citation_id not in seen:
        seen.add(citation_id)
        citation_id = target[citation_id]
    return citation_id


def names_work(citation: Citation) -> bool:
    if citation.place_kind == "text":  # no entry: author and year are all that is known of it
        return bool(citation.authors and citation.year)
    return bool(citation.title or citation.archive or citation.url)


def gather(citations: Iterable[Citation], authors: Mapping[str, str]) -> list[Cluster]:
    """Equal faces first, then each block of one family name, the fullest citations before."""
    groups: dict[tuple[object, ...], list[tuple[Citation, Face]]] = defaultdict(list)
    for citation in citations:
        face = identity.face(citation, authors.get(citation.citation_id, ""))
        groups[exact_key(face, citation)].append((citation, face))
    blocks: dict[str, list[list[tuple[Citation, Face]]]] = defaultdict(list)
    for key in sorted(groups, key=str):
        members = sorted(groups[key], key=lambda pair: (fullness(pair[0]), pair[0].citation_id))
        blocks[_block(members[0][1], members[0][0])].append(members)
    made: list[Cluster] = []
    for name in sorted(blocks):
        made += _one_block(blocks[name])
    return made


def exact_key(face: Face, citation: Citation) -> tuple[object, ...]:
    if face.kind == "archival":
        return ("archival", *face.shelf)
    return (
        tuple(casing.fold(p) for p in face.persons), titles.key(face.title),
        titles.key(face.container), face.year, face.volume, face.short,
        "" if face.title else citation.url,
    )  # fmt: skip


def _block(face: Face, citation: Citation) -> str:
    if face.kind == "archival":
        return "archival " + " ".join(face.shelf)
    if face.families:
        return face.families[0]
    words = titles.words(face.title)
    return "title " + (words[0] if words else knowledge.key(citation.url))


def fullness(citation: Citation) -> tuple[int, int, str, str]:
    """Sorts the citation that prints most to the front."""
    printed = (
        citation.authors, citation.title, citation.container_title, citation.place,
        citation.publisher, citation.year, citation.volume, citation.issue, citation.pages,
    )  # fmt: skip
    return -sum(map(bool, printed)), -len(citation.title), casing.fold(citation.title), citation.raw


def _one_block(groups: list[list[tuple[Citation, Face]]]) -> list[Cluster]:
    """Gather the groups of one block, the fullest first."""
    clusters: list[Cluster] = []
    for members in sorted(
        groups, key=lambda m: (m[0][1].short, fullness(m[0][0]), str(exact_key(m[0][1], m[0][0])))
    ):
        citation, face = members[0]
        found = _home(face, clusters)
        if found is None:
            cluster = Cluster(face)
            clusters.append(cluster)
        else:
            cluster, rule = found
            score = round(titles.ratio(face.title, cluster.face.title) / 100, 4)
            cluster.rules.append((_form(cluster.citations[0]), _form(citation), rule, score))
        cluster.citations += [c for c, _ in members]
        cluster.faces.append(face)
    return clusters


def _home(face: Face, clusters: list[Cluster]) -> tuple[Cluster, str] | None:
    """The one cluster that a face belongs to; with several, none if they tie."""
    for cluster in clusters[:MAX_IN_BLOCK]:
        if any(identity.years_conflict(face, other) for other in cluster.faces):
            continue
        rule = identity.same_work(face, cluster.face)
        if rule:
            return cluster, rule
    return None


def _form(citation: Citation) -> str:
    parts = (citation.authors, citation.title, citation.container_title, citation.year)
    return ", ".join(part for part in parts if part) or citation.raw


def fullest_names(clusters: Sequence[Cluster]) -> dict[str, str]:
    """For each printed author the fullest form of the same person, if there is only one."""
    by_family: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for name in cluster.face.persons:
            by_family[names.family(name)].add(name)
    fullest: dict[str, str] = {}
    for family in sorted(by_family):
        known = sorted(by_family[family], key=lambda n: (-len(n), n))
        for name in known:
            matches = [other for other in known if _longer(name, other)]
            heads = [
                m for m in matches if not any(_longer(m, other) and other != m for other in matches)
            ]
            fullest[name] = heads[0] if len(heads) == 1 else name
    return fullest


def _longer(name: str, other: str) -> bool:
    """Whether `other` is the same person's name, as full or fuller, with nothing against it."""
    if not names.same_person(name, other):
        return False
    a, b = names.initials(name), names.initials(other)
    return b.startswith(a) and (len(other), other) >= (len(name), name)
