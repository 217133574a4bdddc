from dataclasses import replace

import pytest

from pipeline.linking import link
from pipeline.linking.equivalents import equivalence
from pipeline.linking.persons import compatible, parse
from pipeline.linking.readings import similarity
from pipeline.records import Keyword
from tests.examples import document


def test_the_two_languages_meet():
    linked = link([document()], None)
    assert [e.name for e in linked.entities] == ["Bakü", "Enver Paşa"]
    pairs = {(each.tr_form, each.en_form) for each in linked.links if each.kind == "entity"}
    assert pairs == {("Enver Paşa", "Enver Pasha"), ("Bakü", "Baku")}
    assert all(each.evidence for each in linked.links)


def test_every_mention_has_one_entity():
    made = document()
    linked = link([made], None)
    assert set(linked.entity_of) == {m.mention_id for m in made.mentions}


def test_the_order_of_documents_does_not_matter():
    documents = [document("a-1"), document("b-2"), document("c-3")]
    one, other = link(documents, None), link(documents[::-1], None)
    assert one.entities == other.entities
    assert one.entity_of == other.entity_of
    assert one.merges == other.merges


def test_an_entity_of_many_articles_is_one():
    linked = link([document("a-1"), document("b-2")], None)
    assert len(linked.entities) == 2
    assert all(len(e.mention_ids) == 4 for e in linked.entities)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Lenin", "Vladimir İlyiç Lenin", True), ("V.İ. Lenin", "V. İ. Lenin", True),
        ("Enver", "Enver Paşa", True), ("Mustafa Kemal", "Mustafa Kemal Paşa", True),
        ("Mustafa Kemal", "Yusuf Kemal", False), ("Fuat Sabit", "Fuat Sabri", False),
        ("Meyer", "Miller", False), ("II. Mahmud", "I. Mahmud", False),
        ("A. F. Miller", "M. S. Miller", False), ("Mehmed Kâmil", "Mehmet Kamil", True),
        ("Âli Paşa", "Mehmed Ali Paşa", False),
    ],
)  # fmt: skip
def test_who_can_be_whom(a, b, same):
    assert compatible(parse(a, "tr"), parse(b, "tr")) is same
    assert compatible(parse(b, "tr"), parse(a, "tr")) is same


@pytest.mark.parametrize(
    ("tr", "en"),
    [
        ("Çiçerin", "Chicherin"), ("Çiçerin", "Tchitcherin"), ("Şamsutdinov", "Shamsutdinov"),
        ("Hüseyin", "Hussein"), ("Fuad", "Fuat"), ("Bolşevik", "Bolshevik"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(tr, en):
    assert similarity(tr, "tr", en, "en") == 1.0


@pytest.mark.parametrize(
    ("tr", "en", "kind", "why"),
    [
        ("Milletler Cemiyeti", "League of Nations", "organisation", "table"),
        ("Yunanistan", "Greece", "place", "table"),
        ("Erzurum Kongresi", "Erzurum Congress", "event", "words"),
        ("Türk-Rus İlişkileri", "Turkish-Russian Relations", "event", "words"),
    ],
)
def test_equivalents_name_their_evidence(tr, en, kind, why):
    score, evidence = equivalence(tr, en, kind)
    assert score > 0.9
    assert evidence == why


@pytest.mark.parametrize(
    ("tr", "en", "kind"),
    [
        ("V. Kongre", "VI Congress", "event"), ("Lenin", "Leninism", "person"),
        ("Erzurum Kongresi", "Sivas Congress", "event"), ("Kemal", "Kamenev", "person"),
        ("İran", "Iraq", "place"),
    ],
)  # fmt: skip
def test_near_misses_stay_apart(tr, en, kind):
    assert equivalence(tr, en, kind)[0] < 0.5


def test_two_bearers_of_a_name_keep_it_open():
    text = "Mustafa Kemal ile Yusuf Kemal konuştu. Kemal sustu."
    made = document()
    spans = [(0, 13), (18, 29), (39, 44)]
    mentions = tuple(
        replace(
            made.mentions[0],
            mention_id=f"m{a}",
            start=a,
            end=b,
            surface=text[a:b],
            base_form=text[a:b],
        )
        for a, b in spans
    )
    linked = link(
        [replace(made, mentions=mentions, article=replace(made.article, text=text))], None
    )
    assert len(set(linked.entity_of.values())) == 3


def test_the_same_words_come_before_a_longer_name():
    text = "G. V. Çiçerin yazdı. Lenin Çiçerin ile konuştu. Çiçerin sustu."
    made = document()
    spans = [(0, 13), (21, 34), (48, 55)]
    mentions = tuple(
        replace(
            made.mentions[0],
            mention_id=f"m{a}", start=a, end=b, surface=text[a:b], base_form=text[a:b],
        )
        for a, b in spans
    )  # fmt: skip
    article = replace(made.article, text=text)
    linked = link([replace(made, mentions=mentions, article=article)], None)
    assert linked.entity_of["m48"] == linked.entity_of["m0"] != linked.entity_of["m21"]


def test_places_in_keyword_lists_tell_nothing_once_a_sure_pair_stands_elsewhere():
    made = document()
    words = {"tr": ["Lozan", "göçebelik", "efsane"], "en": ["myth", "Lausanne"]}
    keywords, at = [], 0
    for lang, names in words.items():
        for position, name in enumerate(names, 1):
            keywords.append(Keyword(lang, position, name, at, at + len(name)))
            at += len(name)
    article = replace(made.article, keywords=tuple(keywords))
    found = link([replace(made, article=article, vectors=())], None).links
    pairs = {link.tr_form: link.en_form for link in found if link.kind == "keyword"}
    assert pairs["Lozan"] == "Lausanne"
    assert pairs["göçebelik"] == ""


def test_a_ruler_with_a_number_is_not_whoever_bears_the_name():
    made = [document("a-1"), document("b-2")]
    names = ["II. Mahmud", "Mahmut Makal"]
    documents = []
    for each, name in zip(made, names, strict=True):
        mention = replace(
            each.mentions[0], end=len(name), surface=name, base_form=name, raw_end=len(name)
        )
        article = replace(each.article, text=name + each.article.text[len(name) :])
        documents.append(replace(each, article=article, mentions=(mention,)))
    assert len(set(link(documents, None).entity_of.values())) == 2


def in_article(*names: tuple[str, str], text: str = "") -> dict[str, str]:
    """The entity of each name of an article, by name; `names` with their labels."""
    text = text or ". ".join(name for name, _ in names)
    made = document()
    mentions, at = [], 0
    for name, label in names:
        at = text.index(name, at)
        mentions.append(
            replace(
                made.mentions[0], mention_id=name, start=at, end=at + len(name), surface=name,
                base_form=name, label=label,
            )
        )  # fmt: skip
        at += len(name)
    article = replace(made.article, text=text, keywords=())
    return dict(link([replace(made, mentions=tuple(mentions), article=article)], None).entity_of)


@pytest.mark.parametrize(
    ("a", "b", "label", "same"),
    [
        ("I. Dünya Savaşı", "II. Dünya Savaşı", "EVENT", False),
        ("Birinci Dünya Savaşı", "İkinci Dünya Savaşı", "EVENT", False),
        ("İkinci Dünya Savaşı", "II. Dünya Savaşı", "EVENT", True),
        ("II. Grup", "III. Grup", "ORG", False), ("XII. Ordu", "XI. Ordu", "ORG", False),
        ("II. Mahmud", "III. Mahmud", "PERSON", False),
        ("Tâceddin es-Sübkî", "Sübkî", "PERSON", True),
        ("Kutbeddîn-i Şîrâzî", "Kutbeddin Şirazi", "PERSON", True),
        ("Hasan b. Ali et-Tûsî", "Hasan Ali Tusi", "PERSON", True),
        ("Amerikan", "Amerikalılar", "NORP", True),
    ],
)  # fmt: skip
def test_numbers_part_names_and_articles_do_not(a, b, label, same):
    entity = in_article((a, label), (b, label))
    assert (entity[a] == entity[b]) is same


def test_a_foreign_abbreviation_in_brackets_is_the_archive_before_it():
    text = "Rusya Devlet Askerî Tarih Arşivi (RGVİA) fonları; Rus Coğrafya Cemiyeti; TsGA RUz."
    names = ("Rusya Devlet Askerî Tarih Arşivi", "RGVİA", "Rus Coğrafya Cemiyeti", "TsGA RUz")
    entity = in_article(*((name, "ORG") for name in names), text=text)
    assert entity[names[0]] == entity[names[1]]
    assert len(set(entity.values())) == 3


def test_an_organisation_without_its_country_is_the_only_one_of_that_name():
    names = ("Türkiye İş Bankası", "İş Bankası")
    entity = in_article(*((name, "ORG") for name in names))
    assert entity[names[0]] == entity[names[1]]
    rivals = ("Türkiye Komünist Partisi", "Almanya Komünist Partisi", "Komünist Partisi")
    assert len(set(in_article(*((name, "ORG") for name in rivals)).values())) == 3


def test_an_abbreviation_in_brackets_stands_behind_an_inflected_name_too():
    text = "Demokrat Parti’yi (DP) kurdular. Türkiye İşçi Partisi (TİP) ise sonra geldi."
    names = ("Demokrat Parti", "DP", "Türkiye İşçi Partisi", "TİP")
    entity = in_article(*((name, "ORG") for name in names), text=text)
    assert entity["Demokrat Parti"] == entity["DP"] != entity["TİP"]
    assert entity["Türkiye İşçi Partisi"] == entity["TİP"]


def test_who_alone_was_introduced_is_meant_by_the_family_name():
    names = ("Fakir Baykurt", "Baykurt", "Tahir Baykurt")
    entity = in_article(*((name, "PERSON") for name in names))
    assert entity["Baykurt"] == entity["Fakir Baykurt"] != entity["Tahir Baykurt"]
    late = in_article(*((name, "PERSON") for name in ("Fakir Baykurt", "Tahir Baykurt", "Baykurt")))
    assert len(set(late.values())) == 3
    kemal = in_article(*((n, "PERSON") for n in ("Mustafa Kemal", "Kemal", "Yusuf Kemal")))
    assert len(set(kemal.values())) == 3


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Akçuraoğlu Yusuf", "Yusuf Akçura"), ("Ağaoğlu Ahmet", "Ahmet Ağaoğlu"),
        ("Köprülüzade Mehmed Fuad", "Mehmed Fuad Köprülü"),
        ("Tevfik Rüştü Aras", "Tewfik Rushdi Aras"),
    ],
)
def test_two_ways_to_write_one_name_are_one_person(a, b):
    assert len(set(in_article((a, "PERSON"), (b, "PERSON")).values())) == 1


def test_a_ruler_of_one_name_is_no_scholar_who_bears_it():
    text = "Hüseyin Bağcı yazdı. Ürdün Kralı Hüseyin geldi. Enver Paşa gitti. Enver sustu."
    names = ("Hüseyin Bağcı", "Hüseyin", "Enver Paşa", "Enver")
    made = document()
    places = [(0, 13), (33, 40), (48, 58), (66, 71)]
    assert [text[a:b] for a, b in places] == list(names)
    mentions = tuple(
        replace(
            made.mentions[0], mention_id=name, start=a, end=b, surface=name, base_form=name,
        )
        for name, (a, b) in zip(names, places, strict=True)
    )  # fmt: skip
    article = replace(made.article, text=text, keywords=())
    entity = link([replace(made, mentions=mentions, article=article)], None).entity_of
    assert entity["Hüseyin"] != entity["Hüseyin Bağcı"]
    assert entity["Enver"] == entity["Enver Paşa"]


@pytest.mark.parametrize(
    ("tr", "en", "kind"),
    [
        ("Kuzey Kore", "Korea", "place"), ("Doğu Almanya", "West Germany", "place"),
        ("Güneydoğu Anadolu", "East Anatolia", "place"),
        ("İkinci Dünya Savaşı", "First World War", "event"),
    ],
)  # fmt: skip
def test_numbers_and_the_compass_part_places_and_wars(tr, en, kind):
    assert equivalence(tr, en, kind) == (0.0, "")


def test_a_season_of_a_year_is_not_the_year():
    made = document()
    names = [("1922", "tr"), ("1922 yazı", "tr"), ("summer of 1922", "en"), ("1922 kışı", "tr")]
    mentions = tuple(
        replace(
            made.mentions[0], mention_id=name, surface=name, base_form=name, label="DATE",
            lang=lang, date="1922",
        )
        for name, lang in names
    )  # fmt: skip
    entity = link([replace(made, mentions=mentions)], None).entity_of
    assert entity["1922 yazı"] == entity["summer of 1922"]
    assert len(set(entity.values())) == 3
