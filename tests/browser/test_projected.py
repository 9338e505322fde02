"""The pages that a room looks at: one bar, the answer and the charts first, legible from the last row."""

import pytest

from sok_metrics.nouns.model import Status
from sok_metrics.texts.statuses import status_word

pytestmark = pytest.mark.browser

GOAL = "doelen?code=D2"
"""The fullest: twelve charts."""
BEAMERS = [(1024, 768), (1280, 720), (1920, 1080)]
TOP_OF = "([selector]) => document.querySelector(selector).getBoundingClientRect().top"
SMALLEST = """() => {
    const sizes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, one = text.parentElement;
        if (!text.data.trim() || one.closest('script, style, noscript, .js-plotly-tester')) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        const style = getComputedStyle(one);
        if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        if (box.width < 2 || box.height < 2 || one.closest('[style*="opacity: 0"]')) continue;
        let hidden = false;
        for (let up = one; up; up = up.parentElement) hidden ||= getComputedStyle(up).clipPath !== 'none';
        if (hidden) continue;
        const zoom = one.currentCSSZoom || 1;
        sizes.push([parseFloat(style.fontSize) * zoom, text.data.trim().slice(0, 40)]);
    }
    return sizes.sort((a, b) => a[0] - b[0]).slice(0, 5);
}"""
"""The smallest words that can be seen, with their size in pixels of the window."""


def resized(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(600)
    return page


def top_of(page, selector):
    return page.locator(selector).first.bounding_box()["y"]


def bottoms(page, selector):
    boxes = (one.bounding_box() for one in page.locator(selector).all())
    return sorted(box["y"] + box["height"] for box in boxes)


def bottom_of_the_frame(page):
    return max(bottoms(page, "[data-testid=stHeader], .st-key-bar, .st-key-header-tools"))


@pytest.mark.parametrize(("width", "height"), BEAMERS)
def test_a_goal_begins_with_one_bar_the_answer_and_two_charts(visit, width, height):
    page = resized(visit(GOAL), width, height)
    first = ".st-key-about"
    assert bottom_of_the_frame(page) <= 0.12 * height
    assert top_of(page, first) <= 0.12 * height
    assert top_of(page, first) < top_of(page, "h1") < top_of(page, ".st-key-in-short")
    assert sum(bottom <= height for bottom in bottoms(page, "[class*=st-key-chart-]")) >= 2
    assert page.get_by_role("switch").count() == 0
    assert page.locator("[class*=st-key-chart-]").count() == 12


def test_the_bar_of_a_small_beamer_holds_its_words_beside_each_other(visit):
    page = resized(visit(GOAL), 1024, 768)
    menu = page.locator("[data-testid=stTopNavSection]").last.bounding_box()
    tools = page.locator(".st-key-header-tools").bounding_box()
    assert menu["x"] + menu["width"] <= tools["x"]
    assert tools["x"] + tools["width"] <= 1024


@pytest.mark.full
@pytest.mark.parametrize("address", ["", GOAL, "waarden?code=W1", "waarden?code=W3", "afspraken"])
def test_the_back_row_can_read_the_smallest_word(visit, address):
    page = resized(visit(address), 1920, 1080)
    assert [(size, words) for size, words in page.evaluate(SMALLEST) if size < 24] == []


@pytest.mark.full
@pytest.mark.parametrize("address", [GOAL, "waarden?code=W2", "doelen?code=D1"])
def test_all_charts_of_a_goal_take_two_screens(visit, address):
    page = resized(visit(address), 1920, 1080)
    bar = bottom_of_the_frame(page)
    assert bottoms(page, "[class*=st-key-chart-]")[-1] <= 2 * 1080 - bar


@pytest.mark.full
@pytest.mark.parametrize(("width", "height"), BEAMERS)
def test_charts_use_the_whole_width(visit, width, height):
    page = resized(visit(GOAL), width, height)
    drawn = page.locator("[class*=st-key-drawn-]").all()
    right = max(one.bounding_box()["x"] + one.bounding_box()["width"] for one in drawn)
    assert right >= width * 0.95
    for one in page.locator("[class*=st-key-chart-] .js-plotly-plot .main-svg").all():
        box = one.bounding_box()
        assert box["x"] + box["width"] <= width


@pytest.mark.full
@pytest.mark.parametrize(("width", "height"), BEAMERS)
def test_the_pointer_finds_the_point_of_an_enlarged_chart(visit, width, height):
    page = resized(visit(GOAL), width, height)
    point = page.locator(".st-key-chart-INC-05 .trace:has(.point:nth-child(3)) .point").nth(2)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    words = page.locator(".st-key-chart-INC-05 .hovertext")
    words.wait_for()
    assert words.text_content().startswith("2023")


@pytest.mark.parametrize(("width", "height"), BEAMERS)
def test_the_overview_says_how_each_value_and_goal_stands_on_its_first_screen(visit, width, height):
    page = resized(visit(""), width, height)
    assert bottom_of_the_frame(page) <= 0.12 * height
    assert bottoms(page, "[class*=st-key-panel-]")[-1] <= height
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, p)')]"
        ".map((one) => [parseFloat(getComputedStyle(one).fontSize), one.tagName])"
    )
    assert max(sizes)[1] == "H1"


def test_what_explains_a_chart_is_one_tap_away(visit):
    page = visit(GOAL)
    page.locator(".st-key-finding-INC-05 [data-testid=stPopoverButton]").click()
    body = page.get_by_test_id("stPopoverBody")
    body.locator("table").wait_for()
    shown = body.inner_text()
    assert any(status_word(status) in shown for status in Status)
    assert "van 18,5% naar 13,6%" in shown
    assert "streefwaarde 8% in 2028" in shown
