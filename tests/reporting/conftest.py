"""A browser for the tests of the report, and the reports that they open."""

import re
import shutil
from pathlib import Path

import pytest

from tests.reporting import browsing

HOW = "pip install -e '.[dev]', and apt-get install chromium (or: playwright install chromium)"


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests: the system's, or Playwright's own."""
    reason = f"no browser tests: {HOW}"
    sync_api = pytest.importorskip("playwright.sync_api", reason=reason)
    with sync_api.sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        path = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
        if not Path(path).exists():
            pytest.skip(f"no Chromium: {HOW}")
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory):
    return browsing.ordinary(tmp_path_factory.mktemp("ordinary"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    return browsing.hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
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
