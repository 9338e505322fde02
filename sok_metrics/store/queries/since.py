"""What a comparison of two moments needs: the state at each, and the last review before a day."""

from datetime import datetime

from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.store.queries.meetings import list_actions, list_decisions
from sok_metrics.store.queries.money import list_allocations, list_payments
from sok_metrics.store.queries.projects import list_milestones, list_projects
from sok_metrics.store.reader import Reader, with_tables
from sok_metrics.views.progress import Progress
from sok_metrics.views.since import Review
from sok_metrics.views.since.change import State


def list_held_reviews(reader: Reader) -> list[Review]:
    """The review meetings that were held, newest first."""
    found = reader.rows(
        """
        SELECT number, title, held_on, closed_at FROM {meeting} AS meeting
        WHERE kind = 'review' AND status = 'held'
        ORDER BY held_on DESC, number DESC
        """
    )
    return [Review(**row) for row in found]


def list_series_written(reader: Reader, since: datetime) -> list[str]:
    """The series of which something was written after this moment, and those that the store computes."""
    until = "" if reader.view.as_of is None else "AND {} <= $view_moment"
    found = with_tables(reader).rows(
        f"""
        SELECT DISTINCT series_code FROM measurement_history
        WHERE (recorded_at > $since {until.format("recorded_at")})
           OR (superseded_at > $since {until.format("superseded_at")})
        UNION
        SELECT series.code FROM {{series}} AS series
        JOIN {{indicator}} AS indicator ON indicator.code = series.indicator_code
        WHERE indicator.derived_metric IS NOT NULL
        ORDER BY series_code
        """,
        {"since": since},
    )
    return [row["series_code"] for row in found]


def read_state(reader: Reader, progress: Progress, series_codes: list[str]) -> State:
    """What this reader sees, to be compared; of the measurements only those of these series."""
    return State(
        assessed=progress.assessed,
        measurements=list_measurements(reader, series_codes),
        cards=progress.cards,
        commitments=progress.commitments,
        projects=list_projects(reader),
        milestones=list_milestones(reader),
        decisions=list_decisions(reader),
        actions=list_actions(reader),
        allocations=list_allocations(reader),
        payments=list_payments(reader),
    )
