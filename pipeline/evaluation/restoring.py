"""How well printed articles are put together again, over many layouts."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

from pipeline.evaluation.annotated import GoldArticle, read_article
from pipeline.evaluation.layouts import Layout, layouts
from pipeline.evaluation.typesetting import Printed, typeset
from pipeline.records import Article, SourceText
from pipeline.restoring import restore

IsWord = Callable[[str, str], bool]
SEED = 7
LAYOUTS = 48


class Measured(NamedTuple):
    """A figure of the evaluation."""

    name: str
    n: int  # how many cases it rests on
    score: float


@dataclass(slots=True)
class Counts:
    """What was right and wrong in one or many printed articles."""

    marks: int = 0
    marks_found: int = 0
    marks_wrong: int = 0
    notes: int = 0
    notes_whole: int = 0
    line_ends: int = 0
    line_ends_wrong: int = 0
    sections: int = 0
    sections_right: int = 0
    headings: int = 0
    headings_right: int = 0
    articles: int = 0
    articles_right: int = 0

    def add(self, other: "Counts") -> None:
        """Add the counts of another article."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def measure(articles: Path, is_word: IsWord, count: int = LAYOUTS) -> list[Measured]:
    """Print each annotated article in `count` layouts and read it back."""
    total = Counts()
    for path in sorted(articles.glob("*.txt")):
        gold = read_article(path)
        for number, layout in enumerate(layouts(count, SEED)):
            printed, article = _round_trip(gold, layout, number, is_word)
            total.add(compare(gold, printed, article))
    return figures(total)


def _round_trip(
    gold: GoldArticle, layout: Layout, seed: int, is_word: IsWord
) -> tuple[Printed, Article]:
    printed = typeset(gold, layout, seed)
    return printed, restore(source_of(gold, printed), is_word)


def source_of(gold: GoldArticle, printed: Printed) -> SourceText:
    """A printed article as reading hands it on."""
    digest = hashlib.sha256(printed.raw.encode()).hexdigest()
    pages = tuple(i + 1 for i, char in enumerate(printed.raw) if char == "\f")
    name = f"{gold.slug}.txt"
    return SourceText(
        f"{gold.slug}-{digest[:8]}", name, "txt", "utf-8", digest, printed.raw, pages
    )


def compare(gold: GoldArticle, printed: Printed, article: Article) -> Counts:
    """Count what an article kept of its gold."""
    counts = Counts(articles=1)
    _compare_marks(printed, article, counts)
    _compare_notes(gold, printed, article, counts)
    decided = {found.raw_start: found.decision for found in article.line_breaks}
    counts.line_ends = len(printed.breaks)
    counts.line_ends_wrong = sum(decided.get(at, "keep") != want for at, want in printed.breaks)
    _compare_sections(gold, article, counts)
    counts.articles_right = int(counts.sections == counts.sections_right)
    return counts


def _compare_marks(printed: Printed, article: Article, counts: Counts) -> None:
    wanted = {(label, at) for _, label, at in printed.marks}
    found = {
        (note.marker.label, note.marker.raw_start + (printed.raw[note.marker.raw_start] == "["))
        for note in article.notes
        if note.marker
    }
    wanted = {(label, at + (printed.raw[at] == "[")) for label, at in wanted}
    counts.marks = len(wanted)
    counts.marks_found = len(wanted & found)
    counts.marks_wrong = len(found - wanted)


def _compare_notes(
    gold: GoldArticle, printed: Printed, article: Article, counts: Counts
) -> None:
    """A note is whole if its text is, and it hangs on its own marker."""
    found = {
        note.marker.raw_start: _letters(note.text) for note in article.notes if note.marker
    }
    counts.notes = len(printed.marks)
    counts.notes_whole = sum(
        found.get(at) == _letters(gold.notes[note][1]) for note, _, at in printed.marks
    )


def _compare_sections(gold: GoldArticle, article: Article, counts: Counts) -> None:
    found = {s.section_id: _spaced(article.text[s.start : s.end]) for s in article.sections}
    wanted = {section.section_id: section for section in gold.sections}
    counts.sections = len(wanted) + len(
        [s for s in article.sections if s.kind != "heading" and s.section_id not in wanted]
    )
    counts.sections_right = sum(
        found.get(name) == _spaced(section.text) for name, section in wanted.items()
    )
    headings = {_spaced(article.text[s.start : s.end]) for s in article.sections
                if s.kind == "heading"}
    true = {
        _spaced(section.text[a:b]) for section in gold.sections for a, b in section.headings
    }
    counts.headings = len(true | headings)
    counts.headings_right = len(true & headings)


def _letters(text: str) -> str:
    return "".join(text.split())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def figures(total: Counts) -> list[Measured]:
    """The figures of the report from the sums."""
    f1 = 2 * total.marks_found / max(total.marks + total.marks_found + total.marks_wrong, 1)
    return [
        Measured("marker position F1", total.marks, round(f1, 4)),
        _share("notes whole and linked", total.notes_whole, total.notes),
        _share("line-end hyphens wrong", total.line_ends_wrong, total.line_ends),
        _share("sections right", total.sections_right, total.sections),
        _share("headings right", total.headings_right, total.headings),
        _share("articles with every section right", total.articles_right, total.articles),
    ]


def _share(name: str, part: int, whole: int) -> Measured:
    return Measured(name, whole, round(part / max(whole, 1), 4))


def report(figures_measured: Sequence[Measured]) -> str:
    """The figures as lines for a terminal."""
    return "\n".join(f"{m.name:<36} {m.score:8.4f}  n={m.n}" for m in figures_measured)
