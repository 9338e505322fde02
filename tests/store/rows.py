"""Rows that are valid as they are, in the canonical text of the store; tests change what they are about."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes import checks
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import Record, read_record

TODAY = date(2026, 11, 22)
TESTER = Actor("toets", Role.ADMINISTRATOR)

Cells = dict[str, str | None]
"""Column -> text, None where it is empty."""
Row = Mapping[str, str | int | None]
"""The same to write; its line in a file (`_line`) is a number."""


@contextmanager
def before_there_were_rules() -> Iterator[None]:
    """While the block runs, rows are taken as they once were: stores of then are still read."""
    with patch.object(checks, "rule_problems", lambda *_given: iter(())):
        yield


@contextmanager
def before_there_were_limits() -> Iterator[None]:
    """While the block runs, texts of any length and figures of any size are taken, as they once were."""
    with patch.object(checks, "limit_problems", lambda *_given: iter(())):
        yield


def sure(problem: Problem) -> bool:
    """Say of whatever is asked about that it is right."""
    return True


def frame(*rows: Row) -> pd.DataFrame:
    return pd.DataFrame(list(rows), dtype=object)


def save(store: Store, **tables: Sequence[Row]) -> int:
    """Write rows of several tables as one change set and give its number; we are sure of what is asked."""
    with store.write(by=TESTER, reason="toets", source=ChangeSource.FORM, is_sure=sure) as change:
        change.put_all({name: frame(*rows) for name, rows in tables.items()})
    return change.number


def count(store: Store, table: str) -> int:
    [row] = store.whole().rows(f"SELECT count(*) AS n FROM {table}")
    number: int = row["n"]
    return number


def stored(store: Store, table: str, *key: str) -> Record:
    """The row with this key, which must be there."""
    found = read_record(store.whole(), table, key)
    assert found is not None, f"no {table} {key}"
    return found


def on_line(line: int, row: Row) -> Row:
    """This row as it is read from this line of a file."""
    return {**row, "_line": line}


def party(code: str | None = "PA", **cells: str | None) -> Cells:
    return {"code": code, "name": f"Partij {code}", "kind": "other"} | cells


def indicator(code: str = "IND-01", **cells: str | None) -> Cells:
    return {
        "code": code,
        "name": f"Indicator {code}",
        "definition": "wat het meet",
        "unit": "stuks",
        "kind": "number",
        "direction": "higher",
        "frequency": "yearly",
    } | cells


def series(code: str = "IND-01", **cells: str | None) -> Cells:
    return {"code": code, "indicator_code": cells.pop("indicator_code", "IND-01")} | cells


def measurement(day: str | None = "2024-12-31", value: str | None = "10", **cells: str | None) -> Cells:
    return {"series_code": "IND-01", "period_start": day, "period_end": day, "value": value} | cells


def meeting(number: int | str = 1, held_on: str | None = "2024-03-01", **cells: str | None) -> Cells:
    row = {"number": str(number), "kind": "review", "title": f"Bijeenkomst {number}", "held_on": held_on}
    return row | {"status": "held"} | cells


def project(code: str = "P1", **cells: str | None) -> Cells:
    return {"code": code, "title": f"Project {code}", "status": "running"} | cells


def person(code: str = "M1", **cells: str | None) -> Cells:
    return {"code": code, "role": "contactpersoon", "name": "naam", "phone": "000"} | cells


def consent(person_code: str = "M1", field: str = "name", **cells: str | None) -> Cells:
    return {"person_code": person_code, "field": field, "given_on": "2022-01-01"} | cells


def action(number: int = 1, **cells: str | None) -> Cells:
    return {"number": str(number), "text": f"Actie {number}", "agreed_on": "2024-01-01"} | cells
