"""A screen and a leader of the room in a real browser, and what can be measured of a slide that is shown."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from sok_metrics.nouns.model import Role
from tests.browser.serving import PASSPHRASES

SIZES = ((1024, 768), (1280, 720), (1920, 1080), (3840, 2160))
SMALLEST_TEXT, LINES = 24, 1080
SHOWN = "() => document.documentElement.dataset.shown ?? null"

MEASURED = """() => {
    const layer = document.querySelector('.layer.on');
    const found = {over: [], smallest: 1e9, smallestText: '', texts: 0};
    const inside = (rect, room, name, what) => {
        const out = rect.left < room.left - 2 || rect.right > room.right + 2
            || rect.top < room.top - 2 || rect.bottom > room.bottom + 2;
        const edges = [rect.left, rect.top, rect.right, rect.bottom].map(Math.round);
        if (out) found.over.push(`${name}: ${what.slice(0, 60)} ${edges}`);
    };
    const stage = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
    const root = document.scrollingElement;
    if (root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth + 1)
        found.over.push('the page scrolls');
    const scale = layer.getBoundingClientRect().width / layer.offsetWidth;
    const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement, text = node.textContent.trim();
        if (!text || getComputedStyle(parent).visibility === 'hidden') continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const rect = range.getBoundingClientRect();
        if (!rect.width) continue;
        found.texts += 1;
        const clipped = parent.closest('.kicker');
        if (!clipped) inside(rect, stage, 'window', text);
        let size = parseFloat(getComputedStyle(parent).fontSize);
        const svg = parent.closest('text');
        size *= svg ? svg.getScreenCTM().a : scale;
        if (size < found.smallest) { found.smallest = size; found.smallestText = text.slice(0, 60); }
    }
    for (const one of layer.querySelectorAll('.body, .slide-in'))
        if (one.scrollHeight > one.clientHeight + 2)
            found.over.push(`${one.className} is ${one.scrollHeight} high in ${one.clientHeight}`);
    for (const room of layer.querySelectorAll('.plot-room'))
        for (const text of room.querySelectorAll('text'))
            if (text.textContent.trim() && getComputedStyle(text).opacity !== '0')
                inside(text.getBoundingClientRect(), room.getBoundingClientRect(), 'chart', text.textContent);
    return found;
}"""
"""Every text of the slide within the window, of charts within their place; the smallest size in pixels."""


def lead(chromium: Browser, address: str, meeting: int, size: tuple[int, int] = (1280, 900)) -> Page:
    """The page of who leads, signed in as an editor, with this meeting on the screens."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{address}/zaal/leiding?nummer={meeting}")
    page.get_by_label("Uw naam").fill("Leider")
    page.get_by_label("Wachtzin").fill(PASSPHRASES[Role.EDITOR])
    page.get_by_role("button", name="Aanmelden").click()
    choose(page, meeting)
    return page


def choose(page: Page, meeting: int) -> None:
    """Put a meeting on the screens."""
    page.wait_for_selector("#choice:not([hidden]), #led:not([hidden])")
    if page.locator("#choice").is_visible():
        # Asked only when another meeting is on the screens.
        page.evaluate("() => { window.confirm = () => true; }")
        page.select_option("#meeting", str(meeting))
        page.get_by_role("button", name="Zet op het scherm").click()
    page.wait_for_selector("#led:not([hidden])")


def open_screen(
    context: BrowserContext, address: str, size: tuple[int, int] = (1920, 1080), colour: str = "licht"
) -> Page:
    """A screen that shows a slide."""
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}/zaal/scherm?kleur={colour}")
    page.wait_for_function("() => document.documentElement.dataset.shown")
    return page


def shown_on(page: Page) -> str:
    """The fingerprint of the slide that a screen shows."""
    return str(page.evaluate(SHOWN))


def press(leader: Page, key: str, *screens: Page) -> None:
    """Press a key that changes the slide, and wait until each screen shows another."""
    before = [shown_on(screen) for screen in screens]
    leader.keyboard.press(key)
    for screen, slide in zip(screens, before, strict=True):
        screen.wait_for_function(
            "slide => document.documentElement.dataset.shown !== slide", arg=slide, timeout=15_000
        )


def heading_on(screen: Page) -> str:
    """What the slide says on top."""
    return str(screen.locator(".layer.on h1").inner_text())


def slide_count(leader: Page) -> int:
    """How many slides there are."""
    return int(leader.locator("#where").inner_text().rsplit(" ", 1)[1])


def measured(screen: Page) -> Mapping[str, Any]:
    """What MEASURED says of the slide, with the smallest text as if the screen had 1080 lines."""
    found: dict[str, Any] = screen.evaluate(MEASURED)
    height = screen.viewport_size["height"] if screen.viewport_size else LINES
    return found | {"smallest": found["smallest"] * LINES / height}
