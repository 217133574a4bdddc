"""What stands beside a name: titles, governments, the other people of a pair; keyword lists."""

import re

import pytest

from pipeline.tagging import consistency, neighbours
from pipeline.text.casing import fold


@pytest.mark.parametrize(
    ("text", "lang", "said", "right"),
    [
        ("General Halil Paşa geldi", "tr", [("Halil", "PERSON")], [("Halil Paşa", "PERSON")]),
        ("Rauf Beyden mektup", "tr", [("Rauf", "PERSON")], [("Rauf Beyden", "PERSON")]),
        ("Halil Paşazade", "tr", [("Halil", "PERSON")], [("Halil", "PERSON")]),
        ("Kemal Beyrut’ta kaldı", "tr", [("Kemal", "PERSON"), ("Beyrut", "GPE")],
         [("Kemal", "PERSON"), ("Beyrut", "GPE")]),
        ("met Enver Pasha", "en", [("Enver", "PERSON")], [("Enver Pasha", "PERSON")]),
        ("Ankara Pasha Street", "en", [("Ankara", "GPE")], [("Ankara", "GPE")]),
        ("the Soviet governments’ notes", "en", [("Soviet", "NORP")],
         [("Soviet governments", "ORG")]),
        ("Ankara hükümetinin kararı", "tr", [("Ankara", "GPE")],
         [("Ankara hükümetinin", "ORG")]),
        ("Rauf Bey (Orbay) geldi", "tr", [("Rauf Bey", "PERSON"), ("Orbay", "NORP")],
         [("Rauf Bey", "PERSON"), ("Orbay", "PERSON")]),
        ("Enver Paşa (Berlin)", "tr", [("Enver Paşa", "PERSON"), ("Berlin", "GPE")],
         [("Enver Paşa", "PERSON"), ("Berlin", "GPE")]),
        ("Türk-Rus İlişkileri", "tr", [("Türk", "NORP")], [("Türk", "NORP"), ("Rus", "NORP")]),
        ("Türk-Rusça sözlük", "tr", [("Türk", "NORP")], [("Türk", "NORP")]),
    ],
)  # fmt: skip
def test_names_take_in_what_belongs_to_them(text, lang, said, right):
    spans = [(text.index(s), text.index(s) + len(s), label, 0.9) for s, label in said]
    found = neighbours.with_neighbours(text, lang, spans)
    assert [(text[a:b], label) for a, b, label, _ in found] == right


def test_a_keyword_of_the_table_is_a_name_and_another_is_none():
    text = "Bolshevik, education, Lausanne"
    spans = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    found = list(neighbours.of_table(text, spans, [(22, 30, "GPE", 0.8)]))
    assert [(text[a:b], label) for a, b, label, _ in found] == [("Bolshevik", "NORP")]


def persons(text, *names):
    return [
        (m.start(), m.end(), "PERSON", 0.9)
        for m in re.finditer("|".join(sorted(map(re.escape, names), key=len, reverse=True)), text)
    ]


def test_a_full_name_behind_another_is_a_person_of_its_own():
    text = "Halil Paşa gitti. E. Mango Halil Paşa hakkında yazdı."
    found = persons(text, "Halil Paşa", "E. Mango Halil Paşa")
    parted = consistency.unjoined(text, found, lambda name, _: fold(name))
    assert [text[a:b] for a, b, *_ in parted] == ["Halil Paşa", "E. Mango", "Halil Paşa"]


def test_a_name_of_three_words_stays_whole():
    text = "Mustafa Kemal Paşa geldi. Kemal Paşa konuştu."
    found = persons(text, "Mustafa Kemal Paşa", "Kemal Paşa")
    parted = consistency.unjoined(text, found, lambda name, _: fold(name))
    assert list(parted) == found
