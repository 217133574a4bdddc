"""Stretches of the clean texts, and their offsets as other programs count."""

from bisect import bisect_left
from collections.abc import Callable, Iterator

import pandas as pd

from pipeline.exporting.finished import Finished


def sentence_rows(run: Finished) -> Iterator[tuple[str, str, str, int, int, str]]:
    """Document, sentence, language, start, end and text of every sentence, in order."""
    for row in run.tables["sentences"].sort_values(["doc_id", "start"]).itertuples():
        doc_id, start, end = str(row.doc_id), int(row.start), int(row.end)
        text = run.texts[doc_id][start:end]
        yield doc_id, str(row.sentence_id), str(row.lang), start, end, text


def by_document(table: pd.DataFrame) -> Callable[[str], pd.DataFrame]:
    """The rows of a document by its id, in their order; grouped once, none where it has none.

    >>> rows = by_document(pd.DataFrame({"doc_id": ["b", "a", "b"], "start": [1, 2, 3]}))
    >>> list(rows("b")["start"]), list(rows("c")["start"])
    ([1, 3], [])
    """
    places = table.groupby("doc_id").indices
    return lambda doc_id: table.iloc[places.get(doc_id, [])]


def utf16_of(text: str) -> Callable[[int], int]:
    """`utf16` for many offsets into one text, which is scanned once.

    >>> at = utf16_of("𐰀 İzmir")
    >>> at(0), at(2)
    (0, 3)
    """
    beyond = [place for place, char in enumerate(text) if char > "\uffff"]
    return lambda offset: offset + bisect_left(beyond, offset)


def utf16(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 code units, as JavaScript counts.

    >>> utf16("𐰀 İzmir", 2)
    3
    """
    return offset + sum(ord(char) > 0xFFFF for char in text[:offset])


def code_points(text: str, offset: int) -> int:
    """An offset in UTF-16 code units as one in code points: `utf16` back.

    An offset within a character raises a `ValueError`.

    >>> code_points("𐰀 İzmir", 3)
    2
    """
    return len(text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le"))
