"""How accurate the program was measured to be, as ``make eval --record`` wrote it down."""

import json
from dataclasses import dataclass
from pathlib import Path

RECORD = Path(__file__).parent / "evaluation" / "record.json"
MEASURED = (  # key of a word, and its place in the record
    ("acc_entities", "entities / own articles / strict F1"),
    ("acc_bridge", "alignment / own articles / precision"),
    ("acc_fields", "citations / our gold / own articles: fields, soft F1"),
    ("acc_short", "citations / our gold / own articles: short references resolved"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure: the key of what it measures, its value, and on how many cases."""

    word: str
    value: float
    n: int


def measured() -> tuple[Figure, ...]:
    """The figures on our own sample articles, which were looked at while the program was made.

    >>> [figure.word for figure in measured()][:2]
    ['acc_entities', 'acc_bridge']
    """
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    return tuple(Figure(word, record[key]["value"], record[key]["n"]) for word, key in MEASURED)
