"""The network of entities as the report draws it: computed here, readable without a script."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.reporting.network_charts import layout, network
from pipeline.reporting.style import COLOURS, shortened

Tables = Mapping[str, pd.DataFrame]
NODES = 70
WIDE, HIGH, EDGE = 1000, 640, 40  # of the drawing, and its margin
NAMES = 220  # room for the names at the right
LABEL_LENGTH = 24
EVIDENCE = 12  # sentences shown under a line; the table holds all
THICKEST, LARGEST = 6.0, 16.0
LINE, LETTER = 13.0, 7.0  # of a name: its height, and the width of a letter


def drawing(tables: Tables) -> dict[str, Any]:
    """Nodes and edges with their places in a drawing of `WIDE` by `HIGH`, edges by weight."""
    graph = network(tables, NODES)
    places = layout(graph)
    most = max((n for _, _, n in graph.edges(data="n")), default=1)
    largest = max((n for _, n in graph.nodes(data="n")), default=1)
    xy = {
        node: (
            round(EDGE + x * (WIDE - EDGE - NAMES), 1),
            round(HIGH - EDGE - y * (HIGH - 2 * EDGE), 1),
        )
        for node, (x, y) in places.items()
    }
    nodes = [
        {
            "id": node, "x": xy[node][0], "y": xy[node][1], "name": data["name"],
            "short": shortened(data["name"], LABEL_LENGTH), "label": data["label"],
            "colour": COLOURS[data["label"]], "n": data["n"],
            "r": round(4 + (LARGEST - 4) * (data["n"] / largest) ** 0.5, 1),
        }
        for node, data in sorted(graph.nodes(data=True))
    ]  # fmt: skip
    crowded = _crowded(nodes)
    nodes = [{**node, "crowded": node["id"] in crowded} for node in nodes]
    edges = [
        {
            "a": a, "b": b, "n": n, "x1": xy[a][0], "y1": xy[a][1], "x2": xy[b][0], "y2": xy[b][1],
            "width": round(0.8 + (THICKEST - 0.8) * n / most, 1),
            "names": f"{graph.nodes[a]['name']} – {graph.nodes[b]['name']}",
        }
        for a, b, n in sorted(graph.edges(data="n"), key=lambda e: (e[2], e[0], e[1]))
    ]  # fmt: skip
    return {
        "nodes": nodes, "edges": edges, "wide": WIDE, "high": HIGH, "most": most,
        "least": min((edge["n"] for edge in edges), default=1),
        "pairs": _evidence(tables, edges), "outside": _outside(tables, len(nodes)),
    }  # fmt: skip


def _crowded(nodes: list[dict[str, Any]]) -> set[str]:
    """Nodes whose names would lie on a name of more mentions, or on another mark.

    The drawing shows them when the mark is pointed at, found, or zoomed in on.
    """
    boxes: list[tuple[float, float, float, float]] = []
    left: set[str] = set()
    for node in sorted(nodes, key=lambda node: (-node["n"], node["id"])):
        x, y = node["x"] + node["r"], node["y"]
        box = (x, y - LINE / 2, x + LETTER * len(node["short"]), y + LINE / 2)
        marks = [
            (m["x"] - m["r"], m["y"] - m["r"], m["x"] + m["r"], m["y"] + m["r"])
            for m in nodes if m is not node
        ]  # fmt: skip
        if any(_meet(box, other) for other in [*boxes, *marks]):
            left.add(node["id"])
        else:
            boxes.append(box)
    return left


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _outside(tables: Tables, drawn: int) -> int:
    """Entities that share a sentence with another and are not drawn."""
    pairs = tables["cooccurrence"]
    pairs = pairs[pairs["window"] == "sentence"]
    return len(set(pairs["entity_a"]) | set(pairs["entity_b"])) - drawn


def _evidence(tables: Tables, edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each edge the sentences behind it, the heaviest first."""
    keys = [f"{min(edge['a'], edge['b'])} {max(edge['a'], edge['b'])}" for edge in edges]
    evidence = tables["evidence"]
    places = evidence[(evidence["kind"] == "pair-sentence") & evidence["id"].isin(keys)]
    by_id = {str(key): group.to_dict("records") for key, group in places.groupby("id")}
    made = []
    for key, edge in zip(reversed(keys), reversed(edges), strict=True):
        rows = by_id.get(key, [])
        made.append({**edge, "rows": rows[:EVIDENCE], "hidden": max(0, len(rows) - EVIDENCE)})
    return made
