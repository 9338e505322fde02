"""Werkboek and project: cards by status, filters in the address, consent, and the klapper."""

from datetime import timedelta

import pytest

from tests.pages.conftest import TODAY
from tests.pages.stores import put_commitments
from tests.pages.visits import elements, headline, words
from tests.store import rows
from tests.store.rows import save

HEADLINE = "Van de 10 projecten loopt er 1 en is er 1 afgerond. Bij 8 ontbreekt nog iets; bij 2 is een mijlpaal te laat."  # fmt: skip  # noqa: E501
NASTY = "**vet** :red[rood] <b>x</b> $y$ [a](javascript:1) # kop"


def links(page):
    return [element.proto.label for element in elements(page.main) if element.type == "page_link"]


def card_titles(page):
    return [label.strip("*") for label in links(page) if label.startswith("**")]


def downloads(page):
    return {
        one.proto.label: one.proto.url
        for one in elements(page.main)
        if one.type == "link_button" and "/ophalen/" in one.proto.url
    }


@pytest.fixture
def contact_store(empty_store):
    """One running project with a contact person who consents to name, phone and e-mail."""
    put_commitments(empty_store)
    save(
        empty_store,
        person=[
            rows.person("M1", role="aanspreekpunt", name="Naam Zichtbaar", phone="010-000 00 99")
            | {"email": "m1@example.invalid"}
        ],
        project=[rows.project("P1", contact_person_code="M1", plan="Een plan.")],
        project_commitment=[{"project_code": "P1", "commitment_code": "W1"}],
    )
    save(empty_store, consent=[rows.consent("M1", field) for field in ("name", "phone", "email")])
    return empty_store


def test_the_headline_says_how_the_projects_are_doing(visit):
    assert headline(visit("werkboek")) == HEADLINE


def test_every_project_has_a_card_in_the_lane_of_its_status(visit):
    page = visit("werkboek")
    lanes = [one.value for one in page.header]
    assert lanes == ["Idee (1)", "Plan (6)", "Loopt (1)", "Afgerond (1)", "Gestopt (1)"]
    assert len(card_titles(page)) == 10


def test_a_card_says_its_codes_next_step_money_contact_and_what_is_missing(visit):
    text = words(visit("werkboek"))
    for part in (
        "D2 · W7",
        "D2 Betaalbare en betrouwbare energie",
        "Tweede spreekuur per week · 15 jan 2027",
        "€ 12.783,33 betaald van € 16.050,00",
        "contactpersoon P7, voorbeeld",
        "ontbreekt: plan, contactpersoon",
        "Afspraken over voorschotten met het energiebedrijf · 30 jun 2026 [ te laat]",
    ):
        assert part in text


def test_invented_facts_about_a_real_project_are_marked(visit):
    text = words(visit("werkboek"))
    assert "€ 12.400,50 betaald van € 12.400,50 [voorbeeld]" in text


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("werkboek?reeks=2026", ["Groene gevels", "Zon op het dak van de school"]),
        ("werkboek?waarvoor=W7+Goed+bereikbaar", ["Inzet van sociale teams", "Warmtespreekuur"]),
        ("werkboek?partij=School+in+de+wijk+(voorbeeld)", ["Zon op het dak van de school"]),
        ("werkboek?reeks=2023&waarvoor=W7+Goed+bereikbaar", ["Warmtespreekuur"]),
    ],
)
def test_a_filter_stands_in_the_address(visit, address, titles):
    page = visit(address)
    assert card_titles(page) == titles
    assert headline(page) == HEADLINE
    assert f"{len(titles)} project" in words(page)


def test_a_choice_that_fits_nothing_says_so(visit):
    page = visit("werkboek?reeks=2026&waarvoor=W7+Goed+bereikbaar")
    assert "Geen enkel project past bij uw keuze." in words(page)
    assert not page.exception


def test_a_filter_that_does_not_exist_is_left_out(visit):
    page = visit("werkboek?reeks=1066&partij=%3Cb%3E")
    assert not page.exception
    assert len(card_titles(page)) == 10


def test_the_klapper_can_be_taken_along(visit):
    assert downloads(visit("werkboek")) == {
        "Klapper in Word": "/ophalen/klapper.docx",
        "Klapper als PDF": "/ophalen/klapper.pdf",
    }
    assert downloads(visit("project?code=P1&op=2026-01-01&voorbeelden=nee")) == {
        "Dit project in Word": "/ophalen/klapper.docx?code=P1&op=2026-01-01&voorbeelden=nee",
        "Dit project als PDF": "/ophalen/klapper.pdf?code=P1&op=2026-01-01&voorbeelden=nee",
    }


def test_the_klapper_of_a_choice_has_that_choice_in_its_address(visit):
    found = downloads(visit("werkboek?reeks=2023"))
    assert found["Klapper als PDF"] == "/ophalen/klapper.pdf?reeks=2023"


def test_the_real_projects_alone_have_nothing_invented(visit):
    page = visit("werkboek", "real")
    assert headline(page) == "Van de 5 projecten loopt er nog geen. Bij 5 ontbreekt nog iets."
    assert "voorbeeld" not in words(page)
    assert "betaald van" not in words(page)


def test_an_agreement_without_projects_says_what_comes_there(visit_store, empty_store):
    put_commitments(empty_store)
    page = visit_store("werkboek", empty_store)
    assert headline(page) == "Er staan nog geen projecten in het werkboek."
    assert "Hier komt het werkboek" in words(page)
    assert downloads(page) == {}


def test_a_day_in_the_past_shows_the_projects_of_then(visit):
    page = visit("werkboek?op=2024-06-01")
    assert headline(page) == "Van de 7 projecten loopt er 1 en is er 1 afgerond. Bij 6 ontbreekt nog iets."
    assert "Zon op het dak van de school" not in words(page)
    assert headline(visit("project?code=P10&op=2024-06-01")) == "Niet gevonden"


def test_the_page_of_a_project_tells_everything(visit):
    page = visit("project?code=P1")
    assert headline(page) == (
        "Te laat: Afspraken over voorschotten met het energiebedrijf, gepland op 30 jun 2026."
    )
    assert "Deze stap is verzonnen." in words(page)
    headings = [one.value for one in page.header]
    assert headings == [
        "Plan", "Mijlpalen", "Indicatoren", "Acties", "Besluiten", "Wat er gezegd is",
        "Contactpersoon", "Waarden en doelen", "Wie doen mee", "Geld",
    ]  # fmt: skip
    for part in (
        "Budgetcafé open – gehaald op 17 jan 2023 [voorbeeld]",
        "op schema] [voorbeeld] van 42% naar 68%",
        "Bewonersinitiatieven · klaar op 17 jan 2023",
        "Het budgetcafé krijgt geld. – besloten op 24 nov 2022",
        "“Het budgetcafé is te vroeg op de avond.” – 17 sep 2026, bewoner",
        "Gemeente Rotterdam – trekker · Mensen van vroegsignalering",
        "BoTu2028, 2021 – €\N{NO-BREAK SPACE}12.400,50 betaald van €\N{NO-BREAK SPACE}12.400,50",
    ):
        assert part in words(page)
    assert {"Meldingen vroeg opgepakt", "D2 Betaalbare en betrouwbare energie"} <= set(links(page))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("P6", "Dit project is afgerond."),
        ("P7", "De volgende stap: Tweede spreekuur per week, op 15 jan 2027."),
        ("P9", "Dit project is gestopt."),
    ],
)
def test_the_headline_of_a_project_is_its_answer(visit, code, sentence):
    assert headline(visit(f"project?code={code}")) == sentence


@pytest.mark.parametrize("code", ["X99", "<script>alert(1)</script>", "P" * 10_000])
def test_a_project_that_is_not_there_is_said(visit, code):
    page = visit(f"project?code={code}")
    assert headline(page) == "Niet gevonden"
    assert f"Het project '{code[:40]}' staat niet in het werkboek." in words(page)
    assert "Alle projecten" in links(page)
    assert not page.exception


def test_without_a_code_one_is_asked_for(visit):
    page = visit("project")
    assert headline(page) == "Welk project?"
    assert not page.error
    assert "Er is geen project gekozen." in words(page)


def test_an_example_is_not_found_among_the_real_figures(visit):
    page = visit("project?code=P7&voorbeelden=nee")
    assert "Misschien is het een voorbeeld" in words(page)


def test_a_withdrawn_consent_hides_the_person_at_once_also_in_the_past(visit_store, contact_store):
    for address in ("werkboek", "project?code=P1"):
        shown = words(visit_store(address, contact_store))
        assert "Naam Zichtbaar" in shown
        assert "010-000 00 99" in shown
    withdrawn = {"withdrawn_on": TODAY.isoformat()}
    save(
        contact_store,
        consent=[rows.consent("M1", field, **withdrawn) for field in ("name", "phone", "email")],
    )
    for address in ("werkboek", "project?code=P1"):
        hidden = words(visit_store(address, contact_store))
        assert "aanspreekpunt" in hidden
        assert "Naam Zichtbaar" not in hidden
        assert "010-000 00 99" not in hidden
        assert "m1@example.invalid" not in hidden
    assert "daar is geen toestemming voor" in words(visit_store("project?code=P1", contact_store))


def test_an_internal_project_is_not_there(visit_store, contact_store):
    save(contact_store, project=[rows.project("P1", contact_person_code="M1", visibility="internal")])
    assert headline(visit_store("werkboek", contact_store)) == "Er staan nog geen projecten in het werkboek."
    assert headline(visit_store("project?code=P1", contact_store)) == "Niet gevonden"


def test_a_project_without_anything_says_so_in_every_part(visit_store, empty_store):
    put_commitments(empty_store)
    save(empty_store, project=[rows.project("P1", status="idea")])
    page = visit_store("project?code=P1", empty_store)
    assert headline(page) == "Dit project heeft nog geen plan en contactpersoon."
    for part in (
        "nog geen plan opgeschreven",
        "nog geen contactpersoon",
        "nog geen mijlpalen",
        "nog geen geld",
    ):
        assert part in words(page)


def test_many_projects_are_shown_in_part_until_all_are_asked_for(visit_store, empty_store):
    put_commitments(empty_store)
    save(empty_store, project=[rows.project(f"P{number}") for number in range(1, 31)])
    page = visit_store("werkboek", empty_store)
    assert len(card_titles(page)) == 10
    [every] = [one for one in page.toggle if one.label == "Laat alle 30 zien"]
    every.set_value(True).run()
    assert len(card_titles(page)) == 30


def test_text_of_people_is_shown_literally(visit_store, contact_store):
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    save(
        contact_store,
        party=[rows.party("PA", name=NASTY)],
        project=[rows.project("P1", title=NASTY, summary=NASTY, plan=NASTY, contact_person_code="M1")],
        milestone=[{"number": "1", "project_code": "P1", "title": NASTY, "due_on": yesterday, "note": NASTY}],
        project_party=[{"project_code": "P1", "party_code": "PA", "contribution": NASTY}],
        action=[rows.action(project_code="P1", text=NASTY, owner_party_code="PA")],
        decision=[{"number": "1", "decided_on": "2024-01-01", "text": NASTY, "project_code": "P1"}],
    )
    for address, count in (("werkboek", 3), ("project?code=P1", 10)):
        page = visit_store(address, contact_store)
        assert not page.exception
        assert words(page).count(NASTY) >= count
        for element in elements(page.main):
            if element.type in ("markdown", "title", "page_link"):
                value = element.proto.label if element.type == "page_link" else element.value
                assert ":red[rood]" not in value


def test_the_page_of_a_goal_and_of_an_indicator_lead_to_the_project(visit):
    assert "Warmtespreekuur" in links(visit("doelen?code=D2"))
    assert "Project Euro- en CO₂-voordeel stapelen" in links(visit("indicator?code=ECO-01"))
