"""What reads the texts, and how accurate it was measured to be.

The figures are those that ``make eval --record`` wrote down.
"""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
RECORD = HERE / "evaluation" / "record.json"
UNSEEN = (  # key of a word, and its place in the record: articles that others wrote later
    ("acc_entities", "entities / later articles / strict F1"),
    ("acc_bridge", "alignment / later articles / precision"),
    ("acc_bridge_recall", "alignment / later articles / recall"),
)
MEASURED = (  # the sample articles that were looked at while the program was made
    ("acc_entities", "entities / own articles / strict F1"),
    ("acc_bridge", "alignment / own articles / precision"),
    ("acc_fields", "citations / our gold / own articles: fields, soft F1"),
    ("acc_short", "citations / our gold / own articles: short references resolved"),
)
ENGINES = ("stanza", "spacy", "onnxruntime", "akana")
MODEL = HERE / "models" / "encoder" / "encoder.int8.onnx"  # that finds the entities
DIGITS = 12  # of a digest, enough to tell models apart


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure: the key of what it measures, its value, and on how many cases."""

    word: str
    value: float
    n: int


def unseen() -> tuple[Figure, ...]:
    """The figures on articles that others wrote later: what a reader may expect of new text.

    >>> [figure.word for figure in unseen()][:2]
    ['acc_entities', 'acc_bridge']
    """
    return _figures(UNSEEN)


def measured() -> tuple[Figure, ...]:
    """The figures on our own sample articles, which were looked at while the program was made.

    >>> [figure.word for figure in measured()][:2]
    ['acc_entities', 'acc_bridge']
    """
    return _figures(MEASURED)


def _figures(wanted: tuple[tuple[str, str], ...]) -> tuple[Figure, ...]:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    return tuple(Figure(word, record[key]["value"], record[key]["n"]) for word, key in wanted)


def engines() -> tuple[tuple[str, str], ...]:
    """The libraries that read the texts, with their versions, as ``run.json`` names them."""
    found = []
    for name in ENGINES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:  # as in a run whose settings do without it
            continue
    return tuple(found)


def model_digest() -> str:
    """The first digits of the sha256 of the model that finds the entities."""
    return hashlib.sha256(MODEL.read_bytes()).hexdigest()[:DIGITS]
