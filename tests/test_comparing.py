"""Two runs beside each other."""

from dataclasses import replace

import pytest

from pipeline import assembling, comparing, linking, tables
from pipeline.comparing import compare
from pipeline.errors import PipelineError
from pipeline.tables import frame
from tests.linking.test_laws import NAMES, made

MIRROR = {"lost": "gained", "merged": "split", "removed": "added"}
MIRROR |= {b: a for a, b in MIRROR.items()}


def tables_of(documents):
    linked = linking.link(documents, None)
    mentions = frame("mentions", assembling.mentions(documents, linked.entity_of))
    kept = {
        "mentions": mentions, "citations": frame("citations", []), "works": frame("works", []),
        "tokens": frame("tokens", []),
        "problems": frame("problems", []), "notes": frame("notes", []),
        "entities": frame("entities", assembling.entities(linked.entities, mentions)),
        "alignments": frame("alignments", assembling.alignments(linked.links)),
    }  # fmt: skip
    return {**kept, "documents": frame("documents", assembling.documents(documents, kept))}


@pytest.fixture
def runs(tmp_path, monkeypatch):
    """Folders of runs, their tables made of documents."""
    kept = {}
    monkeypatch.setattr(tables, "read", lambda folder: kept[folder.parent.name])

    def add(name, documents, change=lambda made: made):
        (tmp_path / name / "tables").mkdir(parents=True)
        kept[name] = change(tables_of(documents))
        return tmp_path / name

    return add


def changes(rows):
    return {(change, kind, a, b) for change, kind, a, b, *_ in rows}


def test_a_run_is_like_itself(runs):
    run = runs("a", [made(0, NAMES)])
    assert compare(run, run) == []


def test_what_one_run_lacks_is_gained_by_the_other_and_lost_the_other_way(runs):
    few, all_names = [NAMES[0], NAMES[11]], [*NAMES[:1], NAMES[11], NAMES[13]]
    a, b = runs("a", [made(0, few)]), runs("b", [made(0, all_names)])
    there = compare(a, b)
    assert ("gained", "entity", "", "Lozan") in changes(there)
    back = compare(b, a)
    mirrored = {(MIRROR.get(c, c), kind, y, x) for c, kind, x, y in changes(back)}
    assert changes(there) == mirrored


def test_entities_that_become_one_are_merged_and_parted_again_split(runs):
    def joined(kept):
        mentions = kept["mentions"].copy()
        mentions["entity_id"] = mentions["entity_id"].replace("gpe-lozan", "gpe-baku")
        return {**kept, "mentions": mentions}

    documents = [made(0, [NAMES[11], NAMES[13]])]
    a, b = runs("a", documents), runs("b", documents, joined)
    assert changes(compare(a, b)) == {
        ("merged", "entity", "Bakü", "Bakü"), ("merged", "entity", "Lozan", "Bakü"),
    }  # fmt: skip
    assert {change for change, *_ in compare(b, a)} == {"split"}


def test_a_name_a_label_and_a_count_that_changed_are_told(runs):
    def changed(kept):
        entities = kept["entities"].copy()
        entities["name"] = entities["name"].replace("Bakü", "Baku")
        entities["label"] = entities["label"].replace("GPE", "LOC")
        return {**kept, "entities": frame("entities", entities.to_dict("records"))}

    a = runs("a", [made(0, [NAMES[11]])])
    b = runs("b", [made(0, [NAMES[11]])], changed)
    assert {(c, x, y) for c, _, x, y in changes(compare(a, b))} == {
        ("renamed", "Bakü", "Baku"), ("relabelled", "Bakü", "Baku"),
    }  # fmt: skip
    more = runs("c", [made(0, [NAMES[11], NAMES[11]])])
    [row] = [r for r in compare(a, more) if r[0] == "counted"]
    assert row[-2:] == (1, 2)


def test_documents_that_come_and_change_are_told(runs):
    first, second = made(0, NAMES[:3]), made(1, NAMES[:3])
    other = replace(first, source=replace(first.source, sha256="1" * 64))
    a, b = runs("a", [first]), runs("b", [other, second])
    found = {row[:4] for row in compare(a, b) if row[1] == "document"}
    assert found == {
        ("changed", "document", "d0.txt", "d0.txt"), ("added", "document", "", "d1.txt"),
    }  # fmt: skip


def edited(document):
    """The same file with a word more at its beginning: another digest, every place moved."""
    doc_id = "d0-11111111"
    mentions = tuple(
        replace(m, mention_id=f"{doc_id}:{m.start + 5}-{m.end + 5}", start=m.start + 5,
                end=m.end + 5, sentence_id=f"{doc_id}.s1")
        for m in document.mentions
    )  # fmt: skip
    text = "Bkz. " + document.article.text
    article = replace(document.article, doc_id=doc_id, text=text, origin=tuple(range(len(text))))
    source = replace(document.source, doc_id=doc_id, sha256="1" * 64, text=text)
    return replace(document, source=source, article=article, mentions=mentions)


def test_an_edited_article_keeps_its_entities(runs):
    names = [NAMES[0], NAMES[11], NAMES[0], NAMES[9]]
    before = made(0, names)
    a, b = runs("a", [before]), runs("b", [edited(before)])
    assert {row[:2] for row in compare(a, b)} == {("changed", "document")}
    fewer = runs("c", [edited(made(0, names[:3]))])
    assert {row[:3] for row in compare(a, fewer) if row[1] == "entity"} == {
        ("lost", "entity", "Çiçerin")
    }


def citing(*of_works):
    """Tables with a note that cites each work in turn, the n-th at its n-th place."""
    def add(kept):
        names = sorted(set(of_works))
        works = [{"work_id": w, "authors": w.title(), "title": "Atatürk"} for w in names]
        cited = [
            {"doc_id": "d0-00000000", "citation_id": f"d0-00000000.c{n}", "raw": f"Kitap {n}",
             "work_id": work, "note": str(n), "position": n}
            for n, work in enumerate(of_works)
        ]  # fmt: skip
        return {**kept, "works": frame("works", works), "citations": frame("citations", cited)}

    return add


def test_works_that_join_part_come_and_go_are_told(runs):
    documents = [made(0, [NAMES[0]])]
    a = runs("a", documents, citing("mango", "mango, a.", "lenin"))
    b = runs("b", documents, citing("mango", "mango", "lenin", "şamsutdinov"))
    assert {row[:2] + row[4:] for row in compare(a, b)} == {
        ("merged", "work", "mango", "mango", 1, 2),
        ("merged", "work", "mango, a.", "mango", 1, 2),
        ("gained", "work", "", "şamsutdinov", 0, 1),
    }
    assert ("split", "work") in {row[:2] for row in compare(b, a)}
    assert ("lost", "work") in {row[:2] for row in compare(b, a)}


def test_a_folder_that_is_no_run_is_named(tmp_path):
    with pytest.raises(PipelineError, match="no folder of a finished run"):
        compare(tmp_path, tmp_path)


def test_the_summary_counts(runs):
    a, b = runs("a", [made(0, [NAMES[0]])]), runs("b", [made(0, [NAMES[0], NAMES[11]])])
    assert list(comparing.summary(compare(a, b))) == ["entity: 1 gained"]
