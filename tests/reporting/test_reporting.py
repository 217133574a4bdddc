"""Charts and report on small tables, on none, and on text that would like to be code."""

import base64
import hashlib
import re
from dataclasses import replace

import lxml.html
import pandas as pd
import pytest

from pipeline import accuracy, assembling, linking, measuring, reporting
from pipeline.config import Settings
from pipeline.reporting import measure_view, report, table_view
from pipeline.reporting.charts import CHARTS
from pipeline.reporting.network_view import drawing
from pipeline.schema import tables as schema
from pipeline.tables import frame
from pipeline.text.decimals import decimal
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
    """The page, its charts left blank: what they show is tested elsewhere."""
    texts = {d.source.doc_id: d.article.text for d in documents}
    blank = _blank(tmp_path / "blank")
    report.write_report(tables_of(documents), texts, blank, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def _blank(folder):
    folder.mkdir()
    for name in CHARTS:
        (folder / f"{name}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    return folder


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
    texts = {d.source.doc_id: d.article.text for d in documents}
    reporting.write(tables_of(documents), texts, tmp_path, Settings(), jobs=2)
    for name in CHARTS:
        for ending in ("png", "svg", "pdf", "csv", "txt"):
            assert (tmp_path / "charts" / f"{name}.{ending}").stat().st_size > 0
    assert (tmp_path / "report.html").stat().st_size > 0
    if not documents:
        return
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


def test_drawing_in_processes_gives_the_same_bytes(tmp_path, monkeypatch):
    few = dict(list(CHARTS.items())[:4])
    monkeypatch.setattr(reporting, "CHARTS", few)
    made = tables_of([document("a-00000000")])
    reporting.draw(made, tmp_path / "one")
    reporting.draw(made, tmp_path / "two", jobs=2)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert len(one) == 5 * len(few)
    assert one == two


def page_of(folder, tables):
    """The report of some tables, its charts left blank: what they show is tested elsewhere."""
    blank = _blank(folder / "charts")
    texts = {doc_id: document(doc_id).article.text for doc_id in tables["documents"]["doc_id"]}
    report.write_report(tables, texts, blank, folder / "report.html")
    return lxml.html.fromstring((folder / "report.html").read_text(encoding="utf-8"))


def test_measures_are_those_of_the_tables_and_say_what_they_leave_out(tmp_path, monkeypatch):
    made = tables_of([document("a-1"), document("b-2")])
    made["cooccurrence"]["log_likelihood"] = 2.0
    shown = measure_view.measures(made, {})
    assert [len(shown[name].rows) for name in ("cooccurrence", "rankings")] == [
        len(made[name]) for name in ("cooccurrence", "rankings")
    ]
    pairs = {tuple(map(str, row)) for row in made["cooccurrence"][
        ["entity_a", "entity_b", "n", "n_documents"]].itertuples(index=False)}  # fmt: skip
    for _, a, b, _, n, n_documents, *_ in shown["cooccurrence"].rows:
        assert (a[1][2:], b[1][2:], str(n), str(n_documents)) in pairs
    assert shown["cooccurrence"].kept is None
    more = made["cooccurrence"].assign(n=1, log_likelihood=1.0)
    made["cooccurrence"] = pd.concat([made["cooccurrence"], more])
    monkeypatch.setattr(measure_view, "EACH", 1)
    few = measure_view.measures(made, {})["cooccurrence"]
    assert few.kept == (len(more), 2 * len(more)) and 1 not in {row[4] for row in few.rows}
    kept = page_of(tmp_path, made).xpath("//*[@id='view-cooccurrence']/p[@class='kept quiet']")[0]
    assert f"{len(more)} / {2 * len(more)}" in kept.text_content()
    assert kept.xpath(".//a/@href") == ["tables/cooccurrence.csv"]


def test_pairs_that_chance_alone_puts_together_are_not_foremost():
    made = tables_of([document("a-1")])
    assert len(made["cooccurrence"]) and not made["cooccurrence"]["log_likelihood"].any()
    shown = measure_view.measures(made, {})["cooccurrence"]
    assert shown.rows == () and shown.kept == (0, len(made["cooccurrence"]))


def test_archives_are_counted_by_fond():
    made = {name: frame(name, []) for name in schema()}
    files = [("BOA", "HR. SYS", 3), ("BOA", "HR. SYS", 2), ("BOA", "İ. HR", 4), ("", "", 9)]
    made["works"] = frame("works", [
        {"work_id": f"w{at}", "archive": archive, "fond": fond, "n_citations": n}
        for at, (archive, fond, n) in enumerate(files)
    ])  # fmt: skip
    rows = measure_view.measures(made, {})["archives_fonds"].rows
    assert [row[1:] for row in rows] == [["BOA", "HR. SYS", 2, 5], ["BOA", "İ. HR", 1, 4]]


def test_each_language_writes_numbers_in_its_way(tmp_path):
    made = tables_of([document("a-1"), document("b-2")])
    made["cooccurrence"]["log_likelihood"] = 2.0
    page = page_of(tmp_path, made)
    for lang, sign in (("en", "."), ("tr", ",")):
        cells = page.xpath(f"//*[@id='view-cooccurrence']//td/span[@class='w-{lang}']/text()")
        numbers = [cell for cell in cells if re.search(r"\d", cell)]
        assert numbers and all(re.fullmatch(rf"(< )?-?\d+\{sign}\d+", n) for n in numbers)
    summary = page.get_element_by_id("summary").text_content()
    first = accuracy.unseen()[0].value
    assert decimal(first, "tr") in summary and decimal(first, "en") in summary


def test_accuracy_on_articles_written_later_comes_first(tmp_path):
    page = page_of(tmp_path, tables_of([document("a-1")]))
    said = page.get_element_by_id("summary").text_content()
    later, own = (accuracy_of()[0] for accuracy_of in (accuracy.unseen, accuracy.measured))
    assert later.value < own.value and later.n > own.n
    assert 0 < said.index(f"(n {later.n})") < said.index(f"(n {own.n})")
    assert accuracy.model_digest() in said
    assert all(f"{name} {version}" in said for name, version in accuracy.engines())


def test_without_a_script_the_rest_is_linked(tmp_path, monkeypatch):
    monkeypatch.setattr(table_view, "SHOWN", 1)
    monkeypatch.setattr(report, "PLAIN", 10)
    page = page_of(tmp_path, tables_of([document("a-1")]))
    assert page.xpath("//*[@id='view-entities']/p/a/@href") == ["tables/entities.csv"]
    assert page.xpath("//*[@id='d-a-1']/p/a/@href") == ["text/a-1.txt"]
