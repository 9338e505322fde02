"""Two people at one thing: whoever saves second loses nothing of the first, sees it, and chooses."""

from datetime import timedelta
from typing import Any

import pytest

from sok_metrics.nouns.model import PersonalField, Role
from sok_metrics.store.changes.consents import give_consent, withdraw_consent
from sok_metrics.store.changes.floods import Sender
from sok_metrics.store.changes.publications import NewPublication, leave_remark, start_tuning
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.publications import PublicationKind
from sok_metrics.store.queries.records import list_records
from tests.pages.conftest import TODAY
from tests.pages.test_forms import LINKED, field, press
from tests.pages.visits import headline, words
from tests.store.rows import TESTER, person, save, stored

PROJECT = "project?code=P1&wijzig=project:P1"
INDICATORS = "Indicatoren die hierbij horen"


@pytest.fixture
def open_page(botu_store, visit_store, sign_in):
    sign_in(Role.ADMINISTRATOR)
    return lambda address: visit_store(address, botu_store)


def linked(store, code="P1"):
    return {link.key[1] for link in list_records(store.whole(), "project_commitment", {"project_code": code})}


def project(store, code="P1"):
    return stored(store, "project", code)


def title(store):
    return project(store).values["title"]


@pytest.mark.parametrize("version", ["", "&versie=1"])
def test_a_link_that_another_made_meanwhile_stays_and_is_told(open_page, botu_store, version):
    before = linked(botu_store)
    fresh = ({"W1", "W2", "W3", "W4", "W5", "W6", "W7"} - before).pop()
    anna, bilal = open_page(PROJECT + version), open_page(PROJECT + version)
    choice = field(anna, "multiselect", LINKED)
    choice.set_value([*choice.value, fresh])
    press(anna, "Opslaan")
    field(bilal, "text_input", "Titel").set_value("Van Bilal")
    press(bilal, "Opslaan")
    assert linked(botu_store) == before | {fresh}
    assert title(botu_store) == "Van Bilal"
    assert f"Iemand anders koppelde intussen ook: {fresh}" in words(bilal)


def test_each_link_is_as_the_one_who_touched_it_wants_it(open_page, botu_store):
    before = sorted(linked(botu_store))
    fresh = sorted({"W1", "W2", "W3", "W4", "W5", "W6", "W7"} - set(before))
    anna, bilal = open_page(PROJECT), open_page(PROJECT)
    field(anna, "multiselect", LINKED).set_value([*before[1:], fresh[0]])
    press(anna, "Opslaan")
    field(bilal, "multiselect", LINKED).set_value([*before, fresh[1]])
    press(bilal, "Opslaan")
    assert linked(botu_store) == {*before[1:], fresh[0], fresh[1]}
    assert f"Iemand anders haalde intussen weg: {before[0]}" in words(bilal)


def test_without_a_version_in_the_address_it_is_that_of_the_first_look(open_page, botu_store):
    anna, bilal = open_page(PROJECT), open_page(PROJECT)
    field(anna, "text_input", "Titel").set_value("Van Anna")
    press(anna, "Opslaan")
    field(bilal, "selectbox", "Hoe ver is het?").set_value("finished")
    press(bilal, "Opslaan")
    assert title(botu_store) == "Van Anna"
    assert "Er staat nu: Van Anna" in words(bilal)
    # Bilal did not touch the title, so Anna's is proposed.
    press(bilal, "Opslaan")
    assert (title(botu_store), project(botu_store).values["status"]) == ("Van Anna", "finished")


def test_links_of_another_are_shown_beside_fields_that_clash(open_page, botu_store):
    fresh = ({"W1", "W2", "W3", "W4", "W5", "W6", "W7"} - linked(botu_store)).pop()
    bilal = open_page(PROJECT)
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.save("project", {"code": "P1", "title": "Van Anna"}, version=project(botu_store).version)
        other.link("project_commitment", {"project_code": "P1", "commitment_code": fresh})
    field(bilal, "text_input", "Titel").set_value("Van Bilal")
    press(bilal, "Opslaan")
    assert f"Iemand anders koppelde intussen ook: {fresh}" in words(bilal)
    press(bilal, "Opslaan")
    assert title(botu_store) == "Van Bilal"
    assert fresh in linked(botu_store)


def test_the_links_of_an_open_form_outlive_a_restart_of_the_server(open_page, botu_store):
    address = f"{PROJECT}&versie={project(botu_store).version}.{botu_store.reader().last_change}"
    fresh = ({"W1", "W2", "W3", "W4", "W5", "W6", "W7"} - linked(botu_store)).pop()
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.link("project_commitment", {"project_code": "P1", "commitment_code": fresh})
    visit = open_page(address)
    assert fresh not in field(visit, "multiselect", LINKED).value
    press(visit, "Opslaan")
    assert fresh in linked(botu_store)


def test_the_text_of_a_value_keeps_the_indicator_that_another_linked(open_page, botu_store):
    address = "waarden?code=W1&wijzig=commitment_text:W1|1"
    anna, bilal = open_page(address), open_page(address)
    choice = field(anna, "multiselect", INDICATORS)
    fresh = next(
        one.key[0] for one in list_records(botu_store.whole(), "indicator") if one.key[0] not in choice.value
    )
    choice.set_value([*choice.value, fresh])
    press(anna, "Opslaan")
    field(bilal, "text_input", "Titel").set_value("Gelijk")
    press(bilal, "Opslaan")
    links = list_records(botu_store.whole(), "indicator_commitment", {"commitment_code": "W1"})
    assert fresh in {link.key[0] for link in links}


def test_who_archives_sees_first_what_another_changed(open_page, botu_store):
    visit = open_page(PROJECT)
    [sure] = [box for box in visit.checkbox if box.label == "Ja, haal dit van alle pagina's"]
    sure.check().run()
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.save("project", {"code": "P1", "title": "Van Anna"}, version=project(botu_store).version)
    press(visit, "Archiveer")
    assert not project(botu_store).is_archived
    assert "Er staat nu: Van Anna" in words(visit)
    press(visit, "Archiveer")
    assert project(botu_store).is_archived


def test_who_saves_what_another_archived_is_told(open_page, botu_store):
    visit = open_page(PROJECT)
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.archive("project", ["P1"], version=project(botu_store).version)
    field(visit, "text_input", "Titel").set_value("Van Bilal")
    press(visit, "Opslaan")
    assert "De ander heeft dit ook in het archief gezet." in words(visit)


def test_undo_takes_back_ones_own_change_and_never_that_of_a_namesake(open_page, botu_store):
    anna, bilal = open_page(PROJECT), open_page("werkboek?wijzig=project:P2")
    field(anna, "text_input", "Titel").set_value("Van Anna")
    press(anna, "Opslaan")
    press(bilal, "Opslaan")
    assert "Er is niets veranderd" in words(bilal)
    assert not [one for one in bilal.button if one.label.startswith("Ongedaan maken")]
    assert title(botu_store) == "Van Anna"


def test_a_version_that_never_was_asks_to_look_again(open_page, botu_store):
    for version in ("99.3", "9" * 5000, "3.", ".", "x", "-1", "٣"):
        visit = open_page(f"{PROJECT}&versie={version}")
        assert headline(visit).startswith("Wijzig het project"), version
        assert not visit.exception, version


def test_putting_a_version_back_does_not_go_over_what_came_since(open_page, botu_store):
    first = project(botu_store)
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.save("project", {"code": "P1", "title": "Tweede"}, version=first.version)
    visit = open_page("geschiedenis?tabel=project&code=P1")
    visit.text_input[0].set_value("vergissing")
    with editing(botu_store, by=TESTER, reason="intussen") as other:
        other.save("project", {"code": "P1", "title": "Derde"}, version=first.version + 1)
    [first_button, *_] = [one for one in visit.button if one.label == "Zet terug"]
    first_button.click().run()
    assert title(botu_store) == "Derde"
    assert "Iemand anders heeft dit intussen veranderd" in words(visit)
    assert "Derde" in words(visit)


def test_of_a_tuning_one_changes_what_one_saw(open_page, botu_store):
    new = NewPublication(PublicationKind.TEXT, "Bericht", TODAY + timedelta(days=9), text="Wij praten.")
    number = start_tuning(botu_store, new, today=TODAY, by=TESTER)
    leave_remark(botu_store, number, text="Graag korter", sender=Sender("x", "192.0.2.1"), today=TODAY)
    visit = open_page(f"afstemmen?nummer={number}")
    with editing(botu_store, by=TESTER, reason="intussen") as other:
        other.save("publication_remark", {"number": "1", "answer": "Van Anna"}, version=1)
        other.save("publication", {"number": str(number), "title": "Ander bericht"}, version=1)
    [answer] = [one for one in visit.text_area if one.label.startswith("Antwoord op")]
    answer.set_value("Van Bilal")
    press(visit, "Bewaar antwoord")
    assert "Er staat nu: Van Anna" in words(visit)
    [answer] = [one for one in visit.text_area if one.label.startswith("Antwoord op")]
    assert answer.value == "Van Bilal"
    press(visit, "Bewaar antwoord")
    assert stored(botu_store, "publication_remark", "1").values["answer"] == "Van Bilal"
    with editing(botu_store, by=TESTER, reason="intussen") as other:
        other.save("publication", {"number": str(number), "title": "Weer anders"}, version=2)
    press(visit, "Trek in")
    assert stored(botu_store, "publication", str(number)).values["withdrawn_on"] is None
    assert "Iemand anders heeft dit intussen veranderd" in words(visit)
    press(visit, "Trek in")
    assert stored(botu_store, "publication", str(number)).values["withdrawn_on"]


def test_a_consent_is_not_given_again_over_one_that_was_just_taken_back(open_page, botu_store):
    save(botu_store, person=[person("M91", name="Wel Genoemd")])
    visit = open_page("mensen?persoon=M91")
    given: dict[str, Any] = {"given_on": TODAY, "how": "formulier", "by": TESTER}
    give_consent(botu_store, "M91", PersonalField.NAME, **given)
    withdraw_consent(botu_store, "M91", PersonalField.NAME, by=TESTER, today=TODAY)
    visit.text_input[0].set_value("mondeling")
    press(visit, "Leg vast: naam")
    assert stored(botu_store, "consent", "M91", "name").values["withdrawn_on"]
    assert "Iemand anders heeft deze toestemming intussen veranderd" in words(visit)


def test_the_first_step_does_not_go_over_what_another_wrote(empty_store, visit_store, sign_in):
    sign_in(Role.ADMINISTRATOR)
    visit = visit_store("eerste-stappen?stap=1", empty_store)
    [known] = list_records(empty_store.whole(), "agreement")
    with editing(empty_store, by=TESTER, reason="intussen") as other:
        other.save("agreement", {"code": known.key[0], "municipality": "Wageningen"}, version=known.version)
    [name] = [one for one in visit.text_input if one.label.startswith("Naam")]
    name.set_value("Samen in de Nude")
    press(visit, "Opslaan en verder")
    [stands] = list_records(empty_store.whole(), "agreement")
    assert stands.values["name"] == known.values["name"]
    assert "Gemeente: Wageningen" in words(visit).replace(" (mag leeg)", "")
    press(visit, "Opslaan en verder")
    [stands] = list_records(empty_store.whole(), "agreement")
    assert (stands.values["name"], stands.values["municipality"]) == ("Samen in de Nude", "Wageningen")


def test_a_field_of_cbs_is_not_chosen_over_what_another_chose(open_page, botu_store):
    visit = open_page("cijfers-ophalen")
    field_of_cbs = next(one for one in visit.selectbox if one.key.startswith("cbs_field_"))
    code = visit.selectbox(key="cbs_series").value
    series = stored(botu_store, "series", code)
    with editing(botu_store, by=TESTER, reason="intussen") as other:
        other.save("series", {"code": code, "label": "Ander"}, version=series.version)
    field_of_cbs.set_value("").run()
    visit.button(key="cbs_link").click().run()
    assert stored(botu_store, "series", code).values["source_field"] == series.values["source_field"]
    assert "Iemand anders heeft dit intussen veranderd" in words(visit)
