"""What was done, for others: RO-Crate metadata and a paragraph on the method."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import __version__

Tables = Mapping[str, pd.DataFrame]
PARTS = Path(__file__).parent
ENGINES = ("stanza", "spacy", "onnxruntime", "akana")


def write_methods(tables: Tables, folder: Path) -> list[Path]:
    """``methods.md``: a paragraph in Turkish and one in English, figures filled in."""
    documents = tables["documents"]
    citations = tables["citations"]
    short = citations[citations["ref_form"].isin(("anaphoric", "repeat_short"))]
    values = {
        "documents": int((documents["status"] != "failed").sum()),
        "failed": int((documents["status"] == "failed").sum()),
        "mentions": len(tables["mentions"]), "entities": len(tables["entities"]),
        "citations": len(citations), "works": len(tables["works"]), "short": len(short),
        "resolved": int((short["work_id"] != "").sum()), "version": __version__,
        "engines": ", ".join(f"{name} {version(name)}" for name in ENGINES),
    }  # fmt: skip
    template = (PARTS / "methods.txt").read_text(encoding="utf-8")
    path = folder / "methods.md"
    path.write_text(template.format_map(values), encoding="utf-8", newline="\n")
    return [path]


def write_crate(tables: Tables, folder: Path) -> list[Path]:
    """``ro-crate-metadata.json`` (RO-Crate 1.1) over the tables; put it beside ``tables/``."""
    files = [
        {
            "@id": f"tables/{name}.csv", "@type": "File", "name": name,
            "encodingFormat": "text/csv", "description": f"{len(table)} rows",
        }
        for name, table in sorted(tables.items())
    ]  # fmt: skip
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {
            "@id": "./", "@type": "Dataset", "name": "İkidil: entities and citations",
            "description": "Tables made from Turkish scholarly articles.",
            "hasPart": [{"@id": file["@id"]} for file in files],
            "mentions": [{"@id": "#ikidil"}],
        },
        {
            "@id": "#ikidil", "@type": "SoftwareApplication", "name": "İkidil",
            "softwareVersion": __version__,
        },
        *files,
    ]  # fmt: skip
    crate = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    path = folder / "ro-crate-metadata.json"
    text = json.dumps(crate, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [path]
