"""A list of names with Wikidata items beside the articles."""

import pytest

from pipeline import linking
from pipeline.errors import PipelineError
from tests.linking.test_laws import made

HEAD = "wikidata_id\teng\tlabel\tlanguage\ttype\n"
ROWS = (
    "Q6134\tEnver Pasha\tEnver Paşa\ttr\tPER\nQ6134\tEnver Pasha\tIsmail Enver\ten\tPER\n"
    "Q9248\tBaku\tBakü\ttr\tLOC\nQ9248\tBaku\tBâdkûbe\ttr\tLOC\nQ1\tx\tMehmed\ttr\tPER\nQ2\tx\tMehmed\ttr\tPER\n"
)
NAMES = [
    ("Enver Paşa", "PERSON", "tr"), ("Bakü", "GPE", "tr"), ("Mehmed", "PERSON", "tr"),
    ("Ismail Enver", "PERSON", "en"), ("Bakü", "ORG", "tr"), ("Bâdkûbe", "GPE", "tr"),
]  # fmt: skip


def entities(tmp_path, text):
    path = tmp_path / "names.tsv"
    path.write_text(text, encoding="utf-8")
    linked = linking.link([made(0, NAMES)], None, path)
    return {(e.name, e.label): e for e in linked.entities}, linked


def test_names_of_one_item_are_one_entity_with_its_link(tmp_path):
    found, linked = entities(tmp_path, HEAD + ROWS)
    assert found["Enver Paşa", "PERSON"].wikidata == "Q6134"
    assert "Bâdkûbe" in found["Bakü", "GPE"].variants
    assert any(merge.rule == "name-list" for merge in linked.merges)


def test_a_name_of_several_items_or_of_another_kind_gets_none(tmp_path):
    found, _ = entities(tmp_path, HEAD + ROWS)
    assert found["Bakü", "GPE"].wikidata == "Q9248"
    assert found["Mehmed", "PERSON"].wikidata == found["Bakü", "ORG"].wikidata == ""


def test_a_list_without_the_columns_says_which(tmp_path):
    with pytest.raises(PipelineError, match="wikidata_id"):
        entities(tmp_path, "a\tb\n1\t2\n")
