"""The audit's JSON is that of the standard library, only made faster."""

import json
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sok_metrics.store.changes.snapshots import key_texts, row_texts

NAMES = ("text", "amount", "figure", "day", "moment", "yes")
ROWS = st.tuples(
    st.none() | st.text(),
    st.none() | st.decimals(-(10**9), 10**9, places=2).map(lambda amount: amount + 0),
    st.none() | st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0),
    st.none() | st.dates(date(1800, 1, 1)),
    st.none() | st.datetimes(datetime(1800, 1, 1)),
    st.none() | st.booleans(),
)


@given(st.lists(ROWS, max_size=8))
def test_rows_are_written_as_the_standard_library_does(rows):
    assert row_texts(NAMES, rows) == [
        json.dumps(dict(zip(NAMES, row, strict=True)), ensure_ascii=False, default=str) for row in rows
    ]


@given(st.lists(st.tuples(st.text(), st.integers(), st.dates()), max_size=8))
def test_keys_are_lists_of_texts(keys):
    assert key_texts(keys) == [json.dumps([str(part) for part in key], ensure_ascii=False) for key in keys]


def test_an_amount_keeps_its_cents():
    assert row_texts(("amount",), [(Decimal("1.00"),)]) == ['{"amount": "1.00"}']
