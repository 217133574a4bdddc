"""What the encoder's vectors say of the Turkish and English forms of one article.

Two forms are near if they are nearer to each other than to what else the article holds
(cross-domain similarity local scaling, Conneau et al. 2018, "Word translation without parallel
data"): some forms are near to everything, and that says nothing.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.records import FormVector

Floats = NDArray[np.float64]
NEIGHBOURS = 2
# Learned on the keyword pairs of tests/gold/abstract_pairs.jsonl, ten folds: logistic regression.
SLOPE, INTERCEPT = 18.7, -0.1
MOST = 0.9  # vectors alone never make a pair certain


def nearness(
    vectors: Sequence[FormVector], turkish: Sequence[str], english: Sequence[str]
) -> Floats:
    """How probable each Turkish form (row) and English form (column) are one, 0 to MOST.

    Forms without a vector are near to nothing. Vectors have their language's mean taken off.
    """
    table = np.zeros((len(turkish), len(english)))
    found = _centred(vectors)
    rows = [i for i, form in enumerate(turkish) if ("tr", form) in found]
    columns = [j for j, form in enumerate(english) if ("en", form) in found]
    if not rows or not columns:
        return table
    left = np.stack([found["tr", turkish[i]] for i in rows])
    right = np.stack([found["en", english[j]] for j in columns])
    cosines = (left @ right.T).astype(np.float64)
    scaled = 2 * cosines - _hub(cosines, axis=1)[:, None] - _hub(cosines, axis=0)[None, :]
    likely = 1 / (1 + np.exp(-SLOPE * scaled - INTERCEPT))
    table[np.ix_(rows, columns)] = np.minimum(likely, MOST)
    return table


def _hub(cosines: Floats, axis: int) -> Floats:
    """The mean cosine of each row or column with its nearest neighbours."""
    nearest = np.sort(cosines, axis=axis)
    last = nearest[:, -NEIGHBOURS:] if axis else nearest[-NEIGHBOURS:]
    mean: Floats = last.mean(axis=axis)
    return mean


def _centred(vectors: Sequence[FormVector]) -> dict[tuple[str, str], NDArray[np.float32]]:
    made: dict[tuple[str, str], NDArray[np.float32]] = {}
    for lang in sorted({v.lang for v in vectors}):
        rows = [v for v in vectors if v.lang == lang]
        matrix = np.stack([np.frombuffer(v.vector, np.int8).astype(np.float32) for v in rows])
        if len(rows) > NEIGHBOURS:
            matrix = matrix - matrix.mean(axis=0)
        norms = np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
        for row, vector in zip(rows, matrix / norms, strict=True):
            made[row.lang, row.form] = vector
    return made
