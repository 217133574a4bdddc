"""What a finished run holds, as every writer takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Meanings = Mapping[str, tuple[tuple[str, str, str], ...]]


@dataclass(frozen=True, slots=True)
class Finished:
    """A run's tables and texts, and what else of it is for other programs."""

    tables: Tables
    texts: Mapping[str, str] = field(default_factory=dict)  # clean text by doc_id
    meanings: Meanings = field(default_factory=dict)  # a table's columns, each in en and tr
    bibliography: Mapping[str, str] = field(default_factory=dict)  # file name to content
    record: Mapping[str, Any] = field(default_factory=dict)  # what run.json says
