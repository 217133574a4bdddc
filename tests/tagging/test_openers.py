"""Words whose only capital is that of their sentence."""

from pipeline.tagging.openers import without_openers

TEXT = "Deneyin sonucu açıktı. Zorlu geldi. Sonra Zorlu sustu."


def test_a_word_that_is_named_inside_a_sentence_stays():
    found = [(23, 28, "PERSON", 0.9), (42, 47, "PERSON", 0.9)]
    assert list(without_openers(TEXT, found, ["zorlu", "zorlu"], {0, 23, 36})) == found


def test_a_common_word_at_the_head_goes():
    found = [(0, 7, "PERSON", 0.9), (42, 47, "PERSON", 0.9)]
    assert list(without_openers(TEXT, found, ["deney", "zorlu"], {0, 23, 36})) == found[1:]


def test_an_unknown_name_and_a_date_stay():
    text = "Çerkasskiy geldi. Mart ortasında gitti."
    found = [(0, 10, "PERSON", 0.9), (18, 22, "DATE", 0.9)]
    assert list(without_openers(text, found, ["cerkasskiy", "mart"], {0, 18})) == found
