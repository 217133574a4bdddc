"""What a person corrected in INCEpTION, doccano or Prodigy, as lines for ``corrections.csv``."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import cassis

from pipeline import finished
from pipeline.errors import PipelineError
from pipeline.exporting.inception import NAMED, typesystem
from pipeline.exporting.texts import code_points
from pipeline.records import LABELS
from pipeline.tagging.corrections import HEAD
from pipeline.text.legal import legal

Spans = dict[tuple[int, int], str]
Line = tuple[str, int, int, str, str, str]


class Window(NamedTuple):
    """A stretch of a document that a person looked at, its text, and what it should hold."""

    doc_id: str
    start: int
    end: int
    text: str
    spans: Spans


def lines(out: Path, edited: Path) -> Iterator[Line]:
    """Rows under `HEAD` for what `edited` (a file, or a folder of XMI files) changes of a run.

    A file that was exported from another run raises ``E_CONFIG``, before any row.
    """
    run = finished.read(out)
    windows = list(_windows(edited))
    for window in windows:
        _check(window, run.texts, out, edited)
    before: dict[str, Spans] = defaultdict(dict)
    for row in run.tables["mentions"].itertuples():
        before[str(row.doc_id)][int(row.start), int(row.end)] = str(row.label)
    for window in windows:
        text = run.texts[window.doc_id]
        old = {
            place: label for place, label in before[window.doc_id].items()
            if window.start <= place[0] and place[1] <= window.end
        }  # fmt: skip
        for place in sorted(old.keys() | window.spans.keys()):
            was, now = old.get(place, ""), window.spans.get(place, "")
            if was != now:
                if now not in ("", *LABELS):
                    raise PipelineError("E_CONFIG", f"{edited}: label {now!r} is not known")
                yield window.doc_id, *place, text[slice(*place)], was, now


def _check(window: Window, texts: Mapping[str, str], out: Path, edited: Path) -> None:
    """Offsets tell nothing of a text that has changed since the export."""
    if window.doc_id not in texts:
        raise PipelineError("E_CONFIG", f"{edited}: {window.doc_id!r} is no document of {out}")
    if legal(texts[window.doc_id][window.start : window.end]) != legal(window.text):
        raise PipelineError(
            "E_CONFIG",
            f"{edited}: the text of {window.doc_id!r} at {window.start} is not that of {out}: "
            "exported from another run; export again",
        )


def _windows(edited: Path) -> Iterator[Window]:
    if edited.is_dir():
        files = sorted(edited.glob("*.xmi"))
        if not files:
            raise PipelineError("E_NO_INPUT", f"{edited} holds no .xmi files")
        for path in files:
            yield _from_xmi(path)
    elif edited.suffix == ".xmi":
        yield _from_xmi(edited)
    else:
        yield from _from_jsonl(edited)


def _from_xmi(path: Path) -> Window:
    """A document of INCEpTION; cassis counts in code points again."""
    with path.open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=typesystem(), lenient=True)
    spans = {(found.begin, found.end): found.value or "" for found in cas.select(NAMED)}
    text = cas.sofa_string or ""
    return Window(path.stem, 0, len(text), text, spans)


def _from_jsonl(path: Path) -> Iterator[Window]:
    """Sentences of doccano (``label``) or Prodigy (``spans``, ``meta``); rejected ones are left.

    Prodigy counts code points as we do, doccano UTF-16 code units.
    """
    # a text may hold other line ends than the \n between rows
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row: Mapping[str, Any] = json.loads(line)
            of_prodigy = "spans" in row
            place: Mapping[str, Any] = row["meta"] if of_prodigy else row
            start = int(place["offset"])
            doc_id, text = str(place["doc_id"]), str(row["text"])
            found = row["spans"] if of_prodigy else row.get("label", row.get("entities"))
            spans = {}
            for a, b, label in map(_triple, found):
                first, last = int(a), int(b)
                if not of_prodigy:
                    first, last = code_points(text, first), code_points(text, last)
                spans[start + first, start + last] = str(label)
        except (KeyError, TypeError, ValueError) as error:
            raise PipelineError(
                "E_CONFIG", f"{path}:{number}: no line of doccano or Prodigy: {error!r}"
            ) from error
        if row.get("answer", "accept") == "accept":
            yield Window(doc_id, start, start + len(text), text, spans)


def _triple(span: Any) -> tuple[Any, Any, Any]:
    if isinstance(span, Mapping):
        return (
            span.get("start", span.get("start_offset")),
            span.get("end", span.get("end_offset")),
            span["label"],
        )
    start, end, label = span
    return start, end, label


__all__ = ["HEAD", "lines"]
