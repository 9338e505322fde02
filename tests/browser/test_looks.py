"""Every page at the three sizes: nothing scrolls sideways, nothing is cut off, nothing goes wrong."""

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.browser.serving import SIZES, open_page, said_on, sign_in, wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]

OBJECTS = {
    "indicator": ["indicator?code=ECO-05", "indicator?code=SAM-01", "indicator?code=VER-01"],
    "bijeenkomst": ["bijeenkomst?nummer=68"],
    "project": ["project?code=P1"],
    "overzicht": [""],
}
ADDRESSES = [address for entry in ENTRIES for address in OBJECTS.get(entry.url, [entry.url])]
OUTSIDE = """() => {
    const width = document.documentElement.clientWidth;
    const main = document.querySelector('[data-testid="stMain"]');
    const name = (one) => `${one.tagName} '${(one.innerText || one.textContent || '').trim().slice(0, 60)}'`;
    const found = [];
    for (const one of [document.documentElement, main]) {
        if (one.scrollWidth > one.clientWidth + 1)
            found.push(`${one.tagName} scrolls: ${one.scrollWidth} > ${one.clientWidth}`);
    }
    for (const one of main.querySelectorAll('*')) {
        if (one.closest('[data-testid="stDataFrame"], svg, [aria-hidden="true"], .js-plotly-plot')) continue;
        const box = one.getBoundingClientRect();
        if (!box.width || !box.height || !(one.innerText || '').trim()) continue;
        const style = getComputedStyle(one);
        if (style.visibility === 'hidden' || style.position === 'absolute' && box.width <= 1) continue;
        const hides = ['hidden', 'clip'].includes(style.overflowX);
        if (hides && one.scrollWidth > one.clientWidth + 1) found.push(`cut off: ${name(one)}`);
        if (one.closest('[data-testid="stTable"]')) continue;
        if (box.right > width + 1) found.push(`outside: ${name(one)}`);
    }
    for (const chart of main.querySelectorAll('.js-plotly-plot')) {
        const frame = chart.getBoundingClientRect();
        for (const text of chart.querySelectorAll('svg text')) {
            const box = text.getBoundingClientRect();
            if (!box.width || getComputedStyle(text).opacity === '0') continue;
            const sticksOut = box.left < frame.left - 2 || box.right > frame.right + 2;
            if (sticksOut) found.push(`chart text: ${name(text)}`);
        }
    }
    return [...new Set(found)];
}"""
"""What does not fit in the window; a table may scroll in its own place."""


@pytest.fixture(scope="module")
def windows(chromium, served):
    """One window a store that goes from page to page, as a visitor's does."""
    opened = {}

    def window(database):
        if database not in opened:
            opened[database] = open_page(chromium, served(database), "full-hd")
            sign_in(opened[database], Role.ADMINISTRATOR)
        return opened[database]

    yield window
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize(
    ("address", "database"),
    [(address, "botu") for address in ADDRESSES] + [(entry.url, "empty") for entry in ENTRIES],
)
def test_a_page_fits_at_every_size_and_is_in_order(windows, served, address, database):
    page = windows(database)
    said_on(page).clear()
    page.goto(f"{served(database)}/{address}")
    wait_until_drawn(page)
    problems = {}
    for size, (width, height) in SIZES.items():
        if database == "empty" and size == "full-hd":
            continue  # hardly a word stands there: where it fits at 1024, it fits
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        problems[size] = page.evaluate(OUTSIDE)
    assert {size: found for size, found in problems.items() if found} == {}
    assert said_on(page) == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "nl"
    for chart in page.locator("[data-testid=stPlotlyChart]").all():
        assert chart.locator(".main-svg .trace, .slice, .sankey").count() > 0
    assert page.locator("[data-testid=stException]").count() == 0


LUMINANCE = """(one) => {
    const channels = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => {
        const linear = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const [x, y, z] = [r, g, b].map(linear);
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    let back = one, paint = [0, 0, 0, 0];
    while (back && paint[3] < 0.5) {
        const found = channels(getComputedStyle(back).backgroundColor);
        paint = found.length === 4 ? found : [...found, 1];
        back = back.parentElement;
    }
    const [a, b] = [light(channels(getComputedStyle(one).color)), light(paint)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", ["", "doelen?code=D2", "indicator?code=ECO-05"])
def test_words_stand_out_in_both_themes(visit, address, dark):
    page = visit(address, dark=dark)
    for kind in ("h1", "h2, h3", "[data-testid=stMarkdownContainer] p", "[data-testid=stPageLink] p"):
        for one in page.locator(f"[data-testid=stMain] >> css={kind}").all()[:6]:
            if one.is_visible():
                assert one.evaluate(LUMINANCE) >= 4.5, one.inner_text()
    background = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert background == ("rgb(15, 23, 32)" if dark else "rgb(255, 255, 255)")
    for text in page.locator(".js-plotly-plot .xtick text, .js-plotly-plot .ytick text").all()[:10]:
        colour = text.evaluate("(one) => getComputedStyle(one).fill")
        assert colour != background
