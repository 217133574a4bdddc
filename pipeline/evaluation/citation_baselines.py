"""What simple methods make of the same citations: the bar that ours must be above.

A note cut at its semicolons; a short form resolved to the citation before it; printed references
merged when their strings are alike (Jaro-Winkler, .90, a usual threshold of record linkage).
AnyStyle (Ruby) and GROBID (Java) are no packages of Python and are not run here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from pipeline.evaluation.citation_gold import GoldCitations, Row, handwritten, own
from pipeline.evaluation.citing import SHORT, align, f1
from pipeline.evaluation.scores import Score
from pipeline.records import Citation
from pipeline.text.casing import fold

ALIKE = 0.90


def measure(gold: Path) -> list[Score]:
    """The baselines on our annotated articles and hand-written notes together."""
    paths = sorted((gold / "citations").glob("*.jsonl"))
    golds = [own(path, gold / "articles") for path in paths]
    golds += [g for n in ("notes", "notes_later") for g in handwritten(gold / f"{n}.jsonl")]
    rows = sum(len(rows) for g in golds for rows in g.by_note.values())
    short = sum(r["ref_form"] in SHORT for g in golds for rs in g.by_note.values() for r in rs)
    return [
        _score("split at semicolons: segmentation F1", rows, semicolons(golds)),
        _score("the citation before: short references resolved", short, nearest(golds)),
        _score("Jaro-Winkler .90: works, B³ F1", rows, alike(golds)),
    ]


def _score(name: str, n: int, value: float) -> Score:
    return Score("citations", "our gold, baseline", name, n, round(value, 4))


def semicolons(golds: Iterable[GoldCitations]) -> float:
    """Segmentation F1 of notes cut at every semicolon."""
    aligned = found = expected = 0
    for gold in golds:
        texts = {int(note.label): note.text for note in gold.article.notes}
        for number, text in texts.items():
            parts = [part.strip(" .") for part in text.split(";") if part.strip(" .")]
            rows = gold.by_note.get(number, ())
            aligned += len(align(rows, [_bare(part) for part in parts]))
            found += len(parts)
            expected += len(rows)
    return f1(aligned, found, expected)


def _bare(text: str) -> Citation:
    return Citation("", "", 0, 1, "note", text, 0, len(text))


def _in_order(gold: GoldCitations) -> list[Row]:
    return [row for number in sorted(gold.by_note) if number > 0 for row in gold.by_note[number]]


def nearest(golds: Iterable[GoldCitations]) -> float:
    """Share of short references whose work is that of the citation before them."""
    right = total = 0
    for gold in golds:
        rows = _in_order(gold)
        for before, row in zip([None, *rows], rows, strict=False):
            if row["ref_form"] in SHORT and row.get("antecedent_cid"):
                total += 1
                right += before is not None and before["work_id"] == row["work_id"]
    return right / max(total, 1)


def alike(golds: Iterable[GoldCitations]) -> float:
    """B³ F1 of citations merged when their strings are alike, in each article."""
    precision = recall = count = 0.0
    for gold in golds:
        rows = _in_order(gold)
        cluster = _merged([fold(row["raw"]) for row in rows])
        keys = [(row["work_id"], cluster[at]) for at, row in enumerate(rows)]
        expected, found, both = (
            Counter(a for a, _ in keys), Counter(b for _, b in keys), Counter(keys),
        )  # fmt: skip
        precision += sum(both[key] / found[key[1]] for key in keys)
        recall += sum(both[key] / expected[key[0]] for key in keys)
        count += len(keys)
    return 2 * precision * recall / max(count * (precision + recall), 1e-9)


def _merged(texts: Sequence[str]) -> list[int]:
    """The cluster of each text: single linkage."""
    cluster = list(range(len(texts)))
    for a, b in combinations(range(len(texts)), 2):
        if JaroWinkler.normalized_similarity(texts[a], texts[b]) >= ALIKE:
            old, new = cluster[b], cluster[a]
            cluster = [new if each == old else each for each in cluster]
    return cluster
