"""The first steps, walked as a new neighbourhood would: NuDe Toekomst in Wageningen."""

import re
from datetime import date

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.starting.first_steps import party_kind
from sok_metrics.tasks.starting.starter import starter_commitments, starter_indicators
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.pages.visits import headline, words

OF_BOTU = re.compile(r"botu|bospolder|tussendijken|rotterdam|delfshaven|havensteder|eneco|klapper 2021", re.I)


@pytest.fixture
def walk(empty_store, visit_store, sign_in):
    """walk("2"): this step, for the administrator of a store that has just begun."""
    sign_in(Role.ADMINISTRATOR, "Beheer")
    return lambda step="": visit_store(f"eerste-stappen{f'?stap={step}' if step else ''}", empty_store)


def field(page, kind, label):
    [found] = [one for one in getattr(page, kind) if one.label.startswith(label)]
    return found


def press(page, label="Opslaan en verder"):
    [button] = [one for one in page.button if one.label == label]
    return button.click().run()


def test_it_is_for_the_administrator(empty_store, visit_store, sign_in):
    sign_in(Role.EDITOR)
    assert headline(visit_store("eerste-stappen", empty_store)) == "Eerst aanmelden"


def test_from_an_empty_agreement_to_the_first_meeting(walk, empty_store, visit_store):
    page = walk()
    assert headline(page) == "Hoe heet uw overeenkomst?"
    field(page, "text_input", "Naam").set_value("Samenwerkingsovereenkomst NuDe Toekomst")
    field(page, "text_input", "Wijk").set_value("Nude")
    field(page, "text_input", "Gemeente").set_value("Wageningen")
    field(page, "text_input", "CBS-code").set_value("BU02890200")
    press(page)
    assert headline(page) == "Wie doen er mee?"
    parties = (
        "Wijkbedrijf NuDe\n- Gemeente Wageningen\nWoningstichting\nWelzijnswerk\nBasisschool\n\nSportservice"
    )
    field(page, "text_area", "Eén partij").set_value(parties)
    press(page)
    assert headline(page) == "Wat vindt u samen belangrijk?"
    for title in ("Iedereen telt mee", "Energie die iedereen kan betalen", "Drie keer per jaar bij elkaar"):
        field(page, "checkbox", f"**{title}**").check()
    [own_values, *_] = [one for one in page.text_area if one.label.startswith("In eigen woorden")]
    own_values.set_value("Trots op de buurt: We laten zien wat hier goed gaat.")
    press(page)
    assert headline(page) == "Waaraan merkt u dat het lukt?"
    press(page)
    assert "Hoe meet u 'Trots op de buurt'?" in words(page)
    field(page, "checkbox", "Een kaart: 'Trots op de buurt").check()
    press(page)
    assert headline(page) == "Wanneer komt u weer bij elkaar?"
    field(page, "text_input", "Waar?").set_value("De basisschool")
    press(page)
    assert headline(page) == "Klaar! Uw overeenkomst staat erin"
    reader = empty_store.whole()
    assert {record.values["kind"] for record in list_records(reader, "party")} >= {
        "municipality",
        "housing_corporation",
    }
    assert set(list_commitments(reader)["code"]) == {"W1", "W2", "D1", "O1"}
    linked = {record.values["commitment_code"] for record in list_records(reader, "indicator_commitment")}
    assert linked == {"W1", "W2", "D1"}
    [meeting] = list_records(reader, "meeting")
    assert (meeting.values["kind"], meeting.values["place"]) == ("review", "De basisschool")
    for entry in ENTRIES:
        if not entry.is_hidden:
            shown = words(visit_store(entry.url, empty_store))
            assert not OF_BOTU.search(shown), (entry.url, OF_BOTU.search(shown))
    assert "nog niet gevraagd" in words(visit_store("overzicht", empty_store))


def test_a_step_can_be_skipped_and_comes_back_where_one_stopped(walk):
    page = walk()
    press(page, "Sla deze stap over")
    assert headline(page) == "Wie doen er mee?"
    assert headline(walk()) == "Hoe heet uw overeenkomst?"
    assert headline(walk("6")) == "U kunt beginnen. Dit kan later nog"
    field(page, "text_area", "Eén partij").set_value("Bewoners")
    press(page)
    page = walk("2")
    assert "Er staan al: Bewoners." in words(page)


def test_what_is_said_twice_is_added_once_as_it_was_written_first(walk, empty_store):
    page = walk("2")
    field(page, "text_area", "Eén partij").set_value("Bewoners\nbewoners\nSportservice\nBewoners")
    press(page)
    reader = empty_store.whole()
    assert {one.values["name"] for one in list_records(reader, "party")} == {"Bewoners", "Sportservice"}
    page = walk("3")
    next(one for one in page.checkbox if "Iedereen telt mee" in one.label).check()
    page.text_area[0].set_value("iedereen telt mee: nog eens\nNabij: dichtbij\nNabij: weer")
    press(page)
    assert list_commitments(reader)["title"].tolist() == ["Iedereen telt mee", "Nabij"]


@pytest.mark.parametrize(
    ("label", "value", "sentence"),
    [
        ("Naam", "", "Vul de naam"),
        ("CBS-code", "Nude", "'NUDE' is geen CBS-code"),
    ],
)
def test_what_is_wrong_in_the_first_step_is_said(walk, empty_store, label, value, sentence):
    page = walk("1")
    field(page, "text_input", label).set_value(value)
    press(page)
    assert sentence in page.error[0].value
    assert not list_records(empty_store.whole(), "area")


def test_an_agreement_that_ends_before_it_begins_is_refused(walk):
    page = walk("1")
    field(page, "date_input", "Begint op").set_value(date(2027, 1, 1))
    field(page, "date_input", "Loopt tot").set_value(date(2026, 1, 1))
    press(page)
    assert "eindigt voor zij begint" in page.error[0].value


def test_the_same_step_twice_adds_nothing_twice(walk, empty_store):
    for _ in range(2):
        page = walk("2")
        field(page, "text_area", "Eén partij").set_value("Bewoners\nbewoners")
        press(page)
    assert len(list_records(empty_store.whole(), "party")) == 1


def test_the_common_set_has_a_card_for_each_value_and_goal_and_nothing_of_botu():
    carded = {code for one in starter_indicators() if one.is_card for code in one.commitments}
    assert {one.code for one in starter_commitments() if one.code[0] in "WD"} == carded
    texts = [f"{one.title} {one.description}" for one in starter_commitments()]
    texts += [str(text) for one in starter_indicators() for text in one.row.values() if text]
    assert not [text for text in texts if OF_BOTU.search(text)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Gemeente Wageningen", "municipality"),
        ("De Woningstichting", "housing_corporation"),
        ("Basisschool", "other"),
        ("Bewoners van de Nude", "residents"),
    ],
)
def test_the_name_of_a_party_tells_its_kind(name, kind):
    assert party_kind(name) == kind


def test_what_can_be_picked_has_its_small_figures(visit_store, empty_store, sign_in):
    sign_in(Role.ADMINISTRATOR)
    page = visit_store("eerste-stappen?stap=3", empty_store)
    assert "Minder CO₂" in words(page)
    assert "CO2" not in words(page)


def test_without_parties_nobody_takes_part_yet(visit_store, empty_store):
    assert "Er doen nog geen partijen mee." in words(visit_store("overeenkomst", empty_store))
