"""The entities to OpenRefine and back: a table to cluster and reconcile, then lines to keep.

`ikidil export openrefine` writes the table. In OpenRefine names are clustered (two entities given
one name), labels corrected, items of Wikidata reconciled into the column ``wikidata``; rows that
are no entity get an x in ``ignore``. The exported CSV is given back, and what was changed becomes
lines for ``authority.csv``.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline import tables
from pipeline.errors import PipelineError
from pipeline.linking.authority import COLUMNS as HEAD
from pipeline.text.casing import fold

NEEDED = ("entity_id", "name", "label")
Row = Mapping[str, str]


def lines(out: Path, edited: Path) -> Iterator[tuple[str, str, str, str]]:
    """Rows under `HEAD` for what `edited` changes of the entities of the run in `out`."""
    entities = tables.read(out / "tables")["entities"].set_index("entity_id")
    rows = _rows(edited)
    unknown = [row["entity_id"] for row in rows if row["entity_id"] not in entities.index]
    if unknown:
        raise PipelineError(
            "E_CONFIG",
            f"{edited}: {unknown[0]!r} and {len(unknown) - 1} more are no entities of {out}: "
            "export the table again from this run",
        )
    clusters: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        before = entities.loc[row["entity_id"]]
        name, label = str(before["name"]), str(before["label"])
        if row.get("ignore", "").strip():
            yield "ignore", name, "", label
            continue
        clusters[row["name"].strip(), row["label"].strip()].append(name)
        if row["label"].strip() != label:
            yield "type", name, "", row["label"].strip()
        item = row.get("wikidata", "").strip()
        if item and item != str(before["wikidata"] or ""):
            yield "link", name, item, label
    for (name, label), old in sorted(clusters.items()):
        first, *others = sorted(old)
        for other in others:
            if fold(other) != fold(first):
                yield "merge", first, other, label
        if name and (others or name != first):  # of a cluster the name that was chosen is shown
            yield "rename", first, name, label


def _rows(path: Path) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PipelineError("E_CONFIG", f"{path} cannot be read as UTF-8: {error}") from error
    head = text.split("\n", 1)[0]
    mark = next((mark for mark in "\t;" if mark in head), ",")
    rows = csv.DictReader(text.splitlines(), delimiter=mark)
    missing = [name for name in NEEDED if name not in (rows.fieldnames or [])]
    if missing:
        raise PipelineError("E_CONFIG", f"{path}: no column {missing[0]!r} in the first line")
    return [{key: value or "" for key, value in row.items() if key} for row in rows]


__all__ = ["HEAD", "lines"]
