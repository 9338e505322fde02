"""Whole tables in canonical text, as they go into the exchange workbook."""

from collections.abc import Iterable

import pandas as pd

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.reader import WholeReader


def read_whole_table(reader: WholeReader, name: str) -> pd.DataFrame:
    """Every row of a table (archived ones too) in the order of its key: a text column per column."""
    table = TABLES_BY_NAME[name]
    names = [column.name for column in table.all_columns]
    texts = ", ".join(f"CAST({column} AS TEXT) AS {column}" for column in names)
    order = ", ".join(f"{table.name}.{column}" for column in table.key)
    return reader.frame(f"SELECT {texts} FROM {table.name} ORDER BY {order}")


def read_whole_tables(reader: WholeReader, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The same for several tables."""
    return {name: read_whole_table(reader, name) for name in names}
