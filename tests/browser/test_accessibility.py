"""For everyone's eyes: axe-core finds nothing that is ours, and the keyboard alone gets everywhere."""

import json
from dataclasses import asdict, dataclass
from importlib import resources

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.browser.serving import SIZES, open_page, sign_in, wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]


@dataclass(frozen=True)
class Known:
    """A violation that comes from Streamlit itself: its rule, the elements that may have it, and why."""

    rule: str
    selector: str
    why: str


STREAMLITS_OWN = (
    Known(
        "list",
        '[data-testid="stSidebarNavItems"]',
        "On a phone the menu is a list with a div around each of its heads. We only name the pages.",
    ),
    Known(
        "presentation-role-conflict",
        '[data-testid="stFileUploaderDropzone"]',
        "The place to drop a file has no role of its own, and takes the focus.",
    ),
    Known(
        "listitem",
        '[data-testid="stSidebarNavItems"] li',
        "The same list: its lines stand in those divs. All are links that the keyboard reaches.",
    ),
    Known(
        "scrollable-region-focusable",
        '[data-testid="stTable"] > div',
        "A table that is wider than a phone scrolls in a div without tabindex; browsers of today (Chromium "
        "since 130, Firefox) let the keyboard reach such a part by themselves.",
    ),
)
"""All that axe may find with Streamlit 1.67; nobody reported these to Streamlit as far as we know."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALSO = [
    "aria-allowed-role",
    "aria-text",
    "empty-heading",
    "empty-table-header",
    "heading-order",
    "image-redundant-alt",
    "label-title-only",
    "landmark-no-duplicate-main",
    "landmark-one-main",
    "landmark-unique",
    "page-has-heading-one",
    "presentation-role-conflict",
    "region",
    "scope-attr-valid",
    "skip-link",
    "tabindex",
]
"""Rules of good practice on top of WCAG: how headings, regions and tables hang together."""

OBJECTS = {
    "indicator": ["indicator?code=ECO-05", "indicator?code=SAM-01", "indicator?code=VER-01"],
    "bijeenkomst": ["bijeenkomst?nummer=68"],
    "project": ["project?code=P1"],
}
ADDRESSES = [address for entry in ENTRIES for address in OBJECTS.get(entry.url, [entry.url])]
ADDRESSES += [f"eerste-stappen?stap={step}" for step in range(1, 7)] + ["eerste-stappen?stap=4&bij=D2"]
ADDRESSES += ["project?code=P1&wijzig=project:P1&versie=1", "werkboek?nieuw=project"]

TURNS: dict[str, list[tuple[str, ...]]] = {
    "light": [("beamer", "full-hd", "phone")],
    "dark": [("beamer",), ("phone",), ("full-hd",)],
}
"""The sizes at which a page is looked at; in the dark the pages take turns: only its colours differ."""


def sizes_of(theme, address):
    return TURNS[theme][ADDRESSES.index(address) % len(TURNS[theme])]


AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """async ([tags, also, known]) => {
    const rules = Object.fromEntries(also.map((rule) => [rule, {enabled: true}]));
    const options = {runOnly: {type: 'tag', values: tags}, rules, resultTypes: ['violations']};
    const result = await axe.run(document, options);
    const found = result.violations.flatMap((violation) => violation.nodes.map((node) => {
        const element = document.querySelector(node.target[0]);
        const own = known.findIndex((one) => one.rule === violation.id && element?.matches(one.selector));
        return {own, words: `${violation.id}: ${node.html.slice(0, 200)} | ${node.failureSummary}`};
    }));
    return {ours: found.filter((one) => one.own < 0).map((one) => one.words),
            own: found.filter((one) => one.own >= 0).map((one) => one.own)};
}"""
OPEN_ALL = """() => {
    for (const fold of document.querySelectorAll('details:not([open]) > summary')) fold.click();
}"""
SETTLED = """() => !document.getAnimations().some((one) => one.playState === 'running'
    && one.effect.getComputedTiming().iterations !== Infinity)"""

WITHOUT_WORDS = """() => [...document.querySelectorAll(
    '[data-testid="stPlotlyChart"], [data-testid="stTable"] table')].flatMap((one) => {
        const words = one.closest('[aria-label]')?.getAttribute('aria-label') || '';
        return words.trim().split(/\\s+/).length >= 2 && !words.includes('..') ? [] : [`'${words}'`];
    })"""
"""Charts and tables whose alt text is no finding: empty, one word or with a sentence that ends twice."""


def violations(page):
    """What axe finds on the page as it stands: what is ours in words, and which of Streamlit's own."""
    page.wait_for_function(SETTLED)
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    return page.evaluate(VIOLATIONS, [TAGS, ALSO, [asdict(one) for one in STREAMLITS_OWN]])


@pytest.fixture(scope="module")
def windows(chromium, served):
    """One window a theme, that goes from page to page."""
    themes = {"light": False, "dark": True}
    opened = {
        name: open_page(chromium, served("botu"), "full-hd", dark=dark) for name, dark in themes.items()
    }
    for page in opened.values():
        sign_in(page, Role.ADMINISTRATOR)
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture(scope="module")
def seen():
    """Which of Streamlit's own violations were found, and on how many pages was looked."""
    return {"own": set(), "pages": set()}


@pytest.mark.timeout(180)
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_that_is_ours(windows, served, seen, address):
    problems = {}
    for theme, page in windows.items():
        page.set_viewport_size(dict(zip(("width", "height"), SIZES["beamer"], strict=True)))
        page.goto(f"{served('botu')}/{address}")
        wait_until_drawn(page)
        if wordless := page.evaluate(WITHOUT_WORDS):
            problems[f"{theme}, no words"] = wordless
        page.evaluate(OPEN_ALL)
        for size in sizes_of(theme, address):
            page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
            page.wait_for_timeout(200)
            found = violations(page)
            seen["own"] |= set(found["own"])
            if found["ours"]:
                problems[f"{theme}, {size}"] = found["ours"]
    seen["pages"].add(address)
    assert not problems, json.dumps(problems, indent=1, ensure_ascii=False)


def test_the_list_of_streamlits_own_is_no_longer_than_needed(seen):
    if seen["pages"] != set(ADDRESSES):
        pytest.skip("not every page was looked at")
    assert seen["own"] == set(range(len(STREAMLITS_OWN)))


FOCUSED = """() => {
    const one = document.activeElement;
    if (['BODY', 'MAIN'].includes(one.tagName)) return '';
    return `${one.getAttribute('aria-label') || ''} ${one.innerText || ''}`.trim();
}"""
LOOKS = """async () => {
    const one = document.activeElement;
    const around = [one, ...one.parentElement.querySelectorAll('*')];
    for (let up = one.parentElement, n = 0; up && n < 5; up = up.parentElement, n++) around.push(up);
    const look = () => around.map((part) => {
        const style = getComputedStyle(part);
        const line = style.outlineStyle === 'none' ? '' : style.outline;
        return [line, style.boxShadow, style.borderColor, style.backgroundColor].join();
    }).join();
    const focused = look();
    one.blur();
    await new Promise((drawn) => setTimeout(drawn, 50));
    const plain = look();
    one.focus({focusVisible: true, preventScroll: true});
    return focused !== plain;
}"""
"""Whether what has the focus looks different from when it has not."""
DRAWN_BY_THE_GRID = ("BODY", "MAIN", "CANVAS", "TD")
"""The page itself, and Streamlit's data grid, which draws its own line round a cell."""


def press_until(page, key, words, *, most=60):
    """Press a key until what has the focus says these words."""
    for _ in range(most):
        if words in page.evaluate(FOCUSED):
            return
        page.keyboard.press(key)
        page.wait_for_timeout(30)
    raise AssertionError(f"{key} does not reach {words!r}")


def test_the_keyboard_alone_goes_from_the_menu_to_a_file(visit):
    page = visit("")
    page.keyboard.press("Tab")
    press_until(page, "Tab", "Voortgang")
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Indicatoren").wait_for()
    press_until(page, "ArrowDown", "Indicatoren", most=10)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Excel met alle indicatoren").wait_for()
    wait_until_drawn(page)
    press_until(page, "Tab", "Excel met alle indicatoren")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", ["indicatoren", "doelen?code=D2"])
def test_what_has_the_focus_can_be_seen(visit, address, dark):
    page = visit(address, dark=dark)
    page.add_style_tag(content="* { transition: none !important; }")
    unseen, stops = [], 0
    for _ in range(60):
        page.keyboard.press("Tab")
        tag = page.evaluate("document.activeElement.tagName")
        if tag == "BODY":
            break
        stops += 1
        if tag not in DRAWN_BY_THE_GRID and not page.evaluate(LOOKS):
            unseen.append(page.evaluate(FOCUSED))
    assert unseen == []
    assert stops > 10


def test_what_opens_from_the_head_of_a_page_has_nothing_that_is_ours(visit):
    page = visit("")
    page.get_by_test_id("stPopoverButton").first.press("Enter")
    page.get_by_test_id("stDateInput").wait_for()
    assert violations(page)["ours"] == []
