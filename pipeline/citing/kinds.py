"""What a cited work is, told from its words and from the parts that it prints."""

from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline.citing import knowledge
from pipeline.text import casing


@cache
def _cues(type_: str, where: str) -> tuple[str, ...]:
    """The words that tell a type, as they stand in a text of single spaces."""
    found = []
    for row_type, row_where, word in knowledge.table("type_cues"):
        if row_type == type_ and row_where == where:
            end = "" if word.endswith("*") else " "
            found.append(f" {' '.join(_words(word.rstrip('*')))}{end}")
    return tuple(found)


def has_cue(type_: str, where: str, text: str) -> bool:
    """Whether a word of `text` tells that the work is a `type_`.

    >>> has_cue("article", "container", "Vakıflar Dergisi")
    True
    >>> has_cue("newspaper", "container", "Tanzimat Araştırmaları")
    False
    """
    folded = _folded(text)
    return any(cue in folded for cue in _cues(type_, where))


@lru_cache(maxsize=1 << 12)
def _folded(text: str) -> str:
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return [word.strip(" .,;:()[]“”\"?!…’'") for word in casing.fold(text).split()]


def of(fields: Mapping[str, str], quoted: bool, raw: str) -> str:
    """The type of a work cited in full.

    >>> of({"title": "Enver-Paşa", "container_title": "Voprosı İstorii", "issue": "8"}, True, "")
    'article'
    >>> of({"title": "Düstur", "volume": "5"}, False, "Düstur, C. 5")
    'legislation'
    """
    title, container = fields.get("title", ""), fields.get("container_title", "")
    if fields.get("thesis") or has_cue("thesis", "any", raw):
        return "thesis"
    if (
        not container
        and (has_cue("legislation", "any", raw) or has_cue("legislation", "title", title))
        and not fields.get("authors")
    ):
        return "legislation"
    if container and has_cue("legislation", "any", container):
        return "legislation"
    if fields.get("date") and _is_newspaper(fields):
        return "newspaper"
    if container:
        return _part(fields, container)
    if (
        has_cue("newspaper", "container", title)
        and not fields.get("publisher")
        and not fields.get("authors")
    ):
        return "newspaper" if fields.get("date") or fields.get("issue") else "book"
    if (fields.get("url") or fields.get("access")) and not fields.get("publisher"):
        return "web"
    if _documents(fields, title):
        return "document_collection"
    if quoted:
        return "article" if fields.get("issue") or not fields.get("publisher") else "chapter"
    return "book"


def _is_newspaper(fields: Mapping[str, str]) -> bool:
    container = fields.get("container_title", "") or fields.get("title", "")
    if fields.get("url") and not has_cue("newspaper", "container", container):
        return False
    return not has_cue("article", "container", container) and not fields.get("volume")


def _part(fields: Mapping[str, str], container: str) -> str:
    """An article of a journal or a chapter of a book."""
    if (
        has_cue("newspaper", "container", container)
        and not fields.get("volume")
        and (
            fields.get("date")
            or (not has_cue("article", "container", container) and not fields.get("issue"))
        )
    ):
        return "newspaper"
    if (
        fields.get("in_book")
        or fields.get("container_authors")
        or has_cue("chapter", "container", container)
    ):
        return "chapter"
    if _encyclopedia(container):
        return "article"
    if (fields.get("editors") or fields.get("publisher")) and not fields.get("issue"):
        return "chapter"
    if has_cue("article", "container", container) or fields.get("issue") or fields.get("month"):
        return "article"
    if fields.get("publisher") or fields.get("container_authors") or fields.get("editors"):
        return "chapter"
    return "article" if fields.get("volume") or not fields.get("place") else "chapter"


def _encyclopedia(container: str) -> bool:
    return has_cue("encyclopedia", "container", container)


def _documents(fields: Mapping[str, str], title: str) -> bool:
    if has_cue("document_collection", "edited", title):
        return True
    if fields.get("authors") or fields.get("short"):
        return False
    if has_cue("document_collection", "title", title):
        return True
    return bool(fields.get("volume") and not fields.get("editors") and not fields.get("publisher"))
