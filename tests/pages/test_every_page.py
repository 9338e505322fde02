"""Every page opens with a full, an empty and a real-only store, and says the right thing."""

import re

import pytest

from sok_metrics.texts.signs import with_small_figures
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.browser.serving import ROOT
from tests.pages.data import commitment_addresses, indicators, titles
from tests.pages.stores import put_commitments
from tests.pages.visits import headline, words

STORES = ("botu", pytest.param("real", marks=pytest.mark.full), "empty")
PAGES = [entry.url for entry in ENTRIES]
OBJECT = {
    "indicator": "?code=ECO-05",
    "project": "?code=P1",
    "bijeenkomst": "?nummer=4",
    "verslag": "?nummer=4",
}
"""What pages about one thing are about."""
STRANGE = re.compile(r"\b(nan|NaN|NaT|None|<NA>|inf)\b|\{\w+\}(?!<extra>)")
ENGLISH = re.compile(
    r"\b(the|and|search|select|choose|loading|error|warning|download|show|open|none|chart|value|goal|"
    r"indicator code|measurement|baseline|target|status of|agreement|overview|example|today)\b",
    re.IGNORECASE,
)
DUTCH_TOO = {"open"}


def is_fine(visit):
    """No exception, no red box, one title, and no half-made sentence."""
    assert not visit.exception
    assert not visit.error
    assert len(visit.title) == 1
    assert not [line for line in words(visit).splitlines() if STRANGE.search(line.replace("%{", "%"))]
    return True


def test_every_page_file_stands_in_the_navigation():
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")}
    assert files == {entry.path for entry in ENTRIES}


def test_addresses_and_keys_are_unique_and_one_page_is_the_first():
    assert len({entry.url for entry in ENTRIES}) == len({entry.key for entry in ENTRIES}) == len(ENTRIES)
    assert [entry.key for entry in ENTRIES if entry.is_default] == ["overview"]


@pytest.mark.parametrize("database", STORES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_with_every_store(visit, address, database):
    page = visit(address + OBJECT.get(address, ""), database)
    if database != "botu" and page.error:
        assert headline(page) == "Niet gevonden"
        assert not page.exception
    else:
        assert is_fine(page)


@pytest.mark.parametrize(
    "address", ["overzicht", "waarden", "doelen", "afspraken", "indicatoren", "indicator?code=ECO-05"]
)
def test_an_empty_store_says_what_to_do_first(visit, address):
    page = visit(address, "empty")
    assert headline(page) == "Nog geen afspraken"
    assert "Hier komen de waarden, doelen en afspraken van uw wijk" in words(page)
    assert "Meld u dan eerst aan." in words(page)


def test_an_agreement_without_indicators_says_what_comes_there(visit_store, empty_store):
    put_commitments(empty_store)
    page = visit_store("indicatoren", empty_store)
    assert headline(page) == "Er zijn nog geen indicatoren."
    assert "Hier komen de indicatoren" in words(page)
    assert is_fine(page)
    assert is_fine(visit_store("waarden", empty_store))
    assert is_fine(visit_store("overzicht", empty_store))
    assert "Hier staat nog niets" in headline(visit_store("doelen", empty_store))


@pytest.mark.parametrize("database", STORES[:2])
@pytest.mark.parametrize(("address", "code"), list(commitment_addresses()))
def test_every_commitment_has_its_address(visit, address, code, database):
    page = visit(address, database)
    assert is_fine(page)
    kind = {"W": "Waarde", "D": "Doel", "S": "Samenwerkingsafspraak"}[code[0]]
    assert f"{kind} {code} · {with_small_figures(titles()[code])}" in words(page)


@pytest.mark.parametrize("row", indicators("botu") + indicators("example"), ids=lambda row: row["code"])
def test_every_indicator_has_its_address(visit, row):
    page = visit(f"indicator?code={row['code']}")
    assert is_fine(page)
    first = "Stemkaart" if row["soort"] == "kaart" else "Indicator"
    assert f"{first} {row['code']} · {with_small_figures(row['naam'])}" in words(page)
    if row["soort"] == "kaart":
        assert with_small_figures(row["vraag_op_de_kaart"]) in words(page)
    else:
        assert with_small_figures(row["wat_meet_het"]) in words(page)


@pytest.mark.full
@pytest.mark.parametrize("row", indicators("botu"), ids=lambda row: row["code"])
def test_every_real_indicator_opens_without_examples(visit, row):
    page = visit(f"indicator?code={row['code']}", "real")
    assert is_fine(page)
    assert with_small_figures(row["naam"]) in words(page)


@pytest.mark.parametrize(
    "address",
    ["overzicht", "waarden", "doelen", "afspraken", "indicatoren", "indicator?code=DEE-01", "eigen-wijk"],
)
@pytest.mark.parametrize("database", STORES)
def test_no_english_is_shown(visit, address, database):
    shown = words(visit(address, database))
    assert {word.lower() for word in ENGLISH.findall(shown)} - DUTCH_TOO == set()
