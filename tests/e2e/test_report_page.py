"""The report's page in a real browser: nothing is loaded, nothing is blocked, and everybody can read it.

The pictures are kept in build/screenshots, to be looked at.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import pytest

from outcome_lint.output.report import pages
from tests.output.report.conftest import REPORTS

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build/screenshots"
INSTALL = "needs Chromium (on Debian: apt-get install chromium), and Playwright and axe of requirements/dev.txt"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)
PAGES = ("team", "rich", "first", "incomplete", "empty")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None or find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    subprocess.run([sys.executable, ROOT / "tools/demo_report.py", folder / "demo"], check=True, capture_output=True)
    found = {"demo": folder / "demo/index.html", "team": folder / "demo/team.html"}
    for name in ("rich", "first", "incomplete", "empty"):
        found[name] = folder / f"{name}.html"
        found[name].write_text(pages("html", REPORTS[name])[0], "utf-8")
    return found


class Visit:
    """A page that was opened, and what went wrong or out meanwhile."""

    def __init__(
        self, browser: Any, file: Path, width: int = 1280, scheme: str = "light", media: str = "screen"
    ) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page.emulate_media(media=media)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.close()

    def violations(self) -> list[str]:
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]

    def keep(self, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "name"), [("light", "demo"), *(("dark", name) for name in PAGES), ("dark", "demo")])
def test_nothing_is_loaded_or_blocked_and_axe_finds_nothing(
    browser: Any, files: dict[str, Path], name: str, scheme: str
):
    with Visit(browser, files[name], scheme=scheme) as visit:
        assert visit.violations() == []
        visit.keep(f"{name}-{scheme}")
        assert visit.said == []
        assert visit.asked == [files[name].as_uri()]


@pytest.mark.parametrize(
    ("name", "width"), [("demo", 360), ("demo", 768), ("demo", 1280), ("rich", 360), ("team", 360)]
)
def test_it_fits_every_screen(browser: Any, files: dict[str, Path], name: str, width: int):
    with Visit(browser, files[name], width=width) as visit:
        visit.keep(f"{name}-{width}")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_shows_all_of_every_table(browser: Any, files: dict[str, Path]):
    with Visit(browser, files["demo"], width=700, media="print") as visit:
        visit.keep("demo-print")
        shown = "[...document.querySelectorAll('.scroll')].filter(each => each.offsetParent)"
        assert visit.page.evaluate(f"{shown}.filter(each => each.scrollWidth > each.clientWidth).length") == 0
        assert visit.page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
        paper = visit.page.pdf(path=SHOTS / "demo.pdf", format="A4", print_background=True)
        assert paper.startswith(b"%PDF")


def test_the_style_is_the_one_that_the_policy_lets_in(browser: Any, files: dict[str, Path]):
    with Visit(browser, files["demo"]) as visit:
        assert visit.page.evaluate("getComputedStyle(document.querySelector('.hero')).display") == "grid"


def test_the_keyboard_reaches_the_report_first(browser: Any, files: dict[str, Path]):
    with Visit(browser, files["demo"]) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.textContent") == "Skip to the report"
        assert visit.page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_screen_reader_hears_the_lines_in_words(browser: Any, files: dict[str, Path]):
    with Visit(browser, files["demo"]) as visit:
        heard = visit.page.locator("main").aria_snapshot()
        assert 'img "Feature Factory Ratio week by week From 79.6 % on 1 Jun 2026 to 35.9 % on 23 Nov 2026' in heard
        assert 'row "Checkout' in heard


def test_the_demo_tells_its_story(files: dict[str, Path]):
    text = (files["demo"].parent / "report.txt").read_text("utf-8")
    told = " ".join(text.split())
    for words in (
        "Week 47, 16 to 22 November 2026",
        "Since run 25 of 16 November 2026: 5 gained an outcome, 1 lost its outcome, 2 say what happened",
        "3 items came to their outcome in the same words at once",
        "Feature Factory Ratio: 35.9 % · 23 of 64 · 1 unknown ▼ 6.2 points down from 42.2 % (27 of 64)",
        "1 week without figures",
        "APP-22 Customer Care modernisation",
        "harbourline/roadmap#11 Build runners on spot capacity: refuted, new",
        "26 runs of this portfolio since 1 June 2026, 1 of them incomplete",
    ):
        assert words in told
