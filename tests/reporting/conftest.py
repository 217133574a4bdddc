"""A browser for the tests of the report, and the reports that they open."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from pipeline.reporting import report
from tests.reporting import browsing

HOW = "apt-get install chromium, or: playwright install chromium"
MUST = "IKIDIL_BROWSER"  # set to 1: a missing browser fails the tests that need one
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests: the system's, or Playwright's own."""
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(path).exists():
            (pytest.fail if os.environ.get(MUST) == "1" else pytest.skip)(f"no Chromium: {HOW}")
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


def pytest_terminal_summary(terminalreporter):
    """Say aloud which tests did not run for want of a browser: a dot less is easily missed."""
    reports = terminalreporter.getreports("skipped")
    skipped = [report for report in reports if "no Chromium" in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"NOT TESTED: {len(skipped)} tests of the report in a browser did not run, for there "
            f"is no Chromium ({HOW}; {MUST}=1 makes this a failure).",
            yellow=True, bold=True,
        )  # fmt: skip


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory):
    return browsing.ordinary(tmp_path_factory.mktemp("ordinary"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    return browsing.hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def long(tmp_path_factory):
    return browsing.long(tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    return browsing.real(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def alone(real, tmp_path_factory):
    """A page of an article by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "MOST", 10)
        return browsing.alone(real.parent, tmp_path_factory.mktemp("alone"))


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
