"""Who stands where in the network of entities: centralities and communities."""

from collections.abc import Iterator
from typing import Any

import networkx as nx
import pandas as pd

SEED = 11
EXACT = 400  # nodes up to which betweenness is counted over all of them; above, over a sample
MOST = 2000  # nodes of the network: those with most company


def entity_network(pairs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows of ``entity_network``: the graph of sentences that name both, weighted by their number.

    Communities by Louvain's method (Blondel et al. 2008), seeded, numbered by size; betweenness
    by Brandes (2001), on paths that count edges; PageRank on weights.
    """
    graph = nx.Graph()
    inside = pairs[pairs["window"] == "sentence"]
    for row in inside.sort_values(["entity_a", "entity_b"]).itertuples():
        graph.add_edge(str(row.entity_a), str(row.entity_b), weight=int(row.n))
    strength, degree = dict(graph.degree(weight="weight")), dict(graph.degree())
    kept = sorted(graph, key=lambda node: (-strength[node], node))[:MOST]
    graph = _in_order(graph.subgraph(kept))
    if not graph:
        return
    sample = None if len(graph) <= EXACT else EXACT
    between = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    rank = nx.pagerank(graph, weight="weight")
    community = _communities(graph)
    for node in graph:
        yield {
            "entity_id": node, "degree": degree[node], "strength": strength[node],
            "betweenness": round(between[node], 4), "pagerank": round(rank[node], 4),
            "community": community[node],
        }  # fmt: skip


def _in_order(graph: nx.Graph) -> nx.Graph:
    """The same graph, nodes and edges in order of id: results do not hang on insertion."""
    made = nx.Graph()
    made.add_nodes_from(sorted(graph))
    weights = {(min(a, b), max(a, b)): w for a, b, w in graph.edges(data="weight")}
    made.add_weighted_edges_from((a, b, weights[a, b]) for a, b in sorted(weights))
    return made


def _communities(graph: nx.Graph) -> dict[str, int]:
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    ordered = sorted(found, key=lambda part: (-len(part), min(part)))
    return {node: number for number, part in enumerate(ordered, 1) for node in part}
