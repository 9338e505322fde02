"""Which figures are known but not shown, because they could tell about single people.

Every query that gives figures to read asks here, so that page, file and minutes hide the same. Only
`queries/records`, for who may change them, gives figures as they are.
"""

from dataclasses import dataclass

import pandas as pd

from sok_metrics.nouns.model import Withheld, Withholding
from sok_metrics.store.queries.attendance import BESIDE, read_hidden_attendance
from sok_metrics.store.queries.card_answers import list_card_answers
from sok_metrics.store.queries.derived import DERIVED_MEASUREMENTS
from sok_metrics.store.reader import Reader, WholeReader, with_tables
from sok_metrics.views.progress.cards import telling_differences
from sok_metrics.views.progress.suppression import withhold

_KEY = ["series_code", "period_start", "period_end"]
_DAY = "datetime64[us]"
_TYPES = {"series_code": "str", "period_start": _DAY, "period_end": _DAY, "value": "float64"}
_TYPES |= {"is_baseline": "bool", "hidden": "object"}
_NO_DAY = pd.Timestamp("1800-01-01")
"""The first day of a baseline, which has none."""
_TOLD_BESIDE = ("note", "correction_reason", "replaced_reason")
"""Texts that people write about one figure, and in which it may stand."""

ENTERED_MEASUREMENTS = """
    SELECT series_code, period_start, period_end, value, story, source, source_location, note,
           correction_reason, recorded_at, origin = 'example' AS is_example, FALSE AS is_derived, base_count
    FROM {measurement} AS measurement
    WHERE series_code IN (SELECT code FROM {series} AS series)
"""

ALL_MEASUREMENTS = f"""
    -- one row per series and period: what was entered, and what the store computes itself
    WITH measured AS ({ENTERED_MEASUREMENTS} UNION ALL {DERIVED_MEASUREMENTS})
"""


@dataclass(frozen=True)
class Hidden:
    """What is not shown, in any view."""

    figures: pd.DataFrame
    """series_code, period_start, period_end, value, hidden (a code of Withheld): each number for itself, as a
    figure that was corrected is hidden in one version and not in another."""
    baselines: pd.DataFrame
    """series_code, period_end, value, hidden."""

    def mark(self, measurements: pd.DataFrame) -> pd.DataFrame:
        """The measurements with a column `hidden` (None where shown) and without what is hidden."""
        if self.figures.empty or not measurements["series_code"].isin(self.figures["series_code"]).any():
            return measurements.assign(hidden=None)
        asked = measurements[[*_KEY, "value"]]
        why = asked.merge(self.figures, on=[*_KEY, "value"], how="left")["hidden"]
        # People may have written a number beside any version of it.
        keys = self.figures[_KEY].drop_duplicates().assign(told=True)
        told = asked.merge(keys, on=_KEY, how="left")["told"].set_axis(measurements.index)
        return blank(measurements, why.set_axis(measurements.index), told=told.notna())

    def mark_series(self, series: pd.DataFrame) -> pd.DataFrame:
        """The series with a column `baseline_hidden` (None where shown) and without what is hidden."""
        if self.baselines.empty:
            return series.assign(baseline_hidden=None)
        asked = pd.DataFrame(
            {
                "series_code": series["series_code"],
                "period_end": pd.to_datetime(series["baseline_date"]).fillna(_NO_DAY),
                "value": series["baseline_value"],
            }
        )
        found = asked.merge(self.baselines, on=list(asked.columns), how="left")["hidden"]
        why = found.set_axis(series.index).astype(object)
        why = why.where(why.notna() & series["baseline_value"].notna(), None)
        return series.assign(
            baseline_hidden=why, baseline_value=series["baseline_value"].where(why.isna(), float("nan"))
        )


def blank(measurements: pd.DataFrame, why: pd.Series, *, told: pd.Series) -> pd.DataFrame:
    """The rows without the figures that have a reason, and where `told` without what people wrote beside."""
    hidden = why.astype(object).where(why.notna(), None)
    emptied = {name: measurements[name].where(~told) for name in _TOLD_BESIDE if name in measurements}
    return measurements.assign(value=measurements["value"].where(hidden.isna()), **emptied, hidden=hidden)


def read_hidden(reader: Reader) -> Hidden:
    """What is not shown: of every figure that there ever was, in any view, and of what this view computes.

    Else the numbers of one look would give away, with those of another, what both hide.
    """
    whole = with_tables(reader)
    return whole.remember(_with_derived) if whole.rows(_DERIVES_OF_PEOPLE) else _of_everything(reader)


def _of_everything(reader: Reader) -> Hidden:
    return with_tables(reader, everything=True).remember(_of_all_versions)


def _of_all_versions(reader: WholeReader) -> Hidden:
    if not reader.rows(_HAS_THRESHOLDS):
        return _hidden(pd.DataFrame(columns=list(_TYPES)).astype(_TYPES))
    figures = reader.frame(_EVERY_VERSION)
    return _hidden(_with_baselines(figures.assign(hidden=withhold(figures))))


def _with_derived(reader: WholeReader) -> Hidden:
    """Also what the store computes: it is no part of a sum but where `attendance` or a card says so."""
    everything = _of_everything(reader)
    derived = reader.frame(ALL_MEASUREMENTS + _DERIVED_UNDER_A_THRESHOLD)
    own = derived.assign(hidden=withhold(derived))
    figures = own[own["hidden"].notna()][[*_KEY, "value", "hidden"]]
    new = own[(own["derived_metric"] == "new_participants") & own["hidden"].isna()]
    beside = new.merge(_hidden_totals(reader), on=["period_end", "value"])[[*_KEY, "value"]].assign(
        hidden=BESIDE
    )
    found = pd.concat([everything.figures, figures, beside, _told(reader, own)], ignore_index=True)
    return Hidden(found.drop_duplicates([*_KEY, "value"]), everything.baselines)


def _told(reader: Reader, derived: pd.DataFrame) -> pd.DataFrame:
    """The distances between the sides of the room that would tell how few people answered a card."""
    differences = derived[derived["derived_metric"] == "group_difference"]
    if differences.empty:
        return differences[[*_KEY, "value", "hidden"]]
    telling = telling_differences(list_card_answers(reader))
    codes = [Withheld(Withholding.BESIDE, limit).code for limit in telling["limit"].tolist()]
    keys = {"indicator_code": "derived_from", "held_on": "period_end"}
    reasons = telling.assign(hidden=codes).rename(columns=keys)[[*keys.values(), "hidden"]]
    on_their_own = differences[differences["hidden"].isna()].drop(columns="hidden")
    return on_their_own.merge(reasons.drop_duplicates(list(keys.values())))[[*_KEY, "value", "hidden"]]


def _hidden_totals(reader: WholeReader) -> pd.DataFrame:
    """The days and numbers of new people that their groups hide. Columns: period_end, value."""
    hidden = read_hidden_attendance(reader).first_timers
    totals = {(meeting, float(count)) for meeting, group, count in hidden if not group}
    rows = reader.rows("SELECT number, held_on FROM meeting")
    days = {row["number"]: pd.Timestamp(row["held_on"]) for row in rows}
    found = [(days[meeting], count) for meeting, count in sorted(totals)]
    return pd.DataFrame(found, columns=["period_end", "value"]).astype(
        {"period_end": "datetime64[us]", "value": "float64"}
    )


def _with_baselines(figures: pd.DataFrame) -> pd.DataFrame:
    """The hidden ones; the baseline is often a measurement too, and what hides the one hides the other."""
    is_baseline = figures["is_baseline"].astype(bool)
    days, same = ["series_code", "period_end"], ["series_code", "period_end", "value"]
    hidden = figures[figures["hidden"].notna()]
    of_measurements = hidden[~hidden["is_baseline"].astype(bool)][days].drop_duplicates().assign(same=True)
    of_baselines = hidden[hidden["is_baseline"].astype(bool)][same].drop_duplicates().assign(same=True)
    by_day = figures[days].merge(of_measurements, on=days, how="left")["same"].notna()
    by_value = figures[same].merge(of_baselines, on=same, how="left")["same"].notna()
    also = figures["hidden"].isna() & (
        (is_baseline & by_day.to_numpy()) | (~is_baseline & by_value.to_numpy())
    )
    return pd.concat([hidden, figures[also].assign(hidden=BESIDE)], ignore_index=True)


def _hidden(found: pd.DataFrame) -> Hidden:
    is_baseline = found["is_baseline"].astype(bool)
    figures = found[~is_baseline][[*_KEY, "value", "hidden"]].drop_duplicates([*_KEY, "value"])
    baselines = found[is_baseline][["series_code", "period_end", "value", "hidden"]]
    return Hidden(figures.reset_index(drop=True), baselines.drop_duplicates(list(baselines.columns[:3])))


# A threshold of today protects what was known before as well: read the table itself, not the view.
_HAS_THRESHOLDS = "SELECT code FROM indicator WHERE privacy_threshold > 0 AND kind <> 'card' LIMIT 1"

_DERIVES_OF_PEOPLE = """
    SELECT code FROM indicator
    WHERE derived_metric = 'group_difference' OR (privacy_threshold > 0 AND derived_metric IS NOT NULL)
    LIMIT 1
"""

_GUARDED = """
    -- one row per indicator; of two that are computed from the same the strictest counts
    limited AS (
        SELECT code, kind, derived_metric, derived_from,
               coalesce(max(CASE WHEN archived_at IS NULL THEN privacy_threshold END)
                            OVER (PARTITION BY coalesce(derived_metric, code), derived_from),
                        privacy_threshold, 0) AS threshold
        FROM indicator
    ),
    -- one row per series of an indicator with a threshold, or of the groups at a card: that is an average
    guarded AS (
        SELECT series.code AS series_code, now.threshold, now.derived_metric, now.derived_from,
               CASE WHEN now.derived_metric = 'group_difference' THEN 'average' ELSE now.kind END AS kind,
               -- somebody else's figure is no part of ours
               CASE WHEN series.role = 'comparison' THEN series.code ELSE now.code END AS sum_of,
               series.edition, series.group_name, coalesce(series.area_code, '') AS area_code,
               coalesce(area.kind, 'joint') = 'joint' AS is_total_area
        FROM series
        JOIN limited AS now ON now.code = series.indicator_code
        LEFT JOIN area ON area.code = series.area_code
        WHERE (now.threshold > 0 OR now.derived_metric = 'group_difference') AND now.kind <> 'card'
    )
"""

_COLUMNS = """
    guarded.threshold, guarded.kind, guarded.sum_of, guarded.edition, guarded.group_name, guarded.area_code,
    guarded.is_total_area, CAST(NULL AS BIGINT) AS most
"""

_EVERY_VERSION = f"""
    WITH {_GUARDED},
    -- one row per version of a figure: a measurement, or a baseline (which has no first day)
    figure AS (
        SELECT series_code, period_start, period_end, value, base_count, FALSE AS is_baseline, recorded_at,
               superseded_at AS until, origin = 'real' AS is_real, change_set AS "order"
        FROM measurement_history WHERE value IS NOT NULL AND archived_at IS NULL
        UNION ALL
        SELECT code, DATE '1800-01-01', coalesce(baseline_date, DATE '1800-01-01'), baseline_value,
               NULL, TRUE, recorded_at, superseded_at, origin = 'real', change_set
        FROM series_history WHERE baseline_value IS NOT NULL AND archived_at IS NULL
    )
    SELECT figure.*, {_COLUMNS}
    FROM figure JOIN guarded ON guarded.series_code = figure.series_code
    ORDER BY figure.series_code, figure.period_end, figure.period_start, figure.recorded_at
"""

_DERIVED_UNDER_A_THRESHOLD = f""",
    {_GUARDED}
    SELECT measured.series_code, measured.period_start, measured.period_end, measured.value,
           measured.base_count, guarded.derived_metric, guarded.derived_from, FALSE AS is_baseline,
           measured.recorded_at, CAST(NULL AS TIMESTAMP) AS until, NOT measured.is_example AS is_real,
           0 AS "order", {_COLUMNS}
    FROM measured JOIN guarded ON guarded.series_code = measured.series_code
    WHERE measured.is_derived
    ORDER BY measured.series_code, measured.period_end
"""
