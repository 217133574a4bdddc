"""What is cited together, what beside an entity, and which articles share their works."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from pipeline.measuring import evidence

Row = dict[str, Any]
WORK_WINDOWS = ("note", "paragraph", "document")
Place = tuple[str, int]  # document, paragraph


def placed(
    citations: pd.DataFrame,
    notes: pd.DataFrame,
    sentences: pd.DataFrame,
    origins: Mapping[str, Sequence[int]],
) -> pd.DataFrame:
    """Citations of works with the paragraph that they belong to; -1 where none is known.

    A note belongs to the paragraph of its marker, a citation in running text to its own.
    """
    cited = citations[(citations["work_id"] != "") & (citations["place_kind"] != "bibliography")]
    markers = {
        (row.doc_id, row.note): int(row.marker_start)
        for row in notes.dropna(subset=["marker_start"]).itertuples()
    }
    finder = _Paragraphs(sentences)
    paragraphs = []
    for row in cited.itertuples():
        if row.place_kind == "note":
            at = markers.get((row.doc_id, row.note), -1)
        else:
            at = bisect_left(origins[str(row.doc_id)], int(row.raw_start))
        paragraphs.append(finder.at(str(row.doc_id), at))
    return cited.assign(paragraph=paragraphs)


class _Paragraphs:
    """The paragraph that holds an offset of a document."""

    def __init__(self, sentences: pd.DataFrame) -> None:
        self.starts: dict[str, list[int]] = defaultdict(list)
        self.numbers: dict[str, list[int]] = defaultdict(list)
        for row in sentences.sort_values(["doc_id", "start"]).itertuples():
            self.starts[str(row.doc_id)].append(int(row.start))
            self.numbers[str(row.doc_id)].append(int(row.paragraph))

    def at(self, doc_id: str, offset: int) -> int:
        """The number of the paragraph, -1 for an offset before the text.

        A marker stands behind the last word of its sentence, so the sentence begins before it.
        """
        index = bisect_right(self.starts[doc_id], max(offset - 1, 0)) - 1
        return self.numbers[doc_id][index] if offset >= 0 and index >= 0 else -1


def work_pairs(cited: pd.DataFrame, raws: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Rows of ``work_pairs`` and their evidence: works cited in one note, paragraph, article."""
    rows: list[Row] = []
    proofs: list[Row] = []
    for window in WORK_WINDOWS:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for group in _work_windows(cited, window):
            first = group.drop_duplicates("work_id")
            for a, b in combinations(sorted(first.to_dict("records"), key=_work), 2):
                found[a["work_id"], b["work_id"]].append(min(a, b, key=_start))
        for (a, b), places in sorted(found.items()):
            documents = {place["doc_id"] for place in places}
            rows.append({
                "window": window, "work_a": a, "work_b": b, "n": len(places),
                "n_documents": len(documents),
            })  # fmt: skip
            proofs += [
                _citation_proof(f"works-{window}", f"{a} {b}", place, raws) for place in places
            ]
    return rows, proofs


def _work(row: Row) -> str:
    return str(row["work_id"])


def _start(row: Row) -> tuple[int, str]:
    return int(row["raw_start"]), str(row["work_id"])


def _work_windows(cited: pd.DataFrame, window: str) -> Iterator[pd.DataFrame]:
    if window == "note":
        inside, keys = cited[cited["place_kind"] == "note"], ["doc_id", "note"]
    elif window == "paragraph":
        inside, keys = cited[cited["paragraph"] >= 0], ["doc_id", "paragraph"]
    else:
        inside, keys = cited, ["doc_id"]
    ordered = inside.sort_values(["doc_id", "raw_start"])
    yield from (group for _, group in ordered.groupby(keys, sort=True))


def entity_works(
    mentions: pd.DataFrame, sentences: pd.DataFrame, cited: pd.DataFrame, raws: Mapping[str, str]
) -> tuple[list[Row], list[Row]]:
    """Rows of ``entity_works`` and their evidence: works cited in paragraphs that name an entity.

    `n` counts citations; `share` is their part of all citations in the entity's paragraphs.
    """
    named = mentions[(mentions["entity_id"] != "") & (mentions["label"] != "DATE")]
    paragraph = named.merge(
        sentences[["doc_id", "sentence_id", "paragraph"]], on=["doc_id", "sentence_id"], how="left"
    )
    entities: dict[Place, set[str]] = defaultdict(set)
    for row in paragraph.itertuples():
        entities[str(row.doc_id), int(row.paragraph)].add(str(row.entity_id))
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    totals: dict[str, int] = defaultdict(int)
    for record in cited.sort_values(["doc_id", "raw_start"]).to_dict("records"):
        for entity in sorted(entities.get((record["doc_id"], record["paragraph"]), ())):
            found[entity, record["work_id"]].append(record)
            totals[entity] += 1
    rows: list[Row] = []
    proofs: list[Row] = []
    for (entity, work), places in sorted(found.items()):
        rows.append({
            "entity_id": entity, "work_id": work, "n": len(places),
            "n_documents": len({place["doc_id"] for place in places}),
            "share": round(len(places) / totals[entity], 4),
        })  # fmt: skip
        proofs += [
            _citation_proof("entity-work", f"{entity} {work}", place, raws) for place in places
        ]
    return rows, proofs


def _citation_proof(kind: str, key: str, place: Row, raws: Mapping[str, str]) -> Row:
    raw = raws[place["doc_id"]]
    around = evidence.context(raw, int(place["raw_start"]), int(place["raw_end"]))
    return {
        "kind": kind, "id": key, "doc_id": place["doc_id"], "start": int(place["raw_start"]),
        "sentence_id": "", **around, "hit": place["raw"],
    }  # fmt: skip


def document_pairs(
    cited: pd.DataFrame, raws: Mapping[str, str]
) -> tuple[list[Row], list[Row]]:
    """Rows of ``document_pairs`` and their evidence: articles coupled by the works that both cite.

    `strength` is the number of shared works over the geometric mean of the two lists (Salton;
    Kessler 1963). The evidence of a shared work is its first citation in the first article.
    """
    ordered = cited.sort_values(["doc_id", "raw_start"]).drop_duplicates(["doc_id", "work_id"])
    first: dict[str, dict[str, Row]] = defaultdict(dict)
    for record in ordered.to_dict("records"):
        first[str(record["doc_id"])][str(record["work_id"])] = record
    holders: dict[str, list[str]] = defaultdict(list)
    for doc_id in sorted(first):
        for work in sorted(first[doc_id]):
            holders[work].append(doc_id)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for work, ids in sorted(holders.items()):
        for pair in combinations(ids, 2):
            shared[pair].append(work)
    rows: list[Row] = []
    proofs: list[Row] = []
    for (a, b), works in sorted(shared.items()):
        size = (len(first[a]) * len(first[b])) ** 0.5
        rows.append({
            "doc_a": a, "doc_b": b, "n_works": len(works), "strength": round(len(works) / size, 4),
        })  # fmt: skip
        proofs += [
            _citation_proof("document-pair", f"{a} {b}", first[a][work], raws) for work in works
        ]
    return rows, proofs
