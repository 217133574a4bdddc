"""Fit the weights of `pipeline.tagging.vote` on the development part of the treebanks.

python -m pipeline.training.fit_vote FOLDER_OF_TREEBANKS
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from pipeline import tagging
from pipeline.tagging import encoder, stanza_engine, vote
from pipeline.training.treebanks import style

STRENGTH = 0.3  # inverse of the penalty; chosen by cross-validation on the development part
DIGITS = 4


def main() -> None:
    """Command line; writes the weights beside Stanza's models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    trees = list(style(parser.parse_args().folder, "dev"))
    context = encoder.load(tagging.MODELS / "encoder")
    classes = context.tags[vote.HEAD]
    words = [[token.text for token in tree.tokens] for tree in trees]
    voices = vote.of_tokens(context, words)
    said = stanza_engine.load(stanza_engine.OURS)(words)  # a folder that is named gets no vote
    rows = np.concatenate(
        [
            vote.features(texts, [each.upos for each in analyses], heard, classes)
            for texts, analyses, heard in zip(words, said, voices, strict=True)
        ]
    )
    answers = [classes.index(token.upos) for tree in trees for token in tree.tokens]
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(rows, answers)
    weights = np.zeros((len(classes), rows.shape[1]))
    intercepts = np.full(len(classes), -1e3)  # a class that the treebanks do not know
    weights[model.classes_], intercepts[model.classes_] = model.coef_, model.intercept_
    data = {
        "classes": classes,
        "weights": weights.round(DIGITS).tolist(),
        "intercepts": intercepts.round(DIGITS).tolist(),
    }
    (stanza_engine.OURS / vote.NAME).write_text(json.dumps(data), encoding="utf-8")
    print(f"{len(rows)} tokens, accuracy on them {model.score(rows, answers):.4f}")


if __name__ == "__main__":
    main()
