"""Part of speech, features and lemma against a treebank, engine by engine."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import tagging
from pipeline.config import TurkishSettings
from pipeline.evaluation.scores import Counted, Score, interval
from pipeline.text.casing import lower
from pipeline.training.treebanks import Tree, read, style

BARS = {"UPOS": 0.93, "lemma": 0.92}


def measure(folder: Path) -> list[Score]:
    """Both Turkish engines on the held-out tenth of the trained style, on gold tokens."""
    trees = list(style(folder, "test"))
    return [
        score
        for engine in ("stanza", "akana")
        for score in scores(trees, engine, f"held out, {engine}", engine == "stanza")
    ]


def score_file(path: Path) -> list[Score]:
    """Both Turkish engines on any CoNLL-U file."""
    trees = list(read(path))
    return [
        score
        for engine in ("stanza", "akana")
        for score in scores(trees, engine, f"{path.name}, {engine}", False)
    ]


def scores(trees: Sequence[Tree], engine: str, data: str, barred: bool) -> Iterator[Score]:
    """Accuracy by token; lemmas are compared without case (the style writes names small)."""
    analyze = tagging.turkish_engine(TurkishSettings.model_validate({"morphology": engine}))
    found = analyze([[token.text for token in tree.tokens] for tree in trees])
    right: dict[str, list[Counted]] = {"UPOS": [], "features": [], "lemma": []}
    for tree, analyses in zip(trees, found, strict=True):
        pairs = list(zip(tree.tokens, analyses, strict=True))
        hits = {
            "UPOS": sum(token.upos == each.upos for token, each in pairs),
            "features": sum(token.feats == each.feats for token, each in pairs),
            "lemma": sum(_key(token.lemma) == _key(each.lemma) for token, each in pairs),
        }
        for metric, n in hits.items():
            right[metric].append(Counted(n, len(pairs), len(pairs)))
    for metric, units in right.items():
        low, high = interval(units, _accuracy)
        n = sum(unit.gold for unit in units)
        bar = BARS.get(metric) if barred else None
        yield Score("treebank", data, metric, n, _accuracy(units), low, high, bar)


def _accuracy(units: Sequence[Counted]) -> float:
    return round(sum(u.right for u in units) / max(sum(u.gold for u in units), 1), 4)


def _key(lemma: str) -> str:
    return lower(lemma, "tr")
