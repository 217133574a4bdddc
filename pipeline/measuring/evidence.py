"""The places that every number rests on, with the words around them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

AROUND = 60  # characters before and after a hit

Row = dict[str, Any]


def mention_rows(mentions: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Row]:
    """A row for each mention that belongs to an entity."""
    for row in mentions.itertuples():
        if row.entity_id:
            yield {
                "kind": "mention", "id": row.entity_id, "doc_id": row.doc_id, "start": row.start,
                "sentence_id": row.sentence_id,
                **context(texts[str(row.doc_id)], int(row.start), int(row.end)),
            }  # fmt: skip


def citation_rows(citations: pd.DataFrame, raws: Mapping[str, str]) -> Iterator[Row]:
    """A row for each citation of a work; offsets are those of the text as extracted."""
    for row in citations.itertuples():
        if row.work_id and row.place_kind != "bibliography":
            around = context(raws[str(row.doc_id)], int(row.raw_start), int(row.raw_end))
            yield {
                "kind": "citation", "id": row.work_id, "doc_id": row.doc_id,
                "start": row.raw_start, "sentence_id": "", **around, "hit": row.raw,
            }  # fmt: skip


def counted_rows(
    keyed: Mapping[str, pd.DataFrame], citations: pd.DataFrame, raws: Mapping[str, str]
) -> Iterator[Row]:
    """A row for each citation that a container, author or archive is counted by.

    `keyed` gives for each level the ids (column ``id``) of citations (column ``citation_id``).
    """
    by_id = citations.set_index("citation_id")
    for level, pairs in keyed.items():
        for row in pairs.itertuples():
            cited = by_id.loc[row.citation_id]
            start, end = int(cited["raw_start"]), int(cited["raw_end"])
            yield {
                "kind": f"citation-{level}", "id": row.id, "doc_id": cited["doc_id"],
                "start": start, "sentence_id": "",
                **context(raws[str(cited["doc_id"])], start, end), "hit": cited["raw"],
            }  # fmt: skip


def context(text: str, start: int, end: int) -> Row:
    """The hit and what stands around it on one line.

    >>> context("Enver Paşa Bakü’ye gitti.", 0, 10)["right"]
    ' Bakü’ye gitti.'
    """
    return {
        "left": _line(text[max(0, start - AROUND) : start]),
        "hit": _line(text[start:end]),
        "right": _line(text[end : end + AROUND]),
    }


def _line(text: str) -> str:
    for mark in "\r\n\t\f":
        text = text.replace(mark, " ")
    return text
