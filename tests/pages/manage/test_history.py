"""Wie veranderde wat: from the list to one change, to one thing, and back."""

import pytest

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.records import editing
from sok_metrics.ui.manage import history
from tests.pages.visits import headline, words
from tests.store.rows import save, stored

EDITOR = Actor("Redactie", Role.EDITOR)


@pytest.fixture
def lived_in(botu_store):
    """BoTu after an evening's work: P1 went from plan to running, and a person got another number."""
    record = stored(botu_store, "project", "P1")
    with editing(botu_store, by=EDITOR, reason="afgesproken op **3 december**") as edit:
        edit.save("project", {"code": "P1", "status": "running"}, version=record.version)
    save(botu_store, person=[{"code": "M1", "role": "buurtmoeder", "phone": "0699999999"}])
    return botu_store


def press(page, label):
    [button] = [one for one in page.button if one.label == label]
    return button.click().run()


def test_visitors_do_not_see_history(visit_store, lived_in):
    page = visit_store("geschiedenis", lived_in)
    assert not page.exception
    assert "buurtmoeder" not in words(page)
    assert "veranderde van project" not in words(page)


def test_editors_read_who_changed_what_but_not_of_people(visit_store, lived_in, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store("geschiedenis", lived_in)
    text = words(page)
    assert headline(page) == "4 wijzigingen"
    assert "Redactie veranderde van project P1 de status van plan in loopt" in text
    assert "afgesproken op **3 december**" in text
    assert "gegevens van een persoon" in text
    assert "0699999999" not in text
    newest = visit_store("geschiedenis?wijziging=4", lived_in)
    assert "0699999999" not in words(newest)
    assert "Alleen het beheer kan dit terugdraaien" in words(newest)
    assert "0699999999" not in words(visit_store("geschiedenis?tabel=person&code=M1", lived_in))
    sign_in(Role.ADMINISTRATOR)
    assert "0699999999" in words(visit_store("geschiedenis?wijziging=4", lived_in))
    assert "0699999999" in words(visit_store("geschiedenis?tabel=person&code=M1", lived_in))


def test_filters_stand_in_the_address(visit_store, lived_in, sign_in):
    sign_in(Role.EDITOR)
    assert headline(visit_store("geschiedenis?door=Redactie", lived_in)) == "1 wijziging"
    assert headline(visit_store("geschiedenis?tabel=measurement", lived_in)) == "2 wijzigingen"
    assert headline(visit_store("geschiedenis?tot=2020-01-01", lived_in)) == "Geen wijzigingen gevonden"
    page = visit_store("geschiedenis?door=niemand&tabel=bestaatniet&van=x&blad=9999", lived_in)
    assert not page.exception
    assert headline(page) == "4 wijzigingen"
    page.selectbox[0].select("Redactie").run()
    assert headline(page) == "1 wijziging"
    assert page.query_params["door"] in ("Redactie", ["Redactie"])


def test_a_large_change_shows_its_first_lines_and_the_count(visit_store, lived_in, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store("geschiedenis?wijziging=1", lived_in)
    assert headline(page) == "Wijziging 1"
    assert "U ziet de eerste 50 van" in words(page)


def test_a_change_is_undone_after_a_yes(visit_store, lived_in, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store("geschiedenis?wijziging=3", lived_in)
    [button] = [one for one in page.button if one.label == "Draai deze wijziging terug"]
    assert button.disabled
    page.checkbox[0].check().run()
    page = press(page, "Draai deze wijziging terug")
    assert not page.exception
    assert "Teruggedraaid: wijziging 3. Alles staat weer zoals het stond." in words(page)
    assert stored(lived_in, "project", "P1").values["status"] == "plan"
    assert "draaide wijziging 3 terug" in words(visit_store("geschiedenis", lived_in))
    assert "teruggedraaid" in words(visit_store("geschiedenis?wijziging=3", lived_in))


def test_an_older_version_of_a_thing_is_put_back_with_a_reason(visit_store, lived_in, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store("geschiedenis?tabel=project&code=P1", lived_in)
    assert headline(page) == "Geschiedenis van project P1"
    page = [one for one in page.button if one.label == "Zet terug"][0].click().run()
    assert "Vul in waarom u dit terugzet" in words(page)
    page.text_input[0].set_value("nog niet begonnen")
    page = [one for one in page.button if one.label == "Zet terug"][0].click().run()
    assert not page.exception
    assert "Versie 1 is teruggezet." in words(page)
    assert stored(lived_in, "project", "P1").values["status"] == "plan"
    assert "nog niet begonnen" in words(page)


@pytest.mark.parametrize(
    "address",
    [
        "wijziging=999",
        "wijziging=x",
        "wijziging=99999999999999999999",
        "tabel=project&code=NIX",
        "tabel=x&code=y",
    ],
)
def test_what_is_not_there_is_said_kindly(visit, sign_in, address):
    sign_in(Role.EDITOR)
    page = visit(f"geschiedenis?{address}")
    assert not page.exception
    assert headline(page) in ("Niet gevonden", "2 wijzigingen")


def test_a_key_of_several_parts_survives_the_address():
    address = history.thing_address("measurement", ["IND|1 ü", "2024-01-01", "2024-12-31"])
    assert address == {"tabel": "measurement", "code": "IND%7C1%20%C3%BC|2024-01-01|2024-12-31"}


@pytest.mark.parametrize(
    ("database", "answer"), [("bare", "Geen wijzigingen gevonden"), ("empty", "1 wijziging")]
)
def test_a_store_without_a_past_has_its_pages_too(visit, sign_in, database, answer):
    sign_in(Role.ADMINISTRATOR)
    assert headline(visit("geschiedenis", database)) == answer
    settings = visit("bestand", database)
    assert not settings.exception
    assert headline(settings) == "Er is nog geen reservekopie"
