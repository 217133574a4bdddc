"""The networks for Gephi: nodes and edges as CSV."""

from pathlib import Path

import pandas as pd

from pipeline.exporting.finished import Finished
from pipeline.exporting.networks import KINDS, network

FIRST = "entities"  # whose files bear no name of their own
NODE = {"label": "Label", "name_en": "label_en", "kind": "type"}  # as Gephi and the files name them
HEADS = (["Id", "Label"], ["Source", "Target", "Type", "Weight"])  # also of an empty network


def write(run: Finished, folder: Path) -> list[Path]:
    """``nodes.csv`` and ``edges.csv`` of entities; of any other KIND with its name in front."""
    paths = []
    for kind in KINDS:
        graph = network(run.tables, kind)
        nodes = [
            {"Id": node, **{NODE.get(name, name): value for name, value in data.items()}}
            for node, data in graph.nodes(data=True)
        ]
        edges = [
            {
                "Source": a, "Target": b, "Type": "Undirected", "Weight": data["weight"],
                **{name: value for name, value in data.items() if name != "weight"},
            }
            for a, b, data in graph.edges(data=True)
        ]  # fmt: skip
        front = "" if kind == FIRST else f"{kind}-"
        for name, rows, head in zip(("nodes", "edges"), (nodes, edges), HEADS, strict=True):
            path = folder / f"{front}{name}.csv"
            table = pd.DataFrame(rows, columns=None if rows else head).convert_dtypes()
            table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
            paths.append(path)
    return paths
