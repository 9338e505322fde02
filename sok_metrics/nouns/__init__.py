"""Everything that is known about a noun, described once: one module a noun, found by itself.

The schema, the CSV folders under `data/`, the exchange workbook, forms, history and search follow from it.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from sok_metrics.nouns.columns import COMMON_COLUMNS, Column, ColumnType
from sok_metrics.nouns.tables import Noun, Table

__all__ = ["COMMON_COLUMNS", "TABLES", "TABLES_BY_NAME", "Column", "ColumnType", "Table"]


def _nouns() -> list[Noun]:
    """The nouns of all modules here that describe one, in the order of their places."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return sorted((module.NOUN for module in modules if hasattr(module, "NOUN")), key=lambda noun: noun.place)


def _in_order(waiting: list[Table]) -> Iterator[Table]:
    """The tables in their own order, but each after those that it refers to."""
    done: set[str] = set()
    while waiting:
        ready = next((table for table in waiting if _needed(table) <= done), None)
        if ready is None:
            raise ValueError(f"these refer to each other or to nothing: {[table.name for table in waiting]}")
        waiting.remove(ready)
        done.add(ready.name)
        yield ready


def _needed(table: Table) -> set[str]:
    return {column.refers_to for column in table.columns if column.refers_to} - {table.name}


TABLES: tuple[Table, ...] = tuple(_in_order([table for noun in _nouns() for table in noun.tables]))
"""Every table, each after the tables that it refers to."""

TABLES_BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
