"""How much more often than by chance two things occur together.

`n` windows hold both, `a` the first, `b` the second, of `total` windows. Arrays, one item a pair.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import hypergeom

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


def expected(a: Counts, b: Counts, total: int) -> Floats:
    """Windows with both, were the two independent.

    >>> expected(np.array([2]), np.array([5]), 10)
    array([1.])
    """
    return a * b / max(total, 1)


def log_likelihood(n: Counts, a: Counts, b: Counts, total: int) -> Floats:
    """Dunning's log-likelihood ratio G² of the two-by-two table (Dunning 1993)."""
    observed = [n, a - n, b - n, total - a - b + n]
    margins = [(a, b), (a, total - b), (total - a, b), (total - a, total - b)]
    result = np.zeros(len(n), np.float64)
    for cell, (row, column) in zip(observed, margins, strict=True):
        value = row * column / max(total, 1)
        filled = (cell > 0) & (value > 0)
        result[filled] += cell[filled] * np.log(cell[filled] / value[filled])
    return np.maximum(2 * result, 0.0)


def npmi(n: Counts, a: Counts, b: Counts, total: int) -> Floats:
    """Normalised pointwise mutual information, -1 to 1 (Bouma 2009); 1 if always together.

    >>> npmi(np.array([5]), np.array([5]), np.array([5]), 10).tolist()
    [1.0]
    """
    both = n / max(total, 1)
    information = np.log(n * total / (a * b))
    surprise = -np.log(both)
    return np.where(surprise > 0, information / np.where(surprise > 0, surprise, 1.0), 1.0)


def p_values(n: Counts, a: Counts, b: Counts, total: int) -> Floats:
    """Fisher's exact test, one-sided: chance of `n` or more windows with both."""
    return np.asarray(hypergeom.sf(n - 1, total, a, b), np.float64)


def corrected(p: Floats, tests: int) -> Floats:
    """Benjamini and Hochberg's (1995) correction over `tests` tests, of which `p` are the least.

    >>> corrected(np.array([0.01, 0.02]), 4).tolist()
    [0.04, 0.04]
    """
    if not len(p):
        return p
    order = np.argsort(p, kind="stable")
    ranked = p[order] * tests / np.arange(1, len(p) + 1)
    smallest = np.minimum.accumulate(ranked[::-1])[::-1]
    result = np.empty_like(p)
    result[order] = np.minimum(smallest, 1.0)
    return result
