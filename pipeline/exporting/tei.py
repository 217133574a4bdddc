"""TEI P5: a file a document, with names, notes where they are called, and lists in standOff."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from lxml import etree

from pipeline.exporting.texts import texts

Tables = Mapping[str, pd.DataFrame]
NS = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
ELEMENTS = {
    "PERSON": "persName", "GPE": "placeName", "LOC": "placeName", "FAC": "placeName",
    "ORG": "orgName", "WORK_OF_ART": "title", "DATE": "date",
}  # fmt: skip
LISTS = {
    "PERSON": ("listPerson", "person", "persName"), "GPE": ("listPlace", "place", "placeName"),
    "LOC": ("listPlace", "place", "placeName"), "FAC": ("listPlace", "place", "placeName"),
    "ORG": ("listOrg", "org", "orgName"), "EVENT": ("listEvent", "event", "label"),
}  # fmt: skip
OTHER = ("list", "item", "name")  # laws, peoples, named works: TEI has no lists of their own


def write(tables: Tables, folder: Path) -> list[Path]:
    """One TEI file for each document that was read."""
    whole = texts(tables)
    paths = []
    for row in tables["documents"].sort_values("doc_id").itertuples():
        if str(row.doc_id) not in whole:
            continue
        path = folder / f"{row.doc_id}.tei.xml"
        tree = _document(row, whole[str(row.doc_id)], _of(tables, str(row.doc_id)))
        path.write_bytes(
            etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=False)
        )
        paths.append(path)
    return paths


def _of(tables: Tables, doc_id: str) -> dict[str, pd.DataFrame]:
    part = {
        name: tables[name][tables[name]["doc_id"] == doc_id]
        for name in ("sections", "mentions", "notes", "citations")
    }
    named = set(part["mentions"]["entity_id"])
    part["entities"] = tables["entities"][tables["entities"]["entity_id"].isin(named)]
    cited = set(part["citations"]["work_id"])
    part["works"] = tables["works"][tables["works"]["work_id"].isin(cited)]
    return part


def _make(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{NS}}}{name}", attributes)
    if text:
        element.text = _legal(text)
    return element


def _legal(text: str) -> str:
    """Text without the control characters that XML has no place for."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r")


def _document(row: Any, text: str, part: Mapping[str, pd.DataFrame]) -> Any:
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
    body = _make(_make(root, "text"), "body")
    headings = part["sections"][part["sections"]["kind"] == "heading"]
    for section in part["sections"].sort_values(["start", "end"]).itertuples():
        if section.kind == "heading":
            continue
        division = _division(body, section)
        heads = {(int(h.start), int(h.end)) for h in headings.itertuples()}
        for start, end in _paragraphs(text, int(section.start), int(section.end)):
            name = "head" if (start, end) in heads else "p"
            if name == "head" and len(division):  # a heading begins a division
                division = _division(body, section)
            _fill(_make(division, name), text, start, end, part)
    return root


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


def _fill(holder: Any, text: str, start: int, end: int, part: Mapping[str, pd.DataFrame]) -> None:
    """Running text with its names as elements and its notes where they are called."""
    mentions, notes = part["mentions"], part["notes"]
    inside = mentions[(mentions["start"] >= start) & (mentions["end"] <= end)]
    called = notes[(notes["marker_start"] >= start) & (notes["marker_start"] <= end)]
    marks = [(int(m.start), 1, m) for m in inside.itertuples()]
    marks += [(int(n.marker_start), 0, n) for n in called.itertuples()]
    at, last = start, None
    for place, is_name, row in sorted(marks, key=lambda mark: mark[:2]):
        place = max(place, at)  # a marker within a name follows it
        _append(holder, last, text[at:place])
        if is_name:
            last = _make(holder, ELEMENTS.get(str(row.label), "name"), text[place : int(row.end)])
            if str(row.label) not in ELEMENTS:
                last.set("type", str(row.label))
            if row.label == "DATE" and row.date:
                last.set("when", str(row.date))
            elif row.entity_id:
                last.set("ref", f"#{row.entity_id}")
            at = int(row.end)
        else:
            last = _make(holder, "note", str(row.text), place="foot", n=str(row.label))
            at = place
    _append(holder, last, text[at:end])


def _append(holder: Any, last: Any, text: str) -> None:
    if last is None:
        holder.text = (holder.text or "") + _legal(text)
    else:
        last.tail = (last.tail or "") + _legal(text)


def _stand_off(root: Any, part: Mapping[str, pd.DataFrame]) -> None:
    """Lists of everything that is named, and of the works cited."""
    if part["entities"].empty and part["works"].empty:
        return
    stand_off = _make(root, "standOff")
    holders: dict[str, Any] = {}
    for row in part["entities"].sort_values("entity_id").itertuples():
        kind, item, name = LISTS.get(str(row.label), OTHER)
        if kind not in holders:
            typed = {"type": "entities"} if kind == OTHER[0] else {}
            holders[kind] = _make(stand_off, kind, **typed)
        entry = _make(holders[kind], item)
        entry.set(f"{XML}id", str(row.entity_id))
        for lang, form in (("tr", row.name_tr), ("en", row.name_en)):
            if form:
                _make(entry, name, str(form)).set(f"{XML}lang", lang)
    if len(part["works"]):
        works = _make(stand_off, "listBibl")
        for row in part["works"].sort_values("work_id").itertuples():
            entry = _make(works, "bibl")
            entry.set(f"{XML}id", f"w-{row.work_id}")
            for element, value in (
                ("author", row.authors), ("title", row.title), ("pubPlace", row.place),
                ("publisher", row.publisher), ("date", row.year), ("idno", row.shelfmark),
            ):  # fmt: skip
                if value:
                    _make(entry, element, str(value))
