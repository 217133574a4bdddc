"""VOSviewer: files in which it finds no fault, kind by kind."""

import json

import pytest

from pipeline.exporting import export
from pipeline.exporting.finished import Finished
from pipeline.exporting.networks import KINDS, network
from pipeline.tables import frame
from tests.exporting.made import OUTSIDE
from tests.exporting.test_networks import cited  # noqa: F401 (a fixture)


def table(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("kind", KINDS)
def test_vosviewer_finds_no_fault(kind, cited, tmp_path):  # noqa: F811
    """The rules by which VOSviewer Online refuses a file (src/utils/variables.js)."""
    paths = {path.name: path for path in export("vosviewer", cited, tmp_path)}
    front = "vosviewer" if kind == "entities" else f"vosviewer-{kind}"
    content = json.loads(paths[f"{front}.json"].read_text(encoding="utf-8"))["network"]
    head, *rows = table(paths[f"{front}-map.txt"])
    items = [dict(zip(head, row, strict=True)) for row in rows]
    ids = [item["id"] for item in items]
    assert items and len(set(ids)) == len(ids)
    assert all(item["label"] and '"' not in item["label"] for item in items)
    assert all(int(item["cluster"]) > 0 for item in items if "cluster" in head)
    weights = [name for name in head if name.startswith("weight<")]
    assert weights and all(float(item[name]) >= 0 for item in items for name in weights)
    edges = table(paths[f"{front}-network.txt"])
    assert all(len(edge) == 3 and {edge[0], edge[1]} <= set(ids) for edge in edges)
    assert [list(map(int, edge)) for edge in edges] == [
        [link["source_id"], link["target_id"], link["strength"]] for link in content["links"]
    ]
    assert [(str(i["id"]), i["label"]) for i in content["items"]] == [
        (item["id"], item["label"]) for item in items
    ]
    graph = network(cited.tables, kind)
    named = dict(zip(ids, sorted(graph), strict=True))
    assert {tuple(sorted((named[a], named[b]))): int(n) for a, b, n in edges} == {
        tuple(sorted((a, b))): n for a, b, n in graph.edges(data="weight")
    }


def test_the_map_of_entities_holds_communities_and_mentions(run, tables, tmp_path):
    paths = {path.name: path for path in export("vosviewer", run, tmp_path)}
    head, *rows = table(paths["vosviewer-map.txt"])
    place = tables["entity_network"].set_index("entity_id").sort_index()
    entities = tables["entities"].set_index("entity_id").loc[place.index]
    items = [dict(zip(head, row, strict=True)) for row in rows]
    for column, values in (
        ("label", entities["name"]), ("cluster", place["community"]),
        ("weight<Links>", place["degree"]), ("weight<Total link strength>", place["strength"]),
        ("weight<Mentions>", entities["n_mentions"]),
    ):  # fmt: skip
        assert [item[column] for item in items] == list(map(str, values)), column
    assert f"{OUTSIDE}rfa" in {item["label"] for item in items}


def test_the_thesaurus_leads_to_labels(run, tables, tmp_path):
    paths = {path.name: path for path in export("vosviewer", run, tmp_path)}
    head, *rows = table(paths["vosviewer-thesaurus.txt"])
    assert head == ["label", "replace by"]
    names = set(tables["entities"]["name"])
    assert rows and all(len(row) == 2 and row[1] in names for row in rows)


def test_the_thesaurus_merges_no_two_entities(run, tmp_path):
    """``British`` is a name of its own, ``Kemal`` may be two: neither is replaced."""
    named = [
        ("a", "İngiliz", "İngiliz|British|İngilizler"), ("b", "British", "British"),
        ("c", "Kemal Paşa", "Kemal Paşa|Kemal|Mustafa Kemal"),
        ("d", "Namık Kemal", "KEMAL|N. Kemal"),
    ]  # fmt: skip
    heads = ("entity_id", "name", "variants")
    entities = frame("entities", [dict(zip(heads, row, strict=True)) for row in named])
    paths = export("vosviewer", Finished({**run.tables, "entities": entities}), tmp_path)
    [path] = [path for path in paths if path.name == "vosviewer-thesaurus.txt"]
    assert table(path)[1:] == [
        ["İngilizler", "İngiliz"], ["Mustafa Kemal", "Kemal Paşa"], ["N. Kemal", "Namık Kemal"],
    ]  # fmt: skip
