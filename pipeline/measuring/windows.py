"""Which entities stand together in which sentence, paragraph, section, note or document."""

from collections.abc import Iterator

import pandas as pd

WINDOWS = ("sentence", "paragraph", "section", "document")  # of the text; notes are apart
NOTE = "note"


def windows(mentions: pd.DataFrame, sentences: pd.DataFrame, window: str) -> pd.DataFrame:
    """One row for each entity of each window: window, entity_id, doc_id, first start.

    An entity named twice in a window counts once: windows are counted, not words. Dates are no
    nodes of a network and stay out.
    """
    named = mentions[(mentions["entity_id"] != "") & (mentions["label"] != "DATE")]
    placed = named.merge(
        sentences[["doc_id", "sentence_id", "paragraph"]], on=["doc_id", "sentence_id"], how="left"
    )
    if window == "sentence":
        key = placed["sentence_id"].astype("string")
    elif window == "paragraph":
        key = placed["doc_id"] + "\x1f" + placed["paragraph"].astype("string")
    elif window == "section":
        key = placed["doc_id"] + "\x1f" + placed["section_id"].astype("string")
    else:
        key = placed["doc_id"].astype("string")
    placed = placed.assign(window=key)
    first = placed.sort_values(["doc_id", "start"]).drop_duplicates(["window", "entity_id"])
    return first[["window", "entity_id", "doc_id", "sentence_id", "start", "end"]]


def note_windows(note_mentions: pd.DataFrame) -> pd.DataFrame:
    """The same for the prose of notes; ``start`` and ``end`` are those of the extracted text."""
    named = note_mentions[(note_mentions["entity_id"] != "") & (note_mentions["label"] != "DATE")]
    key = named["doc_id"] + "\x1f" + named["note"].astype("string")
    placed = named.assign(window=key, sentence_id="").rename(
        columns={"raw_start": "start", "raw_end": "end"}
    )
    first = placed.sort_values(["doc_id", "start"]).drop_duplicates(["window", "entity_id"])
    return first[["window", "entity_id", "doc_id", "sentence_id", "start", "end"]]


def n_windows(sentences: pd.DataFrame, window: str) -> int:
    """How many windows of a kind the texts have, with names or without."""
    if window == "sentence":
        return len(sentences)
    if window == "paragraph":
        return len(sentences[["doc_id", "paragraph"]].drop_duplicates())
    if window == "section":
        return len(sentences[["doc_id", "section_id"]].drop_duplicates())
    return int(sentences["doc_id"].nunique())


def n_notes(notes: pd.DataFrame) -> int:
    """How many notes have a body."""
    return int((notes["text"] != "").sum())


def pairs(together: pd.DataFrame) -> Iterator[tuple[str, str, str, int, int]]:
    """Entity pairs (in order of id) of each window, with document and the later one's row."""
    for _, group in together.groupby("window", sort=True):
        rows = sorted(group.itertuples(), key=lambda row: str(row.entity_id))
        for i, a in enumerate(rows):
            for b in rows[i + 1 :]:
                yield (
                    str(a.entity_id), str(b.entity_id), str(a.doc_id),
                    int(a.Index), int(b.Index),
                )  # fmt: skip
