"""What must hold of identity whatever the corpus: laws, by generated corpora."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import linking
from pipeline.linking import authority
from pipeline.records import Article, Document, Mention, Section, SourceText

NAMES = [
    ("Enver Paşa", "PERSON", "tr"), ("Enver", "PERSON", "tr"), ("Enver Pasha", "PERSON", "en"),
    ("Mustafa Kemal", "PERSON", "tr"), ("Yusuf Kemal", "PERSON", "tr"), ("Kemal", "PERSON", "tr"),
    ("V. İ. Lenin", "PERSON", "tr"), ("Vladimir İlyiç Lenin", "PERSON", "tr"),
    ("Lenin", "PERSON", "en"), ("Çiçerin", "PERSON", "tr"), ("Chicherin", "PERSON", "en"),
    ("Bakü", "GPE", "tr"), ("Baku", "GPE", "en"), ("Lozan", "GPE", "tr"),
    ("Lausanne", "GPE", "en"), ("Lozan Konferansı", "EVENT", "tr"),
    ("Lausanne Conference", "EVENT", "en"), ("TBMM", "ORG", "tr"),
    ("Türkiye Büyük Millet Meclisi", "ORG", "tr"), ("Rum", "NORP", "tr"), ("Greek", "NORP", "en"),
    ("Kırım Harbi", "EVENT", "tr"), ("Kırım Savaşı", "EVENT", "tr"),
    ("V. İ.", "PERSON", "tr"), ("M. K.", "PERSON", "tr"), ("E.", "PERSON", "tr"),
]  # fmt: skip


def made(number, chosen):
    """A document that names `chosen`, one after the other."""
    doc_id = f"d{number}-00000000"
    mentions, at = [], 0
    for name, label, lang in chosen:
        end = at + len(name)
        mentions.append(
            Mention(
                f"{doc_id}:{at}-{end}", at, end, at, end, f"body-{lang}", f"{doc_id}.s1", lang,
                name, name, label, 1.0, "made",
            )
        )  # fmt: skip
        at = end + 1
    text = " ".join(name for name, *_ in chosen)
    sections = tuple(Section(f"body-{x}", "body", x, 0, at, 0, at) for x in ("tr", "en"))
    article = Article(doc_id, "tr", text, tuple(range(len(text))), sections, (), (), ())
    source = SourceText(doc_id, f"d{number}.txt", "txt", "utf-8", "0" * 64, text)
    return Document(source, article, (), (), tuple(mentions), (), {}, (), (), {}, ())


corpora = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=8), min_size=1, max_size=5
).map(lambda rows: [made(number, row) for number, row in enumerate(rows)])


@settings(deadline=None)
@given(corpora)
def test_identity_is_an_equivalence_relation(documents):
    linked = linking.link(documents, None)
    everything = [m.mention_id for d in documents for m in d.mentions]
    held = [m for entity in linked.entities for m in entity.mention_ids]
    assert sorted(held) == sorted(everything), "every mention in one entity and in one only"
    assert all(
        linked.entity_of[m] == entity.entity_id
        for entity in linked.entities
        for m in entity.mention_ids
    )
    assert len({entity.entity_id for entity in linked.entities}) == len(linked.entities)


@settings(deadline=None)
@given(corpora, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(documents, chance):
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert linking.link(shuffled, None) == linking.link(documents, None)


@settings(deadline=None)
@given(corpora)
def test_a_name_is_one_entity_in_its_article(documents):
    linked = linking.link(documents, None)
    for document in documents:
        found = {}
        for mention in document.mentions:
            place = (mention.base_form, mention.label, mention.lang)
            found.setdefault(place, set()).add(linked.entity_of[mention.mention_id])
        assert all(len(entities) == 1 for entities in found.values())


@settings(deadline=None)
@given(corpora, st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_another_document_parts_nothing_inside_an_article(documents, names):
    """What one article joins by itself stays joined; mentions keep their ids."""
    before = linking.link(documents, None)
    after = linking.link([*documents, made(9, names)], None)
    assert set(before.entity_of) <= set(after.entity_of)
    for document in documents:
        alone = linking.link([document], None)
        ids = [m.mention_id for m in document.mentions]
        for a in ids:
            for b in ids:
                if alone.entity_of[a] == alone.entity_of[b]:
                    assert after.entity_of[a] == after.entity_of[b]


@pytest.mark.parametrize(
    ("articles", "together"),
    [
        ((["Kaya Özgün", "K. Özgün"], ["Kemal Özgün", "K. Özgün"]), False),
        ((["K. Özgün"], ["Kaya Özgün"]), True),
        ((["K. Özgün"], ["K. Özgün"]), True),
        ((["A. M. Koç"], ["A. J. Koç"]), False),
        ((["K. Özgün"], ["Kaya Özgün"], ["Kemal Özgün"]), False),
        ((["A. M."], ["A. Koç"]), False),
    ],
)
def test_initials_join_one_bearer_or_nobody(articles, together):
    documents = [
        made(number, [(name, "PERSON", "tr") for name in names])
        for number, names in enumerate(articles)
    ]
    first, second, *_ = documents
    of = linking.link(documents, None).entity_of
    assert (of[first.mentions[0].mention_id] == of[second.mentions[0].mention_id]) == together


@pytest.mark.parametrize(
    "line",
    ["merge,Mustafa Kemal,Enver Paşa,", "split,Enver,Enver Paşa,", "rename,Bakü,Baku şehri,"],
)
def test_what_the_authority_file_did_is_undone_without_it(tmp_path, line):
    documents = [made(0, NAMES[:6]), made(1, NAMES[6:14])]
    plain = linking.link(documents, None)
    path = tmp_path / "authority.csv"
    path.write_text(f"{','.join(authority.COLUMNS)}\n{line}\n", encoding="utf-8")
    changed = linking.link(documents, path)
    assert replace(changed, problems=()) != plain
    path.write_text(f"{','.join(authority.COLUMNS)}\n", encoding="utf-8")
    assert linking.link(documents, path) == plain == linking.link(documents, None)
