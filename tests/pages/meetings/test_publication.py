"""Afstemmen: the parties read first, with a link; after the last day everybody does."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.floods import Sender
from sok_metrics.store.changes.publications import NewPublication, leave_remark, start_tuning
from sok_metrics.store.queries.publications import PublicationKind, list_publications
from sok_metrics.tasks.accounts.access import change_access
from sok_metrics.tasks.people.publication_links import link_key
from tests.days import be_at
from tests.pages.conftest import TODAY
from tests.pages.stores import put_commitments
from tests.pages.test_every_page import is_fine
from tests.pages.visits import headline, words
from tests.store.rows import indicator, measurement, meeting, party, save, series

EDITOR = Actor("Redactie", Role.EDITOR)
PAGE = "afstemmen"
UNTIL = TODAY + timedelta(days=14)


@pytest.fixture
def agreed(store):
    """A store with minutes, a party and one indicator."""
    put_commitments(store, recorded_at="2025-01-01 12:00:00")
    save(
        store,
        party=[party("HAV", name="Havensteder")],
        meeting=[meeting(1, minutes="Wij spraken over een zeppelin.", title="Najaar")],
        remark=[{"number": "1", "meeting_number": "1", "text": "Dat ding vliegt"}],
        indicator=[indicator(name="Coaches")],
        series=[series()],
        measurement=[measurement("2024-12-31", "10", recorded_at="2025-01-01 12:00:00")],
    )
    change_access(store.path, replace)
    return store


def start(store, **cells):
    kept: dict[str, Any] = {
        "kind": PublicationKind.MINUTES,
        "title": "Verslag van Najaar",
        "meeting_number": 1,
    }
    return start_tuning(store, NewPublication(**(kept | cells), tuning_until=UNTIL), today=TODAY, by=EDITOR)


def address(store, number=1, party_code="HAV"):
    return f"{PAGE}?nummer={number}&partij={party_code}&sleutel={link_key(store.path, number, party_code)}"


def test_a_visitor_sees_how_many_wait_but_not_what(visit_store, agreed):
    start(agreed)
    page = visit_store(PAGE, agreed)
    assert is_fine(page)
    assert headline(page) == "Over 1 stuk denken de partijen nu mee."
    assert "Verslag van Najaar" not in words(page)
    for closed in (f"{PAGE}?nummer=1", f"{PAGE}?nummer=1&partij=HAV&sleutel=raad", f"{PAGE}?nummer=9"):
        page = visit_store(closed, agreed)
        assert headline(page) == "Niet gevonden"
        assert "zeppelin" not in words(page)
    shown = words(visit_store("bijeenkomst?nummer=1", agreed))
    assert "zeppelin" not in shown
    assert "Het verslag is nu bij de partijen. Na 6 december 2026 kan iedereen het lezen." in shown


def test_a_party_reads_it_by_its_link_and_leaves_a_remark(visit_store, agreed):
    start(agreed)
    page = visit_store(address(agreed), agreed)
    assert is_fine(page)
    assert headline(page) == "Verslag van Najaar"
    assert "Wij spraken over een zeppelin." in words(page)
    assert "Dat ding vliegt" in words(page)
    assert "Voor de redactie" not in words(page)
    page.text_area(key="tuning_remark").set_value("Graag <b>korter</b>")
    page = page.button[-1].click().run()
    assert [one.value for one in page.success] == ["Dank u wel! Uw opmerking staat erbij."]
    assert page.text_area(key="tuning_remark").value == ""
    assert "Graag <b>korter</b>" in words(page)
    assert "Havensteder" in words(page)


def test_a_remark_that_is_refused_stays_in_its_field(visit_store, agreed):
    start(agreed)
    page = visit_store(address(agreed, party_code=""), agreed)
    page.text_area(key="tuning_remark").set_value("Bel 06-12345678")
    page = page.button[-1].click().run()
    assert "telefoonnummer of e-mailadres" in page.error[0].value
    assert page.text_area(key="tuning_remark").value == "Bel 06-12345678"


def test_after_the_last_day_it_is_public_by_itself(visit_store, agreed, monkeypatch):
    start(agreed)
    after = UNTIL + timedelta(days=1)
    be_at(monkeypatch, after)
    page = visit_store(f"{PAGE}?nummer=1", agreed)
    assert "Wij spraken over een zeppelin." in words(page)
    assert "Opmerkingen" not in words(page)
    assert "zeppelin" in words(visit_store("bijeenkomst?nummer=1", agreed))


def test_new_figures_are_for_the_parties_first(visit_store, agreed):
    start(
        agreed,
        kind=PublicationKind.FIGURES,
        title="Nieuwe cijfers",
        meeting_number=None,
        indicator_code="IND-01",
        party_code="HAV",
        figures_from=datetime(2026, 1, 1),
    )
    save(agreed, measurement=[measurement("2025-12-31", "77")])
    shown = words(visit_store(address(agreed), agreed))
    assert "77 stuks" in shown
    assert "Cijfers van: Havensteder" in shown
    shown = words(visit_store("indicator?code=IND-01", agreed))
    assert "77" not in shown
    assert "Nieuwe cijfers zijn nu bij de partijen." in shown


def test_an_editor_starts_it_answers_and_ends_it(visit_store, agreed, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store(PAGE, agreed)
    assert is_fine(page)
    page.selectbox(key="tuning_subject_minutes").set_value("1")
    [send] = [one for one in page.button if one.label == "Leg voor aan de partijen"]
    page = send.click().run()
    assert not page.exception
    [one] = list_publications(agreed.reader())
    assert (one.title, one.tuning_until) == ("Verslag van Najaar", UNTIL)
    leave_remark(agreed, 1, text="Graag korter", sender=Sender("x", "192.0.2.1"), today=TODAY)
    page = visit_store(f"{PAGE}?nummer=1", agreed)
    assert is_fine(page)
    assert page.code[0].value.endswith(f"nummer=1&sleutel={link_key(agreed.path, 1, '')}")
    [field] = [one for one in page.text_area if one.label.startswith("Antwoord op")]
    field.set_value("Gedaan")
    page = [one for one in page.button if one.label == "Bewaar antwoord"][0].click().run()
    assert "Gedaan" in words(page)
    page = [one for one in page.button if one.label == "Trek in"][0].click().run()
    assert "blijft verborgen" in words(page)
    page = [one for one in page.button if one.label == "Maak nu openbaar"][0].click().run()
    assert "afgestemd tot en met 21 november 2026" in words(page)


def test_what_is_missing_is_said_and_nothing_is_lost(visit_store, agreed, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store(PAGE, agreed)
    page = page.button_group(key="tuning_kind").set_value(PublicationKind.TEXT).run()
    page.text_input(key="tuning_title_text").set_value("Bericht")
    [send] = [one for one in page.button if one.label == "Leg voor aan de partijen"]
    page = send.click().run()
    assert "Er staat nog geen tekst" in page.error[0].value
    assert page.text_input(key="tuning_title_text").value == "Bericht"


def tuned_before(store, **cells):
    """A text that was with the parties until 15 November, changed on the 18th, and `cells` after that."""
    row = {"number": "1", "kind": "text", "title": "Bericht", "tuning_until": "2026-11-15"}
    save(
        store,
        publication=[row | {"text": "Wij plaatsen een zeppelin.", "recorded_at": "2026-11-01 12:00:00"}],
    )
    save(
        store,
        publication=[row | {"text": "Een ballon.", "recorded_at": "2026-11-18 12:00:00"} | cells],
    )


@pytest.mark.parametrize(
    "cells",
    [{"tuning_until": "2026-12-06"}, {"withdrawn_on": "2026-11-18"}],
    ids=["extended", "withdrawn"],
)
def test_a_past_day_does_not_open_what_is_not_public_now(visit_store, agreed, cells):
    tuned_before(agreed, **cells)
    for asked in ("2026-11-10", "2026-11-16", "2026-11-17", "2026-11-19"):
        for address in (f"{PAGE}?nummer=1&op={asked}", f"{PAGE}?op={asked}"):
            shown = words(visit_store(address, agreed))
            assert "Bericht" not in shown
            assert "zeppelin" not in shown
            assert "ballon" not in shown
    assert headline(visit_store(f"{PAGE}?nummer=1&op=2026-11-16", agreed)) == "Niet gevonden"


def test_a_past_day_shows_what_was_public_then_and_no_draft(visit_store, agreed):
    tuned_before(agreed)
    assert "Een ballon." in words(visit_store(f"{PAGE}?nummer=1", agreed))
    shown = words(visit_store(f"{PAGE}?nummer=1&op=2026-11-16", agreed))
    assert "Wij plaatsen een zeppelin." in shown
    assert "ballon" not in shown
    assert headline(visit_store(f"{PAGE}?nummer=1&op=2026-11-10", agreed)) == "Niet gevonden"


def test_the_link_of_a_past_day_shows_the_text_of_that_day(visit_store, agreed, sign_in):
    tuned_before(agreed, tuning_until="2026-12-06")
    shown = words(visit_store(f"{address(agreed)}&op=2026-11-16", agreed))
    assert "Wij plaatsen een zeppelin." in shown
    assert "Verstuur opmerking" not in shown
    assert "Een ballon." in words(visit_store(address(agreed), agreed))
    sign_in(Role.EDITOR)
    shown = words(visit_store(f"{PAGE}?nummer=1&op=2026-11-16", agreed))
    assert "Wij plaatsen een zeppelin." in shown
    assert "Voor de redactie" not in shown


def test_an_older_publication_does_not_show_the_figures_that_wait_in_a_newer_one(visit_store, agreed):
    row = {"kind": "figures", "title": "Cijfers", "indicator_code": "IND-01"}
    save(
        agreed,
        publication=[
            row | {"number": "1", "figures_from": "2026-01-01 00:00:00", "tuning_until": "2026-11-15"},
            row | {"number": "2", "figures_from": "2026-11-19 00:00:00", "tuning_until": "2026-12-06"},
        ],
        measurement=[
            measurement("2025-06-30", "55", recorded_at="2026-10-01 12:00:00"),
            measurement("2025-12-31", "77", recorded_at="2026-11-20 12:00:00"),
        ],
    )
    shown = words(visit_store(f"{PAGE}?nummer=1", agreed))
    assert "55 stuks" in shown
    assert "77" not in shown
    assert "77 stuks" in words(visit_store(address(agreed, 2), agreed))
