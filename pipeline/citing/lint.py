"""What an editor would mark in the citations of an article."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.citing import doubts, identity, knowledge, names, titles
from pipeline.records import Article, Citation, Note, Resolution

FIRST_PRINT, LAST_YEAR = 1450, 2040
SHORT = ("repeat_short", "anaphoric")
_TYPES = {
    "article": ("makale", "an article", "a.g.m. yazın", "write a.g.m."),
    "newspaper": ("gazete yazısı", "a newspaper", "gazetenin adını yazın", "name the newspaper"),
    "book": ("kitap", "a book", "a.g.e. yazın", "write a.g.e."),
    "thesis": ("tez", "a thesis", "a.g.t. yazın", "write a.g.t."),
}
_RANGE = re.compile(r"(?<!\d)(\d{3,4})\s?[-–]\s?(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class LintRow:
    """One remark, with its place and advice in both languages."""

    doc_id: str
    note: int
    rule: str
    severity: str
    message_tr: str
    message_en: str
    raw_start: int | None
    raw_end: int | None


@cache
def _rules() -> dict[str, tuple[str, str, str]]:
    return {row[0]: (row[1], row[2], row[3]) for row in knowledge.table("lint_rules")}


def lint(
    article: Article, citations: Sequence[Citation], resolutions: Sequence[Resolution]
) -> list[LintRow]:
    """The remarks on an article's citations, in the order of its notes."""
    by_id = {citation.citation_id: citation for citation in citations}
    resolved = {resolution.citation_id: resolution for resolution in resolutions}
    found: list[LintRow] = []
    found += _notes(article)
    found += _pages(citations, resolved, by_id)
    found += _short_forms(citations, resolved, by_id)
    found += _years(citations)
    found += _repeats(citations)
    found += _variants(citations)
    found += _bibliography(citations, resolved)
    return sorted(found, key=lambda row: (row.note, row.raw_start or 0, row.rule))


def _row(rule: str, citation: Citation, **words: object) -> LintRow:
    return _made(rule, citation.doc_id, citation.note, citation.raw_start, citation.raw_end, words)


def _made(
    rule: str,
    doc_id: str,
    note: int,
    start: int | None,
    end: int | None,
    words: Mapping[str, object],
) -> LintRow:
    severity, turkish, english = _rules()[rule]
    return LintRow(
        doc_id, note, rule, severity, turkish.format(**words), english.format(**words), start, end
    )


def _notes(article: Article) -> Iterator[LintRow]:
    """Markers without a note and notes without a marker."""
    for note in article.notes:
        if note.status == "marker_without_body":
            marker = note.marker
            yield _of_note(
                "marker-without-note", article.doc_id, note,
                marker.raw_start if marker else None, marker.raw_end if marker else None,
            )  # fmt: skip
        elif note.status == "body_without_marker":
            yield _of_note(
                "note-without-marker", article.doc_id, note, note.raw_start, note.raw_end
            )


def _of_note(rule: str, doc_id: str, note: Note, start: int | None, end: int | None) -> LintRow:
    return _made(rule, doc_id, note.note, start, end, {"label": note.label})


def _pages(
    citations: Sequence[Citation], resolved: Mapping[str, Resolution], by_id: Mapping[str, Citation]
) -> Iterator[LintRow]:
    """Pages that are missing, unknown, unmarked or impossible."""
    marked = sum(bool(re.search(r"\bs{1,2}\.\s?\d", c.raw)) for c in citations)
    customary = marked * 2 > len(citations)
    for citation in citations:
        if citation.place_kind != "note" or citation.type == "archival":
            continue
        extent = citation.pages or _extent(citation, resolved, by_id)
        if citation.locator == "?":
            yield _row("page-unknown", citation)
        elif extent and doubts.outside(citation.locator, extent):
            yield _row("page-outside", citation, locator=citation.locator, pages=extent)
        elif (
            citation.short_marker
            and not citation.locator
            and not citation.pages
            and not citation.volume
        ):
            yield _row("page-missing", citation)
        if customary and citation.short_marker and _unmarked(citation):
            yield _row("page-unmarked", citation)


def _unmarked(citation: Citation) -> bool:
    page = citation.locator
    return page[:1].isdigit() and bool(re.search(rf",\s{re.escape(page)}\W*$", citation.raw))


def _extent(
    citation: Citation, resolved: Mapping[str, Resolution], by_id: Mapping[str, Citation]
) -> str:
    """The pages of the work that a short form stands for."""
    seen: set[str] = set()
    current: Citation | None = citation
    while current and current.citation_id not in seen:
        seen.add(current.citation_id)
        if current.pages:
            return current.pages
        resolution = resolved.get(current.citation_id)
        current = by_id.get(resolution.antecedent_id) if resolution else None
    return ""


def _short_forms(
    citations: Sequence[Citation], resolved: Mapping[str, Resolution], by_id: Mapping[str, Citation]
) -> Iterator[LintRow]:
    """Short forms for the wrong type of work, without antecedent, ambiguous, or far off."""
    for citation in citations:
        resolution = resolved.get(citation.citation_id)
        if resolution is None or citation.place_kind != "note" or resolution.rule == "idem":
            continue
        target = by_id.get(resolution.antecedent_id)
        if target is None:
            yield _row("short-unresolved", citation, why=resolution.warning)
            continue
        if _wrong_type(citation):
            turkish, english, advice_tr, advice_en = _TYPES[citation.type]
            yield _row(
                "short-form-type", citation, marker=citation.short_marker, type_tr=turkish,
                type_en=english, advice_tr=advice_tr, advice_en=advice_en,
            )  # fmt: skip
        if re.search(r"several|works before", resolution.warning):
            yield _row("short-ambiguous", citation)
        distance = citation.note - target.note
        if distance > doubts.FAR_NOTES:
            yield _row("short-far", citation, distance=distance)


def _wrong_type(citation: Citation) -> bool:
    if citation.type not in _TYPES:
        return False
    if citation.short_marker == "a.g.e.":
        return citation.type in ("article", "newspaper")
    return citation.short_marker == "a.g.m." and citation.type in ("book", "thesis")


def _years(citations: Sequence[Citation]) -> Iterator[LintRow]:
    """Years before printing or after now, and ranges that run backwards."""
    for citation in citations:
        year = identity.first_year(citation.year)
        islamic = re.search(r"[HhRr]\.|/", citation.year) or 1250 <= int(year or 0) <= 1370
        if year and not islamic and not FIRST_PRINT <= int(year) <= LAST_YEAR:
            yield _row("impossible-year", citation, year=citation.year)
            continue
        for first, last in _RANGE.findall(citation.title):
            if (len(first) == 3 and int(last) - int(first) > 500) or int(first) > int(last):
                yield _row("impossible-year", citation, year=f"{first}-{last}")


def _repeats(citations: Sequence[Citation]) -> Iterator[LintRow]:
    """Full references given again in an article that uses short ones."""
    in_notes = [c for c in citations if c.place_kind == "note"]
    if not any(c.ref_form in SHORT for c in in_notes):
        return
    first: dict[object, Citation] = {}
    for citation in in_notes:
        face = identity.face(citation)
        key = face.shelf or (face.families[:1], titles.key(citation.title), face.container[:12])
        if citation.ref_form == "repeat_full":
            before = first.get(key)
            note = before.note if before else 0
            place = (f"not {note}", f"note {note}") if note else ("önceki not", "an earlier note")
            yield _row("full-repeated", citation, place_tr=place[0], place_en=place[1])
        elif citation.title or face.shelf:
            first.setdefault(key, citation)


def _variants(citations: Sequence[Citation]) -> Iterator[LintRow]:
    """One work under two years or two titles."""
    by_family: dict[str, list[tuple[Citation, identity.Face]]] = defaultdict(list)
    for citation in citations:
        face = identity.face(citation)
        if not citation.title or face.kind == "archival":
            continue
        key = (
            face.families[0]
            if face.families
            else "title " + titles.words(citation.title)[0]
            if titles.words(citation.title)
            else ""
        )
        for other, other_face in by_family[key]:
            row = _variant(citation, face, other, other_face)
            if row:
                yield row
                break
        by_family[key].append((citation, face))


def _variant(
    citation: Citation, face: identity.Face, other: Citation, other_face: identity.Face
) -> LintRow | None:
    if not _same_first(face, other_face) or not identity.same_container(face, other_face):
        return None
    same = titles.key(citation.title) == titles.key(other.title)
    place = {"place_tr": f"not {other.note}", "place_en": f"note {other.note}"}
    volumes = citation.volume or other.volume
    if same and face.year and other_face.year and face.year != other_face.year and not volumes:
        return _row("two-years", citation, year=citation.year, other=other.year, **place)
    near = titles.ratio(citation.title, other.title) >= titles.SIMILAR
    slip = near and not same and _numbers(citation.title) == _numbers(other.title)
    if slip and face.persons and (not face.year or face.year == other_face.year):
        return _row("two-titles", citation, other=other.title, **place)
    return None


def _numbers(title: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", title))


def _same_first(a: identity.Face, b: identity.Face) -> bool:
    if not a.persons or not b.persons:
        return not a.persons and not b.persons
    return names.same_person(a.persons[0], b.persons[0])


def _bibliography(
    citations: Sequence[Citation], resolved: Mapping[str, Resolution]
) -> Iterator[LintRow]:
    """Author–year citations without an entry, and entries that nothing cites."""
    entries = [c for c in citations if c.place_kind == "bibliography"]
    if not entries:
        return
    cited = {r.antecedent_id for r in resolved.values()}
    in_text = [c for c in citations if c.place_kind == "text"]
    for citation in in_text:
        resolution = resolved.get(citation.citation_id)
        if resolution is None or not resolution.antecedent_id:
            yield _row("not-in-bibliography", citation, cited=citation.raw.strip("()"))
    if not in_text:
        return
    for entry in entries:
        if entry.citation_id not in cited and entry.type != "archival":
            yield _row("never-cited", entry, cited=entry.raw[:80])
