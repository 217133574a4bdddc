"""Bilingual abstracts with gold mentions: which Turkish and which English name are one.

Mentions are the gold's own, so that what is measured is the bridge and nothing before it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import linking
from pipeline.evaluation.scores import Counted, Score, calibration_error, interval
from pipeline.records import Article, Document, Keyword, Mention, Section, SourceText
from pipeline.tagging import encoder, form_vectors

Names = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of abstracts as a document, and what is right of it."""

    document: Document
    aligned: frozenset[tuple[str, str]]  # base forms
    keywords: frozenset[tuple[str, str]]


def read(path: Path, engine: encoder.Encoder) -> Iterator[Pair]:
    """The pairs of a file, one JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Pair(
            _document(row, engine),
            frozenset((tr, en) for tr, en in row["alignment"]),
            frozenset(
                (row["keywords_tr"][i], row["keywords_en"][j]) for i, j in row["keyword_pairs"]
            ),
        )


def _document(row: Mapping[str, Any], engine: encoder.Encoder) -> Document:
    doc_id = f"{row['id']}-00000000"
    text = ""
    sections: list[Section] = []
    keywords: list[Keyword] = []
    mentions: list[Mention] = []
    for lang in ("tr", "en"):
        start = len(text)
        text += row[lang]
        sections.append(_section("abstract", lang, start, len(text)))
        mentions += _mentions(doc_id, row[lang], lang, start, row[f"mentions_{lang}"])
        text += "\n\n"
        start = len(text)
        for position, keyword in enumerate(row[f"keywords_{lang}"], 1):
            text += ", " if position > 1 else ""
            keywords.append(Keyword(lang, position, keyword, len(text), len(text) + len(keyword)))
            text += keyword
        sections.append(_section("keywords", lang, start, len(text)))
        text += "\n\n"
    origin = tuple(range(len(text)))
    article = Article(doc_id, "tr", text, origin, tuple(sections), tuple(keywords), (), ())
    source = SourceText(doc_id, f"{row['id']}.txt", "txt", "utf-8", "0" * 64, text)
    vectors = tuple(form_vectors(article, mentions, engine))
    return Document(source, article, (), (), tuple(mentions), vectors, {}, (), (), {}, ())


def _section(kind: str, lang: str, start: int, end: int) -> Section:
    return Section(f"{kind}-{lang}", kind, lang, start, end, start, end)


def _mentions(
    doc_id: str, text: str, lang: str, offset: int, gold: Sequence[Sequence[str]]
) -> Iterator[Mention]:
    at = 0
    for surface, label, base in gold:
        found = text.index(surface, at)
        at = found + len(surface)
        a, b = offset + found, offset + at
        yield Mention(
            f"{doc_id}:{a}-{b}", a, b, a, b, f"abstract-{lang}", f"{doc_id}.s{lang}", lang,
            surface, base, label, 1.0, "gold",
        )  # fmt: skip


def measure(path: Path, engine: encoder.Encoder) -> list[Score]:
    """Precision and recall of aligned entities and of keyword pairs."""
    entities: list[Counted] = []
    keywords: list[Counted] = []
    right: list[str] = []
    probabilities: list[tuple[float, bool]] = []
    for pair in read(path, engine):
        linked = linking.link([pair.document], None)
        joined, expected = _joined(pair, linked.entity_of)
        good = joined & expected
        found = {p for p in pair.aligned if p in joined}
        entities.append(Counted(len(good), len(joined), len(pair.aligned)))
        right += [f"{pair.document.source.path}: {tr} = {en}" for tr, en in sorted(found)]
        said = {(k.tr_form, k.en_form) for k in linked.links if k.kind == "keyword" and k.en_form}
        for each in linked.links:
            allowed = expected if each.kind == "entity" else pair.keywords
            if each.en_form:
                probabilities.append((each.score, (each.tr_form, each.en_form) in allowed))
        keywords.append(Counted(len(said & pair.keywords), len(said), len(pair.keywords)))
    return [
        *_figures("alignment", entities, tuple(right)),
        *_figures("keywords", keywords, ()),
        Score(
            "alignment", "abstract pairs", "calibration error of links", len(probabilities),
            calibration_error(probabilities),
        ),
    ]  # fmt: skip


def _joined(pair: Pair, entity_of: Mapping[str, str]) -> tuple[Names, Names]:
    """Pairs of names that stand for one entity, and all that the gold allows."""
    forms: dict[tuple[str, str], str] = {
        (m.lang, m.base_form): entity_of[m.mention_id]
        for m in pair.document.mentions
        if m.label != "DATE"
    }
    turkish = [(name, e) for (lang, name), e in forms.items() if lang == "tr"]
    english = [(name, e) for (lang, name), e in forms.items() if lang == "en"]
    joined = {(a, b) for a, x in turkish for b, y in english if x == y}
    allowed = set(pair.aligned)
    while True:  # a short and a full name of one person: each pair of them is right
        more = {
            (a, d)
            for a, b in allowed
            for c, d in allowed
            if (c, b) in allowed and (a, d) not in allowed
        }
        if not more:
            return joined, allowed
        allowed |= more


def _figures(what: str, units: Sequence[Counted], right: tuple[str, ...]) -> Iterator[Score]:
    def precision(part: Sequence[Counted]) -> float:
        return round(sum(u.right for u in part) / max(sum(u.predicted for u in part), 1), 4)

    def recall(part: Sequence[Counted]) -> float:
        return round(sum(u.right for u in part) / max(sum(u.gold for u in part), 1), 4)

    for metric, figure, bar in (("precision", precision, 0.97), ("recall", recall, 0.9)):
        n = sum(u.predicted if metric == "precision" else u.gold for u in units)
        low, high = interval(units, figure)
        yield Score(
            what, "abstract pairs", metric, n, figure(units), low, high, bar,
            right=right if metric == "recall" else (),
        )  # fmt: skip
