"""What people look at: charts and the report, from the tables alone."""

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from pipeline.config import Settings
from pipeline.reporting import style
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.report import write_report
from pipeline.reporting.style import Look
from pipeline.reporting.wording import captions
from pipeline.text.files import write_atomically

__all__ = ["Look", "draw", "write"]

NOT_DRAWN = ("tokens", "sentences", "evidence", "hyphenation")  # large, and in no chart
MOST = 4  # processes that draw: each holds the tables

_given: tuple[Any, ...] | None = None  # what a drawing process was started with


def write(
    tables: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    folder: Path,
    settings: Settings,
    jobs: int = 1,
) -> None:
    """Charts and report of one run into `folder`."""
    draw(tables, folder / "charts", jobs=jobs)
    write_report(tables, texts, folder / "charts", folder / "report.html")


def draw(
    tables: Mapping[str, pd.DataFrame], folder: Path, look: Look | None = None, jobs: int = 1
) -> None:
    """Every chart as PNG, SVG and PDF, with a CSV of its numbers and its caption as a text.

    Most of the time goes into subsetting fonts, a chart like the other: with `jobs` above 1
    processes share the charts, and the bytes are the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if jobs < 2:
        for name in CHARTS:
            _draw_one(name, tables, folder, look)
        return
    seen = {name: table for name, table in tables.items() if name not in NOT_DRAWN}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, MOST), context, _receive, (seen, folder, look)) as pool:
        for _ in pool.map(_draw_given, CHARTS):
            pass


def _draw_one(
    name: str, tables: Mapping[str, pd.DataFrame], folder: Path, look: Look | None
) -> None:
    with style.styled(look):
        figure = Figure(layout="constrained")
        shown = CHARTS[name](tables, figure)
        style.save(figure, folder, name)
    caption = captions()[name]
    write_atomically(folder / f"{name}.txt", f"{caption['tr']}\n\n{caption['en']}\n".encode())
    shown.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")


def _receive(*given: Any) -> None:
    global _given
    _given = given


def _draw_given(name: str) -> None:
    assert _given is not None
    _draw_one(name, *_given)
