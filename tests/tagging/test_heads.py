"""Last words of Turkish compounds, and common nouns that name nothing alone."""

import pytest

from pipeline.tagging import heads


def said(text, *spans):
    return [(text.index(s), text.index(s) + len(s), label, 0.9) for s, label in spans]


def test_two_names_joined_by_and_are_two():
    text = "Islahat Fermanı ve Paris Kongresi"
    found = heads.with_heads(text, "tr", said(text, (text, "EVENT")))
    assert [(text[a:b], label) for a, b, label, _ in found] == [
        ("Islahat Fermanı", "LAW"),
        ("Paris Kongresi", "EVENT"),
    ]


def test_and_inside_one_name_stays():
    text = "İttihat ve Terakki Cemiyeti"
    assert heads.with_heads(text, "tr", said(text, (text, "ORG"))) == said(text, (text, "ORG"))


@pytest.mark.parametrize(
    ("surface", "label", "stays"),
    [
        ("Savaş", "EVENT", False),
        ("Konferansta", "EVENT", False),
        ("Kanun", "LAW", False),
        ("Lozan", "EVENT", True),  # a city standing for its conference
        ("Mecelle", "LAW", True),
        ("Savaş", "PERSON", True),  # a given name
    ],
)
def test_a_common_noun_names_nothing_alone(surface, label, stays):
    found = [(0, len(surface), label, 0.9)]
    assert list(heads.without_nouns(surface, "tr", found)) == (found if stays else [])
