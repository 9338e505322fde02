"""The Dutch texts: numbers, dates, words, and the sentences about progress."""

from collections import namedtuple
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from sok_metrics.nouns.model import Reason, Status
from sok_metrics.texts import commitments, findings, formats, parsing, sentences, statuses

END_2014, END_2017, END_2028 = (pd.Timestamp(year, 12, 31) for year in (2014, 2017, 2028))

GAS = {
    "series_code": "ECO-05-BOS",
    "indicator_code": "ECO-05",
    "indicator_name": "Gasverbruik per woning",
    "series_label": "",
    "unit": "m3 per jaar",
    "kind": "number",
    "direction": "lower",
    "status": Status.WRONG_WAY,
    "reason": None,
    "baseline_value": 900.0,
    "baseline_date": END_2014,
    "effective_baseline_value": 900.0,
    "effective_baseline_date": END_2014,
    "baseline_is_first": False,
    "latest_value": 990.0,
    "latest_date": END_2017,
    "previous_value": 1030.0,
    "measurement_count": 4,
    "target_value": float("nan"),
    "target_date": pd.NaT,
    "target_series_code": None,
    "target_source": None,
    "range_low": float("nan"),
    "range_high": float("nan"),
    "change_per_year": 30.0,
    "shortfall": float("nan"),
    "is_outdated": False,
    "is_slipping": False,
    "is_example": False,
}


def row(**changes: Any) -> Any:
    """One row of assess() as a named tuple: gas per home, with these changes."""
    values = GAS | changes
    return namedtuple("Row", values)(**values)


PERCENT = {"indicator_name": "Moeilijk rondkomen", "unit": "% van de bewoners", "kind": "percentage"}
ONCE = {"status": Status.TOO_FEW, "measurement_count": 1, "latest_date": END_2014, "latest_value": 900.0}

NEVER = {
    "status": Status.NOT_MEASURED,
    "measurement_count": 0,
    "latest_date": pd.NaT,
    "latest_value": float("nan"),
    "effective_baseline_value": float("nan"),
    "effective_baseline_date": pd.NaT,
    "baseline_value": float("nan"),
    "baseline_date": pd.NaT,
}


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (1234.5, None, "1.234,5"),
        (1030, None, "1.030"),
        (29.0, None, "29"),
        (1.5, None, "1,5"),
        (0.0345, None, "0,035"),
        (-0.001, 1, "0,0"),
        (2.5, 0, "3"),
        (-1234567.891, 2, "-1.234.567,89"),
        (None, None, "–"),
        (float("nan"), 2, "–"),
    ],
)
def test_a_number_is_written_the_dutch_way(value: float | None, digits: int | None, expected: str) -> None:
    assert formats.number(value, digits) == expected


def test_amounts_and_percentages_carry_their_sign() -> None:
    assert formats.euros(Decimal("1234.5")) == "€ 1.234,50"
    assert formats.whole_euros(Decimal("62500.00")) == "€ 62.500"
    assert formats.percentage(29.0) == "29%"
    assert formats.euros(None) == formats.percentage(float("nan")) == "–"


@pytest.mark.parametrize(
    ("value", "unit", "kind", "expected"),
    [
        (990, "m3 per jaar", "number", "990 m³ per jaar"),
        (1030.4, "m3 per jaar", "number", "1.030 m³ per jaar"),
        (29, "% van de bewoners", "percentage", "29%"),
        (1200, "euro per jaar", "euro", "€ 1.200 per jaar"),
        (152, "€ per jaar", "euro", "€ 152 per jaar"),
        (12.5, "euro", "euro", "€ 12,50"),
        (38, "aantal huishoudens", "number", "38 huishoudens"),
        (1, "aantal huishoudens", "number", "1 huishouden"),
        (14, "aantal (totaal tot nu toe)", "number", "14"),
        (3.5, "score 1-5", "card", "3,5 van 5"),
        (101, "index (Rotterdam 2014 = 100)", "number", "index 101"),
        (3, "niveau", "rubric", "niveau 3"),
        (1.5, "fte", "number", "1,5 fte"),
        (float("nan"), "fte", "number", "–"),
    ],
)
def test_a_quantity_has_its_unit(value: float, unit: str, kind: str, expected: str) -> None:
    assert formats.quantity(value, unit, kind) == expected


def test_the_axis_keeps_the_whole_unit() -> None:
    assert formats.axis_unit("% van de bewoners", "percentage") == "% van de bewoners"
    assert formats.axis_unit("euro per jaar", "euro") == "€ per jaar"
    assert formats.axis_unit(None, "percentage") == "%"


def test_dates_are_dutch_and_moments_are_told_on_the_clock_in_amsterdam() -> None:
    assert formats.day(date(2026, 12, 3)) == "3 december 2026"
    assert formats.short_day(pd.Timestamp(2026, 3, 3)) == "3 mrt 2026"
    assert formats.month_year(date(2026, 12, 3)) == "december 2026"
    assert formats.weekday(date(2026, 12, 3)) == "donderdag 3 december 2026"
    assert formats.day_and_time(datetime(2026, 7, 1, 18, 15)) == "1 juli 2026, 20:15"
    [missing] = pd.to_datetime(pd.Series([None]))
    assert formats.day(missing) == formats.short_day(None) == "–"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,56", 1234.56),
        ("1234,56", 1234.56),
        ("1.234", 1234.0),
        ("1,234", 1.234),
        ("  12 ", 12.0),
        ("-3,5", -3.5),
        ("−3,5", -3.5),
        ("€ 1.234,50", 1234.5),
        ("29%", 29.0),
        ("1 234,5", 1234.5),
        ("1\u00a0234\u00a0567", 1234567.0),
        ("50 euro", 50.0),
    ],
)
def test_a_typed_number_is_read_the_dutch_way(text: str, expected: float) -> None:
    assert parsing.parse_number(text) == expected


@pytest.mark.parametrize(
    "text", ["", "  ", "abc", "1.5", "1,234.56", "1.23.456", "1e5", "nan", "12 34", "1,", "٣"]
)
def test_what_is_no_dutch_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"Schrijf het zo|komma|Hier hoort een getal"):
        parsing.parse_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (",5", 0.5), ("-,5", -0.5), ("1,5 mln", 1_500_000), ("2 mln.", 2_000_000), ("3 mld", 3e9),
        ("12 dzd", 12_000), ("€ 1,2 miljoen", 1_200_000), ("1 mln euro", 1_000_000), ("12k", 12_000),
        ("½", 0.5), ("2½", 2.5), ("-1 ¼", -1.25), ("1.200,-", 1200), ("1.200.-", 1200), ("1.200-", -1200),
        ("1\u00a0200,5", 1200.5), ("5%", 5),
    ],
)  # fmt: skip
def test_what_can_be_read_in_one_way_is_read(text: str, expected: float) -> None:
    assert parsing.parse_number(text) == expected


@pytest.mark.parametrize("text", ["<5", "> 100", "ca. 12", "12-15", "10 tot 20", "ongeveer 5"])
def test_what_is_no_single_figure_is_said_to_be_so(text: str) -> None:
    with pytest.raises(ValueError, match="is geen precies getal. Schrijf één getal"):
        parsing.parse_number(text)


@pytest.mark.parametrize("text", ["⅓", "1/2", "12:30", "mln", "12 x", "1e3k", ".5", "1.5 mln", "12,"])
def test_what_is_not_sure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Schrijf het zo|komma"):
        parsing.parse_number(text)


def test_a_dot_before_decimals_gets_the_right_form_suggested() -> None:
    with pytest.raises(ValueError, match="1,5"):
        parsing.parse_number("1.5")


def test_an_amount_keeps_its_cents_exactly() -> None:
    assert parsing.parse_amount("€ 1.234,1") == Decimal("1234.10")
    with pytest.raises(ValueError, match="hoogstens twee"):
        parsing.parse_amount("1,234")


def test_every_status_has_a_word_and_an_icon() -> None:
    assert statuses.status_word("on_track") == "op schema"
    assert {statuses.status_word(status) for status in Status} >= {"doel gehaald", "niet gemeten"}
    assert {statuses.short_status_word(status) for status in Status} >= {"gehaald", "ver achter"}
    assert set(statuses.STATUS_ICON) == set(Status)


def test_every_reason_is_a_full_sentence() -> None:
    for reason in Reason:
        assert statuses.reason_sentence(reason).endswith(".")
        assert len(statuses.short_reason(reason)) < 50


def test_flags_are_named_and_missing_means_no() -> None:
    assert statuses.flag_words(row()) == []
    flagged = row(is_outdated=True, is_slipping=True, is_example=True)
    assert statuses.flag_words(flagged) == ["verouderd", "gehaald maar zakt terug", "voorbeeld"]
    assert statuses.flag_words(row(is_outdated=None, is_slipping=pd.NA)) == []


def test_a_code_of_the_store_has_its_dutch_word() -> None:
    assert statuses.choice_word("project", "status", "running") == "loopt"
    assert statuses.choice_word("project", "status", None) == "–"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Gasverbruik per woning stijgt; dat is de verkeerde kant op"),
        (
            {"status": Status.FAR_BEHIND, "latest_value": 890.0},
            "Gasverbruik per woning daalt, maar veel te langzaam",
        ),
        (
            {"status": Status.FAR_BEHIND, "latest_value": 900.0},
            "Gasverbruik per woning blijft gelijk; zo halen we de streefwaarde niet",
        ),
        (
            {"status": Status.SLIGHTLY_BEHIND, "latest_value": 800.0},
            "Gasverbruik per woning daalt, maar iets te langzaam",
        ),
        ({"status": "on_track", "latest_value": 700.0}, "Gasverbruik per woning daalt en ligt op schema"),
        (
            {"status": Status.RIGHT_WAY, "latest_value": 700.0},
            "Gasverbruik per woning daalt; dat is de goede kant op",
        ),
        ({"status": Status.UNCHANGED}, "Gasverbruik per woning blijft ongeveer gelijk"),
        (
            {"indicator_name": "Energiecoaches uit de wijk", "status": Status.ACHIEVED},
            "Energiecoaches uit de wijk: streefwaarde gehaald",
        ),
        (
            {"indicator_name": "Energiecoaches uit de wijk", "status": Status.ACHIEVED, "is_slipping": True},
            "Energiecoaches uit de wijk: streefwaarde gehaald, maar zakt terug",
        ),
        (
            {
                "indicator_name": "Huishoudens geholpen",
                "unit": "aantal huishoudens",
                "status": Status.ON_TRACK,
            },
            "Huishoudens geholpen: aantal stijgt en ligt op schema",
        ),
        (
            {
                "indicator_name": "Afspraken nagekomen",
                "kind": "percentage",
                "unit": "%",
                "latest_value": 60.0,
            },
            "Afspraken nagekomen: aandeel daalt; dat is de verkeerde kant op",
        ),
        ({"indicator_name": "Bewoners aan tafel"} | ONCE, "Bewoners aan tafel: één meting, nog geen oordeel"),
        ({"status": Status.TOO_FEW}, "Gasverbruik per woning: te weinig metingen voor een oordeel"),
        (NEVER, "Gasverbruik per woning: nog niet gemeten"),
        ({"is_outdated": True}, "Gasverbruik per woning steeg tot 2017; daarna niet gemeten"),
        (
            {"is_outdated": True, "status": Status.UNCHANGED},
            "Gasverbruik per woning bleef ongeveer gelijk tot 2017; daarna niet gemeten",
        ),
        (
            {"is_outdated": True, "status": Status.NO_JUDGEMENT, "reason": Reason.NO_DIRECTION},
            "Gasverbruik per woning steeg tot 2017; daarna niet gemeten",
        ),
        (
            {"is_outdated": True, "status": Status.ACHIEVED},
            "Gasverbruik per woning: gehaald in 2017; daarna niet gemeten",
        ),
        (
            {
                "indicator_name": "Hulp bij schulden",
                "status": Status.NO_JUDGEMENT,
                "reason": Reason.NO_DIRECTION,
            },
            "Hulp bij schulden: cijfer stijgt; praat over wat dat betekent",
        ),
        (
            {"status": Status.NO_JUDGEMENT, "reason": "target_series_empty"},
            "Gasverbruik per woning: geen oordeel, streefwaarde is nog niet bekend",
        ),
        (
            {"status": Status.MISSED, "latest_value": 640.0, "shortfall": 40.0},
            "Gasverbruik per woning: niet gehaald, het scheelt 40",
        ),
        (
            PERCENT | {"status": Status.MISSED, "direction": "range", "shortfall": 2.5},
            "Moeilijk rondkomen: niet gehaald, het scheelt 2,5 procentpunt",
        ),
        (
            {"status": Status.MISSED, "is_outdated": True, "shortfall": 40.0},
            "Gasverbruik per woning: niet gehaald; laatste cijfer is van 2017",
        ),
        (
            {"direction": "range", "status": Status.ACHIEVED},
            "Gasverbruik per woning: binnen de afgesproken grenzen",
        ),
        (
            {"direction": "range", "status": Status.WRONG_WAY},
            "Gasverbruik per woning: buiten de grenzen en steeds verder weg",
        ),
        ({"direction": "maintain", "status": Status.ACHIEVED}, "Gasverbruik per woning: blijft op peil"),
        (
            {"direction": "maintain", "status": Status.WRONG_WAY},
            "Gasverbruik per woning: zakt onder het peil van de start",
        ),
        (
            {
                "indicator_name": "Sociale index",
                "series_label": "Bospolder, editie 2026",
                "status": "right_way",
            },
            "Sociale index (Bospolder, editie 2026) stijgt; dat is de goede kant op",
        ),
        (
            {"series_label": "Tussendijken, editie 2026"},
            "Gasverbruik per woning (Tussendijken) stijgt; dat is de verkeerde kant op",
        ),
    ],
)
def test_the_finding_says_what_is_going_on(changes: dict[str, Any], expected: str) -> None:
    assert findings.finding(row(**changes)) == expected


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("direction", ["higher", "lower", "range", "maintain", "none"])
@pytest.mark.parametrize("is_outdated", [True, False])
def test_every_status_and_direction_has_a_finding_and_a_sentence(
    status: Status, direction: str, is_outdated: bool
) -> None:
    tried = row(status=status, direction=direction, is_outdated=is_outdated)
    assert 20 < len(findings.finding(tried)) <= 78
    assert sentences.progress_sentence(tried)
    assert findings.finding(pd.Series(tried._asdict())) == findings.finding(tried)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {
                "effective_baseline_value": 120.0,
                "latest_value": 90.0,
                "unit": "",
                "target_value": 60.0,
                "target_date": END_2028,
                "status": Status.ON_TRACK,
            },
            "van 120 naar 90; streefwaarde 60 in 2028; op schema",
        ),
        (
            {"is_outdated": True, "baseline_is_first": True},
            "van 900 (eerste meting, 2014) naar 990 m³ per jaar; geen streefwaarde; "
            "gemiddeld 30 erbij per jaar; gaat de verkeerde kant op; laatste meting 2017",
        ),
        (
            PERCENT
            | {
                "effective_baseline_value": 41.0,
                "latest_value": 29.0,
                "change_per_year": -3.0,
                "status": Status.RIGHT_WAY,
            },
            "van 41% naar 29%; geen streefwaarde; "
            "gemiddeld 3 procentpunt eraf per jaar; gaat de goede kant op",
        ),
        (
            {
                "target_value": 100.0,
                "target_date": pd.Timestamp(2028, 6, 30),
                "target_series_code": "WIJ-01-R",
            }
            | {"target_series_label": "Rotterdam, editie 2024", "status": Status.FAR_BEHIND},
            "van 900 naar 990 m³ per jaar; streefwaarde 100 in juni 2028, "
            "het cijfer van Rotterdam, editie 2024; loopt ver achter",
        ),
        (
            {"kind": "rubric", "unit": "niveau", "effective_baseline_value": 0.0, "latest_value": 3.0}
            | {"target_value": 3.0, "status": Status.ACHIEVED},
            "van niveau 0 naar niveau 3; streefwaarde niveau 3; doel gehaald",
        ),
        (
            {"direction": "range", "range_low": 800.0, "range_high": 1000.0, "status": Status.ACHIEVED},
            "van 900 naar 990 m³ per jaar; afgesproken tussen 800 en 1.000; doel gehaald",
        ),
        (
            {"direction": "maintain", "latest_value": 900.0, "status": Status.ACHIEVED},
            "gelijk gebleven op 900 m³ per jaar; houden zo: minstens 900; doel gehaald",
        ),
        (
            {"target_value": 60.0, "status": Status.ACHIEVED, "is_slipping": True},
            "van 900 naar 990 m³ per jaar; streefwaarde 60; doel gehaald; "
            "sinds de vorige meting gaat het terug",
        ),
        (
            {"status": Status.MISSED, "target_value": 950.0, "target_date": END_2017, "shortfall": 40.0},
            "van 900 naar 990 m³ per jaar; streefwaarde 950 in 2017; het scheelt 40; niet gehaald",
        ),
        (
            {"status": Status.MISSED, "target_value": 950.0, "target_date": END_2028, "shortfall": 40.0},
            "van 900 naar 990 m³ per jaar; streefwaarde 950 in 2028; het scheelt 40; niet gehaald; "
            "laatste meting 2017",
        ),
        (
            {"target_value": 900.0, "reason": Reason.TARGET_EQUALS_BASELINE},
            "van 900 naar 990 m³ per jaar; streefwaarde 900; gaat de verkeerde kant op; "
            "de streefwaarde is gelijk aan de nulmeting",
        ),
        (
            {"status": Status.RIGHT_WAY, "target_value": 1200.0, "reason": Reason.NO_TARGET_DATE},
            "van 900 naar 990 m³ per jaar; streefwaarde 1.200; gaat de goede kant op; "
            "er is een streefwaarde, maar geen streefdatum",
        ),
        (
            {"status": Status.TOO_FEW, "baseline_value": 900.0, "effective_baseline_date": END_2028},
            "nulmeting 900 m³ per jaar; daarna nog niet gemeten; geen streefwaarde; te weinig metingen",
        ),
        (
            {"effective_baseline_value": 0.0, "latest_value": 0.1 + 0.2 - 0.3, "status": Status.UNCHANGED},
            "gelijk gebleven op 0 m³ per jaar; geen streefwaarde; blijft ongeveer gelijk",
        ),
        (ONCE, "eerste meting 900 m³ per jaar in 2014; geen streefwaarde; te weinig metingen"),
        (
            NEVER | {"target_value": 60.0, "target_date": END_2028},
            "streefwaarde 60 in 2028; niet gemeten",
        ),
        (
            NEVER | {"baseline_value": 120.0},
            "nulmeting 120 m³ per jaar; daarna nog niet gemeten; geen streefwaarde; niet gemeten",
        ),
        (
            {"direction": "none", "status": Status.NO_JUDGEMENT, "reason": Reason.NO_DIRECTION},
            "van 900 naar 990 m³ per jaar; geen oordeel: er is niet afgesproken welke kant goed is",
        ),
        (
            {"kind": "story", "direction": "none", "status": Status.NO_JUDGEMENT, "reason": Reason.STORY},
            "geen oordeel: dit zijn verhalen",
        ),
    ],
)
def test_the_progress_sentence_tells_from_where_to_where(changes: dict[str, Any], expected: str) -> None:
    assert sentences.progress_sentence(row(**changes)) == expected


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_fits_in_the_progress_sentence(reason: Reason) -> None:
    assert "geen oordeel: " in sentences.progress_sentence(row(status=Status.NO_JUDGEMENT, reason=reason))


def test_beside_a_status_the_sentence_does_not_say_it_again_unless_it_says_why() -> None:
    told = sentences.progress_sentence(row())
    assert told.endswith("gaat de verkeerde kant op")
    assert sentences.progress_sentence(row(), beside_status=True) == told.removesuffix(
        "; gaat de verkeerde kant op"
    )
    worse = row(target_value=900.0, reason=Reason.TARGET_EQUALS_BASELINE)
    assert sentences.progress_sentence(worse, beside_status=True).endswith(
        "streefwaarde 900; de streefwaarde is gelijk aan de nulmeting"
    )
    none = row(status=Status.NO_JUDGEMENT, reason=next(iter(Reason)))
    assert sentences.progress_sentence(none, beside_status=True) == sentences.progress_sentence(none)


def test_a_target_that_is_another_series_names_the_series_that_the_page_gives() -> None:
    sentence = sentences.progress_sentence(row(target_series_code="X"), target_label="Rotterdam, editie 2024")
    assert "het cijfer van Rotterdam, editie 2024, nog niet bekend" in sentence


def test_a_series_is_named_by_its_area_edition_and_group() -> None:
    assert (
        findings.series_name(row(area_name="Rotterdam", edition="2024", group_name="")) == "Rotterdam, 2024"
    )
    assert findings.series_name(row()) == ""


def test_counts_are_told_in_the_fixed_order() -> None:
    counts = {"not_measured": 2, Status.ON_TRACK: 2, Status.FAR_BEHIND: 1, Status.ACHIEVED: 0}
    assert sentences.counts_sentence(counts) == "2 op schema · 1 ver achter · 2 niet gemeten"
    assert sentences.counts_sentence({}) == "nog geen indicatoren"


def test_the_agreement_sentence_has_singulars_and_plurals() -> None:
    many = {Status.ACHIEVED: 4, Status.ON_TRACK: 10, Status.FAR_BEHIND: 6, Status.NOT_MEASURED: 10}
    assert sentences.agreement_sentence(many) == (
        "Van de 30 indicatoren gaan er 14 goed; 6 hebben aandacht nodig; van 10 weten we het nog niet."
    )
    one_each = {Status.RIGHT_WAY: 1, Status.WRONG_WAY: 1, Status.UNCHANGED: 1, Status.TOO_FEW: 1}
    assert sentences.agreement_sentence(one_each) == (
        "Van de 4 indicatoren gaat er 1 goed; 1 heeft aandacht nodig; 1 blijft gelijk; "
        "van 1 weten we het nog niet."
    )
    none_good = {Status.FAR_BEHIND: 2, Status.UNCHANGED: 1, Status.NOT_MEASURED: 1}
    assert sentences.agreement_sentence(none_good) == (
        "Van de 4 indicatoren gaat er nog geen goed; 2 hebben aandacht nodig; 1 blijft gelijk; "
        "van 1 weten we het nog niet."
    )
    none_judged = {Status.NOT_MEASURED: 3}
    assert (
        sentences.agreement_sentence(none_judged) == "Er zijn 3 indicatoren. We weten nog niet hoe het gaat."
    )
    assert sentences.agreement_sentence({Status.NOT_MEASURED: 1}) == (
        "Er is 1 indicator. We weten nog niet hoe het gaat."
    )
    assert (
        sentences.agreement_sentence({Status.FAR_BEHIND: 1}) == "Er is 1 indicator; die heeft aandacht nodig."
    )
    assert sentences.agreement_sentence({}) == "Er zijn nog geen indicatoren."


@pytest.mark.parametrize(
    ("achieved", "sentence"),
    [
        (1, "De ene indicator met een oordeel gaat goed."),
        (2, "Beide indicatoren met een oordeel gaan goed."),
        (3, "Alle 3 indicatoren met een oordeel gaan goed."),
    ],
)
def test_that_all_goes_well_is_told_as_people_say_it(achieved, sentence):
    counts = {Status.ACHIEVED: achieved, Status.NOT_MEASURED: 2}
    assert commitments.commitment_sentence(counts, worst=row()) == sentence
