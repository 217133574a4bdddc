"""VOSviewer: map and network files, its JSON, and a thesaurus of name variants."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]


def write(tables: Tables, folder: Path) -> list[Path]:
    """Entities with company; links are sentences that name both."""
    entities = tables["entities"].set_index("entity_id")
    nodes = tables["entity_network"].sort_values("entity_id")
    number = {str(key): at for at, key in enumerate(nodes["entity_id"], 1)}
    items: list[dict[str, Any]] = [
        {
            "id": number[str(row.entity_id)], "label": _plain(entities.loc[row.entity_id, "name"]),
            "cluster": int(row.community),
            "weights": {
                "Links": int(row.degree), "Total link strength": int(row.strength),
                "Mentions": int(entities.loc[row.entity_id, "n_mentions"]),
            },
        }
        for row in nodes.itertuples()
    ]  # fmt: skip
    pairs = tables["cooccurrence"]
    inside = pairs[pairs["window"] == "sentence"].sort_values(["entity_a", "entity_b"])
    links = [
        {
            "source_id": number[str(row.entity_a)], "target_id": number[str(row.entity_b)],
            "strength": int(row.n),
        }
        for row in inside.itertuples()
        if str(row.entity_a) in number and str(row.entity_b) in number
    ]  # fmt: skip
    heads = ["id", "label", "cluster", *(f"weight<{name}>" for name in _WEIGHTS)]
    table = ["\t".join(heads)] + [
        "\t".join([
            str(i["id"]), str(i["label"]), str(i["cluster"]),
            *(str(i["weights"][name]) for name in _WEIGHTS),
        ])
        for i in items
    ]  # fmt: skip
    network = [f"{k['source_id']}\t{k['target_id']}\t{k['strength']}" for k in links]
    content = {
        "vosviewer-map.txt": "\n".join(table),
        "vosviewer-network.txt": "\n".join(network),
        "vosviewer.json": json.dumps(
            {"network": {"items": items, "links": links}}, ensure_ascii=False, indent=1
        ),
        "vosviewer-thesaurus.txt": "\n".join(_thesaurus(tables)),
    }
    for name, text in content.items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [folder / name for name in content]


_WEIGHTS = ("Links", "Total link strength", "Mentions")


def _thesaurus(tables: Tables) -> list[str]:
    """Every variant of a name with the name that replaces it."""
    lines = ["label\treplace by"]
    for row in tables["entities"].sort_values("entity_id").itertuples():
        for variant in str(row.variants).split("|"):
            if variant and variant != row.name:
                lines.append(f"{_plain(variant)}\t{_plain(row.name)}")
    return lines


def _plain(text: object) -> str:
    return " ".join(str(text).split())
