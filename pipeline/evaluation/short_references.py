"""Short references of the Linked Books data: does each find a citation of the same work?

The data lists the footnote references of journal articles in reading order, with catalogue ids.
The ids serve for scoring alone: a short reference is right if its antecedent has one of its ids.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.citing import articles, reading, resolving, shortforms
from pipeline.evaluation.restoring import Measured
from pipeline.records import Citation
from pipeline.text.casing import fold

_ID_COLUMNS = ("BID_SBN", "BID_LBC")
_NO_ID = re.compile(r"(?i:no\s?sbn|^$)")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the data."""

    article: str
    page: str
    text: str
    ids: frozenset[str]


def read(path: Path) -> Iterator[Listed]:
    """The rows of a file of the Linked Books form, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ids = frozenset(
                part.strip(" []\\")
                for column in _ID_COLUMNS
                for part in (row.get(column) or "").split(",")
                if not _NO_ID.search(part.strip())
            )  # fmt: skip
            text = re.sub(r"\s+", " ", row["reference"]).strip()
            yield Listed(row["article_id"], row.get("image_number") or "", text, ids)


def kind(text: str) -> str:
    """ "ibid" for a reference to the one before, "op. cit." for one to an earlier work, else "".

    >>> kind("Ivi, p. 54"), kind("Boerio, cit., s.v., p. 510."), kind("Lane, Venice, p. 257")
    ('ibid', 'op. cit.', '')
    """
    found = _form(text)
    return {"previous": "ibid", "author": "op. cit.", "place_author": "op. cit."}.get(found, "")


def _form(text: str) -> str:
    for piece in re.split(r"[,;(]|\.\.\.", text.strip(" .;:")):
        found = shortforms.find(piece.strip())
        if found:
            return found.form.rule
    return ""


def score(path: Path) -> list[Measured]:
    """Share of op. cit. and ibid references whose antecedent has their work, and the baselines'."""
    total, right, naive = Counter[str](), Counter[str](), Counter[str]()
    for _, rows in groupby(read(path), key=lambda row: row.article):
        listed = list(rows)
        antecedents = _antecedents(listed)
        for at, row in enumerate(listed):
            form = kind(row.text)
            if not form or not row.ids:
                continue
            total[form] += 1
            right[form] += _fits(listed, antecedents.get(at), row)
            naive[form] += _fits(listed, _nearest(listed, at, form), row)
    names = {form: f"short references (Linked Books): {form}" for form in ("op. cit.", "ibid")}
    return [
        *(
            Measured(name, total[form], _share(right[form], total[form]))
            for form, name in names.items()
        ),
        *(
            Measured(f"{name}, baseline", total[form], _share(naive[form], total[form]))
            for form, name in names.items()
        ),
    ]


def _share(right: int, of: int) -> float:
    return round(right / of, 4) if of else 0.0


def _fits(rows: Sequence[Listed], at: int | None, row: Listed) -> bool:
    return at is not None and bool(rows[at].ids & row.ids)


def _nearest(rows: Sequence[Listed], at: int, form: str) -> int | None:
    """The baseline: the row before, or the last row that has the first word."""
    if form == "ibid":
        return at - 1 if at else None
    word = next(iter(re.findall(r"[^\W\d_]{3,}", fold(rows[at].text))), None)
    earlier = (i for i in range(at - 1, -1, -1) if word and word in fold(rows[i].text))
    return next(earlier, None)


def _antecedents(rows: Sequence[Listed]) -> dict[int, int]:
    """For each row that is resolved the row that it stands for."""
    pairs = []
    for at, row in enumerate(rows):
        read_row = reading.read(row.text)
        blank = Citation(str(at), "a", at + 1, 1, "note", row.text, 0, 0)
        pairs.append((articles.filled(blank, read_row), read_row))
    _, resolutions = resolving.resolve(pairs)
    return {int(r.citation_id): int(r.antecedent_id) for r in resolutions if r.antecedent_id}


def short_references(path: Path) -> list[Measured]:
    """The figures of one file of the Linked Books form."""
    return score(path)
