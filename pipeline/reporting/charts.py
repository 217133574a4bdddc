"""Charts of what is mentioned and cited; each a function of the tables onto the axes it is given.

A chart computes a small table, draws it, and returns it: that table is the CSV beside the picture.
It saves nothing. Networks and matrices stand in ``network_charts``, sources in ``source_charts``.
"""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pipeline.reporting import corpus_charts, source_charts
from pipeline.reporting.author_chart import author_network
from pipeline.reporting.network_charts import cooccurrence_matrix, cooccurrence_network
from pipeline.reporting.style import (
    COLOURS,
    ENGLISH,
    MARK_PAD,
    PAD,
    POINTS,
    QUIET,
    ROW,
    TURKISH,
    bars,
    fitted,
    head,
    kind,
    kinds,
    legend,
    letters,
    mark,
    one_page_wide,
    page_width,
    said,
    say,
    within,
)
from pipeline.reporting.wording import both

Tables = Mapping[str, pd.DataFrame]
TOP = 20
LABELS = ("PERSON", "GPE", "ORG", "NORP", "LOC", "EVENT")  # panels, in order
PER_PANEL, PANEL_ROOM = 8, 100  # bars, and points of a name
LABEL_LENGTH = 44
PAIR_SIDES, PAIR_GAP, PAIR_SIZE = (0.36, 0.64), 5, 7  # ends of a line, points to a name, its size
PAIR_MARKS = "os^Dv*PXhp<>"  # of the kinds of evidence: they differ in grey, too
DECADE = 10
GREGORIAN = 1400  # years below are Hijri or Rumi where Turkish history cites them


def entities_by_label(tables: Tables, figure: Figure) -> pd.DataFrame:
    """The most mentioned entities of each kind, Turkish and English mentions apart."""
    entities = tables["entities"]
    parts = []
    for label in LABELS:
        part = entities[entities["label"] == label]
        parts.append(part.sort_values(["n_mentions", "name"], ascending=[False, True])[:PER_PANEL])
    shown = [part for part in parts if len(part)]
    across = 2 if one_page_wide() else 1
    rows = -(-len(shown) // across)
    figure.set_size_inches(page_width(), max(1.8, 0.4 + rows * (0.55 + ROW * PER_PANEL)))
    figure.suptitle(
        say("Most mentioned entities", "En çok anılan varlıklar"), x=0.01, ha="left",
        weight="bold", size=9.5,
    )  # fmt: skip
    for at, part in enumerate(shown):
        axes = figure.add_subplot(rows, across, at + 1)
        names = [within(name, PANEL_ROOM) for name in part["name"]]
        places = range(len(part))
        axes.barh(places, part["n_tr"], color=TURKISH, label=say("Turkish", "Türkçe"), height=0.7)
        axes.barh(
            places, part["n_en"], left=part["n_tr"], color=ENGLISH, height=0.7,
            label=say("English", "İngilizce"), hatch="////", edgecolor="white", linewidth=0,
        )  # fmt: skip
        axes.set_yticks(list(places), names)
        axes.set_ylim(PER_PANEL - 0.4, -0.6)
        axes.set_title(kind(part["label"].iloc[0]), size=8, color=COLOURS[part["label"].iloc[0]])
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        axes.tick_params(axis="y", length=0)
        if at == 0:
            handles, labels = axes.get_legend_handles_labels()
            figure.legend(handles, labels, loc="outside lower right", ncols=across)
    columns = ["label", "entity_id", "name", "n_mentions", "n_tr", "n_en", "n_documents"]
    made = pd.concat(shown) if shown else entities[:0]
    return made[columns]


def _ranking(tables: Tables, figure: Figure, level: str, name: str) -> pd.DataFrame:
    """Bars of citation counts, full citations and resolved short forms apart."""
    counts = tables["citation_frequency"]
    part = counts[counts["level"] == level]
    part = part.sort_values(["n_citations", "label"], ascending=[False, True])[:TOP]
    axes = bars(figure, len(part), name, say("citations", "atıf"))
    places = range(len(part))
    axes.barh(places, part["n_full"], color=TURKISH, height=0.7, label=say("full", "tam"))
    axes.barh(
        places, part["n_short"], left=part["n_full"], color=ENGLISH, height=0.7, hatch="////",
        edgecolor="white", linewidth=0, label=say("short, resolved", "kısa, çözülmüş (a.g.e. …)"),
    )  # fmt: skip
    axes.set_yticks(list(places), [fitted(label, LABEL_LENGTH) for label in part["label"]])
    axes.set_ylim(max(len(part), 1) - 0.4, -0.6)
    if len(part):
        legend(figure, axes, 2)
    return part[["id", "label", "n_citations", "n_full", "n_short", "n_documents"]]


def cited_works(tables: Tables, figure: Figure) -> pd.DataFrame:
    """The most cited works once every short form is resolved."""
    return _ranking(tables, figure, "work", say("Most cited works", "En çok atıf alan eserler"))


def cited_authors(tables: Tables, figure: Figure) -> pd.DataFrame:
    """The most cited authors once every short form is resolved."""
    return _ranking(
        tables, figure, "author", say("Most cited authors", "En çok atıf alan yazarlar")
    )


def works_by_decade(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Cited works by decade of publication; those without a Gregorian year are only counted."""
    works = tables["works"]
    known = pd.to_numeric(works["year"].str.extract(r"(\d{4})")[0], errors="coerce").dropna()
    years = known[known >= GREGORIAN]
    counts = (years // DECADE * DECADE).astype(int).value_counts().sort_index()
    if len(counts):
        decades = range(counts.index.min(), counts.index.max() + 1, DECADE)
        counts = counts.reindex(decades, fill_value=0)
    figure.set_size_inches(page_width(), 2.6)
    axes = figure.add_subplot()
    axes.bar(counts.index, counts, width=DECADE * 0.8, align="edge", color=TURKISH)
    head(
        figure,
        axes,
        say("Cited works by decade of publication", "On yıllara göre atıf yapılan eserler"),
    )
    axes.set_ylabel(say("works", "eser"))
    without, other = len(works) - len(known), len(known) - len(years)
    notes = [f"{without} {say('without a year', 'yılı belirsiz')}"] if without else []
    notes += [f"{other} {say('Hijri or Rumi', 'hicrî ya da rumî')}"] if other else []
    decade = say("decade", "on yıl")
    axes.set_xlabel("\n".join([decade, *notes]) if notes else decade)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    step = max(1, len(counts) // letters(14) + 1)
    ticks = list(counts.index[::step])
    axes.set_xticks([tick + DECADE * 0.4 for tick in ticks], [str(tick) for tick in ticks])
    return pd.DataFrame({"decade": counts.index, "n_works": counts.to_numpy()})


def dispersion(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Where in the articles the most mentioned entities stand, from beginning to end."""
    entities, mentions = tables["entities"], tables["mentions"]
    chosen = entities[entities["label"] != "DATE"]
    chosen = chosen.sort_values(["n_mentions", "name"], ascending=[False, True])[:TOP]
    lengths = tables["documents"].set_index("doc_id")["n_chars"]
    places = mentions[mentions["entity_id"].isin(chosen["entity_id"])]
    share = places["start"] / places["doc_id"].map(lengths).astype("Float64")
    found = places.assign(place=share.astype(float).round(4))[["entity_id", "doc_id", "place"]]
    axes = bars(
        figure, len(chosen), say("Where entities appear", "Varlıkların metindeki yeri"),
        say("from beginning to end of the article", "makalenin başından sonuna"),
    )  # fmt: skip
    for at, row in enumerate(chosen.itertuples()):
        where = found[found["entity_id"] == row.entity_id]["place"]
        once = np.unique(where.round(3))  # finer than a line is wide
        x = np.repeat(once, 3)
        y = np.tile([at - 0.32, at + 0.32, np.nan], len(once))  # one path for all strokes
        axes.plot(x, y, color=COLOURS[str(row.label)], lw=0.9, alpha=0.8, solid_capstyle="butt")
        mark(axes, at, str(row.label))
    axes.set_yticks(range(len(chosen)), [fitted(name, 30) for name in chosen["name"]])
    axes.tick_params(axis="y", pad=MARK_PAD)
    axes.set_ylim(max(len(chosen), 1) - 0.4, -0.6)
    axes.set_xlim(-0.01, 1.01)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "¼", "½", "¾", "1"])
    kinds(figure, set(chosen["label"]))
    return found.merge(chosen[["entity_id", "name", "label"]], on="entity_id")


def alignment_overview(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Turkish and English forms joined in the articles, with the evidence that joined them."""
    links = tables["alignments"]
    links = links[~links["evidence"].str.contains("date", regex=False)]
    best = links.sort_values(["score", "tr_form"], ascending=[False, True])
    best = best.drop_duplicates(["tr_form", "en_form"])[: 2 * TOP]
    figure.set_size_inches(page_width(), max(1.8, 0.9 + 0.16 * len(best)))
    axes = figure.add_subplot()
    head(figure, axes, say("Turkish–English names joined", "Eşleştirilen Türkçe–İngilizce adlar"))
    first = [str(proof).partition("|")[0] for proof in best["evidence"]]
    signs: dict[str, dict[str, Any]] = {
        proof: {"color": colour, "marker": sign, "ms": 4.5, "label": _proof(proof)}
        for proof, colour, sign in zip(
            sorted(set(first)), cycle(COLOURS.values()), cycle(PAIR_MARKS), strict=False
        )
    }
    left, right = PAIR_SIDES
    room = (page_width() * POINTS - 2 * PAD) * min(left, 1 - right) - PAIR_GAP
    for at, (row, proof) in enumerate(zip(best.itertuples(), first, strict=True)):
        wide = 0.4 + 1.4 * float(row.score)
        axes.plot(PAIR_SIDES, [at, at], lw=wide, alpha=0.9, **{**signs[proof], "label": None})
        for text, x, way in ((row.tr_form, left, "right"), (row.en_form, right, "left")):
            axes.annotate(
                within(str(text), room, PAIR_SIZE), (x, at),
                (PAIR_GAP if way == "left" else -PAIR_GAP, 0), textcoords="offset points",
                ha=way, va="center", size=PAIR_SIZE,
            )  # fmt: skip
        axes.text(0.5, at - 0.12, f"{row.score:.2f}", ha="center", va="bottom", size=5, color=QUIET)
    for sign in signs.values():
        axes.plot([], [], lw=1.5, **sign)
    axes.set_xlim(0, 1)
    axes.set_ylim(max(len(best), 1) - 0.3, -0.9)
    axes.axis("off")
    if signs:
        legend(figure, axes, 3)
    return best[["doc_id", "entity_id", "tr_form", "en_form", "score", "evidence"]]


def _proof(evidence: str) -> str:
    """The evidence of a pair in words."""
    en, tr = both("evidence", evidence)
    return said({"en": en, "tr": tr})


# The name is the file name, in the order of the report. To add a chart, write and list it here.
CHARTS = {
    "entities_by_label": entities_by_label,
    "cooccurrence_network": cooccurrence_network,
    "cooccurrence_matrix": cooccurrence_matrix,
    "cited_works": cited_works,
    "cited_authors": cited_authors,
    "author_network": author_network,
    "works_by_decade": works_by_decade,
    "dispersion": dispersion,
    "alignment_overview": alignment_overview,
    **source_charts.CHARTS,
    **corpus_charts.CHARTS,
}
