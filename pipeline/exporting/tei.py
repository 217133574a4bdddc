"""TEI P5: a file a document, with names, notes where they are called, and lists in standOff.

Notes hold their citations and names; those that nothing calls stand in ``back``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from lxml import etree

from pipeline.exporting.finished import Finished, Tables
from pipeline.exporting.tei_notes import spans
from pipeline.exporting.texts import by_document
from pipeline.text.legal import legal

NS = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
ELEMENTS = {
    "PERSON": "persName", "GPE": "placeName", "LOC": "placeName", "FAC": "placeName",
    "ORG": "orgName", "WORK_OF_ART": "title", "DATE": "date",
}  # fmt: skip
GREGORIAN = "1400"  # years below are Hijri or Rumi where Turkish history prints dates
LISTS = {
    "PERSON": ("listPerson", "person", "persName"), "GPE": ("listPlace", "place", "placeName"),
    "LOC": ("listPlace", "place", "placeName"), "FAC": ("listPlace", "place", "placeName"),
    "ORG": ("listOrg", "org", "orgName"), "EVENT": ("listEvent", "event", "label"),
}  # fmt: skip
OTHER = ("list", "item", "name")  # laws, peoples, named works: TEI has no lists of their own


def write(run: Finished, folder: Path) -> list[Path]:
    """One TEI file for each document that was read."""
    paths = []
    part_of = _parts(run.tables)
    for row in run.tables["documents"].sort_values("doc_id").itertuples():
        if str(row.doc_id) not in run.texts:
            continue
        path = folder / f"{row.doc_id}.tei.xml"
        tree = _document(row, run.texts[str(row.doc_id)], part_of(str(row.doc_id)))
        path.write_bytes(
            etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=False)
        )
        paths.append(path)
    return paths


class Part(NamedTuple):
    """The rows of the tables that concern a document."""

    sections: pd.DataFrame
    mentions: list[Any]  # by start
    notes: list[Any]
    cited: Mapping[int, list[Any]]  # citations of a note, by its number
    named: Mapping[int, list[Any]]  # names in a note
    entities: pd.DataFrame
    works: pd.DataFrame


def _by_note(table: pd.DataFrame) -> Mapping[int, list[Any]]:
    made: dict[int, list[Any]] = defaultdict(list)
    for row in table.itertuples():
        made[int(row.note)].append(row)
    return made


def _parts(tables: Tables) -> Callable[[str], Part]:
    """The rows of the tables that concern a document, by its id."""
    rows_of = {
        name: by_document(tables[name])
        for name in ("sections", "mentions", "notes", "note_mentions", "citations")
    }
    place_of = {
        name: {str(found): at for at, found in enumerate(tables[name][key])}
        for name, key in (("entities", "entity_id"), ("works", "work_id"))
    }

    def listed(name: str, ids: set[str]) -> pd.DataFrame:
        places = place_of[name]
        return tables[name].iloc[sorted(places[i] for i in ids if i in places)]

    def part_of(doc_id: str) -> Part:
        part = {name: rows(doc_id) for name, rows in rows_of.items()}
        cited, named = part["citations"], part["note_mentions"]
        return Part(
            part["sections"].sort_values(["start", "end"]),
            list(part["mentions"].sort_values("start").itertuples()),
            list(part["notes"].sort_values("note").itertuples()),
            _by_note(cited[cited["place_kind"] == "note"]), _by_note(named),
            listed("entities", {*part["mentions"]["entity_id"], *named["entity_id"]} - {""}),
            listed("works", {*cited["work_id"]}),
        )  # fmt: skip

    return part_of


def _make(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    fit = {key: legal(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{NS}}}{name}", fit)
    if text:
        element.text = legal(text)
    return element


def _document(row: Any, text: str, part: Part) -> Any:
    root = etree.Element(f"{{{NS}}}TEI", nsmap={None: NS})
    root.set(f"{XML}lang", str(row.lang) or "tr")
    described = _make(_make(root, "teiHeader"), "fileDesc")
    title = _make(described, "titleStmt")
    _make(title, "title", str(row.title or row.path))
    for author in filter(None, (name.strip() for name in str(row.authors or "").split(";"))):
        _make(title, "author", author)
    _make(_make(described, "publicationStmt"), "p", "Made by İkidil from the file named below.")
    _make(_make(described, "sourceDesc"), "p", str(row.path))
    _stand_off(root, part)
    whole = _make(root, "text")
    body = _make(whole, "body")
    headings = part.sections[part.sections["kind"] == "heading"]
    heads = {(int(h.start), int(h.end)) for h in headings.itertuples()}
    for section in part.sections.itertuples():
        if section.kind == "heading":
            continue
        division = _division(body, section)
        for start, end in _paragraphs(text, int(section.start), int(section.end)):
            name = "head" if (start, end) in heads else "p"
            if name == "head" and len(division):  # a heading begins a division
                division = _division(body, section)
            _fill(_make(division, name), text, start, end, part)
    _uncalled(whole, part)
    return root


def _uncalled(whole: Any, part: Part) -> None:
    """The notes for which no place in the text was found."""
    rows = [row for row in part.notes if pd.isna(row.marker_start)]
    if rows:
        paragraph = _make(_make(_make(whole, "back"), "div", type="notes"), "p")
        for row in rows:
            _note(paragraph, row, part)


def _division(body: Any, section: Any) -> Any:
    made = _make(body, "div", type=str(section.kind))
    made.set(f"{XML}lang", str(section.lang))
    return made


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for piece in text[start:end].split("\n\n"):
        if piece.strip():
            yield at, at + len(piece)
        at += len(piece) + 2


def _fill(holder: Any, text: str, start: int, end: int, part: Part) -> None:
    """Running text with its names as elements and its notes where they are called."""
    marks = [(int(m.start), 1, m) for m in part.mentions if start <= m.start and m.end <= end]
    marks += [
        (int(n.marker_start), 0, n) for n in part.notes
        if not pd.isna(n.marker_start) and start <= n.marker_start <= end
    ]  # fmt: skip
    at, last = start, None
    for place, is_name, row in sorted(marks, key=lambda mark: mark[:2]):
        place = max(place, at)  # a marker within a name follows it
        _append(holder, last, text[at:place])
        if is_name:
            last = _name(holder, row, text[place : int(row.end)], str(row.date or ""))
            at = int(row.end)
        else:
            last = _note(holder, row, part)
            at = place
    _append(holder, last, text[at:end])


def _name(holder: Any, row: Any, text: str, date: str = "") -> Any:
    """A mention, of the text or of a note; `date` in ISO 8601 where it is known."""
    made = _make(holder, ELEMENTS.get(str(row.label), "name"), text)
    if str(row.label) not in ELEMENTS:
        made.set("type", str(row.label))
    if row.label == "DATE" and date >= GREGORIAN:
        made.set("when", date)
    elif row.entity_id:
        made.set("ref", f"#{row.entity_id}")
    return made


def _note(holder: Any, row: Any, part: Part) -> Any:
    """A note, with its citations as ``bibl`` that tell the work, and its names."""
    made = _make(holder, "note", place="foot", n=str(row.label))
    cited, named = (rows.get(int(row.note), []) for rows in (part.cited, part.named))
    text, at, last = str(row.text), 0, None
    begun = 0 if pd.isna(row.raw_start) else int(row.raw_start)  # a marker alone has no text
    for span in spans(text, begun, cited, named):
        _append(made, last, text[at : span.start])
        words, at = text[span.start : span.end], span.end
        if not span.is_citation:
            last = _name(made, span.row, words)
            continue
        last = _make(made, "bibl", words)
        if span.row.work_id:
            last.set("corresp", f"#w-{span.row.work_id}")
    _append(made, last, text[at:])
    return made


def _append(holder: Any, last: Any, text: str) -> None:
    if last is None:
        holder.text = (holder.text or "") + legal(text)
    else:
        last.tail = (last.tail or "") + legal(text)


def _stand_off(root: Any, part: Part) -> None:
    """Lists of everything that is named, and of the works cited."""
    if part.entities.empty and part.works.empty:
        return
    stand_off = _make(root, "standOff")
    holders: dict[str, Any] = {}
    for row in part.entities.sort_values("entity_id").itertuples():
        kind, item, name = LISTS.get(str(row.label), OTHER)
        if kind not in holders:
            typed = {"type": "entities"} if kind == OTHER[0] else {}
            holders[kind] = _make(stand_off, kind, **typed)
        entry = _make(holders[kind], item)
        entry.set(f"{XML}id", str(row.entity_id))
        for lang, form in (("tr", row.name_tr), ("en", row.name_en)):
            if form:
                _make(entry, name, str(form)).set(f"{XML}lang", lang)
    if len(part.works):
        works = _make(stand_off, "listBibl")
        for row in part.works.sort_values("work_id").itertuples():
            entry = _make(works, "bibl")
            entry.set(f"{XML}id", f"w-{row.work_id}")
            for element, value in (
                ("author", row.authors), ("title", row.title), ("pubPlace", row.place),
                ("publisher", row.publisher), ("date", row.year), ("idno", row.shelfmark),
            ):  # fmt: skip
                if value:
                    _make(entry, element, str(value))
