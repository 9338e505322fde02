"""Which figures are known but not shown, because they could tell about single people.

Every query that gives figures to read asks here, so that page, file and minutes hide the same. Only
`queries/records`, for who may change them, gives figures as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sok_metrics.model import Withheld, Withholding
from sok_metrics.progress import withhold
from sok_metrics.store.queries.derived import DERIVED_MEASUREMENTS
from sok_metrics.store.reader import Reader

_BESIDE = Withheld(Withholding.BESIDE, 0).code
_KEY = ["series_code", "period_start", "period_end"]
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
    """What is not shown in one view."""

    figures: pd.DataFrame
    """series_code, period_start, period_end, hidden (a code of Withheld)."""
    baselines: Mapping[str, str]
    """Series -> why its baseline is not shown."""
    once_small: pd.DataFrame
    """The key of figures that were small in an earlier version: people may have written it beside them."""

    def mark(self, measurements: pd.DataFrame) -> pd.DataFrame:
        """The measurements with a column `hidden` (None where shown) and without what is hidden."""
        codes = {*self.figures["series_code"], *self.once_small["series_code"]}
        if not codes or not measurements["series_code"].isin(codes).any():
            return measurements.assign(hidden=None)
        keys = measurements[_KEY]
        why = keys.merge(self.figures, on=_KEY, how="left")["hidden"].set_axis(measurements.index)
        told = keys.merge(self.once_small, on=_KEY, how="left")["told"].set_axis(measurements.index)
        return blank(measurements, why, told=told.notna() | why.notna())

    def mark_series(self, series: pd.DataFrame) -> pd.DataFrame:
        """The series with a column `baseline_hidden` (None where shown) and without what is hidden."""
        why = series["series_code"].map(dict(self.baselines)).astype(object)
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
    """What is not shown in this view: also what is hidden today, or among more rows than it has.

    Else a total that one view shows would give away, with the parts of another, what both hide.
    """
    return reader.remember(_read_hidden)


def _read_hidden(reader: Reader) -> Hidden:
    if not reader.rows(_HAS_THRESHOLDS):
        nothing = pd.DataFrame(columns=[*_KEY, "hidden", "told"])
        return Hidden(nothing, {}, nothing)
    found = _withheld(reader)
    widest = reader.of_everything()
    if reader.view != widest.view:
        more = _withheld(widest).assign(hidden=_BESIDE)
        found = pd.concat([found, more], ignore_index=True).drop_duplicates([*_KEY, "is_baseline"])
    figures = found[~found["is_baseline"]][[*_KEY, "hidden"]].reset_index(drop=True)
    baselines = found[found["is_baseline"]]
    once_small = reader.frame(_ONCE_SMALL)
    return Hidden(figures, dict(zip(baselines["series_code"], baselines["hidden"], strict=True)), once_small)


def _withheld(reader: Reader) -> pd.DataFrame:
    """The hidden figures and baselines of one view. Columns: the key, is_baseline, hidden."""
    measured = ALL_MEASUREMENTS if reader.rows(_DERIVES_UNDER_A_THRESHOLD) else _ENTERED
    figures = reader.frame(measured + _UNDER_A_THRESHOLD)
    figures = figures.assign(hidden=withhold(figures))
    found = figures[figures["hidden"].notna()]
    # The baseline is often a measurement too: what hides the one hides the other.
    ends = set(zip(found["series_code"], found["period_end"], strict=True))
    is_baseline = figures["is_baseline"].astype(bool)
    same = pd.Series([key in ends for key in zip(figures["series_code"], figures["period_end"], strict=True)])
    also = figures[is_baseline & figures["hidden"].isna() & same.astype(bool)].assign(hidden=_BESIDE)
    return pd.concat([found, also], ignore_index=True)[[*_KEY, "is_baseline", "hidden"]]


def hide_revisions(reader: Reader, revisions: pd.DataFrame) -> pd.DataFrame:
    """Earlier versions without what is hidden: they were small, or the figure that came after them is hidden.

    In: as rows of `list_revisions`, with kind, threshold and base_count.
    """
    alone = revisions.assign(
        sum_of=range(len(revisions)), area_code="", is_total_area=False, group_name="", edition=""
    )
    own = withhold(alone)
    later = read_hidden(reader).mark(revisions)["hidden"]
    beside = pd.Series(_BESIDE, index=revisions.index).where(later.notna(), None)
    why = own.where(own.notna(), beside)
    # The reason of a correction may name the figure before it, or after it: of any version of the same.
    hidden_keys = set(revisions[_KEY][why.notna()].itertuples(index=False, name=None))
    told = [key in hidden_keys for key in revisions[_KEY].itertuples(index=False, name=None)]
    return blank(revisions, why, told=pd.Series(told, index=revisions.index, dtype=bool))


# A threshold of today protects what was known before as well: read the table itself, not the view.
_HAS_THRESHOLDS = "SELECT code FROM indicator WHERE privacy_threshold > 0 AND kind <> 'card' LIMIT 1"

_ONCE_SMALL = """
    -- one row per figure
    SELECT DISTINCT past.series_code, past.period_start, past.period_end, TRUE AS told
    FROM measurement_history AS past
    JOIN series ON series.code = past.series_code JOIN indicator ON indicator.code = series.indicator_code
    WHERE indicator.privacy_threshold > 0
      AND (past.base_count < indicator.privacy_threshold
           OR (indicator.kind = 'number' AND past.value > 0 AND past.value < indicator.privacy_threshold))
"""

_DERIVES_UNDER_A_THRESHOLD = """
    SELECT code FROM indicator WHERE privacy_threshold > 0 AND derived_metric IS NOT NULL LIMIT 1
"""

_ENTERED = f"WITH measured AS ({ENTERED_MEASUREMENTS})"

_UNDER_A_THRESHOLD = """,
    -- one row per series of an indicator with a threshold; a difference between groups is an average
    guarded AS (
        SELECT series.code AS series_code, now.privacy_threshold AS threshold,
               CASE WHEN now.derived_metric = 'group_difference' THEN 'average' ELSE now.kind END AS kind,
               -- somebody else's figure is no part of ours
               CASE WHEN series.role = 'comparison' THEN series.code ELSE now.code END AS sum_of,
               series.edition, series.group_name, coalesce(series.area_code, '') AS area_code,
               coalesce(area.kind, 'joint') = 'joint' AS is_total_area,
               series.baseline_value, series.baseline_date
        FROM {series} AS series
        JOIN indicator AS now ON now.code = series.indicator_code
        LEFT JOIN {area} AS area ON area.code = series.area_code
        WHERE now.privacy_threshold > 0 AND now.kind <> 'card'
    ),
    -- one row per figure: a measurement, or a baseline (which has no first day)
    figure AS (
        SELECT series_code, period_start, period_end, value, base_count, FALSE AS is_baseline
        FROM measured WHERE value IS NOT NULL
        UNION ALL
        SELECT series_code, DATE '1800-01-01', coalesce(baseline_date, DATE '1800-01-01'), baseline_value,
               NULL, TRUE
        FROM guarded WHERE baseline_value IS NOT NULL
    )
    SELECT figure.*, guarded.threshold, guarded.kind, guarded.sum_of, guarded.edition, guarded.group_name,
           guarded.area_code, guarded.is_total_area
    FROM figure JOIN guarded ON guarded.series_code = figure.series_code
    ORDER BY figure.series_code, figure.period_end, figure.period_start
"""
