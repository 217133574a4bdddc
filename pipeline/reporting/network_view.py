"""The network of entities as the report draws it: computed here, readable without a script."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.reporting import labels
from pipeline.reporting.network_charts import layout, network
from pipeline.reporting.network_rest import rest
from pipeline.reporting.packing import pack
from pipeline.reporting.style import COLOURS, shortened

Tables = Mapping[str, pd.DataFrame]
NODES = 70
WIDE, HIGH = 1000, 700  # of the drawing
SIDE, EDGE = 90, 40  # its margins, beside and above
LABEL_LENGTH = 24
EVIDENCE, SPELLED = 12, 900  # sentences under a line, and under all; the table holds the others
THICKEST, LARGEST = 6.0, 16.0
LINE, LETTER = 13.0, 6.6  # of a name: its height, and the width of a letter
BASE = 4.0  # from the middle of a name to the line that its letters stand on


def drawing(tables: Tables) -> dict[str, Any]:
    """Nodes and edges with their places in a drawing of `WIDE` by `HIGH`, edges by weight."""
    graph = network(tables, NODES)
    places = layout(graph)
    most = max((n for _, _, n in graph.edges(data="n")), default=1)
    largest = max((n for _, n in graph.nodes(data="n")), default=1)
    xy = {node: _on_paper(*place) for node, place in places.items()}
    nodes = [
        {
            "id": node, "x": xy[node][0], "y": xy[node][1], "name": data["name"],
            "short": shortened(data["name"], LABEL_LENGTH), "label": data["label"],
            "colour": COLOURS[data["label"]], "n": data["n"],
            "r": _radius(data["n"], largest),
        }
        for node, data in sorted(graph.nodes(data=True))
    ]  # fmt: skip
    edges = [
        {
            "a": a, "b": b, "n": n, "x1": xy[a][0], "y1": xy[a][1], "x2": xy[b][0], "y2": xy[b][1],
            "width": round(0.8 + (THICKEST - 0.8) * n / most, 1),
            "names": f"{graph.nodes[a]['name']} – {graph.nodes[b]['name']}",
        }
        for a, b, n in sorted(graph.edges(data="n"), key=lambda e: (e[2], e[0], e[1]))
    ]  # fmt: skip
    others = rest(tables, places, {(edge["a"], edge["b"]) for edge in edges})
    return {
        "n_rest": len(others["nodes"]), "rest": _packed(others, largest),
        "nodes": _named(nodes, edges), "edges": edges, "wide": WIDE, "high": HIGH, "most": most,
        "least": min((edge["n"] for edge in edges), default=1),
        "kinds": [(k, c) for k, c in COLOURS.items() if k in {n["label"] for n in nodes}],
        "pairs": _evidence(tables, edges), "outside": _outside(tables, len(nodes)),
    }  # fmt: skip


def _on_paper(x: float, y: float) -> tuple[float, float]:
    """A place in the unit square as one in the drawing, whose y grows downwards."""
    return round(SIDE + x * (WIDE - 2 * SIDE), 1), round(HIGH - EDGE - y * (HIGH - 2 * EDGE), 1)


def _radius(n: int, largest: int) -> float:
    return round(4 + (LARGEST - 4) * math.sqrt(n / largest), 1)


def _packed(others: Mapping[str, Any], largest: int) -> str:
    """What `rest` gives, in units of the drawing, for the page's script."""
    nodes = [
        [node, name, label, n, *_on_paper(x, y), _radius(n, largest) / 2]
        for node, name, label, n, x, y in others["nodes"]
    ]
    return pack({"nodes": nodes, "edges": others["edges"], "colours": COLOURS})


def _named(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The nodes with places for their names; "crowded" if none is free.

    The drawing shows those when the mark is pointed at, found, or zoomed in on.
    """
    order = sorted(nodes, key=lambda node: (-node["n"], node["id"]))
    made = labels.places(
        [
            labels.Label(n["x"], n["y"], n["r"] + 1, LETTER * len(n["short"]) + 2, LINE)
            for n in order
        ],
        (0, 0, WIDE, HIGH),
        [(e["x1"], e["y1"], e["x2"], e["y2"]) for e in edges],
    )
    found = {node["id"]: place for node, place in zip(order, made, strict=True)}
    return [
        {**node, "crowded": not found[node["id"]].free, "led": found[node["id"]].led,
         "tx": round(found[node["id"]].x, 1), "ty": round(found[node["id"]].y + BASE, 1)}
        for node in nodes
    ]  # fmt: skip


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
    most = min(EVIDENCE, max(2, SPELLED // max(len(edges), 1)))
    made = []
    for key, edge in zip(reversed(keys), reversed(edges), strict=True):
        rows = by_id.get(key, [])
        made.append({**edge, "rows": rows[:most], "hidden": max(0, len(rows) - most)})
    return made
