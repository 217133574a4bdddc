"""From the encoder's score of a span to the probability that the span is right.

A network is too sure of itself (Guo et al. 2017, "On Calibration of Modern Neural Networks"); a
straight line in log odds (Platt 1999), learned on subjects that the weights had not seen, puts
that right without changing any order. `pipeline/training/calibrate.py` fits it.
"""

import math
from dataclasses import dataclass

LEAST = 5e-5  # scores are rounded to four digits: nothing is nearer to 0 or 1


@dataclass(frozen=True, slots=True)
class Line:
    """Log odds of being right = `slope` times log odds of the score + `intercept`."""

    slope: float = 1.0
    intercept: float = 0.0


def log_odds(score: float) -> float:
    """The logarithm of score : 1 - score.

    >>> log_odds(0.5), round(log_odds(1.0), 1)
    (0.0, 9.9)
    """
    kept = min(max(score, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


def probability(score: float, line: Line) -> float:
    """The score as a probability, four digits.

    >>> probability(0.98, Line()), probability(0.98, Line(0.5, 0.0))
    (0.98, 0.875)
    """
    return round(1 / (1 + math.exp(-line.slope * log_odds(score) - line.intercept)), 4)
