"""An article's notes, running text and bibliography into citations with what they stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.citing import (
    doubts,
    linking_years,
    listing,
    reading,
    resolving,
    running,
    splitting,
    styles,
    title_language,
)
from pipeline.citing.reading import Reading
from pipeline.records import Article, Citation, Note, Problem, Resolution

Pair = tuple[Citation, Reading]
UNSURE = 0.5  # below this confidence a citation is reported as not read


@dataclass(frozen=True, slots=True)
class Cited:
    """What an article cites."""

    note_kinds: dict[int, str]
    citations: tuple[Citation, ...]
    resolutions: tuple[Resolution, ...]
    problems: tuple[Problem, ...]


def cite(article: Article) -> Cited:
    """Read every citation of an article in reading order, and resolve the short ones."""
    note_kinds: dict[int, str] = {}
    pairs: list[Pair] = []
    for note in article.notes:
        if note.text.strip():
            found, kind = of_note(article.doc_id, note)
            found, kind = _pointing_at_sources(found, kind, pairs)
            note_kinds[note.note] = kind
            pairs += found
    listed = list(_entries(article))
    dated = bool(listed) or styles.is_author_year(article.text)
    in_text = list(_in_text(article, [c for c, _ in listed])) if dated else []
    notes, readings = [n.text for n in article.notes], [r for _, r in pairs]
    style = styles.detect(len(in_text), notes, readings)
    citations, resolutions = resolving.resolve(pairs, listed, in_text)
    told = tuple(replace(c, style=style) for c in citations)
    return Cited(note_kinds, told, resolutions, tuple(_problems(told, resolutions)))


def _entries(article: Article) -> Iterator[Pair]:
    """The entries of the bibliography."""
    number, before = 0, None
    for section in article.sections:
        if section.kind != "bibliography":
            continue
        for start, end in listing.entries(article.text, section.start, section.end):
            number += 1
            read = listing.read(article.text[start:end], before)
            before = read if read.fields.get("authors") or read.fields.get("editors") else before
            blank = _blank(
                article, f"{article.doc_id}:b{number}", number, "bibliography", start, end
            )
            yield filled(blank, read), read


def _in_text(article: Article, entries: Sequence[Citation]) -> Iterator[Pair]:
    """Author–year citations in the body; a doubtful one must have an entry."""
    number = 0
    for section in article.sections:
        if section.kind != "body":
            continue
        for found in running.find(article.text, section.start, section.end):
            citation_id = f"{article.doc_id}:t{number + 1}"
            blank = _blank(article, citation_id, number + 1, "text", found.start, found.end)
            citation = filled(replace(blank, signal=found.signal), found.reading)
            if found.sure or linking_years.entries_of(citation, entries):
                number += 1
                yield citation, found.reading


def _blank(
    article: Article, citation_id: str, position: int, place_kind: str, start: int, end: int
) -> Citation:
    while end > start and article.text[end - 1] in " .\n":
        end -= 1
    return Citation(
        citation_id=citation_id, doc_id=article.doc_id, note=0, position=position,
        place_kind=place_kind, raw=article.text[start:end], raw_start=article.origin[start],
        raw_end=article.origin[end - 1] + 1,
    )  # fmt: skip


def of_note(doc_id: str, note: Note) -> tuple[list[Pair], str]:
    """The citations of one note, and whether it cites, comments or both."""
    parts = splitting.split(note.text)
    found: list[Pair] = []
    comments: list[str] = []
    carried = ""
    for part in parts:
        text = note.text[part.start : part.end]
        if not part.cites:
            comments.append(text)
            if found:
                found[-1] = (_commented(found[-1][0], text), found[-1][1])
            continue
        read = reading.read(text, carried=carried)
        carried = reading.carried_archive(read)
        citation = _citation(doc_id, note, len(found) + 1, part, read)
        found.append((citation, read))
    kind = "comment" if not found else "citation_and_comment" if comments else "citation"
    return found, kind


def _pointing_at_sources(
    found: list[Pair], kind: str, before: Sequence[Pair]
) -> tuple[list[Pair], str]:
    """The citations of a note without "bkz. dn. 5" if note 5 cites nothing: it points at prose."""
    cited = {citation.note for citation, _ in before}
    kept = [p for p in found if p[1].rule != "note" or p[0].authors or p[1].note in cited]
    return kept, kind if len(kept) == len(found) or kept else "comment"


def _commented(citation: Citation, text: str) -> Citation:
    return replace(citation, comment=f"{citation.comment} {text}".strip())


def _citation(
    doc_id: str, note: Note, position: int, part: splitting.Part, read: Reading
) -> Citation:
    raw_start, raw_end = note.origin[part.start], note.origin[part.end - 1] + 1
    blank = Citation(
        citation_id=f"{doc_id}:n{note.note}.{position}",
        doc_id=doc_id,
        note=note.note,
        position=position,
        place_kind="note",
        raw=note.text[part.start : part.end],
        raw_start=raw_start,
        raw_end=raw_end,
        signal=part.signal,
        quoted_in=read.quoted_in or part.relation in ("quoted", "original"),
    )
    return filled(blank, read)


def filled(blank: Citation, read: Reading) -> Citation:
    """A citation with the fields that were read."""
    shelf = read.shelf
    fields = read.fields
    title, container = fields.get("title", ""), fields.get("container_title", "")
    citation = replace(
        blank,
        type=read.type,
        short_marker=read.short,
        authors=fields.get("authors", ""),
        title=title,
        container_authors=fields.get("container_authors", ""),
        container_title=container,
        editors=fields.get("editors", ""),
        translators=fields.get("translators", ""),
        place=fields.get("place", ""),
        publisher=fields.get("publisher", ""),
        volume=fields.get("volume", ""),
        issue=fields.get("issue", ""),
        year=fields.get("year", ""),
        url=fields.get("url", ""),
        pages=read.pages,
        locator=read.locator,
        confidence=read.confidence,
        warnings=_warnings(read),
        language=title_language.guess(f"{title} {container}"),
    )
    if shelf is None:
        return citation
    return replace(
        citation,
        archive=shelf.archive,
        fond=shelf.fond,
        opis=shelf.opis,
        delo=shelf.delo,
        list=shelf.list,
        shelfmark=shelf.shelfmark,
        year=shelf.year,
    )


def _warnings(read: Reading) -> tuple[str, ...]:
    found = []
    if read.pages and read.locator and doubts.outside(read.locator, read.pages):
        found.append(f"page {read.locator} lies outside pages {read.pages}")
    if read.locator == "?":
        found.append("the page is a question mark")
    if read.confidence < UNSURE:
        found.append("hardly anything of this citation could be read")
    return tuple(found)


def _problems(
    citations: Sequence[Citation], resolutions: Sequence[Resolution]
) -> Iterator[Problem]:
    by_id = {citation.citation_id: citation for citation in citations}
    for resolution in resolutions:
        if resolution.warning:
            yield _problem(by_id[resolution.citation_id], resolution)
    for citation in citations:
        if citation.confidence < UNSURE and not citation.short_marker:
            place = f"note {citation.note}" if citation.note else "text"
            yield Problem(
                "citing", "W_UNREAD_CITATION", place,
                f"could not be read: {citation.raw[:80]!r}", citation.raw_start, citation.raw_end,
            )  # fmt: skip


def _problem(citation: Citation, resolution: Resolution) -> Problem:
    ambiguous = re.search(r"works|titles", resolution.warning)
    code = "W_SUSPECT"
    if not resolution.antecedent_id:
        code = "W_UNRESOLVED"
    elif ambiguous and ";" not in resolution.warning:
        code = "W_AMBIGUOUS"
    return Problem(
        "citing", code, f"note {citation.note}, citation {citation.position}",
        f"{citation.raw[:60]!r}: {resolution.warning}", citation.raw_start, citation.raw_end,
    )  # fmt: skip
