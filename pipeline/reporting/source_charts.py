"""Charts of the sources: what resolution changes, years, archives, works beside entities."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pipeline.reporting.style import (
    COLOURS,
    ENGLISH,
    MARKERS,
    PAD,
    POINTS,
    QUIET,
    ROW,
    RULE,
    SIZE,
    TURKISH,
    bars,
    fitted,
    head,
    kinds,
    legend,
    letters,
    nothing,
    page_width,
    say,
    within,
)

Tables = Mapping[str, pd.DataFrame]
TOP = 20
LABEL_LENGTH = 44
MAP_ENTITIES, MAP_WORKS, MAP_PAIRS = 14, 16, 40
MAP_SIDES = [0.34, 0.5]  # where the lines begin and end, of the width
MAP_GAP = 5  # points between the end of a line and its name
MAPPED = ("PERSON", "ORG", "EVENT", "LAW", "WORK_OF_ART")  # places and peoples stand everywhere
ARCHIVES = 18
ARTICLES = 30


def ranking_effect(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Citations of the most cited works before and after short forms are resolved."""
    part = tables["rankings"]
    part = part[part["level"] == "work"].sort_values(["n_after", "label"], ascending=[False, True])[
        :TOP
    ]
    name = say("Short forms resolved", "Çözülen kısa atıflar")
    axes = bars(figure, len(part), name, say("citations", "atıf"))
    places = range(len(part))
    axes.hlines(list(places), part["n_before"], part["n_after"], color=QUIET, lw=1.4, zorder=1)
    axes.scatter(
        part["n_before"], list(places), s=26, facecolor="white", edgecolor=TURKISH, linewidth=1.2,
        zorder=2, label=say("named", "adıyla anılan"),
    )  # fmt: skip
    axes.scatter(
        part["n_after"], list(places), s=28, color=ENGLISH, marker="D", zorder=3,
        label=say("short forms resolved", "kısa atıflarla"),
    )  # fmt: skip
    for at, row in zip(places, part.itertuples(), strict=True):
        before = "–" if pd.isna(row.rank_before) else str(row.rank_before)
        axes.annotate(
            f"{before} → {row.rank_after}", (float(row.n_after), at), xytext=(7, 0),
            textcoords="offset points", va="center", size=6.5, color=QUIET,
        )  # fmt: skip
    axes.set_yticks(list(places), [fitted(label, LABEL_LENGTH) for label in part["label"]])
    axes.set_ylim(max(len(part), 1) - 0.4, -0.6)
    axes.margins(x=0.12)
    if len(part):
        legend(figure, axes, 2)
    return part[["id", "label", "n_before", "rank_before", "n_after", "rank_after"]]


def source_years(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Citations by year of publication of the source, and where they rise above their years."""
    years = tables["source_years"]
    figure.set_size_inches(page_width(), 2.9)
    axes = figure.add_subplot()
    head(figure, axes, say("Years of the sources", "Kaynakların yayın yılları"))
    if years.empty:
        nothing(axes, say("no source with a year", "yılı bilinen kaynak yok"))
        return years
    counts = years["n_citations"]
    axes.bar(years["year"], counts, width=0.9, color=TURKISH, label=say("citations", "atıf"))
    axes.plot(
        years["year"], years["deviation"], color=ENGLISH, lw=1.1,
        label=say("difference from the median of five years", "beş yılın ortancasından fark"),
    )  # fmt: skip
    axes.axhline(0, color=QUIET, lw=0.6)
    axes.set_xlabel(say("year of publication", "yayın yılı"))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=letters(10), integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    legend(figure, axes, 2)
    return years


def archives(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Citations of archival files by archive and fond; a short one counts for its file."""
    files = tables["works"][["work_id", "archive", "fond"]]
    cited = tables["citations"].drop(columns=["archive", "fond"]).merge(files, on="work_id")
    cited = cited[(cited["archive"] != "") & (cited["place_kind"] != "bibliography")]
    counts = (
        cited.groupby(["archive", "fond"]).agg(n_citations=("citation_id", "size"),
                                               n_files=("work_id", "nunique")).reset_index()
    )  # fmt: skip
    totals = counts.groupby("archive")["n_citations"].transform("sum")
    ordered = counts.assign(total=totals).sort_values(
        ["total", "archive", "n_citations", "fond"], ascending=[False, True, False, True]
    )
    part = ordered.drop(columns="total")[:ARCHIVES]
    axes = bars(
        figure,
        len(part),
        say("Archives and fonds", "Arşivler ve fonlar"),
        say("citations", "atıf"),
    )
    if part.empty:
        nothing(axes, say("no archival source", "arşiv kaynağı yok"))
        return part
    palette = list(COLOURS.values())
    order = list(dict.fromkeys(part["archive"]))
    colours = [palette[order.index(name) % len(palette)] for name in part["archive"]]
    places = range(len(part))
    axes.barh(places, part["n_citations"], color=colours, height=0.7)
    labels = [
        fitted(", ".join(t for t in (row.archive, row.fond) if t), LABEL_LENGTH)
        for row in part.itertuples()
    ]
    axes.set_yticks(list(places), labels)
    axes.set_ylim(len(part) - 0.4, -0.6)
    return part


def entity_work_map(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Which works are cited in the paragraphs that name an entity: the strongest pairs."""
    entities = tables["entities"].set_index("entity_id")
    pairs = _strongest(tables["entity_works"], entities)
    counted = tables["citation_frequency"]
    names = counted[counted["level"] == "work"].set_index("id")["label"]
    left = _heights(_most(pairs, "entity_id"))
    right = _heights(_in_order(pairs, left))
    rows = max(len(left), len(right))
    figure.set_size_inches(page_width(), max(1.6, 0.9 + 1.3 * ROW * rows))
    axes = figure.add_subplot()
    head(
        figure,
        axes,
        say("Works cited where an entity is named", "Varlıkların yanında anılan eserler"),
    )
    axes.axis("off")
    made = pairs.assign(
        name=pairs["entity_id"].map(entities["name"]), label=pairs["work_id"].map(names)
    )[["entity_id", "name", "work_id", "label", "n", "share"]]
    if pairs.empty:
        nothing(axes, say("no note stands beside an entity", "varlıkların yanında atıf yok"))
        return made
    most = int(pairs["n"].max())
    for row in pairs.itertuples():
        axes.plot(
            MAP_SIDES, [left[str(row.entity_id)], right[str(row.work_id)]],
            color=COLOURS[str(entities.loc[row.entity_id, "label"])],
            lw=0.5 + 2.5 * int(row.n) / most, alpha=0.6, solid_capstyle="round",
        )  # fmt: skip
    inside = page_width() * POINTS - 2 * PAD
    rooms = (inside * MAP_SIDES[0] - MAP_GAP, inside * (1 - MAP_SIDES[1]) - MAP_GAP)
    for entity, y in left.items():
        text, label = str(entities.loc[entity, "name"]), str(entities.loc[entity, "label"])
        axes.plot([MAP_SIDES[0]], [y], MARKERS[label], color=COLOURS[label], ms=4)
        _beside(axes, within(text, rooms[0]), MAP_SIDES[0], y, -1)
    for work, y in right.items():
        _beside(axes, within(str(names.get(work, work)), rooms[1]), MAP_SIDES[1], y, 1)
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.03, 1.03)
    kinds(figure, {str(entities.loc[entity, "label"]) for entity in left})
    return made


def _beside(axes: Axes, text: str, x: float, y: float, side: int) -> None:
    """A name to the left (-1) or right (1) of the end of a line."""
    axes.annotate(
        text, (x, y), (MAP_GAP * side, 0), textcoords="offset points", va="center", size=SIZE,
        ha="left" if side > 0 else "right",
    )  # fmt: skip


def _strongest(pairs: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The pairs with most citations, of entities that tell something, as many as can be read."""
    kept = entities.index[entities["label"].isin(MAPPED)]
    inside = pairs[pairs["entity_id"].isin(kept)]
    for column, count in (("entity_id", MAP_ENTITIES), ("work_id", MAP_WORKS)):
        inside = inside[inside[column].isin(_most(inside, column)[:count])]
    ordered = inside.sort_values(
        ["n", "share", "entity_id", "work_id"], ascending=[False, False, True, True]
    )
    return ordered[: letters(MAP_PAIRS)][::-1]  # the strongest are drawn last


def _most(pairs: pd.DataFrame, column: str) -> list[str]:
    """Keys of a column by the sum of ``n``, the greatest first."""
    sums = pairs.groupby(column)["n"].sum()
    return [str(key) for key, _ in sorted(sums.items(), key=lambda i: (-i[1], str(i[0])))]


def _in_order(pairs: pd.DataFrame, left: Mapping[str, float]) -> list[str]:
    """The works in the order of the entities that they belong to: few lines cross."""
    heights: dict[str, list[float]] = {}
    for row in pairs.itertuples():
        heights.setdefault(str(row.work_id), []).extend([left[str(row.entity_id)]] * int(row.n))
    return sorted(heights, key=lambda work: (-sum(heights[work]) / len(heights[work]), work))


def _heights(keys: list[str]) -> dict[str, float]:
    """From top to bottom of the unit square."""
    return {key: 1 - at / max(len(keys) - 1, 1) for at, key in enumerate(keys)}


def alignment_coverage(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Entities of the abstracts: named in both languages, or in one only, by article."""
    sections = tables["sections"]
    abstracts = sections[sections["kind"] == "abstract"]
    inside = tables["mentions"].merge(abstracts[["doc_id", "section_id"]])
    inside = inside[(inside["entity_id"] != "") & (inside["label"] != "DATE")]
    both = abstracts.groupby("doc_id")["lang"].nunique()
    inside = inside[inside["doc_id"].isin(both[both > 1].index)]
    sides = inside.groupby(["doc_id", "entity_id"])["lang"].agg(lambda s: "+".join(sorted(set(s))))
    counts = sides.reset_index().groupby(["doc_id", "lang"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["en+tr", "tr", "en"], fill_value=0)[:ARTICLES]
    axes = bars(
        figure, len(counts), say("Entities of the two abstracts", "İki özetin varlıkları"),
        say("entities", "varlık"),
    )  # fmt: skip
    if counts.empty:
        nothing(axes, say("no article with abstracts in both languages", "iki dilde özet yok"))
        return counts.reset_index()
    start = pd.Series(0, index=counts.index)
    for column, colour, hatch, label in (
        ("en+tr", "#009E73", "", say("both", "ikisinde")),
        ("tr", TURKISH, "////", say("Turkish only", "yalnız Türkçe")),
        ("en", ENGLISH, "..", say("English only", "yalnız İngilizce")),
    ):
        axes.barh(
            range(len(counts)), counts[column], left=start, color=colour, hatch=hatch,
            edgecolor="white", linewidth=0, height=0.7, label=label,
        )  # fmt: skip
        start = start + counts[column]
    titles = tables["documents"].set_index("doc_id")["title"]
    names = [fitted(str(titles.get(d) or d), LABEL_LENGTH) for d in counts.index]
    axes.set_yticks(range(len(counts)), names)
    axes.set_ylim(len(counts) - 0.4, -0.6)
    legend(figure, axes, 3)
    return counts.reset_index().rename(columns={"en+tr": "both", "tr": "tr_only", "en": "en_only"})


def corpus_timeline(tables: Tables, figure: Figure) -> pd.DataFrame:
    """The articles by their own year of publication, and how many entities each year names."""
    documents = tables["documents"]
    dated = documents.dropna(subset=["year"])
    figure.set_size_inches(page_width(), 2.4)
    axes = figure.add_subplot()
    head(figure, axes, say("The corpus by year", "Yıllara göre derlem"))
    if dated.empty:
        nothing(
            axes, say("no years known: add metadata.csv", "yıllar bilinmiyor: metadata.csv ekleyin")
        )
        return dated[["year"]]
    counts = dated.groupby(dated["year"].astype(int)).agg(
        n_documents=("doc_id", "size"), n_mentions=("n_mentions", "sum"),
        n_citations=("n_citations", "sum"),
    )  # fmt: skip
    axes.bar(counts.index, counts["n_documents"], width=0.7, color=TURKISH)
    axes.set_ylabel(say("articles", "makale"))
    axes.set_xlabel(say("year", "yıl"))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=letters(12), integer=True))
    axes.grid(axis="y", color=RULE)
    axes.set_axisbelow(True)
    return counts.reset_index()


CHARTS = {
    "ranking_effect": ranking_effect,
    "source_years": source_years,
    "archives": archives,
    "entity_work_map": entity_work_map,
    "alignment_coverage": alignment_coverage,
    "corpus_timeline": corpus_timeline,
}
