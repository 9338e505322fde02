"""Real browsers as phones in the room: double taps, sleep, wifi that drops, closing, old links, no script."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sok_metrics.store.connection import Store
from sok_metrics.tasks.room import voting
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_counts import add_counts, read_counts
from sok_metrics.tasks.room.door import people_at_door
from sok_metrics.tasks.room.state import Room, room_of
from sok_metrics.tasks.room.tokens import door_code
from tests.web.room.phones import CODE, LEADER, app_of, begin_evening, restart
from tests.web.room.serving import serving
from tests.web.running import free_port

pytestmark = pytest.mark.browser
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def forget():
    yield
    restart()


@pytest.fixture
def room(store: Store) -> Room:
    found = begin_evening(store)
    voting.open_card(store, found, "K-1", by=LEADER)
    return found


@pytest.fixture
def url(room: Room) -> Iterator[str]:
    with serving(app_of(room)) as address:
        yield address


@pytest.fixture
def phones(chromium: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def phone(chromium: Browser, phones: list[BrowserContext], **more: Any) -> Page:
    context = chromium.new_context(
        viewport={"width": 360, "height": 640}, locale="nl-NL", has_touch=True, **more
    )
    phones.append(context)
    page: Page = context.new_page()
    page.set_default_timeout(10_000)
    return page


def joined(
    chromium: Browser, phones: list[BrowserContext], url: str, group: str = "bewoner", **more: Any
) -> Page:
    page = phone(chromium, phones, **more)
    page.goto(f"{url}/zaal/mee/{CODE}")
    page.get_by_role("button", name=group).click()
    expect(page.locator("#kaarten")).to_be_attached()
    return page


def score(page, number):
    return page.get_by_role("button", name=re.compile(f"^{number}")).first


def state(page):
    return page.locator("form[data-kaart='K-1'] .stand")


def test_a_phone_scans_chooses_taps_and_changes_its_mind(chromium, phones, url, store, room):
    page = joined(chromium, phones, url)
    score(page, 2).click()
    expect(state(page)).to_have_text("Geteld: 2.")
    score(page, 4).click()
    expect(state(page)).to_have_text("Geteld: 4.")
    expect(score(page, 4)).to_have_attribute("aria-pressed", "true")
    expect(score(page, 2)).to_have_attribute("aria-pressed", "false")
    voting.close_card(store, room, "K-1", by=LEADER)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1}


def test_double_and_hasty_taps_end_at_the_last(chromium, phones, url, room):
    page = joined(chromium, phones, url)
    score(page, 3).dblclick()
    for number in (1, 5, 2, 2, 4):
        score(page, number).click(delay=0, no_wait_after=True)
    expect(state(page)).to_have_text("Geteld: 4.")
    assert card_box_of(room).answered(room.state) == {"K-1": 1}
    page.reload()
    expect(state(page)).to_have_text("Geteld: 4.")
    score(page, 1).click()
    expect(state(page)).to_have_text("Geteld: 1.")


def test_two_windows_of_one_phone_are_one_voter(chromium, phones, url, room):
    page = joined(chromium, phones, url)
    other = page.context.new_page()
    other.goto(f"{url}/zaal/kaarten")
    for number in (1, 2, 3):
        score(page, number).click()
        expect(state(page)).to_have_text(f"Geteld: {number}.")
    score(other, 5).click()
    expect(state(other)).to_have_text("Geteld: 5.")
    assert card_box_of(room).answered(room.state) == {"K-1": 1}
    [token] = [one["value"] for one in page.context.cookies() if one["name"] == "sok_zaal"]
    assert card_box_of(room).answers_of(token)["K-1"].score == 5


def test_wifi_that_drops_is_said_and_the_tap_arrives_later(chromium, phones, url, room):
    page = joined(chromium, phones, url)
    score(page, 2).click()
    expect(state(page)).to_have_text("Geteld: 2.")
    page.context.set_offline(True)
    score(page, 5).click()
    expect(state(page)).to_have_text("Geen verbinding. We proberen het opnieuw …")
    page.context.set_offline(False)
    expect(state(page)).to_have_text("Geteld: 5.")


def test_a_tap_outlives_a_server_that_is_away_and_a_page_that_is_closed(chromium, phones, room):
    port = free_port()
    with serving(app_of(room), port) as url:
        page = joined(chromium, phones, url)
        expect(state(page)).to_have_text("")
    score(page, 3).click()
    expect(state(page)).to_have_text("Geen verbinding. We proberen het opnieuw …")
    page.close()
    restart()
    again = room_of(room.folder.with_name(room.folder.name.removesuffix(".zaal")))
    with serving(app_of(again), port):
        later = phones[0].new_page()
        later.goto(f"{url}/zaal/kaarten")
        expect(state(later)).to_have_text("Geteld: 3.")
    assert card_box_of(again).answered(again.state) == {"K-1": 1}


def sleep(page, is_asleep):
    """What a phone tells a page when its screen goes off and on."""
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        is_asleep,
    )


def test_a_phone_that_slept_through_closing_wakes_with_the_result(chromium, phones, url, store, room):
    page = joined(chromium, phones, url)
    score(page, 4).click()
    expect(state(page)).to_have_text("Geteld: 4.")
    sleep(page, True)
    page.context.set_offline(True)
    add_counts(store, 1, "K-1", {("resident", 5): 6}, channel="paper", by=LEADER, reason="papier")
    voting.close_card(store, room, "K-1", by=LEADER)
    voting.open_card(store, room, "K-2", by=LEADER)
    page.context.set_offline(False)
    sleep(page, False)
    expect(page.get_by_text("7 antwoorden: 1 met de telefoon en 6 op papier.")).to_be_visible()
    expect(page.get_by_text("Beslist u mee?")).to_be_visible()


def test_a_card_opens_and_closes_by_itself_on_every_phone(chromium, phones, url, store, room):
    one, other = (joined(chromium, phones, url, group) for group in ("bewoner", "gemeente"))
    voting.open_card(store, room, "K-2", by=LEADER)
    for page in (one, other):
        expect(page.locator("form[data-kaart='K-2']")).to_be_visible()
        page.locator("form[data-kaart='K-2'] button[value='4']").click()
        expect(page.locator("form[data-kaart='K-2'] .stand")).to_have_text("Geteld: 4.")
    voting.close_card(store, room, "K-2", by=LEADER)
    for page in (one, other):
        expect(page.get_by_text("te weinig antwoorden")).to_be_visible()
        expect(page.locator("form[data-kaart='K-1']")).to_be_visible()


def test_cards_that_close_one_after_the_other_all_show_their_result(chromium, phones, url, store, room):
    voting.open_card(store, room, "K-2", by=LEADER)
    page = joined(chromium, phones, url)
    page.context.set_offline(True)
    score(page, 4).click()
    expect(state(page)).to_have_text("Geen verbinding. We proberen het opnieuw …")
    page.context.set_offline(False)
    expect(state(page)).to_have_text("Geteld: 4.")
    for code in ("K-1", "K-2"):
        voting.close_card(store, room, code, by=LEADER)
    expect(page.get_by_text("Niemand heeft deze kaart beantwoord.")).to_be_visible()
    expect(page.get_by_text("te weinig antwoorden")).to_be_visible()
    expect(page.locator("form[data-kaart]")).to_have_count(0)


def test_a_tap_after_closing_is_told_so(chromium, phones, url, store, room):
    page = joined(chromium, phones, url)
    page.context.set_offline(True)
    score(page, 5).click()
    voting.close_card(store, room, "K-1", by=LEADER)
    page.context.set_offline(False)
    expect(page.locator("#melding")).to_contain_text("Deze kaart is gesloten.")
    assert read_counts(store, 1, "K-1") == {}


def test_an_old_link_and_an_old_phone_get_a_plain_sentence(chromium, phones, url, room):
    page = phone(chromium, phones)
    page.goto(f"{url}/zaal/mee/oude-woorden")
    expect(page.get_by_text("Deze link is niet van vanavond.")).to_be_visible()
    page.get_by_label("Welke woorden staan er op het scherm?").fill("Rode fiets")
    page.get_by_role("button", name="Doe mee").click()
    expect(page.get_by_text("U bent hier als …")).to_be_visible()
    page.get_by_role("button", name="ondernemer").click()
    room.change(meeting_number=None)
    expect(page.get_by_role("heading", name="Er is nu geen avond bezig")).to_be_visible()


def test_without_a_script_it_works_by_forms(chromium, phones, url, room):
    page = joined(chromium, phones, url, java_script_enabled=False)
    score(page, 4).click()
    expect(state(page)).to_have_text("Geteld: 4.")
    score(page, 2).click()
    expect(state(page)).to_have_text("Geteld: 2.")
    page.go_back()
    page.reload()
    expect(state(page)).to_have_text("Geteld: 2.")
    assert card_box_of(room).answered(room.state) == {"K-1": 1}


def test_all_that_a_phone_loads_is_under_50_kilobytes(chromium, phones, url):
    page = phone(chromium, phones)
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())) if answer.status == 200 else None)
    page.goto(f"{url}/zaal/mee/{CODE}")
    page.get_by_role("button", name="bewoner").click()
    expect(score(page, 3)).to_be_visible()
    page.wait_for_timeout(300)
    assert 5_000 < sum(sizes) < 50_000


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_the_pages_of_the_room(chromium, phones, url, store, room, dark):
    voting.open_card(store, room, "K-2", by=LEADER)
    add_counts(store, 1, "K-2", {("resident", 5): 6}, channel="paper", by=LEADER, reason="papier")
    voting.close_card(store, room, "K-2", by=LEADER)
    look = "dark" if dark else "light"
    found = {}
    first = phone(chromium, phones, color_scheme=look, bypass_csp=True)
    for path in (
        "/zaal/mee",
        "/zaal/mee/oud",
        f"/zaal/mee/{CODE}",
        "/zaal/deur",
        f"/zaal/deur/{door_code(room)}",
    ):
        first.goto(url + path)
        found[path] = axe(first)
    page = joined(chromium, phones, url, color_scheme=look, bypass_csp=True)
    score(page, 4).click()
    expect(state(page)).to_have_text("Geteld: 4.")
    found["kaarten"] = axe(page)
    assert found == dict.fromkeys(found, [])


def test_buttons_are_large_and_nothing_sticks_out(chromium, phones, url, store, room):
    voting.open_card(store, room, "K-2", by=LEADER)
    for size in ((320, 568), (360, 640), (390, 844), (844, 390)):
        page = joined(chromium, phones, url)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        measured = page.evaluate(
            """() => ({
                smallest: Math.min(...[...document.querySelectorAll('button')].map(
                    one => Math.min(one.offsetWidth, one.offsetHeight))),
                wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            })"""
        )
        assert measured["smallest"] >= 48
        assert measured["wide"] <= 0


def axe(page: Page) -> list[str]:
    """What axe finds on the page as it stands (WCAG 2.2 A and AA)."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}}
    found: list[str] = page.evaluate(
        """async options => (await axe.run(document, options)).violations.map(
            one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', '))""",
        options,
    )
    return found


def test_the_script_is_of_a_kind_that_old_phones_read(chromium):
    """ES5 only: no arrows, let, const, classes, templates, promises or fetch."""
    for name in ("room_cards.js", "room_door.js"):
        code = Path("sok_metrics/web/assets", name).read_text(encoding="utf-8")
        bare = re.sub(r'//.*|/\*.*?\*/|"[^"]*"', "", code)
        found = re.findall(r"=>|\b(?:let|const|class|async|await|fetch|Promise|of)\b|`|\.\.\.", bare)
        assert found == []


def test_two_phones_count_at_the_door(chromium, phones, url, room):
    one, other = phone(chromium, phones), phone(chromium, phones)
    for page in (one, other):
        page.goto(f"{url}/zaal/deur/{door_code(room)}")
    for _time in range(3):
        one.get_by_role("button", name="bewoner: één erbij", exact=True).click()
    other.get_by_role("button", name="gemeente: één erbij, voor het eerst").click()
    other.get_by_role("button", name="bewoner: één erbij", exact=True).dblclick()
    for page in (one, other):
        expect(page.get_by_text("Er zijn 6 mensen; 83% is bewoner of initiatief.")).to_be_visible()
    one.context.set_offline(True)
    one.get_by_role("button", name="bewoner: één eraf", exact=True).click()
    expect(one.get_by_text("Geen verbinding.")).to_be_visible()
    one.context.set_offline(False)
    expect(one.get_by_text("Er zijn 5 mensen")).to_be_visible()
    assert people_at_door(room) == 5
