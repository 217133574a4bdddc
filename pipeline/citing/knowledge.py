"""What this room knows of citing, read from its own text files."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.languages import items, read_items, read_rows
from pipeline.text import casing

HERE = Path(__file__).parent


class Shorthand(NamedTuple):
    """A short form, how it finds its antecedent, and the type of work it names."""

    normal: str
    rule: str
    type: str


class Archive(NamedTuple):
    """An archive: its short form and the scheme of its shelfmarks."""

    name: str
    scheme: str


def key(text: str) -> str:
    """Letters and digits of `text` alone, folded: for comparing.

    >>> key("A. g. e.") == key("age") == "age"
    True
    """
    return "".join(char for char in casing.fold(text) if char.isalnum())


@cache
def words(name: str) -> tuple[str, ...]:
    """The lines of ``NAME.txt``."""
    return read_items(HERE / f"{name}.txt")


@cache
def word_set(name: str) -> frozenset[str]:
    """The lines of ``NAME.txt`` for looking up."""
    return frozenset(words(name))


@cache
def folded_set(name: str) -> frozenset[str]:
    """The lines of ``NAME.txt``, folded."""
    return frozenset(casing.fold(word) for word in words(name))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``NAME.tsv``."""
    return read_rows(HERE / f"{name}.tsv")


@cache
def shorthands() -> dict[str, Shorthand]:
    """Short forms by their key.

    >>> shorthands()["agm"].rule
    'author'
    """
    return {
        key(form): Shorthand(normal, rule, "" if type_ == "-" else type_)
        for form, normal, rule, type_ in table("shorthand")
    }


@cache
def anchor_words(kind: str) -> str:
    """An alternation of the words that mark a number as `kind`, longest first."""
    return alternation(word for row_kind, word, _ in table("anchors") if row_kind == kind)


@cache
def following_words(kind: str) -> str:
    """An alternation of the words of `kind` that may stand after their number."""
    return alternation(
        word for row_kind, word, where in table("anchors")
        if row_kind == kind and where in ("both", "before")
    )  # fmt: skip


@cache
def role_words(kind: str) -> str:
    """An alternation of the words that make a name a translator or an editor."""
    return alternation(word for row_kind, word in table("roles") if row_kind == kind)


@cache
def whole_role_words(kind: str) -> str:
    """Those of the role words that are written out and need no dot: "edited by"."""
    return alternation(w for k, w in table("roles") if k == kind and (len(w) >= 6 or " " in w))


@cache
def month_words() -> str:
    """An alternation of months and seasons."""
    months = (word for word, _ in table("months"))
    return alternation([*months, *items("tr", "hijri_months")])


@cache
def archives() -> tuple[tuple[str, Archive], ...]:
    """Every printed form of every archive, longest first."""
    forms = []
    for short, scheme, names in table("archives"):
        archive = Archive(short, scheme)
        forms.append((short, archive))
        if names != "-":
            forms += [(name.strip(), archive) for name in names.split("|")]
    return tuple(sorted(forms, key=lambda form: (-len(form[0]), form[0])))


@cache
def places() -> frozenset[str]:
    """Places of publication as they are printed, abbreviations included."""
    return frozenset(words("cities")) | frozenset(row[0] for row in table("places"))


@cache
def folded_cities() -> frozenset[str]:
    """Cities, folded: "ISTANBUL" is one too."""
    return frozenset(casing.fold(city) for city in words("cities"))


def alternation(forms: object) -> str:
    """A regular expression for any of `forms`, the longest first.

    >>> alternation(["s", "ss."])
    'ss\\\\.|s'
    """
    listed = sorted({str(form) for form in forms}, key=lambda f: (-len(f), f))  # type: ignore[attr-defined]
    return "|".join(re.escape(form) for form in listed)
