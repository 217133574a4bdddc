"""Fit the line of `pipeline.tagging.calibration` on subjects that the weights have not seen.

The line is written into the labels.json of the weights.

    python -m pipeline.training.calibrate FOLDER_OF_WEIGHTS
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.config import Settings
from pipeline.evaluation.scores import calibration_error
from pipeline.evaluation.unseen import SCHOLARLY, article
from pipeline.tagging import encoder, names
from pipeline.tagging.calibration import Line, log_odds, probability
from pipeline.training.examples import DEV_SUBJECTS

STEPS = 30  # of Newton's method; a few are enough

Answer = tuple[str, float, bool]  # subject, score of a span, whether it is right


def answers(folder: Path) -> Iterator[Answer]:
    """Every span that the recogniser finds on the held subjects, scored as the encoder did."""
    engine, threshold = encoder.load(folder), Settings().entities.threshold
    for lang, subjects in DEV_SUBJECTS.items():
        for subject in subjects:
            made, sentences, gold = article(SCHOLARLY / lang / f"{subject}.txt", lang)
            wanted = set().union(*gold)
            plain = encoder.with_line(engine, Line())
            readings = names.read_sentences(made, sentences, plain)
            for m in names.find_mentions(made, sentences, readings, plain, threshold):
                yield subject, m.score, (m.start, m.end, m.label) in wanted


def fit(found: Sequence[Answer]) -> Line:
    """The line of greatest likelihood, by Newton's method."""
    x = np.array([[log_odds(score), 1.0] for _, score, _ in found])
    y = np.array([float(right) for *_, right in found])
    weights: NDArray[np.float64] = np.zeros(2)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (p * (1 - p))[:, None]).T @ x
        weights = weights + np.linalg.solve(curve, x.T @ (y - p))
    return Line(round(float(weights[0]), 4), round(float(weights[1]), 4))


def expected_error(found: Sequence[Answer], line: Line) -> float:
    """Expected calibration error of scores that a line has turned into probabilities."""
    return calibration_error([(probability(score, line), right) for _, score, right in found])


def main() -> None:
    """Command line; see the module's text. Errors are those of subjects left out of the fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="exported weights")
    folder = parser.parse_args().folder
    found = list(answers(folder))
    subjects = sorted({subject for subject, *_ in found})
    before, after = [], []
    for subject in subjects:
        inside = [a for a in found if a[0] == subject]
        line = fit([a for a in found if a[0] != subject])
        before.append(expected_error(inside, Line()) * len(inside))
        after.append(expected_error(inside, line) * len(inside))
    line = fit(found)
    print(f"{line}; {len(found)} spans of {len(subjects)} subjects, each judged by the others'")
    print(f"expected calibration error {sum(before) / len(found):.3f} -> "
          f"{sum(after) / len(found):.3f}")  # fmt: skip
    path = folder / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8"))
    labels["calibration"] = [line.slope, line.intercept]
    path.write_text(json.dumps(labels, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
