"""Works: what must merge, what must not, and that the order of citations does not matter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.citing import cite
from pipeline.citing.works import merge
from pipeline.evaluation.citation_gold import article_of


def clusters(*notes):
    cited = cite(article_of("a", list(enumerate(notes, 1))))
    merged = merge(cited.citations, cited.resolutions)
    return len({merged.work_of[c.citation_id] for c in cited.citations}), merged


ONE_WORK = (
    ("Lenin V. İ., Polnoe sobranie soçineniy, T. 54, s. 134.",
     "Vladimir İlyiç Lenin, Polnoe sobranie soçineniy, T. 5, s. 4."),
    ("Miller A. F., Oçerki noveyşey istorii, M., 1983, s. 5.",
     "Miller A. F., Oçerki noveişey istorii, M., 1983, s. 9."),
    ("Vneşnyaya politika SSSR, (1917-1920), T. 1, s. 307.", "Vneşnyaya politika SSSR, T. 1, s. 4."),
    ("Halil İnalcık, Devlet-i Aliyye: Osmanlı İmparatorluğu, YKY, İstanbul 2009, s. 1.",
     "İnalcık, Devlet-i Aliyye, s. 7."),
    ("RGASPİ, F.544, op. 3, d. 122, l. 28.", "RGASPİ, F. 544, op. 3, d. 122, l,19-20."),
)  # fmt: skip
TWO_WORKS = (
    ("Paul Dumont, Mustafa Kemal, Bruxelles, 1983, s. 5.",
     "Paul Dumont, “L’axe Moscou-Ankara”, Cahiers du monde russe, Paris, 1977, s. 167."),
    ("Miller A. F., İz istorii sovetsko-turetskih otnoşeniy, M., 1983, s. 5.",
     "Moiseev P., K istorii sovetsko-turetskih otnoşeniy, M., 1958, s. 5."),
    ("Vneşnyaya politika SSSR, T. 1, s. 4.",
     "Dokumentı vneşney politiki SSSR, T. 5, M., 1961, s. 3."),
    ("RGASPİ, F.544, op. 3, d. 122, l. 28.", "RGASPİ, F.5, op. 1, d. 2205, l. 60."),
    ("Andrew Mango, Atatürk, L., 1999, s. 2.", "Andrew Mango, Atatürk, L., 2004, s. 2."),
    ("BOA, HR.SYS, 2096/3.", "BOA, HR.SYS, 2096/31."),
)  # fmt: skip


def test_forms_of_one_work_merge():
    for pair in ONE_WORK:
        assert clusters(*pair)[0] == 1, pair


def test_different_works_stay_apart():
    for pair in TWO_WORKS:
        assert clusters(*pair)[0] == 2, pair


def test_chapters_stand_in_one_book():
    _, merged = clusters(
        "Miller A. F., Birinci Bölüm, Miller A. F., Turtsiya. Aktualnıe problemı, M., 1983, s. 5.",
        "Miller A. F., Kriz ve Boğazlar, Miller A. F., Turtsiya. Aktualnıe voprosı…, s. 208-221.",
    )
    assert len(set(merged.container_of.values()) - {""}) == 1
    book = next(w for w in merged.works if w.work_id in merged.container_of.values())
    assert (book.type, book.citation_ids) == ("book", ())


def test_authors_take_the_fullest_form():
    _, merged = clusters(
        "Lenin V. İ., Sobranie soçineniy, M., 1950, s. 3.",
        "Vladimir İlyiç Lenin, Neizvestnıye dokumentı, M., 1999, s. 4.",
    )
    assert {work.authors for work in merged.works} == {"Lenin, Vladimir İlyiç"}


NOTES = [note for pair in (*ONE_WORK, *TWO_WORKS) for note in pair]
CITED = cite(article_of("a", list(enumerate(NOTES, 1))))


@given(st.permutations(list(CITED.citations)), st.permutations(list(CITED.resolutions)))
@settings(max_examples=30, deadline=None)
def test_order_does_not_matter(citations, resolutions):
    assert merge(citations, resolutions) == merge(CITED.citations, CITED.resolutions)


def test_every_citation_of_a_work_is_counted_once():
    merged = merge(CITED.citations, CITED.resolutions)
    ids = [citation_id for work in merged.works for citation_id in work.citation_ids]
    assert sorted(ids) == sorted(merged.work_of) and len(ids) == len(set(ids))
