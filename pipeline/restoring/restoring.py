"""From text as extracted to an article: the order in which it is put together."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.records import Article, Marker, Problem, Section, SourceText
from pipeline.restoring import blocks, native, stripping
from pipeline.restoring.composing import compose
from pipeline.restoring.furniture import without_furniture
from pipeline.restoring.hyphens import IsWord, usage
from pipeline.restoring.joining import Joiner
from pipeline.restoring.lines import Line, split
from pipeline.restoring.mojibake import mend
from pipeline.restoring.normalizing import changes, normalize
from pipeline.restoring.notes import Body, divided, pair
from pipeline.restoring.numbering import Numbering, number_notes
from pipeline.restoring.raised import Place
from pipeline.restoring.vocabulary import language_of
from pipeline.text.traced import Traced


def restore(source: SourceText, is_word: IsWord) -> Article:
    """Put an article back together; `is_word` says whether a language knows a word."""
    whole, mended = mend(Traced.of(source.text), is_word)
    raw = normalize(whole)
    replaced = changes(whole)
    lines = split(raw, source.pages, source.hints)
    lines = native.with_paragraphs(lines, source.hints)
    if native.has_notes(source.hints):
        numbering, owner = native.number(lines, source.hints)
    else:
        lines = without_furniture(lines)
        numbering = number_notes(lines)
        owner = blocks.owners(lines, numbering)
    places = [p for p in numbering.places if owner[p.line] == blocks.BODY]
    text_lines = [
        line
        for line, own in zip(stripping.without_marks(lines, places), owner, strict=True)
        if own == blocks.BODY and line.text
    ]
    lang = language_of("\n".join(line.text for line in text_lines), "tr")
    note_lines = [line for line, own in zip(lines, owner, strict=True) if own != blocks.BODY]
    joiner = Joiner(usage([*text_lines, *note_lines]), is_word)
    draft = compose(native.parts(text_lines), joiner, lang)
    text = Traced.join(draft.parts)
    sections = tuple(sorted(draft.sections, key=lambda s: (s.start, -s.end)))
    bodies = divided(_bodies(lines, owner, numbering, joiner, lang), _unanswered(numbering))
    marks = [_marker(lines, place, text, sections) for place in places]
    notes, missing = pair(bodies, marks, _answers(numbering, places, bodies))
    return Article(
        doc_id=source.doc_id,
        lang=_language_of_body(sections, lang),
        text=text.text,
        origin=text.origin,
        sections=sections,
        keywords=tuple(draft.keywords),
        notes=notes,
        line_breaks=tuple(sorted(joiner.breaks, key=lambda b: b.raw_start)),
        problems=mended + replaced + missing + _remarks(sections, bool(notes)),
    )


def _bodies(
    lines: Sequence[Line], owner: Sequence[int], numbering: Numbering, joiner: Joiner, lang: str
) -> list[Body]:
    owned: dict[int, list[Line]] = {}
    for line, own in zip(lines, owner, strict=True):
        if own != blocks.BODY:
            owned.setdefault(own, []).append(line)
    bodies = []
    for own, note_lines in sorted(owned.items()):
        start = numbering.starts[own]
        first = note_lines[0].content
        whole = [Line(first[start.text_start :], 0, 0, 0, False), *note_lines[1:]]
        whole = [line for line in whole if line.text]
        note_lang = language_of(" ".join(line.text for line in whole), lang)
        end = note_lines[-1].content.origin[-1] + 1
        text = joiner.join(whole, note_lang)
        bodies.append(Body(start.label, start.number, text, first.origin[0], end, own))
    return bodies


def _unanswered(numbering: Numbering) -> set[int]:
    return {
        place.number for i, place in enumerate(numbering.places) if i not in numbering.note_of
    }


def _answers(
    numbering: Numbering, places: Sequence[Place], bodies: Sequence[Body]
) -> dict[int, int]:
    """For each marker the index of its body, as the bodies stand after they were divided."""
    by_start = {body.start: j for j, body in enumerate(bodies) if body.start >= 0}
    cut_off = {body.number: j for j, body in enumerate(bodies) if body.start < 0}
    rank = {place: i for i, place in enumerate(places)}
    answers: dict[int, int] = {}
    for i, place in enumerate(numbering.places):
        body = by_start.get(numbering.note_of[i]) if i in numbering.note_of else None
        if body is None:
            body = cut_off.pop(place.number, None)
        if place in rank and body is not None:
            answers[rank[place]] = body
    return answers


def _marker(
    lines: Sequence[Line], place: Place, text: Traced, sections: Sequence[Section]
) -> Marker:
    origin = lines[place.line].content.origin
    raw_start, raw_end = origin[place.start], origin[place.end - 1] + 1
    start = bisect_left(text.origin, raw_start)
    inside = [s.section_id for s in sections if s.start <= start <= s.end and s.kind != "heading"]
    return Marker(place.label, start, raw_start, raw_end, inside[-1] if inside else "")


def _language_of_body(sections: Sequence[Section], default: str) -> str:
    bodies = [section for section in sections if section.kind == "body"]
    return max(bodies, key=lambda s: s.end - s.start).lang if bodies else default


def _remarks(sections: Sequence[Section], any_notes: bool) -> tuple[Problem, ...]:
    """What a reader of the tables should know about the article as a whole."""
    found = []
    kinds = {section.kind for section in sections}
    if not kinds & {"abstract", "keywords"}:
        found.append(_remark("W_NO_SECTIONS", "no abstract or keywords: everything is body"))
    if not any_notes:
        found.append(_remark("W_NO_NOTES", "no footnotes were found"))
    if len({section.lang for section in sections}) == 1:
        found.append(_remark("W_ONE_LANGUAGE", "only one language: nothing can be aligned"))
    return tuple(found)


def _remark(code: str, message: str) -> Problem:
    return Problem("restoring", code, "article", message)
