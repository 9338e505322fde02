"""The page Energiebegroting: the sentence, the flow, the bars and the tables."""

from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from sok_metrics.nouns.model import View
from sok_metrics.store.queries.books import read_books
from sok_metrics.tasks.files.export import partner_workbook
from sok_metrics.tasks.storage.status import read_status
from sok_metrics.texts.formats import number
from sok_metrics.ui.money.budget_tables import fund_table
from tests.pages.stores import put_commitments
from tests.pages.visits import elements, headline, words


def test_the_sentence_tells_what_is_granted_paid_and_ends_soon(visit):
    page = visit("energiebegroting?op=2026-11-20", "botu")
    assert headline(page).replace("\xa0", " ") == (
        "Van € 215.000 is € 158.202 toegekend en € 141.379 betaald; "
        "€ 12.000 van Aardgasvrij, 2023 (voorbeeld) vervalt op 31 december 2026."
    )
    said = words(page).replace("\xa0", " ")
    assert "Hierbij zijn voorbeelden meegeteld." in said
    assert "Van Gemeente, 2025 (voorbeeld) had € 15.000,00 al binnen moeten zijn." in said
    assert (
        "€ 215.000,00 toegezegd = € 141.378,63 betaald + € 16.822,87 nog te betalen "
        "+ € 23.450,00 gereserveerd + € 33.348,50 vrij"
    ) in said


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2027, 1, 1)])
def test_page_workbook_and_command_line_tell_the_same_of_each_fund(read_only_stores, today):
    store = read_only_stores("botu")
    books = read_books(store.reader(), today)
    shown = fund_table(books, None)[:-1]
    content = BytesIO(partner_workbook(store, View(), today))
    exported = pd.read_excel(content, sheet_name="Energiebegroting")
    told = read_status(store, today).funds
    columns = ["Beschikbaar", "Toegekend", "Betaald", "Gereserveerd", "Vrij"]
    assert exported["Vrij"].min() == 0 < exported["Gereserveerd"].sum()
    for place, fund in enumerate(told):
        in_file = [exported[name].iloc[place] for name in columns]
        assert [number(amount, 2) for amount in in_file] == [shown[name].iloc[place] for name in columns]
        assert [float(fund[name]) for name in ("granted", "paid", "reserved", "free")] == in_file[1:]
        assert fund["code"] == exported["Code"].iloc[place]


def test_real_figures_are_the_two_funds_of_2021(visit):
    page = visit("energiebegroting?voorbeelden=nee", "botu")
    assert headline(page).replace("\xa0", " ") == "Van € 100.000 is nog niets toegekend."
    assert "voorbeeld ·" not in words(page)
    assert "Er is nog niets toegekend." in words(page)


def test_a_year_shows_what_was_granted_in_it(visit):
    page = visit("energiebegroting?jaar=2024", "botu")
    assert headline(page).replace("\xa0", " ").startswith("Van € 20.000 voor 2024 is € 20.000 toegekend")
    assert "Buurthuiskamer isoleren" not in words(page)


def test_the_projects_that_got_money_can_be_opened(visit):
    def opened(address):
        return [one.proto.query_string for one in elements(visit(address).main) if one.type == "page_link"]

    assert "code=P1" in opened("energiebegroting")
    assert not any("code=P" in query for query in opened("energiebegroting?voorbeelden=nee"))


@pytest.mark.parametrize("year", ["1999", "x", "2024' OR 1=1", "9" * 500])
def test_a_year_that_is_not_there_shows_all_years(visit, year):
    page = visit(f"energiebegroting?jaar={year}", "botu")
    assert not page.exception
    assert headline(page).replace("\xa0", " ").startswith("Van € 215.000")


def test_a_day_in_the_past_shows_the_books_of_that_day(visit):
    page = visit("energiebegroting?op=2022-06-30", "botu")
    assert headline(page).replace("\xa0", " ") == "Van € 100.000 is € 12.500 toegekend en € 0 betaald."


def test_without_funds_the_page_says_what_to_do_first(visit_store, store):
    put_commitments(store)
    page = visit_store("energiebegroting", store)
    assert not page.exception
    assert headline(page) == "Nog geen geld voor de energiebegroting"
    assert "Hier komt te staan hoeveel geld er is" in words(page)
