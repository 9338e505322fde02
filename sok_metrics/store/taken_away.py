"""What was archived or made internal since: gone from the past too, and marked for editors."""

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column, ColumnType, Table
from sok_metrics.nouns.model import Role
from sok_metrics.texts import _

ARCHIVED_MARK = _("[nu in het archief]")
NOT_PUBLIC_MARK = _("[nu niet openbaar]")
"""Before the words of what a visitor does not see, in the view of an editor."""

_MARKED_ELSE = ("note", "description")
"""The texts that are marked in a table of which no row needs a text."""


def is_public_now(table: Table) -> str:
    """The condition that a row of the history twin is one that today's views may show."""
    # NOT IN, for NOT EXISTS makes DuckDB (1.5.6) go ten times through the twin: 1.0 s at 10^6 rows, now 0.1.
    keys = ", ".join(table.key)
    return f"({keys}) NOT IN (SELECT {keys} FROM {_taken_away(table)} AS gone)"


def comes_back_for_editors(table: Table) -> bool:
    """Whether an editor may see in the past what is not public now: never of people."""
    return table.changed_by is not Role.ADMINISTRATOR


def marked(table: Table, rows: str) -> str:
    """The rows of a sub-query, of which those that are not public now say so."""
    column = _marked_column(table)
    if column is None:
        return rows
    # REPLACE is DuckDB's; elsewhere it is the list of all columns.
    return f"""(
        SELECT past.* REPLACE (
            CASE WHEN gone.is_archived THEN concat_ws(' ', $archived_mark, past.{column.name})
                 WHEN NOT gone.is_archived THEN concat_ws(' ', $not_public_mark, past.{column.name})
                 ELSE past.{column.name} END AS {column.name})
        FROM {rows} AS past
        LEFT JOIN {_taken_away(table)} AS gone ON {_same_key(table, "gone", "past")}
    )"""


def any_taken_away() -> str:
    """A query that says whether anything of the view's moment is not public now."""
    looks = [
        f"""EXISTS (
            SELECT 1 FROM {table.name}_history AS past
            JOIN {_taken_away(table)} AS gone ON {_same_key(table, "gone", "past")}
            WHERE past.archived_at IS NULL {_and_public(table, "past")}
              AND past.recorded_at <= $view_moment
              AND (past.superseded_at IS NULL OR past.superseded_at > $view_moment)
        )"""
        for table in TABLES
        if comes_back_for_editors(table)
    ]
    return f"SELECT {' OR '.join(looks)} AS found"


def _taken_away(table: Table) -> str:
    """The keys of the rows that are in nobody's view today, which are few."""
    keys = ", ".join(f"now.{name}" for name in table.key)
    hidden = [f"NOT (now.archived_at IS NULL {_and_public(table, 'now')})"]
    for column in _parents(table):
        parent = TABLES_BY_NAME[column.refers_to or ""]
        hidden.append(
            f"now.{column.name} IN (SELECT parent.{parent.key[0]} FROM {parent.name} AS parent "
            f"WHERE NOT (parent.archived_at IS NULL {_and_public(parent, 'parent')}))"
        )
    return (
        f"(SELECT {keys}, now.archived_at IS NOT NULL AS is_archived FROM {table.name} AS now "
        f"WHERE {' OR '.join(hidden)})"
    )


def _parents(table: Table) -> list[Column]:
    """What a row is hidden with; a parent in its key is always the same, and the query itself asks for it."""
    return [
        column
        for column in table.columns
        if column.refers_to is not None
        and column.name not in table.key
        and (column.required or column.hidden_with)
    ]


def _and_public(table: Table, alias: str) -> str:
    has_it = any(column.name == "visibility" for column in table.columns)
    return f"AND {alias}.visibility = 'public'" if has_it else ""


def _marked_column(table: Table) -> Column | None:
    """The text by which people know a row."""
    texts = [
        column
        for column in table.columns
        if column.type is ColumnType.TEXT
        and column.choices is None
        and column.refers_to is None
        and column.default is None
        and column.name not in table.key
    ]
    needed = [column for column in texts if column.required]
    return next(iter([*needed, *(column for column in texts if column.name in _MARKED_ELSE)]), None)


def _same_key(table: Table, left: str, right: str) -> str:
    return " AND ".join(f"{left}.{name} = {right}.{name}" for name in table.key)
