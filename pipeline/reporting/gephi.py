"""The co-occurrence network for Gephi: nodes and edges as CSV."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd


def write(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """``nodes.csv`` and ``edges.csv`` of entities that share sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    pairs = tables["cooccurrence"]
    pairs = pairs[pairs["window"] == "sentence"]
    edges = pd.DataFrame(
        {
            "Source": pairs["entity_a"],
            "Target": pairs["entity_b"],
            "Type": "Undirected",
            "Weight": pairs["n"],
            "npmi": pairs["npmi"],
            "p_value": pairs["p_value"],
        }
    )
    entities = tables["entities"]
    joined = set(pairs["entity_a"]) | set(pairs["entity_b"])
    shown = entities[entities["entity_id"].isin(joined)]
    nodes = pd.DataFrame(
        {
            "Id": shown["entity_id"],
            "Label": shown["name"],
            "label_en": shown["name_en"],
            "type": shown["label"],
            "mentions": shown["n_mentions"],
        }
    )
    for name, table in (("nodes", nodes), ("edges", edges)):
        table.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
