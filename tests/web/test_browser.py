"""In a real browser, set to English: Streamlit's own words are Dutch, and our policy breaks nothing."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.web.running import ROOT, run_command, running_server

pytestmark = pytest.mark.browser

SEVERAL_PAGES = ROOT / "tests" / "assets" / "several_pages" / "front_door.py"
CHROMIUM = os.environ.get("SOK_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LABELS = """() => [...document.querySelectorAll("body *")]
    .filter((element) => !element.closest("svg, noscript"))
    .flatMap((element) => ["aria-label", "title", "placeholder", "data-title"].map(
        (name) => element.getAttribute(name)
    ))
    .filter((label) => label)"""
ENGLISH = re.compile(
    r"\b(the|to|an|file|options?|columns?|screen|date|month|year|day|search|plot|next|close|select|choose)\b",
    re.I,
)


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "sok.duckdb"
    assert run_command("init", "--empty", "Nagele", database=path).returncode == 0
    with running_server(path) as (address, _process):
        yield address
    shutil.rmtree(path.parent)


@pytest.fixture(scope="module")
def browser():
    executable = CHROMIUM if Path(CHROMIUM).exists() else None
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def said():
    return []


@pytest.fixture(scope="module")
def page(browser, url, said):
    page = browser.new_page(viewport={"width": 1280, "height": 1400}, locale="en-US")
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{url}/een-pagina-die-niet-bestaat")
    page.goto(url)
    page.wait_for_selector(".main-svg .trace")
    page.get_by_text("Haal op").wait_for()
    yield page
    page.close()


def test_the_page_is_dutch(page):
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.evaluate("navigator.language") == "nl-NL"


def test_no_label_of_streamlit_is_english(page):
    page.wait_for_function(
        "document.querySelector('[data-testid=stFileUploader]').innerText.includes('per bestand')"
    )
    labels = page.evaluate(LABELS)
    assert len(labels) > 10
    assert [label for label in labels if ENGLISH.search(label)] == []


def test_lists_are_dutch_but_their_options_are_left_alone(page):
    page.get_by_placeholder("Maak een keuze", exact=True).click()
    options = page.get_by_role("option")
    options.first.wait_for()
    assert options.all_inner_texts() == ["Stop", "Print"]
    page.keyboard.type("zzz")
    page.get_by_text("Niets gevonden").wait_for()
    page.keyboard.press("Escape")
    page.mouse.click(5, 700)


def test_what_people_wrote_is_never_translated(page):
    assert page.locator('[data-testid="stMarkdownContainer"]', has_text="Running...").count() == 1


def test_the_calendar_is_dutch_in_an_english_browser(page):
    page.get_by_label("Kies een datum").first.click()
    calendar = page.get_by_test_id("stDateInputCalendar")
    calendar.wait_for()
    assert calendar.get_by_label("maandag").first.count() == 1
    assert calendar.get_by_label("Vorige maand").count() == 1
    page.keyboard.press("Escape")


def test_a_download_works(page):
    with page.expect_download() as download:
        page.get_by_text("Haal op").click()
    assert download.value.suggested_filename == "proef.txt"


def test_nothing_broke_the_policy(page, said):
    assert [
        text for text in said if "Content Security Policy" in text or "Refused" in text or "Error:" in text
    ] == []


@pytest.mark.full
@pytest.mark.parametrize("base", ["", "/wijk/botu"])
def test_the_very_first_visit_may_be_to_any_page(browser, tmp_path, base):
    options = ["--server.baseUrlPath", base.strip("/")] if base else []
    with running_server(tmp_path / "sok.duckdb", script=SEVERAL_PAGES, options=options, base=base) as (
        url,
        _process,
    ):
        page = browser.new_page()
        failed = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(f"{url}/tweede")
        page.get_by_role("heading", name="De tweede pagina").wait_for()
        assert page.get_by_role("dialog").count() == 0
        assert [address for address in failed if "/app/static/" not in address] == []
        page.get_by_role("link", name="Eerste").click()
        page.get_by_role("heading", name="De eerste pagina").wait_for()
        page.goto(f"{url}/bestaat-niet")
        page.get_by_text("De pagina die u zoekt, bestaat niet.").wait_for()
        page.close()
