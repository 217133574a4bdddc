"""Part of speech, features and lemma against a treebank, engine by engine."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import tagging
from pipeline.config import Settings, TurkishSettings
from pipeline.evaluation.scores import Counted, Score, interval
from pipeline.tagging import vote
from pipeline.tagging.analysis import Analysis, Morphology
from pipeline.tagging.encoder import Encoder
from pipeline.text.casing import lower
from pipeline.training.treebanks import Tree, read, style

BARS = {"UPOS": 0.93, "lemma": 0.92}


def measure(folder: Path, context: Encoder) -> list[Score]:
    """The Turkish engines on the held-out tenth of the trained style, on gold tokens."""
    return list(_engines(list(style(folder, "test")), "held out", context, True))


def score_file(path: Path) -> list[Score]:
    """The Turkish engines on any CoNLL-U file."""
    context = tagging.load(Settings()).entities
    return list(_engines(list(read(path)), path.name, context, False))


def _engines(
    trees: Sequence[Tree], data: str, context: Encoder, barred: bool
) -> Iterator[Score]:
    """What a run uses, Stanza with the encoder's voice, and each engine by itself."""
    words = [[token.text for token in tree.tokens] for tree in trees]
    voices = vote.of_tokens(context, words)
    stanza = _engine("stanza")
    yield from scores(trees, stanza(words, voices), f"{data}, as run", barred)
    yield from scores(trees, stanza(words), f"{data}, stanza", False)
    yield from scores(trees, _engine("akana")(words), f"{data}, akana", False)


def _engine(name: str) -> Morphology:
    return tagging.turkish_engine(TurkishSettings.model_validate({"morphology": name}))


def scores(
    trees: Sequence[Tree], found: Sequence[Sequence[Analysis]], data: str, barred: bool
) -> Iterator[Score]:
    """Accuracy by token; lemmas are compared without case (the style writes names small)."""
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
