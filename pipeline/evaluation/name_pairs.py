"""Spellings of one name against names that only look alike."""

import csv
from pathlib import Path

from pipeline.evaluation.scores import Score
from pipeline.linking.spelling import SAME_NAME, name_similarity

FOUND, JOINED = 0.95, 0.01  # bars
SPLITS = ("dev", "test", "later", "check")


def measure(path: Path) -> list[Score]:
    """Share of true pairs found and of near-misses joined, for each half of the file.

    A second file has pairs written later: "later" before any tuning, "check" after the first.
    """
    pairs = _pairs(path) + _pairs(path.with_stem(f"{path.stem}_later"))
    scores = []
    for split in SPLITS:
        for same, metric, bar in (
            ("1", "true pairs found", FOUND),
            ("0", "near-misses joined", JOINED),
        ):
            part = [p for p in pairs if p["split"] == split and p["same"] == same]
            hits = [p for p in part if name_similarity(p["left"], p["right"]) >= SAME_NAME]
            names = tuple(f"{p['left']} = {p['right']}" for p in hits)
            share = round(len(hits) / len(part), 4) if part else 0.0
            right = names if same == "1" else ()
            scores.append(
                Score("names", f"pairs {split}", metric, len(part), share, bar=bar, right=right)
            )
    return scores


def _pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
