"""The records of all documents into the rows of the tables that hold them as they are."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.records import Citation, Document, Problem, Resolution
from pipeline.tables import joined

Rows = Iterator[dict[str, Any]]
BIBLIOGRAPHY_NOTE = -1  # the `note` of a bibliography entry; running text has 0

CITATION_FIELDS = (
    "citation_id", "doc_id", "position", "place_kind", "raw", "raw_start", "raw_end", "type",
    "ref_form", "short_marker", "authors", "title", "container_title", "editors", "translators",
    "place", "publisher", "volume", "issue", "year", "pages", "locator", "archive", "fond", "opis",
    "delo", "list", "shelfmark", "quoted_in", "signal", "comment", "language",
)  # fmt: skip


def sections(documents: Sequence[Document]) -> Rows:
    """Rows of the table ``sections``."""
    for document in documents:
        for s in document.article.sections:
            yield {
                "doc_id": document.source.doc_id, "section_id": s.section_id, "kind": s.kind,
                "lang": s.lang, "start": s.start, "end": s.end,
                "raw_start": s.raw_start, "raw_end": s.raw_end,
            }  # fmt: skip


def keywords(documents: Sequence[Document]) -> Rows:
    """Rows of the table ``keywords``."""
    for document in documents:
        for k in document.article.keywords:
            yield {
                "doc_id": document.source.doc_id, "lang": k.lang, "position": k.position,
                "text": k.text, "start": k.start, "end": k.end,
            }  # fmt: skip


def hyphenation(documents: Sequence[Document]) -> Rows:
    """Rows of the table ``hyphenation``."""
    for document in documents:
        for b in document.article.line_breaks:
            yield {
                "doc_id": document.source.doc_id, "raw_start": b.raw_start, "left": b.left,
                "right": b.right, "joined": b.joined, "decision": b.decision,
                "evidence": b.evidence,
            }  # fmt: skip


def notes(documents: Sequence[Document]) -> Rows:
    """Rows of the table ``notes``."""
    for document in documents:
        for n in document.article.notes:
            marker = n.marker
            yield {
                "doc_id": document.source.doc_id, "note": n.note, "label": n.label,
                "marker_start": marker.start if marker else None,
                "marker_raw_start": marker.raw_start if marker else None,
                "marker_section_id": marker.section_id if marker else "",
                "status": n.status, "kind": document.note_kinds.get(n.note, ""), "text": n.text,
                "raw_start": n.raw_start, "raw_end": n.raw_end,
            }  # fmt: skip


def sentences(documents: Sequence[Document]) -> Rows:
    """Rows of the table ``sentences``, with the paragraph each stands in."""
    for document in documents:
        breaks = paragraph_starts(document.article.text)
        for s in document.sentences:
            yield {
                "doc_id": document.source.doc_id, "sentence_id": s.sentence_id,
                "section_id": s.section_id, "paragraph": bisect_right(breaks, s.start),
                "lang": s.lang, "start": s.start, "end": s.end,
            }  # fmt: skip


def paragraph_starts(text: str) -> list[int]:
    """Where paragraphs begin; they are separated by blank lines.

    >>> paragraph_starts("Bir.\\n\\nİki.")
    [0, 6]
    """
    starts, at = [0], text.find("\n\n")
    while at >= 0:
        starts.append(at + 2)
        at = text.find("\n\n", at + 2)
    return starts


def tokens(documents: Sequence[Document]) -> Rows:
    """Rows of the table ``tokens``."""
    for document in documents:
        for t in document.tokens:
            yield {
                "doc_id": document.source.doc_id, "start": t.start, "sentence_id": t.sentence_id,
                "end": t.end, "text": t.text, "lemma": t.lemma, "upos": t.upos, "feats": t.feats,
                "lang": t.lang,
            }  # fmt: skip


def mentions(documents: Sequence[Document], entity_of: Mapping[str, str]) -> Rows:
    """Rows of the table ``mentions``; `entity_of` maps mention to entity."""
    for document in documents:
        for m in document.mentions:
            yield {
                "doc_id": document.source.doc_id, "start": m.start, "end": m.end,
                "raw_start": m.raw_start, "raw_end": m.raw_end, "section_id": m.section_id,
                "sentence_id": m.sentence_id, "lang": m.lang, "surface": m.surface,
                "base_form": m.base_form, "label": m.label, "date": m.date, "score": m.score,
                "model": m.model, "mention_id": m.mention_id,
                "entity_id": entity_of.get(m.mention_id, ""),
            }  # fmt: skip


def citations(
    documents: Sequence[Document], work_of: Mapping[str, str], container_of: Mapping[str, str]
) -> Rows:
    """Rows of the table ``citations``."""
    for document in documents:
        resolved = {r.citation_id: r for r in document.resolutions}
        for c in document.citations:
            yield {
                **{name: getattr(c, name) for name in CITATION_FIELDS},
                "note": BIBLIOGRAPHY_NOTE if c.place_kind == "bibliography" else c.note,
                "work_id": work_of.get(c.citation_id, ""),
                "container_work_id": container_of.get(c.citation_id, ""),
                **_resolution(c, resolved.get(c.citation_id)),
            }


def _resolution(citation: Citation, resolution: Resolution | None) -> dict[str, Any]:
    if resolution is None:
        return {"confidence": round(citation.confidence, 4), "warnings": joined(citation.warnings)}
    warnings = [*citation.warnings, resolution.warning] if resolution.warning else citation.warnings
    return {
        "antecedent_id": resolution.antecedent_id,
        "rule": resolution.rule,
        "rivals": joined(resolution.rivals),
        "confidence": round(min(citation.confidence, resolution.confidence), 4),
        "warnings": joined(dict.fromkeys(warnings)),
    }


def problems(documents: Sequence[Document]) -> Rows:
    """Rows of the table ``problems`` of documents that could be read."""
    for document in documents:
        for p in document_problems(document):
            yield problem_row(document.source.doc_id, p)


def document_problems(document: Document) -> tuple[Problem, ...]:
    """Every problem of one document, each once, in order."""
    found = (*document.source.problems, *document.article.problems, *document.problems)
    return tuple(dict.fromkeys(found))


def problem_row(doc_id: str, problem: Problem) -> dict[str, Any]:
    """One row of the table ``problems``."""
    return {
        "doc_id": doc_id, "code": problem.code, "place": problem.place, "stage": problem.stage,
        "message": problem.message, "raw_start": problem.raw_start, "raw_end": problem.raw_end,
    }  # fmt: skip
