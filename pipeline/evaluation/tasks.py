"""Everything that ``make eval`` measures, in order, and ``make bench``."""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from pipeline import citing, reading, restoring, tagging
from pipeline.citing import works as citing_works
from pipeline.evaluation import (
    abstract_pairs,
    baselines,
    citation_baselines,
    citing_speed,
    files,
    golds,
    linking_speed,
    name_pairs,
    stress,
    tagging_speed,
    treebank,
    typesetting,
    unseen,
    whole,
)
from pipeline.evaluation import citing as citing_evaluation
from pipeline.evaluation import restoring as restoring_evaluation
from pipeline.evaluation.scores import Score
from pipeline.tagging import names

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
NER = golds.SHARED / "data" / "ner"
LAYOUTS = 40


@cache
def engines() -> tagging.Engines:
    """The engines, loaded once."""
    return whole.engines()


def layouts() -> list[Score]:
    """Reconstruction of our articles typeset in many layouts."""
    found = restoring_evaluation.measure(golds.OWN / "articles", engines().is_word, LAYOUTS)
    return [Score("layouts", f"own x {LAYOUTS}", m.name, m.n, m.score) for m in found]


def sample() -> list[Score]:
    """The sample article from raw text to aligned entities, beside a baseline."""
    gold = golds.seed()
    if gold is None:
        return []
    peers = baselines.measure([gold], "sample", engines().entities)
    return [*whole.measure(whole.analysed([gold], engines()), "sample"), *peers]


def own() -> list[Score]:
    """Our sample articles from raw text to aligned entities."""
    articles = list(golds.own(CORPUS))
    peers = baselines.measure(articles, "own articles", engines().entities)
    return [*whole.measure(whole.analysed(articles, engines()), "own articles"), *peers]


def unseen_text() -> list[Score]:
    """Subjects that no weights saw, and articles written after the program."""
    models = engines()
    found = list(unseen.subjects(models.entities, models.threshold))
    subjects = [*unseen.gold_of("tr"), *unseen.gold_of("en")]
    found += baselines.measure(subjects, "unseen subjects", models.entities)
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder)
        typesetting.print_corpus(golds.LATER, printed)
        articles = list(golds.own(printed, golds.LATER))
        found += whole.measure(whole.analysed(articles, models), "later articles")
    return found


def citations() -> list[Score]:
    """Notes into citations, short references, works: the sample article and our own."""
    found: list[Score] = []
    path = golds.SEED / "gold" / "citations.json"
    if path.is_file():
        sample_figures = citing_evaluation.measure_sample(path)
        found += [Score("citations", "sample", m.name, m.n, m.score) for m in sample_figures]
    found += citation_baselines.measure(golds.OWN)
    figures = [
        *citing_evaluation.measure_own(golds.OWN / "citations", golds.OWN / "articles"),
        *citing_evaluation.measure_handwritten(golds.OWN),
    ]
    return [*found, *(Score("citations", "our gold", m.name, m.n, m.score) for m in figures)]


def generated() -> list[Score]:
    """Notes made in many conventions, with known antecedents and damage at three levels."""
    return [Score("citations", "generated", m.name, m.n, m.score) for m in stress.measure()]


def short_references() -> list[Score]:
    """Short references of the Linked Books data, the half that is here."""
    path = golds.SHARED / "data" / "short-references" / "linkedbooks_dev.csv"
    return files.short_references(path) if path.is_file() else []


def names_of_two_spellings() -> list[Score]:
    """Spellings of one name found, and other names kept apart."""
    return name_pairs.measure(golds.OWN / "name_pairs.tsv")


def abstracts() -> list[Score]:
    """Names of two languages joined in bilingual abstracts, from gold mentions."""
    return abstract_pairs.measure(golds.OWN / "abstract_pairs.jsonl", engines().entities)


def morphology() -> list[Score]:
    """Turkish morphology on treebank text that no engine has seen."""
    folder = golds.SHARED / "data" / "ud" / "tr"
    return treebank.measure(folder, engines().entities) if folder.is_dir() else []


def public() -> list[Score]:
    """General entity sets: that nothing general was lost."""
    if not NER.is_dir():
        return []
    wiki, silver = NER / "turkish-wiki" / "dev.conll", NER / "wikiann-tr" / "dev.conll"
    return [
        *files.ner(wiki, "tr", head="wiki", bar=0.77),
        *files.ner(silver, "tr", every=5, head="coarse", bar=0.88),
    ]


TASKS: dict[str, Callable[[], list[Score]]] = {
    "layouts": layouts,
    "sample": sample,
    "own": own,
    "unseen": unseen_text,
    "citations": citations,
    "generated": generated,
    "short-references": short_references,
    "names": names_of_two_spellings,
    "abstracts": abstracts,
    "morphology": morphology,
    "public": public,
}


def bench() -> Iterator[str]:
    """Words a second of each document stage, on the sample article or our own."""
    gold = golds.seed()
    paths = [gold.raw] if gold else sorted(CORPUS.glob("*.txt"))
    models = engines()
    totals: dict[str, float] = {}
    words = 0
    documents = []

    def timed(stage: str, began: float) -> None:
        totals[stage] = totals.get(stage, 0.0) + time.perf_counter() - began

    for path in paths:
        began = time.perf_counter()
        source = reading.read(path, path.parent, reading.Limits())
        timed("reading", began)
        began = time.perf_counter()
        article = restoring.restore(source, models.is_word)
        timed("restoring", began)
        words += len(article.text.split())
        began = time.perf_counter()
        sentences = tagging.find_sentences(article)
        timed("sentences", began)
        began = time.perf_counter()
        readings = names.read_sentences(article, sentences, models.entities, tagging.HEADS)
        names.find_mentions(article, sentences, readings, models.entities, models.threshold)
        timed("entities", began)
        began = time.perf_counter()
        tagging.find_tokens(article, sentences, readings, models.turkish)
        timed("tokens and morphology", began)
        began = time.perf_counter()
        documents.append(citing.cite(article))
        timed("citing", began)
    began = time.perf_counter()
    citing_works.merge(
        [c for d in documents for c in d.citations], [r for d in documents for r in d.resolutions]
    )
    timed("works", began)
    for stage, seconds in totals.items():
        yield f"{stage:<24}{seconds:8.2f} s {words / max(seconds, 1e-9):12,.0f} words/s"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield from tagging_speed.measure(sorted(CORPUS.glob("*.txt")), models)
    yield from citing_speed.measure()
    yield f"{'all':<24}{sum(totals.values()):8.2f} s"
    yield f"peak memory {peak:,.0f} MB, {words:,} words"
    yield from linking_speed.measure()
