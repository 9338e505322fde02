"""The figures on the pages are those of the CSV files, computed here by hand."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.pages.data import known_by, rows
from tests.pages.visits import as_read, elements, headline, words

BOSPOLDER = "ECO-05-BO"


def dutch(figure: str) -> str:
    """A figure of the CSV as a Dutch reader writes it: "2250" -> "2.250", "33.5" -> "33,5"."""
    return f"{float(figure):,.10g}".translate(str.maketrans(",.", ".,"))


def tables(page):
    return [table.value for table in page.table]


def test_gas_rose_from_900_in_2014_to_990_in_2017(visit):
    page = visit("indicator?code=ECO-05")
    assert headline(page) == "Gasverbruik per woning (Bospolder) steeg tot 2017; daarna niet gemeten"
    assert "van 900 naar 990 m³ per jaar; geen streefwaarde" in words(page)
    assert "laatste meting 2017" in words(page)
    assert "verouderd" in words(page)
    [table] = tables(page)
    newest = table[table["Reeks"] == "Bospolder"].iloc[0]
    assert (newest["Periode"], newest["Waarde"]) == ("2017", "990 m³ per jaar")


def test_the_social_index_of_bospolder_is_101_and_that_is_the_target(visit):
    page = visit("indicator?code=WIJ-01")
    assert headline(page) == "Sociale index (Bospolder): streefwaarde gehaald"
    assert "van 83 naar 101; streefwaarde 100 in 2028, het cijfer van Rotterdam, persbericht 2024" in words(
        page
    )
    assert "van 86 naar 84" in words(page)
    assert "index 101" in words(page)


def test_hard_to_make_ends_meet_went_from_41_to_29_percent(visit):
    shown = words(visit("indicator?code=INC-03", "real"))
    assert "van 41 naar 29%" in shown or "van 41% naar 29%" in shown


@pytest.mark.parametrize(
    "code", ["ECO-05", "ECO-06", "INC-03", "INC-04", "INC-06", "INC-07", "WIJ-01", "WIJ-02"]
)
def test_every_real_measurement_stands_in_the_table_of_its_indicator(visit, code):
    series = {row["code"] for row in rows("botu", "reeksen") if row["indicator"] == code}
    expected = Counter(dutch(row["waarde"]) for row in rows("botu", "metingen") if row["reeks"] in series)
    [table] = tables(visit(f"indicator?code={code}", "real"))
    shown = Counter(
        as_read(cell).removeprefix("index ").split()[0].removesuffix("%") for cell in table["Waarde"]
    )
    assert shown == expected


@pytest.mark.parametrize("code", ["ECO-01", "ECO-02", "INC-01", "BUU-01", "TEA-03"])
def test_every_example_measurement_stands_in_the_table_of_its_indicator(visit, code):
    current = {
        (row["van"], row["tot_en_met"]): row["waarde"]
        for row in rows("example", "metingen")
        if row["reeks"] == code
    }
    [rule] = [row for row in rows("botu", "indicatoren") if row["code"] == code]
    threshold = int(rule["drempel_kleine_aantallen"] or 0)
    expected = Counter(
        "minder" if 0 < float(value) < threshold else dutch(value) for value in current.values()
    )
    [table] = [one for one in tables(visit(f"indicator?code={code}")) if "Waarde" in one]
    assert Counter(as_read(cell).split()[0].removesuffix("%") for cell in table["Waarde"]) == expected


def test_a_corrected_measurement_is_told_with_its_reason(visit):
    corrected = [row for row in rows("example", "metingen") if row["reden_van_correctie"]]
    assert corrected
    for row in corrected:
        shown = words(visit(f"indicator?code={row['reeks']}"))
        assert f"verbeterd: {row['reden_van_correctie']}" in shown
        assert "Verbeterde metingen (" in shown


def test_the_number_of_indicators_is_that_of_the_files(visit):
    real = [row for row in rows("botu", "indicatoren") if row["soort"] != "kaart"]
    examples = [row for row in rows("example", "indicatoren") if row["soort"] != "kaart"]
    assert headline(visit("overzicht", "real")).startswith(f"Van de {len(real)} indicatoren")
    assert headline(visit("overzicht")).startswith(f"Van de {len(real) + len(examples)} indicatoren")


def test_the_parts_of_the_answer_add_up(visit):
    for database in ("botu", "real"):
        for address in ("overzicht", "indicatoren"):
            total, *parts = [
                int(word) for word in headline(visit(address, database)).split() if word.isdigit()
            ]
            assert total == sum(parts)


def test_the_room_is_counted_from_the_cards(visit):
    """The median, the number of answers and the last meeting of "Ik telde mee" (SAM-01)."""
    answers = [row for row in rows("example", "kaartantwoorden") if row["kaart"] == "SAM-01"]
    held_on = {row["nummer"]: row["datum"] for row in rows("example", "bijeenkomsten")}
    last = max({row["bijeenkomst"] for row in answers}, key=lambda number: held_on[number])
    current = {
        (row["groep"], row["score"]): int(row["aantal"]) for row in answers if row["bijeenkomst"] == last
    }
    scores = sorted(int(score) for (_group, score), count in current.items() for _one in range(count))
    median = scores[len(scores) // 2] if len(scores) % 2 else sum(scores[len(scores) // 2 - 1 :][:2]) / 2
    page = visit("indicator?code=SAM-01")
    assert headline(page).startswith(f"Mensen aan tafel geven dit een {dutch(str(median))} van 5")
    [table] = tables(page)
    assert table["Antwoorden"].iloc[0] == len(scores)
    assert f"{dutch(str(median))} van 5 ({len(scores)} mensen)" in words(visit("overzicht"))


def test_money_and_actions_on_the_overview(visit):
    granted = {
        row["toekenning"] + row["bron_van_geld"]: float(row["bedrag"])
        for row in rows("example", "toekenning_per_bron")
    }
    # What is promised is there once it was received; what was not needed is there again.
    received = {
        row["nummer"]: float(row["bedrag"]) for row in rows("example", "termijnen") if row["ontvangen_op"]
    }
    returned = {row["nummer"]: float(row["bedrag"]) for row in rows("example", "teruggekomen_geld")}
    actions = {row["nummer"]: row for row in known_by(rows("example", "acties"), "2026-11-22 22:59:59")}
    open_actions = [row for row in actions.values() if not row["klaar_op"] and not row["vervallen_op"]]
    late = [row for row in open_actions if row["klaar_voor"] and row["klaar_voor"] < "2026-11-22"]
    shown = words(visit("overzicht"))
    assert f"€ {round(sum(granted.values())):,} toegekend".replace(",", ".") in shown
    there = Decimal(sum(received.values()) + sum(returned.values())).quantize(Decimal(1), ROUND_HALF_UP)
    assert f"van € {there:,}".replace(",", ".") in shown
    assert f"{len(open_actions)} open" in shown
    assert f"{len(late)} zijn te laat" in shown


def test_reviews_held_this_year_out_of_three(visit):
    meetings = {row["nummer"]: row for row in rows("example", "bijeenkomsten")}.values()
    this_year = [
        row
        for row in meetings
        if row["soort"] == "voortgangsbijeenkomst"
        and row["datum"][:4] == "2026"
        and row["status"] == "gehouden"
    ]
    assert f"{len(this_year)} van 3" in words(visit("overzicht"))


def test_not_measured_is_never_a_zero(visit):
    page = visit("indicator?code=ECO-01", "real")
    assert headline(page) == "Energiecoaches uit de wijk: nog niet gemeten"
    assert "Er zijn nog geen metingen." in words(page)
    assert "0%" not in words(page)
    [table] = visit("indicatoren", "real").dataframe
    unmeasured = table.value[[list(cell) == ["? niet gemeten"] for cell in table.value["Status"]]]
    assert len(unmeasured) > 5
    for column in ("Laatste", "Gemeten in", "Nulmeting", "Tempo"):
        assert set(unmeasured[column]) == {"–"}


@pytest.mark.parametrize("address", ["overzicht", "waarden?code=W2", "doelen?code=D4"])
def test_no_page_without_measurements_shows_zero_percent(visit, address):
    assert "0%" not in words(visit(address, "real"))


def test_no_figure_of_a_measured_indicator_is_a_dash(visit):
    [table] = visit("indicatoren").dataframe
    measured = table.value[
        [list(cell) not in (["? niet gemeten"], ["… geen oordeel"]) for cell in table.value["Status"]]
    ]
    assert not (measured["Laatste"] == "–").any()


def test_the_sentence_to_mind_never_names_what_goes_well(visit):
    good = ("goede kant op", "op schema", "streefwaarde gehaald", "blijft op peil", "binnen de afgesproken")
    for code in ("W1", "W2", "W3", "W4", "W5", "W6", "W7", "D1", "D2", "D3", "D4", "D5"):
        for database in ("botu", "real"):
            title = headline(visit(f"{'waarden' if code[0] == 'W' else 'doelen'}?code={code}", database))
            if title.startswith("Let op"):
                assert not any(word in title.split(". ")[0] for word in good)


def test_a_story_is_shown_without_a_score(visit):
    page = visit("indicator?code=VER-01")
    stories = {row["verhaal"] for row in rows("example", "metingen") if row["verhaal"]}
    assert len(stories) == 4
    for story in stories:
        assert f"“{story}”" in words(page)
    assert "Die lezen we samen; we geven er geen cijfer voor." in words(page)
    assert not [one for one in elements(page.main) if one.type == "plotly_chart"]


def test_a_range_says_its_limits_and_a_derived_one_who_computes_it(visit):
    assert "afgesproken tussen 18 en 20" in words(visit("indicator?code=BUU-04"))
    assert "het programma rekent dit zelf uit" in words(visit("indicator?code=DEE-01"))
    attendance = [row for row in rows("example", "aanwezigen") if row["bijeenkomst"] == "4"]
    residents = sum(int(row["aantal"]) for row in attendance if row["groep"] in ("bewoner", "initiatief"))
    share = 100 * residents / sum(int(row["aantal"]) for row in attendance)
    assert f"van {share:.1f}%".replace(".", ",") in words(visit("indicator?code=DEE-01"))
