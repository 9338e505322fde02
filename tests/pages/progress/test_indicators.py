"""The page Indicatoren: searching, filtering, and the Excel file of what is shown."""

import re

import pytest

from tests.pages.data import rows
from tests.pages.visits import headline, words
from tests.store.rows import save

NOTHING_FITS = "Geen enkele indicator past bij uw keuze. Haal een filter weg."


def codes(page):
    """The codes in the table, in its order; none without a table."""
    return [code for table in page.dataframe for code in table.value["Code"]]


def test_the_table_has_every_series_of_ours(visit):
    real = [row for row in rows("botu", "reeksen") if row["rol"] != "vergelijking"]
    cards = {row["code"] for row in rows("botu", "indicatoren") if row["soort"] == "kaart"}
    expected = sorted(row["indicator"] for row in real if row["indicator"] not in cards)
    shown = codes(visit("indicatoren", "real"))
    bare = {row["code"] for row in rows("botu", "indicatoren")} - {
        row["indicator"] for row in rows("botu", "reeksen")
    }
    assert sorted(code for code in shown if code not in bare) == expected
    assert set(shown) - set(expected) == bare


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("gas", {"ECO-05"}),
        ("GASVERBRUIK", {"ECO-05"}),
        ("  gasverbruik  ", {"ECO-05"}),
        ("ECO-05", {"ECO-05"}),
        ("eco-06", {"ECO-06"}),
    ],
)
def test_searching_in_name_and_code(visit, asked, found):
    page = visit("indicatoren")
    page.text_input[0].set_value(asked).run()
    assert found <= set(codes(page))
    assert len(set(codes(page))) <= 6
    assert not page.exception


def test_searching_in_area_and_source(visit):
    page = visit("indicatoren", "real")
    page.text_input[0].set_value("Tussendijken").run()
    assert set(codes(page)) == {
        row["indicator"] for row in rows("botu", "reeksen") if row["label"] == "Tussendijken"
    }
    page.text_input[0].set_value("CBS").run()
    expected = {row["code"] for row in rows("botu", "indicatoren") if "cbs" in str(row).lower()}
    assert set(codes(page)) <= expected
    assert "ECO-05" in codes(page)


@pytest.mark.parametrize(
    "asked",
    [
        "a" * 10_000,
        "<script>alert(1)</script>",
        "((",
        "[",
        "\\",
        ".*",
        "^$",
        "**vet**",
        ":red[x]",
        "$x$",
        "|",
        "'; --",
        "🙂",
    ],
    ids=lambda asked: asked[:8],
)
def test_a_search_without_a_hit_says_so_and_breaks_nothing(visit, asked):
    page = visit("indicatoren")
    page.text_input[0].set_value(asked).run()
    assert not page.exception
    assert not page.error
    assert codes(page) == []
    assert NOTHING_FITS in words(page)
    assert "0 indicatoren passen bij uw keuze." in words(page)
    assert [button.label for button in page.get("link_button") if "/ophalen/" in button.url] == [
        "Excel met alle indicatoren"
    ]


def test_a_point_is_a_point_and_percent_is_percent(visit):
    page = visit("indicatoren", "real")
    page.text_input[0].set_value(".").run()
    every = [row for row in rows("botu", "indicatoren") if row["soort"] != "kaart"]
    assert len(set(codes(page))) == sum(
        "." in row["wat_meet_het"] + row["naam"] + row["bron"] for row in every
    )


def test_filtering_by_status_shows_that_status_only(visit):
    page = visit("indicatoren")
    page.multiselect[0].set_value(["achieved"]).run()
    [table] = page.dataframe
    assert {cell[0] for cell in table.value["Status"]} == {"✓ doel gehaald"}
    count = len(set(codes(page)))
    assert f"{count} indicatoren passen bij uw keuze." in words(page)


def test_filtering_by_value_shows_what_is_linked_to_it(visit):
    linked = {
        row["indicator"]
        for folder in ("botu", "example")
        for row in rows(folder, "indicator_waarden_doelen")
        if row["code"] == "W6"
    }
    cards = {row["code"] for row in rows("botu", "indicatoren") if row["soort"] == "kaart"}
    page = visit("indicatoren")
    page.multiselect[1].set_value(["W6"]).run()
    assert set(codes(page)) == linked - cards


def test_filters_work_together_and_can_stand_in_the_address(visit):
    page = visit("indicatoren")
    page.text_input[0].set_value("gas").run()
    page.multiselect[0].set_value(["wrong_way"]).run()
    assert set(codes(page)) == {"ECO-05"}
    again = visit("indicatoren?zoek=gas&status=wrong_way")
    assert codes(again) == codes(page)


@pytest.mark.parametrize(
    "address",
    [
        "indicatoren?status=onzin",
        "indicatoren?bij=X99",
        "indicatoren?zoek=" + "x" * 5000,
        "indicatoren?status=<b>&bij=%00",
    ],
    ids=["status", "code", "long", "html"],
)
def test_a_strange_filter_in_the_address_breaks_nothing(visit, address):
    page = visit(address)
    assert not page.exception
    assert not page.error
    assert headline(page) == headline(visit("indicatoren"))


def test_comparison_figures_come_when_asked(visit):
    page = visit("indicatoren", "real")
    before = len(codes(page))
    assert not any("Rotterdam" in name for name in page.dataframe[0].value["Indicator"])
    [toggle] = [one for one in page.toggle if one.key == "vergelijking"]
    toggle.set_value(True).run()
    comparison = [row for row in rows("botu", "reeksen") if row["rol"] == "vergelijking"]
    assert len(codes(page)) == before + len(comparison)
    assert any("Rotterdam" in name for name in page.dataframe[0].value["Indicator"])


def test_the_worst_stands_first_and_what_is_unknown_last(visit):
    [table] = visit("indicatoren").dataframe
    statuses = [cell[0] for cell in table.value["Status"]]
    assert statuses[0] == "↘ gaat de verkeerde kant op"
    assert [cell[0] for cell in table.value["Gaat het"]] == [status.split()[0] for status in statuses]
    behind = [place for place, status in enumerate(statuses) if status.endswith("achter")]
    assert behind
    assert max(behind) < statuses.index("✓ doel gehaald")
    assert statuses[-1] in ("? niet gemeten", "… geen oordeel", "? te weinig metingen")


def test_every_row_has_its_figures_the_dutch_way(visit):
    [table] = visit("indicatoren", "real").dataframe
    shown = table.value.set_index("Indicator")
    gas = shown.loc["Gasverbruik per woning (Bospolder)"]
    assert (gas["Laatste"], gas["Gemeten in"], gas["Nulmeting"]) == ("990", "2017", "900")
    assert (gas["Streefwaarde"], gas["Tempo"], gas["Let op"]) == ("–", "–", "verouderd")
    assert shown.loc["Sociale index (Bospolder)"]["Streefwaarde"] == "100"
    assert shown.loc["Stroomverbruik per woning (Bospolder)"]["Nulmeting"] == "2.250"
    assert not re.search(r"\d\.\d\b", "\n".join(shown["Laatste"]).replace("2.150", "").replace("2.010", ""))


def test_choosing_an_indicator_gives_the_way_to_it(visit):
    page = visit("indicatoren")
    page.selectbox[0].set_value("ECO-05").run()
    assert "Gasverbruik per woning" in words(page)
    assert not page.exception


def test_a_latest_figure_that_is_provisional_says_so_beside_the_judgement(visit_store, real_store):
    sentence = "; het laatste cijfer is voorlopig en kan nog veranderen"
    assert sentence not in words(visit_store("indicator?code=ECO-05", real_store))
    key = {"series_code": "ECO-05-BO", "period_start": "2017-01-01", "period_end": "2017-12-31"}
    note = "Voorlopig cijfer van het CBS: het kan nog veranderen."
    save(real_store, measurement=[key | {"note": note}])
    shown = words(visit_store("indicator?code=ECO-05", real_store))
    assert sentence in shown
    assert note in shown
    assert "990 m³ per jaar (voorlopig)" in shown
