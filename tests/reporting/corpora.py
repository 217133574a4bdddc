"""Tables of made-up corpora of any size, rich in all that a chart can show; made without models."""

import random
from collections import Counter
from functools import cache
from itertools import combinations, product

from pipeline.measuring import frequencies, sources
from pipeline.schema import tables as schema
from pipeline.tables import frame

LABELS = ("PERSON", "GPE", "LOC", "ORG", "NORP", "EVENT", "LAW", "FAC", "WORK_OF_ART", "DATE")
SYLLABLES = ("İs", "ğı", "şe", "Çö", "lük", "ma", "ren", "to", "Ü", "vey", "han", "ban", "ı", "kür")
TYPES = ("book", "article", "chapter", "thesis", "archival", "newspaper", "legislation", "web")
LANGUAGES = ("tr", "en", "ru", "ru-Latn", "fr", "de", "ota", "")
ARCHIVES = ("BOA", "BCA", "AVPRİ", "TNA", "RGVA", "Türk Tarih Kurumu Arşivi")
PROOFS = (
    "table", "same-name", "words", "transliteration", "vector", "keyword-position", "left-over",
    "short-name", "alias", "only-bearer", "family-name", "date",
)  # fmt: skip
ALIGNED = 50  # of the entities: those that abstracts name
PARAGRAPHS, NAMED, CITED = 12, 4, 3  # of an article, and in each paragraph
YEARS = (1985, 2024)


def name(rng, number):
    """A name of two letters up to a very long one; some in capitals, some in Cyrillic."""
    words = rng.choice((1, 2, 2, 3, 9))
    made = " ".join("".join(rng.choices(SYLLABLES, k=rng.randint(1, 5))) for _ in range(words))
    way = number % 12
    return "ТЕЛЕГРАФНОЕ Агентство" if way == 5 else f"{made.upper() if way == 7 else made} {number}"


@cache
def corpus(size):
    """Tables of `size` articles: titles, years, abstracts, names in two languages, sources."""
    rng = random.Random(size)
    entities = _entities(rng, 50 + min(size, 150))
    works = _works(rng, 40 + min(size, 150))
    made = {table: [] for table in schema()}
    together, beside, cited_together = Counter(), Counter(), Counter()
    for number in range(size):
        _article(rng, number, entities, works, made, (together, beside, cited_together))
    mentioned = Counter((row["entity_id"], row["lang"]) for row in made["mentions"])
    cited = Counter(row["work_id"] for row in made["citations"])
    for row in entities:
        row["n_tr"], row["n_en"] = (mentioned[row["entity_id"], lang] for lang in ("tr", "en"))
    made["entities"] = [{**row, "n_mentions": row["n_tr"] + row["n_en"]} for row in entities]
    made["works"] = [{**row, "n_citations": cited[row["work_id"]]} for row in works]
    made["cooccurrence"] = [
        {"window": "sentence", "entity_a": a, "entity_b": b, "n": n, "npmi": 0.5}
        for (a, b), n in together.items()
    ]  # fmt: skip
    made["entity_works"] = [
        {"entity_id": entity, "work_id": work, "n": n, "share": 0.25}
        for (entity, work), n in beside.items()
    ]
    made["work_pairs"] = [
        {"window": "paragraph", "work_a": a, "work_b": b, "n": n}
        for (a, b), n in cited_together.items()
    ]
    return _measured({table: frame(table, rows) for table, rows in made.items()})


def _measured(tables):
    """The tables with those that the measuring rooms count from them."""
    citations, works, documents = tables["citations"], tables["works"], tables["documents"]
    frequency = frame("citation_frequency", frequencies.citation_frequency(citations, works))
    kinds = sources.keyed(citations, works, documents)
    rows = {
        "rankings": frequencies.rankings(frequency),
        "source_years": frequencies.source_years(works),
        "source_kinds": sources.source_kinds(kinds),
        "entity_years": sources.entity_years(tables["mentions"], documents),
    }
    made = {table: frame(table, found) for table, found in rows.items()}
    return {**tables, **made, "citation_frequency": frequency}


def _entities(rng, count):
    made = []
    for number in range(count):
        label = LABELS[number % len(LABELS)] if number < 40 else rng.choice(LABELS)
        made.append({"entity_id": f"e{number:03}", "label": label, "name": name(rng, number),
                     "name_tr": name(rng, number), "name_en": name(rng, number),
                     "n_documents": 1})  # fmt: skip
    return made


def _works(rng, count):
    made = []
    for number in range(count):
        kind = TYPES[number % len(TYPES)]
        work = {
            "work_id": f"w{number:03}", "type": kind, "title": name(rng, number),
            "year": rng.choice(("", "1312", *map(str, range(1850, 2021)))),
            "language": LANGUAGES[number % len(LANGUAGES)],
            "authors": "; ".join(f"{name(rng, n)}, A." for n in range(number % 3 + 1)),
        }  # fmt: skip
        if kind == "archival":
            work |= {"title": "", "authors": "", "archive": ARCHIVES[number // 8 % len(ARCHIVES)],
                     "fond": rng.choice(("HR.SYS", "F. 149", "", "30-18-1-2, Muamelat Genel")),
                     "shelfmark": f"{number}/7"}  # fmt: skip
        made.append(work)
    return made


def _article(rng, number, entities, works, made, counts):
    together, beside, cited_together = counts
    doc_id = f"d{number:04}"
    paragraphs = PARAGRAPHS if number < 60 else 3  # enough of each; the rest are many
    n_chars = 1000 * (paragraphs + 1)
    shown = name(rng, number)
    made["documents"].append({
        "doc_id": doc_id, "path": f"{doc_id}.txt", "status": "ok", "title": shown, "n_notes": 1,
        "year": None if number % 9 == 8 else YEARS[0] + 7 * number % (YEARS[1] - YEARS[0]),
        "n_chars": n_chars, "n_mentions": paragraphs * NAMED, "n_citations": paragraphs * CITED,
    })  # fmt: skip
    for paragraph in range(paragraphs):
        section, lang = f"s{paragraph}", ("tr", "en")[paragraph % 2]
        made["sections"].append({
            "doc_id": doc_id, "section_id": section, "lang": lang,
            "kind": "abstract" if paragraph < 2 else "body", "start": 1000 * paragraph,
        })  # fmt: skip
        # an abstract names in the other language half of what the first one named
        chosen = rng.sample(entities[:ALIGNED] if paragraph < 2 else entities, NAMED)
        for at, entity in enumerate(chosen):
            start = 1000 * paragraph + 200 * at
            made["mentions"].append({
                "doc_id": doc_id, "start": start, "section_id": section, "lang": lang,
                "entity_id": entity["entity_id"], "label": entity["label"],
                "mention_id": f"{doc_id}:{start}",
            })  # fmt: skip
            if paragraph < 2:
                made["alignments"].append({
                    "doc_id": doc_id, "entity_id": entity["entity_id"], "score": rng.random(),
                    "tr_form": entity["name_tr"], "en_form": entity["name_en"],
                    "evidence": PROOFS[int(entity["entity_id"][1:]) % len(PROOFS)],
                })  # fmt: skip
        cited = rng.sample(works, CITED)
        for at, work in enumerate(cited):
            made["citations"].append({
                "doc_id": doc_id, "note": paragraph + 1, "position": at + 1, "place_kind": "note",
                "citation_id": f"{doc_id}:n{paragraph + 1}.{at + 1}", "work_id": work["work_id"],
                "archive": work.get("archive", ""), "fond": work.get("fond", ""),
                "ref_form": rng.choice(("full", "full", "anaphoric")),
            })  # fmt: skip
        keys = sorted(e["entity_id"] for e in chosen if e["label"] != "DATE")
        together.update(combinations(keys, 2))
        beside.update(product(keys, (work["work_id"] for work in cited)))
        cited_together.update(combinations(sorted(work["work_id"] for work in cited), 2))
