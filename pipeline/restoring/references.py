"""The entries of a bibliography, which often stand without a blank line between them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.restoring.hyphens import ends_broken
from pipeline.restoring.lines import Line

# "İNALCIK, Halil", "İnalcık, H.", "Karpat, Kemal H. (2002)", "———, …", "BOA, A.MKT", "1. Mango"
_ENTRY = re.compile(
    r"(?:[^\W\d_][\w’'.-]{1,40}(?:\s[^\W\d_][\w’'.-]{1,40}){0,2},\s|[_—–-]{2,}|\[?\d{1,3}[.\]]\s)"
)
_END = re.compile(r"[.…)\]”\"]$|\d$|/$")


def entries(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines by entry."""
    if not lines:
        return []
    gaps = sum(bool(line.gap) for line in lines[1:])
    hanging = _hangs(lines)
    made = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(before, line, gaps * 4 > len(lines), hanging):
            made.append([line])
        else:
            made[-1].append(line)
    return made


def _hangs(lines: Sequence[Line]) -> bool:
    """Whether continuation lines are set in."""
    inner = sum(line.indent > 1 for line in lines)
    return 0 < inner < len(lines)


def _begins(before: Line, line: Line, by_gap: bool, hanging: bool) -> bool:
    if line.kind:
        return True
    if ends_broken(before.text) or line.text[0].islower():
        return False
    if hanging and line.indent <= 1 and before.indent > 1:
        return True
    if line.gap and (by_gap or _END.search(before.text)):
        return True
    gap_may_be_lost = not by_gap or line.starts_page or line.indent == 1  # at the head of a page
    return (
        gap_may_be_lost and bool(_ENTRY.match(line.text)) and bool(_END.search(before.text))
    )
