"""What speaks against an antecedent: pages, types, distance."""

import re

from pipeline.citing.past import Earlier, Past
from pipeline.records import Citation

FAR_NOTES = 30  # a short form this far from its antecedent is worth a look
NEARBY_NOTES = 8  # in which another work whose pages go on is looked for


def doubts_on(citation: Citation, found: Earlier, past: Past) -> tuple[list[str], list[str]]:
    """What speaks against an antecedent, and other citations whose pages would fit."""
    doubts: list[str] = []
    others: list[str] = []
    extent = next((e for e in past.extents.get(found.work, ()) if outside(citation.locator, e)), "")
    if citation.locator == "?":
        doubts.append("the page is a question mark")
    elif extent:
        doubts.append(f"page {citation.locator} lies outside pages {extent}")
        others = _going_on(citation, found, past)
    first = past.firsts[found.work]
    if citation.short_marker and _clash(citation.short_marker, first.type):
        doubts.append(f"{citation.short_marker} stands for {_indefinite(first.type)}")
    if citation.note and found.citation.note and citation.note - found.citation.note > FAR_NOTES:
        doubts.append(f"its antecedent is {citation.note - found.citation.note} notes back")
    return doubts, others


def _indefinite(type_: str) -> str:
    return f"an {type_}" if type_[:1] in "aeo" else f"a {type_}"


def _clash(marker: str, type_: str) -> bool:
    """ "a.g.m." names an article; "a.g.e." for one is a slip that many make."""
    if marker == "a.g.e.":
        return type_ in ("article", "newspaper", "archival")
    return marker == "a.g.m." and type_ in ("book", "thesis")


def _going_on(citation: Citation, found: Earlier, past: Past) -> list[str]:
    """Nearby citations of other works whose pages this one would continue."""
    page = _first_page(citation.locator)
    near = []
    for earlier in reversed(past.all[-NEARBY_NOTES * 2 :]):
        last = _last_page(earlier.citation.locator)
        if earlier.work not in (found.work, -1) and page and last and 0 <= page - last <= 3:
            near.append(earlier.citation.citation_id)
    return near


def outside(locator: str, extent: str) -> bool:
    """Whether a page lies outside the pages of an article or chapter.

    >>> outside("291", "48-54"), outside("50", "48-54"), outside("xii", "48-54")
    (True, False, False)
    """
    page, bounds = _first_page(locator), re.fullmatch(r"(\d+)\s?[-–—]\s?(\d+)", extent)
    if not page or not bounds:
        return False
    first, last = bounds[1], bounds[2]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return not int(first) <= page <= int(last)


def _first_page(pages: str) -> int:
    found = re.match(r"\d+", pages)
    return int(found[0]) if found else 0


def _last_page(pages: str) -> int:
    found = re.findall(r"\d+", pages)
    return int(found[-1]) if found else 0
