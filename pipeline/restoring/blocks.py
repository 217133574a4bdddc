"""Where notes end and the text goes on: each line belongs to a note or to the running text.

A note runs to the next note, or to the end of its page. Where a page ends is seldom said; what
speaks for it is weighed: a page break of the format, an empty line, the length of the lines
(notes are set smaller), signs of citations, and above all the text, which must go on after the
notes where it stopped before them.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.restoring.lines import Line
from pipeline.restoring.numbering import Numbering
from pipeline.restoring.parts import head_of
from pipeline.restoring.vocabulary import citation_likeness, ends_in_abbreviation

BODY = -1

_TERMINAL = (".", "!", "?", "…", ":", ";", "”", "\"", "»", "’")
_MARK = re.compile(r"(?:\[\d{1,4}\]|[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]{1,4})\s{0,3}$")
_CONTINUES_PRIOR = -2.0
_RESUMES_PRIOR = 3.5  # what text after the last note must show, if no marker stands in it
_NEAR_NOTE = 4
_SAME_BLOCK = 8  # lines from one note to the next that surely hold no text
_TAIL = 120  # letters at the end of a line that are looked at: a line may have no end
_WIDEST = 0.9  # share of lines below the length that counts as full
_TELLING = 5  # letters by which the two must differ to say anything
_END_TAIL = 40  # lines that may follow the last endnote without making it a footnote


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of the lines of an article before they are divided."""

    lines: Sequence[Line]
    evidence: Sequence[float]  # per line: positive speaks for a note
    sums: Sequence[float]  # running sums of the evidence
    indents_mean_pages: bool
    marks: Sequence[int]  # lines with markers, in order


def owners(lines: Sequence[Line], numbering: Numbering) -> list[int]:
    """For each line the index of the note that it belongs to, or ``BODY``."""
    owner = [BODY] * len(lines)
    starts = numbering.starts
    page = _weigh(lines, numbering)
    endnotes = _are_endnotes(lines, numbering)
    last_body = starts[0].line - 1 if starts else -1
    for i, start in enumerate(starts):
        stop = starts[i + 1].line if i + 1 < len(starts) else len(lines)
        if start.line and owner[start.line - 1] == BODY:
            last_body = start.line - 1
        end = _end_of_note(page, numbering, i, stop, last_body, endnotes)
        owner[start.line : end] = [i] * (end - start.line)
        if end < stop and not endnotes and (lines[end].page or _stops_short(lines, end, stop)):
            for first, last in _run_over(page, end, stop):
                owner[first:last] = [i] * (last - first)
    return owner


def _are_endnotes(lines: Sequence[Line], numbering: Numbering) -> bool:
    """Whether the notes stand together after the text."""
    starts = numbering.starts
    if not starts:
        return False
    first = starts[0].line
    if any(place.line > first for place in numbering.places):
        return False
    head = head_of(lines[first - 1].text) if first else None
    if head and head.kind == "notes":
        return True
    after = len(lines) - starts[-1].line
    heads = [i for i in range(starts[-1].line, len(lines)) if head_of(lines[i].text)]
    return after <= _END_TAIL or bool(heads and heads[0] - starts[-1].line <= _END_TAIL)


def _end_of_note(
    page: _Page, numbering: Numbering, i: int, stop: int, last_body: int, endnotes: bool
) -> int:
    """The first line after note `i` that is not its own."""
    lines = page.lines
    first = numbering.starts[i].line + 1
    if numbering.starts[i].style == "alone":
        first += 1
    first = min(first, stop)
    marks = list(page.marks[bisect_left(page.marks, first) : bisect_left(page.marks, stop)][:1])
    if not endnotes:
        marks += [k for k in range(first, stop) if _is_body_head(lines[k])][:1]
    limit = min(marks, default=stop)
    turn = next((k for k in range(first, limit) if _turns_page(lines[k], endnotes)), limit)
    wall = next((k for k in range(first, turn) if _is_wall(lines[k])), turn)
    if wall < limit:
        if wall == turn or endnotes:
            return wall
        stop = limit = wall
    elif (
        limit == stop
        and (stop < len(lines) or endnotes)
        and not _may_hold_text(page, first, stop)
    ):
        return stop
    return _best_split(page, first, limit, stop, last_body, bool(marks))


def _turns_page(line: Line, endnotes: bool) -> bool:
    return line.starts_page and bool(line.page) and not endnotes


def _is_body_head(line: Line) -> bool:
    """Whether the text must have resumed here: "Sonuç" stands in no note."""
    head = head_of(line.text)
    return bool(head and head.rest == 0 and head.kind == "heading")


def _is_wall(line: Line) -> bool:
    """Whether no note runs over the head of this line."""
    head = head_of(line.text)
    return bool(head and head.rest == 0 and head.kind != "heading")


def _may_hold_text(page: _Page, first: int, stop: int) -> bool:
    """Whether the lines between two notes may hold running text without any marker."""
    signs = sum(_boundary(page, k) > 1.5 for k in range(first, stop))
    return stop - first > 3 and signs > 0 and page.sums[stop] - page.sums[first] < 0


def _best_split(
    page: _Page, first: int, limit: int, stop: int, last_body: int, forced: bool
) -> int:
    ends = range(first, min(limit + 1, stop))
    best, best_score = stop, -1e9
    if not forced:
        best_score = page.sums[stop] - page.sums[first]
    for k in ends:
        score = 0.0 if forced or _must_resume(page.lines, last_body) else -_RESUMES_PRIOR
        score += page.sums[k] - page.sums[first] - (page.sums[stop] - page.sums[k])
        score += _boundary(page, k) + _continuity(page.lines, k, last_body)
        if score > best_score:
            best, best_score = k, score
    return best


def _must_resume(lines: Sequence[Line], last_body: int) -> bool:
    """Whether the text before the notes cannot be the end of the article."""
    if last_body < 0:
        return False
    text = lines[last_body].text[-_TAIL:]
    return head_of(text) is not None or not _is_closed(_unmarked(text))


def _is_closed(text: str) -> bool:
    """Whether a sentence ends with this line."""
    return text.endswith(_TERMINAL) and not ends_in_abbreviation(text)


def _unmarked(text: str) -> str:
    """A line without the raised number that it may end in."""
    return _MARK.sub("", text) or text


def _boundary(page: _Page, k: int) -> float:
    """What line `k` and the one before say of a page that begins there."""
    line = page.lines[k]
    worth = 8.0 if line.starts_page else 0.0
    worth += 1.0 if line.gap else 0.0
    if page.indents_mean_pages and line.indent == 1:
        worth += 3.0
    before = page.lines[k - 1].text
    if before.endswith("-"):
        worth -= 4.0
    elif _is_closed(before):
        worth += 1.2
    elif ends_in_abbreviation(before) or before[-1].isalpha() or before[-1] == ",":
        worth -= 1.6
    return worth


def _continuity(lines: Sequence[Line], k: int, last_body: int) -> float:
    """Whether line `k` goes on where the text before the notes stopped."""
    if last_body < 0:
        return 0.0
    before, first = _unmarked(lines[last_body].text[-_TAIL:]), lines[k].text[0]
    if before.endswith("-"):
        return 3.0 if first.islower() else 0.0
    if not _is_closed(before) and not (before.isupper() or head_of(before)):
        if head_of(lines[k].text):  # no head stands in the middle of a sentence
            return -3.0
        return 2.5 if first.islower() else 1.5 if first.isdigit() else 0.3
    return -2.5 if first.islower() else 1.0


def _stops_short(lines: Sequence[Line], end: int, stop: int) -> bool:
    """Whether a note breaks off in mid-sentence and so does the text before the next note."""
    return stop < len(lines) and not _is_closed(lines[end - 1].text[-_TAIL:])


def _run_over(page: _Page, begin: int, stop: int) -> list[tuple[int, int]]:
    """The end of a note that goes on at the foot of the next page."""
    lines = page.lines
    following = next(
        (k for k in range(begin + 1, stop) if lines[k].starts_page), stop
    )
    marks = page.marks[bisect_left(page.marks, begin) : bisect_left(page.marks, following)]
    first = max([begin, *marks[-1:]]) + 1
    before = lines[begin - 1].text
    best, best_score = following, page.sums[begin] - page.sums[following]
    for k in range(first, following):
        score = page.sums[following] - page.sums[k] - (page.sums[k] - page.sums[begin])
        score += _CONTINUES_PRIOR + (1.5 if lines[k].gap else -1.0)
        if before.endswith("-"):
            score += 3.0 if lines[k].text[0].islower() else 0.0
        elif _is_closed(before):
            score -= 3.0
        else:
            score += 1.5
        if score > best_score:
            best, best_score = k, score
    return [(best, following)] if best < following else []


def _weigh(lines: Sequence[Line], numbering: Numbering) -> _Page:
    starts = {start.line for start in numbering.starts}
    body_width, note_width = _widths(lines, numbering)
    any_small = sum(line.small for line in lines) > 2
    usual = _usual_likeness(lines, numbering)
    evidence = []
    in_bibliography = False
    for i, line in enumerate(lines):
        head = head_of(line.text)
        in_bibliography = head.kind == "bibliography" if head else in_bibliography
        likeness = 0 if in_bibliography else min(citation_likeness(line.text), 3)
        weight = 0.5 * likeness - (0.0 if in_bibliography else 0.4 + 0.5 * usual)
        if any_small:
            weight += 4.0 if line.small else -4.0
        ends_short = i + 1 == len(lines) or i + 1 in starts or bool(lines[i + 1].gap)
        if not ends_short:
            weight += _by_width(len(line.text), body_width, note_width)
        evidence.append(weight)
    indented = sum(line.indent == 1 for line in lines)
    return _Page(
        lines,
        evidence,
        [0.0, *accumulate(evidence)],
        0 < indented <= max(len(lines) // 12, 2),
        sorted(place.line for place in numbering.places),
    )


def _usual_likeness(lines: Sequence[Line], numbering: Numbering) -> float:
    """How much of a citation the lines of the text itself show: much in author-year articles."""
    marked = {place.line for place in numbering.places}
    likely = [min(citation_likeness(lines[k].text), 3) for k in sorted(marked)]
    return sum(likely) / len(likely) if likely else 0.0


def _by_width(length: int, body: int, note: int) -> float:
    """Whether a full line is as long as those of the notes or those of the text."""
    if abs(body - note) < _TELLING:
        return 0.0
    narrow, sign = (body, 1.0) if note > body else (note, -1.0)
    if length > narrow + 1:
        return sign
    return -0.7 * sign if length > 0.85 * narrow else 0.0


def _widths(lines: Sequence[Line], numbering: Numbering) -> tuple[int, int]:
    """The length that full lines of the text and of the notes hardly exceed, 0 if unknown."""
    starts = numbering.starts
    marked = {place.line for place in numbering.places}
    notes: list[int] = []
    near: set[int] = set()
    for before, after in pairwise(starts):
        span = range(before.line, after.line)
        near.update(range(before.line, min(before.line + _NEAR_NOTE, len(lines))))
        if len(span) <= _SAME_BLOCK and marked.isdisjoint(span):
            notes += (len(lines[k].text) for k in span[:-1])
    text = sorted(len(line.text) for k, line in enumerate(lines) if k not in near)
    if not notes or len(text) < 2:
        return 0, 0
    return _widest(text), _widest(sorted(notes))


def _widest(lengths: Sequence[int]) -> int:
    return lengths[int((len(lengths) - 1) * _WIDEST)]
