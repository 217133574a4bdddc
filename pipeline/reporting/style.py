"""The look of the charts: one palette, one typeface, one way to save."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import offset_copy

from pipeline.reporting import lettering
from pipeline.reporting.wording import words

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
PANELS = ("#0072B2", "#009E73", "#B34E00")  # of charts with a panel a question
INK, QUIET, RULE = "#222222", "#666666", "#D8D4CC"
DPI = 300
LAYOUTS = 2  # the first pass moves the axes, and with them the ticks and what they need
ROW, LINE = 0.19, 0.16  # heights of a bar's row and of a legend's, in inches
WIDTHS = {1: 84 / 25.4, 2: 174 / 25.4}  # one and two columns of a journal page, in inches
KINDS = {"both": 3, "tr": 6, "en": 6}  # of entities in a row of a legend, by language
NARROW = 0.6  # of the letters of a label that one column has room for
POINTS = 72  # of an inch
PAD = 3.0  # points that the layout leaves free at each edge
SIZE = 7.5  # of a label, in points
LETTER = 0.62  # of its size that a letter of a label may be wide; capitals are cut sooner
MARK, MARK_PAD = 4.0, 10.0  # points of a mark beside a row, and that it needs
SIGN = 5.0  # widths of a letter for the sign of a legend and what is free around it

SETTINGS: Any = {
    "font.family": lettering.FACE, "font.size": 8, "axes.titlesize": 9.5, "axes.labelsize": 8,
    "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.edgecolor": QUIET,
    "axes.linewidth": 0.6, "axes.spines.top": False, "axes.spines.right": False,
    "xtick.color": QUIET, "ytick.color": INK, "xtick.labelsize": SIZE, "ytick.labelsize": SIZE,
    "text.color": INK, "axes.labelcolor": INK, "grid.color": RULE, "grid.linewidth": 0.6,
    "legend.frameon": False, "legend.fontsize": SIZE, "svg.fonttype": "none",
    "svg.hashsalt": "ikidil", "pdf.fonttype": 42, "text.parse_math": False,
    "figure.facecolor": "white", "savefig.facecolor": "white",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """The language of what a chart says, and the columns of a page that it takes."""

    language: Literal["both", "tr", "en"] = "both"
    columns: Literal[1, 2] = 2


_LOOK: ContextVar[Look] = ContextVar("_LOOK", default=Look())  # noqa: B039 (frozen)


@contextmanager
def styled(look: Look | None = None) -> Iterator[None]:
    """The project's settings of matplotlib, and the ones before afterwards."""
    token = _LOOK.set(look or Look())
    try:
        with mpl.rc_context(SETTINGS):
            yield
    finally:
        _LOOK.reset(token)


def say(english: str, turkish: str) -> str:
    """What a chart says, in its language or in both.

    >>> with styled(Look("tr")): say("citations", "atıf")
    'atıf'
    >>> say("citations", "atıf")
    'citations / atıf'
    """
    between = " / " if one_page_wide() else " /\n"
    language = _LOOK.get().language
    return {"en": english, "tr": turkish}.get(language, f"{english}{between}{turkish}")


def head(figure: Figure, axes: Axes, name: str) -> None:
    """The title above the axes; over the whole figure where the axes are narrower than it."""
    if one_page_wide():
        axes.set_title(name)
    else:
        figure.suptitle(name, x=0.01, ha="left", weight="bold", size=8)


def one_page_wide() -> bool:
    """Whether the chart has both columns."""
    return _LOOK.get().columns == 2


def page_width() -> float:
    """The width of a chart in inches."""
    return WIDTHS[_LOOK.get().columns]


def letters(most: int) -> int:
    """How many letters of a label there is room for, of `most` on the whole page."""
    return most if one_page_wide() else int(most * NARROW)


def fitted(text: str, most: int) -> str:
    """A label cut to the letters that there is room for; capitals take the room of more."""
    room = letters(most) * LETTER * SIZE
    return within(shortened(legible(text), letters(most)), room)


def legible(text: str) -> str:
    """`text` with letters that the typeface lacks as the name of their script."""
    return lettering.legible(text, _LOOK.get().language)


def width(text: str, size: float = SIZE) -> float:
    """How wide a text is, in points, whatever the resolution.

    >>> width("iii") < width("OOO") and width("OOO", 15) > 1.9 * width("OOO")
    True
    """
    face = FontProperties(family=lettering.FACE, size=size)
    measured = text_to_path.get_text_width_height_descent
    lines = [measured(line, face, ismath=False)[0] for line in text.splitlines()]
    return float(max(lines, default=0.0))


def within(text: str, room: float, size: float = SIZE) -> str:
    """`text` cut at a word, to `room` points.

    >>> within("Enver Paşa", 100), within("Enver Paşa", 40)
    ('Enver Paşa', 'Enver …')
    """
    text = legible(text)
    length, cut = len(text), text
    while length > 2 and (wide := width(cut, size)) > room:
        length = max(2, min(length - 1, int(length * room / wide) + 1, len(cut) - 1))
        cut = shortened(text, length)
    return cut


def legend(figure: Figure, axes: Axes, columns: int) -> None:
    """The legend of `axes` below the chart, in as many of `columns` columns as find room."""
    handles, names = axes.get_legend_handles_labels()
    widest = max(map(width, names), default=0.0) + SIGN * SIZE
    most = int((page_width() * POINTS - 2 * PAD) / widest)
    figure.legend(
        handles, names, loc="outside lower right",
        ncols=max(1, min(columns, most)) if one_page_wide() else 1,
    )  # fmt: skip


def kind(label: str) -> str:
    """A kind of entities, as people call it.

    >>> with styled(Look("tr")): kind("PERSON")
    'kişi'
    """
    return said(words()[label])


def said(word: Mapping[str, str]) -> str:
    """A word of ``words.tsv`` in the language of the chart, on one line."""
    language = _LOOK.get().language
    return word.get(language) or " / ".join(dict.fromkeys((word["en"], word["tr"])))


def kinds(figure: Figure, labels: Collection[str]) -> None:
    """The legend of the kinds of entities: their marks, which differ in grey, too."""
    handles = [
        Line2D([], [], color=COLOURS[each], label=kind(each), lw=0, marker=MARKERS[each])
        for each in COLOURS if each in labels
    ]  # fmt: skip
    if handles:
        columns = min(len(handles), _kinds_in_a_row())
        figure.legend(handles=handles, loc="outside lower center", ncols=columns)


def mark(axes: Axes, at: int, label: str, *, below: bool = False) -> None:
    """The mark of a kind beside row `at`, or below column `at`: in grey no colour tells kinds.

    The labels of the ticks make room for it by a pad of `MARK_PAD`.
    """
    x, y = (0.0, -MARK_PAD / 2) if below else (-MARK_PAD / 2, 0.0)
    along = axes.get_xaxis_transform() if below else axes.get_yaxis_transform()
    moved = offset_copy(along, axes.get_figure(root=True), x, y, units="points")
    axes.plot(
        *(([at], [0]) if below else ([0], [at])), MARKERS[label], color=COLOURS[label], ms=MARK,
        transform=moved, clip_on=False,
    )  # fmt: skip


def _kinds_in_a_row() -> int:
    return KINDS[_LOOK.get().language] // (1 if one_page_wide() else 3)


def kinds_height(labels: Collection[str]) -> float:
    """The height of the legend of `kinds`, in inches."""
    return LINE * -(-len(labels) // _kinds_in_a_row())


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


def bars(figure: Figure, rows: int, name: str, xlabel: str) -> Axes:
    """Axes for `rows` horizontal bars on a figure of fitting height."""
    around = 0.9 if one_page_wide() else 1.6  # title, axis and legend
    figure.set_size_inches(page_width(), max(1.6, around + ROW * rows))
    axes = figure.add_subplot()
    head(figure, axes, name)
    axes.set_xlabel(xlabel)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=9 if one_page_wide() else 2, integer=True))
    axes.tick_params(axis="y", length=0)
    return axes


def nothing(axes: Axes, why: str) -> None:
    """Say on empty axes why there is nothing to draw."""
    axes.axis("off")
    axes.text(0.5, 0.5, why, ha="center", va="center", color=QUIET, transform=axes.transAxes)
