"""The networks as GEXF and GraphML, a file each."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx

from pipeline.exporting.finished import Finished
from pipeline.exporting.networks import KINDS, network

_DATED = re.compile(r' lastmodifieddate="[^"]*"')


def write_gexf(run: Finished, folder: Path) -> list[Path]:
    """``KIND.gexf``: GEXF 1.2 for Gephi, without the date of writing."""
    return _write(run, folder, "gexf", nx.generate_gexf)


def write_graphml(run: Finished, folder: Path) -> list[Path]:
    """``KIND.graphml`` for yEd, igraph, Cytoscape."""
    return _write(run, folder, "graphml", _graphml)


def _graphml(graph: nx.Graph) -> Iterator[str]:
    """With the numbered ids of keys: named ones are no ids where node and edge share a name."""
    yield from nx.generate_graphml(graph)


def _write(
    run: Finished, folder: Path, ending: str, lines: Callable[[nx.Graph], Iterator[str]]
) -> list[Path]:
    paths = []
    for kind in KINDS:
        path = folder / f"{kind}.{ending}"
        text = _DATED.sub("", "\n".join(lines(network(run.tables, kind))))
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
