"""The same article as text, PDF, Word, HTML and JATS gives the same sections, notes, entities."""

from pathlib import Path

import pytest
from wordfreq import zipf_frequency

from pipeline import tagging
from pipeline.config import Settings
from pipeline.evaluation.annotated import read_article
from pipeline.evaluation.layouts import Layout
from pipeline.evaluation.typesetting import typeset
from pipeline.reading import Limits, read
from pipeline.restoring import restore
from tests.reading import printing

ARTICLE = Path(__file__).parents[1] / "restoring" / "articles" / "tercuman.txt"


def is_word(word: str, lang: str) -> bool:
    return zipf_frequency(word, lang) > 1.5


@pytest.fixture(scope="module")
def gold():
    return read_article(ARTICLE)


def as_pdf(gold) -> bytes:
    """A PDF from the typesetter's pages: raised figures are raised, notes are small."""
    printed = typeset(gold, Layout(page_top="formfeed", note="space", notes_apart=True))
    marks = {at: len(label) for _, label, at in printed.marks}
    pages = []
    at = 0
    for page in printed.raw.split("\f"):
        lines, notes, below = [], [], False
        for line in page.split("\n"):
            raised = [at_ - at for at_ in marks if at <= at_ < at + len(line)]
            below = below or (bool(lines) and line[:2].strip().isdigit() and not lines[-1][0])
            if below:
                notes.append(line)
            else:
                lines.append((line, raised))
            at += len(line) + 1
        pages.append((lines, [line for line in notes if line]))
    return printing.as_pdf(pages)


WRITERS = {
    ".docx": printing.as_docx,
    ".html": printing.as_html,
    ".xml": printing.as_jats,
    ".pdf": as_pdf,
}


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_every_format_gives_the_same_article(suffix, gold, tmp_path):
    path = tmp_path / f"makale{suffix}"
    path.write_bytes(WRITERS[suffix](gold))
    article = restore(read(path, tmp_path, Limits()), is_word)
    found = {s.section_id: article.text[s.start : s.end] for s in article.sections}
    for section in gold.sections:
        if suffix == ".xml" and section.kind == "authors":
            continue
        assert found[section.section_id].split() == section.text.split()
    assert [(n.label, n.text, n.status) for n in article.notes] == [
        (label, text, "linked") for label, text in gold.notes
    ]
    headings = [article.text[s.start : s.end] for s in article.sections if s.kind == "heading"]
    [body] = [s for s in gold.sections if s.kind == "body"]
    assert headings == [body.text[a:b] for a, b in body.headings]


def entities(article, engines) -> set[tuple[str, int, str, str, str]]:
    """Letters of its section before each mention, how it is printed, its label and base form.

    White space is not counted: a paragraph that ends with a page does not show its end.
    """
    starts = {s.section_id: s.start for s in article.sections}

    def letters_before(mention) -> int:
        return len("".join(article.text[starts[mention.section_id] : mention.start].split()))

    return {
        (m.section_id, letters_before(m), m.surface, m.label, m.base_form)
        for m in tagging.tag(article, engines).mentions
        if m.section_id != "authors"  # JATS has no line of authors
    }


@pytest.fixture(scope="module")
def engines():
    return tagging.load(Settings())


@pytest.fixture(scope="module")
def of_text(gold, engines, tmp_path_factory):
    folder = tmp_path_factory.mktemp("txt")
    path = folder / "makale.txt"
    path.write_text(typeset(gold, Layout()).raw, encoding="utf-8")
    return entities(restore(read(path, folder, Limits()), is_word), engines)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_every_format_gives_the_same_entities(suffix, gold, engines, of_text, tmp_path):
    path = tmp_path / f"makale{suffix}"
    path.write_bytes(WRITERS[suffix](gold))
    found = entities(restore(read(path, tmp_path, Limits()), is_word), engines)
    assert found == of_text
    assert len(found) > 50


def test_two_columns_are_read_one_after_the_other(gold, tmp_path):
    narrow = Layout(width=44, note_width=44, page_top="none", endnotes="Notlar", note="dot",
                    marker="bracket", paragraph="indent", bibliography="hanging")  # fmt: skip
    printed = typeset(gold, narrow)
    path = tmp_path / "sutunlu.pdf"
    path.write_bytes(printing.in_columns(printed.raw.split("\n"), rows=50))
    article = restore(read(path, tmp_path, Limits()), is_word)
    found = {s.section_id: article.text[s.start : s.end] for s in article.sections}
    for section in gold.sections:
        assert found[section.section_id].split() == section.text.split()
    assert [(n.label, n.text, n.status) for n in article.notes] == [
        (label, text, "linked") for label, text in gold.notes
    ]
