"""What a year of the agreement holds, read in one go."""

from datetime import date

from sok_metrics.nouns.outcomes import EVERY_MONTH, RuleName
from sok_metrics.store.queries.agreement import list_rule_parameters, read_agreement
from sok_metrics.store.queries.dated import list_reminders
from sok_metrics.store.queries.meetings import list_meetings, read_actions, read_meetings
from sok_metrics.store.queries.money import list_funds
from sok_metrics.store.reader import Reader
from sok_metrics.views.agreement_checks.period import Period, period_of
from sok_metrics.views.year import Year, year_of, years_of


def read_year(reader: Reader, year: int, today: date) -> Year:
    """One calendar year as it stands on a day."""
    return year_of(
        year,
        today,
        meetings=list_meetings(reader),
        reminders=list_reminders(reader),
        funds=list_funds(reader),
        late_actions=read_actions(reader, today).late_count,
        reviews_promised=read_meetings(reader, today).reviews_promised,
        each_month_in=_each_month_in(reader, year, today),
    )


def _each_month_in(reader: Reader, year: int, today: date) -> Period | None:
    """The part of a year in which each month must have its monthly meeting; None when no rule says so."""
    agreement = read_agreement(reader)
    is_asked = any(
        rule["name"] == RuleName.MONTHLY_MEETINGS and round(rule["value"]) == EVERY_MONTH
        for rule in list_rule_parameters(reader, today)
    )
    if agreement is None or not is_asked:
        return None
    starts_on, ends_on = agreement.starts_on, agreement.ends_on
    if (starts_on is not None and starts_on.year > year) or (ends_on is not None and ends_on.year < year):
        return None
    return period_of(year, today, starts_on, ends_on)


def list_years(reader: Reader, today: date) -> list[int]:
    """The years that there is something to show of, newest first."""
    return years_of(list_meetings(reader), list_funds(reader), today)
