"""Word vectors for Stanza's Turkish tagger, made of what this project has.

Half of a vector is the encoder's (its frozen layers, by principal components), half the analyses
that akana's lexicon has of the word: parts of speech and morphemes, by principal components. Words
are those of the treebanks, the commonest of wordfreq, and the commonest of Turkish Wiki NER and of
our own sentences. ``python -m pipeline.training.word_vectors ENCODER TREEBANKS NER OUT``
"""

import argparse
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from wordfreq import top_n_list

from pipeline.tagging import akana_engine, encoder
from pipeline.text.casing import lower
from pipeline.training import treebanks

COMMON, MOST = 70_000, 84_000
FROM_ENCODER, FROM_LEXICON = 72, 56  # components
RARE = 40  # words below which a morpheme is left out
RESERVED = ["<PAD>", "<UNK>", "<EMPTY>", "<ROOT>"]
_WORD = re.compile(r"[^\W\d_]{2,}")

Floats = NDArray[np.float32]


def vocabulary(trees: Path, ner: Path) -> list[str]:
    """Words in order of worth, as printed and in lower case."""
    words: dict[str, None] = {}
    for tree in treebanks.style(trees, "train"):
        for token in tree.tokens:
            words |= dict.fromkeys((token.text, lower(token.text, "tr")))
    for word in top_n_list("tr", COMMON):
        words |= dict.fromkeys((word, lower(word, "tr")))
    own = sorted((Path(__file__).parent / "scholarly" / "tr").glob("*.txt"))
    counts: Counter[str] = Counter()
    for path in (ner / "turkish-wiki" / "train.conll", *own):
        counts.update(lower(w, "tr") for w in _WORD.findall(path.read_text(encoding="utf-8")))
    words |= dict.fromkeys(w for w, _ in counts.most_common())
    return list(words)[:MOST]


def components(matrix: Floats, count: int) -> Floats:
    """The first principal components, scaled to unit variance over all."""
    centred = matrix - matrix.mean(axis=0)
    axes, _, _ = np.linalg.svd(centred.T @ centred)
    projected = centred @ axes[:, :count]
    return np.asarray(projected / projected.std(), np.float32)


def of_encoder(engine: encoder.Encoder, words: list[str]) -> Floats:
    """The encoder's vector of each word alone."""
    rows = [np.frombuffer(each, np.int8) for each in encoder.vectors(engine, words)]
    return np.stack(rows).astype(np.float32) / encoder.QUANTUM


def of_lexicon(words: list[str]) -> Floats:
    """Which parts of speech and morphemes akana's known analyses of each word have."""
    marks = [_marks(word) for word in words]
    counts = Counter(mark for each in marks for mark in each)
    column = {mark: i for i, (mark, n) in enumerate(counts.most_common()) if n >= RARE}
    made = np.zeros((len(words), len(column)), np.float32)
    for row, each in enumerate(marks):
        for mark in each:
            if mark in column:
                made[row, column[mark]] = 1
    return made


def _marks(word: str) -> list[str]:
    found: set[str] = set()
    for each in akana_engine.analyses(word):
        if each["score"] < akana_engine.KNOWN:
            continue
        morphemes = each["morphemes"]
        found |= {f"p:{each['primary_pos']}", f"s:{each['secondary_pos']}"}
        found |= {f"m:{morpheme}" for morpheme in morphemes}
        found |= {f"last:{morphemes[-1]}"} if morphemes else set()
    return sorted(found) or ["none"]


def main() -> None:
    """Command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("encoder", "treebanks", "ner", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    words = vocabulary(args.treebanks, args.ner)
    left = components(of_encoder(encoder.load(args.encoder), words), FROM_ENCODER)
    vectors = np.concatenate([left, components(of_lexicon(words), FROM_LEXICON)], axis=1)
    table = np.vstack([np.zeros((len(RESERVED), vectors.shape[1]), np.float32), vectors])
    pretrain = Pretrain(str(args.out), save_to_file=False)
    pretrain._vocab = PretrainedWordVocab(words)
    pretrain._emb = torch.from_numpy(table)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    pretrain.save(str(args.out))


if __name__ == "__main__":
    main()
