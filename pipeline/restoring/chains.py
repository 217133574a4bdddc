"""The best run of numbers through a document: notes count upwards, dates do not.

Footnote numbers and the raised numbers in the text are both found in this way. A run may miss
numbers and may start again at 1; each costs something, so that one lost number costs one number
and a date or a list item does not break the count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_STEP = 1.0  # worth of being the next number
_GAP = 0.9  # cost of each number left out
_WIDEST_GAP = 12
_RESTART = 3.0  # cost of counting from 1 again
_CALLED_RESTART = 1.0  # the same where a marker of its own calls the note
_ENOUGH = 0.7  # share of the worth with restarts that a single count must reach to be preferred
_LATE_START = 0.5  # cost of each number missing at the head of a run
_LATEST_START = 4.0


@dataclass(frozen=True, slots=True)
class Step:
    """A number that may belong to the run, and what speaks for it."""

    number: int
    weight: float
    called: bool = False  # by a marker of its own since the last step of its number


def best_chain(steps: Sequence[Step], restarts: bool = True) -> list[int]:
    """Indexes of the steps that form the best run, in order.

    A count that starts again is believed only if most numbers would be lost without it.

    >>> seen = [5, 1, 2, 1920, 3, 2, 4]
    >>> [seen[i] for i in best_chain([Step(n, 1.0) for n in seen])]
    [1, 2, 3, 4]
    """
    single, worth = _best(steps, False)
    if restarts:
        several, more = _best(steps, True)
        if worth < _ENOUGH * more:
            return several
    return single


def _best(steps: Sequence[Step], restarts: bool) -> tuple[list[int], float]:
    score = [0.0] * len(steps)
    before = [-1] * len(steps)
    best_of: dict[int, int] = {}  # number -> index of the best run that ends with it
    leader = -1
    for i, step in enumerate(steps):
        score[i], before[i] = _entry(step, leader if restarts else -1, score)
        for gap in range(1, _WIDEST_GAP + 1):
            j = best_of.get(step.number - gap, -1)
            if j >= 0:
                gain = score[j] + _STEP - _GAP * (gap - 1)
                if gain > score[i]:
                    score[i], before[i] = gain, j
        score[i] += step.weight
        held = best_of.get(step.number, -1)
        if held < 0 or score[i] > score[held]:
            best_of[step.number] = i
        if leader < 0 or score[i] > score[leader]:
            leader = i
    chain = []
    worth = score[leader] if leader >= 0 else 0.0
    while leader >= 0:
        chain.append(leader)
        leader = before[leader]
    return chain[::-1], worth


def _entry(step: Step, leader: int, score: Sequence[float]) -> tuple[float, int]:
    """The worth of beginning a run at `step`, anew or after another run."""
    fresh = -min(_LATE_START * (step.number - 1), _LATEST_START)
    cost = _CALLED_RESTART if step.called else _RESTART
    if leader >= 0 and score[leader] - cost > 0 and step.number <= 2:
        return score[leader] - cost + fresh, leader
    return fresh, -1
