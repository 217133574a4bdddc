"""What people look at: charts and the report, from the tables alone."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from pipeline.config import Settings
from pipeline.reporting import style
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.report import write_report
from pipeline.reporting.style import Look

__all__ = ["Look", "draw", "write"]


def write(
    tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], folder: Path, settings: Settings
) -> None:
    """Charts and report of one run into `folder`."""
    draw(tables, folder / "charts")
    write_report(tables, texts, folder / "charts", folder / "report.html")


def draw(
    tables: Mapping[str, pd.DataFrame], folder: Path, look: Look | None = None
) -> None:
    """Every chart as PNG, SVG and PDF, with a CSV of the numbers that it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    with style.styled(look):
        for name, chart in CHARTS.items():
            figure = Figure(layout="constrained")
            shown = chart(tables, figure)
            style.save(figure, folder, name)
            shown.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
