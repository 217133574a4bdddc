"""Articles with what they cite, for bibliometrix, VOSviewer and CitNetExplorer.

Both programs read the plain text of Web of Science and the CSV of Scopus. A cited reference is
told from another by its whole string, so every work has one string wherever it is cited, short
forms resolved: co-citation counts are right without a thesaurus.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from pipeline.exporting.finished import Finished, Tables
from pipeline.text.casing import upper

LANGUAGES = {"tr": "Turkish", "en": "English"}
_BRACKETS = re.compile(r"\s*\([^)]*\)")
UNKNOWN = "ANONYMOUS"  # as Web of Science writes it
SCOPUS = (
    "Authors", "Title", "Year", "Source title", "Abstract", "Author Keywords", "References",
    "DOI", "Language of Original Document", "Document Type", "Source", "EID",
)  # fmt: skip


def write_wos(run: Finished, folder: Path) -> list[Path]:
    """``wos.txt``: tagged records of Web of Science, one an article."""
    lines = ["FN İkidil", "VR 1.0"]
    for article in _articles(run.tables):
        lines += ["PT J"]
        for tag, values in _fields(article, run):
            shown = [value for value in values if value]
            lines += [f"{tag if at == 0 else '  '} {value}" for at, value in enumerate(shown)]
        lines += ["ER", ""]
    path = folder / "wos.txt"
    # the mark of byte order is how its readers know UTF-8
    path.write_bytes("\n".join([*lines, "EF", ""]).encode("utf-8-sig"))
    return [path]


def _fields(article: pd.Series, run: Finished) -> Iterator[tuple[str, list[str]]]:
    doc_id = str(article["doc_id"])
    cited = _cited(doc_id, run.tables)
    yield "AU", _signed(article["authors"])
    yield "TI", [_plain(article["title"]) or doc_id]
    yield "SO", [upper(_plain(article["journal"]), "tr")]
    yield "LA", [LANGUAGES.get(str(article["lang"]), "")]
    yield "DT", ["Article"]
    yield "DE", ["; ".join(_keywords(doc_id, run.tables))]
    yield "AB", [_abstract(doc_id, run)]
    yield "CR", [reference(row) for row in cited]
    yield "NR", [str(len(cited))]
    yield "PY", [_year(article["year"])]
    yield "DI", [_plain(article["doi"])]
    yield "UT", [f"IKIDIL:{doc_id}"]


def write_scopus(run: Finished, folder: Path) -> list[Path]:
    """``scopus.csv``: the columns of Scopus that citation analysis reads."""
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(SCOPUS)
    for article in _articles(run.tables):
        doc_id = str(article["doc_id"])
        writer.writerow(
            [
                "; ".join(_signed(article["authors"])), _plain(article["title"]) or doc_id,
                _year(article["year"]), _plain(article["journal"]),
                _abstract(doc_id, run),
                "; ".join(_keywords(doc_id, run.tables)),
                "; ".join(_scopus_reference(row) for row in _cited(doc_id, run.tables)),
                _plain(article["doi"]), LANGUAGES.get(str(article["lang"]), ""), "Article",
                "Scopus", f"IKIDIL:{doc_id}",
            ]
        )  # fmt: skip
    path = folder / "scopus.csv"
    path.write_bytes(made.getvalue().encode("utf-8-sig"))
    return [path]


def _articles(tables: Tables) -> Iterator[pd.Series]:
    documents = tables["documents"].sort_values("doc_id")
    for _, row in documents[documents["status"] != "failed"].iterrows():
        yield row


def _cited(doc_id: str, tables: Tables) -> list[pd.Series]:
    """The works that an article cites, each once, in order of their ids."""
    citations = tables["citations"]
    ids = set(citations.loc[citations["doc_id"] == doc_id, "work_id"]) - {""}
    works = tables["works"]
    return [row for _, row in works[works["work_id"].isin(ids)].sort_values("work_id").iterrows()]


def reference(work: Mapping[str, object]) -> str:
    """A cited work as Web of Science writes it: author, year, source, volume, page.

    >>> reference({"authors": "Mango, Andrew", "year": "1999", "title": "Atatürk"})
    'Mango A, 1999, ATATÜRK'
    """
    held = _plain(work.get("container_title"))
    shelf = (_plain(work.get("archive")), _plain(work.get("shelfmark")))
    archive = ", ".join(part for part in shelf if part)
    first = _plain(work.get("pages")).partition("-")[0]
    # a journal tells an article only with a page
    source = (held if first else "") or _plain(work.get("title")) or held or archive
    spelling = "tr" if _plain(work.get("language")) in ("", "tr") else "en"
    parts = [
        next(iter(_people(work.get("authors"), initials=True)), UNKNOWN),
        _plain(work.get("year"))[:4],
        upper(_word(source), spelling),
        f"V{volume}" if (volume := _word(_plain(work.get("volume")))) else "",
        f"P{first}" if first else "",
    ]
    return ", ".join(part for part in parts if part)


def _scopus_reference(work: Mapping[str, object]) -> str:
    people = _people(work.get("authors"), initials=True, stop=".")
    title = _plain(work.get("title")) or _plain(work.get("archive"))
    held = _plain(work.get("container_title")) or _plain(work.get("shelfmark"))
    year = _plain(work.get("year"))[:4]
    parts = [*people, _word(title), _word(held), f"({year})" if year else ""]
    return ", ".join(part for part in parts if part)


def _people(authors: object, *, initials: bool = False, stop: str = "") -> list[str]:
    """Family, Given of every author; with `initials` as reference lists shorten them."""
    made = []
    for person in str(authors if pd.notna(authors) else "").split(";"):
        family, _, given = _plain(person).partition(", ")
        if initials and family:
            letters = "".join(f"{name[0]}{stop}" for name in given.split())
            made.append(f"{_word(family)} {letters}".strip())
        elif family:
            made.append(_plain(person))
    return made


def _signed(authors: object) -> list[str]:
    """Authors of an article, as it prints them, as Family, Given; translators left out."""
    made = []
    for person in _people(_BRACKETS.sub("", str(authors if pd.notna(authors) else ""))):
        given, space, family = person.rpartition(" ")
        made.append(person if "," in person or not space else f"{family}, {given}")
    return made


def _keywords(doc_id: str, tables: Tables) -> list[str]:
    rows = tables["keywords"]
    mine = rows[rows["doc_id"] == doc_id].sort_values(["lang", "position"])
    return [_word(_plain(text)) for text in mine["text"]]


def _abstract(doc_id: str, run: Finished) -> str:
    """The English abstract if there is one, else the Turkish."""
    sections = run.tables["sections"]
    mine = sections[(sections["doc_id"] == doc_id) & (sections["kind"] == "abstract")]
    for lang in ("en", "tr"):
        rows = mine[mine["lang"] == lang].sort_values("start")
        if len(rows):
            spans = zip(rows["start"], rows["end"], strict=True)
            return " ".join(_plain(run.texts[doc_id][int(a) : int(b)]) for a, b in spans)
    return ""


def _year(value: object) -> str:
    return "" if pd.isna(value) else str(int(str(value)))


def _word(text: str) -> str:
    """Text without the marks that separate references and their parts."""
    return _plain(text.replace(";", " ").replace(",", " "))


def _plain(value: object) -> str:
    return "" if value is None or pd.isna(value) else " ".join(str(value).split())
