"""The sheet with the charts, and the sheet with the rows that they draw."""

import pandas as pd
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break

from sok_metrics.texts import _, ngettext
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.columns import Kind, SheetColumn, decimals, origins
from sok_metrics.workbook.file.streaming import StreamedSheet, add_sheet, text_cell
from sok_metrics.workbook.file.tables import TableSheet, set_up_print
from sok_metrics.workbook.partner.charts import MAX_POINTS, Trends, draw

_DATE_COLUMN = 4
_ROW_HEIGHT = 19.5  # points
_ROWS_PER_CHART = 12  # 1 for white, 11 for the chart
_CHARTS_ACROSS = 2
_CHARTS_DOWN = 2  # on one page
_COLUMN_WIDTH = 67  # characters: one chart and some white


def data_title() -> str:
    """The name of the sheet with the rows that the charts draw."""
    return _("Grafiekgegevens")


def chart_data_sheet(trends: Trends) -> TableSheet:
    """The rows that the charts draw, one block a chart."""
    frames = [
        trend.points.assign(
            code=trend.row.indicator_code,
            name=trend.row.indicator_name,
            label=trend.row.series_label,
            is_example=trend.is_example,
        )
        for trend in trends.drawn
    ]
    names = ["date", "measured", "target", "highest", "code", "name", "label", "is_example"]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=names)
    digits = decimals(rows["measured"], rows["target"], rows["highest"], by=rows["code"])
    columns = [
        SheetColumn(_("Code"), rows["code"]),
        SheetColumn(_("Naam"), rows["name"]),
        SheetColumn(_("Reeks"), rows["label"]),
        SheetColumn(_("Datum"), rows["date"], Kind.DATE),
        SheetColumn(_("Gemeten"), rows["measured"], Kind.FIGURE, digits),
        SheetColumn(_("Streefwaarde of laagste waarde"), rows["target"], Kind.FIGURE, digits),
        SheetColumn(_("Hoogste waarde"), rows["highest"], Kind.FIGURE, digits),
        origins(rows["is_example"]),
    ]
    explanation = _(
        "De cijfers achter de grafieken, hoogstens {count} metingen per grafiek. Sorteer deze niet."
    )
    explanation = explanation.format(count=MAX_POINTS)
    return TableSheet(data_title(), columns, no_charts(), explanation)


def no_charts() -> str:
    """What stands in the place of the charts when there are none."""
    return _("Er zijn nog geen grafieken. Een grafiek komt er na twee metingen van een indicator.")


def charts_sentence(trends: Trends) -> str:
    """How many charts there are, and of how many series when not all are drawn."""
    shown = len(trends.drawn)
    if not shown:
        return no_charts()
    if shown < trends.total:
        return _(
            "Hier staan {shown} van de {total} indicatoren met twee of meer metingen: de eerste van de lijst."
        ).format(shown=shown, total=trends.total)
    return ngettext(
        "{count} grafiek: een voor elke indicator met twee of meer metingen.",
        "{count} grafieken: een voor elke indicator met twee of meer metingen.",
        shown,
    ).format(count=shown)


def add_chart_sheet(workbook: Workbook, trends: Trends, footer: str) -> StreamedSheet:
    """Add the sheet of the charts with its sentence; `add_charts` draws them when their rows stand."""
    sheet = add_sheet(workbook, _("Grafieken"))
    set_up_print(sheet, _("Grafieken"), footer, pages_wide=None)
    sheet.sheet_view.showGridLines = False
    for column in ("A", "B"):
        sheet.column_dimensions[column].width = _COLUMN_WIDTH
    lines = 1 + -(-len(trends.drawn) // _CHARTS_ACROSS) * _ROWS_PER_CHART
    for row in range(1, lines + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    sheet.append([text_cell(sheet, formats.LEAD, charts_sentence(trends))])
    for _row in range(lines - 1):
        sheet.append([])
    per_page = _CHARTS_DOWN * _ROWS_PER_CHART
    for row in range(1 + per_page, lines, per_page):
        sheet.row_breaks.append(Break(id=row))
    return sheet


def add_charts(sheet: StreamedSheet, trends: Trends, data: StreamedSheet) -> None:
    """Put the charts in two columns; their rows stand in `data` under its header."""
    first_row = 2
    for place, trend in enumerate(trends.drawn):
        chart = draw(trend, data, first_row, _DATE_COLUMN)
        down, across = divmod(place, _CHARTS_ACROSS)
        sheet.add_chart(chart, f"{'AB'[across]}{3 + down * _ROWS_PER_CHART}")
        first_row += len(trend.points)
