"""Notes that point at other notes: "yukarıda dn. 5"."""

import pytest

from pipeline.citing import cite
from pipeline.evaluation.citation_gold import article_of

FIRST = "M. Kemal Oğuzman/Nami Barlas, Medenî Hukuk, Vedat Kitapçılık, İstanbul 2017, s. 10."
TWO = "Ali Koç, Hukuk Tarihi, Ankara 1999, s. 5; BOA, DH.MKT., 2034/87."
PROSE = "Bu konu ileride ele alınacaktır."


def last_of(*notes):
    cited = cite(article_of("n", list(enumerate(notes, 1))))
    resolutions = {r.citation_id: r for r in cited.resolutions}
    mine = [c for c in cited.citations if c.note == len(notes)]
    return [(c, resolutions.get(c.citation_id)) for c in mine], cited


@pytest.mark.parametrize(
    ("note", "antecedent", "locator"),
    [
        ("Oğuzman/Barlas, (dn. 1), s. 20.", "n:n1.1", "20"),
        ("Koç, yukarıda dipnot 2, s. 7.", "n:n2.1", "7"),
        ("Koç, supra note 2, p. 9.", "n:n2.1", "9"),
        ("Bkz. yukarıda dn. 1.", "n:n1.1", ""),
        ("Bkz. 1. dipnot.", "n:n1.1", ""),
    ],
)
def test_a_note_leads_to_what_the_other_note_cites(note, antecedent, locator):
    [(citation, resolution)], _ = last_of(FIRST, TWO, note)
    assert (resolution.antecedent_id, resolution.rule) == (antecedent, "the note it points to")
    assert citation.locator == locator and not resolution.warning


def test_a_note_that_cites_several_works_leaves_a_doubt():
    [(_, resolution)], _ = last_of(FIRST, TWO, "Bkz. dn. 2.")
    assert "several works" in resolution.warning and resolution.rivals == ("n:n2.1",)


def test_an_author_whom_the_note_does_not_cite_is_not_resolved():
    [(_, resolution)], _ = last_of(FIRST, TWO, "Akyol, dn. 2, s. 4.")
    assert not resolution.antecedent_id and resolution.warning


@pytest.mark.parametrize(
    "note",
    ["Bkz. dn. 1.", "Bu konuda bkz. aşağıda dn. 12.", "1 no.lu dipnota bakınız.", "Bkz. Tablo 3.",
     "İngiltere, 3 nota."],
)
def test_what_points_at_prose_or_ahead_cites_nothing(note):
    found, cited = last_of(PROSE, note)
    assert not found and cited.note_kinds[2] == "comment"


def test_a_note_of_the_cited_book_is_no_note_of_the_article():
    [(citation, resolution)], _ = last_of(FIRST, "Ali Koç, Hukuk, Ankara 1999, s. 15, dn. 1.")
    assert citation.ref_form == "full" and resolution is None


def test_a_page_after_an_archive_points_at_the_book_before_it():
    book = "Orhan Koloğlu, Türkiye’de Basın, İletişim, İstanbul 1992, s. 31."
    [(_, resolution)], _ = last_of(book, "BOA, MF.MKT., 312/45.", "A.g.e., s. 36.")
    assert resolution.antecedent_id == "n:n1.1" and resolution.rivals == ("n:n2.1",)
    assert "archival" in resolution.warning
