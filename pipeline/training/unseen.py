"""Strict F1 of the whole recogniser on subjects that its weights have not seen.

The weights must be those of the held-out stage (`make models-held-out`, then export). Every
subject of `DEV_SUBJECTS` is read as one article, so that the rules of `pipeline/tagging` for whole
articles take part: this is what a user meets on a new subject, not the model alone.

    python -m pipeline.training.unseen FOLDER_OF_EXPORTED_WEIGHTS
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.config import Settings
from pipeline.records import Article, Section, Sentence
from pipeline.tagging import encoder, names
from pipeline.training.examples import bracketed
from pipeline.training.train_encoder import DEV_SUBJECTS

HERE = Path(__file__).parent / "scholarly"
Spans = set[tuple[int, int, str]]


def article(path: Path, lang: str) -> tuple[Article, list[Sentence], Spans]:
    """A subject's sentences as the paragraphs of one article, and their gold spans."""
    text = ""
    sentences: list[Sentence] = []
    gold: Spans = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words, spans = bracketed(line)
            at = len(text)
            gold |= {(at + a, at + b, label) for a, b, label in spans}
            sentences.append(Sentence(f"s{len(sentences)}", "body", lang, at, at + len(words)))
            text += f"{words}\n\n"
    body = Section("body", "body", lang, 0, len(text), 0, len(text))
    origin = tuple(range(len(text)))
    return Article(path.stem, lang, text, origin, (body,), (), (), ()), sentences, gold


def scores(folder: Path) -> Iterator[str]:
    """A line for each language, with F1 by label."""
    engine, threshold = encoder.load(folder), Settings().entities.threshold
    for lang, subjects in DEV_SUBJECTS.items():
        right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
        for subject in subjects:
            made, sentences, gold = article(HERE / lang / f"{subject}.txt", lang)
            mentions = names.find_mentions(made, sentences, engine, threshold)
            said = {(m.start, m.end, m.label) for m in mentions}
            right.update(label for *_, label in said & gold)
            found.update(label for *_, label in said)
            wanted.update(label for *_, label in gold)
        whole = 2 * right.total() / (found.total() + wanted.total())
        parts = [f"{x} {2 * right[x] / (found[x] + wanted[x]):.2f}" for x in sorted(wanted)]
        yield f"{lang}: {whole:.4f} (n {wanted.total()}; {', '.join(parts)})"


def main() -> None:
    """Command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="exported weights of the held-out stage")
    for line in scores(parser.parse_args().folder):
        print(line)


if __name__ == "__main__":
    main()
