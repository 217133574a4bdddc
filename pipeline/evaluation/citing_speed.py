"""How long citing takes on much: an article of thousands of notes, a corpus of many citations."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace

from pipeline.citing import cite, works
from pipeline.evaluation.citation_gold import article_of
from pipeline.evaluation.stress import articles
from pipeline.evaluation.stress_styles import STYLES
from pipeline.records import Citation, Resolution
from pipeline.text.casing import capitalize

NOTES = 2_000
CITATIONS = 100_000
CITED = 2.5  # mean citations of a work
SEED = 7


def measure() -> Iterator[str]:
    """Lines of ``make bench``."""
    notes = _notes(NOTES)
    began = time.perf_counter()
    found = len(cite(article_of("long", notes)).citations)
    yield f"{NOTES:,} notes of one article, {found:,} citations: {_since(began)}"
    citations, resolutions = many(CITATIONS)
    began = time.perf_counter()
    merged = works.merge(citations, resolutions)
    yield f"{CITATIONS:,} citations merged into {len(merged.works):,} works: {_since(began)}"


def _since(began: float) -> str:
    return f"{time.perf_counter() - began:.1f} s"


def _notes(count: int) -> list[tuple[int, str]]:
    texts: list[str] = []
    for number in range(1, count):
        for gold in articles(STYLES[number % len(STYLES)], 0, 1):
            texts += [note.text for note in gold.article.notes]
        if len(texts) >= count:
            break
    return list(enumerate(texts[:count], 1))


def many(count: int) -> tuple[list[Citation], list[Resolution]]:
    """Citations of invented works, some with a slip, a year left out or a longer title."""
    rng = random.Random(SEED)
    vocabulary = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(6000)]
    families = [capitalize(word, "en") for word in vocabulary[:3000]]
    banks = [
        (rng.choice(families), " ".join(rng.choices(vocabulary, k=rng.randint(3, 7))),
         str(rng.randint(1900, 2020)))
        for _ in range(int(count / CITED))
    ]  # fmt: skip
    citations = []
    for number in range(count):
        family, title, year = rng.choice(banks)
        doc_id = f"d{number // 40}"
        place = f"{doc_id}:n{number % 40 + 1}.1"
        made = Citation(
            place, doc_id, number % 40 + 1, 1, "note", f"{family}, {title}, {year}", 0, 1,
            type="book", ref_form="full", authors=f"{family}, {family[0]}.", title=title, year=year,
        )  # fmt: skip
        citations.append(_varied(made, rng))
    return citations, [Resolution(c.citation_id, "", "full", (), 1.0, "") for c in citations]


def _varied(citation: Citation, rng: random.Random) -> Citation:
    chance = rng.random()
    if chance < 0.1:
        at = rng.randrange(len(citation.title))
        return replace(citation, title=citation.title[:at] + "x" + citation.title[at + 1 :])
    if chance < 0.2:
        return replace(citation, year="")
    return replace(citation, title=f"{citation.title}: ek") if chance < 0.25 else citation


_SYLLABLES = ("ka", "le", "mi", "ro", "tu", "sa", "ne", "di", "ge", "bo", "ya", "zi", "el", "an")
