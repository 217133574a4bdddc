"""The check for editors."""

from pipeline.citing import cite
from pipeline.citing.lint import lint
from pipeline.evaluation.citation_gold import article_of
from pipeline.records import Article, Marker, Note

BARKAN = "Ömer Lütfi Barkan, “Vakıflar”, Vakıflar Dergisi, S. 2, Ankara 1942, s. 279-386."
MANGO = "Andrew Mango, Atatürk, Remzi Kitabevi, İstanbul 1999, s. 287."


def rules(*notes):
    article = article_of("a", list(enumerate(notes, 1)))
    cited = cite(article)
    return {(row.note, row.rule) for row in lint(article, cited.citations, cited.resolutions)}


def test_short_forms():
    found = rules(
        BARKAN,
        "Barkan, a.g.e., s. 280.",
        "Barkan, a.g.m., s. 12.",
        "Barkan, a.g.m., ?",
        "Lenin, a.g.e.",
    )
    assert {(2, "short-form-type"), (3, "page-outside"), (4, "page-unknown")} <= found
    assert {(5, "short-unresolved"), (5, "page-missing")} <= found


def test_years_and_repeats():
    found = rules(MANGO, "Mango, a.g.e., s. 3.", MANGO, MANGO.replace("1999", "2004"))
    assert {(3, "full-repeated"), (4, "two-years")} <= found
    assert (1, "impossible-year") in rules("Lenin, Dokumentı, 891-1922, M., 1999, s. 477.")
    assert (1, "impossible-year") in rules(MANGO.replace("1999", "1099"))


def test_one_work_under_two_titles():
    other = MANGO.replace("Atatürk", "Modern Türkiye’nin Doğuşu ve Gelişimi")
    assert (2, "two-titles") in rules(
        other, other.replace("Gelişimi", "Gelisimi").replace("Doğuşu", "Dogusu ve")
    )


def test_a_sound_article_has_no_remarks():
    assert rules(MANGO, "Mango, a.g.e., s. 3.", BARKAN, "Barkan, a.g.m., s. 300.") == set()


def test_markers_and_notes():
    marker = Marker("3", 5, 5, 6, "body-1")
    lost = Note(3, "3", "marker_without_body", "", (), None, None, marker)
    stray = Note(4, "4", "body_without_marker", MANGO, tuple(range(len(MANGO))), 0, 60, None)
    article = Article("a", "tr", "", (), (), (), (lost, stray), ())
    found = {(row.note, row.rule) for row in lint(article, (), ())}
    assert found == {(3, "marker-without-note"), (4, "note-without-marker")}


def test_messages_are_in_both_languages():
    article = article_of("a", [(1, BARKAN), (2, "Barkan, a.g.e., s. 280.")])
    cited = cite(article)
    [row] = lint(article, cited.citations, cited.resolutions)
    assert row.message_tr.endswith("a.g.m. yazın") and row.message_en.endswith("write a.g.m.")
