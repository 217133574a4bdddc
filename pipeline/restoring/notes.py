"""Notes with their markers, and what is missing of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records import Marker, Note, Problem
from pipeline.text.traced import Traced

_SECOND = r"(?<=[.?!”)»])\s{{1,4}}(?={number}[.)]?\s{{1,4}}[^\W\d_a-zçğıöşü])"


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a note, before it is known which marker calls it."""

    label: str
    number: int
    text: Traced
    raw_start: int
    raw_end: int
    start: int = -1  # which of the lines that begin notes it began with; -1 if within one


def pair(
    bodies: Sequence[Body], marks: Sequence[Marker], body_of: dict[int, int]
) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """One note for each marker and each body, in the order of the markers.

    `body_of` leads from the index of a marker to the index of its body.
    """
    called = set(body_of.values())
    entries: list[tuple[int, int | None, int | None]] = []  # place in the text, marker, body
    for i, mark in enumerate(marks):
        entries.append((mark.raw_start, i, body_of.get(i)))
    for j, body in enumerate(bodies):
        if j not in called:
            entries.append((body.raw_start, None, j))
    entries.sort(key=lambda entry: (entry[0], entry[1] is None))
    numbers = _numbers([_label(bodies, marks, i, j) for _, i, j in entries])
    notes = []
    problems = []
    for number, (_, mark_at, body_at) in zip(numbers, entries, strict=True):
        note = _note(
            number,
            None if mark_at is None else marks[mark_at],
            None if body_at is None else bodies[body_at],
        )
        notes.append(note)
        problem = _missing(note)
        if problem:
            problems.append(problem)
    return tuple(notes), tuple(problems)


def _label(
    bodies: Sequence[Body], marks: Sequence[Marker], i: int | None, j: int | None
) -> str:
    return marks[i].label if i is not None else bodies[j if j is not None else 0].label


def _numbers(labels: Sequence[str]) -> list[int]:
    """The printed numbers if no two are alike, else a running count."""
    printed = [int(label) if label.isdigit() else 0 for label in labels]
    known = [number for number in printed if number]
    if len(set(known)) < len(known):
        return list(range(1, len(labels) + 1))
    free = max(known, default=0)
    numbers = []
    for number in printed:
        if not number:
            free += 1
        numbers.append(number or free)
    return numbers


def _note(number: int, marker: Marker | None, body: Body | None) -> Note:
    status = "linked"
    if body is None:
        status = "marker_without_body"
    elif marker is None:
        status = "body_without_marker"
    label = marker.label if marker else body.label if body else ""
    return Note(
        note=number,
        label=label,
        status=status,
        text=body.text.text if body else "",
        origin=body.text.origin if body else (),
        raw_start=body.raw_start if body else None,
        raw_end=body.raw_end if body else None,
        marker=marker,
    )


def _missing(note: Note) -> Problem | None:
    if note.status == "marker_without_body" and note.marker:
        return Problem(
            "restoring", "W_MARKER_WITHOUT_BODY", f"note {note.label}",
            f"the text calls note {note.label}, but no note has that number: compare the print",
            note.marker.raw_start, note.marker.raw_end,
        )
    if note.status == "body_without_marker":
        return Problem(
            "restoring", "W_BODY_WITHOUT_MARKER", f"note {note.label}",
            f"no number {note.label} was found in the text: compare the print",
            note.raw_start, note.raw_end,
        )
    return None


def divided(bodies: Sequence[Body], wanted: set[int]) -> list[Body]:
    """The bodies, those that hold the next note on the same line cut in two.

    `wanted` are numbers that the text calls and no line begins with.
    """
    made: list[Body] = []
    for body in bodies:
        rest = body
        while rest.number + 1 in wanted:
            found = re.search(_SECOND.format(number=rest.number + 1), rest.text.text)
            if not found:
                break
            made.append(_cut(rest, 0, found.start(), rest.number, rest.label))
            head = found.end() + len(str(rest.number + 1))
            while rest.text.text[head] in ".) \t":
                head += 1
            number = rest.number + 1
            second = _cut(rest, head, len(rest.text.text), number, str(number))
            rest = replace(
                second, raw_start=rest.text.origin[found.end()], raw_end=rest.raw_end, start=-1
            )
        made.append(rest)
    return made


def _cut(body: Body, start: int, end: int, number: int, label: str) -> Body:
    text = body.text[start:end]
    first = body.raw_start if start == 0 else text.origin[0]
    return Body(label, number, text, first, text.origin[-1] + 1, body.start)
