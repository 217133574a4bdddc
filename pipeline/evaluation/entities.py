"""Mentions, base forms, clusters, sentences and alignment of analysed articles against gold.

Everything is measured end to end, from the raw file: a gold section is found in the article by
kind and language, and offsets are matched by letter, white space left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluation.golds import Gold, Part, Span
from pipeline.evaluation.scores import Counted, Score, b_cubed, f1, interval
from pipeline.records import Document, Link, Mention
from pipeline.text.casing import fold, lower

Offsets = list[int]
STRICT_BARS = {"all": 0.88, "PERSON": 0.9, "GPE": 0.9, "NORP": 0.9, "ORG": 0.8, "LOC": 0.8,
               "EVENT": 0.8}  # fmt: skip
UNIT = 600  # characters of gold text that are resampled together


@dataclass(frozen=True, slots=True)
class Placed:
    """A gold part with the places of its letters in the article; `at` is None if it is missing."""

    part: Part
    places: Mapping[int, int] | None  # gold offset -> offset in the article's clean text

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a gold span stands in the article."""
        if self.places is None or start not in self.places or end - 1 not in self.places:
            return None
        return self.places[start], self.places[end - 1] + 1


def place(gold: Gold, document: Document) -> list[Placed]:
    """Every gold part with its place in the analysed article."""
    return [Placed(part, _places(part, document)) for part in gold.parts]


def _places(part: Part, document: Document) -> Mapping[int, int] | None:
    text = document.article.text
    wanted = [i for i, char in enumerate(part.text) if not char.isspace()]
    letters = "".join(part.text[i] for i in wanted)
    best: Mapping[int, int] | None = None
    for section in document.article.sections:
        if (section.kind, section.lang) != (part.kind, part.lang):
            continue
        here = [i for i in range(section.start, section.end) if not text[i].isspace()]
        if "".join(text[i] for i in here) == letters:
            return dict(zip(wanted, here, strict=True))
        best = best or _shared(letters, wanted, "".join(text[i] for i in here), here)
    return best


def _shared(letters: str, wanted: Offsets, found: str, here: Offsets) -> Mapping[int, int]:
    """Places of the letters that two texts have in common, run by run."""
    made: dict[int, int] = {}
    a = b = 0
    while a < len(letters) and b < len(found):
        if letters[a] == found[b]:
            made[wanted[a]] = here[b]
            a, b = a + 1, b + 1
            continue
        for skip in range(1, 200):
            if letters[a + skip : a + skip + 20] == found[b : b + 20]:
                a += skip
                break
            if letters[a : a + 20] == found[b + skip : b + skip + 20]:
                b += skip
                break
        else:
            break
    return made


def match(
    placed: Placed, document: Document
) -> tuple[list[tuple[Span, Mention | None]], list[Mention]]:
    """Every strict gold mention with the system's mention of it; and the false ones.

    Optional gold mentions count neither way.
    """
    ours = _mentions(placed, document)
    taken: set[str] = set()
    pairs: list[tuple[Span, Mention | None]] = []
    for span in placed.part.spans:
        places = [where for s in span.spans if (where := placed.span(*s)) is not None]
        hit = next((m for m in ours if (m.start, m.end) in places and m.label in span.labels), None)
        if hit is not None:
            taken.add(hit.mention_id)
        if not span.optional:
            pairs.append((span, hit))
    optional = [
        where for s in placed.part.spans if s.optional and (where := placed.span(s.start, s.end))
    ]
    wrong = [
        m for m in ours
        if m.mention_id not in taken and not any(a < m.end and m.start < b for a, b in optional)
    ]  # fmt: skip
    return pairs, wrong


def _mentions(placed: Placed, document: Document) -> list[Mention]:
    """The system's mentions in the annotated stretch of a part."""
    if not placed.places:
        return []
    inside = [at for offset, at in placed.places.items() if offset < placed.part.annotated]
    if not inside:
        return []
    low, high = min(inside), max(inside) + 1
    return [m for m in document.mentions if low <= m.start and m.end <= high]


def entity_scores(golds: Sequence[tuple[Gold, Document]], data: str, lang: str = "") -> list[Score]:
    """Strict F1 over all labels and by label."""
    units: list[Counted] = []
    by_label: dict[str, Counter[str]] = {}
    right: list[str] = []
    for gold, document in golds:
        for number, placed in enumerate(place(gold, document)):
            if lang and placed.part.lang != lang:
                continue
            pairs, wrong = match(placed, document)
            for span, hit in pairs:
                counts = by_label.setdefault(span.labels[0], Counter())
                counts["gold"] += 1
                counts["right"] += hit is not None
                if hit is not None:
                    right.append(f"{gold.name}/{number}/{span.start}")
                units.append(Counted(int(hit is not None), int(hit is not None), 1))
            for mention in wrong:
                by_label.setdefault(mention.label, Counter())["wrong"] += 1
                units.append(Counted(0, 1, 0))
    name = f"{data} {lang}".strip()
    if not units:
        return []
    low, high = interval(units)
    n = sum(unit.gold for unit in units)
    scores = [
        Score("entities", name, "strict F1", n, f1(units), low, high, STRICT_BARS["all"],
              right=tuple(right))
    ]  # fmt: skip
    for label, counts in sorted(by_label.items()):
        value = f1([Counted(counts["right"], counts["right"] + counts["wrong"], counts["gold"])])
        bar = STRICT_BARS.get(label)
        scores.append(Score("entities", name, label, counts["gold"], value, bar=bar))
    return scores


def base_form_score(golds: Sequence[tuple[Gold, Document]], data: str) -> list[Score]:
    """Share of the mentions found whose base form is the gold's, case aside."""
    right = total = 0
    for gold, document in golds:
        for placed in place(gold, document):
            for span, hit in match(placed, document)[0]:
                if hit is None or (hit.start, hit.end) != placed.span(span.start, span.end):
                    continue
                total += 1
                lang = placed.part.lang
                right += lower(hit.base_form, lang) == lower(span.base_form, lang)
    value = round(right / max(total, 1), 4)
    return [Score("base forms", data, "accuracy", total, value, bar=0.97)]


def sentence_score(golds: Sequence[tuple[Gold, Document]], data: str) -> list[Score]:
    """F1 of sentence spans in the annotated stretch."""
    units: list[Counted] = []
    for gold, document in golds:
        for placed in place(gold, document):
            places = [placed.span(*s) for s in placed.part.sentences]
            expected = {where for where in places if where is not None}
            if not expected:
                continue
            low = min(s[0] for s in expected)
            high = max(s[1] for s in expected)
            found = {(s.start, s.end) for s in document.sentences if low <= s.start < high}
            units += [Counted(int(s in found), int(s in found), 1) for s in sorted(expected)]
            units += [Counted(0, 1, 0) for _ in found - expected]
    if not units:
        return []
    low_, high_ = interval(units)
    n = sum(unit.gold for unit in units)
    return [Score("sentences", data, "F1", n, f1(units), low_, high_, 0.98)]


def cluster_scores(
    golds: Sequence[tuple[Gold, Document]], entity_of: Mapping[str, str], data: str
) -> Iterator[Score]:
    """B³ of the mentions found, within each article; and persons wrongly put together."""
    gold_clusters: dict[str, str] = {}
    system: dict[str, str] = {}
    persons: dict[str, set[str]] = {}
    for gold, document in golds:
        for placed in place(gold, document):
            for span, hit in match(placed, document)[0]:
                if hit is None or hit.label == "DATE":
                    continue
                gold_clusters[hit.mention_id] = f"{gold.name}:{span.canonical}"
                system[hit.mention_id] = f"{gold.name}:{entity_of.get(hit.mention_id, '')}"
                if hit.label == "PERSON":
                    persons.setdefault(system[hit.mention_id], set()).add(span.canonical)
    if system:
        value = b_cubed(gold_clusters, system)
        yield Score("clusters", data, "B³ F1", len(system), value, bar=0.92)
        wrong = sum(len(names) > 1 for names in persons.values())
        yield Score("clusters", data, "persons falsely merged", len(persons), float(wrong), bar=0.0)


def alignment_scores(
    golds: Sequence[tuple[Gold, Document]], entity_of: Mapping[str, str], data: str
) -> Iterator[Score]:
    """Entities that abstracts and keywords name in both languages: joined, and joined rightly."""
    right = found = wanted = 0
    for gold, document in golds:
        sides: dict[str, dict[str, set[str]]] = {}
        canonical: dict[str, set[str]] = {}
        for placed in place(gold, document):
            if placed.part.kind not in ("abstract", "keywords"):
                continue
            for span, hit in match(placed, document)[0]:
                sides.setdefault(span.canonical, {}).setdefault(placed.part.lang, set())
                if hit is not None and hit.label != "DATE":
                    entity = entity_of.get(hit.mention_id, "")
                    sides[span.canonical][placed.part.lang].add(entity)
                    canonical.setdefault(f"{placed.part.lang}:{entity}", set()).add(span.canonical)
        both = {
            c: s for c, s in sides.items() if {"tr", "en"} <= set(s) and not c.startswith("date")
        }
        wanted += len(both)
        right += sum(bool(s["tr"] & s["en"]) for s in both.values())
        for entity in sorted({key[3:] for key in canonical}):
            tr, en = canonical.get(f"tr:{entity}"), canonical.get(f"en:{entity}")
            if tr and en:
                found += 1 if tr & en else 2
    if wanted:
        precision = round(right / max(found, 1), 4) if found else 0.0
        yield Score("alignment", data, "precision", found, min(precision, 1.0), bar=0.97)
        yield Score("alignment", data, "recall", wanted, round(right / wanted, 4), bar=0.9)


def keyword_score(
    golds: Sequence[tuple[Gold, Document]], links: Sequence[Link], data: str
) -> Score:
    """Keyword pairs whose two sides the gold gives one canonical id, of all such pairs."""
    right = wanted = 0
    for gold, document in golds:
        names: dict[str, dict[str, str]] = {"tr": {}, "en": {}}
        for part in gold.parts:
            if part.kind == "keywords":
                for span in part.spans:
                    names[part.lang][fold(part.text[span.start : span.end])] = span.canonical
        pairs = {
            fold(link.tr_form): fold(link.en_form)
            for link in links
            if link.kind == "keyword" and link.doc_id == document.source.doc_id
        }
        for name, canonical in names["tr"].items():
            if canonical in names["en"].values() and name in pairs:
                wanted += 1
                right += names["en"].get(pairs[name]) == canonical
    return Score(
        "keyword pairs", data, "accuracy", wanted, round(right / max(wanted, 1), 4), bar=1.0
    )
