"""What grammar and tables correct in the encoder's spans."""

import pytest

from pipeline.tagging import heads, known, tidying

CASES = [
    # text, language, what the encoder said, what stands after correction
    ("12 (24) Nisan 1877’de", "tr", [("12", "DATE"), ("Nisan 1877", "DATE")],
     [("12 (24) Nisan 1877", "DATE")]),
    ("Kasım ayında, 28 Kasım (10 Aralık) 1877’de", "tr", [("28 Kasım", "DATE"), ("1877", "DATE")],
     [("28 Kasım (10 Aralık) 1877", "DATE")]),
    ("1864 baharında bitti", "tr", [("1864", "DATE")], [("1864 baharında", "DATE")]),
    ("On July 24, 1923 it was", "en", [("July", "DATE")], [("July 24, 1923", "DATE")]),
    ("Rusya Devlet Askerî Tarih Arşivinde", "tr", [("Rusya", "GPE")],
     [("Rusya Devlet Askerî Tarih Arşivinde", "ORG")]),
    ("Tuna Vilayetine gitti", "tr", [("Tuna Vilayetine", "FAC")], [("Tuna Vilayetine", "GPE")]),
    ("Rusya ve Türkiye Bankası", "tr", [("Rusya", "GPE"), ("Türkiye Bankası", "ORG")],
     [("Rusya", "GPE"), ("Türkiye Bankası", "ORG")]),
    ("1877–1878 Osmanlı-Rus Savaşı", "tr", [("1877–1878", "DATE"), ("Osmanlı-Rus Savaşı", "EVENT")],
     [("1877–1878 Osmanlı-Rus Savaşı", "EVENT")]),
    ("Londra Konferansı ve sonrası", "tr", [("Londra Konferansı ve", "EVENT")],
     [("Londra Konferansı", "EVENT")]),
    ("the London Conference of 1955", "en", [("London Conference of 1955", "EVENT")],
     [("London Conference", "EVENT"), ("1955", "DATE")]),
    ("the Revolution of 1905", "en", [("Revolution of 1905", "EVENT")],
     [("Revolution of 1905", "EVENT")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lang", "said", "right"), CASES)
def test_spans_are_corrected(text, lang, said, right):
    spans = [(text.index(s), text.index(s) + len(s), label, 0.9) for s, label in said]
    tidy = known.with_dates(text, lang, list(tidying.tidied(text, lang, spans)))
    found = known.with_war_years(text, heads.with_heads(text, lang, tidy))
    assert [(text[a:b], label) for a, b, label, _ in found] == right


def test_tables_settle_kinds_but_never_make_a_person_a_river():
    spans = [(0, 4, "GPE", 0.9), (5, 13, "PERSON", 0.9), (14, 20, "LOC", 0.9)]
    found = list(known.with_kinds(spans, ["tuna", "menderes", "karadag"]))
    assert [label for _, _, label, _ in found] == ["LOC", "PERSON", "GPE"]


def test_references_by_author_and_year_hold_no_mentions():
    text = "Köy okulu (Kirby, 1962: 45) ve (Tonguç, 1947: 88-91; Keyder, 1989: 2), bkz. (1998: 55)."
    spans = [(text.index(w), text.index(w) + len(w), "PERSON", 0.9) for w in ("Köy", "Kirby")]
    found = known.without_references(text, spans)
    assert [text[a:b] for a, b, *_ in found] == ["Köy"]


def test_a_year_of_life_in_brackets_is_no_reference():
    text = "Namık Kemal (1840) ve Ziya Paşa (1829) ile Şinasi (1826) yazdı."
    spans = [(text.index("1840"), text.index("1840") + 4, "DATE", 0.9)]
    assert known.without_references(text, spans) == spans


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("M.İ. Kalinin", [("M.İ. Kalinin", "ORG")], [("M.İ. Kalinin", "PERSON")]),
        ("T.B.M.M.", [("T.B.M.M.", "PERSON")], [("T.B.M.M.", "ORG")]),
        ("Y.Y. Upmal-Angorskiy", [("Y.Y. Upmal", "PERSON"), ("Angorskiy", "PERSON")],
         [("Y.Y. Upmal-Angorskiy", "PERSON")]),
        ("Osmanlı İmparatorluğu", [("Osmanlı", "NORP"), ("İmparatorluğu", "GPE")],
         [("Osmanlı İmparatorluğu", "GPE")]),
        ("Halil Paşa Enver Paşa", [("Halil Paşa", "PERSON"), ("Enver Paşa", "PERSON")],
         [("Halil Paşa", "PERSON"), ("Enver Paşa", "PERSON")]),
    ],
)  # fmt: skip
def test_pieces_of_a_name_are_put_together(text, said, right):
    spans = [(text.index(s), text.index(s) + len(s), label, 0.9) for s, label in said]
    assert [(text[a:b], label) for a, b, label, _ in known.rejoined(text, spans)] == right
