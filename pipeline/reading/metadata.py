"""What the user knows of an article: `metadata.csv` beside the articles."""

import csv
import io
import unicodedata
from functools import lru_cache
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.reading.decoding import decode
from pipeline.text import casing

NAME = "metadata.csv"
_FIELDS = ("title", "authors", "year", "journal", "doi")
_KEYS = ("file", "path", "doc_id", "dosya")  # any of these columns may name the file


def known_of(path: Path, root: Path) -> dict[str, str]:
    """The row of `metadata.csv` that belongs to a file, by its path or its name."""
    table = root / NAME
    if not table.is_file():
        return {}
    stat = table.stat()
    rows = _rows(table, stat.st_mtime_ns, stat.st_size)
    for key in (path.relative_to(root).as_posix(), path.name, path.stem):
        if _key(key) in rows:
            return dict(rows[_key(key)])
    return {}


@lru_cache(maxsize=4)
def _rows(table: Path, changed: int, size: int) -> dict[str, dict[str, str]]:
    """The rows of the table by file name; `changed` and `size` make an edited table read anew."""
    text, _, _ = decode(table.read_bytes(), table.name)
    text = text.lstrip("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    columns = {casing.lower(name.strip(), "en"): name for name in reader.fieldnames or ()}
    named = next((columns[key] for key in _KEYS if key in columns), None)
    if named is None:
        raise PipelineError(
            "E_CONFIG", f"{NAME} has no column 'file' (it has: {', '.join(columns) or 'none'})"
        )
    found = {}
    for row in reader:
        values = {key: (row.get(columns.get(key, "")) or "").strip() for key in _FIELDS}
        found[_key(row.get(named) or "")] = {key: text for key, text in values.items() if text}
    return found


def _key(name: str) -> str:
    """File names compare without regard to how their accents are composed."""
    return unicodedata.normalize("NFC", name.strip())
