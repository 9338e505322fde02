"""What the money of the energy budget brought, as the indicators give it."""

from datetime import date

import pandas as pd

from sok_metrics.store.queries.indicators import list_indicator_projects, list_measurements
from sok_metrics.store.queries.money import list_payments, list_returns
from sok_metrics.store.reader import Reader, with_tables
from sok_metrics.views.energy_budget.results import Result, euros_beside_results

_CHANGE_COLUMNS = ["indicator_code", "day"]


def read_results(reader: Reader, today: date) -> list[Result]:
    """Euros beside the figures of each indicator that counts households or tonnes of CO2."""
    asked = reader.frame(
        """
        -- one row per indicator: its main series only, for another edition is another way of measuring
        SELECT indicator.code AS indicator_code, indicator.name, indicator.money_result AS kind,
               series.code AS series_code, indicator.origin = 'example' AS is_example
        FROM {indicator} AS indicator
        JOIN {series} AS series ON series.indicator_code = indicator.code AND series.role = 'main'
        WHERE indicator.money_result IS NOT NULL AND indicator.kind = 'number'
        ORDER BY indicator.code
        """
    )
    if asked.empty:
        return []
    return euros_beside_results(
        asked,
        list_measurements(reader, asked["series_code"].tolist()),
        list_payments(reader),
        returns=list_returns(reader),
        followed=list_indicator_projects(reader),
        changes=_list_changes(reader, asked["indicator_code"].tolist()),
        today=today,
    )


def _list_changes(reader: Reader, codes: list[str]) -> pd.DataFrame:
    """The days on which what or how an indicator measures became something else. Columns: _CHANGE_COLUMNS."""
    found = with_tables(reader).rows(
        """
        WITH versions AS (
            SELECT code, CAST(recorded_at AS DATE) AS day,
                   concat_ws('|', definition, unit, coalesce(method, '')) AS way,
                   lag(concat_ws('|', definition, unit, coalesce(method, '')))
                       OVER (PARTITION BY code ORDER BY version) AS way_before
            FROM indicator_history WHERE list_contains($codes, code)
        )
        -- one row per change
        SELECT code AS indicator_code, day FROM versions WHERE way <> way_before ORDER BY code, day
        """,
        {"codes": codes},
    )
    return pd.DataFrame(found, columns=_CHANGE_COLUMNS, dtype=object)
