"""The cells of somebody's file, before anybody knows what is in it."""

from sok_metrics.errors import Problem, RefusedError
from sok_metrics.workbook.exchange.read import read_sheets
from sok_metrics.workbook.exchange.wide_grid import Grid
from sok_metrics.workbook.file.sheet import Cell, Sheet


def read_grid(content: bytes, name: str) -> Grid:
    """The cells of every sheet of an .xlsx or .csv file (hidden ones too)."""
    try:
        sheets = read_sheets(content, name)
    except RefusedError as refusal:
        return Grid({}, (Problem.of_sheet(name, refusal.sentence),))
    return Grid(
        {sheet.name: _all_lines(sheet) for sheet in sheets if sheet.rows},
        counts_from_1904=any(sheet.counts_from_1904 for sheet in sheets),
        notes=tuple(note for sheet in sheets for note in sheet.notes),
    )


def _all_lines(sheet: Sheet) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[]] * (sheet.lines[-1])
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        rows[line - 1] = row
    for column, first, last in sheet.merged:
        _fill_down(rows, column, first, last)
    return rows


def _fill_down(rows: list[list[Cell]], column: int, first: int, last: int) -> None:
    """Cells that are merged down a column say the same on each of their lines that holds something."""
    top = rows[first - 1] if first <= len(rows) else []
    if len(top) < column:
        return
    for place in range(first, min(last, len(rows))):
        row = rows[place]
        if row and (len(row) < column or row[column - 1] in (None, "")):
            rows[place] = [
                *row[: column - 1],
                *[None] * (column - 1 - len(row)),
                top[column - 1],
                *row[column:],
            ]
