"""Deep links: strange codes and days get a sentence, and a day in the past shows what was known then."""

from datetime import date
from urllib.parse import quote

import pytest

from tests.pages.data import known_by, rows
from tests.pages.visits import elements, headline, words

pytestmark = pytest.mark.full

WEIRD = [
    "X99",
    "w99",
    "W1;DROP TABLE indicator",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "**vet** :red[x] $x$ [a](javascript:1)",
    "%",
    "../../etc/passwd",
    "\x00",
    "é🙂漢",
    "W" * 10_000,
]


@pytest.mark.parametrize("code", WEIRD, ids=lambda code: code[:12].strip())
@pytest.mark.parametrize("page", ["waarden", "doelen", "afspraken", "indicator"])
def test_a_code_that_is_not_there_is_said_and_the_way_on_is_shown(visit, page, code):
    found = visit(f"{page}?code={quote(code)}")
    assert not found.exception
    assert headline(found) == "Niet gevonden"
    [error] = found.error
    assert len(error.value) < 250
    assert f"'{code[:40]}'" in words(found)
    links = [one for one in elements(found.main) if one.type == "page_link"]
    assert len(links) > (1 if page == "indicator" else 5)


@pytest.mark.parametrize("page", ["waarden", "doelen", "afspraken"])
def test_without_a_code_the_first_is_shown(visit, page):
    first = {"waarden": "Waarde W1", "doelen": "Doel D1", "afspraken": "Samenwerkingsafspraak S1"}[page]
    assert first in words(visit(page))
    assert first in words(visit(f"{page}?code="))


def test_a_code_of_another_kind_is_not_there(visit):
    assert headline(visit("doelen?code=W1")) == "Niet gevonden"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("doelen?code=d2", "Doel D2"),
        ("indicator?code=eco-05", "Gasverbruik per woning"),
        ("indicator?code=sam-01", "SAM-01"),
        ("project?code=p1", "P1"),
    ],
)
def test_a_code_may_be_typed_in_small_letters(visit, address, shown):
    page = visit(address)
    assert headline(page) != "Niet gevonden"
    assert shown in words(page)


def test_without_an_indicator_one_can_choose(visit):
    page = visit("indicator")
    assert headline(page) == "Welke indicator?"
    assert page.info[0].value == "Er is geen indicator gekozen."
    assert not page.error


@pytest.mark.parametrize(
    "day", ["2023-13-45", "gisteren", "<b>**x**", "2023", "-1", "0000-00-00", "9" * 10_000]
)
def test_a_day_that_is_none_is_said_and_today_is_shown(visit, day):
    page = visit(f"overzicht?op={quote(day)}")
    assert not page.exception
    [warning] = page.warning
    assert f"'{day[:40]}' is geen datum" in words(page)
    assert "U ziet nu de stand van vandaag." in warning.value
    assert len(warning.value) < 250
    assert headline(page) == headline(visit("overzicht"))


@pytest.mark.parametrize("address", ["overzicht?op=", "overzicht?op=2026-11-22"])
def test_no_day_and_today_show_today_without_a_word(visit, address):
    page = visit(address)
    assert not page.warning
    assert "zoals het bekend was" not in words(page).replace("Laat alles zien zoals het bekend was op", "")
    assert headline(page) == headline(visit("overzicht"))


def test_a_day_to_come_is_said_and_today_is_shown(visit):
    page = visit("overzicht?op=2999-01-01")
    assert [warning.value for warning in page.warning] == [
        "1 januari 2999 moet nog komen. U ziet nu de stand van vandaag."
    ]
    assert headline(page) == headline(visit("overzicht"))


@pytest.mark.parametrize("day", ["2021-12-30", "2001-01-01", "1800-01-01"])
@pytest.mark.parametrize("page", ["overzicht", "waarden", "indicatoren", "indicator?code=ECO-05"])
def test_before_the_agreement_nothing_was_known(visit, page, day):
    found = visit(f"{page}{'&' if '?' in page else '?'}op={day}")
    assert not found.exception
    assert headline(found) == "Nog geen afspraken"
    assert "was hier nog niets van bekend" in words(found)
    [back] = [button for button in found.button if button.label == "Bekijk de stand van vandaag"]
    back.click().run()
    assert headline(found) != "Nog geen afspraken"
    assert "op" not in found.query_params


def test_on_a_day_in_the_past_only_what_was_known_then_is_shown(visit):
    page = visit("indicator?code=ECO-01&op=2023-12-04")
    assert "zoals het bekend was op 4 december 2023" in words(page)
    known = known_by(rows("example", "metingen"), "2023-12-04 22:59:59")
    periods = {row["tot_en_met"] for row in known if row["reeks"] == "ECO-01"}
    [table] = [one.value for one in page.table if "Waarde" in one.value]
    assert 0 < len(table) == len(periods)
    assert not table["Periode"].str.contains("2024|2025|2026").any()


def test_a_remark_of_that_evening_is_shown_and_a_later_one_is_not(visit):
    """What was written down at the meeting of 4 December 2023, when it was closed."""
    meetings = {row["nummer"]: row["datum"] for row in rows("example", "bijeenkomsten")}
    remarks = [row for row in rows("example", "gezegd") if row["code"].startswith("W")]
    for row in remarks:
        shown = words(visit(f"waarden?code={row['code']}&op=2023-12-04"))
        if meetings[row["bijeenkomst"]] > "2023-12-04":
            assert row["tekst"] not in shown
        elif meetings[row["bijeenkomst"]] == "2023-12-04":
            assert row["tekst"] in shown


def test_a_later_correction_is_not_known_before_it_was_made(visit):
    corrected = [row for row in rows("example", "metingen") if row["reden_van_correctie"]]
    row = corrected[0]
    day = row["vastgelegd_op"][:10]
    before = f"{int(day[:4])}-01-01" if day[5:] != "01-01" else f"{int(day[:4]) - 1}-12-31"
    address = f"indicator?code={row['reeks']}"
    assert row["reden_van_correctie"] not in words(visit(f"{address}&op={before}"))
    assert row["reden_van_correctie"] in words(visit(f"{address}&op={day}"))


def test_choosing_a_day_with_the_date_field(visit):
    page = visit("waarden?code=W2")
    page.date_input[0].set_value(date(2023, 12, 4)).run()
    assert "zoals het bekend was op 4 december 2023" in words(page)
    assert page.query_params["op"] == "2023-12-04"
    assert "Waarde W2" in words(page)
    page.button[0].click().run()
    assert "zoals het bekend was op 4" not in words(page)
    assert "op" not in page.query_params


def test_links_and_buttons_keep_the_day(visit):
    page = visit("overzicht?op=2023-12-04")
    page.button(key="banner_real_only").click().run()
    assert "zoals het bekend was op 4 december 2023" in words(page)
    assert "U ziet alleen echte cijfers." in words(page)


@pytest.mark.parametrize("choice", ["ja", "", "NEE", "0"])
def test_only_nee_leaves_the_examples_out(visit, choice):
    assert "verzonnen" in words(visit(f"overzicht?voorbeelden={choice}"))


def test_spaces_around_a_code_are_forgiven(visit):
    assert "Waarde W1" in words(visit("waarden?code=%20W1%20"))
