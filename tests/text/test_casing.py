import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.casing import fold, lower, sort_key, title, upper

TURKISH = st.text("aâbcçdefgğhıiîjklmnoöprsştuûüvyzAÂBCÇDEFGĞHIİÎJKLMNOÖPRSŞTUÛÜVYZ ’'-0123456789.")


@given(TURKISH, st.sampled_from(["tr", "en"]))
def test_changing_case_never_changes_length(text, lang):
    assert len(lower(text, lang)) == len(upper(text, lang)) == len(text)


@given(st.text("abcçdefgğhıijklmnoöprsştuüvyz"))
def test_turkish_case_goes_there_and_back(text):
    assert lower(upper(text, "tr"), "tr") == text


@given(TURKISH)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IŞIK", "ışık"), ("İSTANBUL", "istanbul"), ("Kâzım", "KAZIM"), ("Paşa", "pasa"),
        ("Türkiye’de", "Türkiye'de"), (unicodedata.normalize("NFD", "Çiçerin"), "Çiçerin"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


def test_different_names_do_not_fold_alike():
    assert fold("Sabit") != fold("Sabri")


def test_turkish_alphabetical_order():
    names = ["Zeki", "Çiçerin", "Ömer", "Cemal", "Ünal", "İsmet", "Şevket", "Ilgaz", "Sami", "Oğuz"]
    assert sorted(names, key=sort_key) == [
        "Cemal", "Çiçerin", "Ilgaz", "İsmet", "Oğuz", "Ömer", "Sami", "Şevket", "Ünal", "Zeki",
    ]  # fmt: skip


def test_title_keeps_suffixes_small():
    assert title("ŞEVKET SÜREYYA’NIN", "tr") == "Şevket Süreyya’nın"
