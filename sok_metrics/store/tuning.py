"""What is still being tuned with the parties, and so is in nobody's view yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Protocol

import pandas as pd

from sok_metrics import clock
from sok_metrics.nouns import Table
from sok_metrics.nouns.calendar import day_of, end_of_day
from sok_metrics.nouns.model import View

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


class Asking(Protocol):
    """What is asked here of a reader, which itself asks here what waits."""

    @property
    def view(self) -> View:
        """What it shows."""

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query."""

    def remember(self, make: Callable[[Any], InTuning]) -> InTuning:
        """What `make` gives, made once."""


def read_in_tuning(reader: Asking) -> InTuning:
    """What is in tuning today, and in a look at the past also what was then.

    What was public once is no excuse, and a draft was never meant to be read by everybody.
    """
    return InTuning() if reader.view.in_tuning else reader.remember(_of_day(clock.today()))


def without_later_revisions(reader: Asking, revisions: pd.DataFrame) -> pd.DataFrame:
    """The revisions (with series_code, recorded_at and superseded_at) that were public and may be so now.

    Without those of corrections that still wait, and those that came and went while they waited.
    """
    if reader.view.in_tuning or revisions.empty:
        return revisions
    waiting = read_in_tuning(reader).figures_from or {}
    waits_from = pd.to_datetime(revisions["series_code"].map(dict(waiting)))
    is_over = waits_from.isna() | (revisions["superseded_at"] < waits_from)
    tunings = _past_tunings(reader)
    was_public = [
        not (_waited(tunings, code, first, at=first) and _waited(tunings, code, first, at=last - _MOMENT))
        for code, first, last in zip(
            revisions["series_code"],
            revisions["recorded_at"].dt.to_pydatetime(),
            revisions["superseded_at"].dt.to_pydatetime(),
            strict=True,
        )
    ]
    return revisions[is_over & pd.Series(was_public, revisions.index)].reset_index(drop=True)


def _past_tunings(reader: Asking) -> list[dict[str, Any]]:
    """Every time that figures waited: of which series, from which moment on, and from when to when."""
    rows = reader.rows(
        """
        -- one row per series and version of a publication
        SELECT series.code, past.figures_from, past.recorded_at AS begins, past.tuning_until,
               past.withdrawn_on IS NOT NULL AS is_withdrawn, past.superseded_at
        FROM publication_history AS past JOIN series ON series.indicator_code = past.indicator_code
        WHERE past.kind = 'figures' AND past.figures_from IS NOT NULL AND past.archived_at IS NULL
          AND past.number IS DISTINCT FROM $opened
        """,
        {"opened": reader.view.opened},
    )
    for row in rows:
        last = datetime.max if row["is_withdrawn"] else end_of_day(row["tuning_until"])
        row["ends"] = min(last, row["superseded_at"] or datetime.max)
    return rows


def _waited(tunings: list[dict[str, Any]], code: str, recorded_at: datetime, *, at: datetime) -> bool:
    """Whether a figure that was recorded then, waited at a moment."""
    return any(
        one["code"] == code and one["figures_from"] <= recorded_at and one["begins"] <= at < one["ends"]
        for one in tunings
    )


@lru_cache(maxsize=4)
def _of_day(today: date) -> Callable[[Asking], InTuning]:
    """A look at one day: the same function for the same day, so that it is remembered that long."""

    def look(reader: Asking) -> InTuning:
        rows = _waiting(reader, "publication", today)
        if (as_of := reader.view.as_of) is not None:
            rows += _waiting(reader, "publication_history", day_of(as_of))
        figures: dict[str, datetime] = {}
        for row in rows:
            if row["kind"] == "figures" and row["code"] is not None and row["figures_from"] is not None:
                first = figures.get(row["code"], row["figures_from"])
                figures[row["code"]] = min(first, row["figures_from"])
        meetings = {row["meeting_number"] for row in rows if row["kind"] == "minutes"} - {None}
        return InTuning(tuple(sorted(meetings)), figures)

    return look


def _waiting(reader: Asking, source: str, day: date) -> list[dict[str, Any]]:
    """What waits on a day, but for what the view opens; in the twins, as it stood at the view's moment."""
    of_then = "AND recorded_at <= $view_moment AND (superseded_at IS NULL OR superseded_at > $view_moment)"
    return reader.rows(
        f"""
        -- one row per meeting or series that waits; what was withdrawn waits until somebody decides
        SELECT publication.kind, publication.meeting_number, series.code, publication.figures_from
        FROM (
            SELECT * FROM {source}
            WHERE archived_at IS NULL AND (withdrawn_on IS NOT NULL OR tuning_until >= $day)
              AND number IS DISTINCT FROM $opened {of_then if source != "publication" else ""}
        ) AS publication
        LEFT JOIN series ON series.indicator_code = publication.indicator_code
        """,
        {"day": day, "opened": reader.view.opened},
    )


def without_waiting(
    table: Table, source: str, conditions: list[str], of_past: list[str], waiting: InTuning
) -> str:
    """The rows that `conditions` choose, without what waits; `of_past` holds of every past row."""
    where, waits = " AND ".join(conditions), table.waits
    if waits is not None and waits.as_before and waiting.figures_from:
        return _rows_before(table, waits.by, source, conditions, of_past)
    if waits is not None and not waits.as_before and waiting.meetings:
        is_waiting = f"list_contains($meetings_in_tuning, {waits.by})"
        if not waits.hides:
            return f"(SELECT * FROM {source} WHERE {where} AND NOT {is_waiting})"
        # REPLACE is DuckDB's; elsewhere it is the list of all columns.
        return (
            f"(SELECT * REPLACE (CASE WHEN {is_waiting} THEN NULL ELSE {waits.hides} END AS {waits.hides}) "
            f"FROM {source} WHERE {where})"
        )
    return f"(SELECT * FROM {source} WHERE {where})"


def _rows_before(table: Table, by: str, source: str, conditions: list[str], of_past: list[str]) -> str:
    """The rows, of series in tuning as they were before that: a correction waits too."""
    where = " AND ".join(conditions)
    listed = ", ".join([*(column.name for column in table.all_columns), "version", "change_set"])
    # Of these series the moment of the view is in `known_until` already.
    earlier = [one for one in conditions if "$view_moment" not in one and one not in of_past]
    return f"""(
        SELECT {listed} FROM {source} WHERE {where} AND NOT list_contains($series_in_tuning, {by})
        UNION ALL
        SELECT {listed}
        FROM {table.name}_history
        JOIN (SELECT unnest($series_in_tuning) AS code_in_tuning,
                     unnest($series_known_until) AS known_until) AS tuned
          ON code_in_tuning = {by}
        WHERE {" AND ".join([*earlier, *of_past])} AND recorded_at <= known_until
          AND (superseded_at IS NULL OR superseded_at > known_until)
    )"""
