"""Laws of putting together, and the layouts that it must stand."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wordfreq import zipf_frequency

from pipeline.evaluation import restoring as evaluation
from pipeline.evaluation.annotated import parse_article, read_article
from pipeline.evaluation.layouts import Layout, layouts
from pipeline.evaluation.typesetting import typeset
from pipeline.records import Article, SourceText
from pipeline.restoring import restore

ARTICLE = Path(__file__).parent / "articles" / "tercuman.txt"
LETTERS = "abAıİşŞ .,-–\n\n\t\f12³*“”’[]():;\u00ad\x02\u0301é"


def is_word(word: str, lang: str) -> bool:
    return zipf_frequency(word, lang) > 1.5


def restored(text: str) -> Article:
    pages = tuple(i + 1 for i, char in enumerate(text) if char == "\f")
    return restore(SourceText("a-0", "a.txt", "txt", "utf-8", "0", text, pages), is_word)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


@pytest.fixture(scope="module")
def gold():
    return read_article(ARTICLE)


@pytest.mark.parametrize("number", range(0, 48, 4))
def test_layouts(number, gold):
    layout = layouts(evaluation.LAYOUTS, evaluation.SEED)[number]
    printed = typeset(gold, layout, number)
    article = restore(evaluation.source_of(gold, printed), is_word)
    counts = evaluation.compare(gold, printed, article)
    assert counts.marks_found == counts.marks and not counts.marks_wrong
    assert counts.notes_whole == counts.notes
    assert counts.line_ends_wrong == 0
    assert counts.sections_right == counts.sections


@given(st.integers(40, 110), st.integers(50, 130))
@example(69, 70)  # a comment's second line looks like text; the text goes on with a year
@example(64, 104)  # one full line alone tells how wide the notes are
@settings(max_examples=15, deadline=None)
def test_another_width_changes_no_word(width, note_width):
    gold = read_article(ARTICLE)
    layout = Layout(width=width, note_width=note_width)
    article = restore(evaluation.source_of(gold, typeset(gold, layout)), is_word)
    [body] = [s for s in article.sections if s.section_id == "body"]
    [true] = [s for s in gold.sections if s.kind == "body"]
    assert article.text[body.start : body.end].split() == true.text.split()


@given(st.text(LETTERS, max_size=400))
@settings(max_examples=150, deadline=None)
def test_offsets_lead_back_in_any_text(text):
    article = restored(text)
    assert len(article.text) == len(article.origin)
    assert list(article.origin) == sorted(article.origin)
    assert all(0 <= at < len(text) for at in article.origin)
    last = 0
    for section in article.sections:
        assert 0 <= section.start <= section.end <= len(article.text)
        if section.kind != "heading":
            assert section.start >= last
            last = section.end
    for keyword in article.keywords:
        assert article.text[keyword.start : keyword.end] == keyword.text
    for note in article.notes:
        assert len(note.text) == len(note.origin)


@given(st.lists(st.text("abcçdeğı ", min_size=3, max_size=60), max_size=12))
@settings(max_examples=60, deadline=None)
def test_plain_text_loses_no_letter(lines):
    text = "\n".join(lines)
    assert letters(restored(text).text) == letters(text)


ADVERSARIAL = {
    "one word": "a" * 60_000,
    "hyphens": "a-" * 30_000,
    "broken words": "a-\n" * 20_000,
    "digits": "1" * 60_000,
    "numbers": "1 " * 30_000,
    "markers": "a.1 " * 15_000,
    "notes": "1 A\n" * 15_000,
    "stars": "a* " * 20_000 + "\n" + "* a\n" * 10_000,
    "capitals": "A" * 60_000,
    "brackets": "[" * 60_000,
    "blank": " " * 60_000 + "a",
    "tabs": "1\t" * 30_000,
    "marks": "a" + "\u0301" * 60_000,
    "heads": "Özet\n" * 12_000,
    "points": "A." * 30_000,
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_no_text_takes_long(name):
    start = time.perf_counter()
    restore(
        SourceText("a-0", "a.txt", "txt", "utf-8", "0", ADVERSARIAL[name]), lambda w, lang: False
    )
    assert time.perf_counter() - start < 4


def test_two_notes_on_one_line():
    body = "Birinci cümle burada biter.1 İkinci cümle de burada biter.2 Üçüncüsü de.3\n\n"
    notes = "1 Mango, Atatürk, s. 5. 2 Karpat, Tarih, s. 7.\n3 İnalcık, Osmanlı, s. 9.\n"
    article = restored(body + notes)
    assert [(n.note, n.text, n.status) for n in article.notes] == [
        (1, "Mango, Atatürk, s. 5.", "linked"),
        (2, "Karpat, Tarih, s. 7.", "linked"),
        (3, "İnalcık, Osmanlı, s. 9.", "linked"),
    ]


def test_dates_and_lists_are_no_markers():
    text = (
        "Heyet 5 Ocak 1923’e kadar kaldı.1 Karar 13 Ekim 1921’de çıktı.2 Üyeler 55 kişiydi.\n"
        "19 Temmuz’da yola çıktılar; “2) Suçlular tutuklansın” denildi.3\n\n"
        "1\tMango, Atatürk, s. 5.\n2\tKarpat, Tarih, s. 7.\n3\tİnalcık, Osmanlı, s. 9.\n"
    )
    article = restored(text)
    assert [n.note for n in article.notes] == [1, 2, 3]
    assert article.text.startswith("Heyet 5 Ocak 1923’e kadar kaldı. Karar 13 Ekim 1921’de çıktı.")


def test_a_lost_marker_costs_one_marker():
    source = ARTICLE.read_text(encoding="utf-8").replace("{6}", "")
    gold = parse_article("a", source)
    article = restore(evaluation.source_of(gold, typeset(gold, Layout())), is_word)
    lost = [n.note for n in article.notes if n.status != "linked"]
    assert set(lost) <= {6}
    assert len([n for n in article.notes if n.status == "linked"]) == 14


def test_stars():
    article = restored(
        "BİR BAŞLIK VE DEVAMI*\n\nGiriş\n\nMetin burada başlar ve sürer.\n\n* Bu yazı bildiridir.\n"
    )
    assert [(n.label, n.status, n.text) for n in article.notes] == [
        ("*", "linked", "Bu yazı bildiridir.")
    ]
    assert "*" not in article.text


def test_nothing_but_body():
    article = restored("Tek bir paragraf vardı ve başka hiçbir şey yoktu.")
    assert [s.section_id for s in article.sections] == ["body"]
    assert [p.code for p in article.problems] == ["W_NO_SECTIONS", "W_NO_NOTES", "W_ONE_LANGUAGE"]


def test_a_line_break_says_what_it_rests_on():
    text = "Türkiye’nin tari-\nhi ve Türk-\nSovyet ilişkileri 1918-\n1923 yıllarında değişti.\n"
    found = [(b.joined, b.decision, b.evidence) for b in restored(text).line_breaks]
    assert found == [
        ("tarihi", "join", "lexicon"),
        ("Türk-Sovyet", "keep", "capital"),
        ("1918-1923", "keep", "digit"),
    ]
    assert re.search("tarihi ve Türk-Sovyet ilişkileri 1918-1923", restored(text).text)


def test_keywords_end_where_an_indented_paragraph_begins():
    text = (
        "KÂĞIT VE TARİH\n\nÖz\nBu çalışma kâğıdı ele almaktadır.\n"
        "Anahtar Kelimeler: kâğıt, tarih\n\nAbstract\nThis study deals with paper.\n"
        "KEYWORDS: Ottoman press, Press Regulation,\nnovel\n"
        "    Kâğıt uzun bir yol almıştır. Bu yolun başında bez paçavrası vardı ve değirmen suyla\n"
        "dönüyordu; sonunda ise odun hamuru gelmiştir.\n"
    )
    article = restored(text)
    [english] = [s for s in article.sections if (s.kind, s.lang) == ("keywords", "en")]
    assert article.text[english.start : english.end].endswith("novel")
    [body] = [s for s in article.sections if s.kind == "body"]
    assert article.text[body.start : body.end].startswith("Kâğıt uzun")
