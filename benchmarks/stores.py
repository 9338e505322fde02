"""Stores to measure on: BoTu with its examples, and as many made-up indicators and measurements beside it."""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.starting.start import default_folders, start_from_folders

TODAY = date(2026, 11, 22)
"""The made-up measurements run up to this day."""

_STAMP = "NULL AS archived_at, TIMESTAMP '2021-06-01' AS recorded_at, 1 AS version, $change AS change_set"


@dataclass(frozen=True)
class Size:
    """How many measurements and indicators a store holds in all."""

    measurements: int
    indicators: int

    @property
    def name(self) -> str:
        """A name for files and tables: "1000000"."""
        return str(self.measurements)


SMALL, MIDDLE, LARGE = Size(1_000, 80), Size(100_000, 400), Size(1_000_000, 2_000)
SIZES = (SMALL, MIDDLE, LARGE)


def make_store(path: Path, size: Size) -> None:
    """Make a store of this size at `path`; a size below that of BoTu itself gives BoTu as it is."""
    start_from_folders(path, default_folders(with_examples=True))
    store = open_store(path)
    try:
        _fill(store, size)
        store.checkpoint()
    finally:
        store.close()


def count_rows(store: Store, table: str) -> int:
    """How many rows a table of the store holds."""
    [found] = store.whole().rows(f"SELECT count(*) AS n FROM {table}")
    return int(found["n"])


def write_something(store: Store) -> int:
    """A change that no page shows but that no cache can know to be harmless; gives its change set."""
    party = {"code": "METER", "name": "Meter", "kind": "other", "contribution": str(time.monotonic_ns())}
    with store.write(by=SERVER, reason="om te meten", source=ChangeSource.COMMAND) as change:
        change.put("party", pd.DataFrame([party], dtype=object))
    return change.number


def _fill(store: Store, size: Size) -> None:
    """Add what is missing, straight into the tables and their twins: the write path checks row by row."""
    indicators = size.indicators - count_rows(store, "indicator")
    measurements = size.measurements - count_rows(store, "measurement")
    if indicators <= 0 or measurements <= 0:
        return
    numbers = {"indicators": indicators, "measurements": measurements, "today": TODAY}
    numbers["step"] = max(7, min(365, 7_000 * indicators // measurements))
    numbers["change"] = write_something(store)
    cursor = store._cursor()
    cursor.execute("BEGIN")
    for table, select in _SELECTS.items():
        _insert(cursor, table, select, numbers)
    cursor.execute("COMMIT")


def _insert(cursor: Any, table: str, select: str, numbers: dict[str, Any]) -> None:
    """Insert the rows of a query into a table and its history twin; columns that it leaves out are NULL."""
    bound = {name: value for name, value in numbers.items() if f"${name}" in select}
    names = cursor.execute(f"SELECT * FROM ({select}) LIMIT 0", bound).description
    columns = ", ".join(name for name, *_ in names)
    cursor.execute(f"INSERT INTO {table} ({columns}) {select}", bound)
    cursor.execute(
        f"INSERT INTO {table}_history ({columns}) SELECT {columns} FROM {table} WHERE change_set = $change",
        {"change": numbers["change"]},
    )


# Every seventh indicator is alike, so that each status occurs: the factor is the pace, roughly.
_SELECTS = {
    "indicator": f"""
        SELECT 'MEET-' || i AS code, 'Gemaakte indicator ' || i AS name,
               'Een indicator om mee te meten hoe snel het dashboard is.' AS definition,
               CASE i % 3 WHEN 0 THEN '%' WHEN 1 THEN 'm3 per jaar' ELSE 'huishoudens' END AS unit,
               CASE i % 3 WHEN 0 THEN 'percentage' ELSE 'number' END AS kind,
               CASE i % 7 WHEN 6 THEN 'none' WHEN 5 THEN 'higher' ELSE 'lower' END AS direction,
               'linear' AS path, 'yearly' AS frequency, 'Een bron, zoals het CBS' AS source,
               'Zo wordt het gemeten.' AS method, 'Energiewijk-overleg' AS responsible, FALSE AS is_core,
               'real' AS origin, {_STAMP}
        FROM range($indicators) AS made (i)
    """,
    "indicator_commitment": f"""
        WITH ranked AS (
            SELECT code, kind, row_number() OVER (PARTITION BY kind ORDER BY code) - 1 AS place,
                   count(*) OVER (PARTITION BY kind) AS total
            FROM commitment WHERE kind IN ('value', 'goal', 'cooperation_rule')
        )
        -- each indicator with one value, one goal and one rule
        SELECT 'MEET-' || i AS indicator_code, ranked.code AS commitment_code, 'real' AS origin, {_STAMP}
        FROM range($indicators) AS made (i) JOIN ranked ON ranked.place = i % ranked.total
    """,
    "series": f"""
        SELECT 'MEET-' || i AS code, 'MEET-' || i AS indicator_code, '' AS edition, '' AS group_name,
               'main' AS role, 100 AS baseline_value, DATE '2019-12-31' AS baseline_date,
               CASE WHEN i % 7 < 5 THEN 50 END AS target_value,
               CASE WHEN i % 7 < 5 THEN DATE '2028-12-31' END AS target_date,
               'real' AS origin, {_STAMP}
        FROM range($indicators) AS made (i)
    """,
    # in the order of time, as they would have come in: the rows of one series lie far apart
    "measurement": f"""
        WITH placed AS (
            SELECT i % $indicators AS indicator,
                   CAST($today AS DATE) - CAST((1 + i // $indicators) * $step AS INTEGER) AS period_start,
                   CAST($today AS DATE) - CAST((i // $indicators) * $step + 1 AS INTEGER) AS period_end
            FROM range($measurements) AS made (i)
        )
        SELECT 'MEET-' || indicator AS series_code, period_start, period_end,
               100 - (period_end - DATE '2019-12-31') / 3288.0 * 50
                     * [1.3, 0.98, 0.7, 0.3, -0.5, -1.0, 0.4][indicator % 7 + 1]
                   + 3 * sin(hash(indicator, period_end) % 1000) AS value,
               'Een bron, zoals het CBS' AS source, 'real' AS origin, {_STAMP}
        FROM placed ORDER BY period_end
    """,
}
