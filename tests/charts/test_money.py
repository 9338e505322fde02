"""The charts of the energy budget: their amounts, their words, and nothing to draw."""

import json
from decimal import Decimal

import pytest

from sok_metrics.charts.fund_bars import fund_bars
from sok_metrics.charts.money_flow import money_flow
from sok_metrics.views.energy_budget.flow import Flow, Stream
from sok_metrics.views.energy_budget.ledger import Account


def spec(figure):
    return json.loads(figure.to_json())


def words(figure):
    return " ".join(one["text"] for one in spec(figure)["layout"]["annotations"])


def account(**amounts):
    return Account("A", None, **{name: Decimal(amount) for name, amount in amounts.items()})


FLOW = Flow(
    (Stream("A", "P1", Decimal("100.01")), Stream("B", "P1", Decimal("50.00"))),
)


def flow_chart(**look):
    return money_flow(
        FLOW,
        funds={"A": "Fonds <b>A</b>", "B": "Fonds B"},
        projects={"P1": "Zon"},
        **look,
    )


@pytest.mark.parametrize("dark", [False, True])
def test_each_box_of_the_flow_says_its_name_and_amount(dark):
    [trace] = spec(flow_chart(dark=dark))["data"]
    said = [label.replace("<br>", " ") for label in trace["node"]["label"]]
    assert said == ["€ 100 Fonds &lt;b&gt;A&lt;/b&gt;", "€ 50 Fonds B", "€ 150 Zon"]
    assert trace["link"]["value"] == [100.01, 50.0]
    assert trace["link"]["customdata"][1] == "€ 50,00 van Fonds B naar Zon"


def test_links_join_the_boxes_of_neighbouring_columns():
    [trace] = spec(flow_chart())["data"]
    assert trace["link"]["source"] == [0, 1]
    assert trace["link"]["target"] == [2, 2]


def test_a_code_without_a_name_shows_as_itself():
    [trace] = spec(money_flow(FLOW, funds={}, projects={}))["data"]
    assert trace["node"]["label"][0] == "€ 100 A"


def test_nothing_granted_gives_an_empty_figure_that_says_so():
    figure = money_flow(Flow((), ()), funds={}, projects={})
    assert spec(figure)["data"] == []
    assert "nog niets toegekend" in words(figure)


def test_a_bar_has_a_part_for_each_amount_and_says_them():
    one = account(promised="120", received="100", awaited="20", granted="60", paid="40", reserved="10")
    figure = fund_bars([one], {"A": "Fonds A"})
    assert {one["name"]: one["x"] for one in spec(figure)["data"]} == {
        "betaald": [40.0],
        "nog te betalen": [20.0],
        "niet nodig gebleken": [0.0],
        "gereserveerd": [10.0],
        "vrij": [30.0],
        "vervallen": [0.0],
        "toegezegd, nog niet ontvangen": [20.0],
    }
    for said in ("<b>Fonds A</b>  € 100", "€ 40 betaald", "€ 20 nog te betalen", "€ 30 vrij"):
        assert said in words(figure)
    assert "vervallen" not in words(figure)


def test_an_amount_below_zero_has_no_length_but_is_said():
    figure = fund_bars([account(received="100", granted="130", paid="0")], {})
    assert min(min(one["x"]) for one in spec(figure)["data"]) == 0
    assert "€ -30 vrij" in words(figure)


def test_without_funds_there_is_a_figure_that_says_so():
    assert "nog geen geld" in words(fund_bars([], {}))


@pytest.mark.parametrize("dark", [False, True])
def test_plotly_accepts_every_property(dark):
    for figure in (
        flow_chart(dark=dark),
        fund_bars([account(promised="1", granted="1", lapsed="0")], {}, dark=dark),
    ):
        type(figure)(spec(figure))
