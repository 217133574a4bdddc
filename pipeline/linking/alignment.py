"""The bridge inside an article: which Turkish and which English name are one.

Every pair of groups gets a probability from the evidence there is; one assignment over the whole
article takes the best pairs together, and a pair below one half is left open.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from pipeline.linking import persons
from pipeline.linking.equivalents import equivalence
from pipeline.linking.forms import Form, main_name
from pipeline.records import Document, FormVector, Keyword, Link

ACCEPT = 0.5  # below it a pair is left open
NEAR, FAR = 0.35, 0.75  # cosines of centred vectors between which likeness counts
VECTOR_MAX = 0.7  # vectors alone never make a pair certain
CERTAIN = ("table", "same-name")  # evidence that also joins names of two kinds
SHORT = 0.85  # a part of a full name, where only one person can be meant
POSITION = 0.25  # what the same place in two keyword lists adds
LEFT_OVER, FEWEST = 0.6, 3  # the last pair of two lists, and how long they must be
PARALLEL = 2  # sure pairs that tell whether two lists have one order
COMPATIBLE = {("place", "group"), ("event", "organisation"), ("facility", "place")}

Vectors = Mapping[tuple[str, str], NDArray[np.float32]]


def centred(vectors: Sequence[FormVector]) -> Vectors:
    """The vectors of a document, each language's mean taken off, of length 1."""
    made: dict[tuple[str, str], NDArray[np.float32]] = {}
    for lang in sorted({v.lang for v in vectors}):
        rows = [v for v in vectors if v.lang == lang]
        matrix = np.stack([np.frombuffer(v.vector, np.int8).astype(np.float32) for v in rows])
        if len(rows) > 2:
            matrix = matrix - matrix.mean(axis=0)
        norms = np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
        for row, vector in zip(rows, matrix / norms, strict=True):
            made[row.lang, row.form] = vector
    return made


def align_entities(
    document: Document, turkish: Sequence[Sequence[Form]], english: Sequence[Sequence[Form]]
) -> list[tuple[int, int, float, tuple[str, ...], str, str]]:
    """Pairs of group numbers with probability, evidence and the two forms."""
    vectors = centred(document.vectors)
    scores = np.zeros((len(turkish), len(english)))
    told: dict[tuple[int, int], tuple[tuple[str, ...], str, str]] = {}
    for i, left in enumerate(turkish):
        for j, right in enumerate(english):
            score, why, a, b = _best(left, right, vectors)
            if score:
                scores[i, j] = score
                told[i, j] = (why, a, b)
    _short_names(turkish, english, scores, told)
    return [
        (i, j, round(float(scores[i, j]), 4), *told[i, j])
        for i, j in _assignment(scores)
        if scores[i, j] >= ACCEPT
    ]


def _short_names(
    turkish: Sequence[Sequence[Form]],
    english: Sequence[Sequence[Form]],
    scores: NDArray[np.float64],
    told: dict[tuple[int, int], tuple[tuple[str, ...], str, str]],
) -> None:
    """James Mellaart and Mellaart: one person if no other person of the article can be meant."""
    able = {
        (i, j): pair
        for i, left in enumerate(turkish)
        for j, right in enumerate(english)
        if left[0].kind == right[0].kind == "person" and (pair := _compatible(left, right))
    }
    for (i, j), (a, b) in able.items():
        alone = sum(x == i for x, _ in able) == 1 and sum(y == j for _, y in able) == 1
        if alone and scores[i, j] < SHORT:
            scores[i, j] = SHORT
            told[i, j] = (("short-name",), a, b)


def _compatible(left: Sequence[Form], right: Sequence[Form]) -> tuple[str, str] | None:
    """Two forms of which one holds the other's words, if nothing in the two groups clashes."""
    names = [(x.name, y.name) for x in left for y in right]
    if all(_one_person(a, b) for a, b in names):
        return max(names, key=lambda pair: (len(pair[0]), pair))
    return None


def _one_person(tr: str, en: str) -> bool:
    """Whether the names do not clash; a foreign name is not spelled the Turkish way."""
    english = persons.parse(en, "en")
    return any(persons.compatible(persons.parse(tr, lang), english) for lang in ("tr", "en"))


def _best(
    left: Sequence[Form], right: Sequence[Form], vectors: Vectors
) -> tuple[float, tuple[str, ...], str, str]:
    """The strongest evidence between two groups."""
    kinds = {left[0].kind, right[0].kind}
    if len(kinds) == 2 and tuple(sorted(kinds)) not in {tuple(sorted(k)) for k in COMPATIBLE}:
        return 0.0, (), "", ""
    if left[0].kind == "date":
        same = left[0].key == right[0].key
        return (0.99, ("date",), left[0].name, right[0].name) if same else (0.0, (), "", "")
    best = (0.0, "", "", "")
    for x in left:
        for y in right:
            score, why = equivalence(x.name, y.name, x.kind)
            best = max(best, (score, why, x.name, y.name))
    if len(kinds) == 2:
        # Sovyet Rusya and Soviet Russian sound alike; a place and its people are told by table only
        best = (best[0] * 0.9, *best[1:]) if best[1] in CERTAIN else (0.0, "", "", "")
    a, b = main_name(left), main_name(right)
    near = likeness(vectors, a, b)
    if left[0].kind in ("person", "date") or len(kinds) == 2:
        near = 0.0  # persons are told by their letters, never by what they resemble
    if best[0] >= ACCEPT:
        return best[0], (best[1],), best[2], best[3]
    both = 1 - (1 - best[0]) * (1 - near)
    evidence = tuple(e for e, value in ((best[1], best[0]), ("vector", near)) if e and value > 0)
    return both, evidence, best[2] or a, best[3] or b


def likeness(vectors: Vectors, tr: str, en: str) -> float:
    """What the vectors of two forms say, 0 to VECTOR_MAX."""
    a, b = vectors.get(("tr", tr)), vectors.get(("en", en))
    if a is None or b is None:
        return 0.0
    share = (float(a @ b) - NEAR) / (FAR - NEAR)
    return VECTOR_MAX * min(max(share, 0.0), 1.0)


def _assignment(scores: NDArray[np.float64]) -> list[tuple[int, int]]:
    if not scores.size:
        return []
    # a square of the score: one sure pair is worth more than two doubtful ones
    rows, columns = linear_sum_assignment(-(scores**2))
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True)]


def align_keywords(document: Document) -> list[Link]:
    """Turkish keywords with their English counterparts, by what they say and where they stand."""
    turkish = [k for k in document.article.keywords if k.lang == "tr"]
    english = [k for k in document.article.keywords if k.lang == "en"]
    if not turkish or not english:
        return []
    vectors = centred(document.vectors)
    scores = np.zeros((len(turkish), len(english)))
    why: dict[tuple[int, int], tuple[str, ...]] = {}
    for i, a in enumerate(turkish):
        for j, b in enumerate(english):
            scores[i, j], why[i, j] = _keyword_score(a, b, vectors)
    _by_position(turkish, english, scores, why)
    chosen = {i: j for i, j in _assignment(scores) if scores[i, j] >= ACCEPT}
    last = _left_over(turkish, english, chosen)
    if last:
        chosen[last[0]] = last[1]
        scores[last] = max(scores[last], LEFT_OVER)
        why[last] = (*why[last], "left-over")
    return [
        Link(
            document.source.doc_id, "keyword", "", a.text,
            english[chosen[i]].text if i in chosen else "", a.position,
            round(float(scores[i, chosen[i]]), 4) if i in chosen else 0.0,
            why[i, chosen[i]] if i in chosen else (),
        )
        for i, a in enumerate(turkish)
    ]  # fmt: skip


def _keyword_score(a: Keyword, b: Keyword, vectors: Vectors) -> tuple[float, tuple[str, ...]]:
    found = [equivalence(a.text, b.text, kind) for kind in ("event", "group", "place", "person")]
    score, kind = max(found)
    evidence = [kind] if kind else []
    near = likeness(vectors, a.text, b.text)
    if near > 0 and score < 0.9:
        score = 1 - (1 - score) * (1 - near)
        evidence.append("vector")
    return score, tuple(evidence)


def _by_position(
    turkish: Sequence[Keyword],
    english: Sequence[Keyword],
    scores: NDArray[np.float64],
    why: dict[tuple[int, int], tuple[str, ...]],
) -> None:
    """Add what the same place in the two lists says, if the lists have one order.

    Pairs that are sure without it tell: one of them out of place, and places say nothing.
    """
    sure = [(i, j) for i, j in _assignment(scores) if scores[i, j] >= SHORT]
    in_place = sum(turkish[i].position == english[j].position for i, j in sure)
    if in_place < len(sure):
        return
    share = 2 * POSITION if len(turkish) == len(english) else POSITION
    if in_place >= PARALLEL and len(turkish) == len(english):
        share = SHORT
    for i, a in enumerate(turkish):
        for j, b in enumerate(english):
            if a.position == b.position:
                scores[i, j] = min(1 - (1 - scores[i, j]) * (1 - share), 0.99)
                why[i, j] = (*why[i, j], "keyword-position")


def _left_over(
    turkish: Sequence[Keyword], english: Sequence[Keyword], chosen: dict[int, int]
) -> tuple[int, int] | None:
    """The one keyword of each list that is left when all others of two equal lists are paired."""
    left = sorted(set(range(len(turkish))) - set(chosen))
    right = sorted(set(range(len(english))) - set(chosen.values()))
    if len(turkish) == len(english) >= FEWEST and len(left) == len(right) == 1:
        return left[0], right[0]
    return None
