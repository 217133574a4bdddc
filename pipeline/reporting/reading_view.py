"""An article as a page: paragraphs with their entities marked, the notes beside them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

Row = dict[str, Any]
PARTS = {
    ("abstract", "tr"): "Özet",
    ("abstract", "en"): "Abstract",
    ("keywords", "tr"): "Anahtar kelimeler",
    ("keywords", "en"): "Keywords",
    ("bibliography", "tr"): "Kaynakça",
    ("bibliography", "en"): "References",
}


def blocks(
    doc_id: str, text: str, tables: Mapping[str, pd.DataFrame], names: Mapping[str, str]
) -> Iterator[Row]:
    """Paragraphs of a document in order, each with marked-up text and the notes it calls."""

    def part(name: str) -> list[Row]:
        table = tables[name]
        return [dict(row) for row in table[table["doc_id"] == doc_id].to_dict("records")]

    sections = part("sections")
    mentions = part("mentions")
    notes = [n for n in part("notes") if pd.notna(n["marker_start"])]
    citations: dict[int, list[Row]] = {}
    for citation in part("citations"):
        citations.setdefault(int(citation["note"]), []).append(citation)
    at = 0
    while at < len(text):
        end = text.find("\n\n", at)
        end = len(text) if end < 0 else end
        section = _section(sections, at)
        inside = [m for m in mentions if at <= m["start"] < end]
        called = [n for n in notes if at < n["marker_start"] <= end or n["marker_start"] == at == 0]
        yield {
            "target": f"p-{doc_id}-{at}",
            "lang": section.get("lang", "tr"),
            "heading": section.get("kind") in ("heading", "title"),
            "part": PARTS.get((section.get("kind", ""), section.get("lang", "")), "")
            if section.get("start") == at
            else "",
            "html": _marked(doc_id, text, at, end, inside, called, names),
            "notes": [_note(n, citations.get(int(n["note"]), []), names) for n in called],
        }
        at = end + 2


def _section(sections: list[Row], at: int) -> Row:
    """The innermost section that holds `at`."""
    holding = [s for s in sections if s["start"] <= at < s["end"]]
    return min(holding, key=lambda s: s["end"] - s["start"], default={})


def _marked(
    doc_id: str,
    text: str,
    start: int,
    end: int,
    mentions: list[Row],
    notes: list[Row],
    names: Mapping[str, str],
) -> Markup:
    """The text with links for entities and note numbers; everything else is escaped."""
    pieces: list[tuple[int, int, Markup]] = []
    for m in mentions:
        link = Markup('<a class="m {}" href="#e-{}" title="{}">{}</a>').format(
            m["label"], m["entity_id"], names.get(m["entity_id"], ""), text[m["start"] : m["end"]]
        )
        pieces.append((int(m["start"]), int(m["end"]), link))
    for n in notes:
        place = int(n["marker_start"])
        target = "n" if n["status"] == "linked" else "d"
        suffix = f"-{n['note']}" if target == "n" else ""
        raised = Markup('<sup><a id="r-{0}-{1}" href="#{2}-{0}{3}">{4}</a></sup>').format(
            doc_id, n["note"], target, suffix, n["label"]
        )
        pieces.append((place, place, raised))
    made = Markup()
    at = start
    for a, b, html in sorted(pieces, key=lambda piece: piece[:2]):
        if a < at:  # a number inside a name is set behind it
            made += html if a == b else Markup()
            continue
        made += escape(text[at:a]) + html
        at = b
    return made + escape(text[at:end])


def _note(note: Row, citations: list[Row], names: Mapping[str, str]) -> Row:
    """A note with its citations linked to their works."""
    text = str(note["text"])
    made, at = Markup(), 0
    for citation in sorted(citations, key=lambda c: c["position"]):
        found = text.find(citation["raw"], at)
        if found < 0:
            continue
        made += escape(text[at:found])
        shown = citation["raw"]
        if citation["work_id"]:
            made += Markup('<a href="#w-{}" title="{}">{}</a>').format(
                citation["work_id"], names.get(citation["work_id"], ""), shown
            )
        else:
            made += Markup('<span class="open">{}</span>').format(shown)
        at = found + len(shown)
    return {"note": note["note"], "label": note["label"], "html": made + escape(text[at:])}
