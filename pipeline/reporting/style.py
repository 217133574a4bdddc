"""The look of the charts: one palette, one typeface, one way to save."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

# Okabe and Ito (2008), readable with every kind of colour blindness; yellow is too pale for lines
COLOURS = {
    "PERSON": "#0072B2", "GPE": "#D55E00", "LOC": "#E69F00", "ORG": "#009E73", "NORP": "#CC79A7",
    "EVENT": "#56B4E9", "LAW": "#7F6000", "FAC": "#999999", "WORK_OF_ART": "#404040",
    "DATE": "#BBBBBB",
}  # fmt: skip
MARKERS = {
    "PERSON": "o", "GPE": "s", "LOC": "D", "ORG": "^", "NORP": "v", "EVENT": "P", "LAW": "X",
    "FAC": "h", "WORK_OF_ART": "*", "DATE": ".",
}  # fmt: skip
TURKISH, ENGLISH = "#0072B2", "#E69F00"  # the two languages wherever they are compared
INK, QUIET, RULE = "#222222", "#666666", "#D8D4CC"
DPI = 300
LAYOUTS = 2  # the first pass moves the axes, and with them the ticks and what they need
ROW = 0.19  # height of a bar's row, in inches
WIDTH = 174 / 25.4  # two columns of a journal page, in inches

SETTINGS: Any = {
    "font.family": "DejaVu Sans", "font.size": 8, "axes.titlesize": 9.5, "axes.labelsize": 8,
    "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.edgecolor": QUIET,
    "axes.linewidth": 0.6, "axes.spines.top": False, "axes.spines.right": False,
    "xtick.color": QUIET, "ytick.color": INK, "xtick.labelsize": 7.5, "ytick.labelsize": 7.5,
    "text.color": INK, "axes.labelcolor": INK, "grid.color": RULE, "grid.linewidth": 0.6,
    "legend.frameon": False, "legend.fontsize": 7.5, "svg.fonttype": "none",
    "svg.hashsalt": "ikidil", "pdf.fonttype": 42, "text.parse_math": False,
    "figure.facecolor": "white", "savefig.facecolor": "white",
}  # fmt: skip


@contextmanager
def styled() -> Iterator[None]:
    """The project's settings of matplotlib, and the ones before afterwards."""
    with mpl.rc_context(SETTINGS):
        yield


def save(figure: Figure, folder: Path, name: str) -> None:
    """PNG at 300 dpi, SVG with text as text, PDF with its fonts; the same bytes from run to run."""
    folder.mkdir(parents=True, exist_ok=True)
    lay_out(figure)
    figure.savefig(folder / f"{name}.png", dpi=DPI, metadata={"Software": None})
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
    figure.savefig(folder / f"{name}.pdf", metadata={"CreationDate": None, "Creator": None})


def lay_out(figure: Figure) -> None:
    """Place everything once, as the PNG needs it, and not anew for each format."""
    figure.set_dpi(DPI)  # letters are measured as the PNG will draw them
    for _ in range(LAYOUTS):
        figure.draw_without_rendering()
    figure.set_layout_engine("none")


def shortened(text: str, length: int) -> str:
    """`text` in at most `length` characters, cut at a word.

    >>> shortened("Rossiya i Vostok. Hrestomatiya", 18)
    'Rossiya i Vostok …'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    if not text[length - 1].isspace():
        cut = cut.rpartition(" ")[0]
    cut = cut.rstrip(" ,;:.–-(")
    return f"{cut or text[: length - 2]} …"


def bars(figure: Figure, rows: int, title: str, xlabel: str) -> Axes:
    """Axes for `rows` horizontal bars on a figure of fitting height."""
    figure.set_size_inches(WIDTH, max(1.6, 0.9 + ROW * rows))
    axes = figure.add_subplot()
    axes.set_title(title)
    axes.set_xlabel(xlabel)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(axis="y", length=0)
    return axes


def nothing(axes: Axes, why: str) -> None:
    """Say on empty axes why there is nothing to draw."""
    axes.axis("off")
    axes.text(0.5, 0.5, why, ha="center", va="center", color=QUIET, transform=axes.transAxes)
