"""JATS XML: the format in which journals hand their articles to archives."""

from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.reading.building import Builder, Call, Piece, Raised
from pipeline.reading.extract import Extract
from pipeline.reading.limits import Limits
from pipeline.reading.xmlsafe import local, parse

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEFT_OUT = ("fn", "label", "table-wrap", "fig", "graphic", "object-id", "disp-formula")
_BLOCKS = ("p", "list-item", "disp-quote", "verse-line", "attrib")


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The parts, paragraphs and notes of a JATS article."""
    root = parse(data, name, "E_XML", limits)
    builder = Builder()
    lang = _lang(root, "tr")
    meta = root.find(".//{*}article-meta")
    if meta is not None:
        _front(builder, meta, lang)
    body = root.find(".//{*}body")
    blocks = body if body is not None else root
    if meta is None and body is None:
        builder.paragraph([" ".join("".join(root.itertext()).split())])
    else:
        _blocks(builder, blocks)
    back = root.find(".//{*}back")
    if back is not None:
        _back(builder, back)
    _notes(builder, root)
    return builder.extract(
        root.getroottree().docinfo.encoding or "utf-8", _metadata(root, meta)
    )


def _lang(element: etree._Element, default: str) -> str:
    value = element.get(_LANG) or default
    return value.partition("-")[0]


def _front(builder: Builder, meta: etree._Element, lang: str) -> None:
    for title in meta.iterfind(".//{*}title-group/{*}article-title"):
        builder.paragraph(_pieces(title), "section", f"title {_lang(title, lang)}")
    for group in meta.iterfind(".//{*}trans-title-group"):
        for title in group.iterfind("{*}trans-title"):
            spoken = _lang(title, _lang(group, lang))
            builder.paragraph(_pieces(title), "section", f"title {spoken}")
    names = _authors(meta)
    if names:
        builder.paragraph([", ".join(names)], "section", "authors")
    other = "en" if lang == "tr" else "tr"
    for kind, default in (("abstract", lang), ("trans-abstract", other)):
        for abstract in meta.iterfind(f"{{*}}{kind}"):
            spoken = _lang(abstract, default)
            for block in abstract.iter("{*}p"):
                builder.paragraph(_pieces(block), "section", f"abstract {spoken}")
            for group in meta.iterfind("{*}kwd-group"):
                if _lang(group, lang) == spoken:
                    _keywords(builder, group, spoken)


def _keywords(builder: Builder, group: etree._Element, lang: str) -> None:
    words = [" ".join("".join(word.itertext()).split()) for word in group.iter("{*}kwd")]
    if words:
        builder.paragraph([", ".join(words)], "section", f"keywords {lang}")


def _authors(meta: etree._Element) -> list[str]:
    names = []
    for name in meta.iterfind(".//{*}contrib/{*}name"):
        parts = [name.findtext(f"{{*}}{part}") or "" for part in ("given-names", "surname")]
        names.append(" ".join(part.strip() for part in parts if part.strip()))
    return names


def _blocks(builder: Builder, parent: etree._Element) -> None:
    for child in parent:
        kind = local(child)
        if kind == "title":
            builder.paragraph(_pieces(child), "heading")
        elif kind in _BLOCKS:
            builder.paragraph(_pieces(child))
        elif kind in ("sec", "list", "boxed-text", "app", "app-group", "verse-group"):
            _blocks(builder, child)


def _back(builder: Builder, back: etree._Element) -> None:
    for child in back:
        kind = local(child)
        if kind == "ack":
            for block in child.iter("{*}p"):
                builder.paragraph(_pieces(block), "section", "acknowledgements")
        elif kind == "ref-list":
            for reference in child.iter("{*}ref"):
                text = " ".join("".join(_words(reference)).split())
                builder.paragraph([text], "section", "bibliography")
        elif kind in ("sec", "app-group", "app"):
            _blocks(builder, child)


def _words(element: etree._Element) -> Iterator[str]:
    if local(element) == "label":
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _pieces(element: etree._Element) -> Iterator[Piece]:
    yield element.text or ""
    for child in element:
        kind = local(child)
        if kind == "xref" and child.get("ref-type") == "fn":
            label = "".join(child.itertext()).strip()
            yield Call(child.get("rid") or "", label)
        elif kind == "fn":
            yield Call(child.get("id") or "", (child.findtext("{*}label") or "*").strip())
        elif kind == "sup" and child.find(".//{*}xref") is None:
            yield Raised("".join(child.itertext()))
        elif kind not in _LEFT_OUT:
            yield from _pieces(child)
        yield child.tail or ""


def _notes(builder: Builder, root: etree._Element) -> None:
    for note in root.iter("{*}fn"):
        label = (note.findtext("{*}label") or "").strip()
        builder.note(note.get("id") or "", " ".join(_note_words(note)), label)


def _note_words(note: etree._Element) -> Iterable[str]:
    blocks = list(note.iterfind("{*}p"))
    return (" ".join("".join(_words(block)).split()) for block in blocks or [note])


def _metadata(root: etree._Element, meta: etree._Element | None) -> dict[str, str]:
    if meta is None:
        return {}
    families = []
    for name in meta.iterfind(".//{*}contrib/{*}name"):
        family, given = name.findtext("{*}surname") or "", name.findtext("{*}given-names") or ""
        families.append(", ".join(part.strip() for part in (family, given) if part.strip()))
    doi = next((e.text or "" for e in meta.iterfind("{*}article-id")
                if e.get("pub-id-type") == "doi"), "")
    title = meta.find(".//{*}article-title")
    return {
        "title": " ".join("".join(title.itertext()).split()) if title is not None else "",
        "authors": "; ".join(families),
        "year": meta.findtext(".//{*}pub-date/{*}year") or "",
        "journal": " ".join((root.findtext(".//{*}journal-title") or "").split()),
        "doi": doi.strip(),
    }
