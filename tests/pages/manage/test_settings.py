"""Bestand en reservekopieën, as an administrator uses it."""

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.storage.place import list_backups
from tests.pages.visits import headline, words
from tests.store.rows import count, party, save


def press(page, label):
    [button] = [one for one in page.button if one.label == label]
    return button.click().run()


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_the_page_is_for_administrators(visit_store, empty_store, sign_in, role):
    if role is not None:
        sign_in(role)
    page = visit_store("bestand", empty_store)
    assert not page.exception
    assert not [one for one in page.button if "reservekopie" in one.label]


def test_a_backup_is_made_and_put_back_after_a_yes(visit_store, empty_store, sign_in):
    sign_in(Role.ADMINISTRATOR)
    page = visit_store("bestand", empty_store)
    assert headline(page) == "Er is nog geen reservekopie"
    page = press(page, "Maak nu een reservekopie")
    [backup] = list_backups(empty_store.path)
    assert f"Gemaakt: {backup.name}" in words(page)
    assert headline(page).startswith("De laatste reservekopie is van ")
    save(empty_store, party=[party("NIEUW")])
    page = press(press(page, "Zet deze terug"), "Nee, laat alles zoals het is")
    assert count(empty_store, "party") == 1
    page = press(press(page, "Zet deze terug"), "Ja, zet deze terug")
    assert not page.exception
    assert count(empty_store, "party") == 0
    kept = list_backups(empty_store.path)[0]
    assert f"Wat er stond, is bewaard als {kept.name}" in words(page)
    page = press(page, "Controleer nu")
    assert "Het bestand is in orde." in words(page)
    assert "persoonsgegevens" in words(page)
