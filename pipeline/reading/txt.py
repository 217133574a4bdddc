"""Plain text, as it was copied or extracted from a printed page."""

from pipeline.errors import PipelineError
from pipeline.reading.decoding import decode
from pipeline.reading.extract import Extract
from pipeline.reading.limits import Limits
from pipeline.records import Problem

# What other files begin with that were given the name of a text file.
_OTHER_FILES = (
    b"\x89PNG", b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf",
)


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The letters of a text file and the encoding they were saved in."""
    if data.startswith(_OTHER_FILES):
        raise PipelineError("E_TYPE", f"{name} is no text file: give it the ending that it needs")
    text, encoding, guessed = decode(data, name)
    problems: tuple[Problem, ...] = ()
    if guessed:
        problems = (
            Problem("reading", "W_ENCODING", name, f"read as {encoding}: save as UTF-8 if wrong"),
        )
    pages = tuple(at + 1 for at, char in enumerate(text) if char == "\f")
    return Extract(text, encoding, pages, problems=problems)
