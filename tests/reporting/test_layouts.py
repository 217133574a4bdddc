"""Charts of corpora of every size: no text is cut and no label lies on another."""

import random
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from pipeline.records import Citation, Resolution, Sentence
from pipeline.reporting import style
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.style import Look
from tests.linking.test_laws import made
from tests.reporting.test_reporting import tables_of

LABELS = ("PERSON", "GPE", "LOC", "ORG", "NORP", "EVENT", "LAW", "FAC", "WORK_OF_ART", "DATE")
SYLLABLES = ("İs", "ğı", "şe", "Çö", "lük", "ma", "ren", "to", "Ü", "vey", "han", "ban", "ı", "kür")
SLACK = 2.0  # pixels that a glyph may stand over
CROWDED = ("cooccurrence_network", "entity_work_map", "alignment_overview")  # placed by themselves


def names(rng, count):
    """Names of two letters up to very long ones, in both languages."""
    found = []
    for number in range(count):
        words = rng.choice((1, 2, 2, 3, 9))
        word = " ".join("".join(rng.choices(SYLLABLES, k=rng.randint(1, 5))) for _ in range(words))
        found.append((f"{word} {number}", rng.choice(LABELS), rng.choice(("tr", "tr", "en"))))
    return found


@cache
def tables(size):
    """Tables of `size` articles that name some of 120 things and cite some of 60 works."""
    rng = random.Random(size)
    pool, titles = names(rng, 120), [name for name, *_ in names(rng, 60)]
    documents = []
    for number in range(size):
        document = made(number, rng.sample(pool, 5))
        doc_id, end = document.source.doc_id, len(document.article.text)
        cited = [
            Citation(
                f"{doc_id}:n{n}.1", doc_id, n, 1, "note", title, 0, min(20, end), type="book",
                authors=f"{title.split()[0]}, A.", title=title, year=str(rng.randint(1850, 2020)),
            )
            for n, title in enumerate(rng.sample(titles, 3), 1)
        ]  # fmt: skip
        documents.append(
            replace(
                document,
                sentences=(Sentence(f"{doc_id}.s1", "body-tr", "tr", 0, end),),
                citations=tuple(cited),
                resolutions=tuple(
                    Resolution(c.citation_id, "", "full", (), 1.0, "") for c in cited
                ),
            )
        )
    return tables_of(documents)


def drawn(name, size, look):
    with style.styled(look):
        figure = Figure(layout="constrained")
        CHARTS[name](tables(size), figure)
        style.lay_out(figure)
        return figure


@pytest.mark.parametrize(
    "size, look",
    [(1, Look()), (2000, Look()), (2000, Look("both", 1))],
    ids=["one", "many", "many and narrow"],
)
@pytest.mark.parametrize("name", sorted(CHARTS))
def test_no_text_is_cut_and_no_label_lies_on_another(name, size, look):
    figure = drawn(name, size, look)
    whole = figure.bbox
    labels = {
        id(axis): [t for t in axis.get_ticklabels() if t.get_text() and _shown(t, axes, axis)]
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
    }
    hidden = {
        id(text)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for text in axis.findobj(Text)
        if text not in labels[id(axis)] and (text is not axis.label or not axes.axison)
    }
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and id(text) not in hidden:
            box = text.get_window_extent()
            assert box.x0 >= whole.x0 - SLACK and box.x1 <= whole.x1 + SLACK, text
            assert box.y0 >= whole.y0 - SLACK and box.y1 <= whole.y1 + SLACK, text
    for mine in labels.values() if name not in CROWDED else ():
        boxes = [t.get_window_extent() for t in mine]
        for (a, x), (b, y) in combinations(zip(mine, boxes, strict=True), 2):
            wide = min(x.x1, y.x1) - max(x.x0, y.x0)
            high = min(x.y1, y.y1) - max(x.y0, y.y0)
            slanted = a.get_rotation() or b.get_rotation()
            assert slanted or not (wide > SLACK and high > SLACK), (a, b)


def _shown(text, axes, axis):
    """Whether a tick label is drawn: ticks outside the limits are not."""
    at = 0 if axis is axes.xaxis else 1
    low, high = sorted((axes.get_xlim(), axes.get_ylim())[at])
    return axes.axison and text.get_visible() and low <= text.get_position()[at] <= high


@pytest.mark.parametrize("look", [Look(), Look("both", 1)], ids=["wide", "narrow"])
@pytest.mark.parametrize("size", [1, 2000])
@pytest.mark.parametrize("name", ["cooccurrence_network", "author_network"])
def test_no_name_of_a_network_lies_on_another(name, size, look):
    [axes] = drawn(name, size, look).axes
    boxes = [text.get_window_extent() for text in axes.texts if text.get_text()]
    for a, b in combinations(boxes, 2):
        wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert not (wide > SLACK and high > SLACK)


def test_a_chart_speaks_the_language_it_is_asked_for():
    for look, said in ((Look("tr"), "Arşivler ve fonlar"), (Look("en"), "Archives and fonds")):
        figure = drawn("archives", 1, look)
        assert [axes.get_title(loc="left") for axes in figure.axes] == [said]
