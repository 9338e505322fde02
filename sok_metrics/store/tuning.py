"""What is still being tuned with the parties, and so is in nobody's view yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from sok_metrics import clock
from sok_metrics.exchange import TABLES_BY_NAME

if TYPE_CHECKING:
    from sok_metrics.store.reader import Reader

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class InTuning:
    """The meetings whose minutes wait, and the series of which newer figures wait."""

    meetings: tuple[int, ...] = ()
    figures_from: Mapping[str, datetime] | None = None
    """Series -> the moment (naive UTC) from which on what was recorded waits."""

    def parameters(self, as_of: datetime | None) -> dict[str, Any]:
        """What the conditions below bind; the figures as they were just before they began to wait."""
        known = {code: moment - _MOMENT for code, moment in (self.figures_from or {}).items()}
        until = [moment if as_of is None else min(as_of, moment) for moment in known.values()]
        return {
            "meetings_in_tuning": list(self.meetings),
            "series_in_tuning": list(known),
            "series_known_until": until,
        }


def read_in_tuning(reader: "Reader") -> InTuning:
    """What is in tuning today, whatever moment the view looks at: what was public once is no excuse."""
    return InTuning() if reader.view.in_tuning else reader.remember(_of_day(clock.today()))


def without_later_revisions(reader: "Reader", revisions: pd.DataFrame) -> pd.DataFrame:
    """The revisions (with series_code and superseded_at) without those of corrections that still wait."""
    waiting = read_in_tuning(reader).figures_from
    if not waiting or revisions.empty:
        return revisions
    first = pd.to_datetime(revisions["series_code"].map(dict(waiting)))
    return revisions[first.isna() | (revisions["superseded_at"] < first)].reset_index(drop=True)


@lru_cache(maxsize=4)
def _of_day(today: date) -> "Callable[[Reader], InTuning]":
    """A look at one day: the same function for the same day, so that it is remembered that long."""

    def look(reader: "Reader") -> InTuning:
        rows = reader.rows(
            """
            -- one row per meeting or series that waits; what was withdrawn waits until somebody decides
            SELECT publication.kind, publication.meeting_number, series.code, publication.figures_from
            FROM publication LEFT JOIN series ON series.indicator_code = publication.indicator_code
            WHERE publication.archived_at IS NULL
              AND (publication.withdrawn_on IS NOT NULL OR publication.tuning_until >= $today)
            """,
            {"today": today},
        )
        figures: dict[str, datetime] = {}
        for row in rows:
            if row["kind"] == "figures" and row["code"] is not None and row["figures_from"] is not None:
                first = figures.get(row["code"], row["figures_from"])
                figures[row["code"]] = min(first, row["figures_from"])
        meetings = {row["meeting_number"] for row in rows if row["kind"] == "minutes"} - {None}
        return InTuning(tuple(sorted(meetings)), figures)

    return look


def without_waiting(name: str, source: str, conditions: list[str], waiting: InTuning) -> str:
    """The rows of a table that `conditions` choose, without what waits."""
    where = " AND ".join(conditions)
    if name == "meeting" and waiting.meetings:
        # REPLACE is DuckDB's; elsewhere it is the list of all columns.
        return (
            "(SELECT * REPLACE (CASE WHEN list_contains($meetings_in_tuning, number) THEN NULL "
            f"ELSE minutes END AS minutes) FROM {source} WHERE {where})"
        )
    if name == "remark" and waiting.meetings:
        return (
            f"(SELECT * FROM {source} WHERE {where} "
            "AND NOT list_contains($meetings_in_tuning, meeting_number))"
        )
    if name == "measurement" and waiting.figures_from:
        return _figures_before(source, conditions)
    return f"(SELECT * FROM {source} WHERE {where})"


def _figures_before(source: str, conditions: list[str]) -> str:
    """The measurements, of series in tuning as they were before that: a correction waits too."""
    where = " AND ".join(conditions)
    names = [column.name for column in TABLES_BY_NAME["measurement"].all_columns]
    listed = ", ".join([*names, "version", "change_set"])
    # Of these series the moment of the view is in `known_until` already.
    of_past = " AND ".join(one for one in conditions if "$view_moment" not in one)
    return f"""(
        SELECT {listed} FROM {source} WHERE {where} AND NOT list_contains($series_in_tuning, series_code)
        UNION ALL
        SELECT {listed}
        FROM measurement_history
        JOIN (SELECT unnest($series_in_tuning) AS code_in_tuning,
                     unnest($series_known_until) AS known_until) AS tuned
          ON code_in_tuning = series_code
        WHERE {of_past} AND recorded_at <= known_until
          AND (superseded_at IS NULL OR superseded_at > known_until)
    )"""
