"""The last names of two abstracts, joined by elimination, and what keeps them apart."""

import json
from pathlib import Path

import pytest

from pipeline import linking
from pipeline.evaluation import abstract_pairs

GOLD = Path(__file__).parents[1] / "gold"
WORK, PERSON = "WORK_OF_ART", "PERSON"


@pytest.fixture
def joined(tmp_path, monkeypatch):
    monkeypatch.setattr(abstract_pairs, "form_vectors", lambda *_: [])

    def of(turkish, english, names_tr, names_en):
        row = {
            "id": "x", "tr": turkish, "en": english, "keywords_tr": [], "keywords_en": [],
            "alignment": [], "keyword_pairs": [],
            "mentions_tr": [[name, label, name] for name, label in names_tr],
            "mentions_en": [[name, label, name] for name, label in names_en],
        }  # fmt: skip
        path = tmp_path / "pairs.jsonl"
        path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
        [pair] = abstract_pairs.read(path, None)
        linked = linking.link([pair.document], None)
        return {(k.tr_form, k.en_form): k.evidence for k in linked.links if k.en_form}

    return of


def test_the_only_work_of_both_abstracts_is_one(joined):
    found = joined(
        "Metin Erksan’ın Susuz Yaz adlı filmi incelenmiştir.",
        "Metin Erksan’s film Dry Summer has been examined.",
        [("Metin Erksan", PERSON), ("Susuz Yaz", WORK)],
        [("Metin Erksan", PERSON), ("Dry Summer", WORK)],
    )
    assert found["Susuz Yaz", "Dry Summer"] == ("left-over",)


def test_two_works_without_likeness_stay_apart(joined):
    found = joined(
        "Susuz Yaz ve Altın Ayı incelenmiştir.",
        "Dry Summer and the Golden Bear have been examined.",
        [("Susuz Yaz", WORK), ("Altın Ayı", WORK)],
        [("Dry Summer", WORK), ("Golden Bear", WORK)],
    )
    assert not found


def test_persons_who_do_not_sound_alike_stay_apart(joined):
    found = joined(
        "Eserde Namık Kemal anlatılır.", "The work tells of Ziya Pasha.",
        [("Namık Kemal", PERSON)], [("Ziya Pasha", PERSON)],
    )  # fmt: skip
    assert not found


def test_a_name_spelled_freely_is_found_if_nothing_else_can_be_meant(joined):
    found = joined(
        "Külliyeyi Akşemseddin kurmuştur.", "The complex was founded by Akshams al-Din.",
        [("Akşemseddin", PERSON)], [("Akshams al-Din", PERSON)],
    )  # fmt: skip
    assert found == {("Akşemseddin", "Akshams al-Din"): ("left-over",)}


def test_names_at_the_two_ends_of_the_texts_are_not_each_other(joined):
    filler = " Ayrıntılar kaynaklarda geniş biçimde ele alınmış ve tartışılmıştır." * 4
    found = joined(
        f"Susuz Yaz incelenmiştir.{filler}", f"{filler} The last example is Golden Bear.",
        [("Susuz Yaz", WORK)], [("Golden Bear", WORK)],
    )  # fmt: skip
    assert not found


def test_a_foreign_name_is_not_what_is_left_over_in_english(joined):
    found = joined(
        "The New York Times taranmıştır.", "The Republican Archives have been searched.",
        [("The New York Times", "ORG")], [("Republican Archives", "ORG")],
    )  # fmt: skip
    assert not found


@pytest.mark.parametrize(
    ("turkish", "english", "is_one"),
    [
        ("Altıncı Kongre", "Fifth Congress", False),
        ("1856 Sözleşmesi", "Treaty of 1878", False),
        ("Altıncı Daire", "Sixth Municipal District", True),
    ],
)
def test_numbers_block_what_is_left_over(joined, turkish, english, is_one):
    label = "EVENT" if "Daire" not in turkish else "ORG"
    found = joined(turkish, english, [(turkish, label)], [(english, label)])
    assert ((turkish, english) in found) == is_one


@pytest.mark.parametrize("part", ["alignment", "keyword_pairs"])
def test_a_second_annotator_joins_the_same_names(part):
    """A third of the abstract pairs was annotated again, without sight of the first answers."""
    first, second = (
        {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
        for path in (GOLD / "abstract_pairs.jsonl", GOLD / "abstract_pairs_second.jsonl")
    )
    assert len(second) * 3 > len(first)
    both = [
        ({tuple(p) for p in first[i][part]}, {tuple(p) for p in second[i][part]}) for i in second
    ]
    joint = sum(len(a & b) for a, b in both)
    assert 2 * joint / sum(len(a) + len(b) for a, b in both) >= 0.95
