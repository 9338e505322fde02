"""Promises about how things are: the talk at each review, money, the process group, projects, the end."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sok_metrics.nouns.model import MeetingKind, ProjectStatus
from sok_metrics.nouns.outcomes import CheckReason, CheckStatus, Part, Record, RuleName
from sok_metrics.views.agreement_checks.counts import held_in, meeting_record
from sok_metrics.views.agreement_checks.period import Period
from sok_metrics.views.agreement_checks.records import (
    CheckRecords,
    FundRecord,
    MeetingRecord,
    ProjectRecord,
    Rule,
)


def check_linked_items(rule: Rule, records: CheckRecords, period: Period, warning_days: int) -> Part:
    """Whether each review had so many agenda items tied to a value or goal; the next one should have them."""
    part = _check_reviews(rule, records, period, lambda one: one.linked_items)
    coming = [
        one
        for one in records.meetings
        if one.kind is MeetingKind.REVIEW and one.status == "planned" and period.is_coming(one.held_on)
    ]
    unprepared = [
        one
        for one in coming
        if one.linked_items < part.required and (one.held_on - period.today).days <= warning_days
    ]
    if part.status is CheckStatus.BROKEN or not unprepared:
        return part
    return Part(
        part.name,
        CheckStatus.DUE_SOON,
        CheckReason.NOT_PREPARED,
        required=part.required,
        found=part.found,
        planned=len(unprepared),
        day=unprepared[0].held_on,
        records=tuple(meeting_record(one) for one in unprepared),
        has_examples=part.has_examples or any(one.is_example for one in unprepared),
    )


def check_cards(rule: Rule, records: CheckRecords, period: Period, _warning_days: int) -> Part:
    """Whether at each review so many cards (indicators for in the room) were answered."""
    return _check_reviews(rule, records, period, lambda one: one.cards)


def _check_reviews(
    rule: Rule, records: CheckRecords, period: Period, count: Callable[[MeetingRecord], int]
) -> Part:
    """Kept when each review that was held has enough; `found` is how many were held."""
    reviews = [one for one in records.meetings if one.kind is MeetingKind.REVIEW]
    held = held_in(reviews, period)
    required = round(rule.value)
    name = RuleName(rule.name)
    if not held:
        status = CheckStatus.CANNOT_CHECK if period.is_over else CheckStatus.ON_WAY
        return Part(name, status, CheckReason.NO_RECORDS, required=required)
    lacking = [one for one in held if count(one) < required]
    return Part(
        name,
        CheckStatus.BROKEN if lacking else CheckStatus.KEPT,
        required=required,
        found=len(held),
        records=tuple(meeting_record(one) for one in lacking or held),
        has_examples=any(one.is_example for one in held),
    )


def check_budget(rule: Rule, records: CheckRecords, period: Period, warning_days: int) -> Part:
    """Whether there are so many funds with money for the energy budget, and for how long."""
    begun = [one for one in records.funds if one.year <= period.year and one.promised > one.paid_before]
    usable = [one for one in begun if _lasts_until(one, period.judged_on)]
    required = round(rule.value)
    lasting = [one for one in usable if _lasts_until(one, period.judged_on + timedelta(days=warning_days))]
    status, reason = CheckStatus.KEPT, CheckReason.COUNTED
    if len(usable) < required:
        status = CheckStatus.BROKEN
        reason = CheckReason.EXPIRED if len(begun) >= required else CheckReason.COUNTED
    elif len(lasting) < required and not period.is_over:
        status, reason = CheckStatus.DUE_SOON, CheckReason.ENDS_SOON
    return Part(
        RuleName.BUDGET_FUNDS,
        status,
        reason,
        required=required,
        found=len(usable),
        day=min((one.ends_on for one in usable if one.ends_on), default=None),
        records=tuple(Record("fund", one.code, one.name, one.ends_on, is_last_day=True) for one in usable),
        has_examples=any(one.is_example for one in usable),
    )


def _lasts_until(fund: FundRecord, day: date) -> bool:
    return fund.ends_on is None or fund.ends_on >= day


def check_process_group(rule: Rule, records: CheckRecords, period: Period, warning_days: int) -> Part:
    """Whether a process group of so many people is elected and its term has not ended."""
    day = period.judged_on
    elected = [one for one in records.members if one.elected_on <= day]
    sitting = [one for one in elected if one.until is None or one.until >= day]
    required = round(rule.value)
    ends = sorted({one.until for one in sitting if one.until is not None})
    soon = [one for one in sitting if one.until and (one.until - day).days <= warning_days]
    people = {one.person_code for one in sitting}
    staying = {one.person_code for one in sitting if one not in soon}
    status, reason = CheckStatus.KEPT, CheckReason.COUNTED
    if len(people) < required:
        status = CheckStatus.BROKEN
        reason = CheckReason.EXPIRED if elected else CheckReason.NO_RECORDS
        ends = sorted({one.until for one in elected if one.until is not None}, reverse=True)
    elif len(staying) < required and not period.is_over:
        status, reason = CheckStatus.DUE_SOON, CheckReason.ENDS_SOON
    return Part(
        RuleName.PROCESS_GROUP,
        status,
        reason,
        required=required,
        found=len(people),
        day=ends[0] if ends else None,
        has_examples=any(one.is_example for one in sitting or elected),
    )


def check_plans(rule: Rule, records: CheckRecords, period: Period, _warning_days: int) -> Part:
    """Whether every project of the year has a plan."""
    return _check_projects(rule, records, period, lambda project: project.has_plan)


def check_contacts(rule: Rule, records: CheckRecords, period: Period, _warning_days: int) -> Part:
    """Whether every project of the year has a contact person who may be reached."""
    return _check_projects(rule, records, period, lambda project: project.has_contact)


def _check_projects(
    rule: Rule, records: CheckRecords, period: Period, is_right: Callable[[ProjectRecord], bool]
) -> Part:
    """Kept when all are right; ideas, stopped projects and those of other years do not count."""
    name, required = RuleName(rule.name), round(rule.value)
    if required > 1:
        return Part(name, CheckStatus.CANNOT_CHECK, CheckReason.NOT_COUNTED, required=required)
    active = [one for one in records.projects if _is_active(one, period)]
    if not active:
        return Part(name, CheckStatus.CANNOT_CHECK, CheckReason.NO_RECORDS, required=required)
    wrong = [one for one in active if not is_right(one)]
    return Part(
        name,
        CheckStatus.BROKEN if wrong else CheckStatus.KEPT,
        required=required,
        found=len(active),
        records=_project_records(wrong or active),
        has_examples=any(one.is_example for one in active),
    )


def _is_active(project: ProjectRecord, period: Period) -> bool:
    if project.status in (ProjectStatus.IDEA, ProjectStatus.STOPPED):
        return False
    if project.ends_on is not None and project.ends_on < period.start:
        return False
    if project.starts_on is not None and project.series_year is None:
        return project.starts_on <= period.end
    return project.series_year is None or project.series_year <= period.year


def _project_records(projects: Sequence[ProjectRecord]) -> tuple[Record, ...]:
    return tuple(Record("project", one.code, one.title) for one in projects)


def check_runs_until(rule: Rule, records: CheckRecords, period: Period, _warning_days: int) -> Part:
    """Whether the agreement runs until a year, as was promised."""
    required = round(rule.value)
    if records.ends_on is None:
        return Part(RuleName.RUNS_UNTIL, CheckStatus.CANNOT_CHECK, CheckReason.NO_RECORDS, required=required)
    is_kept = records.ends_on.year >= required
    return Part(
        RuleName.RUNS_UNTIL,
        CheckStatus.KEPT if is_kept else CheckStatus.BROKEN,
        required=required,
        found=records.ends_on.year,
        day=records.ends_on,
        has_examples=records.agreement_is_example,
    )


STATE_CHECKS: dict[RuleName, Callable[[Rule, CheckRecords, Period, int], Part]] = {
    RuleName.LINKED_ITEMS: check_linked_items,
    RuleName.CARDS: check_cards,
    RuleName.BUDGET_FUNDS: check_budget,
    RuleName.PROCESS_GROUP: check_process_group,
    RuleName.PLANS: check_plans,
    RuleName.CONTACTS: check_contacts,
    RuleName.RUNS_UNTIL: check_runs_until,
}
