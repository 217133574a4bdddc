import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numerals import from_roman

SIGNS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
         (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def written(number: int) -> str:
    text = ""
    for value, sign in SIGNS:
        text += sign * (number // value)
        number %= value
    return text


@given(st.integers(1, 3999))
def test_every_number_is_read_as_it_is_written(number):
    assert from_roman(written(number)) == number


@pytest.mark.parametrize("word", ["", "IIII", "VX", "IC", "ii", "İI", "MİLLİ"])
def test_other_words_are_no_numerals(word):
    assert from_roman(word) == 0
