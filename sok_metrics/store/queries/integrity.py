"""Whether a store holds together: what the schema itself cannot guard (archived rows are looked at too)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column, Table
from sok_metrics.nouns.whole import whole_sheets
from sok_metrics.store.migration import known_migrations
from sok_metrics.store.reader import WholeReader

_FIRST = 3
"""How many keys a finding names."""


@dataclass(frozen=True)
class WrongRows:
    """Rows of one table that break one rule: how many, and the keys of the first few."""

    table: str
    count: int
    keys: tuple[str, ...]
    column: str | None = None


def list_changed_migrations(reader: WholeReader) -> list[int]:
    """The numbers of the migrations whose SQL is not the SQL that made this store."""
    known = {migration.number: migration.sha256 for migration in known_migrations()}
    applied = {row["number"]: row["sha256"] for row in reader.rows("SELECT number, sha256 FROM migration")}
    return sorted(number for number in known | applied if known.get(number) != applied.get(number))


def find_rows_without_twin(reader: WholeReader) -> list[WrongRows]:
    """Current rows that have no open twin with the same content."""
    return _differences(reader, "{table}", "{table}_history WHERE superseded_at IS NULL")


def find_twins_without_row(reader: WholeReader) -> list[WrongRows]:
    """Open twins that are no current row, or that stand in the history more than once."""
    return _differences(reader, "{table}_history WHERE superseded_at IS NULL", "{table}")


def _differences(reader: WholeReader, left: str, right: str) -> list[WrongRows]:
    found = []
    for table in TABLES:
        names = ", ".join([column.name for column in table.all_columns] + ["version", "change_set"])
        found += _wrong_rows(
            reader,
            table,
            f"""
            (SELECT {names} FROM {left.format(table=table.name)}
            EXCEPT ALL SELECT {names} FROM {right.format(table=table.name)})
            """,
        )
    return found


def find_rows_without_change(reader: WholeReader) -> list[WrongRows]:
    """Current rows and audit lines whose change set does not exist."""
    found = []
    for table in TABLES:
        found += _wrong_rows(
            reader, table, f"{table.name} WHERE change_set NOT IN (SELECT number FROM change_set)"
        )
    [lines] = reader.rows(
        """
        SELECT count(*) AS count, min(change_set) AS first FROM change_line
        WHERE change_set NOT IN (SELECT number FROM change_set)
        """
    )
    if lines["count"]:
        found.append(WrongRows("change_line", lines["count"], (str(lines["first"]),)))
    return found


def find_dangling_references(reader: WholeReader) -> list[WrongRows]:
    """Rows that point at a code or number that does not exist."""
    found = []
    for table in TABLES:
        for column, target in _references(table):
            dangling = f"""
                {table.name} WHERE {column.name} IS NOT NULL
                AND {column.name} NOT IN (SELECT {target.key[0]} FROM {target.name})
                """
            found += _wrong_rows(reader, table, dangling, column=column.name)
    return found


def _references(table: Table) -> list[tuple[Column, Table]]:
    """The columns of a table that hold a key of another, each with that other table."""
    return [(column, TABLES_BY_NAME[column.refers_to]) for column in table.columns if column.refers_to]


def find_cells_beyond_limits(reader: WholeReader) -> list[WrongRows]:
    """Rows of a store of before the limits that hold a longer text or a larger figure than fits now."""
    found = []
    for table in TABLES:
        for column in table.columns:
            beyond = _beyond(column)
            if beyond:
                rows = f"{table.name} WHERE archived_at IS NULL AND ({beyond})"
                found += _wrong_rows(reader, table, rows, column=column.name)
    return found


def _beyond(column: Column) -> str:
    """The condition that a cell holds more than its column has room for; "" where all fits."""
    if column.is_free_text:
        return f"length({column.name}) > {column.longest}"
    if column.lowest is None or column.highest is None or column.refers_to:
        return ""
    figure = f"CAST({column.name} AS DOUBLE PRECISION)"
    return f"{figure} < {column.lowest!r} OR {figure} > {column.highest!r}"


def find_low_counters(reader: WholeReader) -> list[WrongRows]:
    """Numbered tables whose counter would hand out a number that is taken already."""
    counters = {
        row["name"]: row["last_number"] for row in reader.rows("SELECT name, last_number FROM counter")
    }
    names = [table.name for table in TABLES if table.numbered] + ["change_set"]
    found = []
    for name in names:
        [row] = reader.rows(f"SELECT coalesce(max(number), 0) AS highest FROM {name}")
        if row["highest"] > counters.get(name, 0):
            found.append(WrongRows(name, 1, (str(row["highest"]),)))
    return found


def find_double_measurements(reader: WholeReader) -> list[WrongRows]:
    """Measurements that end on the same day as another one of their series: which of them counts?"""
    several = """
        measurement WHERE archived_at IS NULL AND (series_code, period_end) IN (
            SELECT (series_code, period_end) FROM measurement WHERE archived_at IS NULL
            GROUP BY series_code, period_end HAVING count(*) > 1
        )
        """
    return _wrong_rows(reader, TABLES_BY_NAME["measurement"], several)


def _wrong_rows(reader: WholeReader, table: Table, source: str, column: str | None = None) -> list[WrongRows]:
    """At most one finding for the rows of `source`: their number and the first keys."""
    key = f"concat_ws(', ', {', '.join(table.key)})"
    found: Sequence[dict[str, object]] = reader.rows(
        f"""
        -- one row per wrong row, the first few only, each with the number of all
        SELECT {key} AS key, count(*) OVER () AS total FROM {source} ORDER BY key LIMIT {_FIRST}
        """
    )
    if not found:
        return []
    return [
        WrongRows(table.name, int(str(found[0]["total"])), tuple(str(row["key"]) for row in found), column)
    ]


def read_everything(reader: WholeReader) -> None:
    """Read every cell of every table: what is damaged on disk shows only when it is read."""
    for sheet in whole_sheets(TABLES):
        # One number for the whole table; DuckDB takes the name of a table for its rows.
        reader.rows(f"SELECT max(hash({sheet.name})) AS seen FROM {sheet.name}")
