"""Small documents made by hand, for tests that need one."""

from dataclasses import replace

import numpy as np

from pipeline.records import (
    Article,
    Citation,
    Document,
    FormVector,
    Keyword,
    Marker,
    Mention,
    Note,
    Resolution,
    Section,
    Sentence,
    SourceText,
    Token,
)

TEXT = "Enver Paşa Bakü’ye gitti.\n\nEnver Pasha went to Baku."
WIDTH = 384


def vector(seed: int) -> bytes:
    """A vector of int8 that stands for nothing."""
    return np.random.default_rng(seed).integers(-90, 90, WIDTH).astype(np.int8).tobytes()


def mention(doc_id: str, start: int, end: int, label: str, lang: str, text: str = TEXT) -> Mention:
    """A mention whose base form is its surface."""
    return Mention(
        f"{doc_id}:{start}-{end}", start, end, start, end, f"body-{lang}", f"{doc_id}.s{lang}",
        lang, text[start:end], text[start:end], label, 0.9, "hand",
    )  # fmt: skip


def document(doc_id: str = "a-00000000") -> Document:
    """A Turkish and an English paragraph with two entities each, and one note."""
    source = SourceText(doc_id, "a.txt", "txt", "utf-8", "0" * 64, TEXT)
    half = TEXT.index("\n\n")
    marker = Marker("1", half, half, half, "body-tr")
    note = Note(1, "1", "linked", "Mango, Atatürk, s. 5.", tuple(range(21)), 0, 21, marker)
    article = Article(
        doc_id, "tr", TEXT, tuple(range(len(TEXT))),
        (
            Section("body-tr", "abstract", "tr", 0, half, 0, half),
            Section("body-en", "abstract", "en", half + 2, len(TEXT), half + 2, len(TEXT)),
        ),
        (Keyword("tr", 1, "Bakü", 11, 15),), (note,), (),
    )  # fmt: skip
    mentions = (
        mention(doc_id, 0, 10, "PERSON", "tr"), mention(doc_id, 11, 15, "GPE", "tr"),
        mention(doc_id, 27, 38, "PERSON", "en"), mention(doc_id, 47, 51, "GPE", "en"),
    )  # fmt: skip
    forms = sorted({(m.lang, m.base_form) for m in mentions})
    citation = Citation(
        f"{doc_id}:n1.1", doc_id, 1, 1, "note", "Mango, Atatürk, s. 5", 0, 20, type="book",
        authors="Mango, Andrew", title="Atatürk", locator="5",
    )  # fmt: skip
    return Document(
        source, article,
        (
            Sentence(f"{doc_id}.str", "body-tr", "tr", 0, half),
            Sentence(f"{doc_id}.sen", "body-en", "en", half + 2, len(TEXT)),
        ),
        (Token(f"{doc_id}.str", 0, 5, "Enver", "Enver", "PROPN", "Case=Nom", "tr"),),
        mentions,
        tuple(FormVector(lang, form, vector(i)) for i, (lang, form) in enumerate(forms)),
        {1: "citation"}, (citation,),
        (Resolution(citation.citation_id, "", "full", (), 1.0, ""),), {}, (),
    )  # fmt: skip


def renamed(made: Document, doc_id: str) -> Document:
    """The same document under another id."""
    fresh = document(doc_id)
    return replace(fresh, source=replace(fresh.source, path=f"{doc_id}.txt"), vectors=made.vectors)
