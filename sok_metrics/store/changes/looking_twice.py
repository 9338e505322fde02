"""Figures in an import that may be a slip of the keyboard: no reason to refuse them, but to look again."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.progress.plausible import unlikely
from sok_metrics.store.changes.incoming import Incoming
from sok_metrics.store.changes.problems import LINE
from sok_metrics.store.driver import Connection
from sok_metrics.texts.importing import cell_words
from sok_metrics.texts.plausible import unlikely_sentence

_MEASUREMENT = TABLES_BY_NAME["measurement"]


def unlikely_figures(cursor: Connection, incoming: Incoming, rows: pd.DataFrame) -> Iterator[Problem]:
    """The new or changed figures that are not likely, each as a remark at its cell.

    `rows` are the measurements that `compare` brought in just before, in the temporary table `incoming`.
    """
    if "value" not in rows.columns:
        return
    column, bounds = _MEASUREMENT.column("value"), _bounds(incoming)
    for place, code, value, last in _new_figures(cursor):
        lower, upper = bounds.get(code, (None, None))
        reason = unlikely(value, last, lower, upper)
        if reason is not None:
            sentence = unlikely_sentence(reason, last=last, lower=lower, upper=upper)
            row = rows.iloc[place]
            shown = cell_words(column, str(row["value"]))
            yield Problem(_MEASUREMENT.sheet, int(row[LINE]), column.heading, shown, sentence)


def _bounds(incoming: Incoming) -> dict[str, tuple[float | None, float | None]]:
    """Series code -> the lowest and the highest that its indicator can be, as it will be after the change."""
    indicators = incoming.result("indicator", ("lower_bound", "upper_bound")).set_index("code")
    series = incoming.result("series", ("indicator_code",))
    bounds = indicators.reindex(series["indicator_code"])[["lower_bound", "upper_bound"]]
    numbers = bounds.apply(pd.to_numeric, errors="coerce").to_numpy(float)
    return {
        code: (None if np.isnan(lower) else lower, None if np.isnan(upper) else upper)
        for code, (lower, upper) in zip(series["code"], numbers, strict=True)
    }


def _new_figures(cursor: Connection) -> list[tuple[int, str, float, float | None]]:
    """One row per figure that is new or changed: place, series, value, the figure before it in its series."""
    return cursor.execute(
        """
        WITH afterwards AS (
            SELECT series_code, period_start, period_end, value, row_place FROM incoming
            UNION ALL
            SELECT kept.series_code, kept.period_start, kept.period_end, kept.value, NULL AS row_place
            FROM measurement AS kept
            WHERE kept.archived_at IS NULL
              AND kept.series_code IN (SELECT series_code FROM incoming)
              AND NOT EXISTS (
                  SELECT 1 FROM incoming
                  WHERE incoming.series_code = kept.series_code
                    AND incoming.period_start = kept.period_start
                    AND incoming.period_end = kept.period_end)
        ), in_order AS (
            SELECT *, lag(value) OVER (PARTITION BY series_code ORDER BY period_end, period_start) AS last
            FROM afterwards WHERE value IS NOT NULL
        )
        SELECT in_order.row_place, in_order.series_code, in_order.value, in_order.last
        FROM in_order LEFT JOIN measurement AS kept
          ON kept.series_code = in_order.series_code AND kept.period_start = in_order.period_start
             AND kept.period_end = in_order.period_end AND kept.archived_at IS NULL
        WHERE in_order.row_place IS NOT NULL AND kept.value IS DISTINCT FROM in_order.value
        ORDER BY in_order.row_place
        """
    ).fetchall()
