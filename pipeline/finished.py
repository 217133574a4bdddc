"""A finished run as the exporting room takes it: tables, texts, meanings, bibliography."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline import publishing, tables
from pipeline.assembling import WORK_FIELDS
from pipeline.citing import bibliography
from pipeline.errors import PipelineError
from pipeline.exporting.finished import Finished
from pipeline.records import Work
from pipeline.schema import tables as schema


def read(out: Path) -> Finished:
    """The run that stands in the folder `out`.

    ``exporting.export("tei", finished.read(Path("outputs")), Path("tei"))`` writes it as TEI.
    """
    made = tables.read(out / "tables")
    documents = made["documents"]
    ids = documents.loc[documents["status"] != "failed", "doc_id"]
    texts = {str(doc_id): _text(out / "text" / f"{doc_id}.txt") for doc_id in ids}
    return replace(of(made, texts), record=publishing.read_record(out))


def _text(path: Path) -> str:
    """Exactly as it was written: offsets point into it."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise PipelineError("E_NO_INPUT", f"{path} is missing: run the analysis again") from error


def of(made: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> Finished:
    """A run by its tables and its clean texts, document id to text."""
    works = [_work(row) for row in made["works"].to_dict("records")]
    return Finished(
        tables=made,
        texts=texts,
        meanings={
            table.name: tuple((c.name, c.meaning_en, c.meaning_tr) for c in table.columns)
            for table in schema().values()
        },
        bibliography={
            "works.bib": bibliography.bibtex(works),
            "works.ris": bibliography.ris(works),
            "works.csl.json": bibliography.csl_json(works),
        },
    )


def _work(row: Mapping[str, object]) -> Work:
    """The record that a row of ``works`` was made of, as far as a bibliography asks."""
    return Work(**{name: str(row[name]) for name in WORK_FIELDS}, variants=(), citation_ids=())
