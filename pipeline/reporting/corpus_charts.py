"""The corpus as a whole: what kind of sources it cites, and whom it names in which years."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from babel import Locale
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pipeline.reporting.style import (
    INK,
    PANELS,
    ROW,
    head,
    legible,
    nothing,
    one_page_wide,
    page_width,
    said,
    say,
    shortened,
)
from pipeline.reporting.wording import both

Tables = Mapping[str, pd.DataFrame]
DIMENSIONS = (("type", "type", "tür"), ("language", "language", "dil"), ("age", "age", "yaş"))
VALUES = 10  # bars of a panel
ENTITIES, SPANS = 18, (1, 5, 10, 25)  # rows, and years that a column may hold
COLUMNS = {1: 10, 2: 22}  # most columns, by columns of the page
WRITTEN = 12  # columns up to which the numbers are written into the squares
LETTERS = 26


def source_kinds(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Citations by type, language and age of the source."""
    rows = tables["source_kinds"]
    parts = [
        (rows[rows["dimension"] == key], key, say(en, tr).replace("\n", " "))
        for key, en, tr in DIMENSIONS
    ]
    shown = [(_ordered(part, key), key, name) for part, key, name in parts if len(part)]
    heights = [len(part) + 2.6 for part, _, _ in shown]
    figure.set_size_inches(page_width(), max(1.6, 0.5 + ROW * sum(heights)))
    figure.suptitle(
        say("What kind of sources is cited", "Atıf yapılan kaynaklar"), x=0.01, ha="left",
        weight="bold", size=9.5 if one_page_wide() else 8,
    )  # fmt: skip
    if not shown:
        nothing(figure.add_subplot(), say("no citation", "atıf yok"))
        return rows
    grid = figure.add_gridspec(len(shown), 1, height_ratios=heights)
    for at, (part, key, name) in enumerate(shown):
        axes = figure.add_subplot(grid[at])
        places = range(len(part))
        axes.barh(places, part["n_citations"], height=0.7, color=PANELS[at])
        axes.set_yticks(list(places), [_value(key, str(value)) for value in part["value"]])
        axes.set_ylim(len(part) - 0.4, -0.6)
        axes.set_title(name, size=8, color=PANELS[at])
        axes.xaxis.set_major_locator(MaxNLocator(nbins=7 if one_page_wide() else 3, integer=True))
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x")
        axes.set_axisbelow(True)
    axes.set_xlabel(say("citations", "atıf"))
    return pd.concat([part for part, _, _ in shown])


def _ordered(part: pd.DataFrame, key: str) -> pd.DataFrame:
    """The values of a panel: the most cited first, ages from young to old."""
    if key == "age":
        first = part["value"].str.extract(r"(\d+)")[0].astype(int)
        return part.assign(first=first).sort_values("first").drop(columns="first")
    return part.sort_values(["n_citations", "value"], ascending=[False, True])[:VALUES]


def _value(dimension: str, value: str) -> str:
    """A type, a language or a class of age as people call it."""
    if value == "unknown":
        return say("unknown", "belirsiz").replace("\n", " ")
    if dimension == "type":
        en, tr = both("type", value)
        return said({"en": en, "tr": tr})
    if dimension == "language":
        code = value.partition("-")[0]
        en, tr = (Locale(lang).languages.get(code, value) for lang in ("en", "tr"))
        return said({"en": en, "tr": tr})
    return f"{value.replace('-', '–')} {say('years', 'yıl')}".replace("\n", " ")


def entity_years(tables: Tables, figure: Figure) -> pd.DataFrame:
    """The most mentioned entities by the years of the articles that name them."""
    rows = tables["entity_years"]
    entities = tables["entities"].set_index("entity_id")
    kept = rows[rows["entity_id"].map(entities["label"]) != "DATE"]
    totals = kept.groupby("entity_id")["n_mentions"].sum()
    order = [
        str(e) for e, _ in sorted(totals.items(), key=lambda i: (-i[1], str(i[0])))[:ENTITIES]
    ]
    figure.set_size_inches(page_width(), max(1.8, 1.1 + ROW * len(order)))
    axes = figure.add_subplot()
    head(figure, axes, say("Entities by year", "Yıllara göre varlıklar"))
    shown = kept[kept["entity_id"].isin(order)]
    made = shown.assign(name=shown["entity_id"].map(entities["name"]))
    if shown.empty:
        nothing(axes, say("no years known: add metadata.csv", "yıl yok: metadata.csv ekleyin"))
        return made
    first, last = int(shown["year"].min()), int(shown["year"].max())
    most = COLUMNS[2 if one_page_wide() else 1]
    span = next((s for s in SPANS if (last - first) // s < most), SPANS[-1])
    start = first // span * span
    matrix = np.zeros((len(order), (last - start) // span + 1), int)
    for row in shown.itertuples():
        matrix[order.index(str(row.entity_id)), (int(row.year) - start) // span] += row.n_mentions
    axes.imshow(np.ma.masked_equal(matrix, 0), cmap="cividis_r", aspect="auto", vmin=0)
    for (i, j), n in np.ndenumerate(matrix):
        if n and matrix.shape[1] <= WRITTEN:
            colour = "white" if n > matrix.max() / 2 else INK
            axes.text(j, i, str(n), ha="center", va="center", size=6, color=colour)
    years = [start + span * at for at in range(matrix.shape[1])]
    step = -(-len(years) // (12 if one_page_wide() else 6))
    axes.set_xticks(range(0, len(years), step), [_years(y, span) for y in years[::step]])
    axes.tick_params(axis="x", rotation=45 if span > 1 else 0)
    names = [shortened(legible(entities["name"][e]), LETTERS) for e in order]
    axes.set_yticks(range(len(order)), names)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(say("year of the article", "makalenin yılı"))
    return made


def _years(first: int, span: int) -> str:
    return str(first) if span == 1 else f"{first}–{(first + span - 1) % 100:02}"


CHARTS = {"source_kinds": source_kinds, "entity_years": entity_years}
