"""Bibliographies and citation records, read back by others' readers, field by field."""

import csv
import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
import wosfile

from pipeline import finished
from pipeline.citing import bibliography, cite
from pipeline.citing.works import merge
from pipeline.evaluation.citation_gold import article_of
from pipeline.exporting import export
from pipeline.exporting.bibliometrics import SCOPUS
from pipeline.tables import frame

WORKS = """Andrew Mango, Atatürk, London: John Murray, 1999, s. 287.
İlber Ortaylı, “Iğdır’ın Ş & Ğ {tarihi}”, Belleten, C. XLV, S. 2, 1981, s. 12-34.
Çiğdem Ünal, Öğretmenler 100 % $ # _ \\ ^, Ankara: TTK, 1950.
BOA, HR. SYS, 1336/15, 3 Mart 1870."""
TEX = {r"\textbackslash{}": "\\", r"\textasciicircum{}": "^"}  # longest first, then \& and so on


@pytest.fixture(scope="module")
def works():
    cited = cite(article_of("a", list(enumerate(WORKS.splitlines(), 1))))
    return sorted(merge(cited.citations, cited.resolutions).works, key=lambda w: w.work_id)


@pytest.fixture
def cited(works, run):
    """The run with these works in its table, as a finished run has them."""
    rows = [{name: getattr(work, name) for name in finished.WORK_FIELDS} for work in works]
    return finished.of({**run.tables, "works": frame("works", rows)}, run.texts)


def untexed(text):
    for written, char in TEX.items():
        text = text.replace(written, char)
    for char in "{}&%$#_":
        text = text.replace(f"\\{char}", char)
    return text


def shelf(work):
    return ", ".join(part for part in (work.archive, work.shelfmark) if part)


def test_what_is_made_of_the_table_is_what_is_made_of_the_records(cited, works, tmp_path):
    for name, write in (
        ("bibtex", bibliography.bibtex), ("ris", bibliography.ris), ("csl", bibliography.csl_json),
    ):  # fmt: skip
        [path] = export(name, cited, tmp_path)
        assert path.read_text(encoding="utf-8") == write(works)


def test_bibtex_is_read_back(cited, works, tmp_path):
    [path] = export("bibtex", cited, tmp_path)
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"))
    assert not library.failed_blocks
    found = [{f.key: untexed(f.value) for f in entry.fields} for entry in library.entries]
    for fields, work in zip(found, works, strict=True):
        expected = {
            "author": work.authors.replace("; ", " and "), "title": work.title or shelf(work),
            "journal" if work.type == "article" else "booktitle": work.container_title,
            "publisher": work.publisher, "address": work.place, "volume": work.volume,
            "number": work.issue, "year": work.year, "pages": work.pages.replace("-", "--"),
            "langid": work.language, "note": shelf(work) if work.title and work.archive else "",
        }  # fmt: skip
        assert fields == {name: value for name, value in expected.items() if value}


def test_ris_is_read_back(cited, works, tmp_path):
    [path] = export("ris", cited, tmp_path)
    entries = rispy.loads(path.read_text(encoding="utf-8"))
    for entry, work in zip(entries, works, strict=True):
        first, _, last = work.pages.partition("-")
        expected = {
            "id": work.work_id, "authors": work.authors.split("; ") if work.authors else [],
            "title": work.title or shelf(work), "secondary_title": work.container_title,
            "publisher": work.publisher, "place_published": work.place, "volume": work.volume,
            "number": work.issue, "year": work.year, "start_page": first, "end_page": last,
            "language": work.language, "call_number": shelf(work) if work.archive else "",
        }  # fmt: skip
        found = {name: entry.get(name, type(value)()) for name, value in expected.items()}
        assert found == expected


def test_csl_json_is_the_works(cited, works, tmp_path):
    [path] = export("csl", cited, tmp_path)
    for item, work in zip(json.loads(path.read_text(encoding="utf-8")), works, strict=True):
        people = [f"{name['family']}, {name['given']}" for name in item.get("author", [])]
        expected = {
            "id": work.work_id, "title": work.title or shelf(work), "volume": work.volume,
            "container-title": work.container_title, "publisher": work.publisher,
            "publisher-place": work.place, "issue": work.issue, "page": work.pages,
            "language": work.language, "archive": work.archive,
        }  # fmt: skip
        assert {name: item.get(name, "") for name in expected} == expected
        assert "; ".join(people) == work.authors
        year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
        assert str(year) == work.year


def articles(run):
    """What both formats should say of each article, from the tables."""
    tables = run.tables
    works = tables["works"].set_index("work_id")
    for row in tables["documents"].sort_values("doc_id").itertuples():
        sections = tables["sections"].query("doc_id == @row.doc_id and kind == 'abstract'")
        english = sections[sections["lang"] == "en"].iloc[0]
        ids = set(tables["citations"].query("doc_id == @row.doc_id")["work_id"]) - {""}
        yield {
            "Title": row.title, "Source title": row.journal, "DOI": row.doi,
            "Authors": row.authors, "EID": f"IKIDIL:{row.doc_id}",
            "Year": "" if row.year != row.year else str(row.year),
            "Abstract": run.texts[row.doc_id][english["start"] : english["end"]],
            "Author Keywords": "; ".join(
                tables["keywords"].query("doc_id == @row.doc_id").sort_values("position")["text"]
            ),
            "cited": works.loc[sorted(ids)],
        }  # fmt: skip


@pytest.fixture
def signed(run):
    """The run with what its articles lack: signed, dated, in a journal, their works with a page."""
    documents = run.tables["documents"].assign(
        authors=["Ünal, Çiğdem; Mango, Andrew", "Ilgaz, İnci"], journal=["Belleten", "İnkılâp"],
        doi="10.1/x", year=frame("documents", [{"doc_id": "a", "year": 1999}])["year"].iloc[0],
    )  # fmt: skip
    works = run.tables["works"].assign(
        container_title="Tarih İncelemeleri", pages="12-34", volume="4"
    )
    return replace(run, tables={**run.tables, "documents": documents, "works": works})


def test_scopus_csv_is_the_tables(signed, tmp_path):
    [path] = export("scopus", signed, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == SCOPUS
    for row, article in zip(rows, articles(signed), strict=True):
        works = article.pop("cited")
        assert {name: row[name] for name in article} == article
        assert row["References"].split("; ") == [
            "Mango A., " + ", ".join([w.title, w.container_title, f"({w.year})"])
            for w in works.itertuples()
        ]


def test_web_of_science_text_is_the_tables(signed, tmp_path):
    [path] = export("wos", signed, tmp_path)
    records = list(wosfile.records_from(str(path)))
    for record, article in zip(records, articles(signed), strict=True):
        assert record["AU"] == article["Authors"].split("; ")
        assert (record["TI"], record["AB"]) == (article["Title"], article["Abstract"])
        assert record["SO"] in ("BELLETEN", "İNKILÂP")
        assert (record["PY"], record["DI"], record["UT"]) == ("1999", "10.1/x", article["EID"])
        keywords = [word for word in article["Author Keywords"].split("; ") if word]
        assert record.get("DE", []) == keywords
        assert record["CR"] == ["Mango A, 1999, TARİH İNCELEMELERİ, V4, P12"]
        assert int(record["NR"]) == len(article["cited"])
