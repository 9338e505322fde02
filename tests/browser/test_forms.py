"""Changing something in a real browser: two people at one project, a warning before leaving, and undo."""

import pytest

from sok_metrics.nouns.model import Role
from tests.browser.serving import dismissed_dialogs, sign_in, wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]

ADDRESS = "project?code=P2"


@pytest.fixture
def editor(visit):
    """editor("Anna"): a window with project P2, of somebody of the redactie."""

    def window(name, size="beamer"):
        page = visit(ADDRESS, size=size)
        sign_in(page, Role.EDITOR, name)
        return page

    return window


def open_form(page):
    page.get_by_role("button", name="Wijzig", exact=True).click()
    page.get_by_role("heading", level=1).filter(has_text="Wijzig het project").wait_for()
    wait_until_drawn(page)


def save(page):
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_timeout(300)
    wait_until_drawn(page)


def test_the_second_of_two_sees_what_the_first_saved_and_chooses(editor):
    anna, bilal = editor("Anna"), editor("Bilal")
    open_form(anna)
    open_form(bilal)
    anna.get_by_label("Waar gaat het om?").fill("Warme huiskamers voor iedereen.")
    save(anna)
    anna.get_by_text("Opgeslagen: project P2").wait_for()
    bilal.get_by_label("Waar gaat het om?").fill("Huiskamers zonder gas.")
    save(bilal)
    bilal.get_by_text("Er staat nu: Warme huiskamers voor iedereen.").wait_for()
    assert bilal.get_by_label("Waar gaat het om?").input_value() == "Huiskamers zonder gas."
    bilal.get_by_text("Neem dit over in plaats van wat ik typte").click()
    wait_until_drawn(bilal)
    bilal.get_by_label("Titel", exact=True).fill("Warme huiskamers")
    save(bilal)
    bilal.get_by_text("Opgeslagen: project P2").wait_for()
    wait_until_drawn(bilal)
    assert "Warme huiskamers voor iedereen." in bilal.inner_text("main")
    assert "Project P2 · Warme huiskamers" in bilal.inner_text("main")
    bilal.get_by_role("button", name="Ongedaan maken").click()
    bilal.get_by_text("Teruggedraaid").wait_for()
    wait_until_drawn(bilal)
    assert "Project P2 · Warme huiskamers" not in bilal.inner_text("main")


def test_who_leaves_a_form_with_something_typed_is_asked_first(editor):
    page = editor("Anna")
    asked = dismissed_dialogs(page)
    open_form(page)
    page.get_by_role("link", name="Overzicht").first.click()
    page.get_by_role("heading", level=1).filter(has_text="Van de").wait_for()
    assert not asked
    page.go_back()
    page.get_by_role("heading", level=1).filter(has_text="Wijzig het project").wait_for()
    wait_until_drawn(page)
    page.get_by_label("Titel", exact=True).fill("Iets anders")
    page.get_by_role("link", name="Overzicht").first.click()
    assert asked == ["U hebt iets getypt dat nog niet is opgeslagen. Toch weg van deze pagina?"]
    assert page.get_by_label("Titel", exact=True).input_value() == "Iets anders"
    page.get_by_role("button", name="Nieuw: mijlpaal").click()
    assert len(asked) == 2
    assert page.get_by_label("Titel", exact=True).input_value() == "Iets anders"


def test_a_change_that_is_reached_from_the_list_is_undone_and_done_again(editor):
    page = editor("Anna")
    open_form(page)
    page.get_by_label("Titel", exact=True).fill("Een titel om terug te draaien")
    save(page)
    page.goto(page.url.split("/project")[0] + "/geschiedenis")
    wait_until_drawn(page)
    page.get_by_role("link", name="Bekijk wijziging").first.click()
    page.get_by_text("Ja, zet 1 regel terug").click()
    wait_until_drawn(page)
    assert "wijziging=" in page.url
    page.get_by_role("button", name="Draai deze wijziging terug").click()
    page.get_by_text("Alles staat weer zoals het stond.").wait_for()
    assert page.get_by_role("button", name="Ongedaan maken").count() == 0
    page.get_by_role("button", name="Opnieuw doen: wijziging").click()
    page.get_by_text("Opnieuw gedaan: wijziging").wait_for()
    assert "wijziging=" in page.url
