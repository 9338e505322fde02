"""What a year of the agreement holds, read in one go."""

from datetime import date

from sok_metrics.store.queries.dated import list_reminders
from sok_metrics.store.queries.meetings import list_meetings, read_actions, read_meetings
from sok_metrics.store.queries.money import list_funds
from sok_metrics.store.reader import Reader
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
    )


def list_years(reader: Reader, today: date) -> list[int]:
    """The years that there is something to show of, newest first."""
    return years_of(list_meetings(reader), list_funds(reader), today)
