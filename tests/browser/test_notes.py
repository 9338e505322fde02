"""Noting during a meeting, in real browsers: nothing typed is lost, whatever dies and whoever writes too."""

import json
import shutil

import pytest

from benchmarks.server import Server
from sok_metrics.nouns.model import Role
from tests.browser.serving import (
    PASSPHRASES,
    SIZES,
    free_port,
    give_passphrases,
    listen_to,
    said_on,
)
from tests.browser.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.full]

NOTES = "notuleren?nummer=4"
TEXT = "We spraken over de warmte in de Mathenesserstraat."


@pytest.fixture
def server(built_stores, tmp_path):
    """A server on a store of its own, where an editor can sign in."""
    copy = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), copy)
    give_passphrases(copy)
    running = Server(copy, free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def window(chromium, server):
    """window(): a browser of its own in which an editor opened the notes of a meeting."""
    opened = []

    def open_window(name="Redactie", size="beamer"):
        width, height = SIZES[size]
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        opened.append(context)
        page = context.new_page()
        listen_to(page)
        page.goto(f"{server.address}/aanmelden?terug=/{NOTES}")
        page.get_by_label("Uw naam").fill(name)
        page.get_by_label("Wachtzin").fill(PASSPHRASES[Role.EDITOR])
        page.get_by_role("button", name="Aanmelden").click()
        page.wait_for_selector("section")
        return page

    yield open_window
    for context in opened:
        context.close()


def field(page):
    return page.get_by_label("Besproken").first


def state(page):
    return page.locator(".state").first


@pytest.mark.timeout(300)
def test_what_is_typed_outlives_the_server_and_the_browser(server, window):
    page = window()
    field(page).fill(TEXT)
    state(page).get_by_text("Bewaard om").wait_for(timeout=2_000)
    server.kill()
    field(page).fill(TEXT + " En verder.")
    state(page).get_by_text("Nog niet bewaard, ik probeer het opnieuw").wait_for(timeout=2_000)
    server.start()
    state(page).get_by_text("Bewaard om").wait_for(timeout=20_000)
    page.reload()
    page.wait_for_selector("section")
    assert field(page).input_value() == TEXT + " En verder."

    server.kill()
    field(page).fill(TEXT + " En nog meer.")
    page.get_by_role("button", name="Actie erbij").first.click()
    page.keyboard.type("Bel de aannemer.")
    state(page).get_by_text("Nog niet bewaard").wait_for()
    context = page.context
    page.close(run_before_unload=False)
    server.start()
    page = context.new_page()
    page.goto(f"{server.address}/{NOTES}")
    page.wait_for_selector("section")
    state(page).get_by_text("Bewaard om").wait_for(timeout=10_000)
    page.get_by_text("Alles is bewaard").wait_for()
    page.wait_for_timeout(500)
    fresh = window("Iemand anders")
    assert field(fresh).input_value() == TEXT + " En nog meer."
    assert fresh.get_by_label("Actie", exact=True).first.input_value() == "Bel de aannemer."
    assert fresh.locator(".both:visible").count() == 0
    assert said_on(fresh) == []


@pytest.mark.timeout(300)
def test_of_two_who_note_at_once_both_texts_are_kept_and_shown(window):
    first, second = window("Nour"), window("Sam")
    field(first).fill("Begin.")
    state(first).get_by_text("Bewaard om").wait_for()
    second.wait_for_function("() => document.querySelector('textarea').value === 'Begin.'", timeout=10_000)
    # Both type in the same second.
    second.context.set_offline(True)
    field(second).fill("Begin. Van Sam.")
    field(first).fill("Begin. Van Nour.")
    state(first).get_by_text("Bewaard om").wait_for()
    second.context.set_offline(False)
    panel = second.locator(".both:visible").first
    panel.wait_for(timeout=10_000)
    assert "Begin. Van Nour." in panel.inner_text()
    assert field(second).input_value() == "Begin. Van Sam."
    first.locator(".both:visible").get_by_text("Begin. Van Sam.").wait_for(timeout=10_000)
    panel.get_by_role("button", name="Zet ze onder elkaar").click()
    panel.wait_for(state="hidden")
    both = "Begin. Van Sam.\n\nBegin. Van Nour."
    first.wait_for_function("(text) => document.querySelector('textarea').value === text", arg=both)
    assert first.locator(".both:visible").count() == 0
    # What one adds shows with the other.
    second.get_by_role("button", name="Besluit erbij").first.click()
    second.keyboard.type("We beginnen in mei.")
    first.wait_for_function(
        "() => [...document.querySelectorAll('textarea')].some((one) => one.value === 'We beginnen in mei.')",
        timeout=10_000,
    )


@pytest.mark.timeout(300)
def test_a_whole_point_with_the_keyboard_on_a_phone(window):
    page = window(size="phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    field(page).focus()
    page.keyboard.type("Kort besproken.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Besluit erbij"
    page.keyboard.press("Enter")
    page.keyboard.type("Eerste besluit.")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Tweede besluit.")
    page.get_by_text("Alles is bewaard").wait_for()
    page.get_by_role("button", name="Klaar met dit punt").first.click()
    page.get_by_role("button", name="Open dit punt weer").first.wait_for()
    page.get_by_text("Staat in het verslag").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    kept = page.evaluate("async () => (await fetch('/notuleren/stand?nummer=4')).json()")
    assert violations(page)["ours"] == []
    texts = [one["fields"]["text"] for one in kept["items"] if one["kept"] and one["by"]]
    assert sorted(texts) == ["Eerste besluit.", "Kort besproken.", "Tweede besluit."]
    assert said_on(page) == []
    assert (
        page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('sok-notulen')).length") == 0
    )


@pytest.mark.timeout(300)
def test_who_is_no_editor_any_more_keeps_the_text_and_is_told(window):
    page = window()
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.context.add_cookies([one for one in cookies if one["name"] == "sok_formulier"])
    field(page).fill(TEXT)
    state(page).get_by_text("u bent niet meer aangemeld").wait_for()
    assert json.loads(page.evaluate("Object.values(localStorage)[0]"))["fields"] == {"text": TEXT}
    page.context.add_cookies(cookies)
    state(page).get_by_text("Bewaard om").wait_for(timeout=10_000)
    page.context.clear_cookies()
    page.goto(page.url)
    assert page.get_by_role("link", name="Aanmelden").is_visible()
