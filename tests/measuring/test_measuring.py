import numpy as np
import pandas as pd
from scipy.stats import fisher_exact

from pipeline import assembling, linking, measuring
from pipeline.measuring import association
from pipeline.measuring.frequencies import rankings
from pipeline.measuring.networks import entity_network
from pipeline.measuring.windows import n_windows, windows
from pipeline.tables import frame
from tests.examples import document

DOCUMENTS = [document("a-1"), document("b-2")]
NOTED = [
    {"doc_id": doc_id, "note": note, "raw_start": at, "raw_end": at + 4, "surface": "x",
     "base_form": "x", "label": label, "score": 0.9, "entity_id": entity}
    for doc_id, note, at, label, entity in (
        ("a-1", 1, 0, "PERSON", "e1"), ("a-1", 1, 6, "GPE", "e2"), ("a-1", 1, 11, "PERSON", "e1"),
        ("a-1", 2, 13, "PERSON", "e1"), ("a-1", 2, 17, "GPE", ""), ("b-2", 1, 2, "GPE", "e2"),
    )
]  # fmt: skip


def measured() -> dict[str, pd.DataFrame]:
    linked = linking.link(DOCUMENTS, None)
    made = {
        "sentences": frame("sentences", assembling.sentences(DOCUMENTS)),
        "notes": frame("notes", assembling.notes(DOCUMENTS)),
        "sections": frame("sections", assembling.sections(DOCUMENTS)),
        "note_mentions": frame("note_mentions", NOTED),
        "mentions": frame("mentions", assembling.mentions(DOCUMENTS, linked.entity_of)),
        "citations": frame(
            "citations",
            assembling.citations(
                DOCUMENTS, {c.citation_id: "w" for d in DOCUMENTS for c in d.citations}, {}
            ),
        ),
        "works": frame("works", [{"work_id": "w", "authors": "Mango, Andrew", "title": "Atatürk",
                                  "type": "book", "year": "1999", "language": "tr"}]),
    }  # fmt: skip
    made["documents"] = frame(
        "documents", [{"doc_id": d.source.doc_id, "year": 2019} for d in DOCUMENTS]
    )
    texts = {d.source.doc_id: d.article.text for d in DOCUMENTS}
    origins = {d.source.doc_id: d.article.origin for d in DOCUMENTS}
    rows = measuring.measure(made, texts, texts, origins)
    return {**made, **{name: frame(name, each) for name, each in rows.items()}}


def test_every_pair_rests_on_as_many_places_as_it_counts():
    made = measured()
    pairs, evidence = made["cooccurrence"], made["evidence"]
    assert len(pairs)
    for row in pairs.itertuples():
        places = evidence[
            (evidence["kind"] == f"pair-{row.window}")
            & (evidence["id"] == f"{row.entity_a} {row.entity_b}")
        ]
        assert len(places) == row.n


def test_every_citation_count_rests_on_as_many_places():
    made = measured()
    counts = made["citation_frequency"]
    work = counts[counts["level"] == "work"].iloc[0]
    evidence = made["evidence"]
    places = evidence[(evidence["kind"] == "citation") & (evidence["id"] == work["id"])]
    assert len(places) == work["n_citations"] == 2
    assert work["n_full"] + work["n_short"] == work["n_citations"]


def test_windows_are_counted_and_not_words():
    pairs = measured()["cooccurrence"]
    assert pairs.set_index("window")["n"].to_dict() == {
        "document": 2,
        "note": 1,  # e1 and e2 stand in note 1 of the first article, in no other both
        "paragraph": 4,
        "section": 4,
        "sentence": 4,
    }


def test_the_table_of_two_by_two_is_the_textbook_one():
    n, a, b = (np.array([x]) for x in (8, 10, 12))
    expected = fisher_exact([[8, 2], [4, 26]], alternative="greater").pvalue
    assert abs(association.p_values(n, a, b, 40)[0] - expected) < 1e-9
    assert association.log_likelihood(n, a, b, 40)[0] > 10
    assert association.expected(a, b, 40)[0] == 3


def test_names_that_stand_together_by_chance_are_not_significant():
    draw = np.random.default_rng(3)
    here = draw.random((300, 30)) < 0.1
    pairs = [(i, j) for i in range(30) for j in range(i)]
    n = np.array([(here[:, i] & here[:, j]).sum() for i, j in pairs])
    a = np.array([here[:, i].sum() for i, _ in pairs])
    b = np.array([here[:, j].sum() for _, j in pairs])
    p = association.corrected(association.p_values(n, a, b, 300), len(pairs))
    assert (p < 0.05).mean() <= 0.05


def test_both_abstracts_say_the_same():
    assert measured()["faithfulness"].empty


def test_works_beside_entities_and_pairs_of_works_rest_on_evidence():
    made = measured()
    evidence = made["evidence"].groupby(["kind", "id"]).size()
    for row in made["entity_works"].itertuples():
        assert evidence["entity-work", f"{row.entity_id} {row.work_id}"] == row.n
    for row in made["work_pairs"].itertuples():
        assert evidence[f"works-{row.window}", f"{row.work_a} {row.work_b}"] == row.n
    assert len(made["entity_works"]) == 2  # Enver Paşa and Bakü, each beside the one work
    assert made["document_pairs"].iloc[0].to_dict() == {
        "doc_a": "a-1", "doc_b": "b-2", "n_works": 1, "strength": 1.0,
    }  # fmt: skip


def test_rankings_show_what_resolution_changes():
    frequency = pd.DataFrame(
        [["work", "a", "A", 5, 2], ["work", "b", "B", 4, 4], ["work", "c", "C", 1, 0]],
        columns=["level", "id", "label", "n_citations", "n_full"],
    )
    rows = {row["id"]: row for row in rankings(frequency)}
    assert (rows["a"]["rank_before"], rows["a"]["rank_after"]) == (2, 1)
    assert (rows["c"]["rank_before"], rows["c"]["rank_after"]) == (None, 3)


def test_the_network_does_not_hang_on_the_order_of_its_rows():
    rows = [["sentence", a, b, n] for a, b, n in (("a", "b", 3), ("b", "c", 1), ("d", "e", 2))]
    pairs = pd.DataFrame(rows, columns=["window", "entity_a", "entity_b", "n"])
    first = list(entity_network(pairs))
    assert first == list(entity_network(pairs[::-1]))
    assert {row["entity_id"]: row["community"] for row in first}["a"] == 1
    assert {row["entity_id"]: row["degree"] for row in first}["b"] == 2


def test_by_chance_almost_nothing_is_called_significant():
    draw = np.random.default_rng(5)
    total, entities = 400, 60
    holds = draw.random((total, entities)) < draw.uniform(0.01, 0.12, entities)
    n, a, b = [], [], []
    for i in range(entities):
        for j in range(i + 1, entities):
            both = int((holds[:, i] & holds[:, j]).sum())
            if both:
                n.append(both)
                a.append(int(holds[:, i].sum()))
                b.append(int(holds[:, j].sum()))
    p = association.p_values(np.array(n), np.array(a), np.array(b), total)
    corrected = association.corrected(p, entities * (entities - 1) // 2)
    assert (corrected < 0.05).mean() <= 0.05


def test_kinds_of_sources_and_years_of_entities_are_counted():
    made = measured()
    kinds = made["source_kinds"].set_index(["dimension", "value"])["n_citations"].to_dict()
    assert kinds == {("type", "book"): 2, ("language", "tr"): 2, ("age", "11-20"): 2}
    years = made["entity_years"]
    assert set(years["year"]) == {2019} and set(years["n_mentions"]) == {4}
    evidence = made["evidence"].groupby(["kind", "id"]).size()
    for (dimension, value), n in kinds.items():
        assert evidence[f"citation-{dimension}", value] == n


def shuffled(seed, sentences=300, entities=40):
    """Articles of sentences; every mention thrown into a sentence by chance."""
    draw = np.random.default_rng(seed)
    often = draw.uniform(0.01, 0.15, entities)
    here = [(s, e) for s in range(sentences) for e in range(entities) if draw.random() < often[e]]
    mentions = [
        {"mention_id": f"m{at}", "doc_id": f"d{s % 6}", "start": at * 10, "end": at * 10 + 5,
         "sentence_id": f"s{s}", "section_id": "body", "entity_id": f"e{e}", "label": "PERSON"}
        for at, (s, e) in enumerate(here)
    ]  # fmt: skip
    rows = [
        {"doc_id": f"d{s % 6}", "sentence_id": f"s{s}", "section_id": "body", "paragraph": s // 12}
        for s in range(sentences)
    ]
    texts = {f"d{d}": "x" * (len(here) * 10 + 10) for d in range(6)}
    return frame("mentions", mentions), frame("sentences", rows), texts


def test_in_shuffled_text_at_most_one_pair_in_twenty_is_called_significant():
    for window in ("sentence", "paragraph"):
        called, pairs = 0, 0
        for seed in range(5):
            mentions, sentences, texts = shuffled(seed)
            inside, total = windows(mentions, sentences, window), n_windows(sentences, window)
            rows, _ = measuring.cooccurrence(inside, total, texts, window)
            called += sum(row["p_value"] < 0.05 for row in rows)
            pairs += len(rows)
        assert pairs > 1000 and called / pairs <= 0.05
