"""A document's records as one file, so that an unchanged article is not analysed again.

Plain JSON, compressed; nothing that runs when it is read. Origin maps are stored as runs.
"""

import base64
import dataclasses
import gzip
import json
import types
import typing
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.records import Document
from pipeline.text.files import write_atomically

Json = Any


def save(document: Document, path: Path) -> None:
    """Write the artefact of one document."""
    text = json.dumps(_encode(document), ensure_ascii=False, separators=(",", ":"))
    write_atomically(path, gzip.compress(text.encode("utf-8"), compresslevel=3, mtime=0))


def load(path: Path) -> Document:
    """Read an artefact that `save` wrote."""
    made = _decode(json.loads(gzip.decompress(path.read_bytes())), Document)
    return typing.cast(Document, made)


def runs(offsets: Sequence[int]) -> list[int]:
    """Rising offsets as start and length of each unbroken run.

    >>> runs((4, 5, 6, 9))
    [4, 3, 9, 1]
    """
    made: list[int] = []
    for offset in offsets:
        if made and offset == made[-2] + made[-1]:
            made[-1] += 1
        else:
            made += [offset, 1]
    return made


def unrun(flat: Sequence[int]) -> tuple[int, ...]:
    """The offsets that `runs` was given.

    >>> unrun([4, 3, 9, 1])
    (4, 5, 6, 9)
    """
    pairs = zip(flat[::2], flat[1::2], strict=True)
    return tuple(at for start, length in pairs for at in range(start, start + length))


def _encode(value: Any) -> Json:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [
            runs(part) if field.name == "origin" else _encode(part)
            for field in dataclasses.fields(value)
            for part in (getattr(value, field.name),)
        ]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, dict):
        return [[_encode(key), _encode(item)] for key, item in value.items()]
    return value


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


def _decode(value: Json, kind: Any) -> Any:
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        parts = {
            name: unrun(part) if name == "origin" else _decode(part, hint)
            for (name, hint), part in zip(_fields(kind), value, strict=True)
        }
        return kind(**parts)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is bytes:
        return base64.b64decode(value)
    if origin is tuple:
        return tuple(_decode(item, arguments[0]) for item in value)
    if origin is dict:
        return {_decode(k, arguments[0]): _decode(v, arguments[1]) for k, v in value}
    if origin in (types.UnionType, typing.Union):
        inner = next(argument for argument in arguments if argument is not type(None))
        return None if value is None else _decode(value, inner)
    return value
