"""The minutes of a meeting: per point what the room saw, said, decided and promised, and how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pandas as pd

from sok_metrics.nouns.calendar import end_of_day
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import first_row, rows_of


class MinutesStep(StrEnum):
    """How far minutes are."""

    DRAFT = "draft"
    WITH_PARTIES = "with_parties"
    READ = "read"
    """The parties have read them: they are public."""
    APPROVED = "approved"
    FIXED = "fixed"


@dataclass(frozen=True)
class SeenFigure:
    """One series as the room saw it."""

    row: Any
    """Its row of assess() of that moment."""
    now: Any | None
    """What stands now where the room saw another figure, as a row of list_measurements; None where it is the
    same."""
    is_gone: bool = False
    """Whether the figure that the room saw was taken away since."""

    @property
    def is_corrected(self) -> bool:
        """Whether something else stands now in the place of what the room saw."""
        return self.now is not None or self.is_gone


@dataclass(frozen=True)
class Point:
    """One point of the agenda with all that belongs to it."""

    item: Any | None
    """The row of list_agenda; None for what belongs to no point."""
    note: str = ""
    figures: Sequence[SeenFigure] = ()
    unmeasured: int = 0
    """How many indicators of its value or goal were not measured yet."""
    cards: Sequence[Any] = ()
    """What everybody together answered at this meeting, as rows of Progress.cards."""
    said: Sequence[Any] = ()
    decisions: Sequence[Any] = ()
    actions: Sequence[Any] = ()
    withheld: Sequence[Any] = ()
    ideas: Sequence[Any] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing belongs to it."""
        return not (
            self.note or self.figures or self.cards or self.said or self.decisions or self.actions
            or self.withheld or self.ideas
        )  # fmt: skip


@dataclass(frozen=True)
class Minutes:
    """All that stands in the minutes of one meeting."""

    meeting: Any
    """A row of list_meetings, with end_time, minutes_approved_on, minutes_fixed_on and version."""
    step: MinutesStep
    tuning_until: date | None
    """The last day of the parties, where they have them or had them."""
    attendance: Sequence[Any]
    """As rows of list_attendance."""
    points: Sequence[Point]
    loose: Point
    """What was noted of the meeting and of no point."""
    spotlights: Sequence[Any]
    is_public: bool = False
    """Whether everybody may read them: the parties have, and nobody took them back."""

    @property
    def has_examples(self) -> bool:
        """Whether anything in it is invented."""
        rows = [self.meeting, *self.attendance, *self.spotlights]
        for point in (*self.points, self.loose):
            rows += [*point.said, *point.decisions, *point.actions, *point.withheld, *point.ideas]
            rows += [point.item] if point.item is not None else []
            rows += [*point.cards, *(one.row for one in point.figures)]
        return any(bool(row.is_example) for row in rows)

    @property
    def corrected(self) -> Sequence[SeenFigure]:
        """The figures that stand otherwise now than the room saw them, each once."""
        found = {
            one.row.series_code: one for point in self.points for one in point.figures if one.is_corrected
        }
        return list(found.values())


@dataclass(frozen=True)
class Brought:
    """What a meeting brought: rows with agenda_item_number, of the queries of these names."""

    notes: pd.DataFrame
    said: pd.DataFrame
    decisions: pd.DataFrame
    actions: pd.DataFrame
    withheld: pd.DataFrame
    ideas: pd.DataFrame


def step_of(meeting: Any, tuning_until: date | None, *, is_withdrawn: bool, today: date) -> MinutesStep:
    """How far the minutes of a meeting are; `tuning_until` is the last day of the parties, None without."""
    if pd.notna(meeting.minutes_fixed_on):
        return MinutesStep.FIXED
    if pd.notna(meeting.minutes_approved_on):
        return MinutesStep.APPROVED
    if tuning_until is None or is_withdrawn:
        return MinutesStep.DRAFT
    return MinutesStep.WITH_PARTIES if tuning_until >= today else MinutesStep.READ


def moments_seen(meeting: Any, agenda: pd.DataFrame, now: datetime) -> dict[int, datetime]:
    """Point -> the moment of which the room saw the figures (naive UTC): never later than `now`.

    That is when the point closed, else when the meeting did, else the end of its day.
    """
    held_on = meeting.held_on.date()
    closed = meeting.closed_at if pd.notna(meeting.closed_at) else end_of_day(held_on)
    return {
        int(row.number): min(
            now, pd.Timestamp(row.closed_at if pd.notna(row.closed_at) else closed).to_pydatetime()
        )
        for row in rows_of(agenda)
    }


def minutes_of(
    meeting: Any,
    *,
    step: MinutesStep,
    tuning_until: date | None,
    is_public: bool,
    attendance: pd.DataFrame,
    agenda: pd.DataFrame,
    spotlights: pd.DataFrame,
    brought: Brought,
    seen: Mapping[int, Progress],
    measurements: pd.DataFrame,
) -> Minutes:
    """The minutes. In: `seen` has for each point with a value or goal the progress that the room saw;
    `measurements` what stands now of the series in it, as list_measurements.
    """
    stands = _by_period(measurements)
    points = [_point(row, brought, meeting, seen.get(int(row.number)), stands) for row in rows_of(agenda)]
    return Minutes(
        meeting=meeting,
        step=step,
        tuning_until=tuning_until,
        attendance=list(rows_of(attendance)),
        points=points,
        loose=_point(None, brought, meeting, None, stands),
        spotlights=list(rows_of(spotlights)),
        is_public=is_public,
    )


def _point(
    item: Any | None, brought: Brought, meeting: Any, progress: Progress | None, stands: Mapping[Any, Any]
) -> Point:
    note = None if item is None else first_row(_at(brought.notes, item))
    code = "" if item is None or pd.isna(item.commitment_code) else str(item.commitment_code)
    main = progress.main_series_of(code) if progress is not None and code else None
    return Point(
        item=item,
        note="" if note is None else str(note.text),
        figures=[] if main is None else [_seen(row, stands) for row in rows_of(main) if _is_measured(row)],
        unmeasured=0 if main is None else sum(not _is_measured(row) for row in rows_of(main)),
        cards=_cards(progress, str(code), int(meeting.number)) if progress is not None and code else [],
        said=list(rows_of(_at(brought.said, item))),
        decisions=list(rows_of(_at(brought.decisions, item))),
        actions=list(rows_of(_at(brought.actions, item))),
        withheld=list(rows_of(_at(brought.withheld, item))),
        ideas=list(rows_of(_at(brought.ideas, item))),
    )


def _at(rows: pd.DataFrame, item: Any | None) -> pd.DataFrame:
    numbers = rows["agenda_item_number"]
    return rows[numbers.isna() if item is None else numbers == item.number]


def _is_measured(row: Any) -> bool:
    return bool(pd.notna(row.latest_date))


def _cards(progress: Progress, code: str, meeting: int) -> Sequence[Any]:
    cards = progress.cards
    is_here = (cards["meeting_number"] == meeting) & (cards["commitment_code"] == code)
    return list(rows_of(cards[is_here & (cards["group_name"] == "")]))


def _by_period(measurements: pd.DataFrame) -> dict[tuple[str, date], Any]:
    return {(row.series_code, row.period_end.date()): row for row in rows_of(measurements)}


def _seen(row: Any, stands: Mapping[Any, Any]) -> SeenFigure:
    """A figure, with what stands now in its place where that is something else."""
    now = stands.get((row.series_code, row.latest_date.date()))
    if now is None:
        return SeenFigure(row, None, is_gone=not row.is_derived and pd.notna(row.latest_value))
    is_hidden = pd.notna(now.hidden) or pd.notna(row.latest_hidden)
    is_same = is_hidden or (pd.isna(now.value) and pd.isna(row.latest_value)) or now.value == row.latest_value
    return SeenFigure(row, None if is_same else now)
