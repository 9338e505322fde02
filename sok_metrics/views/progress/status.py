"""The judgement: one status per series, with its reason and flags.

Decided in this order: a story or a card; not measured; a series to compare with (nobody promised anything
about another area); no wanted direction; a latest figure that is not shown; worse than a baseline that is as
good as the target or better; target achieved; a target that is not shown; settings that contradict each
other; a target that was missed; a baseline that is not shown; too few dates; the pace (or, without a target
to a date, the trend). So no status tells anything about a figure that is not shown.

- A figure from before the baseline decides nothing, and less than a month after it there is no pace or trend
  yet. A target that is reached is reached, however soon.
- Once the target date has passed, what is not reached was missed. While the figure of that day may still be
  on its way (until one time of measuring later) nobody knows yet.

- "Keep it so" is achieved while the latest value is at least the baseline minus the smallest change a year
  that counts (that amount once, not once a year, so that slow decay is seen); otherwise it goes the wrong
  way.
- A range is achieved inside it; outside, everything is measured by the distance to the range.
- Where no improvement was due yet (a flat start of the path) there is no pace: at least what was due is on
  track, less is the wrong way.
- `is_slipping`: an earlier measurement (on or after the baseline date) reached the target, and the latest
  does not any more, or it does but the last step went the wrong way by more than the smallest change that
  counts.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import Direction, IndicatorKind, Reason, SeriesRole, Status
from sok_metrics.views.progress.columns import (
    Flags,
    Floats,
    Texts,
    add_months,
    days,
    floats,
    frequency_months,
    none_where,
    texts,
    to_dates,
)
from sok_metrics.views.progress.facts import TOLERANCE, Facts, read_facts, slack
from sok_metrics.views.progress.hidden import read_hidden
from sok_metrics.views.progress.path import follows_growth, has_direction

PACE_TOLERANCE = 1e-9
_ABOUT_BASELINE = [Reason.TARGET_EQUALS_BASELINE.value, Reason.TARGET_AGAINST_DIRECTION.value]
"""Who never meant to do better than at the start can still do worse."""
ON_TRACK_FROM = 0.95
SLIGHTLY_BEHIND_FROM = 0.60
"""Least pace for "on track" and for "slightly behind", inclusive (reference/README: Open SDG's cuts)."""


def assess(
    series: pd.DataFrame, measurements: pd.DataFrame, interim_targets: pd.DataFrame, *, today: date
) -> pd.DataFrame:
    """Judge each series on a day: the rows of `series` in order, with status, reason, figures and flags.

    Added columns: status, reason (None without one), effective_baseline_value and _date (the one set, else
    the first measurement: baseline_is_first), latest_*, previous_*, measurement_count, due_value (at the
    latest date), pace (change so far / change due), shortfall (by how much a target was missed, else NaN),
    change_per_year, is_outdated, is_slipping, next_due_on.
    target_value is filled in from the target series. Measurements after `today` do not exist.
    latest_hidden, previous_hidden, baseline_hidden and target_hidden tell why a figure is missing because it
    is not shown (a code of Withheld, else None).
    """
    facts = read_facts(series, measurements, interim_targets, today)
    contradiction = _contradictions(series, facts)
    hidden = read_hidden(series, facts, measurements)
    status, reason = _judge(series, facts, contradiction, hidden)
    unsound = (contradiction != "") | ~_may_be_judged(series)
    months = frequency_months(series)
    return series.reset_index(drop=True).assign(
        target_value=facts.target,
        status=pd.array(status, dtype="str"),
        reason=pd.Series(none_where(reason == "", reason), dtype="object"),
        effective_baseline_value=facts.base,
        effective_baseline_date=to_dates(facts.base_day),
        baseline_is_first=facts.base_is_first,
        latest_value=facts.latest,
        latest_date=to_dates(facts.latest_day),
        previous_value=facts.previous,
        previous_date=to_dates(facts.previous_day),
        measurement_count=facts.count,
        due_value=np.where(unsound, np.nan, facts.due),
        pace=np.where(unsound, np.nan, facts.pace),
        shortfall=np.where(status == Status.MISSED.value, _shortfall(facts), np.nan),
        change_per_year=facts.change_per_year,
        is_outdated=add_months(facts.latest_day, 2 * months) < np.datetime64(today, "D").astype(np.int64),
        is_slipping=_is_slipping(series, facts),
        next_due_on=to_dates(add_months(facts.latest_day, months)),
        **hidden,
    )


def _judge(
    series: pd.DataFrame, facts: Facts, contradiction: Texts, hidden: Mapping[str, Texts]
) -> tuple[Texts, Texts]:
    """Give status and reason ("" without one) of each series, in the order that the module describes."""
    pace = facts.pace + PACE_TOLERANCE
    has_pace, has_due = ~np.isnan(pace), ~np.isnan(facts.due)
    goodness, room = facts.scale.goodness(facts.latest), slack(facts.latest, facts.base)
    met_due = goodness >= facts.scale.goodness(facts.due) - np.fmax(room, slack(facts.due))
    change, smallest = facts.goodness_per_year, facts.smallest * (1 + TOLERANCE) + room
    has_worsened = np.isin(contradiction, _ABOUT_BASELINE) & (change < -smallest)
    was_measured = ~np.isnan(facts.aim) & (facts.latest_day >= facts.target_day)
    has_passed = ~np.isnan(facts.aim) & (facts.today > facts.target_day)
    may_come = facts.today <= add_months(facts.target_day, frequency_months(series))
    undated = np.where(np.isnan(facts.aim), "", Reason.NO_TARGET_DATE.value)
    latest, baseline, target = (
        hidden[name] != np.array(None) for name in ("latest_hidden", "baseline_hidden", "target_hidden")
    )
    table: list[tuple[Flags, Status, Texts | Reason | str]] = [
        (_is_kind(series, IndicatorKind.STORY), Status.NO_JUDGEMENT, Reason.STORY),
        (_is_kind(series, IndicatorKind.CARD), Status.NO_JUDGEMENT, Reason.CARD),
        (facts.count == 0, Status.NOT_MEASURED, ""),
        (_is_comparison(series), Status.NO_JUDGEMENT, Reason.COMPARISON),
        (has_direction(series, Direction.NONE), Status.NO_JUDGEMENT, Reason.NO_DIRECTION),
        (latest, Status.NO_JUDGEMENT, Reason.SMALL_COUNTS),
        (has_worsened, Status.WRONG_WAY, contradiction),
        (_is_achieved(series, facts), Status.ACHIEVED, ""),
        (target, Status.NO_JUDGEMENT, Reason.SMALL_COUNTS),
        (contradiction != "", Status.NO_JUDGEMENT, contradiction),
        (was_measured, Status.MISSED, ""),
        (baseline, Status.NO_JUDGEMENT, Reason.SMALL_COUNTS),
        (~facts.has_two_dates & ~_keeps_undated_baseline(series, facts), Status.TOO_FEW, ""),
        (has_passed & may_come, Status.NO_JUDGEMENT, Reason.TARGET_DATE_PASSED),
        (has_passed, Status.MISSED, ""),
        (has_direction(series, Direction.MAINTAIN), Status.WRONG_WAY, ""),
        (pace >= ON_TRACK_FROM, Status.ON_TRACK, ""),
        (pace >= SLIGHTLY_BEHIND_FROM, Status.SLIGHTLY_BEHIND, ""),
        (pace >= 0, Status.FAR_BEHIND, ""),
        (has_pace, Status.WRONG_WAY, ""),
        (has_due & met_due, Status.ON_TRACK, ""),
        (has_due, Status.WRONG_WAY, ""),
        (change > smallest, Status.RIGHT_WAY, undated),
        (change < -smallest, Status.WRONG_WAY, undated),
    ]
    conditions = [condition for condition, _, _ in table]
    status = np.select(conditions, [status.value for _, status, _ in table], Status.UNCHANGED.value)
    reasons = [np.asarray(reason, dtype=object) for _, _, reason in table]
    return status.astype(object), np.select(conditions, reasons, undated.astype(object))


def _contradictions(series: pd.DataFrame, facts: Facts) -> Texts:
    """Give the first reason why the settings of a series cannot be judged, "" where they can."""
    toward = has_direction(series, Direction.HIGHER) | has_direction(series, Direction.LOWER)
    in_range, low, high = facts.scale.is_range, facts.scale.low, facts.scale.high
    lowest, highest = floats(series, "lower_bound"), floats(series, "upper_bound")
    aim, base, room = facts.aim, facts.base, slack(facts.aim, facts.base)
    has_target_series = texts(series, "target_series_code") != np.array(None)
    outside = toward & ((aim < lowest) | (aim > highest)) | in_range & ((low < lowest) | (high > highest))
    improvement = facts.scale.sign * (aim - base)
    dated_aim = ~np.isnan(aim) & ~np.isnan(facts.target_day)
    not_positive = (base <= 0) | (aim <= 0) | (facts.latest < 0)
    start = np.where(facts.base_is_first, days(series, "baseline_date"), facts.base_day)
    undated_base = facts.base_is_set & np.isnan(facts.base_day)
    table = [
        (in_range & ~(low <= high), Reason.RANGE_INCOMPLETE),
        (toward & facts.target_is_itself, Reason.TARGET_IS_ITSELF),
        (toward & has_target_series & np.isnan(aim), Reason.TARGET_SERIES_EMPTY),
        (outside, Reason.TARGET_OUT_OF_BOUNDS),
        (toward & (improvement < -room), Reason.TARGET_AGAINST_DIRECTION),
        (toward & (improvement <= room), Reason.TARGET_EQUALS_BASELINE),
        (dated_aim & (facts.target_day <= start), Reason.TARGET_DATE_BEFORE_BASELINE),
        (dated_aim & follows_growth(series) & not_positive, Reason.GROWTH_NEEDS_POSITIVE),
        ((toward | in_range) & undated_base, Reason.BASELINE_WITHOUT_DATE),
        (dated_aim & facts.steps_contradict, Reason.INTERIM_CONTRADICTS),
    ]
    return np.select([when for when, _ in table], [reason.value for _, reason in table], "").astype(object)


def _is_achieved(series: pd.DataFrame, facts: Facts) -> Flags:
    """Tell where the latest value is at least what is wanted; "keep it so" needs a value to compare with.

    What was measured before the baseline reached nothing yet.
    """
    comparable = ~has_direction(series, Direction.MAINTAIN) & ~(facts.latest_day < facts.base_day)
    comparable |= facts.has_two_dates | _keeps_undated_baseline(series, facts)
    return comparable & (facts.scale.goodness(facts.latest) >= _wanted_goodness(series, facts))


def _is_slipping(series: pd.DataFrame, facts: Facts) -> Flags:
    """Tell where a target that was reached is lost again, or is being lost (see the module)."""
    wanted = _wanted_goodness(series, facts)
    latest = facts.scale.goodness(facts.latest)
    step = latest - facts.scale.goodness(facts.previous)
    least = facts.smallest * (1 + TOLERANCE) + slack(facts.latest, facts.previous)
    lost = (latest < wanted) | (step < -least)
    return _may_be_judged(series) & (facts.best_before >= wanted) & lost


def _wanted_goodness(series: pd.DataFrame, facts: Facts) -> Floats:
    """Give the least goodness that counts as achieved, NaN where nothing can be achieved."""
    keep = facts.base - facts.smallest
    in_range = np.where(facts.scale.low <= facts.scale.high, 0.0, np.nan)
    size = np.where(
        facts.scale.is_range, np.fmax(np.abs(facts.scale.low), np.abs(facts.scale.high)), facts.aim
    )
    toward = np.where(facts.scale.is_range, in_range, facts.scale.sign * facts.aim)
    is_kept = has_direction(series, Direction.MAINTAIN)
    return np.where(is_kept, keep - slack(facts.base), toward - slack(size, facts.base))


def _shortfall(facts: Facts) -> Floats:
    """Give how much a latest value lacks of what is wanted."""
    return facts.scale.goodness(facts.aim) - facts.scale.goodness(facts.latest)


def _keeps_undated_baseline(series: pd.DataFrame, facts: Facts) -> Flags:
    """Tell where "keep it so" has a baseline without a date: enough to compare with."""
    return has_direction(series, Direction.MAINTAIN) & facts.base_is_set & np.isnan(facts.base_day)


def _may_be_judged(series: pd.DataFrame) -> Flags:
    """Tell which series are figures of our own."""
    is_told = _is_kind(series, IndicatorKind.STORY) | _is_kind(series, IndicatorKind.CARD)
    return ~(is_told | _is_comparison(series))


def _is_comparison(series: pd.DataFrame) -> Flags:
    """Tell which series only serve to compare with; without a column `role` none does."""
    if "role" not in series:
        return np.zeros(len(series), dtype=bool)
    return (series["role"] == SeriesRole.COMPARISON.value).to_numpy(bool)


def _is_kind(series: pd.DataFrame, kind: IndicatorKind) -> Flags:
    """Tell which series are of this kind."""
    return (series["kind"] == kind.value).to_numpy(bool)
