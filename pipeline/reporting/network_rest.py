"""Those entities of the network that its drawing has no room for: shown on demand.

They stand around the drawn ones, which stay where they are, so that a reader does not lose the
picture that is known already.
"""

from collections.abc import Collection, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

Tables = Mapping[str, pd.DataFrame]
Places = dict[str, tuple[float, float]]

NODES, EDGES = 2000, 10_000  # at most, those of the drawing included
TURN = np.pi * (3 - 5**0.5)  # the golden angle: no two steps of a spiral stand in line
STEP = 0.012  # of that spiral, in sides of the drawing
ROUNDS = 30  # of springs
BESIDE = 0.07  # how far outside the drawing's square the rest may stand
FORCE = 0.7  # distance of neighbours, in that of as many nodes spread evenly


def rest(tables: Tables, drawn: Places, lines: Collection[tuple[str, str]]) -> dict[str, Any]:
    """Nodes and edges beyond the drawing, which has nodes at `drawn` and these `lines`.

    ``nodes`` are rows of id, name, label, number of mentions, x and y; ``edges`` are rows of two
    node numbers and the number of sentences, the drawn nodes counted first in order of id. Places
    are in the unit square of the drawing, those of the rest somewhat beyond it.
    """
    core = sorted(drawn)
    pairs = _strongest(tables, core)
    others = sorted({*pairs["entity_a"], *pairs["entity_b"]} - set(core))
    rows = zip(pairs["entity_a"], pairs["entity_b"], pairs["n"], strict=True)
    edges = [(str(a), str(b), int(n)) for a, b, n in rows]
    places = _around(drawn, others, edges)
    known = set(lines)
    number = {node: at for at, node in enumerate([*core, *others])}
    entities = tables["entities"].set_index("entity_id").loc[others]
    return {
        "nodes": [
            [node, name, label, int(n), *places[node]]
            for node, name, label, n in zip(
                others, entities["name"], entities["label"], entities["n_mentions"], strict=True
            )
        ],
        "edges": [
            [number[a], number[b], n]
            for a, b, n in edges
            if (a, b) not in known and (b, a) not in known
        ],
    }


def _strongest(tables: Tables, core: list[str]) -> pd.DataFrame:
    """The pairs with most sentences, over as many entities as there is room for."""
    pairs = tables["cooccurrence"]
    pairs = pairs[pairs["window"] == "sentence"]
    pairs = pairs.sort_values(["n", "entity_a", "entity_b"], ascending=[False, True, True])
    inside, kept = set(core), list[int]()
    for at, (a, b) in enumerate(zip(pairs["entity_a"], pairs["entity_b"], strict=True)):
        if len(inside) + (a not in inside) + (b not in inside) <= NODES:
            inside.update((a, b))
            kept.append(at)
        if len(kept) == EDGES:
            break
    return pairs.iloc[kept]


def _around(drawn: Places, others: list[str], edges: list[tuple[str, str, int]]) -> Places:
    """Places for the `others`: among their neighbours first, then apart by springs."""
    graph = nx.Graph()
    graph.add_nodes_from([*sorted(drawn), *others])
    graph.add_weighted_edges_from(edges)
    places: dict[str, NDArray[np.float64]] = {n: np.array(xy) for n, xy in sorted(drawn.items())}
    waiting = sorted(others, key=lambda node: (-graph.degree(node), node))
    for at, node in enumerate(waiting, 1):
        near = [places[each] for each in graph[node] if each in places]
        middle = np.mean(near, axis=0) if near else np.array([0.5, 0.5])
        reach = STEP * at**0.5 if near else 0.5
        places[node] = middle + reach * np.array([np.cos(at * TURN), np.sin(at * TURN)])
    if others:
        places = nx.spring_layout(
            graph, k=FORCE / len(graph) ** 0.5, pos=places, fixed=sorted(drawn) or None,
            iterations=ROUNDS, weight=None, seed=0,
        )  # fmt: skip
    return {node: (_near(float(x)), _near(float(y))) for node, (x, y) in sorted(places.items())}


def _near(x: float) -> float:
    """A coordinate drawn to within `BESIDE` of the unit square, the far ones most.

    >>> _near(0.5), _near(1.0), _near(3.0)
    (0.5, 1.0, 1.07)
    """
    beyond = max(x - 1, -x, 0)
    push = BESIDE * (1 - float(np.exp(-beyond / BESIDE)))
    return round(min(max(x, 0.0), 1.0) + (push if x > 0 else -push), 4)
