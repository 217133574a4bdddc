"""What the bridge leaves open, by elimination: the two abstracts of an article say the same.

A name of one kind that stands alone without counterpart in the Turkish abstract, and one in the
English, at like places of the two texts, are one more often than not, whatever they look like
(Susuz Yaz = Dry Summer). Persons and places must also sound alike.
"""

import re
from collections.abc import Sequence

from pipeline.linking.equivalents import SPELLED, equivalence, numbers
from pipeline.linking.forms import Form, main_name
from pipeline.linking.spelling import name_similarity
from pipeline.records import Document

ELIMINATED = 0.65  # probability of the last pair of its kind
SOUNDS = 0.62  # likeness of two names that nothing else could be
FOREIGN = re.compile("[qwxQWX]")  # New York Times: English would spell it no other way
PARALLEL = ("abstract", "keywords")
APART = 0.4  # of an abstract's length, between the places of two names
MARGIN = 0.1  # by which a pair must be better than its rivals

Pair = tuple[int, int, float, tuple[str, ...], str, str]


def remaining(
    document: Document,
    turkish: Sequence[Sequence[Form]],
    english: Sequence[Sequence[Form]],
    found: Sequence[Pair],
) -> list[Pair]:
    """Further pairs of group numbers, with probability, evidence and the two forms."""
    left = _places(document, turkish, {pair[0] for pair in found})
    right = _places(document, english, {pair[1] for pair in found})
    made: list[Pair] = []
    for kind in sorted({turkish[i][0].kind for i in left} - {"date", "group"}):
        rows = [i for i in left if turkish[i][0].kind == kind]
        columns = [j for j in right if english[j][0].kind == kind]
        near = [
            (i, j) for i in rows for j in columns
            if abs(left[i] - right[j]) <= APART and not _clash(turkish[i], english[j])
        ]  # fmt: skip
        alike = {(i, j): _alike(turkish[i], english[j], kind) for i, j in near}
        for (i, j), (score, a, b) in alike.items():
            rivals = [alike[p][0] for p in near if p != (i, j) and (p[0] == i or p[1] == j)]
            best = score >= SOUNDS and all(score - rival >= MARGIN for rival in rivals)
            last = kind not in ("person", "place") and len(rows) == len(columns) == 1
            last = last and not FOREIGN.search(main_name(turkish[i]))
            if best or last:
                made.append((i, j, ELIMINATED, ("left-over",), a, b))
    return made


def _clash(left: Sequence[Form], right: Sequence[Form]) -> bool:
    """Whether the two bear numbers, and none in common: the fifth congress is not the sixth."""
    a, b = ({n for form in group for n in numbers(form.key)} for group in (left, right))
    return bool(a and b and not a & b)


def _places(
    document: Document, groups: Sequence[Sequence[Form]], done: set[int]
) -> dict[int, float]:
    """Groups without counterpart, and where in their language's abstract they first stand."""
    sections = {s.section_id: s for s in document.article.sections if s.kind in PARALLEL}
    made: dict[int, float] = {}
    for number, group in enumerate(groups):
        mentions = sorted(
            (m for form in group for m in form.mentions if m.section_id in sections),
            key=lambda m: m.start,
        )
        if number in done or not mentions:
            continue
        section = sections[mentions[0].section_id]
        length = max(section.end - section.start, 1)
        made[number] = (mentions[0].start - section.start) / length
    return made


def _alike(left: Sequence[Form], right: Sequence[Form], kind: str) -> tuple[float, str, str]:
    """The best likeness of two forms, by sound where names are written by their sound."""
    best = (0.0, main_name(left), main_name(right))
    for x in left:
        for y in right:
            score = equivalence(x.name, y.name, kind)[0]
            if kind in SPELLED or kind == "work":
                score = max(score, name_similarity(x.name, y.name))
            best = max(best, (score, x.name, y.name))
    return best
