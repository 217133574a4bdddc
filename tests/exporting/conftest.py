"""The run that most tests of exports write."""

import pytest

from tests.exporting.made import outside, run_of, with_keywords


@pytest.fixture(scope="package")
def run():
    return run_of([with_keywords("a-00000000"), outside()])


@pytest.fixture(scope="package")
def tables(run):
    return run.tables
