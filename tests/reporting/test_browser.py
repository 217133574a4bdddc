"""The report in a browser: what a reader does with it, and what a document must not do to it."""

import json
import re
import shutil
from pathlib import Path

import pytest

from pipeline.reporting import report
from pipeline.reporting.packing import unpack
from pipeline.text.casing import sort_key
from tests.reporting import browsing

HOW = "pip install -e '.[dev]', and apt-get install chromium (or: playwright install chromium)"
sync_api = pytest.importorskip("playwright.sync_api", reason=f"no browser tests: {HOW}")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=f"no axe-core: {HOW}")

WIDTHS = (1280, 390)
CONTROLS = "a[href], button, input, summary, [tabindex='0']"
PAINT_LIMIT, FILTER_LIMIT, MOST_BYTES = 4000, 800, 3_000_000  # ms; goals are 1500 and 200


@pytest.fixture(scope="module")
def browser():
    """One Chromium for the module: the system's, or Playwright's own."""
    with sync_api.sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        path = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
        if not Path(path).exists():
            pytest.skip(f"no Chromium: {HOW}")
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory):
    return browsing.ordinary(tmp_path_factory.mktemp("ordinary"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return browsing.hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    return browsing.long(tmp_path_factory.mktemp("long"))


@pytest.fixture
def visit(browser):
    """Open a report and collect what must not happen: dialogs, messages, requests that leave."""
    contexts = []

    def opened(path, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.happened = []
        page.on("dialog", lambda d: (page.happened.append(f"dialog {d.message}"), d.dismiss()))
        page.on("console", lambda m: page.happened.append(f"console {m.text}"))
        page.on("pageerror", lambda e: page.happened.append(f"error {e}"))
        page.on("popup", lambda p: page.happened.append(f"window {p.url}"))
        page.on("request", lambda r: _leaving(page, r.url))
        page.set_default_timeout(10_000)
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def _leaving(page, url):
    if not re.match("file:|data:|about:", url):
        page.happened.append(f"request {url[:200]}")


def column(page, view, number):
    """The texts of a column as they stand in the table."""
    return page.locator(f"#view-{view} tbody tr td:nth-child({number})").all_inner_texts()


def settled(page, view):
    """Wait until the table has unpacked its rows and made their keys."""
    page.wait_for_selector(f"#view-{view}[data-ready]")


def test_a_column_sorts_in_turkish_alphabetical_order(visit, ordinary):
    page = visit(ordinary)
    names = column(page, "entities", 1)
    page.click("#view-entities th:nth-child(1) button")
    rising = column(page, "entities", 1)
    assert rising == sorted(names, key=sort_key) != names
    assert rising.index("Cemal") < rising.index("Çiçerin") < rising.index("Dumont")
    assert rising.index("Işık") < rising.index("İsmet")
    page.click("#view-entities th:nth-child(1) button")
    assert column(page, "entities", 1) == rising[::-1]
    page.click("#view-entities th:nth-child(4) button")
    counts = [int(count) for count in column(page, "entities", 4)]
    assert counts == sorted(counts, reverse=True) and 10 in counts  # by value: 10 before 9
    assert page.happened == []


@pytest.mark.parametrize("typed", ["ışık", "IŞIK", "Isik"])
def test_a_filter_finds_a_name_in_every_spelling(visit, ordinary, typed):
    page = visit(ordinary)
    page.fill("#view-entities .filter", typed)
    page.wait_for_function("document.querySelectorAll('#view-entities tbody tr').length === 1")
    assert column(page, "entities", 1) == ["Işık"]
    page.fill("#view-entities .filter", "")
    page.wait_for_function("document.querySelectorAll('#view-entities tbody tr').length > 1")
    assert page.happened == []


def test_the_language_switch_changes_every_word(visit, ordinary):
    page = visit(ordinary)
    title = page.locator("#entities h2")
    assert title.inner_text() == "Varlıklar"
    assert page.locator("html").get_attribute("lang") == "tr"
    page.click("label:has(#language-en)")
    assert title.inner_text() == "Entities"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".w-tr:visible").count() == 0 < page.locator(".w-en:visible").count()
    page.click("label:has(#language-tr)")
    assert page.locator(".w-en:visible").count() == 0 < page.locator(".w-tr:visible").count()


def test_search_threshold_and_zoom_of_the_network(visit, ordinary):
    page = visit(ordinary)
    page.fill("#network-find", "BAKU")
    assert page.locator("#network-drawing .found title").all_text_contents() == ["Bakü: 4"]
    whole = page.locator("#network-drawing").get_attribute("viewBox")
    page.click("#network-in")
    narrow = page.locator("#network-drawing").get_attribute("viewBox")
    assert float(narrow.split()[2]) < float(whole.split()[2])
    page.locator("#network-drawing").scroll_into_view_if_needed()
    page.locator("#network-drawing").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    page.wait_for_function(
        "before => document.getElementById('network-drawing').getAttribute('viewBox') !== before",
        arg=narrow,
    )
    page.click("#network-reset")
    assert page.locator("#network-drawing").get_attribute("viewBox") == whole
    assert page.locator("#network-drawing .found").count() == 0


def test_the_threshold_hides_weak_lines(visit, hostile):
    page = visit(hostile)
    before = page.locator(".edge:not(.off)").count()
    page.locator("#network-least").focus()
    page.keyboard.press("End")
    most = page.locator("#network-least").get_attribute("max")
    assert page.locator("#network-shown").inner_text() == most
    kept = page.locator(".edge:not(.off)")
    assert 0 < kept.count() < before
    assert set(kept.evaluate_all("edges => edges.map(e => e.dataset.n)")) == {most}


def test_lines_and_nodes_of_the_network_lead_to_evidence(visit, ordinary):
    page = visit(ordinary)
    page.locator(".edge").first.dispatch_event("click")
    pair = page.locator(".pair.here")
    pair.wait_for()
    assert pair.is_visible() and pair.locator(".kwic:visible").count() > 0
    page.locator(".node").first.click()
    row = page.locator("#view-entities tr.here")
    row.wait_for()
    place = row.locator(".kwic a").first
    assert place.is_visible()
    hit = row.locator(".kwic b").first.inner_text()
    place.click()
    paragraph = page.locator("#articles p.here")
    paragraph.wait_for()
    assert hit and hit in paragraph.inner_text()
    assert page.happened == []


def test_without_a_script_everything_can_be_read(visit, hostile, ordinary):
    page = visit(ordinary, java_script_enabled=False)
    assert "Çiçerin" in column(page, "entities", 1)
    assert page.locator("#articles p", has_text="Enver Paşa").first.is_visible()
    assert page.locator("#network-drawing text", has_text="Bakü").is_visible()
    assert page.locator("button:visible, input[type=search]:visible").count() == 0
    page.click("label:has(#language-en)")
    assert page.locator("#entities h2").inner_text() == "Entities"
    assert page.happened == []
    page = visit(hostile, java_script_enabled=False)
    rest = page.locator("#view-entities .rest")
    assert rest.is_visible() and "tables/entities.csv" in rest.inner_text()


def _harmless(page):
    """Nothing of a payload came to life."""
    assert page.evaluate("window.hit") is None
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(name => /^on|^srcdoc$|^style$/.test(name))"
    )
    assert handlers == []
    strange = "main :is(script:not([type]), iframe, object, embed, form, style, base, meta, link)"
    assert page.locator(strange).count() == 0
    addresses = page.locator("a[href]").evaluate_all("e => e.map(a => a.getAttribute('href'))")
    assert addresses and all(address.startswith("#") for address in addresses)
    assert page.happened == []


def test_payloads_in_every_text_do_nothing(visit, hostile):
    assert len(set(browsing.PAYLOADS)) >= 40
    page = visit(hostile)
    for view in ("documents", "entities", "works", "lint", "problems"):
        settled(page, view)
        more = page.locator(f"#view-{view} button.more")
        for _ in range(browsing.ROUNDS):
            if more.is_visible():
                more.click()
                page.wait_for_timeout(50)
    shown = "".join(column(page, "entities", 1))
    for payload in browsing.PAYLOADS:
        assert "".join(payload.split()) in "".join(shown.split()), payload
    for details in ("#view-entities", "#view-works", "#network"):
        page.evaluate(f"document.querySelectorAll('{details} details').forEach(d => d.open = true)")
    for number in (1, 2, 3):
        page.click(f"#view-entities th:nth-child({number}) button")
    for payload in browsing.PAYLOADS[::6]:
        page.fill("#view-entities .filter", payload)
        page.fill("#network-find", payload)
    for read in page.locator("button.read").all()[:5]:
        read.click()
    page.evaluate("document.querySelectorAll('[tabindex], a, input').forEach(e => e.focus())")
    page.mouse.move(300, 300)
    page.wait_for_timeout(200)
    _harmless(page)


def test_the_hash_of_a_link_is_no_code_either(visit, ordinary):
    page = visit(ordinary)
    for payload in browsing.PAYLOADS[:60]:
        page.evaluate("hash => { location.hash = hash; }", payload)
    page.evaluate("location.hash = '%E0%A4%A'")
    page.wait_for_timeout(100)
    _harmless(page)


def test_the_policy_stops_payloads_that_escaping_let_through(visit, ordinary, tmp_path):
    """The second wall: payloads as markup in the written page, for the policy alone to stop."""
    html = ordinary.read_text(encoding="utf-8")
    raw = tmp_path / "raw.html"
    live = [p for p in browsing.PAYLOADS if "<" in p and not p.startswith("<meta")]
    raw.write_text(html, encoding="utf-8")
    page = visit(raw)
    blocked = 0
    for payload in live:
        raw.write_text(html.replace("<main>", f"<main><div>{payload}</div>", 1), "utf-8")
        page.happened.clear()
        page.goto(raw.as_uri())
        page.wait_for_timeout(10)
        assert page.evaluate("window.hit") is None, payload
        assert not [what for what in page.happened if what.startswith(("dialog", "window"))]
        blocked += any("Content Security Policy" in what for what in page.happened)
    assert blocked > len(live) / 2
    unlocked = html.replace('http-equiv="Content-Security-Policy"', 'name="none"', 1)
    raw.write_text(unlocked.replace("<main>", f"<main>{browsing.PAYLOADS[0]}", 1), "utf-8")
    page.goto(raw.as_uri())
    assert page.evaluate("window.hit") == 1  # without the policy the payload is real


@pytest.mark.parametrize("language", ["tr", "en"])
def test_axe_finds_nothing_serious(visit, ordinary, language):
    page = visit(ordinary, bypass_csp=True)  # the policy would stop axe, too
    settled(page, "entities")
    page.click(f"label:has(#language-{language})")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    answer = axe.Axe().run(page).response
    assert len(answer["passes"]) > 20
    grave = [f for f in answer["violations"] if f["impact"] in ("serious", "critical")]
    assert not grave, json.dumps(
        [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in grave], indent=1
    )


def test_every_control_is_reached_by_tab_and_answers_the_keyboard(visit, ordinary):
    page = visit(ordinary)
    settled(page, "entities")
    wanted = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()
        && e.tabIndex >= 0 && !(e.type === 'radio' && !e.checked))
        .map((e, at) => { e.dataset.stop = at; return at; })""",
        CONTROLS,
    )
    reached = []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.dataset.stop")
        reached += [int(stop)] if stop else []
    assert set(reached) == set(wanted) and len(wanted) > 40
    mouse_only = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
        .filter(e => e.tabIndex < 0 && e.checkVisibility()).map(e => e.className.baseVal)""",
        CONTROLS,
    )
    assert set(mouse_only) <= {"edge"}  # their sentences stand in the list below the drawing


def test_enter_and_space_do_what_a_click_does(visit, ordinary):
    page = visit(ordinary)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#summary'")
    head = page.locator("#view-entities th").first
    for key, way in (("Enter", "ascending"), ("Space", "descending")):
        head.locator("button").focus()
        page.keyboard.press(key)
        page.wait_for_function(
            "way => document.querySelector('#view-entities th').ariaSort === way", arg=way
        )
    summary = page.locator("#view-entities summary").first
    summary.focus()
    page.keyboard.press("Space")
    assert summary.locator("..").get_attribute("open") is not None
    page.locator("#language-tr").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#entities h2").inner_text() == "Entities"
    before = page.locator("#network-drawing").get_attribute("viewBox")
    page.locator("#network-in").focus()
    page.keyboard.press("Enter")
    assert page.locator("#network-drawing").get_attribute("viewBox") != before


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_packed_article_opens_where_a_link_leads(visit, tmp_path, monkeypatch, script):
    monkeypatch.setattr(report, "PLAIN", 10)
    page = visit(browsing.ordinary(tmp_path), java_script_enabled=script)
    article = page.locator("#d-a-1")
    assert "Enver Paşa" not in article.inner_text() and "text/a-1.txt" in article.inner_text()
    if not script:
        assert page.happened == []
        return
    page.evaluate("location.hash = 'p-a-1-0'")
    page.wait_for_selector("#p-a-1-0.here")
    assert "Enver Paşa" in article.inner_text() and page.locator("#n-a-1-1").is_visible()
    page.locator("#d-b-2 button.read").click()
    page.wait_for_selector("#p-b-2-0")
    assert page.happened == []


CUT = """() => [...document.querySelectorAll('main *, nav *, header *')].filter(e => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && e.clientWidth && e.innerText && !e.closest('.hidden')
    && (style.overflowX === 'hidden' || style.overflowX === 'clip'
        || style.textOverflow === 'ellipsis') && e.scrollWidth > e.clientWidth + 1;
}).map(e => e.outerHTML.slice(0, 120))"""
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  return e.checkVisibility() && box.width && box.right > innerWidth + 1
    && !e.closest('.scroll, .skip');
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_or_wider_than_the_window(visit, ordinary, hostile, width, media):
    for path in (ordinary, hostile):
        page = visit(path, viewport={"width": width, "height": 900})
        page.emulate_media(media=media)
        settled(page, "entities")
        for language in ("en", "tr"):
            page.evaluate(f"document.getElementById('language-{language}').click()")
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
            assert page.evaluate(OUTSIDE) == []
            assert page.evaluate(CUT) == []
        assert page.locator("nav").is_visible() == (media == "screen")


def test_a_hundred_thousand_rows_are_quick(visit, long, capsys):
    assert long.stat().st_size < MOST_BYTES
    page = visit(long)
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    page.set_default_timeout(30_000)
    settled(page, "entities")
    timed = """async typed => {
      const view = document.getElementById('view-entities');
      const [field, count] = ['.filter', '.count'].map(name => view.querySelector(name));
      const before = count.value, begin = performance.now();
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      while (count.value === before) await new Promise(r => requestAnimationFrame(r));
      return [performance.now() - begin, count.value];
    }"""
    slowest = max(page.evaluate(timed, typed)[0] for typed in ("a", "ka", "ç 99", "99999"))
    assert column(page, "entities", 1)[0].endswith(" 99999")
    page.fill("#view-entities .filter", "")
    page.evaluate("performance.clearMarks(); performance.mark('sort')")
    page.click("#view-entities th:nth-child(1) button")
    page.wait_for_function("document.querySelector('#view-entities td').innerText[0] === 'a'")
    sort = page.evaluate("performance.now() - performance.getEntriesByName('sort')[0].startTime")
    with capsys.disabled():
        print(f"\nfirst paint {paint:.0f} ms, filter {slowest:.0f} ms, sort {sort:.0f} ms")
    assert paint < PAINT_LIMIT and slowest < FILTER_LIMIT
    assert page.happened == []


def test_all_rows_sort_filter_and_answer_links(visit, long):
    page = visit(long)
    view = page.locator("#view-entities")
    assert view.locator("tbody tr").count() == 100
    packed = unpack(json.loads(view.locator("script.packed").text_content()))
    assert len(packed) + 100 == int(view.get_attribute("data-total")) > 100_000
    settled(page, "entities")
    names = [row[1] for row in packed] + column(page, "entities", 1)
    page.click("#view-entities th:nth-child(1) button")
    first = sorted(names, key=sort_key)[:100]
    page.wait_for_function(
        "name => document.querySelector('#view-entities td').innerText === name", arg=first[0]
    )
    assert column(page, "entities", 1) == first
    view.locator("button.more").click()
    page.wait_for_function("document.querySelectorAll('#view-entities tbody tr').length === 200")
    key, name = packed[-1][:2]
    page.evaluate("key => { location.hash = `e-${key}`; }", key)
    page.wait_for_selector(f"#e-{key}.here")
    assert column(page, "entities", 1) == [name]
    view.locator("button.all").click()
    page.wait_for_function("document.querySelectorAll('#view-entities tbody tr').length === 100")
    assert page.locator(".node").count() > 0
    assert page.happened == []
