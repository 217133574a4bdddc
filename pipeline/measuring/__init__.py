"""Counts, association and evidence: pure functions on the tables and the texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from pipeline.measuring import association, evidence, relations, sources
from pipeline.measuring.frequencies import (
    LEVELS,
    citation_frequency,
    counted,
    rankings,
    source_years,
)
from pipeline.measuring.networks import entity_network
from pipeline.measuring.windows import (
    NOTE,
    WINDOWS,
    n_notes,
    n_windows,
    note_windows,
    pairs,
    windows,
)

Row = dict[str, Any]
FREQUENCY_COLUMNS = ["level", "id", "label", "n_citations", "n_full"]
PAIR_COLUMNS = ["window", "entity_a", "entity_b", "n"]


def measure(
    tables: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    raws: Mapping[str, str],
    origins: Mapping[str, Sequence[int]],
) -> dict[str, Iterable[Row]]:
    """Rows of the tables that are counted: name to rows.

    Clean texts, texts as extracted, and where each character of the clean text stood, by document.
    """
    rows: list[Row] = []
    pair_evidence: list[Row] = []
    for window in WINDOWS:
        inside = windows(tables["mentions"], tables["sentences"], window)
        total = n_windows(tables["sentences"], window)
        together, found = cooccurrence(inside, total, texts, window)
        rows += together
        pair_evidence += found
    inside, total = note_windows(tables["note_mentions"]), n_notes(tables["notes"])
    together, found = cooccurrence(inside, total, raws, NOTE)
    rows += together
    pair_evidence += found
    cited = relations.placed(tables["citations"], tables["notes"], tables["sentences"], origins)
    work_pairs, work_evidence = relations.work_pairs(cited, raws)
    beside, beside_evidence = relations.entity_works(
        tables["mentions"], tables["sentences"], cited, raws
    )
    frequency = list(citation_frequency(tables["citations"], tables["works"]))
    keyed = counted(tables["citations"], tables["works"])
    held = {level: keyed[level] for level in LEVELS if level != "work"}  # works have theirs
    kinds = sources.keyed(tables["citations"], tables["works"], tables["documents"])
    coupled, coupled_evidence = relations.document_pairs(cited, raws)
    return {
        "cooccurrence": rows,
        "evidence": chain(
            evidence.mention_rows(tables["mentions"], texts),
            evidence.citation_rows(tables["citations"], raws),
            evidence.counted_rows({**held, **kinds}, tables["citations"], raws),
            pair_evidence,
            work_evidence,
            beside_evidence,
            coupled_evidence,
        ),
        "citation_frequency": frequency,
        "rankings": rankings(pd.DataFrame(frequency, columns=FREQUENCY_COLUMNS)),
        "source_years": source_years(tables["works"]),
        "source_kinds": sources.source_kinds(kinds),
        "entity_years": sources.entity_years(tables["mentions"], tables["documents"]),
        "entity_network": entity_network(pd.DataFrame(rows, columns=PAIR_COLUMNS)),
        "work_pairs": work_pairs,
        "entity_works": beside,
        "document_pairs": coupled,
        "faithfulness": faithfulness(tables["mentions"], tables["sections"]),
    }


def cooccurrence(
    together: pd.DataFrame, total: int, texts: Mapping[str, str], window: str
) -> tuple[list[Row], list[Row]]:
    """Rows of ``cooccurrence`` for one window, and their rows of ``evidence``.

    `together` is what `windows` answers, `total` the number of windows, with names or without.
    """
    alone = Counter(together["entity_id"])
    found: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for one, other, doc_id, row_a, row_b in pairs(together):
        found.setdefault((one, other), []).append((doc_id, row_a, row_b))
    keys = sorted(found)
    n = np.array([len(found[key]) for key in keys], np.int64)
    a = np.array([alone[key[0]] for key in keys], np.int64)
    b = np.array([alone[key[1]] for key in keys], np.int64)
    tests = len(alone) * (len(alone) - 1) // 2
    p = association.corrected(association.p_values(n, a, b, total), tests)
    numbers = zip(
        keys, n, association.expected(a, b, total), association.log_likelihood(n, a, b, total),
        association.npmi(n, a, b, total), p, strict=True,
    )  # fmt: skip
    rows = [
        {
            "window": window, "entity_a": key[0], "entity_b": key[1], "n": int(count),
            "n_documents": len({doc_id for doc_id, _, _ in found[key]}),
            "expected": round(float(chance), 4), "log_likelihood": round(float(ratio), 4),
            "npmi": round(float(information), 4), "p_value": round(float(probability), 6),
        }
        for key, count, chance, ratio, information, probability in numbers
    ]  # fmt: skip
    return rows, _pair_evidence(found, together, texts, window)


def _pair_evidence(
    found: Mapping[tuple[str, str], list[tuple[str, int, int]]],
    together: pd.DataFrame,
    texts: Mapping[str, str],
    window: str,
) -> list[Row]:
    """From the earlier of the two names to the later, in each window of each pair."""
    start, end = together["start"].to_dict(), together["end"].to_dict()
    sentence = together["sentence_id"].to_dict()
    rows = []
    for (a, b), places in sorted(found.items()):
        for doc_id, row_a, row_b in places:
            first = row_a if start[row_a] <= start[row_b] else row_b
            last = max(int(end[row_a]), int(end[row_b]))
            stop = last if window == "sentence" else int(end[first])
            rows.append({
                "kind": f"pair-{window}", "id": f"{a} {b}", "doc_id": doc_id,
                "start": int(start[first]), "sentence_id": sentence[first],
                **evidence.context(texts[doc_id], int(start[first]), stop),
            })  # fmt: skip
    return rows


def faithfulness(mentions: pd.DataFrame, sections: pd.DataFrame) -> Iterator[Row]:
    """Entities of one abstract that the other lacks, for documents with abstracts in both."""
    abstracts = sections[sections["kind"] == "abstract"]
    for doc_id, group in abstracts.groupby("doc_id", sort=True):
        languages = set(group["lang"])
        if not {"tr", "en"} <= languages:
            continue
        inside = mentions[
            (mentions["doc_id"] == doc_id)
            & mentions["section_id"].isin(group["section_id"])
            & (mentions["entity_id"] != "")
        ]
        first = inside.drop_duplicates(["entity_id", "lang"])
        counts = first.groupby("entity_id").size()
        for row in first.itertuples():
            if counts[row.entity_id] == 1:
                yield {
                    "doc_id": doc_id, "entity_id": row.entity_id, "only_in": row.lang,
                    "form": row.base_form,
                }  # fmt: skip
