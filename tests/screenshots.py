"""Pictures of every page at the three sizes, with BoTu's data and with an empty store: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from sok_metrics.tasks.starting.start import default_folders, start_empty, start_from_folders
from tests.browser.serving import ROOT, SIZES, browser, open_page, serve

FOLDER = ROOT / "screenshots"
ADDRESSES = {
    "overzicht": "/",
    "waarden": "/waarden?code=W2",
    "doelen": "/doelen?code=D2",
    "afspraken": "/afspraken",
    "organisatie": "/organisatie",
    "organisatie-2024": "/organisatie?jaar=2024",
    "dekking": "/dekking",
    "indicatoren": "/indicatoren",
    "indicator-gas": "/indicator?code=ECO-05",
    "indicator-coaches": "/indicator?code=ECO-01",
    "stemkaart": "/indicator?code=SAM-01",
    "bijeenkomsten": "/bijeenkomsten",
    "bijeenkomst": "/bijeenkomst?nummer=68",
    "acties": "/acties",
    "besluiten": "/besluiten",
    "maandelijks-overleg": "/maandelijks-overleg",
    "energiebegroting": "/energiebegroting",
    "sinds": "/sinds",
    "ideeen": "/ideeen",
    "zoeken": "/zoeken?q=energie",
    "zoeken-niets": "/zoeken?q=zeppelin",
    "werkboek": "/werkboek",
    "project": "/project?code=P1",
    "project-loopt": "/project?code=P7",
    "eigen-wijk": "/eigen-wijk",
    "afstemmen": "/afstemmen",
    "gegevens": "/gegevens",
    "indicator-kleine-aantallen": "/indicator?code=ECO-02",
}


def main(names: list[str]) -> None:
    """Take the pictures whose name begins with one of `names` (all without any)."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        stores = {"botu": Path(folder) / "botu.duckdb", "leeg": Path(folder) / "leeg.duckdb"}
        start_from_folders(stores["botu"], default_folders(with_examples=True))
        start_empty(stores["leeg"], neighbourhood="Proefwijk")
        for store, database in stores.items():
            with serve(database) as address:
                for name, path in ADDRESSES.items():
                    for size in SIZES:
                        picture = f"{store}-{name}-{size}.png"
                        if not names or any(picture.startswith(wanted) for wanted in names):
                            page = open_page(chromium, address + path, size)
                            _stretch(page, size)
                            page.screenshot(path=FOLDER / picture)
                            page.context.close()
                            print(picture)


def _stretch(page: Page, size: str) -> None:
    """Make the window as high as the page, so that all of it is in the picture."""
    height = page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    page.set_viewport_size({"width": SIZES[size][0], "height": max(SIZES[size][1], min(height + 80, 6000))})
    page.wait_for_timeout(700)


if __name__ == "__main__":
    main(sys.argv[1:])
