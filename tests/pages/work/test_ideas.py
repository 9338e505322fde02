"""The idea box on the page: it takes what is sent, shows it literally, and loses nothing when it refuses."""

import pytest

from sok_metrics.errors import DiskFullError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.floods import MOST_PER_BROWSER, Sender
from sok_metrics.store.changes.ideas import submit_idea
from sok_metrics.ui.parts import visitor
from sok_metrics.ui.work import ideas as box
from tests.pages.conftest import TODAY
from tests.pages.data import rows
from tests.pages.stores import put_commitments
from tests.pages.test_every_page import is_fine
from tests.pages.visits import headline, words
from tests.store.rows import count, save


@pytest.fixture
def store(empty_store):
    put_commitments(empty_store)
    return empty_store


def send(page, text, group=None):
    page.text_area[0].set_value(text)
    if group:
        page.button_group[0].set_value(group)
    [button] = [one for one in page.button if "Verstuur idee" in one.label]
    return button.click().run()


def test_the_box_says_how_many_wait_and_for_when(visit):
    page = visit("ideeen")
    assert is_fine(page)
    assert headline(page) == "Op 8 december 2026 bespreken we 3 ideeën (Energiewijk-overleg)."
    shown = words(page)
    assert "Laat geen naam of nummer achter; kom liever langs (Energiewijk-overleg)." in shown
    for row in rows("example", "ideeen"):
        assert row["tekst"] in shown
        assert row["antwoord"] in shown
    assert shown.count("voorbeeld") >= 5
    assert shown.index("In de bus (3)") < shown.index("koelcel") < shown.index("zaterdagmiddag")
    assert shown.index("zaterdagmiddag") < shown.index("Besproken (2)") < shown.index("Koelte in de zomer")


def test_without_examples_the_box_is_empty_and_open(visit):
    page = visit("ideeen", "real")
    assert headline(page) == "Er wachten geen ideeën. Wat is uw idee?"
    assert len(page.text_area) == 1
    assert "In de bus" not in words(page)


def test_a_new_idea_stands_on_top_at_once(visit_store, store):
    page = send(visit_store("ideeen", store), "Meer bomen in de straat", "resident")
    assert is_fine(page)
    assert [one.value for one in page.success] == ["Dank u wel! Uw idee zit in de bus."]
    assert page.text_area[0].value == ""
    assert "Meer bomen in de straat" in words(page)
    assert headline(page).startswith("1 idee wacht op de volgende keer (")
    [row] = store.whole().rows("SELECT text, submitted_by FROM idea")
    assert row == {"text": "Meer bomen in de straat", "submitted_by": "resident"}
    assert not page.run().success


def test_the_same_idea_again_counts_once(visit_store, store):
    page = send(visit_store("ideeen", store), "Meer bomen")
    page = send(page, "Meer bomen")
    assert [one.value for one in page.success] == ["Dit idee zat al in de bus. Dank u wel!"]
    assert count(store, "idea") == 1


@pytest.mark.parametrize("text", ["<script>alert(1)</script> **vet** :red[x] $y$", "# kop\n\n- een\n1. twee"])
def test_an_idea_is_shown_literally(visit_store, store, text):
    page = send(visit_store("ideeen", store), text)
    assert text in [one.value for one in page.text]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "Er staat nog niets."),
        ("x" * 1001, "Uw idee is 1.001 tekens lang."),
        ("Bel 06-12345678", "telefoonnummer of e-mailadres"),
    ],
)
def test_what_is_refused_stays_in_the_form(visit_store, store, text, sentence):
    page = send(visit_store("ideeen", store), text)
    assert not page.exception
    assert sentence in page.error[0].value
    assert page.text_area[0].value == text
    assert count(store, "idea") == 0


def test_a_flood_is_told_kindly_and_the_last_text_stays(visit_store, store):
    page = visit_store("ideeen", store)
    for n in range(MOST_PER_BROWSER):
        page = send(page, f"Idee {n}")
    page = send(page, "Nog een")
    assert "U hebt in tien minuten al 5 ideeën verstuurd" in page.error[0].value
    assert page.text_area[0].value == "Nog een"
    assert count(store, "idea") == MOST_PER_BROWSER


def test_a_full_disk_loses_no_text(visit_store, store, monkeypatch):
    def fail(*_, **__):
        raise DiskFullError("De schijf is vol.")

    monkeypatch.setattr(box, "submit_idea", fail)
    page = send(visit_store("ideeen", store), "Meer bomen", "initiative")
    assert page.error[0].value == "De schijf is vol."
    assert page.text_area[0].value == "Meer bomen"
    assert page.button_group[0].value == "initiative"


def test_in_the_past_the_box_is_closed_and_shows_what_was_known(visit):
    page = visit("ideeen?op=2026-06-30")
    assert is_fine(page)
    assert len(page.text_area) == 0
    assert "Ga terug naar vandaag om een idee te geven." in words(page)
    assert headline(page) == (
        "1 idee wacht op de volgende keer (Energiewijk-overleg). De datum is nog niet bekend."
    )
    assert "Maak de folder" in words(page)
    assert "koelcel" not in words(page)


def test_of_many_ideas_the_first_are_shown(visit_store, store):
    save(
        store,
        idea=[
            {"number": str(n), "submitted_on": "2026-11-01", "text": f"Idee nummer {n}"} for n in range(1, 81)
        ],
    )
    page = visit_store("ideeen", store)
    assert len(page.text) == box.IDEAS_AT_FIRST
    page = page.toggle(key="all_waiting").set_value(True).run()
    assert len(page.text) == 80


def test_the_worklist_of_the_evening_names_the_ideas(visit):
    shown = words(visit("maandelijks-overleg"))
    assert "Nieuwe ideeën (3)" in shown
    assert "Onze winkel heeft een grote koelcel." in shown
    assert "Koelte in de zomer" not in shown


def test_a_browser_stays_the_same_visitor_when_its_cookie_is_masked_anew():
    def cookie(token, mask):
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(token))
        return f"2|{mask.hex()}|{masked.hex()}|1790000000"

    one, other = b"sixteen bytes ok", b"sixteen bytes no"
    assert visitor._token(cookie(one, b"\x01\x02\x03\x04")) == visitor._token(cookie(one, b"abcd")) != ""
    assert visitor._token(cookie(one, b"abcd")) != visitor._token(cookie(other, b"abcd"))
    for strange in ("", "2|zz|zz|1", "2||aa|1", "1|aa|bb|1", "x" * 5_000):
        assert visitor._token(strange) == ""


def test_an_editor_archives_a_flood_in_one_go_and_undoes_it(visit_store, store, sign_in):
    flood = [
        {"number": str(n), "submitted_on": "2026-11-22", "text": f"Koop nu lamp {n}"} for n in range(1, 61)
    ]
    save(store, idea=[*flood, {"number": "61", "submitted_on": "2026-11-22", "text": "Meer bomen"}])
    assert "Veel ideeën tegelijk archiveren" not in words(visit_store("ideeen", store))
    sign_in(Role.EDITOR)
    page = visit_store("ideeen", store)
    assert is_fine(page)
    assert page.button(key="sift-archive").disabled
    heap = page.selectbox(key="sift_heap")
    [alike] = [option for option in heap.options if "die lijken op: Koop nu lamp" in option]
    assert alike.startswith("60 ")
    page = heap.set_value(heap.options[heap.options.index(alike)]).run()
    assert page.button(key="sift-archive").label == "Archiveer 60 ideeën"
    page = page.button(key="sift-archive").click().run()
    assert page.success[0].value.endswith(" 60 ideeën")
    assert [one.value for one in page.text] == ["Meer bomen"]
    page = page.button(key="undo-saved").click().run()
    assert "In de bus (61)" in words(page)


def test_an_administrator_removes_an_idea_for_good(visit_store, empty_store, sign_in):
    put_commitments(empty_store)
    submit_idea(empty_store, text="De buurman deugt niet", sender=Sender("x", "x"), today=TODAY)
    for role in (Role.VISITOR, Role.EDITOR):
        sign_in(role)
        assert "Verwijder een idee voorgoed" not in words(visit_store("ideeen", empty_store))
    sign_in(Role.ADMINISTRATOR, "Beheer")
    page = visit_store("ideeen", empty_store)
    page = page.selectbox(key="idea_to_remove").set_value("1").run()
    assert "Ook daar gaat het idee uit." in words(page)
    assert page.button(key="remove-idea-1").disabled
    page = page.checkbox(key="sure-idea-1").check().run()
    page = page.button(key="remove-idea-1").click().run()
    assert "Vul in waarom dit idee weg moet." in page.error[0].value
    page.text_input(key="why-idea-1").set_value("Beledigend")
    page = page.button(key="remove-idea-1").click().run()
    assert is_fine(page)
    assert page.success[0].value == "Idee 1 is verwijderd."
    shown = words(page)
    assert "buurman" not in shown
    assert "Idee 1 voorgoed verwijderd: Beledigend" in shown
    assert "Niet openbaar of in het archief" not in shown
