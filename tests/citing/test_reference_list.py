"""A KAYNAKÇA made from footnotes, in two styles."""

import pytest

from pipeline.citing import cite
from pipeline.citing.reference_list import reference_lists
from pipeline.evaluation.citation_gold import article_of

NOTES = [
    (1, "Andrew Mango, Atatürk, London 1999, s. 287."),
    (2, "Mango, a.g.e., s. 290."),
    (3, "Salâhi Sonyel, “Kurtuluş Savaşı Günlerinde”, Belleten, C. XLVIII, S. 189, 1984, s. 120."),
    (4, "BOA, HR.SYS., 1336/2."),
    (5, "Cumhuriyet, 4 Mart 1936; Bilinmeyen, a.g.e., s. 4."),
    (6, "İsmail Cem, Türkiye’de Geri Kalmışlığın Tarihi, Cem Yayınevi, İstanbul 1970, s. 12."),
    (7, "Çağlar Keyder, Türkiye’de Devlet ve Sınıflar, İletişim, İstanbul 1989, s. 9."),
]


def lists(notes):
    cited = cite(article_of("n", notes))
    return reference_lists(cited.citations, cited.resolutions)


def test_every_work_stands_once_in_alphabetical_order():
    entries = [line[2:] for line in lists(NOTES)["isnad"].splitlines() if line.startswith("- ")]
    assert entries == [
        "BOA, HR.SYS., 1336/2",
        "*Cumhuriyet*",
        "Cem, İsmail. *Türkiye’de Geri Kalmışlığın Tarihi*. İstanbul: Cem Yayınevi, 1970.",
        "Keyder, Çağlar. *Türkiye’de Devlet ve Sınıflar*. İstanbul: İletişim, 1989.",
        "Mango, Andrew. *Atatürk*. London, 1999.",
        "Sonyel, Salâhi. “Kurtuluş Savaşı Günlerinde”. *Belleten* XLVIII/189 (1984).",
    ]


@pytest.mark.parametrize("style", ["isnad", "apa"])
def test_sources_of_a_kind_stand_together(style):
    headings = [line for line in lists(NOTES)[style].splitlines() if line.startswith("#")]
    assert headings == [
        "# KAYNAKÇA", "## Arşiv belgeleri", "## Gazeteler", "## Kitaplar, makaleler, tezler",
    ]  # fmt: skip


def test_apa_puts_the_year_behind_the_author():
    assert "- Mango, A. (1999). *Atatürk*. London." in lists(NOTES)["apa"].splitlines()


def test_an_article_without_citations_gets_no_list():
    assert lists([(1, "Yazarın notu.")]) == {}


@pytest.mark.parametrize("style", ["isnad", "apa"])
def test_a_law_is_not_its_own_author(style):
    text = lists([(1, "Düstûr, I. Tertip, C. 1, s. 4.")])[style]
    assert text.count("Düstûr") == 1
