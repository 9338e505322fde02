"""The exchange workbook: every table on a sheet of its own, to work in with Excel and send in again."""

from collections.abc import Mapping
from io import BytesIO

import pandas as pd
from openpyxl.workbook import Workbook

from sok_metrics.exchange import TABLES


def write_exchange(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The tables (table name -> rows in canonical text) as an .xlsx file that `read_exchange` reads back.

    Columns that do not belong to the table (such as `version` or `_line`) stay behind.
    """
    workbook = Workbook(write_only=True)
    for table in TABLES:
        if table.name in tables:
            rows = tables[table.name]
            sheet = workbook.create_sheet(table.sheet)
            known = [column for column in table.all_columns if column.name in rows]
            sheet.append([column.heading for column in known])
            for row in rows[[column.name for column in known]].to_numpy(dtype=object).tolist():
                sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def write_template(neighbourhood: str | None = None) -> bytes:
    """The exchange workbook without rows, with what each column is for; it may name the neighbourhood."""
    empty = {table.name: pd.DataFrame(columns=[c.name for c in table.all_columns]) for table in TABLES}
    return write_exchange(empty)
