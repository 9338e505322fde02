"""Toegang: what each role sees there, and what the administrator changes."""

from types import SimpleNamespace

import pytest
import streamlit as st
from argon2 import PasswordHasher

from sok_metrics import clock
from sok_metrics.errors import NotAllowedError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.accounts import attempts, passphrases
from sok_metrics.tasks.accounts.access import access_file, read_access
from sok_metrics.tasks.accounts.passphrases import find_role, remove_passphrase, set_passphrase
from sok_metrics.tasks.accounts.sign_in import REMEMBERED, cookie_name, end_ticket, new_ticket, signed
from sok_metrics.ui.parts import session, visitor
from tests.pages.visits import elements, words
from tests.store.rows import count

PASSPHRASE = "vier gewone woorden samen"


@pytest.fixture
def path(empty_store, monkeypatch):
    """The place of a store with an administrator's passphrase."""
    monkeypatch.setattr(passphrases, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(attempts, "_attempts", {})
    set_passphrase(empty_store.path, Role.ADMINISTRATOR, PASSPHRASE, by=SERVER)
    return empty_store.path


def press(page, label, place=0):
    return [button for button in page.button if button.label == label][place].click().run()


def test_a_visitor_finds_how_to_sign_in_and_nothing_else(visit_store, empty_store):
    page = visit_store("toegang", empty_store)
    assert "Dit dashboard heeft er nog geen" in words(page)
    set_passphrase(empty_store.path, Role.ADMINISTRATOR, PASSPHRASE, by=SERVER)
    page = visit_store("toegang", empty_store)
    assert "meldt zich aan" in words(page)
    assert not page.text_input
    assert access_file(empty_store.path).exists()


def test_an_editor_sees_who_they_are_and_no_passphrases(visit_store, empty_store, path, sign_in):
    sign_in(Role.EDITOR, "Els")
    page = visit_store("toegang", empty_store)
    assert "U hoort bij de redactie" in words(page)
    assert not page.text_input


def test_the_administrator_gives_the_editors_a_passphrase_and_takes_it_away(
    visit_store, empty_store, path, sign_in
):
    sign_in(Role.ADMINISTRATOR, "Els")
    page = visit_store("toegang", empty_store)
    for fresh, again, said in (
        ("kort", "kort", "minstens 12 tekens"),
        ("lang genoeg maar anders", "lang genoeg en gelijk", "niet gelijk"),
        (PASSPHRASE, PASSPHRASE, "niet dezelfde wachtzin"),
    ):
        page.text_input[0].set_value(fresh)
        page.text_input[1].set_value(again)
        page = press(page, "Wachtzin bewaren")
        assert said in page.error[0].value
        assert Role.EDITOR not in read_access(path).hashes
    page.text_input[0].set_value("de redactie schrijft mee")
    page.text_input[1].set_value("de redactie schrijft mee ")
    page = press(page, "Wachtzin bewaren")
    assert not page.error
    assert find_role(path, "de redactie schrijft mee") is Role.EDITOR
    page = press(visit_store("toegang", empty_store), "Zet de wachtzin van de redactie uit")
    assert "nog geen wachtzin" in words(page)
    assert find_role(path, "de redactie schrijft mee") is None


def test_the_administrator_gives_the_present_passphrase_to_get_another(
    visit_store, empty_store, path, sign_in, monkeypatch
):
    sign_in(Role.ADMINISTRATOR, "Els")
    monkeypatch.setattr(visitor, "_source", lambda: "192.0.2.1")
    # No second passes while the page is drawn.
    attempts._attempts[path.resolve()] = attempts.Attempts(lambda: 0.0)
    page = visit_store("toegang", empty_store)
    for present, said in (("niet de goede wachtzin", "klopt niet"), (PASSPHRASE, "Wacht nog")):
        page = change_own(page, present)
        assert said in page.error[0].value
    attempts._attempts.clear()
    page = change_own(page, PASSPHRASE)
    assert "meldt zich aan met deze" in page.success[0].value
    assert find_role(path, "een heel nieuwe wachtzin") is Role.ADMINISTRATOR


def change_own(page, present):
    for place, text in enumerate((present, "een heel nieuwe wachtzin", "een heel nieuwe wachtzin"), start=2):
        page.text_input[place].set_value(text)
    return press(page, "Wachtzin bewaren", 1)


def test_roles_by_address_are_added_and_taken_away(visit_store, empty_store, path, sign_in, monkeypatch):
    monkeypatch.setattr("sok_metrics.ui.manage.access_roles.has_organisations", lambda: True)
    sign_in(Role.ADMINISTRATOR, "Els")
    page = visit_store("toegang", empty_store)
    page.text_input[-1].set_value("geen adres")
    page = press(page, "Geef deze rol")
    assert "geen e-mailadres" in page.error[0].value
    page.text_input[-1].set_value(" Jan@Wijk.nl")
    page = press(page, "Geef deze rol")
    assert read_access(path).roles == {"jan@wijk.nl": Role.EDITOR}
    assert "jan@wijk.nl · redactie" in words(page)
    page = press(page, "Haal weg")
    assert read_access(path).roles == {}


def test_the_corner_of_every_page_says_what_one_may(visit_store, empty_store, path, sign_in):
    assert "Aanmelden" in [one.label for one in links(visit_store("acties", empty_store))]
    sign_in(Role.EDITOR, "Els")
    page = visit_store("acties", empty_store)
    assert "U hoort bij de redactie" in words(page)
    assert "Aanmelden" not in [one.label for one in links(page)]


@pytest.mark.parametrize("end", ["another passphrase", "no passphrase", "signed out"])
def test_a_tab_that_stays_open_has_no_rights_any_more(visit_store, empty_store, path, monkeypatch, end):
    """The websocket keeps the cookies that it began with; each look and each write judges them anew."""
    access = set_passphrase(path, Role.EDITOR, "de redactie schrijft mee", by=SERVER)
    ticket = new_ticket(access, "Els", Role.EDITOR, now=clock.timestamp(), lasts=REMEMBERED)
    cookies = {cookie_name(access): signed(access, ticket)}
    context = SimpleNamespace(cookies=cookies, url="http://127.0.0.1:8501/acties", ip_address=None)
    monkeypatch.setattr(st, "context", context)
    page, form = visit_store("acties", empty_store), visit_store("acties?nieuw=action", empty_store)
    assert "Nieuwe waarde" in labels(page)
    assert "Opslaan" in labels(form)
    if end == "signed out":
        end_ticket(path, ticket, now=clock.timestamp())
    elif end == "no passphrase":
        remove_passphrase(path, Role.EDITOR, by=SERVER)
    else:
        set_passphrase(path, Role.EDITOR, "een andere wachtzin", by=SERVER)
    changes = count(empty_store, "change_set")
    assert "Nieuwe waarde" not in labels(press(page, "Nieuwe waarde"))
    form.text_area[0].set_value("Maak een folder")
    form = press(form, "Opslaan")
    assert "Eerst aanmelden" in words(form)
    assert "Opslaan" not in labels(form)
    assert count(empty_store, "change_set") == changes


def labels(page):
    return [button.label for button in page.button]


def links(page):
    return [block.proto for block in elements(page.main) if block.type == "link_button"]


def test_only_editors_get_a_reader_of_all_that_is_kept(monkeypatch, read_only_stores, sign_in):
    monkeypatch.setenv("SOK_DATABASE", str(read_only_stores("botu").path))
    sign_in(Role.VISITOR)
    with pytest.raises(NotAllowedError):
        session.whole()
    sign_in(Role.EDITOR)
    assert isinstance(session.whole(), WholeReader)
