"""How well citations are found, read, resolved and merged.

Counted as the field does: segmentation by overlap of words, fields in micro-F1 with case,
punctuation and spaces ignored, clusters of citations by B³.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from pipeline.citing import Cited, cite
from pipeline.citing import works as citing_works
from pipeline.evaluation.citation_gold import (
    FIELDS,
    GoldCitations,
    Row,
    handwritten,
    own,
    sample,
    values,
)
from pipeline.evaluation.restoring import Measured
from pipeline.records import Citation, Resolution
from pipeline.text.casing import fold

SAME_SPAN = 0.8  # overlap of words from which two spans are one citation
SHORT = ("repeat_short", "anaphoric")
ARCHIVAL = ("archive", "fond", "opis", "delo", "list", "shelfmark")


@dataclass(slots=True)
class Score:
    """Counts over citations, added up over articles."""

    gold: int = 0
    found: int = 0
    aligned: int = 0
    field_right: int = 0
    field_gold: int = 0
    field_found: int = 0
    whole: int = 0
    types: int = 0
    archival_right: int = 0
    archival_gold: int = 0
    short_right: int = 0
    short_gold: int = 0
    short_found: int = 0
    resolved: int = 0
    resolved_wrong: int = 0
    to_resolve: int = 0
    works_right: int = 0
    works: int = 0
    b_precision: float = 0.0
    b_recall: float = 0.0
    by_field: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add another article's counts."""
        for part in fields(self):
            setattr(self, part.name, getattr(self, part.name) + getattr(other, part.name))


@dataclass(frozen=True, slots=True)
class System:
    """What the pipeline made of an annotated article."""

    cited: Cited
    work_of: Mapping[str, str]


def run(gold: GoldCitations) -> System:
    """Read, resolve and merge the citations of an annotated article."""
    cited = cite(gold.article)
    merged = citing_works.merge(cited.citations, cited.resolutions)
    return System(cited, merged.work_of)


def score(gold: GoldCitations, system: System) -> Score:
    """Compare what was found with the gold."""
    made = Score()
    pairs: list[tuple[Row, Citation]] = []
    for number in sorted(set(gold.by_note) | {_place(c) for c in system.cited.citations}):
        expected = gold.by_note.get(number, ())
        found = [c for c in system.cited.citations if _place(c) == number]
        aligned = align(expected, found)
        pairs += aligned
        made.gold += len(expected)
        made.found += len(found)
        made.errors += _unaligned(gold.name, number, expected, found, aligned)
    made.aligned = len(pairs)
    for row, citation in pairs:
        _compare(made, gold.name, row, citation)
    made.field_gold = sum(
        len(values(r, f)) for rs in gold.by_note.values() for r in rs for f in FIELDS
    )
    made.field_found = sum(len(printed(c, f)) for c in system.cited.citations for f in FIELDS)
    made.short_gold = sum(r["ref_form"] in SHORT for rs in gold.by_note.values() for r in rs)
    made.short_found = sum(c.ref_form in SHORT for c in system.cited.citations)
    _resolution(made, gold, pairs, system)
    _clusters(made, gold, pairs, system)
    return made


def _place(citation: Citation) -> int:
    return -1 if citation.place_kind == "bibliography" else citation.note


def _unaligned(
    name: str, number: int, expected: Sequence[Row], found: Sequence[Citation],
    aligned: Sequence[tuple[Row, Citation]],
) -> list[str]:  # fmt: skip
    rows, ids = {id(r) for r, _ in aligned}, {c.citation_id for _, c in aligned}
    missed = [f"{name} {number} missed: {r['raw']}" for r in expected if id(r) not in rows]
    return missed + [f"{name} {number} extra: {c.raw}" for c in found if c.citation_id not in ids]


def align(expected: Sequence[Row], found: Sequence[Citation]) -> list[tuple[Row, Citation]]:
    """Pair gold and found citations of one note, the most alike first."""
    alike = sorted(
        (
            (-overlap(row["raw"], c.raw), abs(i - j), i, j)
            for i, row in enumerate(expected)
            for j, c in enumerate(found)
        )
    )
    rows: set[int] = set()
    mine: set[int] = set()
    pairs = []
    for negative, _, i, j in alike:
        if -negative >= SAME_SPAN and i not in rows and j not in mine:
            rows.add(i)
            mine.add(j)
            pairs.append((i, j))
    return [(expected[i], found[j]) for i, j in sorted(pairs)]


def overlap(one: str, other: str) -> float:
    """Share of words that two spans have in common.

    >>> overlap("a b", "a b c")
    0.8
    """
    a, b = Counter(re.findall(r"\w+", one)), Counter(re.findall(r"\w+", other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def soft(text: str) -> str:
    """A value without case, marks, punctuation and spaces."""
    return re.sub(r"[\W_]+", "", fold(text))


def printed(citation: Citation, name: str) -> list[str]:
    """The printed values of a field of a citation of ours."""
    if name == "authors":
        return [author for author in citation.authors.split("; ") if author]
    if name == "pages_all":
        if citation.type == "archival" and (citation.archive or citation.delo or citation.list):
            return []
        return [p for pages in (citation.pages, citation.locator) for p in pages.split(", ") if p]
    value = getattr(citation, name)
    return [value] if value else []


def _compare(made: Score, name: str, row: Row, citation: Citation) -> None:
    wrong = []
    for field_name in FIELDS:
        expected = Counter(map(soft, values(row, field_name)))
        found = Counter(map(soft, printed(citation, field_name)))
        right = sum((expected & found).values())
        made.field_right += right
        made.by_field[f"{field_name} right"] += right
        made.by_field[f"{field_name} gold"] += sum(expected.values())
        made.by_field[f"{field_name} found"] += sum(found.values())
        if expected != found:
            wrong.append(
                f"{field_name}: {values(row, field_name)} ≠ {printed(citation, field_name)}"
            )
    made.whole += not wrong
    made.types += row["type"] == citation.type
    if row["type"] != citation.type:
        wrong.append(f"type: {row['type']} ≠ {citation.type}")
    wrong += _archival(made, row, citation)
    both = row["ref_form"] in SHORT and citation.ref_form in SHORT
    made.short_right += both
    if (row["ref_form"] in SHORT) != (citation.ref_form in SHORT):
        wrong.append(f"form: {row['ref_form']} ≠ {citation.ref_form}")
    if wrong:
        made.errors.append(f"{name} {row['cid']} {citation.raw}\n      " + "\n      ".join(wrong))


def _archival(made: Score, row: Row, citation: Citation) -> list[str]:
    shelf = row.get("archival") or {}
    wrong = []
    for field_name in ARCHIVAL:
        if expected := shelf.get(field_name):
            made.archival_gold += 1
            right = soft(str(expected)) == soft(getattr(citation, field_name))
            made.archival_right += right
            if not right:
                wrong.append(f"{field_name}: {expected} ≠ {getattr(citation, field_name)}")
    return wrong


def _resolution(
    made: Score, gold: GoldCitations, pairs: Sequence[tuple[Row, Citation]], system: System
) -> None:
    """A short reference is right if it got the work of a citation of the same gold work."""
    ours = {row["cid"]: citation for row, citation in pairs}
    gold_work = {row["cid"]: row["work_id"] for rows in gold.by_note.values() for row in rows}
    resolutions = {r.citation_id: r for r in system.cited.resolutions}
    for rows in gold.by_note.values():
        for row in rows:
            if row["ref_form"] not in SHORT or not row.get("antecedent_cid"):
                continue
            made.to_resolve += 1
            mine, target = ours.get(row["cid"]), ours.get(row["antecedent_cid"])
            work = system.work_of.get(mine.citation_id) if mine else None
            wanted = system.work_of.get(target.citation_id) if target else None
            same = gold_work.get(row["antecedent_cid"]) == row["work_id"]
            if work is not None and (work == wanted) == same:
                made.resolved += 1
            else:
                _wrongly_resolved(made, gold.name, row, mine, work, resolutions)


def _wrongly_resolved(
    made: Score, name: str, row: Row, mine: Citation | None, work: str | None,
    resolutions: Mapping[str, Resolution],
) -> None:  # fmt: skip
    resolution = resolutions.get(mine.citation_id) if mine else None
    silent = work is not None and not (resolution and resolution.warning)
    made.resolved_wrong += silent
    made.errors.append(
        f"{name} {row['cid']} not resolved to {row['antecedent_cid']}: {row['raw']}"
        f" -> {work} {resolution}"
    )


def _clusters(
    made: Score, gold: GoldCitations, pairs: Sequence[tuple[Row, Citation]], system: System
) -> None:
    keys = [
        (row["work_id"], system.work_of.get(c.citation_id) or f"none {i}")
        for i, (row, c) in enumerate(pairs)
    ]
    expected, found, both = Counter(a for a, _ in keys), Counter(b for _, b in keys), Counter(keys)
    made.b_precision = sum(both[k] / found[k[1]] for k in keys)
    made.b_recall = sum(both[k] / expected[k[0]] for k in keys)
    counts = Counter(r["work_id"] for rows in gold.by_note.values() for r in rows)
    ours = Counter(system.work_of.get(c.citation_id) for c in system.cited.citations)
    for work, count in sorted(counts.items()):
        mine = Counter(b for a, b in keys if a == work).most_common(1)
        right = bool(mine) and ours[mine[0][0]] == count
        made.works += 1
        made.works_right += right
        if not right:
            found_counts = [(b, ours[b]) for b, _ in mine]
            made.errors.append(f"{gold.name} work {work}: {count} ≠ {found_counts}")


def f1(right: int | float, found: int | float, gold: int | float) -> float:
    """The harmonic mean of precision and recall.

    >>> f1(1, 2, 1)
    0.6667
    """
    return round(2 * right / (found + gold), 4) if found + gold else 1.0


def figures(total: Score, name: str) -> list[Measured]:
    """The figures of a set of citations."""
    share = _share
    precision = total.b_precision / max(1, total.aligned)
    recall = total.b_recall / max(1, total.aligned)
    return [
        Measured(
            f"{name}: citation segmentation F1",
            total.gold,
            f1(total.aligned, total.found, total.gold),
        ),
        Measured(
            f"{name}: fields, soft F1",
            total.field_gold,
            f1(total.field_right, total.field_found, total.field_gold),
        ),
        Measured(
            f"{name}: whole citations F1", total.gold, f1(total.whole, total.found, total.gold)
        ),
        Measured(
            f"{name}: archival fields",
            total.archival_gold,
            share(total.archival_right, total.archival_gold),
        ),
        Measured(f"{name}: types", total.aligned, share(total.types, total.aligned)),
        Measured(
            f"{name}: short references F1",
            total.short_gold,
            f1(total.short_right, total.short_found, total.short_gold),
        ),
        Measured(
            f"{name}: short references resolved",
            total.to_resolve,
            share(total.resolved, total.to_resolve),
        ),
        Measured(
            f"{name}: wrong without a warning",
            total.to_resolve,
            share(total.resolved_wrong, total.to_resolve, 0.0),
        ),
        Measured(f"{name}: works, B³ F1", total.aligned, _harmonic(precision, recall)),
        Measured(
            f"{name}: rows of the frequency table",
            total.works,
            share(total.works_right, total.works),
        ),
    ]


def _harmonic(a: float, b: float) -> float:
    return round(2 * a * b / (a + b), 4) if a + b else 0.0


def _share(right: int, of: int, empty: float = 1.0) -> float:
    return round(right / of, 4) if of else empty


def total_of(golds: Iterable[GoldCitations]) -> Score:
    """The counts of several annotated articles."""
    total = Score()
    for gold in golds:
        total.add(score(gold, run(gold)))
    return total


def measure_sample(path: Path) -> list[Measured]:
    """Figures on the sample article, with the warnings that its slips deserve."""
    gold = sample(path)
    system = run(gold)
    warned = {(_note_of(r.citation_id)) for r in system.cited.resolutions if r.warning} | {
        c.note for c in system.cited.citations if c.warnings
    }
    due = (13, 19, 22, 23)
    found = sum(note in warned for note in due)
    return [
        *figures(score(gold, system), "sample article"),
        Measured(
            "sample article: warnings on notes 13, 19, 22, 23", len(due), _share(found, len(due))
        ),
    ]


def _note_of(citation_id: str) -> int:
    return int(citation_id.rpartition(":n")[2].partition(".")[0])


def measure_handwritten(gold: Path) -> list[Measured]:
    """Figures on the notes written by hand, before and after the rules were finished."""
    return [
        figure
        for name in ("notes", "notes_later")
        for figure in figures(total_of(handwritten(gold / f"{name}.jsonl")), f"hand-written {name}")
    ]


def measure_own(citations: Path, articles: Path) -> list[Measured]:
    """Figures on our annotated articles together."""
    return figures(
        total_of(own(path, articles) for path in sorted(citations.glob("*.jsonl"))), "own articles"
    )
