"""The SQL between the tables that the numbered steps make and those that are described.

Only for who changes a description (`make migration`) and for the tests: a store is made by the steps alone.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

import duckdb

from sok_metrics.nouns import COMMON_COLUMNS, TABLES, Column, Table
from sok_metrics.nouns.rule_kinds import AtLeastOne
from sok_metrics.store.changes.table_writer import SQL_TYPES
from sok_metrics.store.migration import known_migrations

BY_HAND = {"change_set", "change_line", "counter"}
"""The tables that the write path keeps for itself: no description asks for them."""
DECIDE = "DECIDE: read the lines above, mend the SQL below where it is wrong, and take this line away;"
"""No SQL, so a step with this line runs nowhere: nobody commits what nobody decided."""
UNKNOWN = "DECIDE what the rows of before have"
"""In the place of a value for a new column that is required and has no default; no SQL either."""
_LAST = "change_set"
"""The last column of a table when it is made.

Columns behind it came later: DuckDB adds no column with a constraint, so these have none but a DEFAULT where
they are required. The one write path holds their rules, as it does those of all others.
"""
_Rule = tuple[str, tuple[str, ...]]


def migration_sql(tables: Sequence[Table] = TABLES) -> str:
    """The SQL that makes a store of today as `tables` describe it; empty when it is so already."""
    found = _shapes(step.sql for step in known_migrations())
    return _Difference({name: shape for name, shape in found.items() if name not in BY_HAND}, tables).sql()


@dataclass(frozen=True)
class _Shape:
    """One table as DuckDB knows it: type per column, the constraints, and the tables that it refers to."""

    columns: dict[str, str]
    rules: frozenset[_Rule]
    refers_to: frozenset[str]


class _Difference:
    """What must happen to the tables that there are."""

    def __init__(self, found: dict[str, _Shape], tables: Sequence[Table]) -> None:
        self._found = found
        self._tables = tables
        self._keys = {table.name: table.key[0] for table in tables}
        self._asked = _shapes(self._create_both(table) for table in tables)
        self._gone = [name for name in found if name not in self._asked]
        self._rebuilt = self._with_dependents({table.name for table in tables if self._differs(table.name)})

    def sql(self) -> str:
        """All of it in an order that foreign keys allow: down from the last table, then up from the first."""
        questions = [f"-- {question}" for name in self._found for question in self._questions(name)]
        down = [self._take_down(name) for name in reversed(self._found)]
        up = [self._bring_up(table) for table in self._tables]
        if questions:
            questions.append(DECIDE)
        return "\n\n".join(part for part in ("\n".join(questions), *down, *up) if part)

    def _differs(self, name: str) -> bool:
        """Whether more than new columns is asked of a table that is there."""
        if name not in self._found:
            return False
        found, asked = self._found[name], self._asked[name]
        kept = {column: kind for column, kind in asked.columns.items() if column in found.columns}
        return kept != found.columns or bool(self._rules(name, "found") ^ self._rules(name, "asked"))

    def _rules(self, name: str, which: str) -> set[_Rule]:
        """The constraints of a table that both sides can have."""
        found, asked = self._found[name], self._asked[name]
        later = _after(_LAST, found.columns)
        rules = (found if which == "found" else asked).rules
        return {
            (text, columns)
            for text, columns in rules
            if set(columns) <= found.columns.keys() and (text == "NOT NULL" or not later & set(columns))
        }

    def _with_dependents(self, names: set[str]) -> set[str]:
        """A table can only be made anew together with those that refer to it."""
        for name, shape in self._found.items():  # each after what it refers to
            if names & shape.refers_to:
                names = names | {name}
        return names

    def _questions(self, name: str) -> list[str]:
        """What a person must look at: where rows could be lost, or stop the step in somebody's store."""
        if name in self._gone:
            return [f"{name} is no longer described: all that it holds goes."]
        found, asked = self._found[name], self._asked[name]
        gone = [
            f"{name}.{column} goes, with what it holds." for column in found.columns.keys() - asked.columns
        ]
        types = [
            f"{name}.{column} becomes {asked.columns[column]}: does every {kind} fit?"
            for column, kind in found.columns.items()
            if asked.columns.get(column, kind) != kind
        ]
        new = self._rules(name, "asked") - self._rules(name, "found")
        rules = [f"{name} ({', '.join(on)}) gets {text}: do all rows keep to it?" for text, on in new]
        return sorted(gone + types + rules)

    def _take_down(self, name: str) -> str:
        if name in self._gone:
            return f"DROP TABLE {name};"
        if name in self._rebuilt:
            return f"CREATE TABLE {name}_before AS SELECT * FROM {name};\nDROP TABLE {name};"
        return ""

    def _bring_up(self, table: Table) -> str:
        """Make a table, make it anew, or add what it lacks; its twin changes in place, for it has no keys."""
        if table.name not in self._found:
            return self._create_both(table)
        twin = self._alter(table, _twin(table))
        if table.name in self._rebuilt:
            return "\n".join([self._create(table), self._refill(table), *twin])
        return "\n".join([*self._alter(table, table.name), *twin])

    def _alter(self, table: Table, name: str) -> list[str]:
        found, asked = self._found[name].columns, self._asked[name].columns
        added = [
            f"ADD COLUMN {column} {_type(table, column)}{_default(table, column)}"
            for column in asked
            if column not in found
        ]
        changed = [
            f"ALTER COLUMN {column} TYPE {_type(table, column)}"
            for column, kind in asked.items()
            if found.get(column, kind) != kind
        ]
        dropped = [f"DROP COLUMN {column}" for column in found if column not in asked]
        return [f"ALTER TABLE {name} {change};" for change in (*added, *changed, *dropped)]

    def _refill(self, table: Table) -> str:
        found, asked = self._found[table.name].columns, self._asked[table.name].columns
        kept = {column: column for column in asked if column in found}
        new = {c: _for_old_rows(table, c) for c in asked if c not in found and table.column(c).required}
        names, values = [*kept, *new], [*kept.values(), *new.values()]
        into = _wrapped(f"INSERT INTO {table.name} ({', '.join(names)})")
        select = _wrapped(f"SELECT {', '.join(values)}")
        return f"{into}\n{select}\nFROM {table.name}_before;\nDROP TABLE {table.name}_before;"

    def _create_both(self, table: Table) -> str:
        return f"{self._create(table)}\n\n{_create_twin(table)}"

    def _create(self, table: Table) -> str:
        lines = [f"{c.name} {SQL_TYPES[c.type]}{self._constraints(table, c)}" for c in table.all_columns]
        lines += ["version BIGINT NOT NULL", f"{_LAST} BIGINT NOT NULL"]
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
        for rule in table.rules:
            if isinstance(rule, AtLeastOne) and rule.in_schema:
                filled = " OR ".join(f"{name} IS NOT NULL" for name in rule.columns)
                lines.append(f"CHECK ({filled})")
        return _create(table.name, lines)

    def _constraints(self, table: Table, column: Column) -> str:
        """What stands behind the type.

        Words from a list have no check, so that a list can grow, and neither have limits of what is likely
        (a year from 1900 on): only a number or an amount below nothing is wrong for ever.
        """
        parts = []
        # An empty moment of recording becomes that of writing.
        if column.required or column.name in {*table.key, "recorded_at"}:
            parts.append("NOT NULL")
        if column.refers_to and column.required:
            parts.append(f"REFERENCES {column.refers_to} ({self._keys[column.refers_to]})")
        if column.choices and column in COMMON_COLUMNS:
            parts.append(f"CHECK ({column.name} IN ({', '.join(map(_text, column.choices.values()))}))")
        if column.minimum in (0, 1):
            parts.append(f"CHECK ({column.name} >= {column.minimum})")
        if column.maximum is not None:
            parts.append(f"CHECK ({column.name} BETWEEN {column.lowest} AND {column.maximum})")
        return "".join(f" {part}" for part in parts)


def _twin(table: Table) -> str:
    return f"{table.name}_history"


def _create_twin(table: Table) -> str:
    columns = [f"{column.name} {SQL_TYPES[column.type]}" for column in table.all_columns]
    return _create(_twin(table), [*columns, "version BIGINT", f"{_LAST} BIGINT", "superseded_at TIMESTAMP"])


def _create(name: str, lines: Iterable[str]) -> str:
    return f"CREATE TABLE {name} (\n    " + ",\n    ".join(lines) + "\n);"


def _wrapped(line: str) -> str:
    return textwrap.fill(line, 110, subsequent_indent="    ", break_long_words=False)


def _type(table: Table, column: str) -> str:
    return SQL_TYPES[table.column(column).type]


def _default(table: Table, column: str) -> str:
    """What a new column that is required has in the rows that are there, and in their earlier versions."""
    return f" DEFAULT {_for_old_rows(table, column)}" if table.column(column).required else ""


def _for_old_rows(table: Table, column: str) -> str:
    default = table.column(column).default
    return UNKNOWN if default is None else _text(default)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _after(name: str, columns: Iterable[str]) -> set[str]:
    names = list(columns)
    return set(names[names.index(name) + 1 :]) if name in names else set()


def _shapes(steps: Iterable[str]) -> dict[str, _Shape]:
    """What these steps make of an empty database, in the order in which the tables were made."""
    with closing(duckdb.connect(":memory:")) as connection:
        connection.execute("BEGIN")
        for step in steps:
            connection.execute(step)
        columns = connection.execute(
            "SELECT table_name, column_name, data_type, column_default IS NOT NULL FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY table_oid, column_index"
        ).fetchall()
        rules = connection.execute(
            "SELECT table_name, constraint_text, constraint_column_names, referenced_table "
            "FROM duckdb_constraints()"
        ).fetchall()
    # A column that was added with a DEFAULT is never empty: the write path refuses that.
    rules += [(table, "NOT NULL", [column], None) for table, column, _, has_default in columns if has_default]
    types: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for table, column, kind, _ in columns:
        types[table][column] = kind
    texts: defaultdict[str, set[_Rule]] = defaultdict(set)
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for table, text, on, target in rules:
        texts[table].add((text, tuple(on)))
        targets[table] |= {target} - {None}
    return {
        table: _Shape(types[table], frozenset(texts[table]), frozenset(targets[table])) for table in types
    }
