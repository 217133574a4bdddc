"""Named entities on what the weights have not seen: subjects held out, and articles written later.

Every subject of `DEV_SUBJECTS` is read as one article, so that the rules of `pipeline/tagging` for
whole articles take part: this is what a user meets on a new subject, not the model alone.
"""

from collections.abc import Iterator
from pathlib import Path

from pipeline.evaluation.golds import Gold, Part, Span
from pipeline.evaluation.scores import Counted, Score, f1, interval
from pipeline.records import LABELS, Article, Section, Sentence
from pipeline.tagging import encoder, names
from pipeline.training.examples import DEV_SUBJECTS, bracketed

SCHOLARLY = Path(__file__).parents[1] / "training" / "scholarly"
BAR = 0.88
Found = set[tuple[int, int, str]]


def article(path: Path, lang: str) -> tuple[Article, list[Sentence], list[Found]]:
    """A subject's sentences as the paragraphs of one article; the gold of each, in its text."""
    text = ""
    sentences: list[Sentence] = []
    gold: list[Found] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words, spans = bracketed(line)
            at = len(text)
            gold.append({(at + a, at + b, label) for a, b, label in spans})
            sentences.append(Sentence(f"s{len(sentences)}", "body", lang, at, at + len(words)))
            text += f"{words}\n\n"
    body = Section("body", "body", lang, 0, len(text), 0, len(text))
    origin = tuple(range(len(text)))
    return Article(path.stem, lang, text, origin, (body,), (), (), ()), sentences, gold


def gold_of(lang: str) -> list[Gold]:
    """The held-out subjects of a language in the shape that the baselines read."""
    made = []
    for subject in DEV_SUBJECTS[lang]:
        path = SCHOLARLY / lang / f"{subject}.txt"
        text, sentences, gold = article(path, lang)
        spans = tuple(
            Span(a, b, (label,), ((a, b),), "", "", False)
            for found in gold
            for a, b, label in sorted(found)
        )
        places = tuple((s.start, s.end) for s in sentences)
        part = Part("body", lang, text.text, len(text.text), spans, places)
        made.append(Gold(subject, path, (part,)))
    return made


def subjects(engine: encoder.Encoder, threshold: float) -> Iterator[Score]:
    """Strict F1 of the whole recogniser for each language, over all labels and by label."""
    for lang, held in DEV_SUBJECTS.items():
        units: list[Counted] = []
        by_label: dict[str, list[Counted]] = {label: [] for label in LABELS}
        right: list[str] = []
        for subject in held:
            made, sentences, gold = article(SCHOLARLY / lang / f"{subject}.txt", lang)
            readings = names.read_sentences(made, sentences, engine)
            mentions = names.find_mentions(made, sentences, readings, engine, threshold)
            for sentence, wanted in zip(sentences, gold, strict=True):
                said = {
                    (m.start, m.end, m.label)
                    for m in mentions
                    if sentence.start <= m.start and m.end <= sentence.end
                }
                units.append(Counted(len(said & wanted), len(said), len(wanted)))
                right += [f"{subject}/{a}-{b}" for a, b, _ in sorted(said & wanted)]
                for label, parts in by_label.items():
                    ours, theirs = (
                        {s for s in spans if s[2] == label} for spans in (said, wanted)
                    )
                    parts.append(Counted(len(ours & theirs), len(ours), len(theirs)))
        yield Score(
            "entities", f"unseen subjects {lang}", "strict F1", sum(u.gold for u in units),
            f1(units), *interval(units), BAR, right=tuple(right),
        )  # fmt: skip
        for label, parts in by_label.items():
            n = sum(unit.gold for unit in parts)
            if n:
                yield Score("entities", f"unseen subjects {lang}", label, n, f1(parts))
