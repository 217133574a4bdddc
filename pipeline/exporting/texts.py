"""The clean text of each document, put together again from its tokens."""

from collections.abc import Mapping

import pandas as pd

Tables = Mapping[str, pd.DataFrame]


def texts(tables: Tables) -> dict[str, str]:
    """Document id to clean text: every offset of the tables points into it.

    Between tokens the clean text holds only white space: a blank, or a blank line between
    paragraphs.
    """
    paragraph = tables["sentences"].set_index(["doc_id", "sentence_id"])["paragraph"].to_dict()
    lengths = tables["documents"].dropna(subset=["n_chars"]).set_index("doc_id")["n_chars"]
    made = {}
    for doc_id, tokens in tables["tokens"].groupby("doc_id", sort=True):
        parts: list[str] = []
        at, last = 0, None
        for row in tokens.sort_values("start").itertuples():
            here = paragraph[row.doc_id, row.sentence_id]
            gap = int(row.start) - at
            blank = "\n\n" if gap == 2 and last is not None and here != last else " " * gap
            parts += [blank, str(row.text)]
            at, last = int(row.end), here
        text = "".join(parts)
        made[str(doc_id)] = text.ljust(int(lengths.get(doc_id, len(text))))
    return made


def sentence_rows(tables: Tables) -> list[tuple[str, str, str, int, int, str]]:
    """Document, sentence, language, start, end and text of every sentence, in order."""
    whole = texts(tables)
    return [
        (
            str(row.doc_id), str(row.sentence_id), str(row.lang), int(row.start), int(row.end),
            whole[str(row.doc_id)][int(row.start) : int(row.end)],
        )
        for row in tables["sentences"].sort_values(["doc_id", "start"]).itertuples()
        if str(row.doc_id) in whole
    ]  # fmt: skip


def utf16(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 code units, as JavaScript counts.

    >>> utf16("𝔘 İzmir", 2)
    3
    """
    return offset + sum(ord(char) > 0xFFFF for char in text[:offset])
