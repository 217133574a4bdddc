"""Turkish parts of speech by three voices: Stanza, the encoder in its context, akana's lexicon.

Each errs where the others do not: the encoder knows names and the sentence, Stanza the suffixes,
akana what a word can be at all; a capital inside a sentence speaks for a name. A logistic
regression weighs them (stacking: Wolpert 1992); its weights come from the development part of the
treebanks (`pipeline/training/fit_vote.py`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging import encoder
from pipeline.tagging.akana_engine import analyze_word, possible
from pipeline.tagging.analysis import Voices
from pipeline.tagging.encoder import Encoder, Floats, Reading

NAME = "vote.json"
HEAD = "upos"
SILENT = np.float32(np.log(1e-4))  # where the encoder has no word; below it probabilities are alike
OTHER, PUNCTUATION = "X", "PUNCT"


@dataclass(frozen=True, slots=True)
class Vote:
    """The weights of the voices."""

    classes: tuple[str, ...]  # in the order of the encoder's head
    weights: NDArray[np.float64]  # (classes, features)
    intercepts: NDArray[np.float64]  # (classes,)

    def choose(self, words: Sequence[str], stanza: Sequence[str], voices: Voices) -> list[str]:
        """The parts of speech of a sentence; what Stanza said stands if no class can hold it."""
        if not set(stanza) <= set(self.classes):
            return list(stanza)
        scores = features(words, stanza, voices, self.classes) @ self.weights.T + self.intercepts
        return [self.classes[at] for at in scores.argmax(axis=1).tolist()]


def features(
    words: Sequence[str], stanza: Sequence[str], voices: Voices, classes: Sequence[str]
) -> NDArray[np.float64]:
    """The voices on a sentence, shape (words, 4 × classes + 2).

    Of each word what the encoder says, what Stanza says, what akana prefers, all that akana
    thinks possible; whether it begins with a capital, and whether it does so inside a sentence.

    >>> rows = features(["Geçen", "Ankara"], ["ADJ", "PROPN"], [None, None], ("ADJ", "PROPN", "X"))
    >>> rows.shape, rows[1, 3:6].tolist(), rows[:, -1].tolist()
    ((2, 14), [0.0, 1.0, 0.0], [0.0, 1.0])
    """
    size = len(classes)
    rows = np.zeros((len(words), 4 * size + 2))
    for at, (word, said, voice) in enumerate(zip(words, stanza, voices, strict=True)):
        row = rows[at]
        row[:size] = SILENT if voice is None else np.maximum(voice, SILENT)
        row[size + classes.index(said)] = 1
        akana = analyze_word(word).upos
        row[2 * size + classes.index(akana if akana in classes else OTHER)] = 1
        for each in possible(word):
            row[3 * size + classes.index(each if each in classes else OTHER)] = 1
        row[-2] = word[:1].isupper()
        row[-1] = row[-2] and at > 0 and stanza[at - 1] != PUNCTUATION
    return rows


def load(folder: Path) -> Vote:
    """The weights that stand beside Stanza's models."""
    data = json.loads((folder / NAME).read_text(encoding="utf-8"))
    weights, intercepts = (np.array(data[part], float) for part in ("weights", "intercepts"))
    return Vote(tuple(data["classes"]), weights, intercepts)


def voices(reading: Reading, tokens: Sequence[tuple[int, int]]) -> list[Floats | None]:
    """What the encoder says of the first of its words inside each token of a sentence."""
    scores = reading.scores[HEAD]
    made: list[Floats | None] = []
    at = 0
    for start, end in tokens:
        while at < len(reading.words) and reading.words[at][0] < start:
            at += 1
        there = at < len(scores) and reading.words[at][0] < end
        made.append(scores[at] if there else None)
    return made


def of_tokens(engine: Encoder, sentences: Sequence[Sequence[str]]) -> list[list[Floats | None]]:
    """The voices for sentences that are given as tokens, as a treebank gives them."""
    readings = encoder.read(engine, [" ".join(words) for words in sentences], (HEAD,))
    made = []
    for words, reading in zip(sentences, readings, strict=True):
        ends = np.cumsum([len(word) + 1 for word in words]).tolist()
        places = [(end - len(w) - 1, end - 1) for w, end in zip(words, ends, strict=True)]
        made.append(voices(reading, places))
    return made
