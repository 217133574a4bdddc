"""Closed sets of the tables in two languages."""

import re

import pytest

from pipeline.reporting.charts import CHARTS
from pipeline.reporting.wording import both, captions
from pipeline.schema import tables as schema

TYPES = next(
    re.findall(r"[a-z_]+", column.meaning_en.replace(" or ", " "))
    for column in schema()["citations"].columns
    if column.name == "type"
)


@pytest.mark.parametrize("group, value", [
    *[("type", value) for value in TYPES],
    *[("status", value) for value in ("ok", "partial", "failed")],
    *[("only", value) for value in ("tr", "en")],
])  # fmt: skip
def test_every_value_has_a_word_in_both_languages(group, value):
    english, turkish = both(group, value)
    assert english and turkish and english != turkish


def test_what_is_unknown_stays_as_it_is():
    assert both("evidence", "table|something new") == [
        "table + something new", "tablo + something new",
    ]  # fmt: skip


def test_every_chart_has_a_caption():
    assert captions().keys() == CHARTS.keys()
