"""Works as bibliographies: BibTeX, RIS and CSL-JSON, with Turkish letters kept."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.citing import identity, knowledge
from pipeline.records import Work

_CSL = {
    "book": "book", "article": "article-journal", "chapter": "chapter", "thesis": "thesis",
    "archival": "manuscript", "document_collection": "book", "newspaper": "article-newspaper",
    "legislation": "legislation", "web": "webpage", "other": "document",
}  # fmt: skip
_RIS = {
    "book": "BOOK", "article": "JOUR", "chapter": "CHAP", "thesis": "THES", "archival": "UNPB",
    "document_collection": "BOOK", "newspaper": "NEWS", "legislation": "STAT", "web": "ELEC",
    "other": "GEN",
}  # fmt: skip
_BIBTEX = {
    "book": "book", "article": "article", "chapter": "incollection", "thesis": "phdthesis",
    "archival": "unpublished", "document_collection": "book", "newspaper": "article",
    "legislation": "misc", "web": "online", "other": "misc",
}  # fmt: skip
_SPECIAL = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
     "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)  # fmt: skip


def bibtex(works: Sequence[Work]) -> str:
    """The works as BibTeX entries, sorted by key.

    >>> from pipeline.citing.bibliography import _sample
    >>> print(bibtex([_sample()]))
    @book{mango-1999-ataturk,
      author = {Mango, Andrew},
      title = {Atatürk},
      address = {L.},
      year = {1999},
    }
    <BLANKLINE>
    """
    return "\n".join(_bibtex_entry(work) for work in _sorted(works))


def _bibtex_entry(work: Work) -> str:
    kind = _BIBTEX.get(work.type, "misc")
    held = "journal" if kind == "article" else "booktitle"
    fields = {
        "author": " and ".join(_bibtex_name(person) for person in _people(work.authors)),
        "title": work.title or _shelf_title(work),
        held: work.container_title,
        "school" if kind == "phdthesis" else "publisher": work.publisher,
        "address": work.place,
        "volume": work.volume,
        "number": work.issue,
        "year": work.year,
        "pages": re.sub(r"\s*[-–—]\s*", "--", work.pages),
        "langid": work.language,
        "note": _shelf_title(work) if work.title and work.archive else "",
    }
    lines = [
        f"  {name} = {{{value if name == 'author' else _tex(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{kind}{{{_key(work)},", *lines, "}"]) + "\n"


def _bibtex_name(person: str) -> str:
    """A name for BibTeX; braces keep an institution's from being parted.

    >>> _bibtex_name("Mango, Andrew"), _bibtex_name("Birleşmiş Milletler")
    ('Mango, Andrew', '{Birleşmiş Milletler}')
    """
    return _tex(person) if ", " in person else f"{{{_tex(person)}}}"


def _tex(value: str) -> str:
    return value.translate(_SPECIAL)


def _key(work: Work) -> str:
    """A key without marks that BibTeX cannot read."""
    return re.sub(r"[^0-9a-zA-Z:+-]", "", work.work_id) or "work"


def ris(works: Sequence[Work]) -> str:
    """The works as RIS records.

    >>> from pipeline.citing.bibliography import _sample
    >>> ris([_sample()]).splitlines()[:3]
    ['TY  - BOOK', 'ID  - mango-1999-ataturk', 'AU  - Mango, Andrew']
    """
    return "\n".join(_ris_record(work) for work in _sorted(works))


def _ris_record(work: Work) -> str:
    first, last = _bounds(work.pages)
    rows = [
        ("TY", _RIS.get(work.type, "GEN")),
        ("ID", work.work_id),
        *(("AU", person) for person in _people(work.authors)),
        ("TI", work.title or _shelf_title(work)),
        ("T2", work.container_title),
        ("PB", work.publisher),
        ("CY", work.place),
        ("VL", work.volume),
        ("IS", work.issue),
        ("PY", identity.first_year(work.year)),
        ("SP", first),
        ("EP", last),
        ("LA", work.language),
        ("AV", work.archive),
        ("CN", _shelf_title(work) if work.archive else ""),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in rows if value or tag == "ER") + "\n"


def csl_items(works: Sequence[Work]) -> list[dict[str, Any]]:
    """The works as CSL items, as citation processors and Zotero read them."""
    return [_csl_item(work) for work in _sorted(works)]


def csl_json(works: Sequence[Work]) -> str:
    """The works as one CSL-JSON text.

    >>> from pipeline.citing.bibliography import _sample
    >>> json.loads(csl_json([_sample()]))[0]["issued"]
    {'date-parts': [[1999]]}
    """
    return json.dumps(csl_items(works), ensure_ascii=False, indent=1) + "\n"


def _csl_item(work: Work) -> dict[str, Any]:
    year = identity.first_year(work.year)
    item: dict[str, Any] = {
        "id": work.work_id,
        "type": _CSL.get(work.type, "document"),
        "title": work.title or _shelf_title(work),
        "author": [_csl_name(person) for person in _people(work.authors)],
        "container-title": work.container_title,
        "publisher": work.publisher,
        "publisher-place": _place(work),
        "volume": work.volume,
        "issue": work.issue,
        "issued": {"date-parts": [[int(year)]]} if year else {},
        "page": work.pages,
        "language": work.language,
        "archive": work.archive,
        "call-number": _shelf_title(work) if work.archive else "",
    }
    return {name: value for name, value in item.items() if value}


def _place(work: Work) -> str:
    """The full name of an abbreviated place that has only one reading."""
    for printed, whole, other in knowledge.table("places"):
        if work.place == printed and other == "-":
            return whole
    return work.place


def _csl_name(person: str) -> Mapping[str, str]:
    family, comma, given = person.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": person}


def _people(authors: str) -> list[str]:
    return [person for person in authors.split("; ") if person]


def _bounds(pages: str) -> tuple[str, str]:
    first, _, last = re.sub(r"\s*[-–—]\s*", "-", pages).partition("-")
    return first, last


def _shelf_title(work: Work) -> str:
    return ", ".join(part for part in (work.archive, work.shelfmark) if part)


def _sorted(works: Sequence[Work]) -> list[Work]:
    return sorted(works, key=lambda work: work.work_id)


def _sample() -> Work:
    return Work(
        "mango-1999-ataturk", "book", "Mango, Andrew", "Atatürk", "", "", "L.", "", "", "",
        "1999", "", "", "", "", "", (), (),
    )  # fmt: skip
