"""Entities that the drawing of the network has no room for."""

from pipeline.reporting.network_charts import layout, network
from pipeline.reporting.network_rest import EDGES, NODES, rest
from pipeline.tables import frame

ENTITIES = [
    {"entity_id": f"e{at:02}", "label": "GPE", "name": f"Kent {at}", "n_mentions": 90 - at}
    for at in range(90)
]


def tables(pairs):
    rows = [
        {"window": "sentence", "entity_a": a, "entity_b": b, "n": n, "npmi": 0.5}
        for a, b, n in pairs
    ]
    return {"entities": frame("entities", ENTITIES), "cooccurrence": frame("cooccurrence", rows)}


RING = [(f"e{at:02}", f"e{at + 1:02}", 2 + at % 3) for at in range(89)] + [("e00", "e50", 1)]


def test_what_is_drawn_and_what_is_not_make_the_whole_network():
    made = tables(RING)
    graph = network(made, 20)
    drawn = layout(graph)
    others = rest(made, drawn, list(graph.edges))
    ids = [*sorted(drawn), *(row[0] for row in others["nodes"])]
    assert sorted(ids) == [row["entity_id"] for row in ENTITIES]
    lines = {tuple(sorted((ids[a], ids[b]))): n for a, b, n in others["edges"]}
    assert not {tuple(sorted(edge)) for edge in graph.edges} & set(lines)
    told = {**lines, **{tuple(sorted(edge[:2])): edge[2] for edge in graph.edges(data="n")}}
    assert told == {(a, b): n for a, b, n in RING}
    assert others["nodes"] == sorted(others["nodes"])


def test_the_drawn_ones_stay_and_the_others_stand_beside_their_company():
    drawn = {"e00": (0, 0), "e01": (1, 1)}
    others = rest(tables([("e00", "e02", 5), ("e01", "e03", 5)]), drawn, ())
    (two, three) = ([row[4], row[5]] for row in others["nodes"])
    assert sum(two) < 1 < sum(three)


def test_strong_pairs_come_first_and_there_is_an_end():
    weak = [(f"e{a:02}", f"e{b:02}", 1) for a in range(90) for b in range(a + 1, 90)]
    strong = [(a, b, 9 if b == "e89" else n) for a, b, n in weak]
    found = rest(tables(strong), {}, ())
    assert len(found["edges"]) == len(weak) <= EDGES and len(found["nodes"]) == 90 <= NODES
    counts = [n for *_, n in found["edges"]]
    assert counts == sorted(counts, reverse=True) and counts.count(9) == 89


def test_no_pairs_are_no_rest():
    assert rest(tables([]), {}, ()) == {"nodes": [], "edges": []}
