"""What the page of an entity or a work says beside its row: companions, forms, years, place.

The script draws these pages (``templates/dossier.js``). They are parallel lists, one item a row of
the table of entities or works in the table's order, and name one another by their place in it:
so they stay small, however long the identifiers are. 0 stands for nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.reporting.packing import pack
from pipeline.reporting.table_view import View, rows_of

ROOM = 100_000  # bytes of what the pages of a kind say of each other
COMPANIONS, FORMS = 12, 6  # of a page, at most
WINDOWS = ("paragraph", "note", "document")
THOUSANDTHS, HUNDREDTHS = 1000, 100

Tables = Mapping[str, pd.DataFrame]
Lists = list[Any]
Companions = tuple[Mapping[str, list[Lists]], int]  # of each key; how many figures each has


def of_entities(tables: Tables, views: Mapping[str, View]) -> str:
    """Pages of the entities, packed, or "" if there is none.

    ``forms`` [form, mentions …]; ``mates`` [how many in all, row, sentences with both, NPMI in
    hundredths, p in thousandths …]; ``works`` [how many, row, citations …]; ``years`` [year,
    mentions, articles …]; ``net`` [degree, strength, betweenness in ten thousandths, community].
    """
    rows, works = _order(views["entities"]), _order(views["works"])
    network = {
        row["entity_id"]: [row["degree"], row["strength"], _whole(row["betweenness"], 10_000),
                           row["community"]]
        for row in rows_of(tables["entity_network"])
    }  # fmt: skip
    years = _grouped(tables["entity_years"], "entity_id", ("year", "n_mentions", "n_documents"))
    fixed = {
        "forms": _listed(rows, _forms(tables)), "net": _listed(rows, network),
        "years": _listed(rows, years),
    }  # fmt: skip
    pairs = tables["cooccurrence"]
    mates = _companions(pairs[pairs["window"] == "sentence"], rows)
    cited = _beside(tables["entity_works"], "entity_id", "work_id", works)
    return _fitting(rows, fixed, {"mates": (mates, 4), "works": (cited, 2)})


def of_works(tables: Tables, views: Mapping[str, View]) -> str:
    """Pages of the works, packed, or "" if there is none.

    ``about`` [publication details as printed]; ``forms`` [spelling …]; ``mates`` [how many in all,
    row, paragraphs, notes and articles that cite both …]; ``entities`` [how many, row,
    citations …].
    """
    rows, entities = _order(views["works"]), _order(views["entities"])
    table = rows_of(tables["works"])
    about = {work["work_id"]: said for work in table if (said := _about(work))}
    forms = {work["work_id"]: work["variants"].split("|") for work in table if work["variants"]}
    mates = _cited_together(tables["work_pairs"], rows)
    beside = _beside(tables["entity_works"], "work_id", "entity_id", entities)
    fixed = {"about": _listed(rows, about), "forms": _listed(rows, forms)}
    return _fitting(rows, fixed, {"mates": (mates, 4), "entities": (beside, 2)})


def _fitting(
    rows: Mapping[str, int], fixed: Mapping[str, Lists], shared: Mapping[str, Companions]
) -> str:
    """The pages; those of the first rows of the table say who stands beside, as room is left."""
    if not rows:
        return ""
    full = len(rows)
    while True:
        lists = {
            name: _listed(rows, _first(found, size, rows, full))
            for name, (found, size) in shared.items()
        }
        if len(pack(lists)) <= ROOM or not full:
            return pack({**fixed, **lists})
        full //= 2


def _order(view: View) -> dict[str, int]:
    return {row[0]: at for at, row in enumerate(view.rows)}


def _listed(rows: Iterable[str], found: Mapping[str, Lists]) -> Lists:
    return [found.get(key, 0) for key in rows]


def _whole(value: float | None, times: int) -> int:
    return round((value or 0) * times)


def _grouped(table: pd.DataFrame, key: str, columns: Sequence[str]) -> dict[str, Lists]:
    """The values of some columns, one row after another, by key."""
    found: dict[str, Lists] = {}
    for row in rows_of(table[[key, *columns]]):
        found.setdefault(row[key], []).extend(row[column] for column in columns)
    return found


def _first(
    found: Mapping[str, list[Lists]], size: int, rows: Mapping[str, int], full: int
) -> dict[str, Lists]:
    """How many companions there are, then the foremost, if the row is among the first `full`.

    >>> found = {"a": [[7, 5], [3, 1]], "b": [[0, 5]]}
    >>> _first(found, 2, {"a": 0, "b": 1}, 1)
    {'a': [2, 7, 5, 3, 1], 'b': [1]}
    """
    made = {}
    for key, companions in found.items():
        if key in rows:
            kept = [one[:size] for one in companions[:COMPANIONS]] if rows[key] < full else []
            made[key] = [len(companions), *(value for one in kept for value in one)]
    return made


def _forms(tables: Tables) -> dict[str, Lists]:
    """Base forms with their mentions, the most used first; not of those that have one form only."""
    counted = tables["mentions"].groupby(["entity_id", "base_form"], as_index=False).size()
    counted = counted.sort_values(["entity_id", "size", "base_form"], ascending=[True, False, True])
    found = _grouped(counted, "entity_id", ("base_form", "size"))
    return {key: forms[: 2 * FORMS] for key, forms in found.items() if len(forms) > 2}


def _companions(pairs: pd.DataFrame, rows: Mapping[str, int]) -> dict[str, list[Lists]]:
    """For each entity those named in the same sentences, the most frequent first."""
    found: dict[str, list[Lists]] = {}
    order = ["n", "log_likelihood", "entity_a", "entity_b"]
    for pair in rows_of(pairs.sort_values(order, ascending=[False, False, True, True])):
        figures = [
            pair["n"], _whole(pair["npmi"], HUNDREDTHS), _whole(pair["p_value"], THOUSANDTHS),
        ]  # fmt: skip
        a, b = pair["entity_a"], pair["entity_b"]
        for one, other in ((a, b), (b, a)):
            if other in rows:
                found.setdefault(one, []).append([rows[other], *figures])
    return found


def _beside(
    table: pd.DataFrame, key: str, other: str, rows: Mapping[str, int]
) -> dict[str, list[Lists]]:
    """Works cited where an entity is named, or the reverse, the most cited first."""
    found: dict[str, list[Lists]] = {}
    for row in rows_of(table.sort_values(["n", key, other], ascending=[False, True, True])):
        if row[other] in rows:
            found.setdefault(row[key], []).append([rows[row[other]], row["n"]])
    return found


def _cited_together(pairs: pd.DataFrame, rows: Mapping[str, int]) -> dict[str, list[Lists]]:
    """For each work those cited with it: in how many paragraphs, notes and articles."""
    counts: dict[tuple[str, str], list[int]] = {}
    for pair in rows_of(pairs):
        if pair["window"] in WINDOWS:
            key = (pair["work_a"], pair["work_b"])
            counts.setdefault(key, [0, 0, 0])[WINDOWS.index(pair["window"])] = pair["n"]
    found: dict[str, list[Lists]] = {}
    ranked = sorted(counts.items(), key=lambda each: ([-n for n in each[1]], each[0]))
    for (a, b), figures in ranked:
        for one, other in ((a, b), (b, a)):
            if other in rows:
                found.setdefault(one, []).append([rows[other], *figures])
    return found


def _about(work: Mapping[str, Any]) -> list[str]:
    """Where and how a work was published, as far as the notes say it."""
    printed = ": ".join(part for part in (work["place"], work["publisher"]) if part)
    volume = "/".join(part for part in (work["volume"], work["issue"]) if part)
    parts = (
        printed, volume, work["pages"], work["archive"], work["fond"], work["shelfmark"],
    )  # fmt: skip
    return list(dict.fromkeys(part for part in parts if part))
