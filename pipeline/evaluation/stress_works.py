"""Invented works for the stress set: no title of them exists, so nothing can be looked up."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.languages import read_rows

HERE = Path(__file__).parent
KINDS = ("book", "book", "book", "article", "article", "chapter", "thesis", "archival")


@dataclass(frozen=True, slots=True)
class Invented:
    """A work that the stress set cites."""

    work_id: str
    kind: str
    lang: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    title: str
    container: str
    publisher: str
    place: str
    year: str
    volume: str
    issue: str
    first: int  # pages of the work
    last: int
    shelfmark: str


@cache
def words(kind: str, lang: str) -> tuple[str, ...]:
    """The words of a kind in a language."""
    rows = read_rows(HERE / "stress_words.tsv")
    return tuple(text for row_kind, row_lang, text in rows if (row_kind, row_lang) == (kind, lang))


def invent(count: int, langs: Sequence[str], rng: random.Random) -> list[Invented]:
    """`count` works; authors may have several, titles are never the same."""
    titles: set[str] = set()
    made: list[Invented] = []
    while len(made) < count:
        work = _one(len(made), rng.choice(langs), rng)
        if work.title not in titles or work.kind == "archival":
            titles.add(work.title)
            made.append(work)
    return made


def _one(number: int, lang: str, rng: random.Random) -> Invented:
    kind = rng.choice(KINDS)
    people = 2 if rng.random() < 0.12 else 1
    family = tuple(rng.sample(words("family", lang), people))
    given = tuple(rng.sample(words("given", lang), people))
    first = rng.randint(1, 300)
    return Invented(
        work_id=f"w{number}", kind=kind, lang=lang, given=given, family=family,
        title=_title(lang, rng),
        container=rng.choice(words("journal", lang)) if kind == "article" else _title(lang, rng),
        publisher=rng.choice(words("publisher", lang)), place=rng.choice(words("city", lang)),
        year=str(rng.randint(1925, 2019)),
        volume=rng.choice(("I", "II", "III", "12", "24")) if rng.random() < 0.3 else "",
        issue=str(rng.randint(1, 90)), first=first, last=first + rng.randint(8, 40),
        shelfmark=_shelfmark(rng),
    )  # fmt: skip


def _title(lang: str, rng: random.Random) -> str:
    theme = rng.choice(words("theme", lang))
    first = rng.randint(1800, 1930)
    tail = rng.choice(
        (f" ({first}-{first + rng.randint(3, 40)})", f", {first}-{first + 9}", "", "", "")
    )
    return theme + tail


def _shelfmark(rng: random.Random) -> str:
    code = rng.choice(("HR.SYS", "DH.ŞFR", "İ.HR", "Y.PRK.AZJ", "A.MKT.MHM", "BEO"))
    return f"{code}, {rng.randint(1, 900)}/{rng.randint(1, 99)}"
