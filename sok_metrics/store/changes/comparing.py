"""What rows that come in would change, told by the store without changing it."""

from dataclasses import dataclass

import pandas as pd

from sok_metrics.errors import LINE
from sok_metrics.nouns import Table
from sok_metrics.store.changes.table_writer import SQL_TYPES
from sok_metrics.store.driver import Connection, make_text_table

_MOMENTS = ("archived_at", "recorded_at")
"""Columns that say when, not what: putting away has a list of its own, recording is no news."""


@dataclass(frozen=True)
class Compared:
    """The rows of one table beside those of the store; they are in canonical text, with `_line`."""

    table: Table
    rows: pd.DataFrame
    """Every row that was compared; their places are those of the temporary table `incoming`."""
    new: pd.DataFrame
    put_away: pd.DataFrame
    """Rows that the change archives."""
    brought_back: pd.DataFrame
    """Archived rows that come back."""
    changes: pd.DataFrame
    """One row per cell that changes: `_line`, key (as one text), column (name), old, new; None for empty."""
    changed: int
    """How many rows that stay get another content."""
    unchanged: int


def compare(cursor: Connection, table: Table, rows: pd.DataFrame) -> Compared:
    """Compare checked rows (canonical text, complete, with `_line`) with those of the store.

    Of several rows with one key the last counts: that is what stands there afterwards.
    """
    rows = rows.drop_duplicates(list(table.key), keep="last").reset_index(drop=True)
    given = [column.name for column in table.all_columns if column.name in rows.columns]
    _bring_in(cursor, table, rows[given])
    contents = [name for name in given if name not in (*table.key, *_MOMENTS)]
    states = _states(cursor, table, contents, has_archive="archived_at" in given)
    changes = _changes(cursor, table, contents, states)
    places = changes["place"].to_list()
    keys = [", ".join(map(str, key)) for key in rows[list(table.key)].to_numpy(dtype=object)[places]]
    changes.insert(0, "key", pd.Series(keys, dtype=object))
    changes.insert(0, LINE, rows[LINE].to_numpy()[places])
    moved = states["put_away"] | states["brought_back"]
    return Compared(
        table,
        rows,
        new=rows[states["is_new"].to_numpy()],
        put_away=rows[states["put_away"].to_numpy()],
        brought_back=rows[states["brought_back"].to_numpy()],
        changes=changes.drop(columns="place").reset_index(drop=True),
        changed=int((states["differs"] & ~moved).sum()),
        unchanged=int((~states["is_new"] & ~states["differs"] & ~moved).sum()),
    )


def _bring_in(cursor: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Make the temporary table `incoming`: the rows in the types of the store, with their place."""
    make_text_table(
        cursor, "incoming_text", rows.assign(row_place=[str(place) for place in range(len(rows))])
    )
    casts = ", ".join(
        f"CAST({name} AS {SQL_TYPES[table.column(name).type]}) AS {name}" for name in map(str, rows)
    )
    cursor.execute("DROP TABLE IF EXISTS incoming")
    cursor.execute(
        f"CREATE TEMPORARY TABLE incoming AS SELECT {casts}, CAST(row_place AS BIGINT) AS row_place "
        "FROM incoming_text"
    )


def _states(cursor: Connection, table: Table, contents: list[str], *, has_archive: bool) -> pd.DataFrame:
    """One row per incoming row, in its order: is_new, put_away, brought_back, differs."""
    differs = " OR ".join(f"kept.{name} IS DISTINCT FROM incoming.{name}" for name in contents) or "FALSE"
    away = "incoming.archived_at IS NOT NULL" if has_archive else "kept.archived_at IS NOT NULL"
    found = cursor.execute(
        f"""
        SELECT kept.version IS NULL AS is_new,
               kept.version IS NOT NULL AND kept.archived_at IS NULL AND {away} AS put_away,
               kept.archived_at IS NOT NULL AND NOT ({away}) AS brought_back,
               kept.version IS NOT NULL AND ({differs}) AS differs
        FROM incoming LEFT JOIN {table.name} AS kept ON {_same_key(table)}
        ORDER BY row_place
        """
    )
    return found.df().astype(bool)


def _changes(cursor: Connection, table: Table, contents: list[str], states: pd.DataFrame) -> pd.DataFrame:
    """One row per cell that changes, in the order of the rows and the columns: place, column, old, new."""
    names = ["place", "column", "old", "new"]
    if not states["differs"].any():
        return pd.DataFrame(columns=names, dtype=object)
    cells = " UNION ALL ".join(
        f"SELECT row_place, {position} AS position, '{name}' AS name, "
        f"CAST(kept.{name} AS TEXT) AS old, CAST(incoming.{name} AS TEXT) AS new "
        f"FROM incoming JOIN {table.name} AS kept ON {_same_key(table)} "
        f"WHERE kept.{name} IS DISTINCT FROM incoming.{name}"
        for position, name in enumerate(contents)
    )
    found = cursor.execute(
        f"SELECT row_place, name, old, new FROM ({cells}) AS cells ORDER BY row_place, position"
    ).fetchall()
    return pd.DataFrame(found, columns=names, dtype=object)


def _same_key(table: Table) -> str:
    return " AND ".join(f"kept.{name} = incoming.{name}" for name in table.key)
