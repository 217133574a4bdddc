"""A sample of the stress set, and speed."""

import time

from pipeline.citing import cite
from pipeline.evaluation import stress
from pipeline.evaluation.citation_gold import article_of
from pipeline.evaluation.citing import Score, run, score
from pipeline.evaluation.stress_styles import STYLES


def test_every_convention_without_damage():
    total = Score()
    for style in STYLES:
        for gold in stress.articles(style, 0, 1):
            total.add(score(gold, run(gold)))
    figures = {m.name.split(": ")[1]: m.score for m in stress.figures(total, "stress")}
    assert figures["segmentation F1"] >= 0.98
    assert figures["fields, soft F1"] >= 0.95
    assert figures["resolved"] >= 0.95
    assert figures["wrong without a warning"] <= 0.01


def test_long_articles_are_read_in_seconds():
    texts = [
        n.text for style in STYLES for g in stress.articles(style, 0, 1) for n in g.article.notes
    ]
    notes = [(i + 1, texts[i % len(texts)].replace("19", str(10 + i % 89))) for i in range(1000)]
    began = time.perf_counter()
    cite(article_of("long", notes))
    assert time.perf_counter() - began < 10
