"""The networks of other programs are the tables, kind by kind, edge by edge."""

import networkx as nx
import pandas as pd
import pytest
from lxml import etree

from pipeline.exporting import export
from pipeline.exporting.finished import Finished
from pipeline.exporting.networks import KINDS, network
from pipeline.tables import frame

WORKS = [
    {"work_id": "a", "type": "book", "authors": "Mango, Andrew", "title": "Atatürk",
     "year": "1999", "n_citations": 3, "n_documents": 2},
    {"work_id": "b", "type": "book", "authors": "Lewis, Bernard; Mango, Andrew", "title": "Türkiye",
     "n_citations": 2, "n_documents": 2},
    {"work_id": "c", "type": "archival", "title": "BOA", "n_citations": 1, "n_documents": 1},
]  # fmt: skip
PAIRS = [("document", "a", "b", 2), ("document", "a", "c", 1), ("paragraph", "a", "b", 3)]
COUNTED = [
    ("work", "a", "Mango, Atatürk (1999)", 3), ("work", "b", "Lewis, Türkiye", 2),
    ("work", "c", "BOA", 1), ("author", "mango, andrew", "Mango, Andrew", 5),
    ("author", "lewis, bernard", "Lewis, Bernard", 2),
]  # fmt: skip


@pytest.fixture
def cited(run):
    """The run with works that are cited together, beside an entity, and by two articles."""
    entity = run.tables["entities"]["entity_id"].iloc[0]
    names = ("window", "work_a", "work_b", "n")
    counted = ("level", "id", "label", "n_citations")
    rows = {
        "works": WORKS,
        "work_pairs": [dict(zip(names, pair, strict=True)) | {"n_documents": 1} for pair in PAIRS],
        "citation_frequency": [
            dict(zip(counted, row, strict=True)) | {"n_documents": 1} for row in COUNTED
        ],
        "document_pairs": [
            {"doc_a": "a-00000000", "doc_b": "z-00000000", "n_works": 2, "strength": 0.8165}
        ],
        "entity_works": [
            {"entity_id": entity, "work_id": "a", "n": 4, "n_documents": 2, "share": 0.5}
        ],
    }
    made = {name: frame(name, each) for name, each in rows.items()}
    return Finished({**run.tables, **made}, run.texts)


def edges(graph):
    return {tuple(sorted((a, b))): data for a, b, data in graph.edges(data=True)}


def test_entities_are_joined_by_the_sentences_that_name_both(run, tables):
    graph = network(tables, "entities")
    pairs = tables["cooccurrence"].query("window == 'sentence'")
    assert edges(graph) == {
        (r.entity_a, r.entity_b): {
            "weight": r.n, "documents": r.n_documents, "log_likelihood": r.log_likelihood,
            "npmi": r.npmi, "p_value": r.p_value,
        }
        for r in pairs.itertuples()
    }  # fmt: skip
    place = tables["entity_network"].set_index("entity_id")
    entities = tables["entities"].set_index("entity_id")
    for node, data in graph.nodes(data=True):
        assert (data["label"], data["kind"]) == tuple(entities.loc[node, ["name", "label"]])
        assert data["community"] == place.loc[node, "community"]
        assert data["pagerank"] == place.loc[node, "pagerank"]


def test_works_are_joined_by_the_articles_that_cite_both(cited):
    graph = network(cited.tables, "works")
    assert edges(graph) == {
        ("a", "b"): {"weight": 2, "paragraphs": 3, "notes": 0},
        ("a", "c"): {"weight": 1, "paragraphs": 0, "notes": 0},
    }
    assert graph.nodes["a"] == {
        "label": "Mango, Atatürk (1999)", "kind": "book", "authors": "Mango, Andrew",
        "title": "Atatürk", "year": "1999", "citations": 3, "documents": 2,
    }  # fmt: skip


def test_articles_are_joined_by_the_works_that_they_share(cited):
    graph = network(cited.tables, "articles")
    assert edges(graph) == {("a-00000000", "z-00000000"): {"weight": 2, "strength": 0.8165}}


def test_entities_and_works_are_two_parts(cited):
    graph = network(cited.tables, "entity-works")
    [(entity, work, data)] = graph.edges(data=True)
    assert data == {"weight": 4, "documents": 2, "share": 0.5}
    assert work == "w-a" and graph.nodes[work]["part"] == "work"
    assert graph.nodes[entity]["part"] == "entity"
    assert nx.is_bipartite(graph)


def test_authors_are_joined_over_all_their_works(cited):
    """A work of two authors joins neither with himself."""
    graph = network(cited.tables, "authors")
    assert edges(graph) == {("lewis, bernard", "mango, andrew"): {"weight": 3}}
    assert graph.nodes["mango, andrew"]["label"] == "Mango, Andrew"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_files_of_graphs_hold_every_attribute(kind, name, read, cited, tmp_path):
    export(name, cited, tmp_path)
    graph, found = network(cited.tables, kind), read(tmp_path / f"{kind}.{name}")
    assert len(graph.edges) and edges(found).keys() == edges(graph).keys()
    for pair, data in edges(graph).items():
        assert edges(found)[pair].items() >= data.items()
    for node, data in graph.nodes(data=True):
        assert found.nodes[node].items() >= data.items()


@pytest.mark.parametrize("kind", KINDS)
def test_keys_of_graphml_have_ids_of_their_own(kind, cited, tmp_path):
    """A node and an edge both have ``documents``; every attribute keeps its name."""
    export("graphml", cited, tmp_path)
    root = etree.parse(tmp_path / f"{kind}.graphml").getroot()
    keys = [dict(key.attrib) for key in root.iter("{*}key")]
    assert len({key["id"] for key in keys}) == len(keys)
    graph = network(cited.tables, kind)
    named = {("node", name) for _, data in graph.nodes(data=True) for name in data}
    named |= {("edge", name) for *_, data in graph.edges(data=True) for name in data}
    assert sorted((key["for"], key["attr.name"]) for key in keys) == sorted(named)


@pytest.mark.parametrize("kind", KINDS)
def test_gephi_reads_every_network(kind, cited, tmp_path):
    export("gephi", cited, tmp_path)
    front = "" if kind == "entities" else f"{kind}-"
    nodes = pd.read_csv(tmp_path / f"{front}nodes.csv", keep_default_na=False)
    links = pd.read_csv(tmp_path / f"{front}edges.csv")
    graph = network(cited.tables, kind)
    assert list(nodes["Id"]) == list(graph)
    assert list(nodes["Label"]) == [label for _, label in graph.nodes(data="label")]
    assert set(links["Type"]) == {"Undirected"}
    rows = zip(links["Source"], links["Target"], links["Weight"], strict=True)
    assert list(rows) == list(graph.edges(data="weight"))
    extra = {name for *_, data in graph.edges(data=True) for name in data} - {"weight"}
    for name in extra:
        assert list(links[name]) == [value for *_, value in graph.edges(data=name)]


def test_a_network_of_nothing_is_a_file_with_its_heads(run, tmp_path):
    empty = {name: table[:0] for name, table in run.tables.items()}
    export("gephi", Finished(empty), tmp_path)
    assert (tmp_path / "works-edges.csv").read_text() == "Source,Target,Type,Weight\n"
    assert len(nx.read_gexf(export("gexf", Finished(empty), tmp_path)[0])) == 0
