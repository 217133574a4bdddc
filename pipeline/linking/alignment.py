"""The bridge inside an article: which Turkish and which English name are one.

Every pair of groups gets a probability from the evidence there is; one assignment over the whole
article takes the best pairs together, and a pair below one half is left open.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from pipeline.linking import persons
from pipeline.linking.equivalents import (
    SPELLED,
    compass_clash,
    equivalence,
    heads_clash,
    numbers_clash,
)
from pipeline.linking.forms import Form, main_name
from pipeline.linking.vectors import nearness
from pipeline.records import Document, Keyword, Link

ACCEPT = 0.5  # below it a pair is left open
SURE_NAME = 0.9  # names as like as this need no vectors
LITTLE = 0.05  # less than this, vectors say nothing
SURE_VECTOR = 0.7  # what vectors must say where nothing else speaks
CERTAIN = ("table", "same-name")  # evidence that also joins names of two kinds
SHORT = 0.85  # a part of a full name, where only one person can be meant
POSITION = 0.25  # what the same place in two keyword lists adds
LEFT_OVER, FEWEST = 0.6, 3  # the last pair of two lists, and how long they must be
PARALLEL = 2  # sure pairs that tell whether two lists have one order
COMPATIBLE = {("place", "group"), ("event", "organisation"), ("facility", "place")}


def align_entities(
    document: Document,
    turkish: Sequence[Sequence[Form]],
    english: Sequence[Sequence[Form]],
    keywords: Sequence[Link] = (),
) -> list[tuple[int, int, float, tuple[str, ...], str, str]]:
    """Pairs of group numbers with probability, evidence and the two forms.

    `keywords` are the pairs of the two keyword lists: names that stand there are one, too.
    """
    near = nearness(
        document.vectors, [main_name(g) for g in turkish], [main_name(g) for g in english]
    )
    scores = np.zeros((len(turkish), len(english)))
    told: dict[tuple[int, int], tuple[tuple[str, ...], str, str]] = {}
    for i, left in enumerate(turkish):
        for j, right in enumerate(english):
            score, why, a, b = _best(left, right, float(near[i, j]))
            if score:
                scores[i, j] = score
                told[i, j] = (why, a, b)
    _short_names(turkish, english, scores, told)
    _keywords(keywords, turkish, english, scores, told)
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


def _keywords(
    links: Sequence[Link],
    turkish: Sequence[Sequence[Form]],
    english: Sequence[Sequence[Form]],
    scores: NDArray[np.float64],
    told: dict[tuple[int, int], tuple[tuple[str, ...], str, str]],
) -> None:
    """Names of one kind that are a pair of keywords are as sure as that pair."""
    left = {form.name: i for i, group in enumerate(turkish) for form in group}
    right = {form.name: j for j, group in enumerate(english) for form in group}
    for link in links:
        i, j = left.get(link.tr_form), right.get(link.en_form)
        if i is None or j is None or turkish[i][0].kind != english[j][0].kind:
            continue
        if link.score > scores[i, j]:
            scores[i, j] = link.score
            told[i, j] = (link.evidence, link.tr_form, link.en_form)


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
    left: Sequence[Form], right: Sequence[Form], near: float
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
    alone = not best[0] and (near < SURE_VECTOR or left[0].kind in SPELLED)
    clash = heads_clash(a, b) or numbers_clash(a, b, left[0].kind)
    clash = clash or (left[0].kind == "place" and compass_clash(a, b))
    if left[0].kind == "person" or len(kinds) == 2 or alone or clash:
        near = 0.0  # persons are told by their letters, never by what they resemble
    if best[0] >= ACCEPT:
        return best[0], (best[1],), best[2], best[3]
    both = 1 - (1 - best[0]) * (1 - near)
    evidence = tuple(e for e, value in ((best[1], best[0]), ("vector", near)) if e and value > 0)
    return both, evidence, best[2] or a, best[3] or b


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
    near = nearness(document.vectors, [k.text for k in turkish], [k.text for k in english])
    persons_named = {m.start for m in document.mentions if m.label == "PERSON"}
    scores = np.zeros((len(turkish), len(english)))
    why: dict[tuple[int, int], tuple[str, ...]] = {}
    for i, a in enumerate(turkish):
        for j, b in enumerate(english):
            clash = heads_clash(a.text, b.text) or numbers_clash(a.text, b.text, "event")
            speaks = a.start not in persons_named and not clash
            scores[i, j], why[i, j] = _keyword_score(a, b, float(near[i, j]) if speaks else 0.0)
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


def _keyword_score(a: Keyword, b: Keyword, near: float) -> tuple[float, tuple[str, ...]]:
    found = [equivalence(a.text, b.text, kind) for kind in ("event", "group", "place", "person")]
    score, kind = max(found)
    evidence = [kind] if kind else []
    if near >= (LITTLE if score else SURE_VECTOR) and score < SURE_NAME:
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
