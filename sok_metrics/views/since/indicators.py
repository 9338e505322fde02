"""What changed in the indicators: their statuses, targets, cards and measurements."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import Status, Withheld
from sok_metrics.nouns.outcomes import ChangeKind, Turn
from sok_metrics.views.progress.commitments import leading_series, of_areas
from sok_metrics.views.since.change import Change, State
from sok_metrics.views.since.pairs import differs, pairs, text_of

_RANK = {
    Status.ACHIEVED: 4,
    Status.ON_TRACK: 3,
    Status.RIGHT_WAY: 3,
    Status.SLIGHTLY_BEHIND: 2,
    Status.UNCHANGED: 2,
    Status.FAR_BEHIND: 1,
    Status.MISSED: 1,
    Status.WRONG_WAY: 0,
}
"""How good a status is; the others tell nothing about good or bad."""


def turn_of(before: Status, after: Status) -> Turn:
    """Whether a status got better or worse; NEW for a first judgement, OTHER when neither can be said."""
    if after not in _RANK:
        return Turn.OTHER
    if before not in _RANK:
        return Turn.NEW
    difference = _RANK[after] - _RANK[before]
    if difference == 0:
        return Turn.OTHER
    return Turn.BETTER if difference > 0 else Turn.WORSE


def indicator_changes(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """New and ended indicators, other statuses and other targets.

    An indicator does as its worst area does, here as in every count: it gets better or worse once. Where
    another area changed, that is told beside it.
    """
    for old, new in pairs(leading_series(before), leading_series(after), ["indicator_code"]):
        if old is None:
            yield Change(ChangeKind.INDICATOR, Turn.NEW, after=Status(new.status), **_about(new))
        elif new is None:
            yield Change(ChangeKind.INDICATOR, Turn.OTHER, before=Status(old.status), **_about(old))
        elif old.status != new.status:
            was, now = Status(old.status), Status(new.status)
            moved = "" if old.series_code == new.series_code else old.series_code
            yield Change(
                ChangeKind.STATUS,
                turn_of(was, now),
                before=was,
                after=now,
                series_before=moved,
                **_about(new),
            )
    yield from _changes_of_areas(before, after)


def _changes_of_areas(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """Other targets, and other statuses of areas that do not count for their indicator."""
    told = set(leading_series(after)["series_code"])
    for old, new in pairs(of_areas(before), of_areas(after), ["series_code"]):
        if old is None or new is None:
            continue
        if old.status != new.status and new.series_code not in told:
            was, now = Status(old.status), Status(new.status)
            yield Change(ChangeKind.STATUS, Turn.OTHER, before=was, after=now, **_about(new))
        if differs(old.target_value, new.target_value):
            was, now = _target(old), _target(new)
            yield Change(ChangeKind.TARGET, Turn.OTHER, before=was, after=now, **_about(new))


def _about(row: Any) -> dict[str, Any]:
    return {
        "code": row.indicator_code,
        "title": row.indicator_name,
        "series_code": row.series_code,
        "is_example": bool(row.is_example),
    }


def card_changes(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """Cards to which the room's last answer is another than it was; the same answer is no change."""
    for old, new in pairs(_last_answers(before), _last_answers(after), ["indicator_code"]):
        if new is None or (old is not None and old.median == new.median):
            continue
        turn = Turn.NEW
        if old is not None:
            turn = Turn.BETTER if new.median > old.median else Turn.WORSE
        yield Change(
            ChangeKind.CARD,
            turn,
            new.indicator_code,
            new.indicator_name,
            before=None if old is None else old.median,
            after=new.median,
            happened_on=new.held_on,
            is_example=bool(new.is_example),
        )


def _last_answers(cards: pd.DataFrame) -> pd.DataFrame:
    """What everybody together gave each card the last time; one row per card."""
    answered = cards[(cards["group_name"] == "") & cards["median"].notna()]
    in_order = answered.sort_values(["held_on", "meeting_number"])
    return in_order.drop_duplicates("indicator_code", keep="last")


def measurement_changes(before: State, after: State) -> Iterator[Change]:
    """New, corrected and withdrawn measurements."""
    frames = (before.assessed, after.assessed)
    names: dict[str, Any] = {row.series_code: row for frame in frames for row in _rows(frame)}
    key = ["series_code", "period_start", "period_end"]
    for old, new in pairs(before.measurements, after.measurements, key):
        row = old if new is None else new
        if row.series_code not in names:
            continue
        series = names[row.series_code]
        kind, turn = _kind_of_measurement(old, new)
        if kind is not None:
            yield Change(
                kind,
                turn,
                series.indicator_code,
                series.indicator_name,
                before=_figure(old),
                after=_figure(new),
                series_code=row.series_code,
                happened_on=row.period_end,
                reason=text_of(row.correction_reason) if kind is ChangeKind.CORRECTION else "",
                is_example=bool(row.is_example),
            )


def _kind_of_measurement(old: Any, new: Any) -> tuple[ChangeKind | None, Turn]:
    if old is None:
        return ChangeKind.MEASUREMENT, Turn.NEW
    if new is None:
        return ChangeKind.MEASUREMENT, Turn.OTHER
    is_corrected = differs(old.value, new.value) or differs(old.story, new.story)
    if is_corrected and not new.is_derived:
        return ChangeKind.CORRECTION, Turn.OTHER
    return None, Turn.OTHER


def _target(row: Any) -> Any:
    why = getattr(row, "target_hidden", None)
    return row.target_value if pd.isna(why) else Withheld.of(why)


def _figure(measurement: Any) -> Any:
    if measurement is None:
        return None
    why = getattr(measurement, "hidden", None)
    if not pd.isna(why):
        return Withheld.of(why)
    return measurement.story if pd.isna(measurement.value) else measurement.value


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    return iter(frame.itertuples(index=False))
