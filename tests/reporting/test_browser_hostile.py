"""Two walls against text that would be code: escaping, and the page's policy when it fails."""

import pandas as pd
import pytest
from lxml import etree
from matplotlib.figure import Figure

from pipeline.reporting import report, style
from pipeline.reporting.charts import CHARTS
from tests.reporting import browsing
from tests.reporting.browsing import PAYLOADS
from tests.reporting.corpora import corpus

REFRESH = [payload for payload in PAYLOADS if "http-equiv=refresh" in payload]
LIVE = [payload for payload in PAYLOADS if "<" in payload and payload not in REFRESH]
# short, so that no label cuts them
NAMES = (
    "<script>hit=1</script>", "</text><script>hit=1//", "]]><script>hit=1", "--><svg onload=hit=1>",
    '"><img onerror=hit=1>', "&lt;script&gt;hit=1", "<a href='//x.invalid'>", "<?xml-stylesheet ?>",
)  # fmt: skip
PAGES = ["report", "reading page"]
DRAWN = (
    "entities_by_label", "cooccurrence_network", "cooccurrence_matrix", "cited_works", "dispersion",
    "alignment_overview", "archives", "entity_work_map", "alignment_coverage",
)  # fmt: skip


def left(page):
    """Addresses outside that the page asked for and that its policy let through."""
    asked = []

    def stop(route):
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: url.startswith("http"), stop)
    return asked


def opened(page, path, asked):
    """Open a page and do what a reader might; nothing may run, and nothing leave."""
    page.happened.clear()
    asked.clear()
    page.goto(path.as_uri())
    page.evaluate("""() => {
        document.querySelectorAll('[href^="javascript" i], form button').forEach(
            e => e.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })));
        document.querySelectorAll('details').forEach(d => d.open = true);
        document.querySelectorAll('[tabindex], a, input').forEach(e => e.focus && e.focus());
    }""")
    page.wait_for_timeout(20)
    assert page.evaluate("window.hit") is None
    assert asked == [] and page.url.split("#")[0] == path.as_uri()
    assert not [what for what in page.happened if what.startswith(("dialog", "window"))]


@pytest.mark.parametrize(("room", "places"), [(report.MOST, 50), (10, 3)], ids=PAGES)
def test_the_policy_holds_where_nothing_is_escaped(visit, tmp_path, monkeypatch, room, places):
    """Each payload as it is, at once in every place of the page that shows a word of a document."""
    monkeypatch.setattr(report, "MOST", room)
    path = browsing.soaked(tmp_path, "SOAKED")
    path = path if room > 10 else tmp_path / "reading" / "h-0.html"
    html = path.read_text(encoding="utf-8")
    assert html.count("SOAKED") > places
    page = visit(path)
    asked = left(page)
    blocked = 0
    for payload in LIVE:
        path.write_text(html.replace("SOAKED", payload), encoding="utf-8")
        opened(page, path, asked)
        blocked += any("Content Security Policy" in what for what in page.happened)
    assert blocked > len(LIVE) / 2
    unlocked = html.replace('http-equiv="Content-Security-Policy"', 'name="none"', 1)
    path.write_text(unlocked.replace("SOAKED", PAYLOADS[0]), encoding="utf-8")
    page.goto(path.as_uri())
    assert page.evaluate("window.hit") > places / 2  # without the policy the payload is real


@pytest.mark.parametrize("payload", REFRESH)
@pytest.mark.parametrize("room", [report.MOST, 10], ids=PAGES)
def test_a_refresh_is_stopped_by_escaping(visit, tmp_path, monkeypatch, room, payload):
    """No policy forbids a page to send its reader elsewhere: this wall stands alone."""
    monkeypatch.setattr(report, "MOST", room)
    path = browsing.soaked(tmp_path, payload)
    path = path if room > 10 else tmp_path / "reading" / "h-0.html"
    page = visit(path)
    asked = left(page)
    opened(page, path, asked)
    page.wait_for_timeout(150)
    assert asked == [] and page.url == path.as_uri() and page.happened == []
    assert page.locator("meta[http-equiv=refresh]").count() == 0


def test_a_hostile_reading_page_does_nothing(visit, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST", 10)
    path = browsing.hostile(tmp_path).parent / "reading" / "h-0.html"
    page = visit(path)
    asked = left(page)
    opened(page, path, asked)
    assert page.happened == []
    shown = "".join(page.locator("main").inner_text().split())
    assert all("".join(payload.split()) in shown for payload in PAYLOADS[:20])
    browsing.lifeless(page)
    assert page.locator("main script").count() == 0


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """The real charts of entities, works and archives with hostile names."""
    folder = browsing.pictures(tmp_path_factory.mktemp("hostile") / "charts")
    tables = dict(corpus(7))
    for table, columns in (
        ("entities", ("name",)), ("citation_frequency", ("label",)), ("works", ("archive", "fond")),
        ("alignments", ("tr_form", "en_form")), ("documents", ("title",)),
    ):  # fmt: skip
        count = len(tables[table])
        names = pd.Series([NAMES[at % len(NAMES)] for at in range(count)], dtype="string")
        tables[table] = tables[table].assign(**dict.fromkeys(columns, names))
    for name in DRAWN:
        with style.styled():
            figure = Figure(layout="constrained")
            CHARTS[name](tables, figure)
            style.lay_out(figure)
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
    return folder


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_of_hostile_names_is_a_picture(visit, pictures, name):
    path = pictures / f"{name}.svg"
    tree = etree.parse(path)
    assert not tree.xpath("//*[local-name() = 'script' or @onload or @onerror]")
    addresses = tree.xpath("//@*[local-name() = 'href']")
    assert all(address.startswith(("#", "data:image/png")) for address in addresses)
    assert "hit=1" in "".join(tree.getroot().itertext())
    page = visit(path)  # alone in a window, where a script of the picture would run
    page.wait_for_timeout(30)
    assert page.evaluate("window.hit") is None and page.happened == []


def test_charts_of_hostile_names_in_the_report(visit, pictures, tmp_path):
    tables = browsing.tables_of([browsing.document("h-0")])
    text = browsing.document("h-0").article.text
    path = tmp_path / "report.html"
    report.write_report(tables, {"h-0": text}, pictures, path)
    page = visit(path)
    asked = left(page)
    opened(page, path, asked)
    assert page.happened == []
    sizes = page.locator("#charts img").evaluate_all("e => e.map(i => i.naturalWidth)")
    assert len(sizes) == len(CHARTS) and all(sizes)
