"""What is printed on every page and belongs to no part of the article.

Running heads, page numbers, licence and DOI lines. Recognised by coming back on other pages with
nothing but a number changed, or by their shape at the edge of a page; a line that could be
something else stays.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.restoring.lines import Line
from pipeline.text import casing

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\[ ]{0,4}(?:\d{1,4}|[ivxl]{1,6})[-–—|\] ]{0,4}"
    r"|(?:[Ss]ayfa|[Pp]age|s\.|p\.)\s?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?)"
)
_IMPRINT = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|DOI\s?:|doi\s?:|e?-?ISSN|ISSN|www\.|https?://dergipark"
    r"|Creative Commons|CC[ -]BY|©|\(cc\)|This (?:work|article) is (?:licensed|an open)"
    r"|Bu (?:eser|makale|çalışma) Creative|(?:Makale )?(?:Geliş|Kabul|Yayın) ?(?:Tarihi)?\s?:"
    r"|(?:Received|Accepted|Published)\s?:|Araştırma Makalesi|Research Article)"
)
_EDGE_DIGITS = re.compile(r"^\d{1,4}(?!\d)|(?<!\d)\d{1,4}$")
_PAGE_LINES = 12  # a page holds at least as many
_EDGE = 2  # lines at the head and foot of a page
_FRONT = 12  # lines in which the imprint of the first page may stand
_TIMES = 3
_PAGES_APART = 4
_LONGEST = 130


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines of the article itself; a line after furniture is known to begin a page."""
    paged = any(line.page for line in lines)
    edges = _edges(lines) if paged else set(range(len(lines)))
    repeated = _repeated(lines, edges, paged)
    kept: list[Line] = []
    dropped_gap, dropped = 0, False
    for i, line in enumerate(lines):
        if i in repeated or _is_imprint(lines, i, edges, paged):
            dropped, dropped_gap = True, max(dropped_gap, line.gap)
            continue
        if dropped and kept:
            page_turns = line.starts_page or (paged and line.page > kept[-1].page)
            line = replace(
                line, gap=min(line.gap, dropped_gap), starts_page=page_turns or not paged
            )
        kept.append(line)
        dropped, dropped_gap = False, 0
    return kept


def _edges(lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    for i, line in enumerate(lines):
        if line.starts_page or i == 0:
            found.update(range(i, min(i + _EDGE, len(lines))))
            found.update(range(max(i - _EDGE, 0), i))
    found.update(range(max(len(lines) - _EDGE, 0), len(lines)))
    return found


def _repeated(lines: Sequence[Line], edges: set[int], paged: bool) -> set[int]:
    """Lines at the edge of pages that come back there."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i in sorted(edges):
        text = lines[i].text
        if len(text) <= _LONGEST and _may_be_head(text):
            groups[_key(text)].append(i)
    front = [_key(line.text) for line in lines[:_FRONT]]
    heads: set[int] = set()
    for key, group in groups.items():
        if sum(map(str.isalpha, key)) <= 3:
            continue
        from_title = any(key == line or _is_cut_from(key, line) for line in front)
        later = [i for i in group if i >= _FRONT] if from_title else group
        if len(later) >= _times(lines, later, from_title, paged):
            heads.update(_regular(lines, later, paged, from_title))
    numbers = [i for i in sorted(edges) if _PAGE_NUMBER.fullmatch(lines[i].text)]
    return heads | _counting(lines, numbers, heads, paged)


def _is_cut_from(key: str, line: str) -> bool:
    """Whether a running head is the title, shortened."""
    return line.startswith(key) and key.count(" ") >= 2


def _times(lines: Sequence[Line], group: Sequence[int], from_title: bool, paged: bool) -> int:
    """How often a line must come back to be believed to be a running head."""
    if from_title:
        beside_number = any(
            _PAGE_NUMBER.fullmatch(lines[j].text) or _page_number(lines[i].text) is not None
            for i in group
            for j in (i - 1, min(i + 1, len(lines) - 1))
        )
        return 1 if paged or beside_number else 2
    if paged and all(lines[i].starts_page for i in group):
        return 2
    return _TIMES


def _regular(
    lines: Sequence[Line], group: Sequence[int], paged: bool, from_title: bool
) -> list[int]:
    """The lines of a group that come back page by page, their number counting the pages."""
    if any(b - a < _PAGE_LINES for a, b in pairwise(group)):
        return []
    values = [_page_number(lines[i].text) for i in group]
    if all(value is None for value in values) or len(set(values)) == 1:
        return list(group)
    if paged:
        shifts = Counter(
            value - lines[i].page for i, value in zip(group, values, strict=True) if value
        )
        return list(group) if shifts.most_common(1)[0][1] >= min(_TIMES, len(group)) else []
    known = [value for value in values if value is not None]
    steps = Counter(b - a for a, b in pairwise(known))
    if from_title and all(0 < step <= _PAGES_APART for step in steps):
        return list(group)
    step, times = steps.most_common(1)[0]
    return list(group) if step in (1, 2) and times >= 2 and times * 2 >= len(group) - 1 else []


def _page_number(text: str) -> int | None:
    """The number at the head of a line, else at its end."""
    found = re.match(r"\d{1,4}(?!\d)", text) or re.search(r"(?<!\d)\d{1,4}$", text)
    return int(found[0]) if found else None


def _may_be_head(text: str) -> bool:
    return not (text[:1].islower() or text.endswith((",", "-", ";")) or "\t" in text)


def _counting(
    lines: Sequence[Line], numbers: Sequence[int], heads: set[int], paged: bool
) -> set[int]:
    """Numbers on lines of their own that count pages, not notes or list items."""
    if paged:
        return set(numbers)
    beside = {i for i in numbers if i - 1 in heads or i + 1 in heads}
    values = {i: int(d[0]) for i in numbers if (d := re.findall(r"\d+", lines[i].text))}
    chain = [i for i in numbers if i in values and _far_from_text(lines, i)]
    steps = [b for a, b in pairwise(chain) if values[b] == values[a] + 1]
    if len(steps) >= _TIMES - 1:
        counted = set(steps) | {a for a, b in pairwise(chain) if b in steps}
        return beside | counted
    return beside


def _far_from_text(lines: Sequence[Line], i: int) -> bool:
    """Whether a number stands apart, not above a note whose label it could be."""
    return bool(lines[i].gap) and (i + 1 == len(lines) or bool(lines[i + 1].gap))


def _key(text: str) -> str:
    return _EDGE_DIGITS.sub("", casing.fold(text)).strip(" |-–—")


def _is_imprint(lines: Sequence[Line], i: int, edges: set[int], paged: bool) -> bool:
    at_edge = (i in edges and paged) or i < _FRONT
    return at_edge and len(lines[i].text) <= _LONGEST and bool(_IMPRINT.match(lines[i].text))
