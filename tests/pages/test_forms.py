"""Forms on the page: they keep what was typed, name what is wrong at the field, and show both texts."""

from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.records import list_records
from tests.pages.visits import headline, words
from tests.store.rows import TESTER, save, stored

FIELDS = ("text_input", "text_area", "selectbox", "date_input", "multiselect", "checkbox")
LINKED = "Waarden, doelen en afspraken waar dit aan werkt"


def field(visit, kind, label):
    [found] = [one for one in getattr(visit, kind) if one.label == label]
    return found


def press(visit, label):
    [found] = [one for one in visit.button if one.label == label]
    return found.click().run()


def messages(visit):
    return [one.value for one in visit.error]


@pytest.fixture
def edit(botu_store, visit_store, sign_in):
    """edit("werkboek?wijzig=project:P1&versie=1"): this page for somebody of the redactie."""

    def open_form(address, role=Role.ADMINISTRATOR):
        sign_in(role)
        return visit_store(address, botu_store)

    return open_form


def test_a_visitor_gets_no_form(botu_store, visit_store):
    visit = visit_store("werkboek?wijzig=project:P1", botu_store)
    assert headline(visit) == "Eerst aanmelden"
    assert not visit.text_input


def test_the_redactie_gets_no_form_for_people(edit):
    assert headline(edit("werkboek?nieuw=person", Role.EDITOR)) == "Eerst aanmelden"


def test_every_table_has_a_form_for_a_new_record_and_for_what_is_there(edit, botu_store):
    visit = edit("werkboek")
    for table in TABLES:
        visit.query_params.clear()
        visit.query_params["nieuw"] = table.name
        assert "Nieuw: " in headline(visit.run()), table.name
        assert not visit.exception, table.name
        for record in list_records(botu_store.whole(), table.name)[:1]:
            visit.query_params.clear()
            visit.query_params["wijzig"] = f"{table.name}:{'|'.join(record.key)}"
            assert "Wijzig " in headline(visit.run()), table.name
            assert not visit.exception, table.name


def test_what_is_saved_shows_on_the_page_and_can_be_undone(edit, botu_store):
    visit = edit("project?code=P1&wijzig=project:P1&versie=1")
    field(visit, "text_input", "Titel").set_value("Samen eruit komen")
    press(visit, "Opslaan")
    assert "Samen eruit komen" in words(visit)
    assert "Opgeslagen" in visit.success[0].value
    visit.button(key="undo-saved").click().run()
    press(visit, "Sluit deze melding")
    assert "Samen eruit komen" not in words(visit)
    assert stored(botu_store, "project", "P1").values["title"] != "Samen eruit komen"


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(edit, botu_store):
    visit = edit("energiebegroting?nieuw=fund")
    field(visit, "text_input", "Naam").set_value("Nieuwe pot")
    field(visit, "text_input", "Toegezegd").set_value("veel")
    field(visit, "text_input", "Jaar").set_value("2027,5")
    press(visit, "Opslaan")
    assert any("veel" in message and "geen getal" in message for message in messages(visit))
    assert any("geen heel getal" in message for message in messages(visit))
    assert "Er is nog niets opgeslagen. Verbeter dit eerst: Jaar en Toegezegd." in messages(visit)
    assert field(visit, "text_input", "Naam").value == "Nieuwe pot"
    field(visit, "text_input", "Toegezegd").set_value("12.500,50")
    field(visit, "text_input", "Jaar").set_value("2027")
    press(visit, "Opslaan")
    assert stored(botu_store, "fund", "NIEUWE-POT").values["amount_promised"] == "12500.50"


def test_an_empty_required_field_is_named(edit):
    visit = edit("acties?nieuw=action")
    press(visit, "Opslaan")
    assert "Dit veld is nog leeg. Vul het in." in messages(visit)


def test_what_the_store_refuses_stands_at_its_field(edit):
    visit = edit("energiebegroting?nieuw=fund")
    field(visit, "text_input", "Naam").set_value("Pot")
    field(visit, "text_input", "Toegezegd").set_value("-5")
    press(visit, "Opslaan")
    assert any("niet kleiner" in message for message in messages(visit))
    assert any(message.endswith("Verbeter dit eerst: Toegezegd.") for message in messages(visit))


@pytest.mark.parametrize("column", ["name", "conditions"])
def test_a_text_that_is_too_long_is_refused_whole_and_stays_typed(edit, botu_store, column):
    visit = edit("energiebegroting?nieuw=fund")
    long = "lang " * 4_001
    [typed] = [one for one in (*visit.text_input, *visit.text_area) if one.key.endswith(f"|fund|{column}")]
    if column != "name":
        field(visit, "text_input", "Naam").set_value("Pot")
    field(visit, "text_input", "Toegezegd").set_value("5")
    typed.set_value(long)
    before = len(list_records(botu_store.whole(), "fund"))
    press(visit, "Opslaan")
    assert not visit.exception
    assert any("tekens lang. Er passen er" in message for message in messages(visit))
    [typed] = [one for one in (*visit.text_input, *visit.text_area) if one.key.endswith(f"|fund|{column}")]
    assert typed.value == long
    assert len(list_records(botu_store.whole(), "fund")) == before


def test_no_field_cuts_what_is_pasted():
    paths = [*(Path(__file__).parents[2] / "sok_metrics" / "ui").rglob("*.py")]
    assert [path.name for path in paths if "max_chars=" in path.read_text(encoding="utf-8")] == []


def test_a_score_that_cannot_be_is_named_at_its_field_and_only_cards_can_be_chosen(edit, botu_store):
    visit = edit("bijeenkomst?nummer=1&nieuw=card_answer&met_meeting_number=1")
    cards = field(visit, "selectbox", "Kaart")
    known = [record.key[0] for record in list_records(botu_store.whole(), "indicator", {"kind": "card"})]
    assert [label.split()[0] for label in cards.options] == known
    cards.set_value(known[0])
    field(visit, "selectbox", "Groep").set_value("other")
    field(visit, "text_input", "Score").set_value("7")
    press(visit, "Opslaan")
    assert "Dit getal mag niet groter zijn dan 5." in messages(visit)


def test_what_was_added_and_undone_can_be_added_again(edit, botu_store):
    for count in ("12", "14"):
        visit = edit("energiebegroting?nieuw=attendance&met_meeting_number=1")
        field(visit, "selectbox", "Groep").set_value("other")
        field(visit, "text_input", "Aantal").set_value(count)
        press(visit, "Opslaan")
        assert visit.success[0].value.endswith("aantal aanwezigen anders")
        if count == "12":
            visit.button(key="undo-saved").click().run()
    attendance = stored(botu_store, "attendance", "1", "other")
    assert (attendance.values["count"], attendance.is_archived) == ("14", False)


def test_what_is_there_already_is_not_called_a_code_on_a_sheet(edit):
    visit = edit("energiebegroting?nieuw=attendance&met_meeting_number=1")
    field(visit, "selectbox", "Groep").set_value("resident")
    field(visit, "text_input", "Aantal").set_value("3")
    press(visit, "Opslaan")
    assert messages(visit) == ["Dit staat er al. Wijzig wat er staat, en voeg het niet nog een keer toe."]


def test_an_address_without_its_sign_is_no_address(edit, botu_store):
    visit = edit("mensen?nieuw=person")
    field(visit, "text_input", "Rol").set_value("buur")
    field(visit, "text_input", "E-mail (mag leeg)").set_value("voorbeeld")
    press(visit, "Opslaan")
    assert any("geen e-mailadres" in message for message in messages(visit))
    field(visit, "text_input", "E-mail (mag leeg)").set_value("buur@voorbeeld.example")
    press(visit, "Opslaan")
    people = list_records(botu_store.whole(), "person")
    assert "buur@voorbeeld.example" in [one.values["email"] for one in people]


def test_a_rule_of_two_fields_is_told_at_its_field(edit, botu_store):
    visit = edit("werkboek?nieuw=party")
    field(visit, "text_input", "Naam").set_value("Kort")
    field(visit, "selectbox", "Soort partij").set_value("other")
    field(visit, "date_input", "Doet mee sinds (mag leeg)").set_value(date(2024, 1, 1))
    field(visit, "date_input", "Gestopt op (mag leeg)").set_value(date(2023, 12, 31))
    press(visit, "Opslaan")
    assert "De partij stopt voor zij meedoet. Verbeter een van de twee dagen." in messages(visit)
    field(visit, "date_input", "Gestopt op (mag leeg)").set_value(date(2024, 12, 31))
    press(visit, "Opslaan")
    assert "Kort" in [one.values["name"] for one in list_records(botu_store.whole(), "party")]


def test_what_may_be_right_is_asked_about_once_at_its_field(edit, botu_store):
    visit = edit("indicatoren?nieuw=measurement&met_series_code=SAM-01")
    field(visit, "date_input", "Van").set_value(date(2198, 1, 1))
    field(visit, "date_input", "Tot en met").set_value(date(2198, 12, 31))
    field(visit, "selectbox", "Reeks").set_value("SAM-01")
    field(visit, "text_input", "Waarde (mag leeg)").set_value("3")
    press(visit, "Opslaan")
    questions = [one.value for one in visit.warning]
    assert any("nog niet om" in question for question in questions)
    press(visit, "Opslaan")
    assert not list_records(botu_store.whole(), "measurement", {"series_code": "SAM-01"})
    for sure in visit.checkbox:
        if sure.label == "Ja, dit klopt":
            sure.check()
    press(visit, "Opslaan")
    [saved] = list_records(botu_store.whole(), "measurement", {"series_code": "SAM-01"})
    assert saved.values["period_end"] == "2198-12-31"


def test_a_new_allocation_asks_at_once_how_much_money_it_is(edit):
    visit = edit("energiebegroting?nieuw=allocation")
    field(visit, "selectbox", "Project (mag leeg)").set_value("P1")
    press(visit, "Opslaan")
    assert headline(visit).startswith("Wijzig de toekenning")
    assert "hoeveel geld het is" in visit.warning[0].value
    press(visit, "Nieuw: bedrag uit een bron")
    assert headline(visit) == "Nieuw: bedrag uit een bron"


def test_who_manages_says_why_a_grant_may_be_larger_than_what_there_is(edit, botu_store):
    save(
        botu_store,
        fund=[{"code": "POT", "name": "Pot", "year": "2026", "amount_promised": "100"}],
        allocation=[{"number": "901", "project_code": "P1", "granted_on": "2026-03-01"}],
    )
    address = "energiebegroting?nieuw=allocation_fund&met_allocation_number=901"
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        visit = edit(address, role)
        field(visit, "selectbox", "Bron van geld").set_value("POT")
        field(visit, "text_input", "Bedrag").set_value("150")
        press(visit, "Opslaan")
        assert any("Zo veel geld is er niet in deze bron." in message for message in messages(visit))
        field(visit, "text_area", "Reden van de uitzondering (mag leeg)").set_value("De rest komt in mei.")
        press(visit, "Opslaan")
        saved = list_records(botu_store.whole(), "allocation_fund", {"fund_code": "POT"})
        assert len(saved) == (role is Role.ADMINISTRATOR)
    assert saved[0].values["exception_note"] == "De rest komt in mei."


def test_the_second_of_two_sees_both_texts_and_chooses(edit, botu_store):
    before = stored(botu_store, "project", "P1")
    visit = edit(f"project?code=P1&wijzig=project:P1&versie={before.version}")
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.save(
            "project", {"code": "P1", "title": "Van een ander", "status": "idea"}, version=before.version
        )
    field(visit, "text_input", "Titel").set_value("Van mij")
    press(visit, "Opslaan")
    shown = words(visit)
    assert "Er staat nu: Van een ander" in shown
    assert field(visit, "text_input", "Titel").value == "Van mij"
    assert stored(botu_store, "project", "P1").values["title"] == "Van een ander"
    [take_title, take_status] = [box for box in visit.checkbox if box.label.startswith("Neem dit over")]
    take_status.check()
    press(visit, "Opslaan")
    after = stored(botu_store, "project", "P1")
    assert (after.values["title"], after.values["status"]) == ("Van mij", "idea")


def test_what_another_saved_is_told_as_people_write_it(edit, botu_store):
    before = stored(botu_store, "meeting", "4")
    visit = edit(f"bijeenkomst?nummer=4&wijzig=meeting:4&versie={before.version}")
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.save("meeting", {"number": "4", "closed_at": "2026-11-01 20:30:00"}, version=before.version)
    press(visit, "Opslaan")
    assert "Er staat nu: 1 november 2026, 21:30" in words(visit)


def test_a_form_that_was_open_through_a_restart_still_sees_that_another_was_first(edit, botu_store):
    before = stored(botu_store, "project", "P1")
    with editing(botu_store, by=TESTER, reason="eerst") as other:
        other.save("project", {"code": "P1", "title": "Van een ander"}, version=before.version)
    visit = edit(f"project?code=P1&wijzig=project:P1&versie={before.version}")
    assert field(visit, "text_input", "Titel").value == before.values["title"]
    field(visit, "text_input", "Titel").set_value("Van mij")
    press(visit, "Opslaan")
    assert stored(botu_store, "project", "P1").values["title"] == "Van een ander"


def test_choices_are_in_the_order_of_the_agreement_and_name_who_agreed_to_that(edit, botu_store):
    with editing(botu_store, by=TESTER, reason="mensen") as change:
        for code, name in (("M91", "Wel Genoemd"), ("M92", "Niet Genoemd")):
            change.save("person", {"code": code, "role": "buur", "name": name}, version=None)
        row = {"person_code": "M91", "field": "name", "given_on": "2026-01-01", "how": "formulier"}
        change.save("consent", row, version=None)
    visit = edit("werkboek?nieuw=project")
    kinds = [label[0] for label in field(visit, "multiselect", LINKED).options]
    assert kinds == sorted(kinds, key="WDSO".index)
    people = field(visit, "selectbox", "Contactpersoon (mag leeg)").options
    assert {"M91 buur, Wel Genoemd", "M92 buur"} <= set(people)


def test_links_are_added_and_taken_away(edit, botu_store):
    visit = edit("project?code=P1&wijzig=project:P1")
    choice = field(visit, "multiselect", LINKED)
    assert choice.value
    choice.set_value(["W7"])
    press(visit, "Opslaan")
    links = list_records(botu_store.whole(), "project_commitment", {"project_code": "P1"})
    assert [link.key for link in links] == [("P1", "W7")]


def test_a_new_project_gets_a_code_and_opens_on_its_own_page(edit, botu_store):
    visit = edit("werkboek?nieuw=project")
    field(visit, "text_input", "Titel").set_value("Zonnedak op school")
    field(visit, "selectbox", "Hoe ver is het?").set_value("plan")
    press(visit, "Opslaan")
    new = [
        one
        for one in list_records(botu_store.whole(), "project")
        if one.values["title"] == "Zonnedak op school"
    ]
    assert [one.values["status"] for one in new] == ["plan"]


def test_a_new_value_comes_with_its_text(edit, botu_store):
    visit = edit("waarden?nieuw=commitment&met_kind=value")
    field(visit, "text_input", "Titel").set_value("Plezier")
    press(visit, "Opslaan")
    assert stored(botu_store, "commitment", "W8").values["kind"] == "value"
    assert "Plezier" in words(visit)


def test_a_new_indicator_comes_with_its_main_series(edit, botu_store):
    visit = edit("indicatoren?nieuw=indicator")
    field(visit, "text_input", "Naam").set_value("Zonnepanelen")
    field(visit, "text_area", "Wat meet het?").set_value("Daken met panelen")
    field(visit, "text_input", "Eenheid").set_value("daken")
    field(visit, "selectbox", "Soort cijfer").set_value("number")
    field(visit, "selectbox", "Welke kant moet het op?").set_value("higher")
    field(visit, "selectbox", "Hoe vaak meten we?").set_value("yearly")
    field(visit, "text_input", "Streefwaarde (mag leeg)").set_value("1.200,5")
    press(visit, "Opslaan")
    [series] = list_records(botu_store.whole(), "series", {"indicator_code": "IND-01"})
    assert (series.values["role"], series.values["target_value"]) == ("main", "1200.5")


def test_a_new_indicator_asks_first_what_is_needed_and_folds_in_the_rest(edit):
    visit = edit("indicatoren?nieuw=indicator")
    folded = {one.label for fold in visit.expander for kind in FIELDS for one in getattr(fold, kind)}
    asked = {one.label for kind in FIELDS for one in getattr(visit, kind) if "form|" in str(one.key)}
    assert {label.removesuffix(" (mag leeg)") for label in asked - folded} == {
        "Naam",
        "Wat meet het?",
        "Eenheid",
        "Soort cijfer",
        "Welke kant moet het op?",
        "Hoe vaak meten we?",
        "Wie meet dit?",
        "Vraag op de kaart",
        "Waarden, doelen en afspraken waar dit aan werkt",
        "Projecten die hierbij horen",
    }
    assert {"Code", "Bron (mag leeg)", "Streefwaarde (mag leeg)", "Gebied (mag leeg)"} <= folded
    assert field(visit, "selectbox", "Hoe vaak meten we?").value == "yearly"


def test_below_the_form_stands_which_field_must_be_mended(edit):
    visit = edit("indicatoren?nieuw=indicator")
    field(visit, "text_input", "Streefwaarde (mag leeg)").set_value("veel")
    press(visit, "Opslaan")
    below = messages(visit)[-1]
    assert below.startswith("Er is nog niets opgeslagen. Verbeter dit eerst: Naam, Wat meet het, Eenheid")
    assert "Streefwaarde" in below


def test_a_new_version_begins_with_the_texts_of_the_last(edit, botu_store):
    before = list_records(botu_store.whole(), "commitment_text", {"agreement_version": "1"})
    visit = edit("waarden?nieuw=agreement_version")
    field(visit, "text_input", "Titel").set_value("Bijgesteld")
    field(visit, "date_input", "Geldt vanaf").set_value(date(2026, 12, 1))
    press(visit, "Opslaan")
    after = list_records(botu_store.whole(), "commitment_text", {"agreement_version": "2"})
    assert [one.values["title"] for one in after] == [one.values["title"] for one in before]


def test_what_is_archived_is_gone_from_the_page_and_can_be_brought_back(edit, botu_store):
    visit = edit("werkboek?wijzig=project:P1")
    [sure] = [box for box in visit.checkbox if box.label == "Ja, haal dit van alle pagina's"]
    sure.check().run()
    press(visit, "Archiveer")
    assert stored(botu_store, "project", "P1").is_archived
    visit = edit("werkboek?wijzig=project:P1")
    press(visit, "Haal terug uit het archief")
    assert not stored(botu_store, "project", "P1").is_archived


def test_a_wrong_address_says_so(edit):
    assert headline(edit("werkboek?wijzig=project:BESTAAT-NIET")) == "Niet gevonden"


def test_in_the_past_nothing_can_be_changed(edit):
    assert headline(edit("werkboek?wijzig=project:P1&op=2024-01-01")) == "Wijzigen kan alleen vandaag"


def test_a_moment_is_typed_in_our_own_time_and_stays_exact_when_nobody_touches_it(edit, botu_store):
    reader = botu_store.whole()
    held = next(one for one in list_records(reader, "meeting") if one.values["closed_at"])
    visit = edit(f"bijeenkomst?nummer={held.key[0]}&wijzig=meeting:{held.key[0]}")
    field(visit, "text_input", "Titel").set_value("Andere titel")
    press(visit, "Opslaan")
    after = stored(botu_store, "meeting", *held.key)
    assert after.values["closed_at"] == held.values["closed_at"]
    visit = edit(f"bijeenkomst?nummer={held.key[0]}&wijzig=meeting:{held.key[0]}")
    field(visit, "text_input", "Afgesloten op (mag leeg)").set_value("gisteren")
    press(visit, "Opslaan")
    assert any("is geen moment" in message for message in messages(visit))
    field(visit, "text_input", "Afgesloten op (mag leeg)").set_value("04-07-2024 21:30")
    press(visit, "Opslaan")
    after = stored(botu_store, "meeting", *held.key)
    assert after.values["closed_at"] == "2024-07-04 19:30:00"


def test_what_the_address_fills_in_is_shown_and_can_be_changed(edit, botu_store):
    visit = edit("project?code=P1&nieuw=milestone&met_project_code=P1")
    assert field(visit, "selectbox", "Project").value == "P1"
    field(visit, "selectbox", "Project").set_value("P2")
    field(visit, "text_input", "Wat is er dan klaar?").set_value("Klaar")
    press(visit, "Opslaan")
    [new] = [one for one in list_records(botu_store.whole(), "milestone") if one.values["title"] == "Klaar"]
    assert new.values["project_code"] == "P2"


def test_an_address_fills_in_only_what_our_own_buttons_fill_in(edit, botu_store):
    allocation = list_records(botu_store.whole(), "allocation")[0].key[0]
    visit = edit(
        f"energiebegroting?nieuw=payment&met_allocation_number={allocation}&met_amount=99999"
        "&met_origin=example&met_number=7&met_description=stil&met_paid_on=2020-01-01&met_archived_at=x"
    )
    assert field(visit, "selectbox", "Toekenning").value == allocation
    assert field(visit, "text_input", "Bedrag").value == ""
    assert "stil" not in words(visit)
    assert field(visit, "date_input", "Betaald op").value != date(2020, 1, 1)


@pytest.mark.parametrize("wrong", ["P99", "", "**vet**", "🙂" * 5000, "\x00", "P1' OR '1'='1"])
def test_what_the_address_fills_in_but_is_not_there_is_said_and_left_empty(edit, wrong):
    visit = edit(f"project?code=P1&nieuw=milestone&met_project_code={quote(wrong)}")
    assert not visit.exception
    assert field(visit, "selectbox", "Project").value is None
    assert [one for one in visit.warning if "dat is er niet" in one.value] or not wrong


def test_the_kind_of_a_commitment_decides_what_it_is_and_not_the_letter_of_its_code(edit, botu_store):
    version = {"agreement_version": "1"}
    save(
        botu_store,
        commitment=[{"code": "REGEL", "kind": "organisation_rule"}, {"code": "OPEN", "kind": "value"}],
        commitment_text=[
            {"commitment_code": "REGEL", "title": "Samen", "position": "77", **version},
            {"commitment_code": "OPEN", "title": "Open", "position": "55", **version},
        ],
    )
    assert "Getallen bij deze afspraak (0)" in words(edit("waarden?wijzig=commitment_text:REGEL|1"))
    assert "Getallen bij deze afspraak" not in words(edit("waarden?wijzig=commitment_text:OPEN|1"))
    next_to = {"organisation_rule": "78", "value": "56"}
    for kind, position in next_to.items():
        visit = edit(f"waarden?nieuw=commitment&met_kind={kind}")
        assert field(visit, "text_input", "Volgorde").value == position
