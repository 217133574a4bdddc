"""Words a second from clean text to mentions and tokens on two cores, beside a BERT of base size.

The peer has the shape of BERT-base (12 layers, 768 wide, PyTorch, 32 bits) and random weights:
how fast it answers does not depend on what it has learned. It reads the same sentences in the
same batches with as many threads as there are processes here, and nothing after the last layer.
"""

import multiprocessing
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from pipeline import reading, restoring, tagging
from pipeline.config import Settings
from pipeline.records import Article
from pipeline.tagging import encoder, names

CORES = 2
PEER_SENTENCES = 96
PEER_BATCH = 16
TIMES = 10  # what the encoder is to be faster by

_engines: tagging.Engines | None = None  # a worker's own, loaded once


def measure(paths: Sequence[Path], models: tagging.Engines) -> Iterator[str]:
    """Lines of ``make bench``."""
    articles = [_article(path, models) for path in paths]
    warm, articles = articles[:CORES], articles[CORES:]  # first sentences set the models up
    articles.sort(key=lambda article: -len(article.text))  # as `analyze` gives them out
    words = sum(len(article.text.split()) for article in articles)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(CORES, context, _load) as pool:
        list(pool.map(_tag, warm))
        for call, what in ((_tag, "mentions and tokens"), (_find, "mentions alone")):
            began = time.perf_counter()
            peaks = list(pool.map(call, articles))
            speed = words / (time.perf_counter() - began)
            yield (
                f"{what}, {CORES} processes: {speed:,.0f} words/s, peak memory of the larger "
                f"{max(peaks) / 1024:,.0f} MB"
            )
    if find_spec("transformers") is None:
        yield "BERT-base not measured: pip install -c constraints.txt -e '.[training]'"
        return
    texts = [
        article.text[s.start : s.end]
        for article in articles
        for s in tagging.find_sentences(article)
    ]
    peer = _bert_base(texts[:: max(1, len(texts) // PEER_SENTENCES)], models.entities)
    yield (
        f"BERT-base in PyTorch, {CORES} threads: {peer:,.0f} words/s; mentions alone are "
        f"{speed / peer:.1f} times as fast (bar {TIMES})"
    )


def _article(path: Path, models: tagging.Engines) -> Article:
    return restoring.restore(reading.read(path, path.parent, reading.Limits()), models.is_word)


def _load() -> None:
    global _engines
    _engines = tagging.load(Settings())


def _tag(article: Article) -> int:
    assert _engines is not None
    tagging.tag(article, _engines)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _find(article: Article) -> int:
    assert _engines is not None
    sentences = tagging.find_sentences(article)
    readings = names.read_sentences(article, sentences, _engines.entities)
    names.find_mentions(article, sentences, readings, _engines.entities, _engines.threshold)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _bert_base(texts: Sequence[str], engine: encoder.Encoder) -> float:
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    threads = torch.get_num_threads()
    torch.set_num_threads(CORES)
    model = BertModel(BertConfig(), add_pooling_layer=False)
    model.train(False)
    rows = [
        [i % 30_000 for i in engine.tokenizer.encode(text).ids][: encoder.MAX_PIECES]
        for text in sorted(texts, key=len)
    ]
    began = time.perf_counter()
    with torch.no_grad():
        for at in range(0, len(rows), PEER_BATCH):
            batch = rows[at : at + PEER_BATCH]
            width = max(len(row) for row in batch)
            ids = torch.tensor([row + [0] * (width - len(row)) for row in batch])
            mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in batch])
            model(input_ids=ids, attention_mask=mask)
    seconds = time.perf_counter() - began
    torch.set_num_threads(threads)
    return sum(len(text.split()) for text in texts) / seconds
