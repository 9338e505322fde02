"""Fetching files from pages that are open: signed out in another tab, something wrong, without a script."""

import csv
import re

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.files.catalogue import FILES
from tests.browser.serving import SIZES, open_page, serve, sign_in, wait_until_drawn
from tests.store.rows import indicator, save, series

pytestmark = [pytest.mark.browser, pytest.mark.full]


def test_a_tab_that_is_still_open_gets_nothing_after_signing_out_in_another(visit):
    page = visit("bestand", "real", "full-hd")
    sign_in(page, Role.ADMINISTRATOR, "Els")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name="Als CSV-bestanden").click()
    assert download.value.suggested_filename.startswith("sok-met-geschiedenis-")
    address = page.get_by_role("link", name="Als CSV-bestanden").get_attribute("href")
    other = page.context.new_page()
    other.goto(page.url.replace("bestand", "toegang"))
    wait_until_drawn(other)
    other.get_by_test_id("stMain").get_by_role("link", name="Afmelden").click()
    wait_until_drawn(other)
    page.get_by_role("link", name="Als Excel-bestand").click()
    page.get_by_role("heading", name="U bent niet meer aangemeld").wait_for()
    assert page.request.get(page.url.split("/ophalen")[0] + address).status == 403
    page.get_by_role("link", name="Terug naar het dashboard").click()
    wait_until_drawn(page)
    assert page.url.endswith("/bestand")


def test_who_fetches_a_file_stays_on_the_page(visit):
    page = visit("indicatoren", "real", "phone")
    page.get_by_label("Zoek", exact=True).fill("gas")
    page.keyboard.press("Enter")
    chosen = page.get_by_role("link", name="Excel met deze keuze")
    chosen.wait_for()
    wait_until_drawn(page)
    page.evaluate("window.isStill = true")
    with page.expect_download(timeout=60_000) as download:
        chosen.focus()
        page.keyboard.press("Enter")
    assert "keuze" in download.value.suggested_filename
    assert page.evaluate("window.isStill") is True
    assert page.locator("#sok-file").inner_text() == ""


@pytest.mark.parametrize("size", SIZES)
def test_the_page_that_says_what_is_wrong_fits_and_leads_back(visit, size):
    page = visit("werkboek?reeks=2023", "botu", size)
    address = page.get_by_role("link", name="Klapper als PDF").get_attribute("href")
    page.evaluate("document.body.append(Object.assign(document.createElement('a'), {id: 'x', href: 'x'}))")
    page.locator("#x").evaluate(
        "(link, address) => { link.href = address; link.click(); }", address + "&code=X"
    )
    page.get_by_role("heading", name="Het bestand is er niet").wait_for()
    assert "'X' staat niet in het werkboek" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    page.get_by_role("link", name="Terug naar het dashboard").click()
    wait_until_drawn(page)
    assert page.url.endswith("/werkboek?reeks=2023")


def test_the_page_to_wait_on_hands_the_file_over_without_any_script(chromium, served):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served('real')}/ophalen/nergens")
    with page.expect_download(timeout=60_000) as download:
        page.evaluate("0")
        page.set_content(f'<a href="{served("real")}/ophalen/klapper.pdf?wacht=1">klapper</a>')
        page.click("a")
    assert download.value.suggested_filename.startswith("klapper-")
    assert page.get_by_role("heading", name="Uw bestand is klaar").is_visible()
    context.close()


def test_every_button_for_a_file_leads_to_one_that_there_is(visit):
    page = visit("bestand", "real", "full-hd")
    sign_in(page, Role.ADMINISTRATOR, "Els")
    found = set()
    for address in ("bestand", "uitwisselen", "gegevens", "indicatoren", "indicator?code=ECO-01", "werkboek"):
        page.goto(f"{page.url.rsplit('/', 1)[0]}/{address}")
        wait_until_drawn(page)
        for link in page.locator('a[href*="/ophalen/"]').all():
            found.add(link.get_attribute("href").split("/ophalen/")[1].split("?")[0])
    assert found >= {"geschiedenis.zip", "alles.xlsx", "leeg.xlsx", "gegevens-per-persoon.xlsx"}
    assert found <= set(FILES)


def test_the_csv_button_of_a_table_gives_what_the_table_shows_and_no_formula(chromium, own_copy):
    store = own_copy("real")
    save(store, indicator=[indicator("=1+1", name='=HYPERLINK("http://elders.example")', unit="@x")])
    save(store, series=[series("=1+1", indicator_code="=1+1")])
    database = store.path
    store.close()
    with serve(database) as url:
        page = open_page(chromium, f"{url}/indicatoren?zoek=HYPERLINK", "full-hd")
        # Else Chromium asks with a window of its own where to save it.
        page.evaluate("window.showSaveFilePicker = undefined")
        page.get_by_test_id("stDataFrame").hover()
        with page.expect_download() as download:
            page.get_by_role("button", name="Opslaan als CSV").click()
        [headings, line] = csv.reader(download.value.path().read_text("utf-8-sig").splitlines())
        page.context.close()
    assert headings[:3] == ["Gaat het", "Indicator", "Status"]
    assert len(headings) == len(line) == 14
    assert line[-1] == "\u2060=1+1"
    assert not any(re.match(r"[=+@-]", cell) for cell in line)
