"""Annotated articles: clean text with the mentions, markers and notes marked in it.

A line ``@kind …`` opens a part, ``[surface|LABEL|id|base form]`` marks a mention and ``{12}`` the
place of a raised number. `tests/gold/articles` holds them; `corpus/README.md` describes them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.restoring.vocabulary import language_of

_MARKUP = re.compile(
    r"\[(?P<surface>[^\[\]|]+)\|(?P<label>[A-Z_]+)\|(?P<id>[^\[\]|]+)(?:\|(?P<base>[^\[\]|]+))?\]"
    r"|\{(?P<mark>[0-9*†‡]{1,4})\}"
)
_GAP = "\n\n"
_KINDS = (
    "title", "authors", "abstract", "keywords", "heading", "bibliography", "notes", "body",
    "acknowledgements",
)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention in the clean text of its section."""

    start: int
    end: int
    surface: str
    label: str
    canonical: str
    base_form: str


@dataclass(frozen=True, slots=True)
class GoldMark:
    """A raised number, and where it stood in the clean text of its section."""

    label: str
    at: int


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A part of the article in clean text; `head` is printed above it and no part of the text."""

    section_id: str
    kind: str
    lang: str
    head: str
    text: str
    headings: tuple[tuple[int, int], ...]
    mentions: tuple[GoldMention, ...]
    marks: tuple[GoldMark, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article."""

    slug: str
    lang: str  # of the body
    sections: tuple[GoldSection, ...]
    notes: tuple[tuple[str, str], ...]  # label, text; "" if the print has no such note


def read_article(path: Path) -> GoldArticle:
    """Read an annotated article from its file."""
    return parse_article(path.stem, path.read_text(encoding="utf-8"))


def parse_article(slug: str, source: str) -> GoldArticle:
    """Read an annotated article.

    >>> article = parse_article("a", "@abstract tr Öz\\nSavaş [Ankara|GPE|ankara]’da bitti.{1}")
    >>> section = article.sections[0]
    >>> section.text, section.marks[0].at, section.mentions[0].surface
    ('Savaş Ankara’da bitti.', 22, 'Ankara')
    """
    sections: list[GoldSection] = []
    notes: tuple[tuple[str, str], ...] = ()
    used: Counter[str] = Counter()
    for kind, lang, head, blocks in _parts(source):
        if kind == "notes":
            notes = tuple(_note(line) for line, _ in blocks)
            continue
        section = _section(kind, lang, head, blocks)
        used[section.section_id] += 1
        if used[section.section_id] > 1:
            name = f"{section.section_id}-{used[section.section_id]}"
            section = replace(section, section_id=name)
        sections.append(section)
    bodies = [section for section in sections if section.kind == "body"]
    longest = max(bodies, key=lambda section: len(section.text), default=None)
    lang = longest.lang if longest else "tr"
    return GoldArticle(slug, lang, tuple(sections), _completed(notes, sections))


def _completed(
    notes: Sequence[tuple[str, str]], sections: Sequence[GoldSection]
) -> tuple[tuple[str, str], ...]:
    """The notes, and an empty one for each marker whose note is missing."""
    known = {label for label, _ in notes}
    called = [mark.label for section in sections for mark in section.marks]
    missing = [(label, "") for label in called if label not in known]
    return tuple(sorted([*notes, *missing], key=lambda note: _order(note[0])))


def _order(label: str) -> tuple[int, str]:
    return (int(label), "") if label.isdigit() else (0, label)


_Block = tuple[str, bool]  # a paragraph in markup, and whether it is a heading
_RawPart = tuple[str, str, str, list[_Block]]


def _parts(source: str) -> list[_RawPart]:
    """The parts as written; headings and the paragraphs after them are one body."""
    parts: list[_RawPart] = []
    for line in source.split("\n"):
        text = line.strip()
        if not text or text.startswith("# "):
            continue
        if not text.startswith("@"):
            if not parts:
                raise PipelineError("E_CONFIG", f"text before the first @ line: {text[:40]!r}")
            parts[-1][3].append((text, False))
            continue
        kind, _, rest = text[1:].partition(" ")
        if kind not in _KINDS:
            raise PipelineError("E_CONFIG", f"unknown part @{kind} (known: {', '.join(_KINDS)})")
        if kind in ("heading", "body"):
            if not parts or parts[-1][0] != "body":
                parts.append(("body", "", "", []))
            if rest:
                parts[-1][3].append((rest.strip(), True))
        elif kind in ("title", "abstract", "keywords"):
            lang, _, head = rest.strip().partition(" ")
            parts.append((kind, lang, head, []))
        else:
            parts.append((kind, "", rest.strip(), []))
    return parts


def _section(kind: str, lang: str, head: str, blocks: Sequence[_Block]) -> GoldSection:
    text = ""
    headings: list[tuple[int, int]] = []
    mentions: list[GoldMention] = []
    marks: list[GoldMark] = []
    for block, is_heading in blocks:
        if text:
            text += _GAP
        start = len(text)
        clean, found, raised = _plain(block, start)
        text += clean
        mentions += found
        marks += raised
        if is_heading:
            headings.append((start, len(text)))
    spoken = lang or language_of(text, "tr")
    name = f"{kind}-{spoken}" if kind in ("title", "abstract", "keywords") else kind
    return GoldSection(
        name, kind, spoken, head, text, tuple(headings), tuple(mentions), tuple(marks)
    )


def _plain(block: str, start: int) -> tuple[str, list[GoldMention], list[GoldMark]]:
    """A paragraph without its markup, and what the markup said, from offset `start` on."""
    clean = ""
    done = 0
    mentions = []
    marks = []
    for found in _MARKUP.finditer(block):
        clean += block[done : found.start()]
        at = start + len(clean)
        if found["mark"]:
            marks.append(GoldMark(found["mark"], at))
        else:
            surface = found["surface"]
            clean += surface
            base = found["base"] or surface
            mentions.append(
                GoldMention(at, at + len(surface), surface, found["label"], found["id"], base)
            )
        done = found.end()
    return clean + block[done:], mentions, marks


def _note(line: str) -> tuple[str, str]:
    label, tab, text = line.partition("\t")
    if not tab:
        raise PipelineError("E_CONFIG", f"a note needs a tab after its number: {line[:40]!r}")
    return label.strip(), text.strip()
