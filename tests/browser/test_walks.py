"""Walking through the dashboard as people do: links, back and forward, switches, files, two windows."""

import io
import re
import shutil
import urllib.request

import openpyxl
import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.texts.formats import weekday
from tests.browser.serving import (
    dismissed_dialogs,
    free_port,
    open_page,
    said_on,
    serve,
    sign_in,
    wait_until_drawn,
)

pytestmark = pytest.mark.browser

BANNER = "Waar voorbeeld staat, is het cijfer verzonnen."


def title(page):
    return page.locator("h1").inner_text()


def wait_for_title(page, words):
    page.get_by_role("heading", level=1).filter(has_text=words).wait_for(timeout=30_000)
    wait_until_drawn(page)


@pytest.mark.full
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("indicator?code=ECO-05", "Gasverbruik per woning (Bospolder) steeg tot 2017"),
        ("waarden?code=W3&op=2023-12-04", "gaat goed."),
        ("indicatoren?zoek=gasverbruik&voorbeelden=nee", "Van de 28 indicatoren"),
    ],
)
def test_a_deep_link_is_the_first_request_of_a_fresh_server(chromium, built_stores, tmp_path, address, words):
    database = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), database)
    with serve(database) as url:
        page = open_page(chromium, f"{url}/{address}", "beamer")
        wait_for_title(page, words)
        assert page.url == f"{url}/{address}"
        assert page.locator("h1").count() == 1
        page.context.close()


@pytest.mark.full
def test_back_and_forward_go_to_the_page_before_and_after(visit):
    page = visit("")
    first = title(page)
    page.get_by_role("link", name="Gelijkwaardigheid").click()
    page.get_by_text("Waarde W1").wait_for()
    page.get_by_role("link", name="Zeggenschap van bewoners").first.click()
    page.get_by_text("Waarde W2").wait_for()
    wait_until_drawn(page)
    assert page.url.endswith("/waarden?code=W2")
    page.go_back()
    page.get_by_text("Waarde W1").wait_for()
    page.go_back()
    wait_for_title(page, first)
    page.go_forward()
    page.get_by_text("Waarde W1").wait_for()
    assert page.url.endswith("/waarden?code=W1")


@pytest.mark.full
def test_back_from_a_day_in_the_past_is_no_trap(visit, served):
    page = visit("waarden?code=W2")
    page.goto(f"{served('botu')}/waarden?code=W2&op=2023-12-04")
    page.get_by_text("zoals het bekend was op 4 december 2023").wait_for()
    page.get_by_role("button", name="Terug naar vandaag").click()
    page.get_by_text("zoals het bekend was op 4 december 2023").wait_for(state="detached")
    assert "op=" not in page.url
    page.go_back()
    page.go_back()
    wait_until_drawn(page)
    assert title(page)


@pytest.mark.full
def test_only_real_figures_with_the_mouse_stays_on_the_next_page(visit):
    page = visit("")
    page.get_by_role("button", name="Alleen echte cijfers").click()
    page.get_by_text("U ziet alleen echte cijfers.").wait_for()
    wait_for_title(page, "Van de 28 indicatoren")
    assert "voorbeelden=nee" in page.url
    page.get_by_role("link", name="Gelijkwaardigheid").click()
    page.get_by_text("Waarde W1").wait_for()
    page.get_by_text("U ziet alleen echte cijfers.").wait_for()
    assert "voorbeelden=nee" in page.url
    page.reload()
    page.get_by_text("U ziet alleen echte cijfers.").wait_for()
    page.get_by_role("button", name="Voorbeelden erbij").click()
    page.get_by_text(BANNER).wait_for()
    assert "voorbeelden" not in page.url


def test_a_day_in_the_past_typed_in_the_menu(visit):
    page = visit("indicator?code=ECO-01")
    page.get_by_role("button", name=weekday(clock.today())).first.click()
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type("04122023", delay=40)
    page.locator("h1").click(force=True)
    page.get_by_text("zoals het bekend was op 4 december 2023").wait_for()
    assert "op=2023-12-04" in page.url
    assert "code=ECO-01" in page.url


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_a_day_that_is_typed_counts_at_enter_and_tab(visit, key):
    page = visit("indicator?code=ECO-01")
    page.get_by_role("button", name=weekday(clock.today())).first.click()
    page.get_by_role("spinbutton").first.focus()
    page.keyboard.type("04122023", delay=40)
    page.keyboard.press(key)
    page.get_by_text("zoals het bekend was op 4 december 2023").wait_for()
    assert "op=2023-12-04" in page.url


def test_a_day_that_no_calendar_has_is_said_where_it_was_typed(visit):
    page = visit("sinds")
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type("31022026", delay=40)
    page.keyboard.press("Tab")
    said = page.get_by_role("alert").filter(has_text="bestaat niet")
    said.wait_for()
    assert said.inner_text() == "31-02-2026 bestaat niet. Er staat nu 28-02-2026. Klopt dat?"
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type("28022026", delay=40)
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    assert not said.count()


def test_a_click_on_a_row_opens_its_page_and_the_keyboard_only_when_it_means_to(visit):
    page = visit("indicatoren?zoek=gasverbruik")
    table = page.get_by_test_id("stDataFrame")
    page.evaluate("document.querySelector('[data-testid=stDataFrame] canvas').focus()")
    page.wait_for_timeout(1_000)
    assert "indicatoren?" in page.url
    table.click(position={"x": 200, "y": 60})
    page.wait_for_url("**/indicator?code=ECO-05*")
    wait_for_title(page, "Gasverbruik per woning")


def test_a_phone_says_in_words_what_the_icons_of_the_overview_are(visit):
    page = visit("", size="phone")
    words = page.locator(".st-key-below-W1")
    assert re.match(r"Gemeten: .*\d (op schema|goede kant op)", words.inner_text().replace("\n", " "))
    assert re.search(r"Ervaren: \d van 5 \(\d+ mensen\)", words.inner_text())
    assert not page.locator(".st-key-beside-measured-W1").is_visible()
    assert not visit("").locator(".st-key-below-W1").is_visible()


def test_at_twice_the_size_a_goal_says_how_it_goes_on_the_first_screen(visit):
    page = visit("doelen?code=D2")
    page.set_viewport_size({"width": 640, "height": 360})
    page.wait_for_timeout(500)
    box = page.locator("h1").bounding_box()
    assert box["y"] + box["height"] < 360


def excel(page, button):
    """The workbook behind a button, by its sheets."""
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name=button).click()
    assert re.fullmatch(r"sok-[\w-]+\.xlsx", download.value.suggested_filename)
    return openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))


def column(book, sheet, heading):
    table = book[sheet]
    for row in table.iter_rows(values_only=True):
        if heading in row:
            place = row.index(heading)
            rows = list(table.iter_rows(values_only=True))
            return [one[place] for one in rows[rows.index(row) + 1 :] if one[place] is not None]
    raise AssertionError(f"no column {heading}")


def test_the_excel_file_with_everything(visit):
    page = visit("indicatoren")
    book = excel(page, "Excel met alle indicatoren")
    assert {"Leeswijzer", "Waarden", "Doelen", "Indicatoren", "Metingen"} <= set(book.sheetnames)
    assert {"ECO-05", "ECO-01", "WIJ-01"} <= set(column(book, "Indicatoren", "Code"))


def test_the_excel_file_of_what_was_searched(visit):
    page = visit("indicatoren")
    field = page.get_by_label("Zoek").first
    field.fill("gasverbruik")
    field.press("Enter")
    page.get_by_text("1 indicator past bij uw keuze.").wait_for()
    assert "zoek=gasverbruik" in page.url
    book = excel(page, "Excel met deze keuze")
    assert set(column(book, "Indicatoren", "Code")) == {"ECO-05"}
    guide = " ".join(
        str(cell) for row in book["Leeswijzer"].iter_rows(values_only=True) for cell in row if cell
    )
    assert "gasverbruik" in guide


def test_the_excel_file_of_one_indicator_without_examples(visit):
    page = visit("indicator?code=ECO-05&voorbeelden=nee")
    book = excel(page, "Excel van deze indicator")
    assert set(column(book, "Indicatoren", "Code")) == {"ECO-05"}


@pytest.mark.parametrize(
    "typed",
    ["x" * 10_000, "<img src=x onerror=alert(1)>", ".*(", "**vet**"],
    ids=["long", "html", "regex", "md"],
)
def test_a_search_without_a_hit(visit, typed):
    page = visit("indicatoren")
    page.get_by_label("Zoek").first.fill(typed)
    page.get_by_label("Zoek").first.press("Enter")
    page.get_by_text("Geen enkele indicator past bij uw keuze.").wait_for()
    page.get_by_text("0 indicatoren passen bij uw keuze.").wait_for()
    assert said_on(page) == []


def test_with_the_keyboard_to_a_value_and_open_it(visit):
    page = visit("")
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || '').trim()") == "Heldere informatie":
            break
    else:
        raise AssertionError("the keyboard does not reach a value")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.get_by_text("Waarde W3").wait_for()


@pytest.mark.full
def test_two_windows_look_at_two_days(visit):
    now, past = visit(""), visit("?op=2023-12-04")
    for page in (past, now):
        page.get_by_role("link", name="Gelijkwaardigheid").first.click()
        page.get_by_text("Waarde W1").wait_for()
    past.get_by_text("zoals het bekend was op 4 december 2023").wait_for()
    assert now.get_by_text("zoals het bekend was op 4 december").count() == 0
    assert title(now) != title(past)


def test_an_unknown_page_is_told_in_dutch(visit, served):
    page = visit("bestaat-niet")
    shown = page.locator("body").inner_text()
    assert "Page not found" not in shown
    assert page.locator("h1").count() == 1


def test_user_text_runs_nothing(visit):
    page = visit("waarden?code=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    alerts = dismissed_dialogs(page)
    assert "<img src=x onerror=alert(1)>" in page.locator("[data-testid=stAlert]").inner_text()
    assert page.locator("[data-testid=stAlert] img").count() == 0
    assert alerts == []


@pytest.mark.full
def test_a_server_that_was_away_for_a_moment_is_found_again(chromium, built_stores, tmp_path):
    database = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), database)
    port = free_port()
    with serve(database, port=port) as url:
        page = open_page(chromium, f"{url}/waarden?code=W2", "beamer")
        assert page.get_by_text("Waarde W2").count() == 1
    with serve(database, port=port) as url:
        page.wait_for_function("fetch('/_stcore/health').then((answer) => answer.ok)", timeout=30_000)
        page.wait_for_timeout(3_000)
        page.get_by_role("link", name="Heldere informatie").first.click()
        page.get_by_text("Waarde W3").wait_for(timeout=30_000)
        assert urllib.request.urlopen(f"{url}/_stcore/health").status == 200
    page.context.close()


@pytest.mark.full
def test_begin_ones_own_neighbourhood(chromium, built_stores, tmp_path):
    database = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), database)
    with serve(database) as url:
        page = open_page(chromium, url, "beamer")
        page.get_by_role("link", name="Begin een eigen wijk").click()
        wait_for_title(page, "Eerst aanmelden")
        sign_in(page, Role.ADMINISTRATOR)
        wait_for_title(page, "Begin een eigen wijk")
        page.get_by_role("button", name="Begin met een lege overeenkomst").click()
        page.get_by_text("Vul de naam van uw wijk in.").wait_for()
        page.get_by_label("Hoe heet uw wijk of buurt?").fill("Nagele")
        page.get_by_role("button", name="Begin met een lege overeenkomst").click()
        wait_for_title(page, "Hoe heet uw overeenkomst?")
        page.get_by_text("Samenwerkingsovereenkomst Nagele").first.wait_for()
        assert page.get_by_text(BANNER).count() == 0
        assert list((tmp_path / "backups").glob("*.duckdb"))
        page.context.close()


@pytest.mark.full
@pytest.mark.parametrize("size", ["beamer", "phone"])
def test_a_goal_in_own_words_gets_a_figure_of_its_own(chromium, built_stores, tmp_path, size):
    database = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("empty"), database)
    with serve(database) as url:
        page = open_page(chromium, f"{url}/eerste-stappen?stap=3", size)
        sign_in(page, Role.ADMINISTRATOR)
        page.goto(f"{url}/eerste-stappen?stap=3")
        page.get_by_label("In eigen woorden").nth(1).fill("Meer groen")
        page.get_by_role("button", name="Opslaan en verder").click()
        page.get_by_role("heading", name="Hoe meet u 'Meer groen'?").wait_for()
        page.get_by_text("Iets anders: vijf vragen").click()
        page.get_by_label("Wat telt of meet u?").fill("Bomen")
        page.get_by_role("button", name="Opslaan en verder").click()
        page.get_by_text("Vul bij 'Iets anders' nog in: de eenheid").wait_for()
        assert page.get_by_label("Wat telt of meet u?").is_visible()
        assert page.locator('[data-testid="stMain"]').evaluate("e => e.scrollWidth <= e.clientWidth")
        page.get_by_role("button", name="Nu niet").click()
        wait_for_title(page, "Wanneer komt u weer bij elkaar?")
        page.goto(f"{url}/eerste-stappen?stap=6")
        page.get_by_role("link", name="Kies hoe u dit meet").first.click()
        page.get_by_role("button", name="Hoe meet u 'Meer groen'?").wait_for()
        assert said_on(page) == []
        page.context.close()
