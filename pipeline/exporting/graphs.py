"""The network of entities as GEXF and GraphML."""

import re
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pandas as pd

Tables = Mapping[str, pd.DataFrame]
_DATED = re.compile(r' lastmodifieddate="[^"]*"')


def network(tables: Tables) -> nx.Graph:
    """Entities with company; an edge is the number of sentences that name both."""
    entities = tables["entities"].set_index("entity_id")
    graph = nx.Graph()
    for row in tables["entity_network"].sort_values("entity_id").itertuples():
        entity = entities.loc[row.entity_id]
        graph.add_node(
            str(row.entity_id), label=str(entity["name"]), kind=str(entity["label"]),
            name_tr=str(entity["name_tr"]), name_en=str(entity["name_en"]),
            mentions=int(entity["n_mentions"]), degree=int(row.degree),
            betweenness=float(row.betweenness), community=int(row.community),
        )  # fmt: skip
    pairs = tables["cooccurrence"]
    inside = pairs[pairs["window"] == "sentence"].sort_values(["entity_a", "entity_b"])
    for pair in inside.itertuples():
        if pair.entity_a in graph and pair.entity_b in graph:
            graph.add_edge(
                str(pair.entity_a), str(pair.entity_b), weight=int(pair.n), npmi=float(pair.npmi),
                p_value=float(pair.p_value),
            )  # fmt: skip
    return graph


def write_gexf(tables: Tables, folder: Path) -> list[Path]:
    """GEXF 1.2 for Gephi, without the date of writing."""
    path = folder / "entities.gexf"
    lines = nx.generate_gexf(network(tables))
    text = _DATED.sub("", "\n".join(lines))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [path]


def write_graphml(tables: Tables, folder: Path) -> list[Path]:
    """GraphML for yEd, igraph, Cytoscape."""
    path = folder / "entities.graphml"
    text = "\n".join(nx.generate_graphml(network(tables), named_key_ids=True))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [path]
