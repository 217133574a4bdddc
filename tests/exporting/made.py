"""Runs made by hand, for the tests of exports."""

import re
from dataclasses import replace

from pipeline import assembling, finished
from pipeline.exporting.finished import Finished
from pipeline.records import Document, Keyword, Section, Token
from pipeline.tables import frame
from tests.examples import document, mention
from tests.reporting.test_reporting import tables_of

WORD = re.compile(r"\w+|[^\w\s]")
OUTSIDE = "𐰀"  # one code point, two UTF-16 units
# what breaks files: controls and non-characters, quotes, marks of XML, TeX and CSV, line ends
AWKWARD = f"Iğdır\x01 “{OUTSIDE}\" <İlçe> & \ufffe;|,{{}}\\$%\u2028\r\t#_son"
KEYWORDS = "Anahtar Kelimeler: Bakü, Enver Paşa, Kafkasya."


def with_tokens(made: Document) -> Document:
    """The words and marks of its sentences as tokens."""
    tokens = tuple(
        Token(
            s.sentence_id, s.start + w.start(), s.start + w.end(), w[0], f"{w[0]}-l", "X",
            "Case=Nom|Number=Sing", s.lang,
        )
        for s in made.sentences
        for w in WORD.finditer(made.article.text[s.start : s.end])
    )  # fmt: skip
    return replace(made, tokens=tokens)


def with_keywords(doc_id: str) -> Document:
    """A document that ends in a list of keywords: as in a run, what is between is no sentence."""
    made = document(doc_id)
    text = f"{made.article.text}\n\n{KEYWORDS}"
    start = len(text) - len(KEYWORDS)
    sections = (
        *made.article.sections,
        Section("keywords-tr", "keywords", "tr", start, len(text), start, len(text)),
    )
    keywords = tuple(
        Keyword("tr", number, word, at, at + len(word))
        for number, word in enumerate(("Bakü", "Enver Paşa", "Kafkasya"), 1)
        for at in (text.index(word, start),)
    )
    sentences = (
        replace(made.sentences[0], sentence_id=f"{doc_id}.k{k.position}",
                section_id="keywords-tr", start=k.start, end=k.end)
        for k in keywords
    )  # fmt: skip
    article = replace(
        made.article, text=text, origin=tuple(range(len(text))), sections=sections,
        keywords=keywords,
    )  # fmt: skip
    return replace(made, article=article, sentences=(*made.sentences, *sentences))


def outside(doc_id: str = "z-00000000") -> Document:
    """Dotted and dotless i, a character outside the BMP before and inside of names."""
    made = document(doc_id)
    text = made.article.text.replace("Enver Paşa Bakü", f"Iğdır İlçe {OUTSIDE}rfa")
    first = (
        mention(doc_id, 0, 10, "PERSON", "tr", text), mention(doc_id, 11, 15, "GPE", "tr", text),
    )  # fmt: skip
    article = replace(made.article, text=text)
    return replace(made, article=article, mentions=(*first, *made.mentions[2:]))


def awkward(doc_id: str = "h-00000000") -> Document:
    """A document that has `AWKWARD` for a name, a title, a keyword and a note."""
    made = document(doc_id)
    shift = len(AWKWARD) - len("Enver Paşa")
    text = made.article.text.replace("Enver Paşa", AWKWARD)
    half = text.index("\n\n")
    article = replace(
        made.article, text=text, origin=tuple(range(len(text))),
        sections=(
            replace(made.article.sections[0], end=half),
            replace(made.article.sections[1], start=half + 2, end=len(text)),
        ),
        notes=(replace(made.article.notes[0], text=f"Mango, {AWKWARD}, s. 5."),),
        keywords=(Keyword("tr", 1, AWKWARD, 0, len(AWKWARD)),),
    )  # fmt: skip
    mentions = (
        mention(doc_id, 0, len(AWKWARD), "PERSON", "tr", text),
        mention(doc_id, 11 + shift, 15 + shift, "GPE", "tr", text),
        mention(doc_id, 27 + shift, 38 + shift, "PERSON", "en", text),
        mention(doc_id, 47 + shift, 51 + shift, "GPE", "en", text),
    )
    known = {"title": AWKWARD, "authors": AWKWARD, "journal": AWKWARD, "year": "1999"}
    return replace(
        made, source=replace(made.source, metadata=known), article=article, mentions=mentions,
        sentences=(
            replace(made.sentences[0], end=half),
            replace(made.sentences[1], start=half + 2, end=len(text)),
        ),
        citations=(replace(made.citations[0], raw=f"Mango, {AWKWARD}, s. 5"),), vectors=(),
    )  # fmt: skip


def run_of(documents: list[Document]) -> Finished:
    """A run of the documents, as the writers take it."""
    documents = [with_tokens(made) for made in documents]
    tables = tables_of(documents) | {
        "tokens": frame("tokens", assembling.tokens(documents)),
        "keywords": frame("keywords", assembling.keywords(documents)),
    }
    return finished.of(tables, {d.source.doc_id: d.article.text for d in documents})
