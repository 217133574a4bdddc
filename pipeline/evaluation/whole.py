"""Analyse the gold articles as a run would, and measure every task on them."""

from collections.abc import Sequence

from pipeline import linking, reading, run, tagging
from pipeline.config import Settings
from pipeline.evaluation import entities
from pipeline.evaluation.golds import Gold
from pipeline.evaluation.scores import Score
from pipeline.records import Document

Pairs = Sequence[tuple[Gold, Document]]


def analysed(golds: Sequence[Gold], engines: tagging.Engines) -> list[tuple[Gold, Document]]:
    """Every gold article with its analysis, made afresh from the raw file."""
    limits = reading.Limits()
    return [
        (gold, run.analyze_document(gold.raw, gold.raw.parent, limits, engines)) for gold in golds
    ]


def engines() -> tagging.Engines:
    """The engines of the default settings."""
    return tagging.load(Settings())


def measure(pairs: Pairs, data: str) -> list[Score]:
    """Every end-to-end figure of one collection of articles."""
    if not pairs:
        return []
    linked = linking.link([document for _, document in pairs], None)
    scores = [*entities.sentence_score(pairs, data), *entities.entity_scores(pairs, data)]
    for lang in ("tr", "en"):
        scores += entities.entity_scores(pairs, data, lang)[:1]
    return [
        *scores,
        *entities.base_form_score(pairs, data),
        *entities.cluster_scores(pairs, linked.entity_of, data),
        *entities.alignment_scores(pairs, linked.entity_of, data),
        entities.keyword_score(pairs, linked.links, data),
    ]
