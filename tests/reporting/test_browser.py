"""The report in a browser, as a reader uses it: with and without a script, keys, small screens."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from pipeline.reporting.charts import CHARTS
from pipeline.text.casing import sort_key
from tests.reporting.browsing import column, settled, until

WIDTHS = (1280, 390)
CONTROLS = "a[href], button, input, summary, [tabindex='0']"


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
    until(page, "document.querySelectorAll('#view-entities tbody tr').length === 1")
    assert column(page, "entities", 1) == ["Işık"]
    page.fill("#view-entities .filter", "")
    until(page, "document.querySelectorAll('#view-entities tbody tr').length > 1")
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
    until(
        page,
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


@pytest.mark.parametrize(
    ("report", "language", "width"),
    [("ordinary", "tr", 1280), ("ordinary", "en", 390), ("real", "tr", 390),
     ("alone", "tr", 1280), ("alone", "en", 390), ("hostile", "tr", 1280)],
)  # fmt: skip
def test_axe_finds_nothing_serious(visit, request, report, language, width):
    path = request.getfixturevalue(report)
    # the policy would stop axe, too
    page = visit(path, bypass_csp=True, viewport={"width": width, "height": 900})
    if report != "alone":  # which has no table
        settled(page, "entities")
    page.click(f"label:has(#language-{language})")
    # each part opened, not each of its thousand rows
    opened = "[...document.querySelectorAll('details')].slice(0, 30)"
    page.evaluate(f"{opened}.forEach(d => d.open = true)")
    answer = Axe().run(page).response
    assert len(answer["passes"]) > (20 if report != "alone" else 12)
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
    until(page, "location.hash === '#summary'")
    head = page.locator("#view-entities th").first
    for key, way in (("Enter", "ascending"), ("Space", "descending")):
        head.locator("button").focus()
        page.keyboard.press(key)
        until(page, "way => document.querySelector('#view-entities th').ariaSort === way", arg=way)
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
def test_nothing_is_cut_or_wider_than_the_window(
    visit, ordinary, hostile, real, alone, width, media
):
    for path in (ordinary, hostile, real, alone):
        page = visit(path, viewport={"width": width, "height": 900})
        page.emulate_media(media=media)
        if path != alone:
            settled(page, "entities")
        for language in ("en", "tr"):
            page.evaluate(f"document.getElementById('language-{language}').click()")
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
            assert page.evaluate(OUTSIDE) == []
            assert page.evaluate(CUT) == []
        assert page.locator("nav").is_visible() == (media == "screen")
        shown = page.locator("#charts img").evaluate_all("all => all.map(i => i.naturalWidth)")
        assert all(shown) and len(shown) == (0 if path == alone else len(CHARTS))


# A wide chart or table scrolls in its own box: all of it can be brought into view there.
REACHED = """() => [...document.querySelectorAll('.scroll')].filter(box => {
  box.scrollLeft = 1e6;
  const end = box.getBoundingClientRect().right;
  return [...box.children].some(e => e.getBoundingClientRect().right > end + 1);
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_what_scrolls_can_be_scrolled_to_its_end(visit, real, width):
    page = visit(real, viewport={"width": width, "height": 900})
    settled(page, "entities")
    assert page.locator(".scroll").count() > len(CHARTS)
    assert page.evaluate(REACHED) == []


def test_on_paper_a_chart_is_whole(visit, real):
    page = visit(real, viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    widths = page.locator("#charts img").evaluate_all("all => all.map(i => i.clientWidth)")
    assert len(widths) == len(CHARTS) and all(0 < wide <= 720 for wide in widths)
