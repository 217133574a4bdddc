"""What was done, for others: RO-Crate metadata and a paragraph on the method."""

import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.accuracy import ENGINES, engines, measured, model_digest, unseen
from pipeline.exporting.finished import Finished
from pipeline.text.decimals import decimal

PARTS = Path(__file__).parent


def write_methods(run: Finished, folder: Path) -> list[Path]:
    """``methods.md``: a paragraph in Turkish and one in English, figures filled in."""
    tables = run.tables
    documents = tables["documents"]
    citations = tables["citations"]
    citations = citations[citations["place_kind"] != "bibliography"]
    short = citations[citations["ref_form"].isin(("anaphoric", "repeat_short"))]
    values = {
        "documents": int((documents["status"] != "failed").sum()),
        "failed": int((documents["status"] == "failed").sum()),
        "mentions": len(tables["mentions"]), "entities": len(tables["entities"]),
        "citations": len(citations), "works": len(tables["works"]), "short": len(short),
        "resolved": int((short["work_id"] != "").sum()), "version": __version__,
        "engines": ", ".join(" ".join(each) for each in _engines(run.record)),
        "python": run.record.get("versions", {}).get("python", platform.python_version()),
        "model": model_digest(),
        **{
            f"{lang}_{kind}_{each.word}": f"{decimal(each.value, lang)} (n {each.n})"
            for lang in ("tr", "en")
            for kind, figures in (("later", unseen()), ("own", measured()))
            for each in figures
        },
    }  # fmt: skip
    template = (PARTS / "methods.txt").read_text(encoding="utf-8")
    path = folder / "methods.md"
    path.write_text(template.format_map(values), encoding="utf-8", newline="\n")
    return [path]


def _engines(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The libraries that read the texts and their versions, as the run recorded them."""
    versions = record.get("versions") or dict(engines())
    return [(name, versions[name]) for name in ENGINES if name in versions]


def _licence(record: Mapping[str, Any]) -> dict[str, Any]:
    """The licence that the settings name, or an entity that says who is to choose it."""
    address = record.get("settings", {}).get("publish", {}).get("licence", "")
    if address:
        return {"@id": address, "@type": "CreativeWork", "name": "Licence of the tables"}
    return {
        "@id": "#licence", "@type": "CreativeWork", "name": "No licence chosen yet",
        "description": "To be chosen by whoever publishes the tables: setting publish.licence. "
        "The articles keep their own rights.",
    }  # fmt: skip


def write_crate(run: Finished, folder: Path) -> list[Path]:
    """``ro-crate-metadata.json`` (RO-Crate 1.1) over the tables; put it beside ``tables/``."""
    files = [
        {
            "@id": f"tables/{name}.csv", "@type": "File", "name": name,
            "encodingFormat": "text/csv", "description": f"{len(table)} rows",
        }
        for name, table in sorted(run.tables.items())
    ]  # fmt: skip
    day, licence = str(run.record.get("finished", ""))[:10], _licence(run.record)
    libraries = _engines(run.record)
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {
            "@id": "./", "@type": "Dataset", "name": "İkidil: entities and citations",
            "description": "Tables made from Turkish scholarly articles.",
            **({"datePublished": day} if day else {}),
            "license": {"@id": licence["@id"]},
            "hasPart": [{"@id": file["@id"]} for file in files],
            "mentions": [{"@id": "#ikidil"}],
        },
        {
            "@id": "#ikidil", "@type": "SoftwareApplication", "name": "İkidil",
            "softwareVersion": __version__,
            "softwareRequirements": [{"@id": f"#{name}"} for name, _ in libraries],
        },
        *(
            {"@id": f"#{name}", "@type": "SoftwareApplication", "name": name,
             "softwareVersion": version}
            for name, version in libraries
        ),
        licence,
        *files,
    ]  # fmt: skip
    crate = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    path = folder / "ro-crate-metadata.json"
    text = json.dumps(crate, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [path]
