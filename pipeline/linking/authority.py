"""``corpus/authority.csv``: what the user knows better, applied on every run.

Columns: action, name, other, label. Actions:

- ``merge``: `name` and `other` are one entity;
- ``split``: they are not, whatever the rules say;
- ``rename``: show the entity of `name` as `other`;
- ``type``: the entity of `name` has the label `label`;
- ``ignore``: `name` (of that `label`, if one is given) is no entity;
- ``link``: the entity of `name` is the Wikidata item `other`.

A line that changes nothing is reported.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.linking.forms import CLASSES, Form
from pipeline.linking.groups import Groups, Join
from pipeline.records import Entity, Problem
from pipeline.text.casing import fold

ACTIONS = ("merge", "split", "rename", "type", "ignore", "link")
COLUMNS = ("action", "name", "other", "label")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; `number` is its place, from 1."""

    number: int
    action: str
    name: str
    other: str
    label: str

    def names(self, form: Form) -> bool:
        """Whether the line's name is this form's."""
        return fold(self.name) == fold(form.name) and self.label in ("", form.label)


def read(path: Path | None) -> list[Line]:
    """The lines of an authority file; commas or semicolons, with or without a byte order mark."""
    if path is None:
        return []
    text = path.read_text(encoding="utf-8-sig")
    head = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    missing = [name for name in COLUMNS[:2] if name not in (rows.fieldnames or [])]
    if missing:
        raise PipelineError("E_CONFIG", f"{path}: no column {missing[0]!r} in the first line")
    lines = []
    for number, row in enumerate(rows, 2):
        action, name, other, label = ((row.get(column) or "").strip() for column in COLUMNS)
        if action and action not in ACTIONS:
            raise PipelineError(
                "E_CONFIG", f"{path}:{number}: action {action!r} is not one of {', '.join(ACTIONS)}"
            )
        if action == "type" and label not in CLASSES:
            raise PipelineError("E_CONFIG", f"{path}:{number}: label {label!r} is not known")
        if action:
            lines.append(Line(number, action, name, other, "" if action == "type" else label))
            if action == "type":
                lines[-1] = replace(lines[-1], other=label)
    return lines


def apart(lines: Sequence[Line]) -> frozenset[frozenset[str]]:
    """Folded pairs of names that may not become one."""
    return frozenset(
        frozenset((fold(line.name), fold(line.other))) for line in lines if line.action == "split"
    )


def kept(lines: Sequence[Line], forms: Sequence[Form], used: set[int]) -> list[Form]:
    """The forms that no line ignores."""
    made = []
    for form in forms:
        ignoring = [line for line in lines if line.action == "ignore" and line.names(form)]
        used |= {line.number for line in ignoring}
        if not ignoring:
            made.append(form)
    return made


def merge(
    lines: Sequence[Line], forms: Sequence[Form], groups: Groups[Form], used: set[int]
) -> None:
    """Join what the user says is one."""
    for line in lines:
        if line.action != "merge":
            continue
        here = [form for form in forms if fold(form.name) == fold(line.name)]
        there = [form for form in forms if fold(form.name) == fold(line.other)]
        for a in here:
            for b in there:
                groups.join(Join(a, b, "authority", 1.0))
                used.add(line.number)


def dress(lines: Sequence[Line], entities: Sequence[Entity], used: set[int]) -> list[Entity]:
    """Entities with the names, labels and links that the user gives them."""
    made = []
    for entity in entities:
        for line in lines:
            named = any(fold(line.name) == fold(name) for name in (entity.name, *entity.variants))
            if not named or line.action not in ("rename", "type", "link"):
                continue
            used.add(line.number)
            if line.action == "rename":
                entity = replace(entity, name=line.other)
            elif line.action == "type":
                entity = replace(entity, label=line.other)
            else:
                entity = replace(entity, wikidata=line.other)
        made.append(entity)
    return made


def unused(lines: Sequence[Line], used: set[int], forms: Sequence[Form]) -> list[Problem]:
    """A problem for each line that changed nothing."""
    names = {fold(form.name) for form in forms}
    found = []
    for line in lines:
        if line.action == "split" and {fold(line.name), fold(line.other)} <= names:
            continue
        if line.number not in used:
            told = f"line {line.number} ({line.action} {line.name}) had no effect: check the name"
            found.append(Problem("linking", "W_AUTHORITY", f"line {line.number}", told))
    return found
