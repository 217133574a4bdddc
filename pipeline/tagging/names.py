"""Mentions of named entities: the encoder's spans, trimmed as the guideline says."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.languages import items
from pipeline.records import Article, Mention, Sentence
from pipeline.tagging import (
    calibration,
    consistency,
    decoding,
    encoder,
    heads,
    known,
    neighbours,
    openers,
    tidying,
)
from pipeline.tagging.base_forms import base_form
from pipeline.tagging.dates import iso_date
from pipeline.tagging.suffixes import is_suffix
from pipeline.text.casing import fold, uncapitalized

APOSTROPHES = "’'ʼ‘´`"
AYN = "‘`ʼ´"  # also print the Arabic letter, inside a word
OUTSIDE = " \t\n“”\"«»‘’'()[]{}.,;:!?…–—-"
# Dârü’l-kütübi’l-Mısriyye, Bedâyiu’z-zamân: an article joins the words of a name
_ARABIC = re.compile(r"[^\W\d_]+(?:[’'‘][^\W\d_]{1,2}-[^\W\d_]+)+")
_TIED = re.compile(r"-[^\W\d_]+")
_REST = re.compile(rf"([{APOSTROPHES}])([^\W\d_]+)")
BRACKETS = "()[]"
INITIAL_MAX = 2  # letters before a full stop that belongs to a name: "T.B.M.M.", "V. İ."
ARTICLE = "the"


def read_sentences(
    article: Article,
    sentences: Sequence[Sentence],
    engine: encoder.Encoder,
    heads: Sequence[str] = ("house",),
) -> list[encoder.Reading]:
    """What the encoder says of every sentence; titles in capitals are read as a sentence is."""
    texts = [
        uncapitalized(article.text[s.start : s.end], s.lang, tidying.small_words(s.lang))
        for s in sentences
    ]
    return encoder.read(engine, texts, heads)


def find_mentions(
    article: Article,
    sentences: Sequence[Sentence],
    readings: Sequence[encoder.Reading],
    engine: encoder.Encoder,
    threshold: float,
) -> list[Mention]:
    """Mentions of every sentence in reading order, with base forms."""
    tags = engine.tags["house"]
    found: list[consistency.Found] = []
    for sentence, reading in zip(sentences, readings, strict=True):
        text, words = article.text[sentence.start : sentence.end], reading.words
        spans = [
            each
            for span in decoding.spans(reading.scores["house"], tags)
            if span.score >= threshold
            for each in _spans_of(
                text, (words[span.start][0], words[span.end - 1][1], span.label, span.score)
            )
        ]
        found += [
            (a + sentence.start, b + sentence.start, label, score)
            for a, b, label, score in _corrected(text, sentence.lang, _disjoint(text, spans))
        ]
    lists = {s.section_id for s in article.sections if s.kind == "keywords"}
    keywords = [(s.start, s.end) for s in sentences if s.section_id in lists]
    found = sorted([*found, *neighbours.of_table(article.text, keywords, found)])
    found = list(
        consistency.unjoined(article.text, found, lambda name, at: _key(name, sentences, at))
    )
    keys = [_key(article.text[a:b], sentences, a) for a, b, *_ in found]
    headings = [(s.start, s.end) for s in article.sections if s.kind == "heading"]
    found = list(heads.sure_in_headings(article.text, found, keys, headings))
    keys = [_key(article.text[a:b], sentences, a) for a, b, *_ in found]
    found = list(known.with_kinds(consistency.settled(found, keys), keys))
    found = list(known.with_surnames(found, keys))
    keys = [_key(article.text[a:b], sentences, a) for a, b, *_ in found]
    turkish = {
        s.start + consistency.numbering(article.text[s.start : s.end])
        for s in sentences
        if s.lang == "tr" and s.section_id not in lists
    }
    found = list(openers.without_openers(article.text, found, keys, turkish))
    surfaces = [article.text[a:b] for a, b, *_ in found]
    found += _inside(consistency.missed(article.text, found, surfaces), sentences)
    found = known.without_references(article.text, found)
    made = []
    for start, end, label, score in sorted(found):
        sentence = _sentence_at(sentences, start)
        a, b = start - sentence.start, end - sentence.start
        sure = calibration.probability(score, engine.line)
        made.append(mention(article, sentence, a, b, label, sure, engine.name))
    return with_base_forms(made)


def _disjoint(text: str, spans: Sequence[consistency.Found]) -> Iterator[consistency.Found]:
    """The spans without what one before them has taken in."""
    taken = 0
    for start, end, label, score in spans:
        a, b = trim(text, max(start, taken), end)
        if a < b:
            yield a, b, label, score
            taken = b


def _corrected(
    text: str, lang: str, spans: Iterable[consistency.Found]
) -> list[consistency.Found]:
    """Spans of a sentence with what is known of dates, of last words and of wars."""
    whole = known.rejoined(text, list(tidying.tidied(text, lang, list(spans))))
    dated = known.with_dates(text, lang, list(known.with_peoples(text, whole)))
    headed = heads.with_heads(text, lang, neighbours.with_neighbours(text, lang, dated))
    wars = known.with_war_years(text, list(heads.without_nouns(text, lang, headed)))
    return list(known.with_year_ends(text, wars))


def _spans_of(text: str, place: consistency.Found) -> Iterator[consistency.Found]:
    """A span of the encoder as the guideline cuts it: words, brackets, marks, ranks, pairs."""
    start, end, label, score = place
    if joint := _ARABIC.match(text, text.rfind(" ", start, end) + 1 or start):
        end = max(end, joint.end())
    end = _tied(text, start, end)
    rest = _REST.match(text, end)  # Şâfi‘îler, Il’minskiy
    if rest and (rest[1] in AYN or rest[2][0].islower()) and not _ends_name(rest[1], rest[2]):
        end = rest.end()
    for part in parts(text, start, end):
        trimmed = trim(text, *part)
        if trimmed[0] < trimmed[1]:
            yield from consistency.refined(text, (*trimmed, label, score))


def _tied(text: str, start: int, end: int) -> int:
    """The end with what a hyphen ties to an article at the end of a span: Zeki el-Arsuzi."""
    article = text[text.rfind(" ", start, end) + 1 : end]
    rest = _TIED.match(text, end) if article in items("names", "articles") else None
    return rest.end() if rest else end


def _key(surface: str, sentences: Sequence[Sentence], start: int) -> str:
    """The form by which mentions of one name find each other in an article."""
    return fold(base_form(surface, _sentence_at(sentences, start).lang))


def _inside(
    found: Iterable[consistency.Found], sentences: Sequence[Sentence]
) -> list[consistency.Found]:
    """Those of the spans that lie in one of the sentences."""
    made = []
    for span in found:
        sentence = _sentence_at(sentences, span[0])
        if sentence.start <= span[0] and span[1] <= sentence.end:
            made.append(span)
    return made


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence:
    """The last sentence that begins at or before an offset; sentences are in order."""
    at = bisect_right(sentences, offset, key=lambda sentence: sentence.start)
    return sentences[max(at - 1, 0)]


def mention(
    article: Article, sentence: Sentence, start: int, end: int, label: str, score: float, model: str
) -> Mention:
    """A mention at ``start:end`` of a sentence; its base form is not known yet."""
    a, b = sentence.start + start, sentence.start + end
    surface = article.text[a:b]
    return Mention(
        mention_id=f"{article.doc_id}:{a}-{b}", start=a, end=b,
        raw_start=article.origin[a], raw_end=article.origin[b - 1] + 1,
        section_id=sentence.section_id, sentence_id=sentence.sentence_id, lang=sentence.lang,
        surface=surface, base_form=surface, label=label, score=score, model=model,
        date=iso_date(surface, sentence.lang) if label == "DATE" else "",
    )  # fmt: skip


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span cut at brackets: a surname in brackets is a mention of its own.

    >>> text = "Bekir Sami Bey (Kunduk"
    >>> [text[a:b] for a, b in parts(text, 0, len(text))]
    ['Bekir Sami Bey ', 'Kunduk']
    """
    cuts = [at for at in range(start, end) if text[at] in BRACKETS]
    edges = [start - 1, *cuts, end]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotes, brackets, a lower-case article and the suffix of an apostrophe.

    >>> text = "“Moskova’nın"
    >>> text[slice(*trim(text, 0, 12))]
    'Moskova'
    >>> text = "Ma‘rûzât"
    >>> text[slice(*trim(text, 0, 8))]
    'Ma‘rûzât'
    >>> text = "Il’minskiy’nin"
    >>> text[slice(*trim(text, 0, 14))]
    'Il’minskiy'
    >>> text = "the Sublime Porte"
    >>> text[slice(*trim(text, 0, 17))]
    'Sublime Porte'
    """
    while start < end and text[start] in OUTSIDE:
        start += 1
    if text[start : start + len(ARTICLE) + 1] == f"{ARTICLE} ":
        start += len(ARTICLE) + 1
    last = text.rfind(" ", start, end) + 1 or start
    for mark in APOSTROPHES:
        at = text.rfind(mark, last + 1, end)
        suffix = text[at + 1 : end]
        if at > 0 and suffix.isalpha() and _ends_name(mark, suffix):
            end = at
    while start < end and text[end - 1] in OUTSIDE and not _initial(text, start, end):
        end -= 1
    return start, end


def _ends_name(mark: str, letters: str) -> bool:
    """Whether an apostrophe, which may be an ayn, and what follows are a suffix of the name.

    Behind an ayn one case suffix only: Sa‘di is no Sa with the ending of the past.
    """
    return letters in items("tr", "case_suffixes") if mark in AYN else is_suffix(letters)


def _initial(text: str, start: int, end: int) -> bool:
    """Whether the span ends in the full stop of an initial or of an abbreviation in capitals."""
    if text[end - 1] != ".":
        return False
    at = end - 1
    while at > start and text[at - 1].isalpha():
        at -= 1
    return 0 < end - 1 - at <= INITIAL_MAX and text[at].isupper()


def with_base_forms(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with citation forms, the article's other forms of a label as evidence."""
    attested: Mapping[str, set[str]] = defaultdict(set)
    for each in mentions:
        attested[each.label].add(each.surface)
    return [
        replace(each, base_form=base_form(each.surface, each.lang, attested[each.label]))
        for each in mentions
    ]
