"""What is right and wrong about the figures that somebody types in an evening."""

from datetime import date
from typing import Any

import pytest

from sok_metrics.nouns.calendar import Period
from sok_metrics.nouns.model import Frequency, IndicatorKind
from sok_metrics.store.queries.standing import Standing
from sok_metrics.tasks.figures.entering import Asked, Choice, Typed, check

TODAY = date(2026, 11, 22)
YEAR_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
YEAR_2025 = Period(date(2025, 1, 1), date(2025, 12, 31))
SEEN = 10


def standing(period=YEAR_2024, value=29.0, **more):
    cells = {
        "story": None, "source": None, "note": None, "base_count": None, "correction_reason": None,
        "is_example": False, "is_archived": False, "version": 3, "change_set": SEEN, "made_by": "Jan",
    }  # fmt: skip
    return Standing("ECO-01", period, value, **(cells | more))


def asked(*stands, **more):
    cells: dict[str, Any] = {
        "kind": IndicatorKind.PERCENTAGE, "lower": 0.0, "upper": 100.0, "asks_base_count": False,
        "source": "CBS", "standing": {one.period: one for one in stands or (standing(),)},
    }  # fmt: skip
    return Asked("ECO-01", "ECO-01", "Coaches", "%", frequency=Frequency.YEARLY, **(cells | more))


def judge(typed, row=None, evening=""):
    return check(row or asked(), typed, evening=evening, seen=SEEN, today=TODAY)


def test_an_empty_row_asks_for_nothing():
    found = judge(Typed(period="2025", source="x"))
    assert (found.entry, found.problems) == (None, {})


def test_a_figure_is_about_what_is_due_with_the_usual_source():
    entry = judge(Typed(value=" 31,5 ")).entry
    assert (entry.value, entry.period, entry.source, entry.corrects) == (31.5, YEAR_2025, "CBS", None)


@pytest.mark.parametrize(
    ("typed", "evening", "year"),
    [(Typed("31"), "2023", 2023), (Typed("31", period="2022"), "2023", 2022), (Typed("31"), " ", 2025)],
)
def test_the_row_goes_before_the_evening_and_that_before_what_is_due(typed, evening, year):
    assert judge(typed, evening=evening).entry.period.end.year == year


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        (Typed("veel"), "value", "is geen getal"),
        (Typed("31.5"), "value", "is niet duidelijk"),
        (Typed("", note="zie bijlage"), "value", "Vul ook het cijfer in"),
        (Typed("31", period="vorig jaar"), "period", "is geen periode"),
        (Typed("31", period="2026"), "sure_of", "is nog niet om"),
        (Typed("31", base_count="3,5"), "base_count", "heel getal"),
        (Typed("31", base_count="-3"), "base_count", "heel getal"),
        (Typed("101"), "sure_of", "Dit is hoger dan kan"),
        (Typed("2,9"), "sure_of", "De vorige keer was dit 10 keer zo veel"),
        (Typed("101", sure_of="29"), "sure_of", "Dit is hoger dan kan"),
        (Typed("31", period="2024"), "reason", "waarom u het cijfer verandert"),
    ],
)
def test_what_is_wrong_stands_at_its_field(typed, name, sentence):
    found = judge(typed)
    assert found.entry is None
    assert list(found.problems) == [name]
    assert sentence in found.problems[name]


def test_all_that_is_wrong_is_said_at_once():
    found = judge(Typed("veel", period="ooit", base_count="x"))
    assert set(found.problems) == {"value", "period", "base_count"}


def test_an_unlikely_figure_passes_when_somebody_is_sure_of_it():
    warning = judge(Typed("101")).warning
    entry = judge(Typed("101", sure_of=warning)).entry
    assert (entry.value, entry.sure_of) == (101, (warning,))


def test_a_figure_of_a_period_to_come_passes_when_somebody_is_sure_of_it():
    warning = judge(Typed("31", period="2026")).warning
    entry = judge(Typed("31", period="2026", sure_of=warning)).entry
    assert (entry.period.end.year, entry.sure_of) == (2026, (warning,))
    assert judge(Typed("101", period="2026", sure_of=warning)).entry is None


def test_a_figure_is_compared_with_the_one_before_its_period():
    row = asked(standing(YEAR_2024, 2.9), standing(YEAR_2025, 40.0))
    assert judge(Typed("1", period="2024", reason="typfout"), row).entry.value == 1


def test_a_correction_has_its_reason_and_the_version_that_was_seen():
    entry = judge(Typed("31", period="2024", reason="opnieuw geteld")).entry
    assert (entry.corrects, entry.correction_reason) == (3, "opnieuw geteld")


def test_a_correction_keeps_the_source_and_the_note_that_it_does_not_change():
    row = asked(standing(source="telling", note="in mei", base_count=40, correction_reason="dubbel"))
    entry = judge(Typed("31", period="2024", reason="opnieuw geteld"), row).entry
    assert (entry.source, entry.note, entry.base_count) == ("telling", "in mei", 40)
    entry = judge(Typed("29", period="2024", note="in juni"), row).entry
    assert (entry.value, entry.note, entry.corrects, entry.correction_reason) == (29, "in juni", 3, "dubbel")


def test_what_stands_already_or_was_put_away_needs_no_reason():
    assert judge(Typed("29", period="2024")).is_same
    put_away = asked(standing(is_archived=True))
    assert judge(Typed("31", period="2024"), put_away).entry.corrects is None
    invented = asked(standing(is_example=True))
    assert judge(Typed("29", period="2024"), invented).entry.corrects == 3


def test_of_two_who_enter_the_same_the_second_chooses():
    theirs = standing(YEAR_2025, 40.0, change_set=SEEN + 1, version=1)
    row = asked(standing(), theirs)
    found = judge(Typed("31"), row)
    assert (found.conflict, list(found.problems)) == (theirs, ["choice"])
    left = judge(Typed("31", choice=Choice.THEIRS), row)
    assert (left.entry, left.problems) == (None, {})
    assert list(judge(Typed("31", choice=Choice.MINE), row).problems) == ["reason"]
    mine = judge(Typed("31", choice=Choice.MINE, reason="typfout"), row).entry
    assert (mine.value, mine.corrects) == (31, 1)
    assert judge(Typed("40"), row).is_same


def test_a_story_and_a_level_are_entered_too():
    story = asked(kind=IndicatorKind.STORY, standing={})
    assert judge(Typed("Het ging goed."), story).entry.story == "Het ging goed."
    rubric = asked(kind=IndicatorKind.RUBRIC, standing={}, levels={1: "begin", 2: "op weg"})
    assert judge(Typed("2"), rubric).entry.value == 2
