"""A whole evening is written down in a real browser, and what that takes is counted.

Form by form the same evening took 1,268 clicks and 2,680 presses of a key.
"""

import re
import shutil
from contextlib import contextmanager

import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.records import list_records
from tests.browser.serving import open_page, said_on, serve, sign_in, wait_until_drawn
from tests.store.rows import TESTER

pytestmark = [pytest.mark.browser, pytest.mark.full, pytest.mark.timeout(1200)]

MOST_CLICKS = 150
COUNTING = """
for (const [kind, name] of [["pointerdown", "clicks"], ["keydown", "keys"]]) {
  addEventListener(kind, (event) => {
    if (event.isTrusted) sessionStorage[name] = Number(sessionStorage[name] || 0) + 1;
  }, true);
}
"""
COMMITMENTS = [*(f"W{n}" for n in range(1, 8)), *(f"D{n}" for n in range(1, 6)), "S1", "S2"]
GROUPS = {"bewoner": ("12", "4"), "gemeente": ("5", "1"), "corporatie": ("3", "0")}
SCORES = {"bewoner": (1, 2, 3, 4, 2), "gemeente": (0, 1, 1, 2, 1), "corporatie": (0, 0, 1, 1, 1)}


@pytest.fixture
def planned(built_stores, tmp_path):
    """A store with a planned review of today without an agenda, and its number."""
    database = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), database)
    store = open_store(database)
    meeting = {
        "kind": "review",
        "title": "Onze avond",
        "held_on": clock.today().isoformat(),
        "start_time": "19:00",
        "end_time": "22:30",
        "status": "planned",
        "visibility": "public",
    }
    with editing(store, by=TESTER, reason="test") as edit:
        [number] = edit.save("meeting", meeting, version=None)
    store.close()
    return database, number


@contextmanager
def opened(chromium, database, number):
    """The page of the evening as an editor sees it; its server is gone after the block."""
    with serve(database) as url:
        page = open_page(chromium, url, "beamer")
        sign_in(page, Role.EDITOR)
        page.context.add_init_script(COUNTING)
        page.goto(f"{url}/avond?nummer={number}")
        wait_until_drawn(page)
        yield page
        page.context.close()


def counted(page):
    return [int(page.evaluate(f"sessionStorage.{name} || 0")) for name in ("clicks", "keys")]


def saved(page):
    page.wait_for_timeout(1000)
    wait_until_drawn(page)


def keys(page, *typed):
    """Type in the field that has the focus, and go on to the next."""
    for text in typed:
        if text:
            page.keyboard.type(text)
        page.keyboard.press("Tab")


def make_agenda(page):
    page.get_by_role("button", name="Zet deze punten op de agenda").click()
    saved(page)
    on_agenda = [
        code
        for code in COMMITMENTS
        if page.locator(f'input[value^="{code} "][aria-label^="Onderwerp: "]').count()
    ]
    field = page.get_by_role("textbox", name="Nieuw punt", exact=True)
    field.click()
    for code in COMMITMENTS:
        if code in on_agenda:
            continue
        field.focus()  # the focus is still there: Enter saved from within this form
        keys(page, f"Punt over {code}", "10", "")
        page.keyboard.type(code)
        page.get_by_role("option", name=re.compile(rf"^{code} ")).first.wait_for()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Opslaan en nog een").first.click()
        saved(page)


def count_people(page):
    page.get_by_label("Aantal: bewoner").click()
    for group, (count, new) in GROUPS.items():
        page.get_by_label(f"Aantal: {group}").focus()
        keys(page, count, new)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    saved(page)


def fill_cards(page):
    page.get_by_text("Vul kaarten van papier of handen in").click()
    saved(page)
    cells = page.locator('[class*="st-key-evening-card-"] input')
    cells.first.click()
    cards = page.locator('[class*="st-key-evening-card-"]').count()
    for _card in range(cards):
        for group in GROUPS:
            keys(page, *(str(count or "") for count in SCORES[group]))
        keys(page, "", "20", "")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    saved(page)
    page.get_by_text("Vul kaarten van papier of handen in").click()
    saved(page)
    return cards


def note_points(page):
    """At every point what was said and how it ended; at some a decision and an action.

    Only at those about a value, a goal or a rule of cooperation.
    """
    points = (
        page.get_by_role("radiogroup")
        .filter(has_text="Welkom")
        .locator("label")
        .filter(has_text=re.compile(r"\b([WDS]\d) |over [WDS]\d"))
    )
    count = points.count()
    for kind, label, places in (
        ("Uitspraak", "Wat er gezegd is", range(count)),
        ("Besluit", "Besluit", range(1, 6, 2)),
        ("Actie", "Actie", range(1, 10, 2)),
    ):
        page.get_by_test_id("stButtonGroup").get_by_text(kind, exact=True).click()
        saved(page)
        for place in places:
            points.nth(place).click()
            saved(page)
            page.get_by_role("textbox", name=label, exact=True).click()
            page.keyboard.type(f"{kind} bij {place}")
            page.keyboard.press("Enter")
            saved(page)
            if kind == "Uitspraak":
                page.get_by_text("Besproken", exact=True).click()
                saved(page)
    return count


def test_a_whole_evening_takes_few_clicks(chromium, planned):
    database, number = planned
    with opened(chromium, database, number) as page:
        make_agenda(page)
        count_people(page)
        cards = fill_cards(page)
        points = note_points(page)
        page.get_by_role("button", name="Deze bijeenkomst is gehouden").click()
        saved(page)
        clicks, pressed = counted(page)
        assert not said_on(page)
    print(f"\n{clicks} clicks and {pressed} keys for {points} points, {cards} cards and {len(GROUPS)} groups")
    store = open_store(database)
    try:
        rows = {
            table: list_records(store.whole(), table, {"meeting_number": number})
            for table in ("agenda_item", "attendance", "card_answer", "remark", "decision", "action")
        }
        [meeting] = list_records(store.whole(), "meeting", {"number": number})
    finally:
        store.close()
    assert {row.values["commitment_code"] for row in rows["agenda_item"]} >= set(COMMITMENTS)
    assert sum(row.values["outcome"] == "discussed" for row in rows["agenda_item"]) == points
    assert sum(int(row.values["count"] or 0) for row in rows["attendance"]) == 20
    assert cards >= 12
    assert sum(int(row.values["count"] or 0) for row in rows["card_answer"]) == 20 * cards
    assert len({row.change_set for row in rows["card_answer"]}) == 1
    assert (len(rows["remark"]), len(rows["decision"]), len(rows["action"])) == (points, 3, 5)
    assert meeting.values["status"] == "held"
    assert clicks <= MOST_CLICKS
