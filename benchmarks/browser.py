"""What a visitor waits for in a real Chromium, beside a bare Streamlit page with as many charts.

`fresh` is a browser that was never here, `again` the same one loading the page once more. Times are from the
start of the visit until the first and until the last chart has its drawing (without charts: until the page
stands still).
"""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.serving import ROOT, SIZES, browser, open_page, serve

BARE_PAGE = ROOT / "benchmarks" / "bare_page.py"
ADDRESSES = {"overview": "/overzicht", "goals": "/doelen?code=D2", "indicator": "/indicator?code=ECO-05"}
KINDS = ("fresh", "again")

_STANDS_STILL = """charts => {
    const app = document.querySelector('[data-testid="stApp"]');
    const drawn = document.querySelectorAll('[data-testid="stPlotlyChart"] .main-svg .trace').length;
    const places = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    return document.querySelector('h1') && app.getAttribute('data-test-script-state') === 'notRunning'
        && places.length >= charts && places.every(place => place.querySelector('.main-svg'))
        && (charts === 0 || drawn > 0);
}"""
_FIRST_CHART = "() => document.querySelector('[data-testid=\"stPlotlyChart\"] .main-svg .trace')"
_COUNT = "() => document.querySelectorAll('[data-testid=\"stPlotlyChart\"]').length"


@dataclass
class Visits:
    """Milliseconds of the rounds of one page."""

    first_chart: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    all_charts: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    charts: int = 0


def measure(database: Path, repeats: int) -> dict[str, dict[str, Visits]]:
    """The visits by page, ours and bare in turns; both servers are warm before the first."""
    found = {page: {"ours": Visits(), "bare": Visits()} for page in ADDRESSES}
    bare_database = database.with_name("bare.duckdb")  # names the log of its server only
    with serve(database) as ours, serve(bare_database, BARE_PAGE) as bare, browser() as chromium:
        for page, path in ADDRESSES.items():
            charts = _count_charts(chromium, ours + path)
            addresses = {"ours": ours + path, "bare": f"{bare}/?charts={charts}"}
            _count_charts(chromium, addresses["bare"])
            for _ in range(repeats):
                for side, address in addresses.items():
                    found[page][side].charts = charts
                    _visit(chromium, address, found[page][side])
    return found


def _count_charts(chromium: Browser, address: str) -> int:
    """How many charts the page has, which also warms its server up."""
    page = open_page(chromium, address, "full-hd")
    page.wait_for_timeout(2_000)
    count = int(page.evaluate(_COUNT))
    page.context.close()
    return count


def _visit(chromium: Browser, address: str, visits: Visits) -> None:
    width, height = SIZES["full-hd"]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
    page = context.new_page()
    for kind in KINDS:
        page.goto(address, wait_until="commit")
        if visits.charts:
            page.wait_for_function(_FIRST_CHART, timeout=60_000)
            visits.first_chart[kind].append(float(page.evaluate("performance.now()")))
        page.wait_for_function(_STANDS_STILL, arg=visits.charts, timeout=60_000)
        visits.all_charts[kind].append(float(page.evaluate("performance.now()")))
    context.close()
