"""Stretches of the clean texts, and their offsets as other programs count."""

from pipeline.exporting.finished import Finished


def sentence_rows(run: Finished) -> list[tuple[str, str, str, int, int, str]]:
    """Document, sentence, language, start, end and text of every sentence, in order."""
    return [
        (
            str(row.doc_id), str(row.sentence_id), str(row.lang), int(row.start), int(row.end),
            run.texts[str(row.doc_id)][int(row.start) : int(row.end)],
        )
        for row in run.tables["sentences"].sort_values(["doc_id", "start"]).itertuples()
    ]  # fmt: skip


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
