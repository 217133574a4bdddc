"""The network of the report: names that can be read."""

from itertools import combinations

from pipeline.reporting.network_view import LETTER, LINE, drawing
from tests.reporting.test_layouts import tables


def test_no_name_lies_on_another_at_first_sight():
    nodes = drawing(tables(2000))["nodes"]
    shown = [node for node in nodes if not node["crowded"]]
    assert shown and len(shown) < len(nodes)
    for a, b in combinations(shown, 2):
        left, right = sorted((a, b), key=lambda node: node["x"])
        apart = left["x"] + left["r"] + LETTER * len(left["short"]) <= right["x"] + right["r"]
        assert apart or abs(a["y"] - b["y"]) >= LINE

