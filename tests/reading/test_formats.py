"""The same article as text, PDF, Word, HTML and JATS gives the same sections and notes."""

from pathlib import Path

import pytest
from wordfreq import zipf_frequency

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
