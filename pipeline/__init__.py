"""İkidil: Turkish scholarly articles into tables of entities and citations.

Two functions are public: `analyze` a folder of articles, and `load` what a run has made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.config import Settings
    from pipeline.supervising import Summary

__all__ = ["analyze", "load"]
__version__ = "0.1.0"

# Imports stand inside: `import pipeline.text` in a worker must not load every room and pandas.


def analyze(corpus: str | Path, out: str | Path, settings: Settings | None = None) -> Summary:
    """Analyse a folder of articles into `out`, as ``make analyze`` does, and say what was done."""
    from pipeline import supervising
    from pipeline.config import Settings

    plan = supervising.plan(Path(corpus), Path(out), settings or Settings())
    return supervising.carry_out(plan, lambda done, name: None)


def load(out: str | Path) -> dict[str, pd.DataFrame]:
    """Every table of a run by name, typed as the data dictionary says."""
    from pipeline import tables

    return tables.read(Path(out) / "tables")
