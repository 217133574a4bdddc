"""How often works, containers, authors and archives are cited, short forms included."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.text.casing import fold

SHORT_FORMS = ("repeat_short", "anaphoric")
LEVELS = ("work", "container", "author", "archive")
FIRST_YEAR, LAST_YEAR = 1450, 2100  # of printed sources
CONTAINED = ("article", "chapter", "newspaper")  # types whose container is counted as well


def citation_frequency(citations: pd.DataFrame, works: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows of the table ``citation_frequency``; entries of a bibliography are no citations."""
    for level, keyed in counted(citations, works).items():
        for key, group in keyed.groupby("id", sort=True):
            yield {"level": level, "id": key, **_counts(group)}


def counted(citations: pd.DataFrame, works: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For each level the citations with the ids that they count for."""
    cited = citations[(citations["place_kind"] != "bibliography") & (citations["work_id"] != "")]
    by_id = works.set_index("work_id")
    return {level: _keyed(cited, by_id, level) for level in LEVELS}


def _counts(group: pd.DataFrame) -> dict[str, Any]:
    notes = group[group["place_kind"] == "note"][["doc_id", "note"]].drop_duplicates()
    short = int(group["ref_form"].isin(SHORT_FORMS).sum())
    return {
        "label": sorted(group["label"], key=lambda text: (-len(text), text))[0],
        "n_citations": len(group), "n_notes": len(notes),
        "n_documents": group["doc_id"].nunique(),
        "n_full": len(group) - short, "n_short": short,
    }  # fmt: skip


def _keyed(cited: pd.DataFrame, works: pd.DataFrame, level: str) -> pd.DataFrame:
    """The citations with the id and label that they count for at a level."""
    rows: list[dict[str, Any]] = []
    columns = [
        "citation_id", "doc_id", "note", "place_kind", "ref_form", "work_id", "container_work_id",
    ]  # fmt: skip
    for row in cited[columns].to_dict("records"):
        if row["work_id"] not in works.index:
            continue
        work = works.loc[row["work_id"]]
        for key, label in _keys(row, work, works, level):
            rows.append({**row, "id": key, "label": label})
    return pd.DataFrame(rows, columns=[*columns, "id", "label"])


def _keys(
    row: dict[str, Any], work: pd.Series, works: pd.DataFrame, level: str
) -> Iterator[tuple[str, str]]:
    if level == "work":
        yield row["work_id"], work_label(work)
    elif level == "container":
        yield from _container(row, work, works)
    elif level == "author":
        for author in (part.strip() for part in str(work["authors"]).split(";")):
            if author:
                yield fold(author), author
    elif work["archive"]:
        yield fold(work["archive"]), work["archive"]


def _container(
    row: dict[str, Any], work: pd.Series, works: pd.DataFrame
) -> Iterator[tuple[str, str]]:
    holder = row["container_work_id"] or work["container_work_id"]
    if holder and holder in works.index:
        yield holder, work_label(works.loc[holder])
    elif work["archive"]:
        label = ", ".join(part for part in (work["archive"], work["fond"]) if part)
        yield fold(label), label
    elif work["container_title"] and work["type"] in CONTAINED:
        yield fold(work["container_title"]), work["container_title"]
    elif not work["container_title"]:
        yield row["work_id"], work_label(work)


def work_label(work: pd.Series) -> str:
    """A work as a person would name it: first author's family name, title, year."""
    if work["archive"] and not work["title"]:
        return ", ".join(part for part in (work["archive"], work["shelfmark"]) if part)
    families = [part.split(",")[0].strip() for part in str(work["authors"]).split(";") if part]
    who = families[0] + (" vd." if len(families) > 2 else "") if families else ""
    if len(families) == 2:
        who = " – ".join(families)
    year = f" ({work['year']})" if work["year"] else ""
    return (f"{who}, " if who else "") + f"{work['title']}{year}"


def rankings(frequency: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows of ``rankings``: what resolving short forms does to the order of the most cited.

    Equals share the better rank; what is only cited by short forms has no rank before.
    """
    for level in LEVELS:
        part = frequency[frequency["level"] == level]
        named = part[part["n_full"] > 0]
        before = named["n_full"].rank(method="min", ascending=False).astype(int)
        after = part["n_citations"].rank(method="min", ascending=False).astype(int)
        for index, row in part.iterrows():
            rank = int(before[index]) if index in before.index else None
            yield {
                "level": level, "id": row["id"], "label": row["label"],
                "n_before": int(row["n_full"]), "rank_before": rank,
                "n_after": int(row["n_citations"]), "rank_after": int(after[index]),
            }  # fmt: skip


def published(years: pd.Series) -> pd.Series:
    """The years of printed sources as numbers; what is none, or not of our calendar, is empty.

    >>> published(pd.Series(["1999", "1312", "t.y.", "1922-1923"])).tolist()
    [1999.0, nan, nan, 1922.0]
    """
    found = years.astype("string").str.extract(r"(?<!\d)(\d{4})(?!\d)")[0]
    numbers = pd.to_numeric(found, errors="coerce").astype(float)
    return numbers.where((numbers >= FIRST_YEAR) & (numbers <= LAST_YEAR))


def source_years(works: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows of ``source_years``: cited works and citations by year of publication.

    `deviation` is the difference of the citations from the median of five years around
    (reference publication year spectroscopy, Marx et al. 2014). Hijri and Rumi years, which lie
    below 1400 where Turkish history writes them, and works without a year stay out.
    """
    known = works.assign(y=published(works["year"])).dropna(subset=["y"])
    if known.empty:
        return
    grouped = known.groupby(known["y"].astype(int))
    counts = grouped["n_citations"].sum()
    span = range(int(counts.index.min()), int(counts.index.max()) + 1)
    whole = counts.reindex(span, fill_value=0)
    median = whole.rolling(5, center=True, min_periods=1).median()
    n_works = grouped.size()
    for year, n in whole.items():
        yield {
            "year": int(year), "n_works": int(n_works.get(year, 0)), "n_citations": int(n),
            "deviation": round(float(n - median[year]), 2),
        }  # fmt: skip
