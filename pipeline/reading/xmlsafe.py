"""Markup from strangers: no entities, no network, no bottomless nesting."""

from lxml import etree

from pipeline.errors import PipelineError
from pipeline.reading.limits import Limits


def parse(data: bytes, name: str, code: str, limits: Limits) -> etree._Element:
    """The root of an XML document; refuses what a scholarly article does not need."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_pis=True, remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PipelineError(code, f"{name} is not well-formed ({error}): export it again") from None
    if root is None:
        raise PipelineError(code, f"{name} holds no document: export it again")
    docinfo = root.getroottree().docinfo
    if docinfo.internalDTD is not None and list(docinfo.internalDTD.iterentities()):
        raise PipelineError(code, f"{name} defines entities: save it without a DOCTYPE")
    _check_depth(root, name, code, limits)
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, "" for comments and the like."""
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def _check_depth(root: etree._Element, name: str, code: str, limits: Limits) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.xml_depth:
            raise PipelineError(code, f"{name} is nested deeper than {limits.xml_depth} levels")
