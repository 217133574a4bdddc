"""The entities as one CSV for OpenRefine: cluster, reconcile, and give the file back."""

import csv
import io
from pathlib import Path

import pandas as pd

from pipeline.exporting.finished import Finished

COLUMNS = (
    "entity_id", "name", "label", "name_tr", "name_en", "variants", "n_mentions", "n_documents",
    "wikidata", "ignore",
)  # fmt: skip


def write(run: Finished, folder: Path) -> list[Path]:
    """``openrefine.csv``: a row an entity, the commonest first; ``ignore`` waits for an x."""
    made = io.StringIO()
    # every text in quotes: csv quotes no carriage return by itself
    writer = csv.writer(made, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    entities = run.tables["entities"].sort_values(
        ["n_mentions", "entity_id"], ascending=[False, True]
    )
    for row in entities.to_dict("records"):
        cells = [row.get(name) for name in COLUMNS]
        writer.writerow(["" if cell is None or pd.isna(cell) else cell for cell in cells])
    path = folder / "openrefine.csv"
    path.write_text(made.getvalue(), encoding="utf-8", newline="\n")
    return [path]
