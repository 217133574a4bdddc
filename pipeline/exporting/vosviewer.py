"""VOSviewer: map and network files, its JSON, and a thesaurus of name variants."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import networkx as nx

from pipeline.exporting.finished import Finished, Tables
from pipeline.exporting.networks import KINDS, network
from pipeline.text.casing import fold
from pipeline.text.legal import one_line

FIRST = "entities"  # whose files bear no name of their own
COUNTS = {"mentions": "Mentions", "citations": "Citations", "documents": "Documents"}
LINKS, STRENGTH = "Links", "Total link strength"  # as VOSviewer itself names them
MARKS = str.maketrans('"', "”")  # it takes a straight one for the edge of a cell


def write(run: Finished, folder: Path) -> list[Path]:
    """Map, network and JSON of entities; of any other KIND with its name in their names."""
    content: dict[str, str] = {}
    for kind in KINDS:
        front = "vosviewer" if kind == FIRST else f"vosviewer-{kind}"
        graph = network(run.tables, kind)
        items, links = _parts(_clustered(graph) if kind == FIRST else graph)
        content |= {
            f"{front}-map.txt": "\n".join(_map(items)),
            f"{front}-network.txt": "\n".join(
                f"{k['source_id']}\t{k['target_id']}\t{k['strength']}" for k in links
            ),
            f"{front}.json": json.dumps(
                {"network": {"items": items, "links": links}}, ensure_ascii=False, indent=1
            ),
        }
    content["vosviewer-thesaurus.txt"] = "\n".join(_thesaurus(run.tables))
    for name, text in content.items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [folder / name for name in content]


def _clustered(graph: nx.Graph) -> nx.Graph:
    """The entities that have a community: VOSviewer asks every item for its cluster, or none."""
    return graph.subgraph([n for n, data in graph.nodes(data=True) if "community" in data])


def _parts(graph: nx.Graph) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Items and links, as the JSON has them; communities are clusters where every item has one."""
    clustered = all("community" in data for _, data in graph.nodes(data=True))
    nodes = sorted(graph.nodes(data=True))
    number = {node: at for at, (node, _) in enumerate(nodes, 1)}
    strength = dict(graph.degree(weight="weight"))
    items = [
        {
            "id": number[node], "label": plain(data["label"]),
            **({"cluster": int(data["community"])} if clustered else {}),
            "weights": {
                LINKS: int(graph.degree(node)), STRENGTH: int(strength[node]),
                **{shown: int(data[name]) for name, shown in COUNTS.items() if name in data},
            },
        }
        for node, data in nodes
    ]  # fmt: skip
    links = [
        {"source_id": a, "target_id": b, "strength": n}
        for a, b, n in sorted(
            (*sorted((number[a], number[b])), int(n)) for a, b, n in graph.edges(data="weight")
        )
    ]
    return items, links


def _map(items: list[dict[str, Any]]) -> list[str]:
    """The map file: a line an item; a weight that an item has not is 0."""
    clustered = [name for name in ("cluster",) if any(name in item for item in items)]
    weights = [
        name for name in (LINKS, STRENGTH, *COUNTS.values())
        if any(name in item["weights"] for item in items)
    ]  # fmt: skip
    lines = ["\t".join(["id", "label", *clustered, *(f"weight<{name}>" for name in weights)])]
    for item in items:
        cells = [item[name] for name in ("id", "label", *clustered)]
        cells += [item["weights"].get(name, 0) for name in weights]
        lines.append("\t".join(map(str, cells)))
    return lines


def _thesaurus(tables: Tables) -> list[str]:
    """Every variant of a name with the name that replaces it.

    A variant that is the name of another entity, or a variant of two, stays as it is: VOSviewer
    would merge what the tables keep apart. Compared without case and marks, to be on the safe side.
    """
    forms = [
        (plain(row.name), dict.fromkeys(map(plain, str(row.variants).split("|"))))
        for row in tables["entities"].sort_values("entity_id").itertuples()
    ]
    meant: dict[str, set[int]] = defaultdict(set)  # the entities that a form may mean
    for number, (name, variants) in enumerate(forms):
        for form in (name, *variants):
            meant[fold(form)].add(number)
    return ["label\treplace by"] + [
        f"{variant}\t{name}"
        for name, variants in forms
        for variant in variants
        if variant and variant != name and len(meant[fold(variant)]) == 1
    ]


def plain(text: object) -> str:
    """A label as VOSviewer reads it.

    >>> plain('"Tanin" gazetesi')
    '”Tanin” gazetesi'
    """
    return one_line(text).translate(MARKS)
