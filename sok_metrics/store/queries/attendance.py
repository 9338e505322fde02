"""Which counts of people at a meeting are not shown, where an indicator with a threshold is made of them.

The same fact must be hidden at the indicator and at its meeting. Who are new are counted per group: a sum, as
any other. A share of residents is hidden where few people came: then nothing of who came is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import Withheld, Withholding
from sok_metrics.store.queries.whole_sums import whole_sum
from sok_metrics.store.reader import Reader, WholeReader, with_tables
from sok_metrics.views.progress.suppression import withhold

BESIDE = Withheld(Withholding.BESIDE, 0).code
"""Why a figure is hidden beside another one."""


@dataclass(frozen=True)
class HiddenAttendance:
    """What is not shown of who came, in any view."""

    share_threshold: int
    """Of the share of residents; 0 for none."""
    new_threshold: int
    """Of who are there for the first time; 0 for none."""
    first_timers: Mapping[tuple[int, str, int], str]
    """Meeting, group ("" is all together) and number -> why it is not shown."""

    def of_few(self, people: Any) -> str | None:
        """Why so many people are not shown where they make a share; None where they are."""
        if pd.isna(people) or not 0 < people < self.share_threshold:
            return None
        return Withheld(Withholding.SMALL, self.share_threshold).code

    def of_new(self, meeting: int, group: str, count: Any) -> str | None:
        """Why a number of people who were new is not shown; None where it is."""
        return None if pd.isna(count) else self.first_timers.get((meeting, group, int(count)))


def read_hidden_attendance(reader: Reader) -> HiddenAttendance:
    """What is not shown of who came: the same in every view."""
    return with_tables(reader, everything=True).remember(_of_all_versions)


def _of_all_versions(reader: WholeReader) -> HiddenAttendance:
    [limits] = reader.rows(_THRESHOLDS)
    new, share = int(limits["new_participants"]), int(limits["resident_share"])
    if not new:
        return HiddenAttendance(share, new, {})
    found = reader.frame(_FIRST_TIMERS, {"threshold": new})
    found = found.assign(hidden=withhold(found))
    hidden = found[found["hidden"].notna()]
    keys = zip(hidden["meeting_number"], hidden["group_name"], hidden["value"].astype(int), strict=True)
    return HiddenAttendance(share, new, dict(zip(keys, hidden["hidden"], strict=True)))


_THRESHOLDS = """
    SELECT coalesce(max(CASE WHEN derived_metric = 'new_participants' THEN privacy_threshold END), 0)
               AS new_participants,
           coalesce(max(CASE WHEN derived_metric = 'resident_share' THEN privacy_threshold END), 0)
               AS resident_share
    FROM indicator WHERE archived_at IS NULL
"""

_FIRST_TIMERS = f"""
    WITH counted AS (
        SELECT meeting_number, group_name, first_time_count, count, recorded_at, superseded_at, origin,
               change_set
        FROM attendance_history WHERE archived_at IS NULL
    ),
    moment AS (SELECT DISTINCT meeting_number, recorded_at FROM counted),
    -- one row per meeting and moment: all groups together
    total AS (
        SELECT moment.meeting_number, '' AS group_name,
               {whole_sum("first_time_count")} AS first_time_count,
               {whole_sum("count")} AS count, moment.recorded_at, max(change_set) AS change_set,
               bool_and(origin = 'real') AS is_real
        FROM moment JOIN counted ON counted.meeting_number = moment.meeting_number
         AND counted.recorded_at <= moment.recorded_at
         AND (counted.superseded_at IS NULL OR counted.superseded_at > moment.recorded_at)
        GROUP BY moment.meeting_number, moment.recorded_at
    ),
    figure AS (
        SELECT meeting_number, group_name, first_time_count, count, recorded_at, superseded_at AS until,
               change_set, origin = 'real' AS is_real
        FROM counted
        UNION ALL
        SELECT meeting_number, group_name, first_time_count, count, recorded_at,
               lead(recorded_at) OVER (PARTITION BY meeting_number ORDER BY recorded_at), change_set, is_real
        FROM total
    )
    -- one row per version of how many were new, per group and together ("")
    SELECT 'first_timers' AS sum_of, 'number' AS kind, CAST($threshold AS BIGINT) AS threshold,
           meeting_number,
           concat_ws(' ', meeting_number, group_name) AS series_code, '' AS area_code, TRUE AS is_total_area,
           group_name, CAST(meeting_number AS TEXT) AS edition, FALSE AS is_baseline,
           DATE '2000-01-01' AS period_start, DATE '2000-01-01' AS period_end,
           CAST(first_time_count AS DOUBLE PRECISION) AS value, count AS base_count, count AS most,
           recorded_at, until, is_real, change_set AS "order"
    FROM figure ORDER BY meeting_number, group_name, recorded_at
"""
