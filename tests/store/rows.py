"""Rows that are valid as they are, in the canonical text of the store; tests change what they are about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

import pandas as pd

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes import checks
from sok_metrics.store.changes.change_set import ChangeSource

TODAY = date(2026, 11, 22)
TESTER = Actor("toets", Role.ADMINISTRATOR)


@contextmanager
def before_there_were_rules() -> Iterator[None]:
    """While the block runs, rows are taken as they once were: stores of then are still read."""
    with patch.object(checks, "rule_problems", lambda *_given: iter(())):
        yield


def sure(problem):
    """Say of whatever is asked about that it is right."""
    return True


def frame(*rows):
    return pd.DataFrame(list(rows), dtype=object)


def save(store, **tables):
    """Write rows of several tables as one change set and give its number; we are sure of what is asked."""
    with store.write(by=TESTER, reason="toets", source=ChangeSource.FORM, is_sure=sure) as change:
        change.put_all({name: frame(*rows) for name, rows in tables.items()})
    return change.number


def count(store, table):
    [row] = store.reader().rows(f"SELECT count(*) AS n FROM {table}")
    return row["n"]


def party(code="PA", **cells):
    return {"code": code, "name": f"Partij {code}", "kind": "other"} | cells


def indicator(code="IND-01", **cells):
    return {
        "code": code,
        "name": f"Indicator {code}",
        "definition": "wat het meet",
        "unit": "stuks",
        "kind": "number",
        "direction": "higher",
        "frequency": "yearly",
    } | cells


def series(code="IND-01", **cells):
    return {"code": code, "indicator_code": cells.pop("indicator_code", "IND-01")} | cells


def measurement(day="2024-12-31", value="10", **cells):
    return {"series_code": "IND-01", "period_start": day, "period_end": day, "value": value} | cells


def meeting(number=1, held_on="2024-03-01", **cells):
    row = {"number": str(number), "kind": "review", "title": f"Bijeenkomst {number}", "held_on": held_on}
    return row | {"status": "held"} | cells


def project(code="P1", **cells):
    return {"code": code, "title": f"Project {code}", "status": "running"} | cells


def person(code="M1", **cells):
    return {"code": code, "role": "contactpersoon", "name": "naam", "phone": "000"} | cells


def consent(person_code="M1", field="name", **cells):
    return {"person_code": person_code, "field": field, "given_on": "2022-01-01"} | cells


def action(number=1, **cells):
    return {"number": str(number), "text": f"Actie {number}", "agreed_on": "2024-01-01"} | cells
