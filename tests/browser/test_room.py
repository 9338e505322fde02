"""The room in real browsers: who leads, the screens that follow, and a server that dies in the middle."""

import io
import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageStat

from benchmarks.server import Server
from sok_metrics import clock
from sok_metrics.store.connection import open_store
from tests.browser.rooms import (
    SIZES,
    SMALLEST_TEXT,
    heading_on,
    lead,
    measured,
    open_screen,
    press,
    shown_on,
    slide_count,
)
from tests.browser.serving import free_port, give_passphrases
from tests.evenings import plan, plan_full_evening, plan_fullest_evening

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

SAMPLE = """() => {
    window.samples = [];
    const look = () => {
        const on = [...document.querySelectorAll('.layer.on')];
        window.samples.push(on.length === 1 && on[0].textContent.trim() !== '' && on[0].offsetWidth > 0);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


class Served(NamedTuple):
    """A server, its meetings by what they are, and its store."""

    server: Server
    numbers: Mapping[str, int]
    store: Path


@pytest.fixture(scope="module")
def evenings(built_stores, tmp_path_factory):
    """A server on a store with meetings of today: full (two), fullest and bare; and their numbers."""
    copy = tmp_path_factory.mktemp("room") / "sok.duckdb"
    shutil.copy(built_stores("botu"), copy)
    store, today = open_store(copy), clock.today()
    numbers = {
        "full": plan_full_evening(store, today),
        # What phones answered is counted and closed for good, so that evening is not for other tests.
        "voted": plan_full_evening(store, today),
        "fullest": plan_fullest_evening(store, today),
        "bare": plan(store, today, [], "Bijeenkomst zonder agenda"),
    }
    store.close()
    give_passphrases(copy)
    server = Server(copy, free_port())
    server.start()
    yield Served(server, numbers, copy)
    server.stop()


@pytest.fixture
def leading(chromium, evenings):
    """lead_on("full"): the page of who leads that meeting, from its first slide."""
    server, numbers = evenings.server, evenings.numbers
    opened = []

    def start(name):
        page = lead(chromium, server.address, numbers[name])
        page.keyboard.press("Home")
        opened.append(page)
        return page

    yield start
    for page in opened:
        page.context.close()


def test_two_screens_follow_and_who_comes_late_sees_the_same(evenings, leading):
    server = evenings.server
    leader = leading("full")
    first = open_screen(leader.context, server.address)
    second = open_screen(leader.context, server.address, (1024, 768))
    assert heading_on(first) == heading_on(second) == "Voortgangsbijeenkomst winter"
    for _time in range(5):
        press(leader, "PageDown", first, second)
    assert shown_on(first) == shown_on(second)
    late = open_screen(leader.context, server.address)
    assert shown_on(late) == shown_on(first)
    first.reload()
    first.wait_for_function("() => document.documentElement.dataset.shown")
    assert shown_on(first) == shown_on(second)
    press(leader, "End", first, second)
    assert heading_on(second) == "Bedankt voor uw komst"
    leader.keyboard.press("b")
    first.wait_for_selector("#blank.on")
    press(leader, "Home", first, second)
    assert first.locator("#blank.on").count() == 0
    assert heading_on(first) == "Voortgangsbijeenkomst winter"


def test_a_screen_of_who_leads_takes_the_keys_of_a_clicker_too(evenings, leading):
    server = evenings.server
    leader = leading("full")
    screen = open_screen(leader.context, server.address)
    press(screen, "PageDown", screen)
    leader.wait_for_function("() => document.getElementById('where').textContent.startsWith('dia 2 ')")


@pytest.mark.full
def test_the_eighth_tab_of_a_browser_follows_like_the_first(evenings, leading):
    server = evenings.server
    leader = leading("full")
    screens = [open_screen(leader.context, server.address, (1024, 768)) for _tab in range(8)]
    began = time.monotonic()
    press(leader, "PageDown", *screens)
    assert time.monotonic() - began < 15
    assert len({shown_on(screen) for screen in screens}) == 1


@pytest.mark.full
def test_nothing_is_blank_while_the_slide_changes(evenings, leading):
    server = evenings.server
    leader = leading("full")
    screen = open_screen(leader.context, server.address, (1280, 720))
    screen.evaluate(SAMPLE)
    frames = []
    for _slide in range(8):
        leader.keyboard.press("ArrowRight")
        end = time.monotonic() + 0.7
        while time.monotonic() < end:
            frames.append(screen.screenshot(type="jpeg", quality=60))
    samples = screen.evaluate("() => window.samples")
    assert len(samples) > 50
    assert all(samples)
    assert len(frames) > 20
    for frame in frames:
        spread = ImageStat.Stat(Image.open(io.BytesIO(frame)).convert("L")).stddev[0]
        assert spread > 5, "a frame of one colour"


@pytest.mark.full
def test_a_killed_server_comes_back_on_the_same_slide(evenings, leading):
    server = evenings.server
    leader = leading("full")
    screen = open_screen(leader.context, server.address)
    for _time in range(4):
        press(leader, "ArrowRight", screen)
    slide, heading = shown_on(screen), heading_on(screen)
    server.kill()
    screen.wait_for_selector("#lost.on", timeout=15_000)
    assert heading_on(screen) == heading, "what was shown stays"
    server.start()
    screen.wait_for_selector("#lost:not(.on)", state="attached", timeout=30_000)
    assert shown_on(screen) == slide
    late = open_screen(leader.context, server.address)
    assert shown_on(late) == slide
    press(leader, "ArrowRight", screen, late)


@pytest.mark.full
def test_closing_a_point_is_kept_and_its_charts_become_pictures(evenings, leading):
    server = evenings.server
    leader = leading("full")
    screen = open_screen(leader.context, server.address)
    for _time in range(4):
        press(leader, "ArrowRight", screen)
    leader.get_by_role("button", name="Besproken: sluit dit punt").click()
    leader.get_by_role("button", name="Toch weer openen").wait_for()
    store = evenings.store
    folder = store.with_name(f"{store.name}.beelden") / str(evenings.numbers["full"])
    end = time.monotonic() + 60
    leader.wait_for_function("() => document.getElementById('pictures').hidden", timeout=60_000)
    pictures = sorted(folder.glob("*/*.png"))
    while len(pictures) < 14 and time.monotonic() < end:
        time.sleep(0.5)
        pictures = sorted(folder.glob("*/*.png"))
    assert len(pictures) == 14  # twelve series, the card and its groups
    for picture in pictures:
        image = Image.open(picture)
        assert image.size[0] == 1600
        assert ImageStat.Stat(image.convert("L")).stddev[0] > 5
    leader.get_by_role("button", name="Toch weer openen").click()
    leader.get_by_role("button", name="Besproken: sluit dit punt").wait_for()


def test_phones_answer_a_card_and_the_screen_tells_how_many_until_it_closes(chromium, evenings, leading):
    leader = leading("voted")
    screen = open_screen(leader.context, evenings.server.address)
    leader.on("dialog", lambda dialog: dialog.accept())
    leader.locator("#room-on").click()
    leader.locator("#address").filter(has_text=".").wait_for(timeout=15_000)
    host = leader.locator("#address").inner_text().split(" ")[0]
    for _time in range(10):
        press(leader, "ArrowRight", screen)
    leader.get_by_role("button", name="Open deze kaart").click()
    screen.wait_for_selector(".layer.on.is-open.joined")
    phones = [chromium.new_context(viewport={"width": 390, "height": 844}).new_page() for _one in range(6)]
    for number, phone in enumerate(phones):
        phone.goto(f"http://{host}/")
        phone.get_by_role("button", name="bewoner").click()
        phone.locator(".scores button").nth(number % 2 + 3).click()
        phone.locator(".stand").filter(has_text="geteld").first.wait_for(timeout=15_000)
    counted = screen.locator(".layer.on .votes [data-count]")
    counted.filter(has_text=re.compile("^6$")).wait_for(timeout=15_000)
    assert "mediaan" not in screen.locator(".layer.on").inner_text(), "nothing of what was answered"
    qr = screen.evaluate("() => document.querySelector('.layer.on .join img').naturalWidth")
    assert qr > 0
    leader.get_by_role("button", name="Sluit deze kaart").click()
    screen.wait_for_selector(".layer.on:not(.is-open) .kind-card", timeout=20_000)
    told = screen.locator(".layer.on p.text").inner_text()
    assert told == "Middelste score 4,5 van 5 · 6 antwoorden · 100% gaf een 4 of 5"
    leader.locator("#room-off").click()
    leader.locator("#room-on").wait_for()
    for phone in phones:
        phone.context.close()


@pytest.mark.full
@pytest.mark.parametrize("name", ["full", "fullest", "bare"])
@pytest.mark.parametrize("with_room", [False, True], ids=["closed", "open"])
def test_every_slide_fits_at_every_size(name, with_room, evenings, leading):
    server = evenings.server
    leader = leading(name)
    if with_room:
        leader.locator("#room-on").click()
        leader.locator("#address").filter(has_text=".").wait_for(timeout=15_000)
    cards = leader.get_by_role("button", name="Open deze kaart")
    if with_room and cards.count():
        # Then the code to join stands in the corner of every slide.
        cards.first.click()
        leader.get_by_role("button", name="Sluit deze kaart").wait_for()
    screens = {size: open_screen(leader.context, server.address, size) for size in SIZES}
    problems = []
    for number in range(slide_count(leader)):
        if number:
            press(leader, "ArrowRight", *screens.values())
        for size, screen in screens.items():
            screen.wait_for_timeout(100)
            found = measured(screen)
            where = f"{name} {number} {size}"
            problems += [f"{where}: {problem}" for problem in found["over"]]
            if found["smallest"] < SMALLEST_TEXT - 0.5:
                problems.append(f"{where}: {found['smallest']:.1f} px: {found['smallestText']}")
    leader.on("dialog", lambda dialog: dialog.accept())
    if leader.get_by_role("button", name="Sluit deze kaart").count():
        leader.get_by_role("button", name="Sluit deze kaart").click()
        leader.get_by_role("button", name="Sluit deze kaart").wait_for(state="detached")
    if with_room:
        leader.locator("#room-off").click()
        leader.locator("#room-on").wait_for()
    assert problems == []
