"""What a measurement is: one line of the table that ``make eval`` prints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1000
SEED = 11
ALPHA = 5.0  # percent outside the interval
BINS = 10  # of a calibration


@dataclass(frozen=True, slots=True)
class Score:
    """A measured figure, what it was measured on, and the items behind it."""

    task: str
    data: str
    metric: str
    n: int
    value: float
    low: float | None = None  # 95 % bootstrap interval
    high: float | None = None
    bar: float | None = None  # what an issue asks for
    baseline: str = ""  # what the same text gives another system, in words
    right: tuple[str, ...] = ()  # items that are right, for gained and lost


@dataclass(frozen=True, slots=True)
class Counted:
    """Right, predicted and gold items of one unit (a sentence, a note)."""

    right: int
    predicted: int
    gold: int


def f1(units: Sequence[Counted]) -> float:
    """Micro F1 over units; 1 if nothing is there and nothing was said.

    >>> f1([Counted(1, 2, 1)])
    0.6667
    """
    right = sum(unit.right for unit in units)
    both = sum(unit.predicted + unit.gold for unit in units)
    return round(2 * right / both, 4) if both else 1.0


def interval(
    units: Sequence[Counted], measure: Callable[[Sequence[Counted]], float] = f1
) -> tuple[float, float]:
    """95 % bootstrap interval, units drawn with replacement."""
    draw = np.random.default_rng(SEED)
    values = [
        measure([units[i] for i in draw.integers(0, len(units), len(units))])
        for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(values, [ALPHA / 2, 100 - ALPHA / 2])
    return round(float(low), 4), round(float(high), 4)


def calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over bins of equal size (Naeini et al. 2015).

    `answers` are probabilities, and whether what they speak of is right.

    >>> calibration_error([(0.5, True), (0.5, False)])
    0.5
    >>> calibration_error([(1.0, True)] * 20)
    0.0
    """
    if not answers:
        return 0.0
    parts = np.array_split(np.array(sorted(answers), float), BINS)
    gaps = [abs(p[:, 0].mean() - p[:, 1].mean()) * len(p) for p in parts if len(p)]
    return round(float(sum(gaps)) / len(answers), 4)


def b_cubed(gold: dict[str, str], system: dict[str, str]) -> float:
    """B³ F1 of clusters over the items that both have (Bagga and Baldwin 1998).

    >>> b_cubed({"a": "x", "b": "x"}, {"a": "1", "b": "2"})
    0.6667
    """
    items = sorted(set(gold) & set(system))
    if not items:
        return 0.0
    precision = recall = 0.0
    for item in items:
        ours = {i for i in items if system[i] == system[item]}
        theirs = {i for i in items if gold[i] == gold[item]}
        both = len(ours & theirs)
        precision += both / len(ours)
        recall += both / len(theirs)
    p, r = precision / len(items), recall / len(items)
    return round(2 * p * r / (p + r), 4)
