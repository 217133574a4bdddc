"""Author–year citations, and short ones, to the entries of the article's own bibliography."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.citing import names, titles
from pipeline.citing.reading import Reading
from pipeline.records import Citation, Resolution

RULE = "author and year in the bibliography"


def link(
    in_text: Sequence[tuple[Citation, Reading]], entries: Sequence[Citation]
) -> tuple[list[Citation], list[Resolution]]:
    """Citations with the type of their entry, and the entries they stand for."""
    told: list[Citation] = []
    resolutions: list[Resolution] = []
    for citation, _ in in_text:
        fitting = entries_of(citation, entries)
        first = fitting[0] if fitting else None
        told.append(
            replace(citation, ref_form="repeat_short", type=first.type if first else "other")
        )
        rivals = tuple(entry.citation_id for entry in fitting[1:])
        warning = "several entries of the bibliography fit" if rivals else ""
        if not first:
            warning = "no entry of the bibliography fits" if entries else "there is no bibliography"
        resolutions.append(
            Resolution(
                citation.citation_id, first.citation_id if first else "", RULE, rivals,
                0.0 if not first else 0.7 if rivals else 0.95, warning,
            )
        )  # fmt: skip
    return told, resolutions


def entries_of(citation: Citation, entries: Sequence[Citation]) -> list[Citation]:
    """The entries that a citation can stand for: author, then year, then words of the title."""
    wanted = [name for name in (citation.authors or citation.editors).split("; ") if name]
    if not wanted:
        return []
    found = [entry for entry in entries if _by(wanted, entry)]
    if citation.year:
        found = [e for e in found if _same_year(citation.year, e.year)]
        lettered = [e for e in found if e.year == citation.year]
        found = lettered or found
    elif citation.title:
        found = [e for e in found if titles.within(citation.title, e.title)]
    exact = [e for e in found if len(_persons(e)) == len(wanted)]
    return exact or found


def _persons(entry: Citation) -> list[str]:
    people = entry.authors or entry.editors or entry.title
    return [name for name in people.split("; ") if name]


def _by(wanted: Sequence[str], entry: Citation) -> bool:
    persons = _persons(entry)
    if not persons:
        return False
    if not names.same_person(wanted[0], persons[0]) and not _same_body(wanted[0], persons[0]):
        return False
    families = {names.family(person) for person in persons}
    return len(wanted) == 1 or all(names.family(name) in families for name in wanted[1:])


def _same_body(wanted: str, printed: str) -> bool:
    """A body without a family name, or the last word of a family name of two words."""
    a, b = names.family(wanted), names.family(printed)
    return len(a) > 2 and (
        b.endswith(f" {a}") or titles.key(wanted.replace(",", "")) == titles.key(printed)
    )


def _same_year(cited: str, entry: str) -> bool:
    """Years alike; a letter must agree if both print one.

    >>> _same_year("2014a", "2014a"), _same_year("2014", "2014"), _same_year("2014a", "2014b")
    (True, True, False)
    """
    if cited == entry:
        return True
    letters = cited[-1:].isalpha() and entry[-1:].isalpha()
    return not letters and cited[:4] == entry[:4] and cited[:1].isdigit()
