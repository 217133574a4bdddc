"""A finished run, read for the exporting room."""

import pandas as pd
import pytest

from pipeline import exporting, finished, publishing, tables
from pipeline.errors import PipelineError
from tests.examples import document
from tests.exporting.made import run_of


@pytest.fixture
def out(tmp_path):
    run = run_of([document()])
    publishing.write_tables(run.tables, tmp_path / "tables")
    publishing.write_texts({"a-00000000": "Enver\r\nPaşa\n"}, tmp_path / "text")
    return tmp_path


def test_texts_are_what_the_run_wrote(out):
    assert finished.read(out).texts == {"a-00000000": "Enver\r\nPaşa\n"}


def test_tables_of_another_version_are_told(out):
    path = out / "tables" / "works.parquet"
    pd.read_parquet(path).drop(columns="fond").to_parquet(path)
    with pytest.raises(PipelineError, match=r"works\.parquet is of another version"):
        finished.read(out)


def test_what_the_run_recorded_is_at_hand(out):
    (out / "run.json").write_text('{"versions": {"stanza": "0.9"}}', encoding="utf-8")
    assert finished.read(out).record["versions"] == {"stanza": "0.9"}


def test_a_missing_text_is_named(out):
    (out / "text" / "a-00000000.txt").unlink()
    with pytest.raises(PipelineError, match=r"a-00000000\.txt"):
        finished.read(out)


def test_a_document_that_failed_has_no_text(out):
    made = tables.read(out / "tables")
    made["documents"]["status"] = "failed"
    publishing.write_tables(made, out / "tables")
    assert finished.read(out).texts == {}


def test_every_usual_format_is_known():
    assert exporting.USUAL.keys() <= exporting.FORMATS.keys()
