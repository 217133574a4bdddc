"""Charts of corpora of every size: all drawn, no text cut, no text on another."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from pipeline.reporting import style
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.style import Look
from tests.reporting.corpora import corpus

SLACK = 2.0  # pixels at 300 dpi that a glyph may stand over
LOOKS = [
    (1, Look()), (7, Look("tr", 1)), (60, Look("both", 1)), (60, Look("en", 2)),
    (500, Look("en", 1)), (2000, Look("tr", 2)),
]  # fmt: skip
SEEN = (60, Look("en", 2))  # what the tests of single properties look at
# charts whose words say what a bar is
WITHOUT_GROUPS = (
    "archives", "author_network", "works_by_decade", "corpus_timeline", "entity_years",
    "source_kinds",
)  # fmt: skip
MANY, ROWS = 7, 5  # articles from which a chart has so many rows


@cache
def drawn(name, size, look):
    """The laid out figure and the rows that it shows."""
    with style.styled(look):
        figure = Figure(layout="constrained")
        rows = CHARTS[name](corpus(size), figure)
        style.lay_out(figure)
        return figure, rows


def texts(figure):
    """Every text that the picture shows: of ticks, axes, legends, titles, marks."""
    unseen = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            unseen |= {id(text) for text in axis.findobj(Text)}
            if axes.axison:
                unseen -= {id(text) for text in axis.get_ticklabels() if _inside(text, axes, axis)}
                unseen -= {id(axis.label), id(axis.get_offset_text())}
    return [
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and id(text) not in unseen
    ]


def _inside(text, axes, axis):
    """Whether a tick label is drawn: ticks outside the limits are not."""
    at = 0 if axis is axes.xaxis else 1
    low, high = sorted((axes.get_xlim(), axes.get_ylim())[at])
    return low <= text.get_position()[at] <= high


def corners(text):
    """The four corners of a text as it lies in the picture, turned or not; pixels."""
    around = text.get_window_extent()
    turn = text.get_rotation()
    middle = np.array([around.x0 + around.x1, around.y0 + around.y1]) / 2
    text.set_rotation(0)
    flat = text.get_window_extent()
    text.set_rotation(turn)
    half = np.array([flat.width, flat.height]) / 2
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    return middle + (signs * half) @ np.array([[cos, sin], [-sin, cos]])


def overlap(one, other):
    """By how many pixels two boxes lie on each other, along the way that parts them most."""
    least = np.inf
    for box in (one, other):
        for side in (box[1] - box[0], box[2] - box[1]):
            normal = np.array([-side[1], side[0]]) / np.hypot(*side)
            a, b = one @ normal, other @ normal
            least = min(least, min(a.max(), b.max()) - max(a.min(), b.min()))
    return least


def faults(figure):
    """What is wrong with the texts of a figure: cut at its edge, or lying on one another."""
    width, height = figure.bbox.width, figure.bbox.height
    boxes = [(text.get_text(), corners(text)) for text in texts(figure)]
    found = []
    for said, box in boxes:
        (x0, y0), (x1, y1) = box.min(axis=0), box.max(axis=0)
        if min(x0, y0, width - x1, height - y1) < -SLACK:
            found.append(f"cut: {said!r} {[round(float(n)) for n in (x0, y0, x1, y1)]}")
    for (a, one), (b, other) in combinations(boxes, 2):
        near = (one.min(axis=0) < other.max(axis=0)) & (other.min(axis=0) < one.max(axis=0))
        if near.all() and overlap(one, other) > SLACK:
            found.append(f"on each other: {a!r}, {b!r}")
    return found


@pytest.mark.parametrize(
    ("size", "look"), LOOKS, ids=[f"{n}-{k.language}-{k.columns}" for n, k in LOOKS]
)
@pytest.mark.parametrize("name", sorted(CHARTS))
def test_no_text_is_cut_and_none_lies_on_another(name, size, look):
    figure, rows = drawn(name, size, look)
    assert len(rows) >= (ROWS if size >= MANY else 1)
    assert len(texts(figure)) > ROWS
    assert faults(figure) == []


def test_a_chart_speaks_the_language_it_is_asked_for():
    for look, said in ((Look("tr"), "Arşivler ve fonlar"), (Look("en"), "Archives and fonds")):
        figure, _ = drawn("archives", 1, look)
        assert [axes.get_title(loc="left") for axes in figure.axes] == [said]


def test_the_look_at_faults_sees_them():
    figure = Figure(figsize=(2, 1), dpi=300)
    figure.text(0.1, 0.5, "Lozan")
    figure.text(0.12, 0.52, "Lausanne")
    figure.text(0.8, 0.1, "Türkiye Büyük Millet Meclisi")
    figure.text(0.3, 0.1, "BOA", rotation=90)
    assert [fault.split(":")[0] for fault in faults(figure)] == ["cut", "on each other"]


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_groups_of_a_chart_differ_without_colour(name):
    """What a legend tells apart has a mark, a line or a hatch of its own."""
    figure, _ = drawn(name, *SEEN)
    legends = [figure.legends[0]] if figure.legends else []
    for legend in legends:
        signs = [_sign(handle) for handle in legend.legend_handles]
        assert len(set(signs)) == len(signs) > 1
    if name not in WITHOUT_GROUPS:
        assert legends


def _sign(handle):
    """The look of a sign of a legend, its colour left out."""
    if isinstance(handle, Line2D):
        return "line", handle.get_marker(), handle.get_linestyle()
    if isinstance(handle, PathCollection):
        return "marks", handle.get_paths()[0].vertices.tobytes()
    return "area", handle.get_hatch()


@pytest.mark.parametrize("name", ["dispersion", "cooccurrence_matrix"])
def test_each_row_has_the_mark_of_its_kind(name):
    figure, _ = drawn(name, *SEEN)
    [axes] = figure.axes
    rows = [t.get_text() for t in axes.get_yticklabels()]
    signs = [line.get_marker() for line in axes.lines]
    marks = [sign for sign in signs if sign in style.MARKERS.values()]
    assert len(marks) == len(rows) * (2 if name == "cooccurrence_matrix" else 1)
    legend = {handle.get_marker() for handle in figure.legends[0].legend_handles}
    assert set(marks) == legend and len(legend) >= 5


def test_the_two_languages_differ_in_grey():
    """Bars of both stand side by side; they are hatched besides."""
    lighter, darker = sorted((_light(style.ENGLISH), _light(style.TURKISH)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) > 2
    assert len(set(style.MARKERS.values())) == len(style.MARKERS) == len(style.COLOURS)


def _light(colour):
    """Relative luminance of a colour, 0 to 1, as WCAG defines it."""
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
