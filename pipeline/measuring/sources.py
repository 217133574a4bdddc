"""What kind of sources is cited: type, language, age; and entities by year of the articles."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline.measuring.frequencies import published

Row = dict[str, Any]
AGES = (5, 10, 20, 50, 100)  # last years of the classes of age
UNKNOWN = "unknown"


def age_class(years: int) -> str:
    """The class of a source that was so many years old when the article appeared.

    >>> age_class(0), age_class(6), age_class(150), age_class(-1)
    ('0-5', '6-10', '101+', '0-5')
    """
    at = bisect_left(AGES, years)
    first = AGES[at - 1] + 1 if at else 0
    return f"{first}-{AGES[at]}" if at < len(AGES) else f"{first}+"


def keyed(
    citations: pd.DataFrame, works: pd.DataFrame, documents: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """For type, language, age and year of the source the citations with the value they count for.

    An age needs the years of the article and of the source; a year the source's alone.
    """
    cited = citations[(citations["place_kind"] != "bibliography") & (citations["work_id"] != "")]
    columns = ["work_id", "type", "language", "year"]
    cited = cited[["citation_id", "doc_id", "work_id"]].merge(works[columns], on="work_id")
    sources = published(cited["year"])
    articles = cited["doc_id"].map(documents.set_index("doc_id")["year"]).astype(float)
    years = sources.dropna().astype(int)
    ages = (articles - sources).dropna().astype(int)
    ids: dict[str, pd.Series] = {
        "type": cited["type"].where(cited["type"] != "", UNKNOWN),
        "language": cited["language"].where(cited["language"] != "", UNKNOWN),
        "age": ages.map(age_class).astype("string"),
        "year": years.astype("string"),
    }
    return {
        name: cited.loc[values.index, ["citation_id", "work_id"]].assign(id=values)
        for name, values in ids.items()
    }


def source_kinds(values: Mapping[str, pd.DataFrame]) -> Iterator[Row]:
    """Rows of ``source_kinds``: works and citations by type, language and age of the source."""
    for dimension in ("type", "language", "age"):
        part = values[dimension]
        for value, group in part.groupby("id", sort=True):
            yield {
                "dimension": dimension, "value": value, "n_works": group["work_id"].nunique(),
                "n_citations": len(group), "share": round(len(group) / len(part), 4),
            }  # fmt: skip


def entity_years(mentions: pd.DataFrame, documents: pd.DataFrame) -> Iterator[Row]:
    """Rows of ``entity_years``: mentions of an entity in the articles of a year."""
    dated = documents.dropna(subset=["year"]).set_index("doc_id")["year"]
    named = mentions[(mentions["entity_id"] != "") & mentions["doc_id"].isin(dated.index)]
    named = named.assign(year=named["doc_id"].map(dated).astype(int))
    for (entity, year), group in named.groupby(["entity_id", "year"], sort=True):
        yield {
            "entity_id": entity, "year": int(year), "n_mentions": len(group),
            "n_documents": group["doc_id"].nunique(),
        }  # fmt: skip
