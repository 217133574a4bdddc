"""Word files with their own footnotes and endnotes."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import PipelineError
from pipeline.reading.building import Builder, Call, Piece, Raised
from pipeline.reading.extract import Extract
from pipeline.reading.limits import Limits
from pipeline.reading.xmlsafe import local, parse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RATIO_FROM = 1_000_000  # bytes below which compression says nothing
_CHUNK = 1 << 16
_SKIPPED = ("del", "moveFrom", "Fallback", "instrText", "pPr", "rPr", "txbxContent")
_HEADING = re.compile(r"(?:[Hh]eading|[Bb]aşlık)\s?\d?$")


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The paragraphs and notes of a Word file."""
    archive = _open(data, name, limits)
    document = _part(archive, "word/document.xml", name, limits)
    if document is None:
        raise PipelineError("E_DOCX", f"{name} holds no Word document: save it as .docx again")
    headings = _heading_styles(_part(archive, "word/styles.xml", name, limits))
    builder = Builder()
    numbers = {"footnote": 0, "endnote": 0}
    for paragraph in document.iter(f"{_W}p"):
        if any(local(parent) in _SKIPPED for parent in paragraph.iterancestors()):
            continue
        kind = "heading" if _style(paragraph) in headings else "paragraph"
        builder.paragraph(_pieces(paragraph, numbers), kind)
    for sort in ("footnote", "endnote"):
        notes = _part(archive, f"word/{sort}s.xml", name, limits)
        if notes is not None:
            _add_notes(builder, notes, sort)
    return builder.extract("utf-8", _metadata(_part(archive, "docProps/core.xml", name, limits)))


def _open(data: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise PipelineError("E_DOCX", f"{name} is no Word file: save it as .docx again") from None
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    packed = max(sum(member.compress_size for member in members), 1)
    if (
        size > limits.expanded_bytes
        or len(members) > limits.archive_members
        or (size > _RATIO_FROM and size > packed * limits.expansion_ratio)
    ):
        raise PipelineError("E_BOMB", f"{name} expands to {size} bytes: save it anew from Word")
    return archive


def _part(
    archive: zipfile.ZipFile, path: str, name: str, limits: Limits
) -> etree._Element | None:
    """A part of the file, read with a counter: the sizes in a header may lie."""
    if path not in archive.namelist():
        return None
    held = bytearray()
    try:
        with archive.open(path) as part:
            while chunk := part.read(_CHUNK):
                held += chunk
                if len(held) > limits.expanded_bytes:
                    raise PipelineError("E_BOMB", f"{name} expands beyond the limits")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise PipelineError("E_DOCX", f"{name} cannot be unpacked ({error})") from None
    return parse(bytes(held), name, "E_DOCX", limits)


def _heading_styles(styles: etree._Element | None) -> frozenset[str]:
    """Ids of the styles that are headings, by their English or Turkish name."""
    if styles is None:
        return frozenset({f"Heading{level}" for level in range(1, 7)})
    found = set()
    for style in styles.iter(f"{_W}style"):
        shown = style.find(f"{_W}name")
        title = (shown.get(f"{_W}val") or "") if shown is not None else ""
        if _HEADING.match(title) or style.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            found.add(style.get(f"{_W}styleId") or "")
    return frozenset(found)


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(f"{_W}val") or "") if style is not None else ""


def _pieces(paragraph: etree._Element, numbers: dict[str, int]) -> Iterator[Piece]:
    for run in paragraph.iter(f"{_W}r"):
        if any(local(parent) in _SKIPPED for parent in run.iterancestors()):
            continue
        raised = run.find(f"{_W}rPr/{_W}vertAlign")
        is_raised = raised is not None and raised.get(f"{_W}val") == "superscript"
        yield from _run(run, is_raised, numbers)


def _run(run: etree._Element, is_raised: bool, numbers: dict[str, int]) -> Iterator[Piece]:
    custom = ""
    for child in run:
        kind = local(child)
        if kind in ("footnoteReference", "endnoteReference"):
            sort = kind.removesuffix("Reference")
            marked = child.get(f"{_W}customMarkFollows") in ("1", "true", "on")
            if not marked:
                numbers[sort] += 1
            custom = f"{sort}-{child.get(f'{_W}id')}"
            if not marked:
                yield Call(custom, str(numbers[sort]))
                custom = ""
        elif kind == "t":
            text = child.text or ""
            if custom:
                yield Call(custom, text.strip())
            elif is_raised and text.strip():
                yield Raised(text)
            else:
                yield text
        elif kind in ("tab", "br", "cr"):
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"


def _add_notes(builder: Builder, notes: etree._Element, sort: str) -> None:
    for note in notes:
        if local(note) != sort or note.get(f"{_W}type") in (
            "separator", "continuationSeparator", "continuationNotice"
        ):
            continue
        words = []
        for paragraph in note.iter(f"{_W}p"):
            pieces = _pieces(paragraph, {"footnote": 0, "endnote": 0})
            words.append("".join(p if isinstance(p, str) else _shown(p) for p in pieces))
        builder.note(f"{sort}-{note.get(f'{_W}id')}", " ".join(words))


def _shown(piece: Piece) -> str:
    return piece.text if isinstance(piece, Raised) else ""


def _metadata(core: etree._Element | None) -> dict[str, str]:
    if core is None:
        return {}
    texts = {local(child): (child.text or "").strip() for child in core}
    return {"title": texts.get("title", ""), "authors": texts.get("creator", "")}
