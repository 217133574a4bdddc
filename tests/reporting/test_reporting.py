"""Charts and report on small tables, on none, and on text that would like to be code."""

import base64
import hashlib
import re
from dataclasses import replace

import lxml.html
import pandas as pd
import pytest

from pipeline import assembling, linking, measuring, reporting
from pipeline.config import Settings
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.network_view import drawing
from pipeline.schema import tables as schema
from pipeline.tables import frame
from tests.examples import document

PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> $\\frac$ ]]>"


def tables_of(documents) -> dict[str, pd.DataFrame]:
    linked = linking.link(documents, None)
    works = {c.citation_id: "w" for d in documents for c in d.citations}
    made = {name: frame(name, []) for name in schema()}
    made |= {
        "sections": frame("sections", assembling.sections(documents)),
        "sentences": frame("sentences", assembling.sentences(documents)),
        "notes": frame("notes", assembling.notes(documents)),
        "mentions": frame("mentions", assembling.mentions(documents, linked.entity_of)),
        "citations": frame("citations", assembling.citations(documents, works, {})),
        "alignments": frame("alignments", assembling.alignments(linked.links)),
        "keyword_pairs": frame("keyword_pairs", assembling.keyword_pairs(linked.links)),
        "works": frame("works", [{"work_id": "w", "type": "book", "authors": "Mango, Andrew",
                                  "title": "Atatürk", "year": "1999", "n_citations": 1,
                                  "n_documents": 1}] if documents else []),
    }  # fmt: skip
    made["entities"] = frame("entities", assembling.entities(linked.entities, made["mentions"]))
    made["documents"] = frame("documents", assembling.documents(documents, made))
    texts = {d.source.doc_id: d.article.text for d in documents}
    origins = {d.source.doc_id: d.article.origin for d in documents}
    for name, rows in measuring.measure(made, texts, texts, origins).items():
        made[name] = frame(name, rows)
    return made


def written(tmp_path, documents):
    texts = {d.source.doc_id: d.article.text for d in documents}
    reporting.write(tables_of(documents), texts, tmp_path, Settings())
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def hostile():
    """A document whose text, title and names are a payload."""
    made = document("h-00000000")
    text = made.article.text.replace("Enver Paşa", PAYLOAD)
    shift = len(PAYLOAD) - len("Enver Paşa")
    half = text.index("\n\n")
    first = replace(
        made.mentions[0], end=len(PAYLOAD), surface=PAYLOAD, base_form=PAYLOAD, raw_end=len(PAYLOAD)
    )
    second = replace(made.mentions[1], start=11 + shift, end=15 + shift)
    article = replace(
        made.article,
        text=text,
        origin=tuple(range(len(text))),
        sections=(
            replace(made.article.sections[0], end=half),
            replace(made.article.sections[1], start=half + 2, end=len(text)),
        ),
        notes=(replace(made.article.notes[0], text=PAYLOAD),),
    )
    return replace(
        made,
        source=replace(made.source, path=PAYLOAD, metadata={"title": PAYLOAD}),
        article=article,
        mentions=(first, second),
        sentences=(replace(made.sentences[0], end=half),),
    )


@pytest.mark.parametrize("documents", [[document("a-1"), document("b-2")], []], ids=["two", "none"])
def test_every_chart_is_drawn_with_its_numbers(tmp_path, documents):
    written(tmp_path, documents)
    for name in CHARTS:
        for ending in ("png", "svg", "csv"):
            assert (tmp_path / "charts" / f"{name}.{ending}").stat().st_size > 0


def test_a_chart_of_entities_shows_what_its_csv_says(tmp_path):
    written(tmp_path, [document("a-1"), document("b-2")])
    rows = pd.read_csv(tmp_path / "charts" / "entities_by_label.csv")
    assert dict(zip(rows["name"], rows["n_mentions"], strict=True)) == {"Bakü": 4, "Enver Paşa": 4}
    assert list(rows["n_tr"] + rows["n_en"]) == list(rows["n_mentions"])


def test_text_of_a_document_is_never_code(tmp_path):
    html = written(tmp_path, [hostile()])
    page = lxml.html.fromstring(html)
    assert len(page.xpath("//script[not(@type='application/json')]")) == 1
    assert not page.xpath("//img[not(starts-with(@src, 'data:'))]")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//a[not(starts-with(@href, '#'))]")
    assert "alert(1)" in page.text_content()


def test_the_page_allows_its_own_script_and_style_only(tmp_path):
    page = lxml.html.fromstring(written(tmp_path, [document()]))
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert "default-src 'none'" in policy
    for element in ("script", "style"):
        (source,) = page.xpath(f"//{element}[not(@type='application/json')]/text()")
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


def test_every_link_has_its_target_and_nothing_leaves_the_page(tmp_path):
    html = written(tmp_path, [document("a-1"), document("b-2")])
    page = lxml.html.fromstring(html)
    targets = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//a/@href")} <= targets
    assert not re.findall(r'(?:src|href)="https?:', html)


def test_both_languages_have_every_word(tmp_path):
    page = lxml.html.fromstring(written(tmp_path, [document()]))
    english, turkish = page.xpath("//span[@class='w-en']"), page.xpath("//span[@class='w-tr']")
    assert len(english) == len(turkish) > 20
    assert all(span.text_content().strip() for span in [*english, *turkish])


def test_lines_of_the_network_lead_to_their_sentences(tmp_path):
    documents = [document("a-1"), document("b-2")]
    tables = tables_of(documents)
    made = drawing(tables)
    assert made["edges"]
    for pair in made["pairs"]:
        assert len(pair["rows"]) == pair["n"]
    page = lxml.html.fromstring(written(tmp_path, documents))
    targets = {element.get("id") for element in page.iter() if element.get("id")}
    links = page.xpath("//*[@id='network-drawing']//a/@href")
    assert links and {link[1:] for link in links} <= targets


def test_drawing_in_processes_gives_the_same_bytes(tmp_path):
    made = tables_of([document("a-00000000")])
    reporting.draw(made, tmp_path / "one")
    reporting.draw(made, tmp_path / "two", jobs=2)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert len(one) == 4 * len(CHARTS)
    assert one == two
