"""From an article to its sentences, tokens, mentions and vectors: the room that loads models."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Settings, TurkishSettings
from pipeline.records import (
    Article,
    FormVector,
    Mention,
    Problem,
    Section,
    Sentence,
    Token,
)
from pipeline.tagging import akana_engine, encoder, english, lexicon, names, stanza_engine, vote
from pipeline.tagging.analysis import Morphology
from pipeline.tagging.sentences import paragraphs, split_sentences
from pipeline.tagging.tokens import split_tokens

MODELS = Path(__file__).parent.parent / "models"
NOT_PROSE = ("authors", "bibliography")  # names there are data, not mentions in the text
TOLD_BY_LETTERS = ("DATE", "PERSON")
HEADS = ("house", vote.HEAD)  # what one pass of the encoder is asked
WHOLE = ("title", "authors", "heading")  # sections that are one sentence a paragraph



@dataclass(frozen=True, slots=True)
class Engines:
    """The models of a run."""

    entities: encoder.Encoder
    turkish: Morphology
    threshold: float
    is_word: Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What this room says of an article."""

    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    vectors: tuple[FormVector, ...]
    problems: tuple[Problem, ...]


def load(settings: Settings) -> Engines:
    """Load the models that the settings name; nothing is downloaded."""
    return Engines(
        entities=encoder.load(MODELS / "encoder"),
        turkish=turkish_engine(settings.turkish),
        threshold=settings.entities.threshold,
        is_word=lexicon.is_word,
    )


def turkish_engine(settings: TurkishSettings) -> Morphology:
    """The engine of Turkish morphology that the settings name."""
    if settings.morphology == "akana":
        return akana_engine.analyze
    folder = Path(settings.stanza_dir) if settings.stanza_dir else None
    return stanza_engine.load(folder, settings.stanza_download)


def tag(article: Article, engines: Engines) -> Tagged:
    """Sentences, tokens, mentions and vectors of an article."""
    sentences = find_sentences(article)
    unread = {s.section_id for s in article.sections if s.kind in NOT_PROSE}
    prose = [s for s in sentences if s.section_id not in unread]
    others = [s for s in sentences if s.section_id in unread]
    # two calls: int8 scores feel what else is in their batch, and prose is to be read the same
    # whether or not a format prints its authors
    readings = {
        sentence: reading
        for part in (prose, others)
        for sentence, reading in zip(
            part, names.read_sentences(article, part, engines.entities, HEADS), strict=True
        )
    }
    mentions = names.find_mentions(
        article, prose, [readings[s] for s in prose], engines.entities, engines.threshold
    )
    in_order = [readings[s] for s in sentences]
    return Tagged(
        sentences=tuple(sentences),
        tokens=tuple(find_tokens(article, sentences, in_order, engines.turkish)),
        mentions=tuple(mentions),
        vectors=tuple(form_vectors(article, mentions, engines.entities)),
        problems=(),
    )


def find_sentences(article: Article) -> list[Sentence]:
    """Sentences of every section; a title, a heading and a keyword is one of its own."""
    spans: list[tuple[int, int, Section]] = []
    for section, start, end in _leaves(article):
        if section.kind == "keywords":
            inside = [k for k in article.keywords if start <= k.start and k.end <= end]
            spans += [(k.start, k.end, section) for k in inside]
            continue
        for a, b in paragraphs(article.text, start, end):
            if section.kind in WHOLE:
                spans.append((a, b, section))
            else:
                parts = split_sentences(article.text[a:b], section.lang)
                spans += [(a + x, a + y, section) for x, y in parts]
    spans.sort(key=lambda span: span[:2])
    return [
        Sentence(f"{article.doc_id}.s{number:04}", section.section_id, section.lang, start, end)
        for number, (start, end, section) in enumerate(spans, 1)
    ]


def _leaves(article: Article) -> list[tuple[Section, int, int]]:
    """Stretches of text with the innermost section that holds each: headings cut the body."""
    headings = [s for s in article.sections if s.kind == "heading"]
    made: list[tuple[Section, int, int]] = [(s, s.start, s.end) for s in headings]
    for section in article.sections:
        if section.kind == "heading":
            continue
        at = section.start
        for heading in headings:
            if section.start <= heading.start and heading.end <= section.end:
                if at < heading.start:
                    made.append((section, at, heading.start))
                at = heading.end
        if at < section.end:
            made.append((section, at, section.end))
    return made


def find_tokens(
    article: Article,
    sentences: Sequence[Sentence],
    readings: Sequence[encoder.Reading],
    turkish: Morphology,
) -> list[Token]:
    """Tokens of every sentence with the morphology of its language."""
    spans = [split_tokens(article.text[s.start : s.end], s.lang) for s in sentences]
    words = [
        [article.text[s.start + a : s.start + b] for a, b in row]
        for s, row in zip(sentences, spans, strict=True)
    ]
    is_turkish = [s.lang == "tr" for s in sentences]
    voices = [
        vote.voices(reading, row)
        for reading, row, tr in zip(readings, spans, is_turkish, strict=True)
        if tr
    ]
    found = iter(turkish([row for row, tr in zip(words, is_turkish, strict=True) if tr], voices))
    others = [i for i, tr in enumerate(is_turkish) if not tr]
    spaces = [
        [_space_after(article.text, sentences[i], end) for _, end in spans[i]] for i in others
    ]
    english_found = iter(english.analyze([words[i] for i in others], spaces))
    made: list[Token] = []
    for sentence, row, texts, tr in zip(sentences, spans, words, is_turkish, strict=True):
        analyses = next(found if tr else english_found)
        made += [
            Token(
                sentence.sentence_id, sentence.start + a, sentence.start + b, text,
                each.lemma, each.upos, each.feats, sentence.lang,
            )
            for (a, b), text, each in zip(row, texts, analyses, strict=True)
        ]  # fmt: skip
    return made


def _space_after(text: str, sentence: Sentence, end: int) -> bool:
    at = sentence.start + end
    return at < sentence.end and text[at].isspace()


def form_vectors(
    article: Article, mentions: Sequence[Mention], engine: encoder.Encoder
) -> list[FormVector]:
    """A vector of each distinct base form and keyword, in order of language and form.

    Persons and dates have none: they are told by their letters.
    """
    forms = {(m.lang, m.base_form) for m in mentions if m.label not in TOLD_BY_LETTERS}
    forms |= {(k.lang, k.text) for k in article.keywords}
    ordered = sorted(forms)
    made = encoder.vectors(engine, [form for _, form in ordered])
    return [
        FormVector(lang, form, vector) for (lang, form), vector in zip(ordered, made, strict=True)
    ]
