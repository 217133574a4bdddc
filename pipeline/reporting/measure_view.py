"""The measures as tables of the report: pairs, rankings, archives, authors, coupled articles.

The report holds the foremost rows of each level and says how many there are; the files in tables/
hold all.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from pipeline.reporting.table_view import (
    Cells,
    Column,
    Row,
    View,
    article,
    rounded,
    simple,
    work_labels,
)
from pipeline.reporting.wording import both

EACH = 150  # rows of a level
SPELLED = 10  # rows in the page itself; the script shows the others
ALL_SPELLED = "archives_fonds"  # of which no file in tables/ has the rows
LEVELS = ("sentence", "paragraph", "note", "section", "document")
CITED = ("author", "container", "archive")
RANKED = ("work", "author", "container", "archive")

Tables = Mapping[str, pd.DataFrame]


def measures(tables: Tables, titles: Mapping[str, str]) -> dict[str, View]:
    """Tables of measures by name; `titles` of the articles that the page holds."""
    made = (
        _pairs(tables), _rankings(tables), _fonds(tables), _cited(tables), _coupled(tables, titles),
    )  # fmt: skip
    return {
        view.name: view if view.name == ALL_SPELLED else replace(view, spelled=SPELLED)
        for view in made
    }


def _foremost(
    table: pd.DataFrame, column: str, levels: tuple[str, ...], by: list[str]
) -> pd.DataFrame:
    """The `EACH` first rows of each level by falling figures, ties in the table's own order."""
    parts = [
        table[table[column] == level].sort_values(by, ascending=False, kind="stable")[:EACH]
        for level in levels
    ]
    return pd.concat(parts) if parts else table


def _pairs(tables: Tables) -> View:
    table = tables["cooccurrence"]
    telling = table[table["log_likelihood"] > 0]  # of one article, all are together by chance
    kept = _foremost(telling, "window", LEVELS, ["log_likelihood", "n"])
    named = set(kept["entity_a"]) | set(kept["entity_b"])
    entities = tables["entities"][tables["entities"]["entity_id"].isin(named)]
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    columns = (
        Column("name"), Column("beside"), Column("level", "both"), Column("together", "number"),
        Column("articles_n", "number"), Column("expected", "p"),
        Column("log_likelihood", "decimal"), Column("npmi", "decimal"), Column("p_adjusted", "p"),
    )  # fmt: skip

    def cells(pair: Row) -> Cells:
        ends = [[names.get(key, key), f"e-{key}"] for key in (pair["entity_a"], pair["entity_b"])]
        p = pair["p_value"]
        return [
            *ends, both("level", pair["window"]), pair["n"], pair["n_documents"],
            round(pair["expected"] * 1000), rounded(pair["log_likelihood"]), rounded(pair["npmi"]),
            None if p is None else round(p * 1000),
        ]  # fmt: skip

    view = simple("cooccurrence", kept, columns, cells)
    return replace(view, total=len(table))


def _label(row: Row, labels: Mapping[str, str]) -> Any:
    """What a row of citations counts: a work leads to its page."""
    known = row["level"] == "work" and row["id"] in labels
    return [row["label"], f"w-{row['id']}"] if known else row["label"]


def _rankings(tables: Tables) -> View:
    table, labels = tables["rankings"], work_labels(tables)
    kept = _foremost(table, "level", RANKED, ["n_after"])
    columns = (
        Column("cited"), Column("level", "both"), Column("n_before", "number"),
        Column("rank_before", "number"), Column("n_after", "number"),
        Column("rank_after", "number"),
    )  # fmt: skip
    view = simple("rankings", kept, columns, lambda r: [
        _label(r, labels), both("level", r["level"]), r["n_before"], r["rank_before"],
        r["n_after"], r["rank_after"],
    ])  # fmt: skip
    return replace(view, total=len(table))


def _fonds(tables: Tables) -> View:
    """Archival files by archive and fond; short references count where they were resolved to."""
    works = tables["works"]
    works = works[works["archive"] != ""]
    grouped = works.groupby(["archive", "fond"], as_index=False)
    table = grouped.agg(n_works=("work_id", "size"), n_citations=("n_citations", "sum"))
    table = table.sort_values(["n_citations", "archive", "fond"], ascending=[False, True, True])
    columns = (
        Column("archive"), Column("fond"), Column("files", "number"),
        Column("citations", "number"),
    )  # fmt: skip
    view = simple("archives_fonds", table, columns, lambda r: [
        r["archive"], r["fond"], r["n_works"], r["n_citations"],
    ])  # fmt: skip
    return replace(view, csv="works.csv")


def _cited(tables: Tables) -> View:
    table = tables["citation_frequency"]
    table = table[table["level"].isin(CITED)]
    kept = _foremost(table, "level", CITED, ["n_citations"])
    columns = (
        Column("cited"), Column("level", "both"), Column("citations", "number"),
        Column("n_full", "number"), Column("n_short", "number"), Column("notes", "number"),
        Column("documents", "number"),
    )  # fmt: skip
    view = simple("citation_frequency", kept, columns, lambda r: [
        r["label"], both("level", r["level"]), r["n_citations"], r["n_full"], r["n_short"],
        r["n_notes"], r["n_documents"],
    ])  # fmt: skip
    return replace(view, total=len(table))


def _coupled(tables: Tables, titles: Mapping[str, str]) -> View:
    table = tables["document_pairs"]
    kept = table.sort_values(["n_works", "strength", "doc_a", "doc_b"],
                             ascending=[False, False, True, True])[:EACH]  # fmt: skip
    columns = (
        Column("article"), Column("beside_article"), Column("shared_works", "number"),
        Column("strength", "decimal"),
    )  # fmt: skip
    view = simple("document_pairs", kept, columns, lambda r: [
        article(r["doc_a"], titles), article(r["doc_b"], titles), r["n_works"],
        rounded(r["strength"]),
    ])  # fmt: skip
    return replace(view, total=len(table))
