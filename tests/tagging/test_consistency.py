import pytest

from pipeline.tagging.consistency import missed, refined, settled


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("Kont Andrássy", "PERSON", ["Andrássy"]),
        ("General Halil Paşa", "PERSON", ["Halil Paşa"]),
        ("Halil Paşa", "PERSON", ["Halil Paşa"]),
        ("General", "PERSON", ["General"]),
        ("Türk-Sovyet", "NORP", ["Türk", "Sovyet"]),
        ("Upmal-Angorskiy", "PERSON", ["Upmal-Angorskiy"]),
        ("Doğu-batı", "NORP", ["Doğu-batı"]),
        ("3. Berlin Kongresi", "EVENT", ["Berlin Kongresi"]),
        ("12 Mart 1921", "DATE", ["12 Mart 1921"]),
    ],
)
def test_a_span_holds_its_names_only(text, label, names):
    assert [text[a:b] for a, b, *_ in refined(text, (0, len(text), label, 0.9))] == names


def test_an_ordinal_is_part_of_a_name_in_a_sentence():
    text = "3. Ordu geri çekildi."
    assert [text[a:b] for a, b, *_ in refined(text, (0, 7, "ORG", 0.9))] == ["3. Ordu"]


def test_the_majority_settles_the_kind_and_a_tie_does_not():
    found = [(0, 5, "PERSON", 0.9), (9, 14, "PERSON", 0.9), (20, 25, "GPE", 0.6)]
    assert [label for _, _, label, _ in settled(found, ["enver"] * 3)] == ["PERSON"] * 3
    found = [(0, 5, "EVENT", 0.9), (9, 14, "GPE", 0.9)]
    assert [label for _, _, label, _ in settled(found, ["lozan"] * 2)] == ["EVENT", "GPE"]


def test_a_name_recognised_once_is_found_again_with_any_suffix():
    text = "Enver geldi. Sonra Enver’in mektubu, Enverland ve enver."
    again = list(missed(text, [(0, 5, "PERSON", 0.99)], ["Enver"]))
    assert [(text[a:b], label) for a, b, label, _ in again] == [("Enver", "PERSON")]
    assert again[0][0] == 19


def test_what_was_not_recognised_surely_is_not_looked_for():
    assert not list(missed("Lale geldi. Lale gitti.", [(0, 4, "PERSON", 0.6)], ["Lale"]))
