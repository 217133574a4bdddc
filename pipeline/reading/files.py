"""Which files of a corpus are articles, what they are called, and what is safe to open."""

import hashlib
import re
import stat
import unicodedata
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.reading.limits import Limits
from pipeline.text import casing

_SLUG_LENGTH = 60
_NOT_ARTICLES = ("metadata.csv", "authority.csv", "names.tsv", "corrections.csv")


def find_files(root: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The articles under `root` in the order of their names."""
    found = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(part.startswith(".") for part in parts) or _is_beside_the_point(path.name):
            continue
        if casing.lower(path.suffix, "en") in suffixes and _stays_inside(path, root):
            found.append(path)
    return found


def content(path: Path, root: Path, limits: Limits) -> bytes:
    """The bytes of an ordinary file of the corpus, if it is neither empty nor too large."""
    try:
        if not _stays_inside(path, root):
            raise PipelineError("E_PATH", f"{path.name} is no ordinary file inside the corpus")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise PipelineError(
                "E_TOO_LARGE",
                f"{path.name} has {size} bytes, the limit is {limits.file_bytes}: split the file",
            )
        data = path.read_bytes()
    except OSError as error:
        raise PipelineError(
            "E_PATH", f"{path.name} cannot be opened ({error.strerror}): check name and rights"
        ) from None
    if not data.strip():
        raise PipelineError("E_EMPTY", f"{path.name} holds no text: export it again or remove it")
    return data


def doc_id(stem: str, data: bytes) -> str:
    """The name of a document: a readable part and a part that only its content decides.

    >>> doc_id("Şark Meselesi (İkinci Kısım)", b"x")
    'sark-meselesi-ikinci-kisim-2d711642'
    """
    return f"{slug(stem)}-{hashlib.sha256(data).hexdigest()[:8]}"


def slug(name: str) -> str:
    """`name` in small ASCII letters, digits and hyphens.

    >>> slug("Öz  Türkçe_IŞIK"), slug("—")
    ('oz-turkce-isik', 'article')
    """
    ascii_only = casing.fold(unicodedata.normalize("NFKC", name)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only)
    return words.strip("-")[:_SLUG_LENGTH].rstrip("-") or "article"


def _is_beside_the_point(name: str) -> bool:
    low = casing.lower(name, "en")
    return low.startswith(("readme", "~$")) or low in _NOT_ARTICLES


def _stays_inside(path: Path, root: Path) -> bool:
    try:
        real = path.resolve(strict=True)
        return real.is_relative_to(root.resolve()) and stat.S_ISREG(real.stat().st_mode)
    except (OSError, ValueError):
        return False
