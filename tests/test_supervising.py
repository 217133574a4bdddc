"""The order in which documents are worked on."""

from pathlib import Path

from pipeline import supervising
from pipeline.run import Source


def source(name, size):
    return Source(Path(name), name, name, Path(f"{name}.json.gz"), size)


def test_long_articles_are_begun_first_and_equals_in_order_of_name():
    given = [source("c.txt", 10), source("b.txt", 300), source("a.txt", 10)]
    assert [s.relative for s in supervising.largest_first(given)] == ["b.txt", "a.txt", "c.txt"]
