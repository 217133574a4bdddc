"""What is known of each language, read from text files.

A language is a folder; a file holds one item a line, or tab-separated columns; ``#`` starts a
comment (at the head of a line, or after white space) that says source and reason. Code asks for a
file by its name and never holds the words itself.
"""

from functools import cache
from pathlib import Path

from pipeline.errors import PipelineError

HERE = Path(__file__).parent


@cache
def items(lang: str, name: str) -> tuple[str, ...]:
    """The lines of ``languages/<lang>/<name>.txt`` without comments.

    >>> "Prof." in items("tr", "abbreviations")
    True
    """
    return tuple(_lines(_file(lang, f"{name}.txt")))


@cache
def rows(lang: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``languages/<lang>/<name>.tsv``, each a tuple of its columns."""
    return read_rows(_file(lang, f"{name}.tsv"))


def read_rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated knowledge file; every row has as many columns as the first."""
    made: list[tuple[str, ...]] = []
    for line in _lines(path):
        row = tuple(column.strip() for column in line.split("\t"))
        if made and len(row) != len(made[0]):
            raise PipelineError(
                "E_CONFIG", f"{path}: expected {len(made[0])} columns with tabs, got {line!r}"
            )
        made.append(row)
    return tuple(made)


def read_items(path: Path) -> tuple[str, ...]:
    """The lines of a knowledge file outside this folder, without comments."""
    return tuple(_lines(path))


def _file(lang: str, name: str) -> Path:
    path = HERE / lang / name
    if not path.is_file():
        known = ", ".join(sorted(p.name for p in HERE.iterdir() if p.is_dir() and p.name[0] != "_"))
        raise PipelineError(
            "E_CONFIG", f"no file {path.name} for language {lang!r} (known: {known}): add {path}"
        )
    return path


def _lines(path: Path) -> list[str]:
    lines = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            continue
        text = line.split(" #")[0].split("\t#")[0].rstrip(" \r")
        if text.strip():
            lines.append(text)
    return lines
