"""The network of the report: names that can be read."""

from itertools import combinations

from pipeline.reporting.network_view import BASE, LETTER, LINE, drawing
from tests.reporting.corpora import corpus


def box(node):
    """Left, low, right and high of a name."""
    half, middle = LETTER * len(node["short"]) / 2, node["ty"] - BASE
    return node["tx"] - half, middle - LINE / 2, node["tx"] + half, middle + LINE / 2


def test_no_name_lies_on_another_or_on_a_mark_at_first_sight():
    nodes = drawing(corpus(2000))["nodes"]
    shown = [node for node in nodes if not node["crowded"]]
    assert len(shown) > len(nodes) / 2
    for a, b in combinations(map(box, shown), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for node in shown:
        left, low, right, high = box(node)
        for mark in nodes:
            x, y = min(max(mark["x"], left), right), min(max(mark["y"], low), high)
            assert (x - mark["x"]) ** 2 + (y - mark["y"]) ** 2 >= mark["r"] ** 2


def test_names_stand_inside_the_drawing():
    made = drawing(corpus(2000))
    for left, low, right, high in map(box, made["nodes"]):
        assert left >= 0 and low >= 0 and right <= made["wide"] and high <= made["high"]
