"""Writes an annotated article as PDF, DOCX, HTML and JATS, for the tests of the readers."""

import io
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

import matplotlib
from fpdf import FPDF

from pipeline.evaluation.annotated import GoldArticle, GoldSection

FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"
HEADS = {
    ("abstract", "tr"): "Özet", ("abstract", "en"): "Abstract",
    ("keywords", "tr"): "Anahtar Kelimeler", ("keywords", "en"): "Keywords",
    ("bibliography", "tr"): "Kaynakça",
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraphs(section: GoldSection) -> Iterator[tuple[list[str | int], bool]]:
    """Each paragraph as pieces (text, or the label of a note as number) and whether it heads."""
    at = 0
    for text in section.text.split("\n\n"):
        end = at + len(text)
        pieces: list[str | int] = []
        done = at
        for mark in section.marks:
            if at <= mark.at <= end:
                pieces += [section.text[done : mark.at], int(mark.label)]
                done = mark.at
        pieces.append(section.text[done:end])
        yield pieces, (at, end) in section.headings
        at = end + 2


def head(section: GoldSection) -> str:
    return section.head or HEADS.get((section.kind, section.lang), "")


def as_docx(article: GoldArticle) -> bytes:
    body = []
    for section in article.sections:
        if head(section) and section.kind != "keywords":
            body.append(f"<w:p><w:r><w:t>{escape(head(section))}</w:t></w:r></w:p>")
        for number, (pieces, is_heading) in enumerate(paragraphs(section)):
            lead = f"{head(section)}: " if section.kind == "keywords" and number == 0 else ""
            runs = "".join(
                f'<w:r><w:footnoteReference w:id="{p}"/></w:r>' if isinstance(p, int)
                else f'<w:r><w:t xml:space="preserve">{escape(p)}</w:t></w:r>'
                for p in [lead, *pieces]
            )
            style = '<w:pPr><w:pStyle w:val="Balk1"/></w:pPr>' if is_heading else ""
            body.append(f"<w:p>{style}{runs}</w:p>")
    notes = "".join(
        f'<w:footnote w:id="{label}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for label, text in article.notes
    )
    styles = '<w:style w:styleId="Balk1"><w:name w:val="heading 1"/></w:style>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, root, inner in (
            ("word/document.xml", "document", f"<w:body>{''.join(body)}</w:body>"),
            ("word/footnotes.xml", "footnotes", notes),
            ("word/styles.xml", "styles", styles),
        ):
            archive.writestr(path, f'<w:{root} xmlns:w="{W}">{inner}</w:{root}>')
    return held.getvalue()


def as_html(article: GoldArticle) -> bytes:
    body = []
    for section in article.sections:
        if head(section) and section.kind != "keywords":
            body.append(f"<h2>{escape(head(section))}</h2>")
        for number, (pieces, is_heading) in enumerate(paragraphs(section)):
            lead = f"<b>{head(section)}:</b> " if section.kind == "keywords" and not number else ""
            inner = lead + "".join(
                f'<sup><a href="#_ftn{p}" name="_ftnref{p}">[{p}]</a></sup>'
                if isinstance(p, int) else escape(p)
                for p in pieces
            )
            tag = "h3" if is_heading else "p"
            body.append(f"<{tag}>{inner}</{tag}>")
    for label, text in article.notes:
        body.append(
            f'<div id="ftn{label}"><p><a href="#_ftnref{label}" name="_ftn{label}">[{label}]</a> '
            f"{escape(text)}</p></div>"
        )
    page = f"<html><head><meta charset='utf-8'></head><body>{''.join(body)}</body></html>"
    return page.encode()


def as_jats(article: GoldArticle) -> bytes:
    titles, abstracts, keywords, body, back = "", "", "", "", ""
    for section in article.sections:
        inner = [
            ("".join(
                f'<xref ref-type="fn" rid="fn{p}">{p}</xref>' if isinstance(p, int) else escape(p)
                for p in pieces
            ), is_heading)
            for pieces, is_heading in paragraphs(section)
        ]
        lang = f'xml:lang="{section.lang}"'
        text = "".join(f"<p>{piece}</p>" for piece, _ in inner)
        first = section.lang == article.lang
        if section.kind == "title":
            titles += (
                f"<article-title>{inner[0][0]}</article-title>" if first else
                f"<trans-title-group {lang}><trans-title>{inner[0][0]}</trans-title>"
                "</trans-title-group>"
            )
        elif section.kind == "abstract":
            tag = "abstract" if first else "trans-abstract"
            abstracts += f"<{tag} {lang}>{text}</{tag}>"
        elif section.kind == "keywords":
            words = "".join(f"<kwd>{escape(w)}</kwd>" for w in section.text.split(", "))
            keywords += f"<kwd-group {lang}>{words}</kwd-group>"
        elif section.kind == "body":
            body = "".join(
                f"</sec><sec><title>{piece}</title>" if is_heading else f"<p>{piece}</p>"
                for piece, is_heading in inner
            ).removeprefix("</sec>") + "</sec>"
        elif section.kind == "bibliography":
            refs = "".join(
                f"<ref><mixed-citation>{piece}</mixed-citation></ref>" for piece, _ in inner
            )
            back += f"<ref-list>{refs}</ref-list>"
    notes = "".join(
        f'<fn id="fn{label}"><label>{label}</label><p>{escape(text)}</p></fn>'
        for label, text in article.notes
    )
    return (
        f'<article xml:lang="{article.lang}"><front><article-meta><title-group>{titles}'
        f"</title-group>{abstracts}{keywords}</article-meta></front><body>{body}</body>"
        f"<back><fn-group>{notes}</fn-group>{back}</back></article>"
    ).encode()


def as_pdf(printed_pages: list[tuple[list[tuple[str, list[int]]], list[str]]]) -> bytes:
    """Pages of (lines with the columns of raised figures, note lines) on paper."""
    pdf = FPDF(format="A4")
    pdf.add_font("Serif", fname=str(FONT))
    pdf.set_auto_page_break(False)
    for lines, notes in printed_pages:
        pdf.add_page()
        y = 25.0
        for text, raised in lines:
            _line(pdf, 25.0, y, text, raised, 10.5)
            y += 5.0
        y += 4.0
        for text in notes:
            _line(pdf, 25.0, y, text, [], 8.0)
            y += 4.0
    return bytes(pdf.output())


def _line(pdf: FPDF, x: float, y: float, text: str, raised: list[int], size: float) -> None:
    at = 0
    for column in [*raised, -1]:
        stop = column if column >= 0 else len(text)
        if text[at:stop]:
            pdf.set_font("Serif", size=size)
            pdf.text(x, y, text[at:stop])
            x += pdf.get_string_width(text[at:stop])
        at = stop
        if column >= 0:
            end = column
            while end < len(text) and text[end].isdigit():
                end += 1
            pdf.set_font("Serif", size=size * 0.6)
            pdf.text(x, y - 1.3, text[column:end])
            x += pdf.get_string_width(text[column:end])
            at = end


def in_columns(lines: list[str], rows: int) -> bytes:
    """Lines on pages of two columns, the left one first; spaces in front are an indentation."""
    pdf = FPDF(format="A4")
    pdf.add_font("Serif", fname=str(FONT))
    pdf.set_auto_page_break(False)
    for number, begin in enumerate(range(0, len(lines), rows)):
        if number % 2 == 0:
            pdf.add_page()
        x = 15.0 if number % 2 == 0 else 110.0
        for at, line in enumerate(lines[begin : begin + rows]):
            text = line.lstrip()
            _line(pdf, x + (4.0 if text != line else 0.0), 20.0 + 5.0 * at, text, [], 9.0)
    return bytes(pdf.output())
