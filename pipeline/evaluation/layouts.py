"""Ways in which an article may be printed and extracted."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page looks, and what its extraction leaves of it."""

    width: int = 78
    note_width: int = 96
    page_lines: int = 40
    hyphenation: float = 0.9  # how often a word that does not fit is split
    marker: str = "glued"  # glued, superscript, bracket, spaced
    note: str = "tab"  # tab, space, dot, paren, bracket, superscript, glued
    page_top: str = "blank"  # blank, formfeed, none
    paragraph: str = "gap"  # gap, indent, short
    running_head: bool = False
    page_number: bool = False
    notes_apart: bool = True  # an empty line above the notes
    note_gaps: bool = False  # an empty line after some notes
    restart: bool = False  # numbers begin anew on each page
    endnotes: str = ""  # the head over notes at the end, "" for footnotes
    run_over: bool = False  # long notes go on at the foot of the next page
    heads: str = "own_line"  # own_line, capitals, spaced, run_on
    hyphen: str = "-"  # as extracted: "-", soft hyphen, PDFium's sign
    bibliography: str = "gap"  # gap, hanging, plain
    stray_gaps: bool = False  # empty lines within paragraphs, as at the edge of type blocks


_PLAIN = Layout()

# One for each kind of trouble; the rest of the evaluation mixes them.
SINGLE = (
    _PLAIN,
    Layout(note="space"),
    Layout(note="dot", page_top="formfeed"),
    Layout(note="paren", width=60, note_width=72),
    Layout(note="bracket", marker="bracket"),
    Layout(note="superscript", marker="superscript", page_top="formfeed"),
    Layout(note="glued", width=88, note_width=104),
    Layout(page_top="none"),
    Layout(page_top="none", note="space", notes_apart=False),
    Layout(running_head=True, page_number=True, page_top="none"),
    Layout(running_head=True, page_number=True, page_top="formfeed", note="space"),
    Layout(page_number=True, page_top="none", note="dot"),
    Layout(paragraph="indent"),
    Layout(paragraph="short", page_top="formfeed"),
    Layout(endnotes="Notlar", note="dot"),
    Layout(endnotes="NOTLAR", note="space", page_top="formfeed", page_number=True),
    Layout(restart=True, page_top="formfeed"),
    Layout(restart=True, note="space"),
    Layout(run_over=True, page_top="formfeed"),
    Layout(run_over=True),
    Layout(heads="run_on"),
    Layout(heads="spaced", width=66, note_width=80),
    Layout(heads="capitals", hyphen="\u00ad"),
    Layout(hyphen="\x02", page_top="formfeed"),
    Layout(hyphenation=0.0),
    Layout(bibliography="hanging"),
    Layout(bibliography="plain", note_gaps=True),
    Layout(stray_gaps=True),
    Layout(width=46, note_width=54, page_lines=56),
)


def layouts(count: int, seed: int) -> list[Layout]:
    """`count` layouts: each single trouble once, then mixtures drawn with a fixed seed."""
    draw = random.Random(seed)
    mixed = [_mixed(draw) for _ in range(max(count - len(SINGLE), 0))]
    return [*SINGLE, *mixed][:count]


def _mixed(draw: random.Random) -> Layout:
    width = draw.randrange(46, 96, 2)
    endnotes = draw.choice(["", "", "", "", "Notlar", "Sonnotlar"])
    note = draw.choice(["tab", "tab", "space", "space", "dot", "paren", "superscript", "glued"])
    return Layout(
        width=width,
        note_width=int(width * draw.choice([1.0, 1.15, 1.2, 1.25])),
        page_lines=draw.randrange(32, 56),
        hyphenation=draw.choice([0.5, 0.9, 1.0]),
        marker="superscript" if note == "superscript" else "glued",
        note=note,
        page_top=draw.choice(["blank", "formfeed", "formfeed", "none"]),
        paragraph=draw.choice(["gap", "gap", "indent", "short"]),
        running_head=draw.random() < 0.4,
        page_number=draw.random() < 0.5,
        notes_apart=draw.random() < 0.6,
        note_gaps=draw.random() < 0.2,
        endnotes=endnotes,
        heads=draw.choice(["own_line", "own_line", "capitals", "run_on", "spaced"]),
        hyphen=draw.choice(["-", "-", "-", "-", "\u00ad", "\x02"]),
        bibliography=draw.choice(["gap", "hanging", "plain"]),
        stray_gaps=draw.random() < 0.2,
    )
