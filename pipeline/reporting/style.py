"""The look of the charts: one palette, one typeface, one way to save."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

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
    """PNG at 300 dpi and SVG with text as text; nothing in them that changes from run to run."""
    folder.mkdir(parents=True, exist_ok=True)
    figure.savefig(folder / f"{name}.png", dpi=DPI, metadata={"Software": None})
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})


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
