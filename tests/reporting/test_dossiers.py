"""The page of an entity or a work: what it holds, how a reader comes to it and goes on."""

import json
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from pipeline.reporting import dossiers, report, table_view
from pipeline.reporting.packing import unpack
from pipeline.reporting.table_view import views
from tests.examples import document
from tests.reporting import browsing
from tests.reporting.browsing import settled, until
from tests.reporting.test_browser_limits import harmless
from tests.reporting.test_reporting import tables_of

PAGE = ".dossier:not([hidden])"


@pytest.fixture(scope="module")
def tables():
    return tables_of([document("a-1"), document("b-2")])


def sentence_pairs(tables):
    pairs = tables["cooccurrence"]
    return pairs[pairs["window"] == "sentence"]


def test_companions_are_those_of_the_table(tables):
    shown = views(tables, {})
    ids = [row[0] for row in shown["entities"].rows]
    made = unpack(dossiers.of_entities(tables, shown))
    figures = {}
    for pair in sentence_pairs(tables).to_dict("records"):
        for one, other in ((0, 1), (1, 0)):
            ends = pair["entity_a"], pair["entity_b"]
            figures[ends[one], ends[other]] = [
                pair["n"], round(pair["npmi"] * 100), round(pair["p_value"] * 1000)
            ]  # fmt: skip
    found = {}
    for entity, mates in zip(ids, made["mates"], strict=True):
        if mates:
            assert mates[0] == (len(mates) - 1) / 4
            found |= {(entity, ids[mates[at]]): mates[at + 1 : at + 4]
                      for at in range(1, len(mates), 4)}  # fmt: skip
    assert found == figures != {}


def test_works_are_cited_beside_entities_and_entities_named_beside_works(tables):
    shown = views(tables, {})
    entities, works = ([row[0] for row in shown[name].rows] for name in ("entities", "works"))
    theirs = unpack(dossiers.of_entities(tables, shown))["works"]
    ours = unpack(dossiers.of_works(tables, shown))["entities"]
    wanted = {(r["entity_id"], r["work_id"], r["n"])
              for r in tables["entity_works"].to_dict("records")}  # fmt: skip
    assert wanted
    assert wanted == {(e, works[cited[at]], cited[at + 1]) for e, cited in
                      zip(entities, theirs, strict=True) if cited
                      for at in range(1, len(cited), 2)}  # fmt: skip
    assert wanted == {(entities[named[at]], w, named[at + 1]) for w, named in
                      zip(works, ours, strict=True) if named
                      for at in range(1, len(named), 2)}  # fmt: skip


def test_without_room_the_counts_stay(tables, monkeypatch):
    monkeypatch.setattr(dossiers, "ROOM", 1)
    made = unpack(dossiers.of_entities(tables, views(tables, {})))
    counts = [mates for mates in made["mates"] if mates]
    assert counts and all(len(mates) == 1 and mates[0] > 0 for mates in counts)


def test_a_report_without_entities_has_no_pages():
    shown = views(tables_of([]), {})
    assert dossiers.of_entities(tables_of([]), shown) == ""
    assert dossiers.of_works(tables_of([]), shown) == ""


@pytest.mark.parametrize("packed", [False, True], ids=["spelled out", "packed"])
def test_a_page_holds_all_places_and_the_way_back(visit, tmp_path, monkeypatch, packed):
    monkeypatch.setattr(table_view, "EVIDENCE", 1)
    if packed:
        monkeypatch.setattr(table_view, "SHOWN", 0)
        monkeypatch.setattr(report, "PLAIN", 10)
    page = visit(browsing.ordinary(tmp_path))
    settled(page, "entities")
    row = entity("Enver Paşa")
    page.evaluate("id => { location.hash = `e-${id}`; }", row)
    page.wait_for_selector(f"{PAGE} h4")
    assert page.locator(f"{PAGE} h3").inner_text() == "Enver Paşa"
    assert page.evaluate("document.activeElement.tagName") == "H3"
    links = page.locator(f"{PAGE} .kwic a")
    assert links.count() == 4  # as many as its mentions
    assert page.locator(f"{PAGE} h5").count() == 2  # by article
    until(page, f"document.querySelector('{PAGE} .kwic b')?.nextSibling?.length > 5")
    last = links.nth(3)
    target = last.get_attribute("href")
    last.click()
    page.wait_for_selector("#articles .here")
    assert "#" + page.locator("#articles .here").get_attribute("id") == target
    page.go_back()
    until(page, f"document.activeElement === [...document.querySelectorAll('{PAGE} .kwic a')][3]")
    page.locator(f"{PAGE} table a", has_text="Bakü").first.click()
    until(page, f"document.querySelector('{PAGE} h3')?.textContent === 'Bakü'")
    page.go_back()
    until(page, f"document.querySelector('{PAGE} h3')?.textContent === 'Enver Paşa'")
    page.evaluate("location.hash = 'summary'")
    until(page, f"!document.querySelector('{PAGE}')")
    assert page.happened == []


def entity(name):
    """The identifier of an entity of the ordinary report."""
    tables = tables_of([document("a-1"), document("b-2")])["entities"]
    return next(iter(tables[tables["name"] == name]["entity_id"]))


def test_a_name_in_the_table_opens_its_page_by_the_keyboard(visit, ordinary):
    page = visit(ordinary)
    name = page.locator("#view-entities tbody a[href^='#e-']").first
    said = name.inner_text()
    name.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{PAGE} h4")
    assert page.evaluate("document.activeElement.textContent") == said
    work = page.locator("#view-works tbody a[href^='#w-']").first
    work.focus()
    page.keyboard.press("Enter")
    until(page, f"document.querySelector('{PAGE} h3')?.textContent === 'Atatürk'")
    assert "1999" in page.locator(PAGE).inner_text()
    count = page.locator("#view-works tbody td:nth-child(7) .kwic").count()
    assert page.locator(f"{PAGE} .kwic").count() == count > 0
    page.click("label:has(#language-en)")
    assert "All places" in page.locator(PAGE).inner_text()
    assert page.locator(f"{PAGE} .w-tr:visible").count() == 0
    assert page.happened == []


def test_a_place_in_an_article_of_its_own_leads_there(visit, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST", 10)
    page = visit(browsing.ordinary(tmp_path))
    page.evaluate("id => { location.hash = `e-${id}`; }", entity("Enver Paşa"))
    page.wait_for_selector(f"{PAGE} h4")
    page.locator(f"{PAGE} .kwic a").first.click()
    page.wait_for_url("**/reading/*.html#p-*")
    assert "Enver Paşa" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_is_not_wider_than_the_window_and_axe_is_content(visit, ordinary, width):
    page = visit(ordinary, bypass_csp=True, viewport={"width": width, "height": 900})
    page.evaluate("location.hash = document.querySelector('#view-entities tbody tr').id")
    page.wait_for_selector(f"{PAGE} h4")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    answer = Axe().run(page).response
    grave = [f for f in answer["violations"] if f["impact"] in ("serious", "critical")]
    assert not grave, json.dumps([(f["id"], f["nodes"][0]["html"][:200]) for f in grave], indent=1)


def test_pages_of_payloads_do_nothing(visit, hostile):
    page = visit(hostile)
    settled(page, "entities")
    for at in range(0, len(browsing.PAYLOADS), 4):
        for kind in "ew":
            page.evaluate("hash => { location.hash = hash; }", quote(f"{kind}-z{at}"))
            page.wait_for_selector(f"{PAGE}[data-view={'works' if kind == 'w' else 'entities'}] h4")
    harmless(page)
