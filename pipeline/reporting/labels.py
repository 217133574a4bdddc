"""Where names stand beside the marks of a network: none on another name, none on a mark.

Everything is in one unit of length (pixels, or the units of a drawing) with y in either direction.
The same input gives the same places; nothing is drawn at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# right of the mark first, as one reads; then left, above, below and the corners
WAYS = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)], np.float64)
STEPS = 9  # distances tried, half the height of a name apart
OUTSIDE, ON_NAME, ON_MARK, ON_LINE, AWAY, TURN = 1e6, 1e4, 1e4, 0.35, 0.5, 0.05  # costs
LED = 1.5  # heights of a name from its mark at which a line must lead to it


@dataclass(frozen=True, slots=True)
class Label:
    """A name of some size that belongs to the mark at `x`, `y` with `radius`."""

    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a name; whether it is free of others, and whether a line must lead to it."""

    x: float
    y: float
    free: bool
    led: bool


def places(
    labels: Sequence[Label],
    bounds: tuple[float, float, float, float],
    lines: Sequence[tuple[float, float, float, float]] = (),
) -> list[Place]:
    """A place for each name, the first first, inside `bounds` (left, low, right, high).

    >>> [place] = places([Label(50, 50, 5, 20, 10)], (0, 0, 100, 100))
    >>> place.x > 60, place.y, place.free
    (True, 50.0, True)
    """
    marks = np.array([(m.x, m.y, m.radius) for m in labels], np.float64).reshape(-1, 3)
    segments = np.array(lines, np.float64).reshape(-1, 4)
    taken = np.empty((0, 4))
    made = []
    for label in labels:
        middles, far = _candidates(label)
        half = np.array([label.width, label.height]) / 2
        boxes = np.hstack([middles - half, middles + half])
        cost = AWAY * far + TURN * (np.arange(len(middles)) % len(WAYS))
        cost += OUTSIDE * _outside(boxes, bounds)
        blocked = ON_NAME * _met(boxes, taken) + ON_MARK * _covered(boxes, marks)
        cost += blocked + ON_LINE * _crossed(boxes, segments)
        best = int(np.argmin(cost))
        taken = np.vstack([taken, boxes[best]])
        x, y = middles[best]
        free = bool(blocked[best] == 0)
        made.append(Place(float(x), float(y), free, bool(far[best] >= LED)))
    return made


def _candidates(label: Label) -> tuple[Floats, Floats]:
    """Middles of the name around its mark, near to far, and how many heights from it."""
    far = np.repeat(np.arange(STEPS) / 2, len(WAYS))
    ways = np.tile(WAYS, (STEPS, 1))
    corner = np.where(np.all(ways != 0, axis=1), 0.7, 1.0)
    gap = label.radius * corner + 0.15 * label.height + far * label.height
    beside = np.where(ways[:, 1] != 0, 0.5 - 0.5 * (ways[:, 0] == 0), 0.5)
    x = label.x + ways[:, 0] * (gap + label.width * beside)
    y = label.y + ways[:, 1] * (gap + label.height * 0.5)
    return np.column_stack([x, y]), far


def _outside(boxes: Floats, bounds: tuple[float, float, float, float]) -> Floats:
    left, low, right, high = bounds
    beyond = np.maximum([left, low] - boxes[:, :2], 0) + np.maximum(boxes[:, 2:] - [right, high], 0)
    total: Floats = beyond.sum(axis=1)
    return total


def _met(boxes: Floats, others: Floats) -> Floats:
    """How many of the `others` each box lies on."""
    over = (boxes[:, None, :2] < others[None, :, 2:]) & (others[None, :, :2] < boxes[:, None, 2:])
    return np.asarray(over.all(axis=2).sum(axis=1), np.float64)


def _covered(boxes: Floats, marks: Floats) -> Floats:
    """How many marks each box lies on."""
    nearest = np.clip(marks[None, :, :2], boxes[:, None, :2], boxes[:, None, 2:])
    distance = np.hypot(*np.moveaxis(nearest - marks[None, :, :2], 2, 0))
    return np.asarray((distance < marks[None, :, 2]).sum(axis=1), np.float64)


def _crossed(boxes: Floats, lines: Floats) -> Floats:
    """How many lines run through each box (Liang and Barsky's clipping)."""
    if not len(lines):
        return np.zeros(len(boxes))
    start, end = lines[None, :, :2], lines[None, :, 2:]
    step = end - start
    step = np.where(np.abs(step) < 1e-9, 1e-9, step)
    one = (boxes[:, None, :2] - start) / step
    other = (boxes[:, None, 2:] - start) / step
    enter = np.minimum(one, other).max(axis=2)
    leave = np.maximum(one, other).min(axis=2)
    return np.asarray(((enter < leave) & (enter < 1) & (leave > 0)).sum(axis=1), np.float64)


def spread(points: Floats, apart: float, rounds: int = 300) -> Floats:
    """Points of the unit square moved until no two are nearer than `apart`, if there is room.

    >>> made = spread(np.array([[0.5, 0.5], [0.5, 0.5]]), 0.2)
    >>> bool(np.hypot(*(made[0] - made[1])) > 0.19)
    True
    """
    made = points.copy()
    if len(made) < 2:
        return made
    # points in one place part in directions of their own
    turns = np.arange(len(made)) * 2.399963  # the golden angle
    made += 1e-4 * np.column_stack([np.cos(turns), np.sin(turns)])
    for _ in range(rounds):
        between = made[:, None] - made[None]
        distance = np.hypot(between[..., 0], between[..., 1]) + np.eye(len(made))
        short = np.maximum(apart - distance, 0) * (1 - np.eye(len(made)))
        if not short.any():
            break
        push = (between / distance[..., None] * short[..., None]).sum(axis=1)
        made = np.clip(made + 0.4 * push, 0, 1)
    return made
