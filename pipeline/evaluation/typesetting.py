"""A typesetter of our own: annotated articles become raw text as it comes out of a PDF.

Every letter that is printed remembers which letter of the gold it is, so that the gold of the
printed text (where markers, hyphens and mentions stand) is known and not searched for.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.evaluation.annotated import GoldArticle, GoldSection, read_article
from pipeline.evaluation.filling import Glyph, fill
from pipeline.evaluation.layouts import Layout
from pipeline.text import casing

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDENT = "    "
_DEFAULT_HEADS = {
    ("abstract", "tr"): "Özet", ("abstract", "en"): "Abstract",
    ("keywords", "tr"): "Anahtar Kelimeler", ("keywords", "en"): "Keywords",
    ("bibliography", "tr"): "Kaynakça", ("bibliography", "en"): "References",
}
_KEPT = 4  # lines that must fit under a heading


@dataclass(slots=True)
class Row:
    """A printed line."""

    glyphs: list[Glyph]
    before: str = ""  # blanks at the head
    gap: bool = False  # an empty line above
    keep: bool = False  # stays with the next line: a heading is no page's last line


@dataclass(frozen=True, slots=True)
class Printed:
    """Raw text and where things stand in it."""

    raw: str
    positions: dict[tuple[int, int], int]  # (section, offset) -> raw offset
    marks: tuple[tuple[int, str, int], ...]  # note index, label as printed, raw offset
    breaks: tuple[tuple[int, str], ...]  # raw offset of the hyphen, join or keep
    pages: int


@dataclass(slots=True)
class _Page:
    body: list[Row] = field(default_factory=list)
    notes: list[list[Row]] = field(default_factory=list)
    carried: list[Row] = field(default_factory=list)


def typeset(article: GoldArticle, layout: Layout, seed: int = 0) -> Printed:
    """Print an article; the same seed gives the same page, letter by letter."""
    draw = random.Random(seed)
    labels = {label: i for i, (label, _) in enumerate(article.notes)}
    rows = [
        row
        for i, section in enumerate(article.sections)
        for row in _section_rows(article, i, section, layout, labels, draw)
    ]
    notes = [_note(text, article.lang, layout, draw) for _, text in article.notes]
    pages = _paginate(rows, notes, layout)
    return _Press(article, layout, draw).print(pages, notes)


def _note(text: str, lang: str, layout: Layout, draw: random.Random) -> list[list[Glyph]]:
    glyphs = [Glyph(char) for char in _spaceless(text)]
    return fill(glyphs, layout.note_width, lang, layout.hyphenation, draw) if text else []


def _spaceless(text: str) -> str:
    return " ".join(text.split())


def _section_rows(
    article: GoldArticle, index: int, section: GoldSection, layout: Layout,
    labels: dict[str, int], draw: random.Random,
) -> Iterator[Row]:
    stream = _stream(index, section, labels)
    heads = set(section.headings)
    width = layout.width
    run_on = section.kind == "keywords" or (layout.heads == "run_on" and section.kind == "abstract")
    head = _head(section, layout)
    if head and not run_on:
        yield Row([Glyph(c) for c in head], gap=True)
    start = 0
    for number, paragraph in enumerate(_split(stream)):
        end = start + len(section.text.split("\n\n")[number])
        is_heading = (start, end) in heads
        if number == 0 and head and run_on:
            paragraph = [*(Glyph(c) for c in f"{head}: "), *paragraph]
        filled = fill(paragraph, width, section.lang, layout.hyphenation, draw)
        yield from _set(filled, section.kind, is_heading, number, bool(head), layout, draw)
        start = end + 2


def _set(
    filled: list[list[Glyph]], kind: str, is_heading: bool, number: int, has_head: bool,
    layout: Layout, draw: random.Random,
) -> Iterator[Row]:
    """The lines of one paragraph with the white space its kind asks for."""
    stray = draw.randrange(1, len(filled)) if layout.stray_gaps and len(filled) > 3 else -1
    for i, glyphs in enumerate(filled):
        row = Row(glyphs, keep=is_heading)
        first = i == 0
        if kind == "bibliography":
            row.gap = first and (layout.bibliography == "gap" or number == 0)
            row.before = _INDENT if layout.bibliography == "hanging" and not first else ""
        elif is_heading or kind != "body":
            row.gap = first
        elif first:
            row.gap = layout.paragraph == "gap"
            row.before = _INDENT if layout.paragraph == "indent" else ""
        if i == stray and glyphs and filled[i - 1][-1].soft:
            row.gap = True
        yield row


def _head(section: GoldSection, layout: Layout) -> str:
    head = section.head or _DEFAULT_HEADS.get((section.kind, section.lang), "")
    if head and layout.heads in ("capitals", "spaced"):
        head = casing.upper(head, section.lang)
    if layout.heads == "spaced" and section.kind == "abstract":
        head = " ".join(head)
    return head


def _stream(index: int, section: GoldSection, labels: dict[str, int]) -> list[Glyph]:
    marks = sorted(section.marks, key=lambda mark: mark.at)
    stream: list[Glyph] = []
    done = 0
    for mark in marks:
        stream += (Glyph(section.text[i], index, i) for i in range(done, mark.at))
        stream.append(Glyph(mark.label, index, mark.at, note=labels.get(mark.label, -1)))
        done = mark.at
    stream += (Glyph(section.text[i], index, i) for i in range(done, len(section.text)))
    return stream


def _split(stream: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The paragraphs of a section, which two line feeds divide."""
    paragraph: list[Glyph] = []
    for i, glyph in enumerate(stream):
        if glyph.char == "\n":
            if i and stream[i - 1].char != "\n":
                yield paragraph
                paragraph = []
            continue
        paragraph.append(glyph)
    yield paragraph


def _paginate(
    rows: Sequence[Row], notes: Sequence[list[list[Glyph]]], layout: Layout
) -> list[_Page]:
    pages = [_Page()]
    used = 0
    carried: list[Row] = []
    for row in rows:
        called = [] if layout.endnotes else [g.note for g in row.glyphs if g.note >= 0]
        cost = 1 + row.gap + sum(len(notes[n]) for n in called)
        room = layout.page_lines - (_KEPT if row.keep else 0)
        if used + cost > room and pages[-1].body and not _follows_heading(pages[-1].body):
            pages.append(_Page(carried=carried))
            used, carried = len(carried), []
        for n in called:
            lines = [Row(glyphs) for glyphs in notes[n]]
            splits = layout.run_over and len(lines) > 2 and len(called) == 1 and not carried
            if splits and layout.page_lines - used - 1 < len(lines) + 3:
                lines, carried = lines[:-1], lines[-1:]
                used = layout.page_lines - len(lines) - 1
            pages[-1].notes.append(lines)
        pages[-1].body.append(row)
        used += cost
    if carried:
        pages.append(_Page(carried=carried))
    return pages


def _follows_heading(body: Sequence[Row]) -> bool:
    return body[-1].keep


class _Press:
    """Writes pages and keeps the place of every letter."""

    def __init__(self, article: GoldArticle, layout: Layout, draw: random.Random) -> None:
        self.article, self.layout, self.draw = article, layout, draw
        self.out: list[str] = []
        self.length = 0
        self.positions: dict[tuple[int, int], int] = {}
        self.marks: list[tuple[int, str, int]] = []
        self.breaks: list[tuple[int, str]] = []
        self.first_page = draw.randrange(1, 300)

    def print(self, pages: Sequence[_Page], notes: Sequence[list[list[Glyph]]]) -> Printed:
        """All pages, then the notes if they stand at the end."""
        for number, page in enumerate(pages):
            self._page_head(number)
            order = [g.note for row in page.body for g in row.glyphs if g.note >= 0]
            labels = self._labels(order)
            for i, row in enumerate(page.body):
                self._row(row, labels, top=i == 0 and number > 0, bare=i == 0 and number == 0)
            self._notes(page, order, labels)
            if self.layout.endnotes and notes and number == len(pages) - 1:
                self._endnotes(notes)
            self._page_foot(number)
        raw = "".join(self.out)
        return Printed(raw, self.positions, tuple(self.marks), tuple(self.breaks), len(pages))

    def _labels(self, order: Sequence[int]) -> dict[int, str]:
        if self.layout.restart:
            return {note: str(i) for i, note in enumerate(order, start=1)}
        return {note: self.article.notes[note][0] for note in order}

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def _row(self, row: Row, labels: dict[int, str], top: bool = False, bare: bool = False) -> None:
        if row.gap and not top and not bare:
            self._write("\n")
        if top and self.layout.page_top == "blank":
            self._write(" ")
        self._write(row.before)
        for i, glyph in enumerate(row.glyphs):
            last = i > 0 and i == len(row.glyphs) - 1 and row.glyphs[i - 1].char != " "
            self._glyph(glyph, last, labels)
        self._write("\n")

    def _glyph(self, glyph: Glyph, last: bool, labels: dict[int, str]) -> None:
        if glyph.note >= 0:
            label = labels[glyph.note]
            lead, text, tail = _raised(label, self.layout)
            self._write(lead)
            self.marks.append((glyph.note, label, self.length))
            self._write(text + tail)
            return
        if glyph.at >= 0:
            self.positions[glyph.section, glyph.at] = self.length
        if last and glyph.char in "-–":
            self.breaks.append((self.length, "join" if glyph.soft else "keep"))
            if glyph.soft and self.layout.hyphen != "-":
                self._write(self.layout.hyphen)
                return
        self._write(glyph.char)

    def _notes(self, page: _Page, order: Sequence[int], labels: dict[int, str]) -> None:
        if self.layout.endnotes or not (page.notes or page.carried):
            return
        if self.layout.notes_apart:
            self._write("\n")
        for row in page.carried:
            self._row(row, {})
        for note, rows in zip(order, page.notes, strict=True):
            if not rows:
                continue
            self._write(_label(labels[note], self.layout))
            for row in rows:
                self._row(row, {})
            if self.layout.note_gaps and self.draw.random() < 0.4 and note != order[-1]:
                self._write("\n")

    def _page_head(self, number: int) -> None:
        if number and self.layout.page_top == "formfeed":
            self._write("\f")
        if number and self.layout.running_head:
            page = self.first_page + number
            title = " ".join(self.article.sections[0].text.split()[:6])
            author = next((s.text for s in self.article.sections if s.kind == "authors"), title)
            name = _spaceless(author)[:50] if page % 2 else title
            self._write(f"{name}\n\n" if self.layout.page_number else f"{page} {name}\n\n")

    def _page_foot(self, number: int) -> None:
        if self.layout.page_number:
            self._write(f"\n{self.first_page + number}\n\n")

    def _endnotes(self, notes: Sequence[list[list[Glyph]]]) -> None:
        self._write(f"\n{self.layout.endnotes}\n\n")
        for (label, _), rows in zip(self.article.notes, notes, strict=True):
            if rows:
                self._write(_label(label, self.layout))
            for glyphs in rows:
                self._row(Row(glyphs), {})


def _raised(label: str, layout: Layout) -> tuple[str, str, str]:
    """What stands before a marker, the marker and what stands after it."""
    if layout.marker == "superscript" and label.isdigit():
        return "", label.translate(_SUPERSCRIPTS), ""
    if layout.marker == "bracket" and label.isdigit():
        return "", f"[{label}]", ""
    return (" " if layout.marker == "spaced" else ""), label, ""


def _label(label: str, layout: Layout) -> str:
    """The label of a note at the head of its first line."""
    if not label.isdigit():
        return f"{label} "
    styles = {
        "tab": f"{label}\t ", "space": f"{label} ", "dot": f"{label}. ", "paren": f"{label}) ",
        "bracket": f"[{label}] ", "glued": label,
        "superscript": f"{label.translate(_SUPERSCRIPTS)} ",
    }
    return styles[layout.note]


# Each article of the sample corpus is printed in its own way.
CORPUS_LAYOUTS = (
    Layout(running_head=True, page_number=True, page_top="formfeed"),
    Layout(note="space", width=72, note_width=88),
    Layout(note="dot", page_top="formfeed", paragraph="indent", heads="capitals"),
    Layout(width=64, note_width=76, page_lines=46, heads="run_on"),
    Layout(bibliography="hanging", page_number=True, page_top="formfeed"),
    Layout(note="superscript", marker="superscript", width=84, note_width=100),
    Layout(note="space", page_top="formfeed", heads="spaced", note_gaps=True),
    Layout(width=88, note_width=104, page_lines=48),
)
_CP1254 = 4  # the article that is saved in the encoding of older Turkish files


def print_corpus(articles: Path, corpus: Path) -> list[Path]:
    """Print every annotated article into the corpus folder."""
    written = []
    for i, path in enumerate(sorted(articles.glob("*.txt"))):
        layout = CORPUS_LAYOUTS[i % len(CORPUS_LAYOUTS)]
        raw = typeset(read_article(path), replace(layout), seed=i).raw
        target = corpus / path.name
        older = i == _CP1254 and raw.encode("cp1254", "replace").decode("cp1254") == raw
        target.write_bytes(raw.encode("cp1254" if older else "utf-8"))
        written.append(target)
    return written


if __name__ == "__main__":
    for made in print_corpus(Path(sys.argv[1]), Path(sys.argv[2])):
        print(made)
