"""The measurements as they stand, with their version: for who enters and corrects them.

These queries look past archive, tuning and the view's choice of examples: show them to editors only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sok_metrics.nouns.calendar import Period
from sok_metrics.store.reader import WholeReader


@dataclass(frozen=True)
class Standing:
    """One measurement as it stands now."""

    series_code: str
    period: Period
    value: float | None
    story: str | None
    source: str | None
    note: str | None
    base_count: int | None
    correction_reason: str | None
    is_example: bool
    is_archived: bool
    version: int
    change_set: int
    made_by: str


def list_standing(reader: WholeReader, series_codes: Sequence[str]) -> dict[str, dict[Period, Standing]]:
    """Series -> period -> its measurement, in the order of time; archived ones too."""
    found: dict[str, dict[Period, Standing]] = {code: {} for code in series_codes}
    rows = reader.rows(
        """
        -- one row per series and period
        SELECT kept.series_code, kept.period_start, kept.period_end, kept.value, kept.story, kept.source,
               kept.note, kept.base_count, kept.correction_reason, kept.origin = 'example' AS is_example,
               kept.archived_at IS NOT NULL AS is_archived, kept.version, kept.change_set, change_set.made_by
        FROM measurement AS kept JOIN change_set ON change_set.number = kept.change_set
        WHERE list_contains($series_codes, kept.series_code)
        ORDER BY kept.series_code, kept.period_end, kept.period_start
        """,
        {"series_codes": list(series_codes)},
    )
    for row in rows:
        start, end = row.pop("period_start"), row.pop("period_end")
        one = Standing(period=Period(start, end), **row)
        found[one.series_code][one.period] = one
    return found


def last_of(standing: dict[Period, Standing], today: date) -> Standing | None:
    """The newest measurement that counts by this day; None when there is none."""
    counting = [one for one in standing.values() if not one.is_archived and one.period.end <= today]
    return counting[-1] if counting else None
