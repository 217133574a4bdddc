"""The networks of a run: one function, `network`, and a line for each kind.

Every number on a node or an edge stands in a table; a value that the table leaves empty is left
out. Nodes and edges are in order of their ids.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

import networkx as nx
import pandas as pd

from pipeline.exporting.finished import Tables
from pipeline.text.casing import fold
from pipeline.text.legal import one_line

Attributes = dict[str, Any]
Edge = tuple[str, str, Attributes]
AUTHORS_IN = "paragraph"  # the window in which two authors are cited together, as in the chart


def network(tables: Tables, kind: str) -> nx.Graph:
    """The network of one of `KINDS`; an edge has its ``weight``, a node its ``label``."""
    graph = nx.Graph()
    nodes, edges = KINDS[kind]
    found = sorted(edges(tables), key=lambda edge: edge[:2])
    joined = {node for a, b, _ in found for node in (a, b)}
    for node, attributes in sorted(nodes(tables), key=lambda item: item[0]):
        if node in joined:
            graph.add_node(node, **_known(attributes))
    for a, b, attributes in found:
        if a in graph and b in graph:
            graph.add_edge(a, b, **_known(attributes))
    return graph


def _known(attributes: Attributes) -> Attributes:
    """Attributes without the empty ones; texts on one line, as XML can hold them."""
    return {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if not pd.isna(value)
    }


def _entities(tables: Tables) -> Iterator[tuple[str, Attributes]]:
    place = tables["entity_network"].set_index("entity_id").to_dict("index")
    for row in tables["entities"].itertuples():
        in_network = place.get(row.entity_id, {})
        yield str(row.entity_id), {
            "label": row.name, "kind": row.label, "name_tr": row.name_tr, "name_en": row.name_en,
            "mentions": row.n_mentions, "documents": row.n_documents,
            **{name: in_network[name] for name in PLACE if name in in_network},
        }  # fmt: skip


PLACE = ("degree", "strength", "betweenness", "pagerank", "community")


def _company(tables: Tables) -> Iterator[Edge]:
    """Entities that share sentences."""
    pairs = tables["cooccurrence"]
    for row in pairs[pairs["window"] == "sentence"].itertuples():
        yield str(row.entity_a), str(row.entity_b), {
            "weight": row.n, "documents": row.n_documents, "log_likelihood": row.log_likelihood,
            "npmi": row.npmi, "p_value": row.p_value,
        }  # fmt: skip


def _works(tables: Tables) -> Iterator[tuple[str, Attributes]]:
    counted = tables["citation_frequency"]
    labels = counted[counted["level"] == "work"].set_index("id")["label"].to_dict()
    for row in tables["works"].itertuples():
        yield str(row.work_id), {
            "label": labels.get(row.work_id) or row.title or row.work_id, "kind": row.type,
            "authors": row.authors, "title": row.title, "year": row.year,
            "citations": row.n_citations, "documents": row.n_documents,
        }  # fmt: skip


def _cited_together(tables: Tables) -> Iterator[Edge]:
    """Works that the same articles cite; how many notes and paragraphs cite both beside it."""
    pairs = tables["work_pairs"]
    closer = {
        window: pairs[pairs["window"] == window].set_index(["work_a", "work_b"])["n"].to_dict()
        for window in ("paragraph", "note")
    }
    for row in pairs[pairs["window"] == "document"].itertuples():
        pair = (row.work_a, row.work_b)
        yield str(row.work_a), str(row.work_b), {
            "weight": row.n, "paragraphs": closer["paragraph"].get(pair, 0),
            "notes": closer["note"].get(pair, 0),
        }  # fmt: skip


def _articles(tables: Tables) -> Iterator[tuple[str, Attributes]]:
    for row in tables["documents"].itertuples():
        yield str(row.doc_id), {
            "label": row.title or row.doc_id, "kind": "article", "authors": row.authors,
            "year": row.year, "journal": row.journal, "citations": row.n_citations,
        }  # fmt: skip


def _coupled(tables: Tables) -> Iterator[Edge]:
    """Articles that cite the same works."""
    for row in tables["document_pairs"].itertuples():
        yield str(row.doc_a), str(row.doc_b), {"weight": row.n_works, "strength": row.strength}


def _entities_and_works(tables: Tables) -> Iterator[tuple[str, Attributes]]:
    for name, attributes in _entities(tables):
        yield name, {**attributes, "part": "entity"}
    for name, attributes in _works(tables):
        yield _as_work(name), {**attributes, "part": "work"}


def _as_work(work_id: str) -> str:
    """An id that no entity has, as in the TEI files."""
    return f"w-{work_id}"


def _cited_beside(tables: Tables) -> Iterator[Edge]:
    """Entities with the works that the paragraphs naming them cite."""
    for row in tables["entity_works"].itertuples():
        yield str(row.entity_id), _as_work(str(row.work_id)), {
            "weight": row.n, "documents": row.n_documents, "share": row.share,
        }  # fmt: skip


def _authors(tables: Tables) -> Iterator[tuple[str, Attributes]]:
    counted = tables["citation_frequency"]
    for row in counted[counted["level"] == "author"].itertuples():
        yield str(row.id), {
            "label": row.label, "kind": "author", "citations": row.n_citations,
            "documents": row.n_documents,
        }  # fmt: skip


def _authors_together(tables: Tables) -> Iterator[Edge]:
    """Authors whose works the same paragraphs cite: over all their works, one pair each time."""
    names = {
        str(row.work_id): sorted({fold(name) for name in _people(row.authors)})
        for row in tables["works"].itertuples()
    }
    pairs = tables["work_pairs"]
    found: Counter[tuple[str, str]] = Counter()
    for row in pairs[pairs["window"] == AUTHORS_IN].itertuples():
        for a, b in product(names.get(str(row.work_a), []), names.get(str(row.work_b), [])):
            if a != b:
                found[min(a, b), max(a, b)] += int(row.n)
    for (a, b), n in found.items():
        yield a, b, {"weight": n}


def _people(authors: object) -> list[str]:
    """Every author of a work, ``Family, Given``."""
    return [name for part in str(authors or "").split(";") if (name := part.strip())]


Nodes = Callable[[Tables], Iterable[tuple[str, Attributes]]]
Edges = Callable[[Tables], Iterable[Edge]]
KINDS: dict[str, tuple[Nodes, Edges]] = {
    "entities": (_entities, _company),
    "works": (_works, _cited_together),
    "articles": (_articles, _coupled),
    "entity-works": (_entities_and_works, _cited_beside),
    "authors": (_authors, _authors_together),
}
