import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import tables
from pipeline.errors import PipelineError
from pipeline.schema import tables as schema

CELLS = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=20
)

# DESIGN's names; users build on them, so they are written out here and not read from the schema.
PROMISED = {
    "documents": "doc_id path format encoding sha256 status error_code title n_chars n_tokens_tr "
    "n_tokens_en n_notes n_mentions n_citations warnings",
    "sections": "doc_id section_id kind lang start end raw_start raw_end",
    "hyphenation": "doc_id raw_start left right joined decision evidence",
    "notes": "doc_id note marker_raw_start marker_section_id status kind text raw_start raw_end",
    "sentences": "doc_id sentence_id section_id lang start end",
    "tokens": "doc_id start sentence_id end text lemma upos feats lang",
    "mentions": "doc_id start end raw_start raw_end section_id sentence_id lang surface base_form "
    "label score model mention_id entity_id",
    "entities": "entity_id label name name_tr name_en n_mentions n_tr n_en n_documents variants",
    "alignments": "doc_id entity_id tr_form en_form score evidence",
    "keyword_pairs": "doc_id position keyword_tr keyword_en score",
    "cooccurrence": "window entity_a entity_b n n_documents expected log_likelihood npmi p_value",
    "evidence": "kind id doc_id start sentence_id left hit right",
    "citations": "doc_id note position citation_id raw raw_start raw_end type ref_form "
    "short_marker antecedent_id work_id container_work_id authors title container_title place "
    "publisher volume issue year pages locator archive fond opis delo list shelfmark quoted_in "
    "signal comment confidence warnings",
    "works": "work_id type authors title container_title place publisher volume issue year pages "
    "language n_citations n_notes n_documents variants",
    "citation_frequency": "level id label n_citations n_notes n_documents n_full n_short",
    "lint": "doc_id note rule severity message raw_start raw_end",
    "problems": "doc_id code place stage message raw_start raw_end",
}


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_every_promised_column_is_there(name):
    assert set(PROMISED[name].split()) <= set(schema()[name].names)


@pytest.mark.parametrize("name", sorted(schema()))
def test_every_column_says_what_it_means_in_both_languages(name):
    table = schema()[name]
    assert table.key
    for column in table.columns:
        assert len(column.meaning_en) > 2
        assert len(column.meaning_tr) > 2


def test_a_table_is_sorted_by_its_key_and_typed():
    made = tables.frame("sections", [{"doc_id": "b", "start": 1}, {"doc_id": "a", "start": 2}])
    assert list(made["doc_id"]) == ["a", "b"]
    assert str(made["start"].dtype) == "Int64"
    assert made["kind"].eq("").all()


def test_an_unknown_column_is_refused():
    with pytest.raises(PipelineError, match="E_SCHEMA table sections: unknown columns colour"):
        tables.frame("sections", [{"colour": "red"}])


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_what_is_written_is_read_back(tmp_path_factory, cells):
    folder = tmp_path_factory.mktemp("tables")
    rows = [{"doc_id": str(i), "lang": "tr", "position": i, "text": c} for i, c in enumerate(cells)]
    made = tables.frame("keywords", rows)
    tables.write_csv(made, folder / "t.csv")
    tables.write_parquet(made, folder / "t.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "t.parquet"), made, check_dtype=False)
    with (folder / "t.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == list(made["text"])
