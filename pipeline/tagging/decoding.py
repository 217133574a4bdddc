"""The best sequence of B-, I- and O tags, and the spans that it names."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = -1e9


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``start`` to ``end`` (half-open) are one name; `score` is a probability."""

    start: int
    end: int
    label: str
    score: float


def transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """0 where one tag may follow another, else a large penalty; shape (tags, tags).

    >>> [float(x) for x in transitions(("O", "B-GPE", "I-GPE"))[:, 2]][0] < -1e8
    True
    """
    table = np.zeros((len(tags), len(tags)), np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            for i, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    table[i, j] = IMPOSSIBLE
    return table


def best_tags(scores: NDArray[np.float32], tags: Sequence[str]) -> list[int]:
    """Viterbi: the valid sequence with the greatest sum of log probabilities."""
    if not len(scores):
        return []
    allowed = transitions(tags)
    inside = np.array([tag.startswith("I-") for tag in tags])
    total = np.where(inside, IMPOSSIBLE, scores[0])
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, len(scores)):
        paths = total[:, None] + allowed
        back[t] = paths.argmax(axis=0)
        total = paths.max(axis=0) + scores[t]
    path = [int(total.argmax())]
    for t in range(len(scores) - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]


def spans(scores: NDArray[np.float32], tags: Sequence[str]) -> list[Span]:
    """The names of a sentence; a name's score is the mean probability of its label.

    >>> rows = np.log(np.array([[.1, .8, .1], [.2, .1, .7], [.9, .05, .05]], np.float32))
    >>> spans(rows, ("O", "B-GPE", "I-GPE"))
    [Span(start=0, end=2, label='GPE', score=0.85)]
    """
    path = best_tags(scores, tags)
    probability = np.exp(scores.astype(np.float64))
    found: list[Span] = []
    at = 0
    while at < len(path):
        tag = tags[path[at]]
        if not tag.startswith("B-"):
            at += 1
            continue
        label, end = tag[2:], at + 1
        while end < len(path) and tags[path[end]] == f"I-{label}":
            end += 1
        columns = [i for i, name in enumerate(tags) if name[2:] == label]
        score = float(probability[at:end, columns].sum(axis=1).mean())
        found.append(Span(at, end, label, round(min(score, 1.0), 4)))
        at = end
    return found
