"""The server dies without warning (kill -9) while a page is open and somebody writes: it all comes back."""

import shutil

import pytest

from benchmarks.server import Server
from tests.browser.serving import free_port, open_page, wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]

STATE = """() => document.querySelector('[data-testid="stApp"]').getAttribute('data-test-connection-state')"""
IS_DONE = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app.getAttribute('data-test-connection-state') === 'CONNECTED'
        && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-stale="true"]');
}"""
FIRST, SECOND = "Een bankje bij de bushalte.", "Planten langs de gevel."
BOX = "Wat is uw idee voor de wijk?"


@pytest.fixture
def server(built_stores, tmp_path):
    """A server on a store of its own."""
    copy = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), copy)
    running = Server(copy, free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def windows(chromium, server):
    """A window on a goal, with its charts, and one on the box with ideas; never loaded again by us."""
    paths = ("doelen?code=D2", "ideeen")
    opened = [open_page(chromium, f"{server.address}/{path}", "beamer") for path in paths]
    for page in opened:
        page.evaluate("window.openedOnce = true")
    yield opened
    for page in opened:
        page.context.close()


@pytest.mark.timeout(300)
def test_open_pages_come_back_and_no_idea_that_was_thanked_for_is_lost(server, windows):
    goal, box = windows
    title = goal.locator("h1").inner_text()
    box.get_by_label(BOX).fill(FIRST)
    box.get_by_label(BOX).blur()

    kill_and_restart(server, windows)
    assert goal.locator("h1").inner_text() == title
    assert box.get_by_label(BOX).input_value() == FIRST, "what somebody was writing stays"
    send(box, FIRST)

    box.get_by_label(BOX).fill(SECOND)
    send(box, SECOND)
    kill_and_restart(server, windows)
    box.reload()  # what is in the store, not what still stood on the screen
    wait_until_drawn(box)
    for idea in (FIRST, SECOND):
        box.get_by_text(idea, exact=True).first.wait_for(timeout=20_000)
        assert box.get_by_text(idea, exact=True).count() == 1
    goal.get_by_role("link", name="Overzicht").first.click()
    goal.wait_for_function(
        f"() => ![null, {title!r}].includes(document.querySelector('h1')?.innerText ?? null)"
    )


def send(box, idea):
    """Send what stands in the box, and wait until the server says that it has it."""
    box.get_by_role("button", name="Verstuur idee").click()
    # The box is emptied in the run that saved the idea; an earlier thanks may still stand on the page.
    box.wait_for_function("() => [...document.querySelectorAll('textarea')].every(one => one.value === '')")
    box.get_by_text(idea, exact=True).wait_for()
    box.get_by_text("Dank u wel!").wait_for()


def kill_and_restart(server, windows):
    """Kill the server, let every window notice, start it again, and wait until each came back by itself."""
    server.kill()
    for page in windows:
        page.wait_for_function(f"() => ({STATE})() !== 'CONNECTED'")
    server.start()
    for page in windows:
        page.wait_for_function(IS_DONE, timeout=60_000)
        assert page.evaluate("window.openedOnce"), "nobody had to load the page again"
        assert page.get_by_role("dialog").count() == 0
