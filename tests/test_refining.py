"""The table of entities to OpenRefine and back into the authority file."""

import csv

import pytest

from pipeline import assembling, linking, refining, tables
from pipeline.errors import PipelineError
from pipeline.exporting import export
from pipeline.exporting.finished import Finished
from pipeline.linking import authority
from pipeline.tables import frame
from tests.linking.test_laws import NAMES, made


@pytest.fixture
def documents():
    return [made(0, NAMES[:12]), made(1, NAMES[11:])]


def tables_of(documents, path=None):
    linked = linking.link(documents, path)
    mentions = frame("mentions", assembling.mentions(documents, linked.entity_of))
    return {
        "mentions": mentions,
        "entities": frame("entities", assembling.entities(linked.entities, mentions)),
    }


@pytest.fixture
def out(documents, tmp_path, monkeypatch):
    """A run's folder, of which only these tables are asked for."""
    kept = tables_of(documents)
    monkeypatch.setattr(tables, "read", lambda folder: kept)
    return tmp_path


def edited(out, **changes):
    """The exported table with cells changed: name of an entity to its new cells."""
    [path] = export("openrefine", Finished(tables.read(out)), out)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= changes.get(row["name"].replace(" ", "_"), {})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_table_that_nobody_changed_gives_no_lines(out):
    assert list(refining.lines(out, edited(out))) == []


def test_every_change_becomes_a_line_that_has_its_effect(out, documents):
    path = edited(
        out, Enver_Paşa={"name": "Mustafa Kemal"}, Bakü={"name": "Bakü şehri", "wikidata": "Q9248"},
        Rum={"ignore": "x"}, TBMM={"label": "GPE"},
    )  # fmt: skip
    file = out / "authority.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(refining.HEAD)
        writer.writerows(refining.lines(out, path))
    assert {line.action for line in authority.read(file)} == {
        "merge", "rename", "link", "ignore", "type",
    }  # fmt: skip
    after = tables_of(documents, file)["entities"].set_index("name")
    assert "Enver Paşa" in after.loc["Mustafa Kemal", "variants"]
    assert after.loc["Bakü şehri", "wikidata"] == "Q9248"
    assert "Rum" not in after.index
    assert "GPE" in set(after[after["variants"].str.contains("TBMM")]["label"])


def test_a_table_of_another_run_is_refused(out):
    path = edited(out)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("gpe-baku", "gpe-x"), encoding="utf-8")
    with pytest.raises(PipelineError, match="no entities of"):
        list(refining.lines(out, path))
