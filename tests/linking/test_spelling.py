"""Names across spellings and scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages import rows
from pipeline.linking.given import given_names
from pipeline.linking.parts import joined, parts
from pipeline.linking.sounds import all_traditions, heard, traditions, word_similarity
from pipeline.linking.spelling import SAME_NAME, name_similarity

WORDS = st.text("abcçdefgğhıijklmnoöprsştuüvyzâîAEŞÇчищ", min_size=1, max_size=12)


@settings(deadline=None)  # the first call reads the tables
@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_between_0_and_1(a, b):
    assert word_similarity(a, b) == word_similarity(b, a)
    assert 0.0 <= word_similarity(a, b) <= 1.0


@settings(deadline=None)  # the first call reads the tables
@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_a_name_is_like_itself_and_likeness_is_symmetric(name):
    assert name_similarity(name, name) == 1.0
    assert name_similarity(name, "Enver Paşa") == name_similarity("Enver Paşa", name)


def test_order_titles_and_joined_words_do_not_hide_a_name():
    assert name_similarity("IV. Murad", "Murad IV") == 1.0
    assert name_similarity("Çağrı Bey", "Chaghri Beg") >= SAME_NAME
    assert name_similarity("Abdülhamid", "Abdul Hamid") >= SAME_NAME
    assert name_similarity("Enver Paşa", "Энвер-паша") >= SAME_NAME


def test_other_persons_stay_apart():
    for a, b in (
        ("Mustafa Kemal", "Yusuf Kemal"), ("Fuat Sabit", "Fuat Sabri"), ("Meyer", "Miller"),
        ("II. Osman", "Osman III"), ("Molotov", "Молодов"), ("Halil", "Celal"),
    ):  # fmt: skip
        assert name_similarity(a, b) < SAME_NAME, (a, b)


@settings(deadline=None)  # the first call reads the tables
@given(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.lists(WORDS, max_size=3))
def test_likeness_of_names_is_symmetric_and_between_0_and_1(name, others):
    other = " ".join(others) or name
    assert name_similarity(name, other) == name_similarity(other, name)
    assert 0.0 <= name_similarity(name, other) <= 1.0


@settings(deadline=None)  # the first call reads the tables
@given(WORDS)
def test_joining_arabic_compounds_is_done_once(word):
    assert joined(joined(word)) == joined(word)


@pytest.mark.parametrize("tradition", [t.name for t in all_traditions()])
def test_every_tradition_has_rules_and_hears_the_plain_letters(tradition):
    assert any(row[0] == tradition for row in rows("names", "sounds"))
    assert {"cy": heard("Ленин", "cy"), "gk": heard("Λένιν", "gk")}.get(
        tradition, heard("Lenin", tradition)
    )


def test_a_spelling_belongs_to_the_traditions_that_could_have_written_it():
    assert [t.name for t in traditions("Чичерин")] == ["cy"]
    assert "tr" not in {t.name for t in traditions("Newton")}
    assert "fr" not in {t.name for t in traditions("Molotov")}


@pytest.mark.parametrize(
    ("turkish", "other"),
    [
        ("Çiçerin", "Tschitscherin"), ("Buharin", "Boukharine"), ("Gorçakov", "Gortchakoff"),
        ("Bodler", "Baudelaire"), ("Şopenhaver", "Schopenhauer"), ("Rakoçi", "Rákóczi"),
        ("Mickiewicz", "Miçkeviç"), ("Enver Hoca", "Enver Hoxha"), ("Resulzade", "Rəsulzadə"),
        ("Osman Hoca", "Usmon Xo'ja"), ("Venizelos", "Βενιζέλος"), ("Memun", "al-Ma'mun"),
        ("Cemalettin Efgani", "Jamal al-Din al-Afghani"), ("Yusuf Akçura", "Юсуф Акчурин"),
        ("A. Kerenski", "Aleksandr Kerensky"), ("Vladimir İlyiç Lenin", "Vladimir Lenin"),
        ("İslam Kerimov", "Islam Karimov"), ("İoannis Komnenos", "John Comnenus"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_other_traditions(turkish, other):
    assert name_similarity(turkish, other) >= SAME_NAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kemal Bey", "Kiamil Bey"), ("Cemal Paşa", "Kemal Pasha"), ("Hamid", "Hamdi"),
        ("Reşad", "Reşid"), ("Petrov", "Petrovsky"), ("Jukov", "Zhukovsky"), ("Kant", "Kent"),
        ("Troçki", "Troitsky"), ("Roussel", "Rousseau"), ("Engels", "Engel"),
        ("Vahidov", "Vakhitov"), ("Mihail Petrov", "Mikhail Petrovsky"),
        ("Vladimir İlyiç Lenin", "Vladimir Levin"), ("T. E. Lawrence", "D. H. Lawrence"),
    ],
)  # fmt: skip
def test_names_that_only_look_alike_stay_apart(one, other):
    assert name_similarity(one, other) < SAME_NAME


def test_given_names_are_known_in_every_spelling():
    assert given_names("Mohammed") == given_names("Mehmet") == given_names("Мехмед")
    assert not given_names("Halil") & given_names("Jalal")


def test_titles_and_particles_are_no_part_of_the_name():
    assert parts("Energetic Von der Goltz Paşa").core == ("Energetic", "Goltz")
    assert parts("Sultan-Galiev").core == ("Sultan", "Galiev")
