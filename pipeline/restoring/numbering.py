"""Which numbers are notes and which are their markers: two runs that support each other."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.restoring.chains import Step, best_chain
from pipeline.restoring.labels import Start, starts
from pipeline.restoring.lines import Line
from pipeline.restoring.raised import Place, places

_WORTH = 0.8  # mean weight that a run of notes needs to be believed
_STRONG = 2.5  # a start of another style that is believed where a number is missing
_SUPPORT = 2.2  # worth of the note for its marker
_FAR = 150  # lines; a note further away supports its marker less
_UNSUPPORTED_RUN = 3  # markers in a row that are believed without any note


@dataclass(frozen=True, slots=True)
class Numbering:
    """The notes and markers that were believed, and which belong together."""

    starts: tuple[Start, ...]
    places: tuple[Place, ...]
    note_of: dict[int, int]  # index of a place -> index of its start


def number_notes(lines: Sequence[Line]) -> Numbering:
    """Find the notes and the markers of an article."""
    seen = [
        place
        for index, line in enumerate(lines)
        for place in places(index, line, lines[index + 1].text if index + 1 < len(lines) else "")
    ]
    raised: dict[int, list[int]] = defaultdict(list)
    for place in seen:
        if place.weight >= 1.0:
            raised[place.number].append(place.line)
    candidates = starts(lines, raised)
    chosen = _choose_starts(candidates, raised)
    taken = {start.line: start.text_start for start in chosen}
    free = [p for p in seen if p.start >= taken.get(p.line, 0)]
    marks = _choose_places([p for p in free if p.number], chosen)
    note_of = _link(marks, chosen)
    return _with_stars(Numbering(tuple(chosen), tuple(marks), note_of), candidates, free)


def _choose_starts(
    candidates: Sequence[Start], raised: Mapping[int, Sequence[int]]
) -> list[Start]:
    best: list[Start] = []
    best_worth = 0.0
    for style in sorted({start.style for start in candidates} - {"star"}):
        group = [start for start in candidates if start.style == style]
        chain = [group[i] for i in best_chain(_steps(group, raised))]
        worth = sum(start.weight for start in chain)
        if chain and worth / len(chain) >= _WORTH and worth > best_worth:
            best, best_worth = chain, worth
    return _filled(best, candidates)


def _steps(group: Sequence[Start], raised: Mapping[int, Sequence[int]]) -> list[Step]:
    last: dict[int, int] = {}  # number -> line of the start before
    steps = []
    for start in group:
        marks = raised.get(start.number, ())
        after = bisect_right(marks, last.get(start.number, -1))
        steps.append(Step(start.number, start.weight, after < bisect_left(marks, start.line)))
        last[start.number] = start.line
    return steps


def _filled(chain: list[Start], candidates: Sequence[Start]) -> list[Start]:
    """The run with numbers that stand in it in another style ("12." between "11" and "13")."""
    if not chain:
        return []
    lines = [start.line for start in candidates]
    whole = [chain[0]]
    for after in chain[1:]:
        if whole[-1].number + 1 < after.number:
            first, last = bisect_right(lines, whole[-1].line), bisect_left(lines, after.line)
            for start in candidates[first:last]:
                wanted = whole[-1].number + 1
                if start.number == wanted < after.number and start.weight >= _STRONG:
                    whole.append(start)
        whole.append(after)
    return whole


def runs(chosen: Sequence[Start]) -> list[range]:
    """Indexes of the starts between two restarts of the count."""
    heads = [0, *(i for i in range(1, len(chosen)) if chosen[i].number <= chosen[i - 1].number)]
    ends = [*heads[1:], len(chosen)]
    return [range(head, end) for head, end in zip(heads, ends, strict=True) if head < end]


def _choose_places(free: Sequence[Place], chosen: Sequence[Start]) -> list[Place]:
    finder = _Finder(chosen)
    supported = []
    for place in free:
        near = finder.note_for(place)
        bonus = 0.0
        if near >= 0:
            far = chosen[near].line - place.line > _FAR
            bonus = _SUPPORT / 2 if far else _SUPPORT
        supported.append(replace(place, weight=place.weight + bonus))
    restarts = len(runs(chosen)) > 1 or not chosen
    chain = best_chain([Step(p.number, p.weight) for p in supported], restarts)
    marks = [free[i] for i in chain]
    return _believable(marks, [finder.note_for(place) >= 0 for place in marks])


def _believable(marks: list[Place], has_note: list[bool]) -> list[Place]:
    """Without its note, a marker is believed if it is glued and its neighbours count with it."""
    kept = []
    for i, place in enumerate(marks):
        neighbours = sum(
            0 <= j < len(marks) and abs(marks[j].number - place.number) == abs(i - j)
            for j in (i - 2, i - 1, i + 1, i + 2)
        )
        alone_ok = place.weight > 1.0 and neighbours >= min(2, _UNSUPPORTED_RUN - 1)
        if has_note[i] or (alone_ok and (any(has_note) or len(marks) >= _UNSUPPORTED_RUN)):
            kept.append(place)
    return kept


class _Finder:
    """The note that a marker at a place would call: the next one of its number."""

    def __init__(self, chosen: Sequence[Start]) -> None:
        self.lines = [start.line for start in chosen]
        self.run_of: dict[int, dict[int, int]] = {}
        for run in runs(chosen):
            numbers = {chosen[i].number: i for i in run}
            for i in run:
                self.run_of[i] = numbers

    def note_for(self, place: Place) -> int:
        """Index of the start that belongs to `place`, -1 if there is none."""
        following = bisect_right(self.lines, place.line)
        if following == len(self.lines):
            return -1
        found = self.run_of[following].get(place.number, -1)
        return found if found >= following else -1


def _link(marks: Sequence[Place], chosen: Sequence[Start]) -> dict[int, int]:
    finder = _Finder(chosen)
    linked: dict[int, int] = {}
    taken: set[int] = set()
    for i, place in enumerate(marks):
        note = finder.note_for(place)
        if note >= 0 and note not in taken:
            linked[i] = note
            taken.add(note)
    return linked


def _with_stars(numbering: Numbering, found: Iterable[Start], free: Iterable[Place]) -> Numbering:
    """Add the notes with stars: each belongs to the last star of its kind before it."""
    taken = {start.line for start in numbering.starts}
    notes = [s for s in found if s.style == "star" and s.line not in taken]
    last: dict[str, Place] = {}
    marks = iter([p for p in free if p.number == 0])
    pairs: list[tuple[Place, Start]] = []
    mark = next(marks, None)
    for note in notes:
        while mark and mark.line < note.line:
            last[mark.label] = mark
            mark = next(marks, None)
        if note.label in last:
            pairs.append((last.pop(note.label), note))
    return _merged(numbering, pairs)


def _merged(numbering: Numbering, pairs: list[tuple[Place, Start]]) -> Numbering:
    all_starts = sorted([*numbering.starts, *(s for _, s in pairs)], key=lambda s: s.line)
    all_places = sorted(
        [*numbering.places, *(p for p, _ in pairs)], key=lambda p: (p.line, p.start)
    )
    by_place = {numbering.places[i]: numbering.starts[j] for i, j in numbering.note_of.items()}
    by_place.update(dict(pairs))
    index = {start.line: i for i, start in enumerate(all_starts)}
    note_of = {i: index[by_place[p].line] for i, p in enumerate(all_places) if p in by_place}
    return Numbering(tuple(all_starts), tuple(all_places), note_of)
