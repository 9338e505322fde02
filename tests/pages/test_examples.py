"""What is invented says so wherever it is shown; with real figures only nothing invented is there."""

import re

import pytest

from tests.pages.data import commitment_addresses, indicators, rows
from tests.pages.visits import elements, headline, texts, words

pytestmark = pytest.mark.full

EXAMPLE_BADGE = ":gray-badge[voorbeeld]"
SWITCH = ("Voorbeelden erbij",)
REAL = "&voorbeelden=nee"


def invented_indicators():
    """The indicators with an invented measurement, by their code."""
    series = {row["code"]: row["indicator"] for row in rows("botu", "reeksen") + rows("example", "reeksen")}
    return sorted({series[row["reeks"]] for row in rows("example", "metingen")})


def real_indicators():
    """The indicators whose every measurement is real."""
    series = {row["code"]: row["indicator"] for row in rows("botu", "reeksen")}
    return sorted({series[row["reeks"]] for row in rows("botu", "metingen")} - set(invented_indicators()))


@pytest.mark.parametrize("code", invented_indicators())
def test_an_invented_series_has_its_badge_and_so_does_each_of_its_measurements(visit, code):
    page = visit(f"indicator?code={code}")
    assert EXAMPLE_BADGE in "\n".join(texts(page))
    for table in page.table:
        if "Bron" in table.value:
            assert all(cell.startswith("voorbeeld · ") for cell in table.value["Bron"])


@pytest.mark.parametrize("code", real_indicators())
def test_a_real_series_is_not_called_an_example(visit, code):
    page = visit(f"indicator?code={code}")
    banner = [text for text in texts(page) if text.startswith("Waar :gray-badge[voorbeeld]")]
    assert len([text for text in texts(page) if "voorbeeld" in text.lower()]) == len(banner) == 1


def test_the_table_of_indicators_marks_each_example(visit):
    [table] = visit("indicatoren").dataframe
    marked = set(table.value["Code"][table.value["Let op"].str.contains("voorbeeld")])
    assert set(invented_indicators()) <= marked
    assert not marked & set(real_indicators())


def test_projects_remarks_and_cards_of_the_example_are_marked(visit):
    for address, _code in commitment_addresses():
        page = visit(address)
        for text in texts(page):
            if text.startswith("*“"):
                assert EXAMPLE_BADGE in text
    shown = texts(visit("doelen?code=D1"))
    [project] = [text for text in shown if "Buren lenen een inductieplaat" in text]
    assert EXAMPLE_BADGE in project
    [real] = [text for text in texts(visit("doelen?code=D2")) if "Oog voor de persoon achter" in text]
    assert EXAMPLE_BADGE not in real
    [answered] = [text for text in shown if text.startswith(":material/groups: Mensen aan tafel")]
    assert EXAMPLE_BADGE in answered
    assert EXAMPLE_BADGE in texts(visit("indicator?code=SAM-01"))


def test_a_chart_of_a_value_or_goal_is_marked_beside_its_finding(visit):
    marked: set[str] = set()
    unmarked: set[str] = set()
    for address, _code in commitment_addresses():
        for link in (one.proto for one in elements(visit(address).main) if one.type == "page_link"):
            if "-badge[:material/" in link.label:
                found = marked if EXAMPLE_BADGE in link.label else unmarked
                found.add(link.query_string.removeprefix("code="))
    invented, real = set(invented_indicators()), set(real_indicators())
    assert marked & invented
    assert unmarked & real
    assert not marked & real
    assert not unmarked & invented


def test_the_counts_of_a_page_on_a_wall_are_marked_above_them(visit):
    for address in ("overzicht?", "doelen?code=D2", "waarden?code=W3"):
        shown = texts(visit(address))
        counts = next(at for at, text in enumerate(shown) if re.search(r"-badge\[:material/\w+: \d", text))
        assert ":gray-badge[voorbeelden meegeteld]" in "\n".join(shown[:counts]), address
        assert "meegeteld" not in words(visit(address + REAL))


def test_the_overview_says_that_examples_are_counted(visit):
    assert "Hierbij zijn voorbeelden meegeteld." in words(visit("overzicht"))
    assert "meegeteld" not in words(visit("overzicht?voorbeelden=nee"))


ADDRESSES = [
    "overzicht?",
    "indicatoren?",
    *(address for address, _code in commitment_addresses()),
    *(f"indicator?code={row['code']}" for row in indicators("botu")),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_with_real_figures_only_nothing_is_an_example(visit, address):
    page = visit(address + REAL)
    assert not page.exception
    assert not page.error
    assert [line for line in words(page).splitlines() if "voorbeeld" in line.lower()] == list(SWITCH)
    assert "U ziet alleen echte cijfers." in words(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_store_without_examples_does_not_know_the_word(visit, address):
    assert "voorbeeld" not in words(visit(address, "real")).lower()


def test_leaving_the_examples_out_gives_the_same_as_never_having_had_them(visit):
    for address in (
        "overzicht?",
        "indicatoren?",
        "waarden?code=W4",
        "doelen?code=D2",
        "indicator?code=ECO-05",
    ):
        without = words(visit(address + REAL)).splitlines()
        never = words(visit(address, "real")).splitlines()
        extra = ["Alleen echte cijfers", "U ziet alleen echte cijfers.", *SWITCH, "Begin een eigen wijk"]
        assert [line.strip() for line in without if line.strip() not in extra] == [
            line.strip() for line in never
        ]


@pytest.mark.parametrize("row", indicators("example"), ids=lambda row: row["code"])
def test_an_example_indicator_is_not_there_and_may_have_been_one(visit, row):
    page = visit(f"indicator?code={row['code']}{REAL}")
    assert headline(page) == "Niet gevonden"
    assert "Misschien is het een voorbeeld" in page.error[0].value


def test_the_switch_and_the_button_leave_examples_out_and_bring_them_back(visit):
    page = visit("overzicht")
    page.toggle[0].set_value(True).run()
    assert "U ziet alleen echte cijfers." in words(page)
    assert page.query_params["voorbeelden"] == "nee"
    page.button[0].click().run()
    assert "verzonnen" in words(page)
    assert "voorbeelden" not in page.query_params
    page.button(key="banner_real_only").click().run()
    assert "U ziet alleen echte cijfers." in words(page)
    assert page.toggle[0].value


def test_links_keep_the_choice(visit):
    page = visit("waarden?code=W1&voorbeelden=nee&op=2023-12-04")
    links = [one.proto.query_string for one in elements(page.main) if one.type == "page_link"]
    assert links
    assert all("op=2023-12-04" in link and "voorbeelden=nee" in link for link in links)
