"""Pages on paper: printed on A4 nothing is cut off at the side."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.serving import wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]
MOST_PAGES = 6


def texts_with_places(pages):
    """Each text of a printed document, with how far from the left it begins, as a share of the page."""
    found: dict[str, float] = {}
    for page in pages:

        def visit(text, of_page, of_text, _font, _size, wide=float(page.mediabox.width)):
            if text.strip():
                left = of_text[4] * of_page[0] + of_text[5] * of_page[2] + of_page[4]
                found.setdefault(text.strip(), left / wide)

        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("is_on_its_side", [False, True], ids=["upright", "on its side"])
def test_the_energy_budget_keeps_its_last_column_and_the_end_of_its_bars(visit, is_on_its_side):
    page = visit("energiebegroting", "botu", "full-hd")
    for label in ("Per bron: wat er binnenkwam", "Per toekenning"):
        page.get_by_text(label, exact=True).first.click()
    page.get_by_role("columnheader", name="Ontvangen", exact=True).wait_for()
    wait_until_drawn(page)
    pages = PdfReader(BytesIO(page.pdf(format="A4", landscape=is_on_its_side))).pages
    assert len(pages) <= MOST_PAGES
    places = texts_with_places(pages)
    for last_column in ("Project", "Tot en met"):
        assert 0.6 < places[last_column] < 0.97, last_column
    page.wait_for_function("!document.querySelector('.main-svg').hasAttribute('viewBox')")


@pytest.mark.parametrize("is_on_its_side", [False, True], ids=["upright", "on its side"])
def test_a_goal_keeps_the_ends_of_its_enlarged_charts(visit, is_on_its_side):
    page = visit("doelen?code=D2", "botu", "full-hd")
    pages = PdfReader(BytesIO(page.pdf(format="A4", landscape=is_on_its_side))).pages
    places = texts_with_places(pages)
    ends = [place for text, place in places.items() if text.startswith("streefwaarde") or "in 2028" in text]
    assert ends
    assert all(0.5 < place < 0.9 for place in ends), ends
    assert all(0 <= place < 0.97 for place in places.values())
    assert "Aanmelden" not in places  # the bar on top is for the screen
