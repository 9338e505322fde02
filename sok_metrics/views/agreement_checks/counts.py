"""Promises of so many a year: meetings, assessments, new projects, adjustments, new people."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sok_metrics.nouns.model import MeetingKind, ProjectStatus
from sok_metrics.nouns.outcomes import EVERY_MONTH, CheckReason, CheckStatus, Part, Record, RuleName
from sok_metrics.views.agreement_checks.period import Period
from sok_metrics.views.agreement_checks.records import CheckRecords, MeetingRecord, Rule

_KIND_OF = {
    RuleName.REVIEWS: MeetingKind.REVIEW,
    RuleName.MONTHLY_MEETINGS: MeetingKind.MONTHLY,
    RuleName.ASSESSMENTS: MeetingKind.ASSESSMENT,
}


def check_meetings(rule: Rule, records: CheckRecords, period: Period, warning_days: int) -> Part:
    """Whether so many meetings of a kind are held; cancelled ones do not count."""
    name = RuleName(rule.name)
    meetings = [one for one in records.meetings if one.kind == _KIND_OF[name]]
    held = held_in(meetings, period)
    coming = [one for one in meetings if one.status == "planned" and period.is_coming(one.held_on)]
    required = round(rule.value)
    is_every_month = name is RuleName.MONTHLY_MEETINGS and required == EVERY_MONTH
    missed = missed_months([one.held_on for one in held], period) if is_every_month else ()
    if is_every_month:
        found = len({one.held_on.month for one in held})
        status = _month_status(found, missed, held, coming, period)
    else:
        found = len(held)
        status = _count_status(found, required, period, warning_days, [one.held_on for one in coming])
    return Part(
        name,
        status,
        required=required,
        found=found,
        planned=len(coming),
        day=min((one.held_on for one in coming), default=None),
        missed_months=missed,
        records=tuple(meeting_record(one) for one in [*held, *coming]),
        unmarked=tuple(meeting_record(one) for one in _unmarked(meetings, period)),
        has_examples=any(one.is_example for one in [*held, *coming]),
    )


def held_in(meetings: Sequence[MeetingRecord], period: Period) -> list[MeetingRecord]:
    """The meetings that were held in the period."""
    return [one for one in meetings if one.status == "held" and period.has_had(one.held_on)]


def meeting_record(meeting: MeetingRecord) -> Record:
    """The meeting as a record to point at."""
    return Record("meeting", str(meeting.number), meeting.title, meeting.held_on)


def _unmarked(meetings: Sequence[MeetingRecord], period: Period) -> list[MeetingRecord]:
    return [
        one
        for one in meetings
        if one.status == "planned" and period.has_had(one.held_on) and one.held_on < period.today
    ]


def missed_months(held: Sequence[date], period: Period) -> tuple[int, ...]:
    """The whole months of the period that have passed without one of the days on which a meeting was held."""
    had = {day.month for day in held}
    first = period.start.month + (period.start.day > 1)
    last = (period.end + timedelta(days=1)).month if period.is_over else period.today.month
    last = last if last > 1 or not period.is_over else EVERY_MONTH + 1
    return tuple(month for month in range(first, last) if month not in had)


def _month_status(
    found: int,
    missed: tuple[int, ...],
    held: Sequence[MeetingRecord],
    coming: Sequence[MeetingRecord],
    period: Period,
) -> CheckStatus:
    """A month that has passed cannot be made up for; this month needs a meeting, held or planned."""
    if missed:
        return CheckStatus.BROKEN
    if found == EVERY_MONTH or period.is_over:
        return CheckStatus.KEPT
    this_month = {one.held_on.month for one in [*held, *coming]}
    return CheckStatus.ON_WAY if period.today.month in this_month else CheckStatus.DUE_SOON


def _count_status(
    found: int, required: int, period: Period, warning_days: int, coming: Sequence[date] = ()
) -> CheckStatus:
    """Kept when there are enough; broken only when there cannot be any more: at most one a day.

    A year that the agreement covered in part is never broken: it cannot be checked.
    """
    if found >= required:
        return CheckStatus.KEPT
    if period.is_over and period.is_partial:
        return CheckStatus.CANNOT_CHECK
    if required - found > period.days_left and not period.is_partial:
        return CheckStatus.BROKEN
    is_near = any((day - period.today).days <= warning_days for day in coming)
    return CheckStatus.DUE_SOON if is_near or period.ends_within(warning_days) else CheckStatus.ON_WAY


def check_first_timers(rule: Rule, records: CheckRecords, period: Period, warning_days: int) -> Part:
    """Whether so many people came for the first time."""
    held = held_in(records.meetings, period)
    counted = [one for one in held if one.first_timers is not None]
    with_new = [one for one in counted if one.first_timers]
    found = sum(one.first_timers or 0 for one in counted)
    status = _count_status(found, round(rule.value), period, warning_days)
    reason = CheckReason.NO_RECORDS if held and not counted else CheckReason.COUNTED
    if any(one.hides_first_timers for one in held):
        reason = CheckReason.SMALL_COUNTS
    is_unknown = reason is not CheckReason.COUNTED and status is not CheckStatus.KEPT
    return Part(
        RuleName.FIRST_TIMERS,
        CheckStatus.CANNOT_CHECK if is_unknown else status,
        reason,
        required=round(rule.value),
        found=found,
        records=tuple(meeting_record(one) for one in with_new),
        has_examples=any(one.is_example for one in counted),
    )


def check_project_series(rule: Rule, records: CheckRecords, period: Period, warning_days: int) -> Part:
    """Whether the project book got a new series: projects of this year (a year has one series)."""
    new = [
        one
        for one in records.projects
        if one.series_year == period.year and one.status is not ProjectStatus.STOPPED
    ]
    required = round(rule.value)
    status = _count_status(min(1, len(new)), required, period, warning_days)
    is_too_many = required > 1
    return Part(
        RuleName.PROJECT_SERIES,
        CheckStatus.CANNOT_CHECK if is_too_many else status,
        CheckReason.NOT_COUNTED if is_too_many else CheckReason.COUNTED,
        required=required,
        found=len(new),
        records=tuple(Record("project", one.code, one.title) for one in new),
        has_examples=any(one.is_example for one in new),
    )


def check_adjustments(rule: Rule, records: CheckRecords, period: Period, warning_days: int) -> Part:
    """Whether the agreement was adjusted, or it was decided (in a decision on this rule) that it need not."""
    made = [
        one for one in records.adjustments if one.rule_code in (None, rule.code) and period.has_had(one.day)
    ]
    return Part(
        RuleName.ADJUSTMENTS,
        _count_status(len(made), round(rule.value), period, warning_days),
        required=round(rule.value),
        found=len(made),
        day=max((one.day for one in made), default=None),
        has_examples=any(one.is_example for one in made),
    )


COUNT_CHECKS: dict[RuleName, Callable[[Rule, CheckRecords, Period, int], Part]] = {
    RuleName.REVIEWS: check_meetings,
    RuleName.MONTHLY_MEETINGS: check_meetings,
    RuleName.ASSESSMENTS: check_meetings,
    RuleName.FIRST_TIMERS: check_first_timers,
    RuleName.PROJECT_SERIES: check_project_series,
    RuleName.ADJUSTMENTS: check_adjustments,
}
