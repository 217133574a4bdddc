"""What an earlier export left of articles that are gone.

A hidden list beside the files says what an export wrote, line by line as ``sha256sum`` has it; only
what stands there and is still the same is removed, so that no file of a person's is lost.
"""

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path


def sweep(name: str, folder: Path, written: Iterable[Path]) -> None:
    """Remove what the export before wrote into `folder` for the format `name`, and this did not."""
    listing = folder / f".ikidil-export-{name}"
    now = {path.name: _digest(path) for path in written}
    for digest, file in _listed(listing):
        path = folder / file
        if file not in now and path.is_file() and _digest(path) == digest:
            path.unlink()
    lines = "".join(f"{digest}  {file}\n" for file, digest in sorted(now.items()))
    listing.write_text(lines, encoding="utf-8", newline="\n")


def _listed(listing: Path) -> list[tuple[str, str]]:
    """Digest and file name of each line; a line that names no file of the folder is left out."""
    if not listing.is_file():
        return []
    lines = listing.read_text(encoding="utf-8", errors="replace").split("\n")
    cut = [line.partition("  ") for line in lines]
    return [(digest, file) for digest, _, file in cut if file and Path(file).name == file]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
