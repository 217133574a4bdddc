"""Two runs beside each other: what was gained, lost, joined, parted, renamed, counted otherwise.

Entities and works are matched by the places that they stand at (the same words of the same
article), never by names or ids, which are what may have changed. In an article that was edited
between the runs offsets have moved: there the n-th time of the same words is the same place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline import tables
from pipeline.errors import PipelineError

HEAD = ("change", "kind", "name_a", "name_b", "id_a", "id_b", "n_a", "n_b")
Tables = Mapping[str, pd.DataFrame]
Row = tuple[str, str, str, str, str, str, int, int]


@dataclass(frozen=True, slots=True)
class Things:
    """The entities or works of a run: what each place stands for, and what each thing is."""

    kind: str
    of_place: Mapping[str, str]
    names: Mapping[str, str]
    labels: Mapping[str, str]


def compare(run_a: Path, run_b: Path) -> list[Row]:
    """Rows under `HEAD`: documents, entities, works and alignments that differ between two runs.

    Changes: added, removed (documents, alignments), gained, lost, merged, split, renamed,
    relabelled, counted (things). ``n`` counts mentions, citations, or whatever the kind has.
    """
    a, b = (_tables(run) for run in (run_a, run_b))
    rows = [*_sets("document", _documents(a), _documents(b))]
    rows += [*_sets("alignment", _alignments(a), _alignments(b))]
    edited = {row[2] for row in rows if row[0] == "changed"}
    for things in (_entities, _works):
        rows += _things(things(a, edited), things(b, edited))
    return sorted(rows, key=lambda row: (_ORDER[row[1]], row[0], row[2:6]))


_ORDER = {"document": 0, "entity": 1, "work": 2, "alignment": 3}


def _tables(run: Path) -> Tables:
    if not (run / "tables").is_dir():
        raise PipelineError("E_NO_INPUT", f"{run} is no folder of a finished run: no tables/ in it")
    return tables.read(run / "tables")


def _documents(made: Tables) -> dict[str, str]:
    return {str(row.path): str(row.sha256) for row in made["documents"].itertuples()}


def _alignments(made: Tables) -> dict[str, str]:
    rows = made["alignments"]
    return {f"{row.doc_id}: {row.tr_form} = {row.en_form}": "" for row in rows.itertuples()}


def _sets(kind: str, a: Mapping[str, str], b: Mapping[str, str]) -> Iterator[Row]:
    """What only one of two runs has, and what changed its content."""
    for name in sorted(set(a) - set(b)):
        yield "removed", kind, name, "", "", "", 1, 0
    for name in sorted(set(b) - set(a)):
        yield "added", kind, "", name, "", "", 0, 1
    for name in sorted(set(a) & set(b)):
        if a[name] != b[name]:
            yield "changed", kind, name, name, a[name][:12], b[name][:12], 1, 1


def _places(
    made: Tables, rows: pd.DataFrame, words: str, exact: str, edited: set[str]
) -> list[str]:
    """A name of each row's place: what stands in `exact`; the n-th of `words` if `edited`."""
    paths = dict(zip(made["documents"]["doc_id"], made["documents"]["path"], strict=True))
    nth: Counter[tuple[str, str]] = Counter()
    places = []
    for doc_id, said, place in zip(rows["doc_id"], rows[words], rows[exact], strict=True):
        path = paths[doc_id]
        nth[path, said] += 1
        moved = path in edited
        places.append(f"{path}: {said} #{nth[path, said]}" if moved else f"{path}: {place}")
    return places


def _entities(made: Tables, edited: set[str]) -> Things:
    mentions, entities = made["mentions"].sort_values(["doc_id", "start"]), made["entities"]
    places = _places(made, mentions, "surface", "start", edited)
    return Things(
        "entity",
        dict(zip(places, mentions["entity_id"], strict=True)),
        dict(zip(entities["entity_id"], entities["name"], strict=True)),
        dict(zip(entities["entity_id"], entities["label"], strict=True)),
    )


def _works(made: Tables, edited: set[str]) -> Things:
    cited, works = made["citations"], made["works"]
    cited = cited[cited["work_id"] != ""]
    names = (works["authors"] + ", " + works["title"]).where(
        works["title"] != "", works["archive"] + ", " + works["shelfmark"]
    )
    places = _places(made, cited, "raw", "citation_id", edited)
    return Things(
        "work",
        dict(zip(places, cited["work_id"], strict=True)),
        dict(zip(works["work_id"], names.str.strip(", "), strict=True)),
        dict(zip(works["work_id"], works["type"], strict=True)),
    )


def _things(a: Things, b: Things) -> Iterator[Row]:
    """Changes of things: two are matched if they share a place."""
    counts_a, counts_b = Counter(a.of_place.values()), Counter(b.of_place.values())
    to_b: dict[str, set[str]] = defaultdict(set)
    to_a: dict[str, set[str]] = defaultdict(set)
    for place in a.of_place.keys() & b.of_place.keys():
        to_b[a.of_place[place]].add(b.of_place[place])
        to_a[b.of_place[place]].add(a.of_place[place])

    def row(change: str, x: str, y: str) -> Row:
        names = a.names.get(x, ""), b.names.get(y, "")
        return change, a.kind, *names, x, y, counts_a.get(x, 0), counts_b.get(y, 0)

    for x in sorted(counts_a.keys() - to_b.keys()):
        yield row("lost", x, "")
    for y in sorted(counts_b.keys() - to_a.keys()):
        yield row("gained", "", y)
    for x, found in sorted(to_b.items()):
        if len(found) > 1:
            yield from (row("split", x, y) for y in sorted(found))
    for y, found in sorted(to_a.items()):
        if len(found) > 1:
            yield from (row("merged", x, y) for x in sorted(found))
    for x, found in sorted(to_b.items()):
        y = min(found)
        if len(found) > 1 or len(to_a[y]) > 1:
            continue
        if a.names.get(x) != b.names.get(y):
            yield row("renamed", x, y)
        if a.labels.get(x) != b.labels.get(y):
            yield row("relabelled", x, y)
        if counts_a[x] != counts_b[y]:
            yield row("counted", x, y)


def summary(rows: list[Row]) -> Iterator[str]:
    """How many changes of each kind, in lines.

    >>> list(summary([("lost", "entity", "Enver", "", "x", "", 2, 0)]))
    ['entity: 1 lost']
    """
    counts = Counter((kind, change) for change, kind, *_ in rows)
    for kind in _ORDER:
        found = [(change, n) for (of, change), n in sorted(counts.items()) if of == kind]
        if found:
            yield f"{kind}: " + ", ".join(f"{n} {change}" for change, n in found)
