"""The indicators, their series, and what was measured."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from sok_metrics.store.queries.suppression import (
    ALL_MEASUREMENTS,
    ENTERED_MEASUREMENTS,
    read_hidden,
)
from sok_metrics.store.reader import Reader, with_tables
from sok_metrics.store.tuning import without_later_revisions


def list_series(reader: Reader) -> pd.DataFrame:
    """One row per series with all of its indicator; an indicator without a series gets an empty one.

    Columns: series_code, indicator_code, indicator_name, definition, unit, kind, direction, path, frequency,
    lower_bound, upper_bound, smallest_change, baseline_value, baseline_date, target_value, target_date,
    target_series_code, target_source, range_low, range_high, series_label, area_code, area_name, edition,
    group_name, role, source, method, responsible, question, privacy_rule, privacy_threshold (that of today),
    is_derived, is_core, is_example, baseline_hidden (a code of Withheld; None where it is shown).
    `series_label` tells the series of one indicator apart and is empty for an only one.
    """
    found = with_tables(reader).frame(
        """
        SELECT coalesce(series.code, indicator.code) AS series_code, indicator.code AS indicator_code,
               indicator.name AS indicator_name, indicator.definition, indicator.unit, indicator.kind,
               indicator.direction, indicator.path, indicator.frequency, indicator.lower_bound,
               indicator.upper_bound, indicator.smallest_change,
               series.baseline_value, series.baseline_date, series.target_value, series.target_date,
               series.target_series_code, series.target_source, series.range_low, series.range_high,
               CASE WHEN count(*) OVER (PARTITION BY indicator.code) = 1 THEN ''
                    ELSE coalesce(series.label, concat_ws(', ', area.name, nullif(series.edition, ''),
                                                          nullif(series.group_name, ''))) END AS series_label,
               series.area_code, area.name AS area_name, coalesce(series.edition, '') AS edition,
               coalesce(series.group_name, '') AS group_name, coalesce(series.role, 'main') AS role,
               indicator.source, indicator.method, indicator.responsible, indicator.question,
               indicator.privacy_rule, today.privacy_threshold,
               indicator.derived_metric IS NOT NULL AS is_derived, indicator.is_core,
               coalesce(series.origin, indicator.origin) = 'example' AS is_example
        FROM {indicator} AS indicator
        LEFT JOIN {series} AS series ON series.indicator_code = indicator.code
        LEFT JOIN {area} AS area ON area.code = series.area_code
        JOIN indicator AS today ON today.code = indicator.code
        ORDER BY indicator.code, role, series_label
        """
    )
    return read_hidden(reader).mark_series(found)


def list_measurements(reader: Reader, series_codes: Sequence[str] | None = None) -> pd.DataFrame:
    """One row per series and period, entered and derived, in the order of time.

    Columns: series_code, period_start, period_end, value, story, source, source_location, note,
    correction_reason, recorded_at, is_example, is_derived, hidden (a code of Withheld: then there is no
    value, note or reason; None where the figure is shown).
    """
    all_of_them = series_codes is None
    codes = [] if series_codes is None else list(series_codes)
    holds_derived = all_of_them or bool(reader.rows(_DERIVED_AMONG, {"series_codes": codes}))
    # the scan for one is six times faster than for a list
    asked = (
        "series_code = $series_codes[1]" if len(codes) == 1 else "list_contains($series_codes, series_code)"
    )
    found = reader.frame(
        (ALL_MEASUREMENTS if holds_derived else f"WITH measured AS ({ENTERED_MEASUREMENTS})")
        + f"""
        -- one row per series and period
        SELECT series_code, period_start, period_end, value, story, source, source_location, note,
               correction_reason, recorded_at, is_example, is_derived
        FROM measured
        WHERE $all_of_them OR {asked}
        ORDER BY series_code, period_end, period_start
        """,
        {"all_of_them": all_of_them, "series_codes": codes},
    )
    return read_hidden(reader).mark(found)


def list_key_measurements(reader: Reader, today: date) -> pd.DataFrame:
    """The few measurements of each series that decide its status: the first, the two latest and the best.

    Columns: series_code, period_start, period_end, value, hidden (as `list_measurements`); measurement_count,
    has_examples (of all of them). Assessing these gives the same as assessing all of them, without moving a
    million rows.
    """
    found = reader.frame(
        ALL_MEASUREMENTS
        + """,
        -- one row per series: what counts in it, and what is good (sign 0: as near to the range as can be)
        judged AS MATERIALIZED (
            SELECT series.code, series.baseline_date, series.range_low, series.range_high,
                   CASE indicator.direction WHEN 'range' THEN 0 WHEN 'lower' THEN -1 ELSE 1 END AS sign,
                   indicator.kind = 'story' AS is_story
            FROM {series} AS series JOIN {indicator} AS indicator ON indicator.code = series.indicator_code
        ),
        -- one row per measurement that counts
        counting AS (
            SELECT measured.series_code, measured.is_example, judged.baseline_date, measured.period_end,
                   -- one number for the order in time: by the end, then by the start
                   (measured.period_end - DATE '1800-01-01') * 1000000
                       + (measured.period_start - DATE '1800-01-01') AS place,
                   CASE WHEN judged.sign = 0
                        THEN -greatest(judged.range_low - measured.value,
                                       measured.value - judged.range_high, 0)
                        ELSE judged.sign * measured.value END AS goodness
            FROM measured JOIN judged ON judged.code = measured.series_code
            WHERE measured.period_end <= $today AND (measured.value IS NOT NULL OR judged.is_story)
        ),
        -- one row per series; max with a count is DuckDB's own, and far faster than row_number() at 10^6
        ends AS (
            SELECT series_code, count(*) AS measurement_count, bool_or(is_example) AS has_examples,
                   list_distinct(max(place, 2) || [
                       min(place),
                       min(place) FILTER (WHERE period_end >= baseline_date),
                       -- of equally good ones the first: which one DuckDB meets first is up to its threads
                       (-max([goodness, -place]) FILTER (
                           WHERE goodness IS NOT NULL AND period_end >= coalesce(baseline_date, period_end)
                       )[2])::BIGINT
                   ]) AS places
            FROM counting GROUP BY series_code
        ),
        chosen AS (SELECT series_code, measurement_count, has_examples, unnest(places) AS place FROM ends)
        -- up to five rows per series; to look the values up again is faster than to carry them along
        SELECT series_code, measured.period_start, measured.period_end, measured.value,
               chosen.measurement_count, chosen.has_examples
        FROM measured JOIN chosen USING (series_code)
        WHERE chosen.place = (measured.period_end - DATE '1800-01-01') * 1000000
                             + (measured.period_start - DATE '1800-01-01')
        ORDER BY series_code, measured.period_end, measured.period_start
        """,
        {"today": today},
    )
    return read_hidden(reader).mark(found)


def list_revisions(reader: Reader, indicator_code: str) -> pd.DataFrame:
    """The versions of this indicator's measurements that were corrected later.

    Columns: as list_measurements, plus superseded_at and replaced_reason (why the next version came).
    """
    moment = "" if reader.view.as_of is None else "AND old.superseded_at <= $view_moment"
    found = with_tables(reader).frame(
        f"""
        SELECT old.series_code, old.period_start, old.period_end, old.value, old.story, old.source,
               old.source_location, old.note, old.correction_reason, old.recorded_at,
               old.origin = 'example' AS is_example, FALSE AS is_derived, old.superseded_at,
               next.correction_reason AS replaced_reason
        FROM measurement_history AS old
        JOIN {{series}} AS series ON series.code = old.series_code
        JOIN {{measurement}} AS kept USING (series_code, period_start, period_end)
        LEFT JOIN measurement_history AS next
          ON next.series_code = old.series_code AND next.period_start = old.period_start
         AND next.period_end = old.period_end AND next.version = old.version + 1
        WHERE series.indicator_code = $indicator_code AND old.superseded_at IS NOT NULL {moment}
        ORDER BY old.series_code, old.period_end, old.recorded_at
        """,
        {"indicator_code": indicator_code},
    )
    found = without_later_revisions(with_tables(reader), found)
    return read_hidden(reader).mark(found)


def list_interim_targets(reader: Reader) -> pd.DataFrame:
    """Targets on the way. Columns: series_code, due_on, value."""
    return reader.frame(
        """
        SELECT series_code, due_on, value FROM {interim_target} AS interim
        WHERE series_code IN (SELECT code FROM {series} AS series)
        ORDER BY series_code, due_on
        """
    )


def list_indicator_links(reader: Reader) -> pd.DataFrame:
    """Which indicator shows which commitment. Columns: indicator_code, commitment_code."""
    return reader.frame(
        """
        SELECT indicator_code, commitment_code FROM {indicator_commitment} AS link
        WHERE indicator_code IN (SELECT code FROM {indicator} AS indicator)
        ORDER BY commitment_code, indicator_code
        """
    )


def list_indicator_projects(reader: Reader) -> pd.DataFrame:
    """Which indicator follows which project. Columns: indicator_code, project_code."""
    return reader.frame(
        """
        SELECT indicator_code, project_code FROM {indicator_project} AS link
        WHERE indicator_code IN (SELECT code FROM {indicator} AS indicator)
          AND project_code IN (SELECT code FROM {project} AS project)
        ORDER BY project_code, indicator_code
        """
    )


# To plan the derived ones takes 20 ms, also where there is nothing to derive.
_DERIVED_AMONG = """
    SELECT indicator.code
    FROM {series} AS series JOIN {indicator} AS indicator ON indicator.code = series.indicator_code
    WHERE indicator.derived_metric IS NOT NULL AND list_contains($series_codes, series.code) LIMIT 1
"""
