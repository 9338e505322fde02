"""The page Energiebegroting: the sentence, the flow, the bars and the tables."""

from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from sok_metrics.nouns.model import View
from sok_metrics.store.queries.books import read_books
from sok_metrics.tasks.files.export import partner_workbook
from sok_metrics.tasks.storage.status import read_status
from sok_metrics.texts.formats import NOTHING, number
from sok_metrics.ui.money.budget_tables import fund_table
from tests.pages.stores import put_commitments
from tests.pages.visits import elements, headline, words
from tests.store.rows import save


def test_the_sentence_tells_what_is_granted_paid_and_ends_soon(visit):
    page = visit("energiebegroting?op=2026-11-20", "botu")
    assert headline(page).replace("\xa0", " ") == (
        "Van € 206.563 is € 158.202 toegekend en € 141.379 betaald; "
        "€ 10.000 is toegezegd maar nog niet ontvangen; "
        "€ 12.000 van Aardgasvrij, 2023 (voorbeeld) vervalt op 31 december 2026."
    )
    said = words(page).replace("\xa0", " ")
    assert "Hierbij zijn voorbeelden meegeteld." in said
    assert "Van Gemeente, 2025 (voorbeeld) had € 10.000,00 al binnen moeten zijn." in said
    assert (
        "€ 205.000,00 ontvangen + € 1.562,50 teruggekomen = € 158.201,50 toegekend "
        "+ € 23.450,00 gereserveerd + € 24.911,00 vrij"
    ) in said
    assert (
        "€ 158.201,50 toegekend = € 141.378,63 betaald + € 15.260,37 nog te betalen "
        "+ € 1.562,50 niet nodig gebleken"
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
    assert "Bij 2 bronnen staat niet opgeschreven welk geld al binnen is." in words(page)
    shown = next(one.value for one in page.table if "Ontvangen" in one.value.columns)
    assert shown["Ontvangen"].tolist() == ["niet bijgehouden", "niet bijgehouden", "niet overal bijgehouden"]
    assert "€ 100.000,00 ontvangen of toegezegd =" in words(page).replace("\xa0", " ")
    assert "per geholpen huishouden" not in words(page)


def test_of_one_year_it_stands_there_what_came_from_and_went_to_other_years(visit):
    page = visit("energiebegroting?jaar=2024", "botu")
    came = next(one.value for one in page.table if "Ontvangen" in one.value.columns)
    assert came["Uit een ander jaar"].tolist()[-1] == "75.048,75"
    assert came["Naar een ander jaar"].tolist()[-1] == "56.611,25"
    everything = visit("energiebegroting", "botu")
    of_all = next(one.value for one in everything.table if "Ontvangen" in one.value.columns)
    assert not {"Uit een ander jaar", "Naar een ander jaar"} & set(of_all.columns)


def test_a_year_shows_what_was_granted_in_it(visit):
    page = visit("energiebegroting?jaar=2024", "botu")
    assert headline(page).replace("\xa0", " ").startswith("Van € 20.000 voor 2024 is € 20.000 toegekend")
    assert "Buurthuiskamer isoleren" not in words(page)


def test_the_projects_that_got_money_can_be_opened(visit):
    def opened(address):
        return [one.proto.query_string for one in elements(visit(address).main) if one.type == "page_link"]

    assert "code=P1" in opened("energiebegroting")
    assert not any("code=P" in query for query in opened("energiebegroting?voorbeelden=nee"))


def test_all_the_money_of_a_project_stands_at_each_value_and_goal_and_overlaps_are_told(visit):
    said = words(visit("energiebegroting", "botu")).replace("\xa0", " ")
    assert "Zo loopt het geld: van bron naar project" in said
    assert "De bedragen overlappen dus: tel ze niet bij elkaar op." in said
    assert "W3 Heldere informatie: € 43.750" in said
    assert (
        said.index("W1 Gelijkwaardigheid: €") < said.index("W7 Goed bereikbaar: €") < said.index("D1 Samen")
    )
    # a seventh of it was once made up for each
    assert "7.292" not in said


def test_each_grant_leads_to_its_decision_and_meeting_and_back(visit):
    page = visit("energiebegroting", "botu")
    said = words(page).replace("\xa0", " ")
    assert "Besluit: Het budgetcafé krijgt geld." in said
    assert "ging van 2024 mee naar 2025. Besloten op 14 jan 2025." in said
    ways = {
        (one.proto.page, one.proto.query_string) for one in elements(page.main) if one.type == "page_link"
    }
    assert {"nummer=13", "nummer=43", "code=P1"} <= {query for _page, query in ways}
    assert "Dit ging over € 31.150,50" in words(visit("bijeenkomst?nummer=13", "botu")).replace("\xa0", " ")
    decided = next(one.value for one in visit("besluiten", "botu").table if "Geld" in one.value.columns)
    assert "€ 12.400,50" in [one.replace("\xa0", " ") for one in decided["Geld"]]


def test_euros_stand_beside_results_with_the_caution(visit):
    said = words(visit("energiebegroting?op=2026-11-20", "botu")).replace("\xa0", " ")
    assert "Pas op met deze cijfers. Niet alle opbrengst telt mee" in said
    assert "€ 112,94 per ton CO₂. In 2022 tot en met 2025 is € 36.480 betaald, en er is 323 ton" in said


def test_a_supplier_shows_only_where_that_may(visit):
    page = visit("energiebegroting", "botu")
    payments = next(one.value for one in page.table if "Leverancier" in one.value.columns)
    shown = {text.split(" \\(")[0] for text in payments["Leverancier"]}
    assert shown - {"", NOTHING} == {"Aannemer", "Installatiebedrijf"}
    assert "Groothandel" not in words(page)


def test_what_was_pardoned_stands_there_with_its_reason(visit_store, own_copy):
    store = own_copy("botu")
    row = {"allocation_number": "10", "fund_code": "BOTU-2021", "amount": "7500",
           "exception_note": "De gever <b>vindt</b> het goed."}  # fmt: skip
    save(store, allocation_fund=[row])
    said = words(visit_store("energiebegroting", store)).replace("\xa0", " ")
    assert "Toekenning 10, € 7.500,00 uit BoTu2028, 2021: De gever" in said
    assert "Het beheer schreef op waarom het toch mocht." in said


@pytest.mark.parametrize("year", ["1999", "x", "2024' OR 1=1", "9" * 500])
def test_a_year_that_is_not_there_shows_all_years(visit, year):
    page = visit(f"energiebegroting?jaar={year}", "botu")
    assert not page.exception
    assert headline(page).replace("\xa0", " ").startswith("Van € 206.563 is")


def test_a_day_in_the_past_shows_the_books_of_that_day(visit):
    page = visit("energiebegroting?op=2022-06-30", "botu")
    assert headline(page).replace("\xa0", " ") == (
        "Van € 75.000 is € 12.500 toegekend en € 0 betaald; € 25.000 is toegezegd maar nog niet ontvangen."
    )


def test_without_funds_the_page_says_what_to_do_first(visit_store, store):
    put_commitments(store)
    page = visit_store("energiebegroting", store)
    assert not page.exception
    assert headline(page) == "Nog geen geld voor de energiebegroting"
    assert "Hier komt te staan hoeveel geld er is" in words(page)
