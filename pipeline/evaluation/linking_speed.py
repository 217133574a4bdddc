"""How long it takes to join a large corpus's mentions, with what memory and how rightly."""

import random
import resource
import time
from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline import linking
from pipeline.records import Article, Document, Mention, Section, SourceText
from pipeline.text.casing import title

MENTIONS, ENTITIES, IN_DOCUMENT = 1_000_000, 100_000, 100
SEED = 11
KINDS = (("PERSON", 0.5), ("ORG", 0.2), ("GPE", 0.2), ("EVENT", 0.1))
ENGLISH = 0.2  # share of mentions in the English part of an article
_SYLLABLES = (
    "ka", "le", "mi", "ro", "tu", "sa", "ne", "di", "ge", "bo", "ya", "zi", "han", "dar", "kul",
    "tan", "ber", "çin", "şer", "gün", "öz", "yıl", "dem", "por", "lak", "mer",
)  # fmt: skip
_SPELLING = str.maketrans({"ç": "ch", "ş": "sh", "ı": "i", "ö": "o", "ü": "u", "ğ": "g"})


def measure() -> Iterator[str]:
    """Lines of ``make bench``."""
    documents, truth = corpus(MENTIONS, ENTITIES)
    began = time.perf_counter()
    linked = linking.link(documents, None)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    right, whole = precision(linked.entity_of, truth)
    yield (
        f"{len(truth):,} mentions joined into {len(linked.entities):,} entities: {seconds:.0f} s, "
        f"peak {peak:,.0f} MB, precision {right:.4f}, recall {whole:.4f} (B³)"
    )


def corpus(mentions: int, entities: int) -> tuple[list[Document], dict[str, int]]:
    """Documents of invented names, and mention to true entity.

    A person stands with full name, with a title behind the given names, with an initial, or, once
    named in full, with the family name alone; an English mention is spelled the English way.
    """
    rng = random.Random(SEED)
    names = _names(entities, rng)
    documents: list[Document] = []
    truth: dict[str, int] = {}
    for number in range(mentions // IN_DOCUMENT):
        chosen = rng.sample(range(entities), IN_DOCUMENT // 8)
        document, rows = _document(f"d{number:05}-00000000", chosen, names, rng)
        documents.append(document)
        truth |= rows
    return documents, truth


def _names(count: int, rng: random.Random) -> list[tuple[str, str]]:
    """Label and Turkish name of every entity, no two alike in sound by more than chance."""
    made: dict[str, str] = {}
    labels = [name for name, _ in KINDS]
    weights = [share for _, share in KINDS]
    heads = {"ORG": " Cemiyeti", "EVENT": " Kongresi"}
    while len(made) < count:
        label = rng.choices(labels, weights)[0]
        words = 2 if label in ("PERSON", "ORG", "EVENT") else 1
        length = (2, 3) if words == 2 else (3, 4)
        name = " ".join(_word(rng.choice(length), rng) for _ in range(words))
        made.setdefault(title(name, "tr") + heads.get(label, ""), label)
    return [(label, name) for name, label in made.items()]


def _word(syllables: int, rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=syllables))


def _document(
    doc_id: str, chosen: list[int], names: list[tuple[str, str]], rng: random.Random
) -> tuple[Document, dict[str, int]]:
    mentions: list[Mention] = []
    truth: dict[str, int] = {}
    families = Counter(names[entity][1].rpartition(" ")[2] for entity in chosen)
    at = 0
    for _ in range(IN_DOCUMENT):
        entity = rng.choice(chosen)
        label, name = names[entity]
        lang = "en" if rng.random() < ENGLISH else "tr"
        form = _form(label, name, lang, families, rng)
        start, end = at, at + len(form)
        at = end + 1
        mention_id = f"{doc_id}:{start}-{end}"
        mentions.append(
            Mention(
                mention_id, start, end, start, end, f"body-{lang}", f"{doc_id}.s1", lang, form,
                form, label, 1.0, "invented",
            )
        )  # fmt: skip
        truth[mention_id] = entity
    text = " ".join(mention.surface for mention in mentions)
    sections = tuple(Section(f"body-{x}", "body", x, 0, at, 0, at) for x in ("tr", "en"))
    article = Article(doc_id, "tr", text, (), sections, (), (), ())
    source = SourceText(doc_id, f"{doc_id}.txt", "txt", "utf-8", "0" * 64, text)
    made = Document(source, article, (), (), tuple(mentions), (), {}, (), (), {}, ())
    return made, truth


def _form(label: str, name: str, lang: str, families: Counter[str], rng: random.Random) -> str:
    given, _, family = name.rpartition(" ")
    if label == "PERSON":
        chance = rng.random()
        if chance < 0.15:
            name = f"{given[0]}. {family}"
        elif chance < 0.3 and families[family] == 1:
            name = family
    if lang == "en":
        head = {"ORG": "Society", "EVENT": "Congress"}.get(label)
        spelled = name.translate(_SPELLING)
        return f"{spelled.rpartition(' ')[0]} {head}" if head else spelled
    return name


def precision(entity_of: Mapping[str, str], truth: Mapping[str, int]) -> tuple[float, float]:
    """B³ precision and recall over all mentions."""
    joint = Counter((truth[m], entity_of[m]) for m in truth)
    by_found, by_truth = Counter(entity_of[m] for m in truth), Counter(truth.values())
    right = sum(n * n / by_found[e] for (_, e), n in joint.items()) / len(truth)
    whole = sum(n * n / by_truth[t] for (t, _), n in joint.items()) / len(truth)
    return right, whole
