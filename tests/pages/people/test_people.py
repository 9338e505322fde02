"""People, what they agreed to, forgetting them, and which data are kept."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from sok_metrics.errors import NotAllowedError, SokError
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import Actor, PersonalField, Role, View
from sok_metrics.store.changes.consents import give_consent, withdraw_consent
from sok_metrics.store.queries.people import list_people
from sok_metrics.store.queries.projects import list_projects
from sok_metrics.store.queries.search import find
from sok_metrics.tasks.people.privacy_register import fields_of_people
from sok_metrics.texts.kept_data import kinds_of_data
from sok_metrics.workbook.partner.privacy_register import write_kept_data
from tests.pages.conftest import TODAY
from tests.pages.visits import headline, words
from tests.store.rows import TESTER, consent, person, project, save

NAME = "Wilhelmina Quispel"


@pytest.fixture
def known(botu_store):
    """BoTu with a contact person who agreed to everything."""
    save(
        botu_store,
        person=[person("M1", name=NAME, phone="06-99887766", email="w@voorbeeld.test")],
        consent=[consent("M1", field) for field in ("name", "phone", "email")],
        project=[project("P1", contact_person_code="M1", plan=f"Vraag {NAME} om hulp.")],
    )
    return botu_store


def press(page, label):
    [button] = [one for one in page.button if one.label == label]
    return button.click().run()


def test_a_visitor_is_sent_to_sign_in(visit):
    for address in ("mensen", "vergeten"):
        page = visit(address)
        assert headline(page) == "Eerst aanmelden"
        assert "het beheer" in words(page)


def test_without_people_there_is_nobody_to_choose(visit_store, empty_store, sign_in):
    sign_in(Role.ADMINISTRATOR, "Beheer")
    page = visit_store("vergeten", empty_store)
    assert "Er staan nog geen mensen in dit bestand." in words(page)
    assert not page.main.selectbox


def test_the_administrator_sees_of_each_person_what_is_kept_and_agreed(visit_store, known, sign_in):
    sign_in(Role.ADMINISTRATOR, "Beheer")
    page = visit_store("mensen?persoon=M1", known)
    assert not page.exception
    assert headline(page).startswith("17 mensen")
    assert "te zien voor iedereen" in words(page)
    assert "toestemming sinds 1 jan 2022" in words(page)
    assert "06-99887766" in words(page)


def test_withdrawing_hides_at_once_on_pages_and_in_the_past(visit_store, known, sign_in):
    assert NAME in words(visit_store("project?code=P1", known))
    sign_in(Role.ADMINISTRATOR, "Beheer")
    page = press(visit_store("mensen?persoon=M1", known), "Trek in: naam")
    assert "Ingetrokken: naam. Niemand ziet dit nu nog." in words(page)
    sign_in(Role.VISITOR, "bezoeker")
    assert f"{NAME} " not in words(visit_store("werkboek", known))
    for view in (View(), View(as_of=known.whole().rows("SELECT max(made_at) AS m FROM change_set")[0]["m"])):
        assert NAME not in list_projects(known.reader(view))["contact_name"].dropna().tolist()
        assert find(known.reader(view), "Quispel").query("kind == 'person'").empty


def test_a_consent_can_be_given_anew_with_its_day_and_how(visit_store, known, sign_in):
    withdraw_consent(known, "M1", PersonalField.PHONE, by=TESTER, today=TODAY)
    sign_in(Role.ADMINISTRATOR, "Beheer")
    page = visit_store("mensen?persoon=M1", known)
    page = press(page, "Leg vast: telefoon")
    assert "Vul in hoe de toestemming is gegeven" in words(page)
    [how] = [one for one in page.text_input if one.label == "Hoe" and "phone" in one.proto.form_id]
    how.input("per e-mail")
    page = press(page, "Leg vast: telefoon")
    assert "Vastgelegd: toestemming voor telefoon." in words(page)
    [phone] = [one for one in list_people(known.whole())[0].fields if one.field is PersonalField.PHONE]
    assert (phone.is_shown, phone.how, phone.given_on) == (True, "per e-mail", TODAY.isoformat())


@pytest.mark.parametrize("role", [Role.VISITOR, Role.EDITOR])
def test_only_an_administrator_touches_consent(known, role):
    somebody = Actor("iemand", role)
    with pytest.raises(NotAllowedError):
        withdraw_consent(known, "M1", PersonalField.NAME, by=somebody, today=TODAY)
    with pytest.raises(NotAllowedError):
        give_consent(known, "M1", PersonalField.NAME, given_on=TODAY, how="zo", by=somebody)
    withdraw_consent(known, "M1", PersonalField.NAME, by=TESTER, today=TODAY)
    with pytest.raises(SokError, match="geen toestemming om in te trekken"):
        withdraw_consent(known, "M1", PersonalField.NAME, by=TESTER, today=TODAY)


def test_forgetting_asks_what_of_each_text_and_reports(visit_store, known, sign_in):
    sign_in(Role.ADMINISTRATOR, "Beheer")
    page = visit_store("vergeten?persoon=M1", known)
    assert not page.exception
    assert "De code M1 blijft staan als 'vergeten persoon'." in words(page)
    assert "reservekopie" in words(page)
    assert "Vraag Wilhelmina Quispel om hulp." in words(page)
    [go] = [one for one in page.button if one.label == "Vergeet deze persoon"]
    assert go.disabled
    page.checkbox(key="sure-M1").check().run()
    page = press(page, "Vergeet deze persoon")
    assert "M1 is vergeten." in words(page)
    assert NAME not in words(page)
    assert "Vraag [naam verwijderd] om hulp." in words(visit_store("project?code=P1", known))
    assert [one.code for one in list_people(known.whole()) if one.is_forgotten] == ["M1"]


def test_everybody_reads_which_data_are_kept(visit):
    page = visit("gegevens")
    shown = words(page)
    assert headline(page) == "Welke gegevens bewaren we, van wie en waarom?"
    for kind in kinds_of_data(10):
        assert kind.title in shown
        assert kind.ground in shown
    assert "06-" not in shown


def test_every_table_belongs_to_a_kind_of_data():
    named = [table for kind in kinds_of_data(10) for table in kind.tables]
    assert sorted(named) == sorted({table.name for table in TABLES} | {"change_set"})


def test_the_file_for_everybody_tells_of_nobody_and_that_of_the_administrator_of_each(
    visit_store, known, sign_in
):
    sign_in(Role.ADMINISTRATOR, "Beheer")
    assert "In uw bestand staat ook per persoon" in words(visit_store("gegevens", known))
    kinds = kinds_of_data(10)
    everybody = load_workbook(BytesIO(write_kept_data(kinds, [0] * len(kinds), None, TODAY)))
    assert everybody.sheetnames == ["Gegevens"]
    assert everybody["Gegevens"].max_row == len(kinds) + 1
    people = load_workbook(BytesIO(write_kept_data(kinds, [0] * len(kinds), fields_of_people(known), TODAY)))[
        "Mensen"
    ]
    lines = [[cell.value for cell in row] for row in people.iter_rows()]
    assert ["M1", "contactpersoon", "naam", "ja", "toestemming sinds 1 jan 2022"] in lines
    assert NAME not in str(lines)
