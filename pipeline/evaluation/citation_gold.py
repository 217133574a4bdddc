"""Annotated citations: of the sample article, of our own articles, of hand-written notes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluation.annotated import read_article
from pipeline.records import Article, Note, Section

Row = Mapping[str, Any]
FIELDS = (
    "authors", "title", "container_title", "place", "publisher", "volume", "issue", "year",
    "pages_all",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldCitations:
    """One article with its annotated citations by note (0: running text, -1: bibliography)."""

    name: str
    article: Article
    by_note: Mapping[int, tuple[Row, ...]]


def sample(path: Path) -> GoldCitations:
    """The sample article's gold, ``citations.json``."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    notes = [(row["number"], row["text"]) for row in rows if row["text"]]
    by_note = {row["number"]: tuple(_as_ours(c) for c in row["citations"]) for row in rows}
    return GoldCitations("sample", article_of("sample", notes), by_note)


def _as_ours(citation: Row) -> dict[str, Any]:
    """A citation of the sample gold in the form of our own."""
    return {
        **citation,
        "type": citation["type"].replace("-", "_"),
        "ref_form": citation["ref_form"].replace("-", "_"),
        "antecedent_cid": citation.get("antecedent_cid"),
    }


def own(citations: Path, articles: Path) -> GoldCitations:
    """One of our annotated articles: its citations, and its notes and text."""
    gold = read_article(articles / f"{citations.stem}.txt")
    rows = [json.loads(line) for line in citations.read_text(encoding="utf-8").splitlines() if line]
    by_note: dict[int, tuple[Row, ...]] = {}
    for row in rows:
        number = -1 if row.get("bibliography") else row["note"]
        by_note[number] = (*by_note.get(number, ()), *row["citations"])
    notes = [(int(label), text) for label, text in gold.notes if text and label.isdigit()]
    body = [(s.kind, s.lang, s.text) for s in gold.sections if s.kind in ("body", "bibliography")]
    return GoldCitations(citations.stem, article_of(citations.stem, notes, body), by_note)


def article_of(
    doc_id: str, notes: Sequence[tuple[int, str]], sections: Sequence[tuple[str, str, str]] = ()
) -> Article:
    """An article made of notes and sections (kind, language, text), each character its own origin.

    >>> article_of("a", [(1, "Bkz. X.")]).notes[0].origin[:2]
    (0, 1)
    """
    text, made = "", []
    for number, (kind, lang, body) in enumerate(sections):
        start = len(text)
        text += body + "\n\n"
        end = start + len(body)
        made.append(Section(f"{kind}-{number}", kind, lang, start, end, start, end))
    at, text = len(text), text.rstrip("\n")
    listed = []
    for label, note in notes:
        origin = tuple(range(at, at + len(note)))
        listed.append(Note(label, str(label), "linked", note, origin, at, at + len(note), None))
        at += len(note) + 1
    return Article(
        doc_id=doc_id, lang="tr", text=text, origin=tuple(range(len(text))),
        sections=tuple(made), keywords=(), notes=tuple(listed), line_breaks=(),
    )  # fmt: skip


def handwritten(path: Path) -> Iterator[GoldCitations]:
    """Notes written by hand: JSON lines with `article`, `note`, `text` and `citations`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    for name in dict.fromkeys(row["article"] for row in rows):
        mine = [row for row in rows if row["article"] == name]
        notes = [(row["note"], row["text"]) for row in mine]
        by_note = {row["note"]: tuple(row["citations"]) for row in mine}
        yield GoldCitations(name, article_of(name, notes), by_note)


def values(citation: Row, name: str) -> list[str]:
    """The printed values of a field of a gold citation."""
    found = (citation.get("printed") or {}).get(name)
    if found is None:
        return []
    return [str(value) for value in found] if isinstance(found, list) else [str(found)]
