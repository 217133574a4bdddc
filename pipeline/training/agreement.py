"""How far two annotators of the scholarly sentences agree.

``python -m pipeline.training.agreement`` prints strict F1 (span and label) and span F1 for each
language, of the sentences that stand both in ``second`` and in the files of the language.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.training.examples import bracketed

HERE = Path(__file__).parent / "scholarly"
Spans = set[tuple[int, int, str]]


def sentences(path: Path) -> Iterator[tuple[str, Spans]]:
    """The sentences of a file with their mentions."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, spans = bracketed(line)
            yield text, set(spans)


def agreement(lang: str) -> dict[str, float]:
    """Strict and span F1 of the two annotators, and strict F1 by label."""
    first = {t: s for path in sorted((HERE / lang).glob("*.txt")) for t, s in sentences(path)}
    counts: Counter[tuple[str, str]] = Counter()
    for text, other in sentences(HERE / "second" / f"{lang}.txt"):
        one = first[text]
        counts["strict", "both"] += len(one & other)
        counts["strict", "all"] += len(one) + len(other)
        places = [{span[:2] for span in side} for side in (one, other)]
        counts["span", "both"] += len(places[0] & places[1])
        counts["span", "all"] += len(places[0]) + len(places[1])
        for span in one | other:
            counts[span[2], "both"] += span in one and span in other
            counts[span[2], "all"] += (span in one) + (span in other)
    names = sorted({name for name, _ in counts})
    return {n: round(2 * counts[n, "both"] / counts[n, "all"], 4) for n in names}


if __name__ == "__main__":
    for language in ("tr", "en"):
        print(language, agreement(language))
