"""Do we keep our agreements? Each organisation rule: kept, on its way, due soon, broken, or not to check.

A check hangs on the numbers that the agreement gives a rule (table `regels`), never on the rule's code, so a
neighbourhood with other rules gets the same checks. Pure: `today` and the records are handed in.
"""

from collections.abc import Sequence
from datetime import date

from sok_metrics.nouns.outcomes import WORST_FIRST, CheckReason, CheckStatus, Part, RuleCheck, RuleName
from sok_metrics.views.agreement_checks.counts import COUNT_CHECKS
from sok_metrics.views.agreement_checks.period import Period, period_of
from sok_metrics.views.agreement_checks.records import CheckRecords
from sok_metrics.views.agreement_checks.states import STATE_CHECKS

DEFAULT_WARNING_DAYS = 30
_CHECKS = {**COUNT_CHECKS, **STATE_CHECKS}
_ORDER = list(RuleName)


def check_rules(records: CheckRecords, year: int, *, today: date) -> list[RuleCheck]:
    """Each organisation rule in a calendar year, as it stands today, in the order of the agreement."""
    period = period_of(year, today, records.starts_on, records.ends_on)
    return [_check_rule(code, records, period) for code in records.rule_codes]


def count_checks(checks: Sequence[RuleCheck]) -> dict[CheckStatus, int]:
    """How many rules have each outcome, in the order of the outcomes."""
    return {status: sum(one.status is status for one in checks) for status in CheckStatus}


def _check_rule(code: str, records: CheckRecords, period: Period) -> RuleCheck:
    rules = [one for one in records.rules if one.code == code]
    warning_days = next(
        (round(one.value) for one in rules if one.name == RuleName.WARNING_DAYS), DEFAULT_WARNING_DAYS
    )
    checked = sorted(
        (one for one in rules if one.name in _CHECKS and round(one.value) > 0),
        key=lambda one: _ORDER.index(RuleName(one.name)),
    )
    if records.starts_on is not None and period.today < records.starts_on:
        parts = [Part(None, CheckStatus.CANNOT_CHECK, CheckReason.NOT_STARTED)]
    elif not checked:
        parts = [Part(None, CheckStatus.CANNOT_CHECK, CheckReason.NO_RULE)]
    else:
        parts = [_CHECKS[RuleName(one.name)](one, records, period, warning_days) for one in checked]
    return RuleCheck(code, min((part.status for part in parts), key=WORST_FIRST.index), tuple(parts))
