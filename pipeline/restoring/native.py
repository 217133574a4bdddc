"""Notes and parts that the file format itself marks: nothing has to be found there."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import Hint
from pipeline.restoring.labels import Start
from pipeline.restoring.lines import Line
from pipeline.restoring.numbering import Numbering
from pipeline.restoring.parts import Part
from pipeline.restoring.raised import SURE, Place
from pipeline.restoring.sections import divide

_OWN = "native"


def has_notes(hints: Sequence[Hint]) -> bool:
    """Whether the format knows its notes."""
    return any(hint.kind in ("note_body", "note_marker") for hint in hints)


def with_paragraphs(lines: Sequence[Line], hints: Sequence[Hint]) -> list[Line]:
    """The lines, each with what the format calls it (paragraph, heading or a section)."""
    named = [hint for hint in hints if hint.kind in ("paragraph", "heading", "section")]
    starts = [hint.start for hint in named]
    made = []
    for line in lines:
        at = bisect_right(starts, line.content.origin[0]) - 1
        if at >= 0 and line.content.origin[0] < named[at].end:
            hint = named[at]
            line = replace(line, kind=hint.kind, part=hint.value)
        made.append(line)
    return made


def number(lines: Sequence[Line], hints: Sequence[Hint]) -> tuple[Numbering, list[int]]:
    """The notes and markers of the format, and the note that each line belongs to (or -1)."""
    origins = [line.content.origin[0] for line in lines]
    starts: list[Start] = []
    owner = [-1] * len(lines)
    index_of: dict[str, int] = {}
    for hint in (hint for hint in hints if hint.kind == "note_body"):
        first = bisect_left(origins, hint.start)
        if first == len(lines) or origins[first] >= hint.end:
            continue
        label, tab, _ = lines[first].text.partition("\t")
        label = label.strip() if tab else ""
        index_of.setdefault(hint.value, len(starts))
        text_start = len(lines[first].text) - len(lines[first].text.partition("\t")[2].lstrip())
        starts.append(
            Start(first, _number(label), label, _OWN, text_start if tab else 0, SURE)
        )
        owner[first : bisect_left(origins, hint.end)] = [len(starts) - 1]
    places, called = _places(lines, origins, hints)
    note_of = {i: index_of[note] for i, note in enumerate(called) if note in index_of}
    return Numbering(tuple(starts), tuple(places), note_of), owner


def _places(
    lines: Sequence[Line], origins: Sequence[int], hints: Sequence[Hint]
) -> tuple[list[Place], list[str]]:
    places = []
    called = []
    for hint in (hint for hint in hints if hint.kind == "note_marker"):
        at = bisect_right(origins, hint.start) - 1
        if at < 0:
            continue
        inside = [
            k for k, raw in enumerate(lines[at].content.origin) if hint.start <= raw < hint.end
        ]
        if inside:
            start, end = inside[0], inside[-1] + 1
            label = lines[at].text[start:end].strip()
            places.append(Place(at, start, end, label, _number(label), SURE))
            called.append(hint.value)
    return places, called


def _number(label: str) -> int:
    return int(label) if label.isascii() and label.isdigit() else 0


def parts(lines: Sequence[Line]) -> list[Part]:
    """The parts that the format names; what it does not name is divided by its heads."""
    made: list[Part] = []
    loose: list[Line] = []
    for line in lines:
        if line.kind != "section":
            loose.append(line)
            continue
        if loose:
            made += divide(loose)
            loose = []
        kind, _, lang = line.part.partition(" ")
        if made and (made[-1].kind, made[-1].lang) == (kind, lang):
            made[-1].lines.append(line)
        else:
            made.append(Part(kind, lang, [line]))
    return made + (divide(loose) if loose else [])
