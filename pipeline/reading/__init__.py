"""Reading: a file of the corpus becomes text as extracted, whatever its format."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.reading import docx, files, html, jats, metadata, pdf, txt
from pipeline.reading.extract import Extract
from pipeline.reading.limits import Limits
from pipeline.records import Problem, SourceText
from pipeline.text import casing

__all__ = ["READERS", "Limits", "find_files", "read"]

Reader = Callable[[bytes, str, Limits], Extract]

# To read another format: write a module with `read`, list it here by the file's ending.
READERS: dict[str, Reader] = {
    ".txt": txt.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".html": html.read,
    ".htm": html.read,
    ".xml": jats.read,
}


def find_files(root: Path) -> list[Path]:
    """The articles under `root` that there is a reader for, in the order of their names."""
    return files.find_files(root, tuple(READERS))


def read(path: Path, root: Path, limits: Limits) -> SourceText:
    """One article as extracted; raises ``PipelineError`` if there is no text to be had."""
    data = files.content(path, root, limits)
    suffix = casing.lower(path.suffix, "en")
    if suffix not in READERS:
        known = ", ".join(READERS)
        raise PipelineError("E_TYPE", f"{path.name} has no reader (known endings: {known})")
    extract = READERS[suffix](data, path.name, limits)
    _check(extract, path.name, limits)
    return SourceText(
        doc_id=files.doc_id(path.stem, data),
        path=path.relative_to(root).as_posix(),
        format=suffix[1:],
        encoding=extract.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        text=extract.text,
        pages=extract.pages,
        hints=extract.hints,
        metadata={**extract.metadata, **metadata.known_of(path, root)},
        problems=extract.problems + _long_lines(extract.text, limits),
    )


def _check(extract: Extract, name: str, limits: Limits) -> None:
    if not extract.text.strip():
        raise PipelineError("E_EMPTY", f"{name} holds no text: export it again or remove it")
    if len(extract.text) > limits.characters:
        raise PipelineError(
            "E_TOO_LARGE",
            f"{name} has {len(extract.text)} characters, the limit is {limits.characters}: "
            "give each article its own file",
        )
    if len(extract.pages) > limits.pages:
        raise PipelineError("E_TOO_LARGE", f"{name} has more than {limits.pages} pages: split it")


def _long_lines(text: str, limits: Limits) -> tuple[Problem, ...]:
    found = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > limits.line_characters:
            message = f"{len(line)} characters in one line: check the extraction"
            place = f"line {number}"
            found.append(
                Problem("reading", "W_LONG_LINE", place, message, start, start + len(line))
            )
        start += len(line) + 1
    return tuple(found)
