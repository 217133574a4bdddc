"""HTML pages of articles, with notes that are linked by anchors."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from pipeline.errors import PipelineError
from pipeline.reading.building import Builder, Call, Piece, Raised
from pipeline.reading.decoding import decode
from pipeline.reading.extract import Extract
from pipeline.reading.limits import Limits
from pipeline.reading.xmlsafe import local
from pipeline.records import Problem
from pipeline.text import casing

_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{1,40})")
_DROPPED = ("script", "style", "nav", "header", "footer", "noscript", "template", "svg", "form",
            "aside", "button", "iframe")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "li", "blockquote", "div", "td", "th", "dd", "dt", "pre", "section", "article",
           "main", "body", "tr", "table", "ul", "ol", "dl", "figure", "figcaption", "center",
           "hr", *_HEADINGS)
_NOTE_TARGET = re.compile(r"#_?(?:ftn|fn|footnote|note|dipnot|sdfootnote|en|endnote|edn)", re.ASCII)
_BACK = re.compile(r"(?:ref|anc|back|return)", re.ASCII)
_LABEL = re.compile(r"\[?\(?(\d{1,4}|\*{1,3}|[†‡])\)?\]?")


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The paragraphs and notes of an HTML page."""
    text, encoding, guessed = _text(data, name)
    try:
        parser = lxml_html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PipelineError("E_XML", f"{name} cannot be read ({error}): save it again") from None
    for element in list(root.iter(*_DROPPED)):
        element.drop_tree()
    calls = _calls(root)
    bodies = {target: _body(root, target) for target in calls}
    builder = Builder()
    held = {body for body in bodies.values() if body is not None}
    for block, is_heading in _leaves(root.find(".//body"), held):
        builder.paragraph(_pieces(block, bodies), "heading" if is_heading else "paragraph")
    for target, body in bodies.items():
        if body is not None:
            builder.note(target, _note_text(body))
    problems: tuple[Problem, ...] = ()
    if guessed:
        message = f"read as {encoding}: save as UTF-8 if wrong"
        problems = (Problem("reading", "W_ENCODING", name, message),)
    return builder.extract(encoding, _metadata(root), problems)


def _text(data: bytes, name: str) -> tuple[str, str, bool]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = casing.lower(declared[1].decode("ascii"), "en")
        encoding = "cp1254" if encoding == "iso-8859-9" else encoding  # as browsers do
        try:
            return _undeclared(data.decode(encoding)), encoding, False
        except (UnicodeDecodeError, LookupError):
            pass
    text, encoding, guessed = decode(data, name)
    return _undeclared(text), encoding, guessed


def _undeclared(text: str) -> str:
    """The page without an XML declaration, which lxml refuses in decoded text."""
    return re.sub(r"^\s{0,20}<\?xml[^>]{0,200}\?>", "", text.lstrip("\ufeff"))


def _calls(root: etree._Element) -> dict[str, str]:
    """Targets of the links that look like calls of notes, and their labels."""
    found: dict[str, str] = {}
    for link in root.iter("a"):
        href = link.get("href") or ""
        label = _LABEL.fullmatch("".join(link.itertext()).strip())
        if label and _NOTE_TARGET.match(href) and not _BACK.search(href):
            found.setdefault(href[1:], label[1])
    return found


def _body(root: etree._Element, target: str) -> etree._Element | None:
    """The element that holds a note: the target itself, or the block around it."""
    for element in root.iter():
        if element.get("id") == target or element.get("name") == target:
            while local(element) not in ("p", "li", "div", "dd", "td", "section"):
                parent = element.getparent()
                if parent is None:
                    return None
                element = parent
            return element
    return None


def _leaves(
    element: etree._Element | None, held: set[etree._Element]
) -> Iterator[tuple[etree._Element, bool]]:
    """The innermost blocks in reading order, notes left out."""
    if element is None or element in held:
        return
    inner = [child for child in element if local(child) in _BLOCKS]
    if not inner:
        yield element, local(element) in _HEADINGS
        return
    run = _loose(element)
    for child in element:
        if local(child) in _BLOCKS:
            if run is not None and len("".join(run.itertext()).strip()) > 1:
                yield run, False
            run = None
            yield from _leaves(child, held)


def _loose(element: etree._Element) -> etree._Element:
    """Text that stands in a block before its first inner block."""
    made = etree.Element("p")
    made.text = element.text
    for child in element:
        if local(child) in _BLOCKS:
            break
        made.append(etree.fromstring(etree.tostring(child, with_tail=True)))
    return made


def _pieces(
    element: etree._Element, bodies: dict[str, etree._Element | None]
) -> Iterator[Piece]:
    yield element.text or ""
    for child in element:
        kind = local(child)
        href = child.get("href") or ""
        label = _LABEL.fullmatch("".join(child.itertext()).strip()) if kind == "a" else None
        if label and href[1:] in bodies:
            yield Call(href[1:], label[1])
        elif kind == "sup" and child.find(".//a") is None:
            yield Raised("".join(child.itertext()))
        elif kind == "br":
            yield " "
        else:
            yield from _pieces(child, bodies)
        yield child.tail or ""


def _note_text(body: etree._Element) -> str:
    """The words of a note without its number and the arrow that leads back."""
    text = " ".join("".join(_note_pieces(body)).split())
    return re.sub(r"^(?:\[\d{1,4}\]|\d{1,4}[.)]?(?=\s)|\*{1,3})\s{0,3}", "", text).strip("↩↑ ")


def _note_pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        back = local(child) == "a" and (child.get("href") or "").startswith("#")
        if not back:
            yield from _note_pieces(child)
        yield child.tail or ""


def _metadata(root: etree._Element) -> dict[str, str]:
    """What the page says for Google Scholar, or its Dublin Core."""
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = casing.lower(meta.get("name") or "", "en")
        named.setdefault(key, []).append((meta.get("content") or "").strip())
    year = _first(named, "citation_publication_date", "citation_date", "dc.date")[:4]
    return {
        "title": _first(named, "citation_title", "dc.title"),
        "authors": "; ".join(named.get("citation_author") or named.get("dc.creator") or []),
        "year": year if year.isdigit() else "",
        "journal": _first(named, "citation_journal_title", "dc.source"),
        "doi": _first(named, "citation_doi", "dc.identifier.doi"),
    }


def _first(named: dict[str, list[str]], *keys: str) -> str:
    return next((named[key][0] for key in keys if named.get(key)), "")
