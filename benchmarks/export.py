"""The partner workbook against writing the same cells with bare openpyxl (streamed, without any looks)."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook

from sok_metrics.views.progress.trends import collect_trends
from sok_metrics.workbook.file.columns import Kind, SheetColumn
from sok_metrics.workbook.partner.chart_sheets import chart_data_sheet
from sok_metrics.workbook.partner.charts import MAX_CHARTS
from sok_metrics.workbook.partner.content import PartnerContent
from sok_metrics.workbook.partner.write import table_sheets, write_partner_workbook
from tests.partner_content import many_measurements

REPEATS = 3
AIM = 1.3


def measure(rows: int) -> dict[str, float]:
    """CPU seconds of both for so many measurements (best of three, in turns), and their ratio."""
    content = many_measurements(rows)
    sheets = plain_sheets(content)
    ours, bare = [], []
    for _ in range(REPEATS):
        ours.append(_seconds(lambda: write_partner_workbook(content)))
        bare.append(_seconds(lambda: write_bare(sheets)))
    return {
        "rows": float(rows),
        "cells": float(sum(cell is not None for lines in sheets.values() for line in lines for cell in line)),
        "ours_seconds": min(ours),
        "bare_seconds": min(bare),
        "ratio": min(ours) / min(bare),
    }


def measure_memory(rows: int) -> float:
    """The most memory in MB that writing the workbook takes beside the tables that it is given."""
    content = many_measurements(rows)
    tracemalloc.start()
    write_partner_workbook(content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def plain_sheets(content: PartnerContent) -> dict[str, list[list[Any]]]:
    """The cells of every table as plain values."""
    trends = collect_trends(content.assessed, content.measurements, MAX_CHARTS)
    return {
        table.title: [
            [column.heading for column in table.columns],
            *map(list, zip(*(_plain_values(column) for column in table.columns), strict=True)),
        ]
        for table in [*table_sheets(content), chart_data_sheet(trends)]
    }


def write_bare(sheets: dict[str, list[list[Any]]]) -> bytes:
    """What anybody would write with openpyxl's fast mode."""
    workbook = Workbook(write_only=True)
    for title, lines in sheets.items():
        sheet = workbook.create_sheet(title)
        for line in lines:
            sheet.append(line)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _plain_values(column: SheetColumn) -> list[Any]:
    values = pd.to_datetime(column.values) if column.kind in (Kind.DATE, Kind.MOMENT) else column.values
    return [None if pd.isna(value) or value == "" else value for value in values.tolist()]


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    for size in (1_000, 10_000, 100_000):
        print(measure(size))
    print({"memory_mb": measure_memory(100_000)})
