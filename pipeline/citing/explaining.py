"""The trail of a note: how it was split, read and resolved, in lines for a person."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.citing import splitting
from pipeline.records import Article, Citation, Resolution

_SHOWN = (
    "type", "authors", "title", "container_authors", "container_title", "editors", "translators",
    "place", "publisher", "volume", "issue", "year", "pages", "locator", "archive", "fond",
    "opis", "delo", "list", "shelfmark", "url", "short_marker", "language",
)  # fmt: skip


def explain(
    article: Article,
    note: int,
    citations: Sequence[Citation],
    resolutions: Sequence[Resolution],
    work_of: Mapping[str, str],
) -> list[str]:
    """Lines that tell how a note was understood; work ids come from the merge of the corpus."""
    body = next((n for n in article.notes if n.note == note), None)
    if body is None:
        return [f"{article.doc_id} has no note {note}"]
    lines = [f"note {note} ({body.status}): {body.text}"]
    for part in splitting.split(body.text):
        kind = "citation" if part.cites else "comment"
        lead = f" after {part.signal!r}" if part.signal else ""
        lines.append(f"  {kind}{lead}: {body.text[part.start : part.end]}")
    by_id = {citation.citation_id: citation for citation in citations}
    resolved = {resolution.citation_id: resolution for resolution in resolutions}
    for citation in citations:
        if citation.note == note and citation.place_kind == "note":
            lines += _citation(citation, resolved, by_id, work_of)
    return lines


def _citation(
    citation: Citation,
    resolved: Mapping[str, Resolution],
    by_id: Mapping[str, Citation],
    work_of: Mapping[str, str],
) -> Iterator[str]:
    yield f"{citation.citation_id} [{citation.ref_form}, style {citation.style or 'unknown'}]"
    yield f"  at {citation.raw_start}-{citation.raw_end}: {citation.raw}"
    for name in _SHOWN:
        if value := getattr(citation, name):
            yield f"  {name}: {value}"
    for warning in citation.warnings:
        yield f"  warning: {warning}"
    seen: set[str] = set()
    step: Citation | None = citation
    while step and step.citation_id not in seen:
        seen.add(step.citation_id)
        resolution = resolved.get(step.citation_id)
        if resolution is None:
            break
        step = by_id.get(resolution.antecedent_id)
        yield from _step(resolution, step)
    yield f"  work: {work_of.get(citation.citation_id) or 'unknown'}"


def _step(resolution: Resolution, target: Citation | None) -> Iterator[str]:
    confidence = f"{resolution.confidence:.2f}"
    if target is None:
        yield f"  {resolution.rule} ({confidence}): no antecedent: {resolution.warning}"
        return
    yield f"  {resolution.rule} ({confidence}): {target.citation_id}: {target.raw}"
    for rival in resolution.rivals:
        yield f"    rival: {rival}"
    if resolution.warning:
        yield f"    warning: {resolution.warning}"
