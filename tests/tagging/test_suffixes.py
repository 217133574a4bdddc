import pytest

from pipeline.tagging.names import trim
from pipeline.tagging.suffixes import is_suffix


@pytest.mark.parametrize(
    "letters", ["nın", "ye", "dekilerin", "ydı", "lilerin", "ndaki", "ci", "sızlık", "yken", "s"]
)
def test_suffixes(letters):
    assert is_suffix(letters)


@pytest.mark.parametrize("letters", ["minskiy", "d", "yev", "skogo", "yan", "Nın", "bek"])
def test_more_of_a_name(letters):
    assert not is_suffix(letters)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("İlyiç’ten", "İlyiç"), ("Bartol’d", "Bartol’d"), ("Il’minskiy’nin", "Il’minskiy"),
        ("D’Ohsson’un", "D’Ohsson"), ("Turkey’s", "Turkey"), ("Şâfi‘îler", "Şâfi‘îler"),
    ],
)
def test_only_grammar_is_cut_from_a_name(text, name):
    assert text[slice(*trim(text, 0, len(text)))] == name
