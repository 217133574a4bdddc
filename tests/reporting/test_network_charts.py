"""The drawing of a network does not hang on the order of a set."""

import os
import subprocess
import sys

import pytest

SCRIPT = """
import networkx as nx
from pipeline.reporting.network_charts import layout, main_part
from pipeline.reporting.style import Look, styled
graph = nx.Graph()
graph.add_nodes_from(sorted(f"{part}-{i}" for part in "ab" for i in range(9)))
for part in "ab":
    names = [f"{part}-{i}" for i in range(9 if part == "b" else 7)]
    graph.add_edges_from((x, y) for x in names for y in names if x < y)
graph.remove_nodes_from([node for node in list(graph) if not graph.degree(node)])
print(layout(graph))
with styled(Look(columns=1)):
    print(list(main_part(graph).edges))
"""


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_a_network_of_two_parts_lies_the_same_under_any_hash_seed(seed):
    said = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env={**os.environ, "PYTHONHASHSEED": each},
            capture_output=True, text=True, check=True,
        ).stdout
        for each in ("0", seed)
    ]  # fmt: skip
    assert said[0] == said[1] and "b-8" in said[0]
