"""An evening's figures in a real browser: a wrong one, an unlikely one, saving, undoing, and a phone."""

import pytest

from sok_metrics.nouns.model import Role
from tests.browser.serving import dismissed_dialogs, said_on, sign_in, wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]

ADDRESS = "metingen-invullen"
FIRST, SECOND = "Nieuw: Mensen met bijstand (Bospolder)", "Nieuw: Mensen met bijstand (Tussendijken)"


def save(page):
    page.get_by_role("button", name="Sla alle metingen op").click()


def test_an_evening_with_a_wrong_and_an_unlikely_figure_is_saved_and_undone(visit):
    page = visit(ADDRESS)
    page.get_by_text("Eerst aanmelden").wait_for()
    sign_in(page, Role.EDITOR, "Anna")
    page.get_by_text("Vorige: 670 mensen (2024)").wait_for()
    page.get_by_label(FIRST).click()
    # from here on the keyboard only
    page.keyboard.type("67000")
    page.keyboard.press("Tab")
    page.get_by_text("Klopt dit?").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == SECOND
    page.keyboard.type("veel")
    page.keyboard.press("Tab")
    page.get_by_text('"veel" is geen getal.').wait_for()
    save(page)
    page.get_by_text("Er is nog niets opgeslagen. Kijk nog eens naar deze 2 rijen").wait_for()
    assert page.get_by_label(FIRST).input_value() == "67000"
    assert page.get_by_label(SECOND).input_value() == "veel"

    page.get_by_text("Ja, 67000 klopt").click()
    page.get_by_label(SECOND).fill("731")
    save(page)
    page.get_by_text("2 metingen opgeslagen.").first.wait_for()
    wait_until_drawn(page)
    assert page.get_by_label(FIRST).count() == 0

    page.get_by_role("button", name="Ongedaan maken").last.click()
    page.get_by_text("Wat u typte staat weer hieronder.").wait_for()
    wait_until_drawn(page)
    assert page.get_by_label(FIRST).input_value() == "67000"
    assert page.get_by_text("Vorige: 670 mensen (2024)").count() == 1

    phone = page.context.new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(page.url)
    wait_until_drawn(phone)
    asked = dismissed_dialogs(phone)
    phone.get_by_label(SECOND).fill("731")
    phone.get_by_role("link", name="Begin een eigen wijk").click()
    assert len(asked) == 1
    assert ADDRESS in phone.url
    save(phone)
    phone.get_by_text("1 meting opgeslagen.").last.wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("link", name="INC-07").last.click()
    phone.get_by_text("Indicator INC-07").wait_for()
    assert len(asked) == 1
    assert said_on(page) == []
