"""Gold of one article in one shape: the released gold of the sample article, and our own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.annotated import GoldArticle, read_article

SHARED = Path(__file__).parents[3] / "shared"
SEED = SHARED / "seed"
OWN = Path(__file__).parents[2] / "tests" / "gold"
LATER = OWN / "articles_later"  # scored before anybody who makes the program had read them
READINGS_PARTS = {"abstract_tr": ("abstract", "tr"), "abstract_en": ("abstract", "en"),
                  "keywords_tr": ("keywords", "tr"), "keywords_en": ("keywords", "en"),
                  "body_tr": ("body", "tr")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A gold mention in its section's text; `spans` and `labels` are all that a scorer accepts."""

    start: int
    end: int
    labels: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    canonical: str
    base_form: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section of gold: its clean text, and what of it is annotated."""

    kind: str
    lang: str
    text: str
    annotated: int  # mentions are complete up to this offset
    spans: tuple[Span, ...]
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """An article with its gold; `raw` is the file to analyse."""

    name: str
    raw: Path
    parts: tuple[Part, ...]


def seed() -> Gold | None:
    """The sample article with its released gold, if the shared folder is there."""
    if not (SEED / "gold" / "mentions.json").is_file():
        return None
    texts = {row["id"]: row["text"] for row in _json("clean.json")}
    mentions, sentences = _json("mentions.json"), _json("sentences.json")
    parts = []
    for name, text in texts.items():
        kind, lang = READINGS_PARTS[name]
        own = [s for s in sentences if s["section"] == name]
        end = max((s["end"] for s in own), default=len(text) if kind == "keywords" else 0)
        spans = tuple(_span(m) for m in mentions if m["section"] == name)
        parts.append(Part(kind, lang, text, end, spans, tuple((s["start"], s["end"]) for s in own)))
    return Gold("sample", SEED / "article.txt", tuple(parts))


def _json(name: str) -> list[dict]:  # type: ignore[type-arg]
    return list(json.loads((SEED / "gold" / name).read_text(encoding="utf-8")))


def _span(row: dict) -> Span:  # type: ignore[type-arg]
    others = [
        (o["start"], o["end"]) if isinstance(o, dict) else (o[0], o[1])
        for o in row.get("alt_spans", [])
    ]
    return Span(
        row["start"], row["end"], (row["label"], *row.get("alt_labels", [])),
        ((row["start"], row["end"]), *others), row["canonical"], row["lemma_form"],
        bool(row.get("optional")),
    )  # fmt: skip


def own(corpus: Path, articles: Path = OWN / "articles") -> Iterator[Gold]:
    """Our articles, printed in `corpus`, with the gold that was written with them."""
    for path in sorted(articles.glob("*.txt")):
        raw = corpus / path.name
        if raw.is_file():
            yield Gold(path.stem, raw, tuple(_parts(read_article(path))))


def _parts(article: GoldArticle) -> Iterator[Part]:
    for section in article.sections:
        spans = tuple(
            Span(m.start, m.end, (m.label,), ((m.start, m.end),), m.canonical, m.base_form, False)
            for m in section.mentions
        )
        yield Part(section.kind, section.lang, section.text, len(section.text), spans, ())
