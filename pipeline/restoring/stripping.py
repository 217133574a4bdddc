"""Raised numbers are taken out of the running text; where they stood is remembered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.restoring.lines import Line
from pipeline.restoring.raised import Place
from pipeline.text.traced import Traced

_BETWEEN = frozenset(",;-–— ")


def without_marks(lines: Sequence[Line], places: Sequence[Place]) -> list[Line]:
    """The lines without their markers; a line that held nothing else stays empty."""
    by_line: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        by_line[place.line].append(place)
    return [
        replace(line, content=_strip(line.content, by_line[i]), superscripts=())
        if i in by_line
        else line
        for i, line in enumerate(lines)
    ]


def _strip(content: Traced, places: Sequence[Place]) -> Traced:
    parts = []
    done = 0
    for place in sorted(places, key=lambda p: p.start):
        between = content.text[done : place.start]
        if not (done and between and _BETWEEN.issuperset(between)):
            parts.append(content[done : place.start])
        done = place.end
    parts.append(content[done:])
    whole = Traced.join(parts)
    left = len(whole.text) - len(whole.text.lstrip())
    return whole[left : max(len(whole.text.rstrip()), left)]
