"""One citation as it is printed: its fields, its type, its pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.citing import archives, assembling, atoms, kinds, note_references, shortforms
from pipeline.citing.draft import Draft

_QUOTED_FROM = re.compile(
    r"(?<=\d)[’'](?:d[ae]n|t[ae]n)\s(?:iktibas|naklen|nakleden|aktaran|alıntı)\w*\.?\s*$"
)
EXTENT_PAGES = 6  # a range as long as this is rather the extent of an article than a place in it
_COMMENT_TYPES = frozenset({"article", "chapter"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one citation prints."""

    fields: Mapping[str, str] = field(default_factory=dict)
    type: str = "other"
    pages: str = ""  # extent of the article or chapter
    locator: str = ""
    short: str = ""  # normal form of a short form
    rule: str = ""  # how the short form finds its antecedent
    short_type: str = ""  # the type of work that the short form names
    shelf: archives.Shelf | None = None
    quoted_in: bool = False
    confidence: float = 1.0
    note: int = 0  # the note that it points back to: "dn. 5"


def read(text: str, *, carried: str = "", entry: bool = False) -> Reading:
    """Read one citation without its lead-in.

    >>> reading = read("Halil İnalcık, “Köy”, Belleten, C. XXIII, S. 92, Ankara 1959, s. 575-610")
    >>> reading.type, reading.fields["container_title"], reading.pages
    ('article', 'Belleten', '575-610')
    >>> read("Harmandaryan S. V., Uk. soç. , s. 49-53").short
    'Uk. soç.'
    """
    if shelf := archives.read(text, carried):
        return Reading(type="archival", shelf=shelf, locator=shelf.locator)
    text, quoted_from = without_quoting(shortforms.mended(text))
    if within := _short_of_file(text):
        return within
    if pointing := _pointing_back(text):
        return pointing
    draft = assembling.assemble(text, atoms.read(text))
    _issue_is_page(draft)
    fields = draft.fields
    form = shortforms.read(fields["short"]) if "short" in fields else None
    type_ = kinds.of(fields, draft.quoted, text)
    if form and not fields.get("title"):
        type_ = form.type or "other"
    pages, locator = extent(draft.pages, type_, bool(form), entry)
    return Reading(
        fields=fields,
        type=type_,
        pages=pages,
        locator=locator,
        short=form.normal if form else "",
        rule=form.rule if form else "",
        short_type=form.type if form else "",
        quoted_in=quoted_from or fields.get("quoted_in") == "yes",
        confidence=confidence(fields, locator),
    )


def without_quoting(text: str) -> tuple[str, bool]:
    """A citation without "’den iktibas" after its page, and whether it had that.

    >>> without_quoting("Belyayev N. İ. Uk. soç. s. 245’den iktibas")
    ('Belyayev N. İ. Uk. soç. s. 245', True)
    """
    cut = _QUOTED_FROM.sub("", text)
    return cut, cut != text


def _short_of_file(text: str) -> Reading | None:
    """ "Tam je. d. 118, l. 2": a short form with parts of a shelfmark."""
    found = shortforms.find(re.split(r"(?<=\.)\s(?=[a-zA-Z]{1,2}\.)|,", text, maxsplit=1)[0])
    if not found or found.start:
        return None
    shelf = archives.read_within(text[found.end :])
    if shelf is None:
        return None
    return Reading(
        type="archival", shelf=shelf, locator=shelf.locator, short=found.form.normal,
        rule=found.form.rule, short_type="archival",
    )  # fmt: skip


def _pointing_back(text: str) -> Reading | None:
    """ "Koç, (dn. 12), s. 9": a name, a note, a page; with a title it is a citation like others."""
    found = note_references.find(text)
    if found is None:
        return None
    rest = f"{text[: found.start]}, {text[found.end :].lstrip(' ,')}".strip(" ,")
    form = shortforms.find(rest)
    rest = rest[: form.start] + rest[form.end :].lstrip(" ,.") if form else rest
    draft = assembling.assemble(rest, atoms.read(rest))
    if draft.fields.keys() - {"authors", "volume", "short"}:
        return None
    return Reading(
        fields=draft.fields, type="other", locator=", ".join(draft.pages),
        short=f"dn. {found.note}", rule="note", note=found.note,
    )  # fmt: skip


def _issue_is_page(draft: Draft) -> None:
    """A lone "S. 45" at the end of a book is a page in the articles that print it so."""
    fields = draft.fields
    if "issue" in fields and not draft.pages and not draft.quoted and "date" not in fields:
        tail = draft.text.rstrip(" .")
        if tail.endswith(fields["issue"]) and ("year" in fields or "short" in fields):
            draft.pages.append(fields.pop("issue"))


def extent(printed: list[str], type_: str, short: bool, entry: bool) -> tuple[str, str]:
    """Extent and locator among the printed page expressions.

    >>> extent(["235-268", "224"], "chapter", False, False)
    ('235-268', '224')
    >>> extent(["48-54"], "article", False, False), extent(["60"], "article", False, False)
    (('48-54', ''), ('', '60'))
    """
    if not printed:
        return "", ""
    if len(printed) > 1:
        return ", ".join(printed[:-1]), printed[-1]
    value = printed[0]
    if type_ in _COMMENT_TYPES and not short and (entry or _length(value) >= EXTENT_PAGES):
        return value, ""
    return "", value


def _length(pages: str) -> int:
    found = re.fullmatch(r"(\d+)\s?[-–—]\s?(\d+)", pages)
    if not found:
        return 1
    first, last = int(found[1]), int(found[2])
    if last < first:  # "135-39"
        last = int(found[1][: max(0, len(found[1]) - len(found[2]))] + found[2])
    return max(1, last - first + 1)


def confidence(fields: Mapping[str, str], locator: str) -> float:
    """How much of what a citation should print was found."""
    if "short" in fields:
        return 1.0
    found = sum(bool(fields.get(name)) for name in ("authors", "title", "year"))
    return round(min(1.0, 0.4 + 0.2 * found + (0.1 if locator else 0)), 4)


def author_names(authors: str) -> tuple[str, ...]:
    """The names in an authors field."""
    return tuple(name for name in authors.split("; ") if name)


def carried_archive(reading: Reading) -> str:
    """The archive that a citation after this one may leave unsaid."""
    return reading.shelf.archive if reading.shelf else ""
