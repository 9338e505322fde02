"""Entering figures: several at once, corrections with their reason, and nobody's figure is lost."""

from datetime import date

import pandas as pd
import pytest

from sok_metrics.errors import InvalidDataError, NotAllowedError, StaleRecordError, UnsureError
from sok_metrics.nouns.calendar import Period
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.measurements import Entry, record_measurements
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.queries.indicators import list_measurements, list_revisions
from sok_metrics.store.queries.standing import last_of, list_standing
from sok_metrics.views.rows import rows_of
from tests.store.rows import TODAY, count, indicator, measurement, save, series

EDITOR = Actor("Redactie", Role.EDITOR)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def evening(store):
    """Two indicators, one of which was measured before."""
    save(
        store,
        indicator=[indicator(), indicator("IND-02")],
        series=[series(), series("IND-02", indicator_code="IND-02")],
        measurement=[measurement()],
    )
    return store


def entry(value=12.0, period=YEAR, code="IND-01", **more):
    return Entry(code, period, value=value, **more)


def test_a_rule_is_told_of_the_entry_that_breaks_it(evening):
    shorter = Period(date(2024, 12, 1), date(2024, 12, 31))
    with pytest.raises(InvalidDataError) as refused:
        record_measurements(evening, [entry(code="IND-02"), entry(period=shorter)], by=EDITOR)
    [problem] = refused.value.problems
    assert (problem.line, problem.heading) == (1, "tot_en_met")
    assert count(evening, "measurement") == 1


def test_what_may_be_right_is_saved_when_it_was_asked_about(evening):
    with pytest.raises(UnsureError) as asked:
        record_measurements(evening, [entry(990.0)], by=EDITOR)
    sentences = tuple(problem.sentence for problem in asked.value.problems)
    record_measurements(evening, [entry(990.0, sure_of=sentences)], by=EDITOR)
    assert values(evening)["IND-01", 2025] == 990


def values(store):
    found = list_measurements(store.reader())
    return {(row.series_code, row.period_end.year): row.value for row in rows_of(found)}


def test_an_evening_is_one_change_that_can_be_undone(evening):
    before = count(evening, "change_set")
    number = record_measurements(
        evening, [entry(), entry(3.5, code="IND-02", source="geteld", note="x", base_count=40)], by=EDITOR
    )
    assert values(evening) == {("IND-01", 2024): 10, ("IND-01", 2025): 12, ("IND-02", 2025): 3.5}
    assert count(evening, "change_set") == before + 1
    [change] = evening.whole().rows(
        "SELECT made_by, reason, source FROM change_set WHERE number = $number", {"number": number}
    )
    assert change == {"made_by": "Redactie", "reason": "2 metingen ingevuld", "source": "form"}
    undo(evening, number, by=EDITOR)
    assert values(evening) == {("IND-01", 2024): 10}
    again = record_measurements(evening, [entry(13.0)], by=EDITOR)
    assert values(evening)["IND-01", 2025] == 13
    undo(evening, again, by=EDITOR)
    assert ("IND-01", 2025) not in values(evening)


def test_a_correction_keeps_what_stood(evening):
    day = Period(date(2024, 12, 31), date(2024, 12, 31))
    [standing] = list_standing(evening.whole(), ["IND-01"])["IND-01"].values()
    correction = entry(9.0, day, corrects=standing.version, correction_reason="dubbel geteld")
    number = record_measurements(evening, [correction], by=EDITOR)
    assert values(evening)["IND-01", 2024] == 9
    [old] = list_revisions(evening.reader(), "IND-01").itertuples()
    assert (old.value, old.replaced_reason) == (10, "dubbel geteld")
    undo(evening, number, by=EDITOR)
    assert values(evening)["IND-01", 2024] == 10


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_correction_without_a_reason_is_refused_whoever_writes(evening, reason):
    with pytest.raises(InvalidDataError, match="Zeg in een paar woorden waarom u haar verandert"):
        save(evening, measurement=[measurement(value="11", correction_reason=reason)])
    assert values(evening)["IND-01", 2024] == 10


def test_what_is_no_correction_needs_no_reason(evening):
    save(evening, measurement=[measurement(value="10.0", note="nog eens bekeken")])
    save(evening, measurement=[measurement("2023-12-31", value="8", origin="example")])
    save(evening, measurement=[measurement("2023-12-31", value="9", origin="real")])
    assert values(evening)["IND-01", 2023] == 9


def test_a_file_may_bring_another_figure_without_a_reason(evening):
    with evening.write(by=EDITOR, reason="toets", source=ChangeSource.IMPORT) as change:
        change.put("measurement", pd.DataFrame([measurement(value="11")], dtype=object))
    assert values(evening)["IND-01", 2024] == 11


def test_what_somebody_else_entered_meanwhile_is_not_overwritten(evening):
    record_measurements(evening, [entry(12.0)], by=EDITOR)
    with pytest.raises(StaleRecordError, match="Iemand anders heeft intussen een meting van IND-01"):
        record_measurements(evening, [entry(3.0, code="IND-02"), entry(99.0)], by=EDITOR)
    assert values(evening) == {("IND-01", 2024): 10, ("IND-01", 2025): 12}


def test_only_editors_enter_figures(evening):
    with pytest.raises(NotAllowedError):
        record_measurements(evening, [entry()], by=Actor("bezoeker", Role.VISITOR))


def test_the_last_figure_is_the_newest_that_counts_today(evening):
    save(evening, measurement=[measurement("2025-06-30"), measurement("2027-01-01", value="99")])
    standing = list_standing(evening.whole(), ["IND-01", "IND-02"])
    last = last_of(standing["IND-01"], TODAY)
    assert last is not None
    assert last.period.end == date(2025, 6, 30)
    assert last_of(standing["IND-02"], TODAY) is None


def test_the_first_figure_of_an_indicator_makes_its_series(evening):
    save(evening, indicator=[indicator("IND-03")])
    number = record_measurements(evening, [entry(5.0, code="IND-03")], by=EDITOR)
    assert values(evening)["IND-03", 2025] == 5
    undo(evening, number, by=EDITOR)
    assert ("IND-03", 2025) not in values(evening)
    record_measurements(evening, [entry(6.0, code="IND-03")], by=EDITOR)
    assert values(evening)["IND-03", 2025] == 6
