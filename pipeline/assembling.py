"""The records of all documents into the rows of the tables that hold them as they are."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.records import (
    Citation,
    Document,
    Entity,
    Link,
    Merge,
    Problem,
    Resolution,
    Work,
)
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


def alignments(links: Sequence[Link]) -> Rows:
    """Rows of the table ``alignments``."""
    for link in links:
        if link.kind == "entity":
            yield {
                "doc_id": link.doc_id, "entity_id": link.entity_id, "tr_form": link.tr_form,
                "en_form": link.en_form, "score": link.score, "evidence": joined(link.evidence),
            }  # fmt: skip


def keyword_pairs(links: Sequence[Link]) -> Rows:
    """Rows of the table ``keyword_pairs``."""
    for link in links:
        if link.kind == "keyword":
            yield {
                "doc_id": link.doc_id, "position": link.position, "keyword_tr": link.tr_form,
                "keyword_en": link.en_form, "score": link.score, "evidence": joined(link.evidence),
            }  # fmt: skip


def merges(rows: Sequence[Merge]) -> Rows:
    """Rows of the table ``merges``."""
    for merge in rows:
        yield {
            "entity_id": merge.entity_id, "form_a": merge.form_a, "form_b": merge.form_b,
            "rule": merge.rule, "score": merge.score, "rivals": joined(merge.rivals),
        }  # fmt: skip


def lint(rows: Sequence[Any]) -> Rows:
    """Rows of the table ``lint``."""
    for row in rows:
        yield {
            "doc_id": row.doc_id, "note": row.note, "rule": row.rule, "severity": row.severity,
            "message": row.message_en, "message_tr": row.message_tr,
            "raw_start": row.raw_start, "raw_end": row.raw_end,
        }  # fmt: skip


def entities(found: Sequence[Entity], mention_table: pd.DataFrame) -> Rows:
    """Rows of the table ``entities``, counted from the table of mentions."""
    grouped = mention_table.groupby("entity_id", sort=False)
    languages = mention_table.groupby(["entity_id", "lang"]).size().to_dict()
    n_mentions, n_documents = grouped.size().to_dict(), grouped["doc_id"].nunique().to_dict()
    for e in found:
        yield {
            "entity_id": e.entity_id, "label": e.label, "name": e.name, "name_tr": e.name_tr,
            "name_en": e.name_en, "n_mentions": n_mentions.get(e.entity_id, 0),
            "n_tr": languages.get((e.entity_id, "tr"), 0),
            "n_en": languages.get((e.entity_id, "en"), 0),
            "n_documents": n_documents.get(e.entity_id, 0), "variants": joined(e.variants),
            "wikidata": e.wikidata,
        }  # fmt: skip


WORK_FIELDS = (
    "work_id", "type", "authors", "title", "container_title", "container_work_id", "place",
    "publisher", "volume", "issue", "year", "pages", "language", "archive", "fond", "shelfmark",
)  # fmt: skip


def works(found: Sequence[Work], citation_table: pd.DataFrame) -> Rows:
    """Rows of the table ``works``; entries of a bibliography are no citations."""
    cited = citation_table[citation_table["place_kind"] != "bibliography"]
    grouped = cited.groupby("work_id")
    n_citations = grouped.size().to_dict()
    n_documents = grouped["doc_id"].nunique().to_dict()
    in_notes = cited[cited["place_kind"] == "note"][["work_id", "doc_id", "note"]]
    n_notes = in_notes.drop_duplicates().groupby("work_id").size().to_dict()
    for w in found:
        yield {
            **{name: getattr(w, name) for name in WORK_FIELDS},
            "n_citations": n_citations.get(w.work_id, 0),
            "n_notes": n_notes.get(w.work_id, 0),
            "n_documents": n_documents.get(w.work_id, 0),
            "variants": joined(w.variants),
        }


def documents(found: Sequence[Document], made: Mapping[str, pd.DataFrame]) -> Rows:
    """Rows of the table ``documents`` for those that could be read."""
    n_tokens = made["tokens"].groupby(["doc_id", "lang"]).size().to_dict()
    n_mentions = made["mentions"].groupby("doc_id").size().to_dict()
    cited = made["citations"][made["citations"]["place_kind"] != "bibliography"]
    n_citations = cited.groupby("doc_id").size().to_dict()
    n_problems = made["problems"].groupby("doc_id").size().to_dict()
    for d in found:
        doc_id, metadata = d.source.doc_id, d.source.metadata
        year = metadata.get("year", "")
        yield {
            "doc_id": doc_id, "path": d.source.path, "format": d.source.format,
            "encoding": d.source.encoding, "sha256": d.source.sha256,
            "status": "partial" if n_problems.get(doc_id, 0) else "ok",
            "title": metadata.get("title") or _section(d, "title") or d.source.path,
            "authors": metadata.get("authors") or _section(d, "authors"),
            "year": int(year) if year.isdecimal() else None,
            "journal": metadata.get("journal", ""), "doi": metadata.get("doi", ""),
            "lang": d.article.lang,
            "citation_style": next((c.style for c in d.citations if c.style), ""),
            "n_chars": len(d.article.text),
            "n_tokens_tr": n_tokens.get((doc_id, "tr"), 0),
            "n_tokens_en": n_tokens.get((doc_id, "en"), 0),
            "n_notes": sum(note.status != "marker_without_body" for note in d.article.notes),
            "n_mentions": n_mentions.get(doc_id, 0), "n_citations": n_citations.get(doc_id, 0),
            "warnings": n_problems.get(doc_id, 0),
        }  # fmt: skip


def failed_row(path: str, sha256: str, code: str) -> dict[str, Any]:
    """The row of the table ``documents`` for a file that could not be read."""
    return {"doc_id": path, "path": path, "sha256": sha256, "status": "failed", "error_code": code}


def _section(document: Document, kind: str) -> str:
    """The text of the first section of a kind, in the body's language if there is one."""
    found = [s for s in document.article.sections if s.kind == kind]
    found.sort(key=lambda s: s.lang != document.article.lang)
    return document.article.text[found[0].start : found[0].end] if found else ""
