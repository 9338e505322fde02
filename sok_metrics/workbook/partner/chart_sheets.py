"""The sheet with the charts, and the sheet with the rows that they draw."""

import math
from typing import Any

import pandas as pd
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break

from sok_metrics.texts import _, ngettext
from sok_metrics.views.progress.trends import MAX_POINTS, Trends
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.columns import Kind, SheetColumn, figure_codes, origins
from sok_metrics.workbook.file.streaming import StreamedSheet, add_sheet, text_cell
from sok_metrics.workbook.file.tables import TableSheet, set_up_print
from sok_metrics.workbook.partner.charts import CENTIMETRE, HEIGHT, POINT, WIDTH, draw

_DATE_COLUMN = 4
_ROW_HEIGHT = 19.5  # points
_ROWS_PER_CHART = 12  # 1 for white, 11 for the chart
_CHARTS_ACROSS = 2
_CHARTS_DOWN = 2  # on one page
_WIDTH_WITH_WHITE = 12.6  # centimetres: two stand on a page


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
            unit=trend.row.unit,
            kind=trend.row.kind,
            is_example=trend.is_example,
        )
        for trend in trends.drawn
    ]
    names = ["date", "measured", "target", "highest", "code", "name", "label", "unit", "kind", "is_example"]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=names)
    codes = figure_codes(rows["measured"], rows["target"], rows["highest"], units=rows, by=rows["code"])
    columns = [
        SheetColumn(_("Code"), rows["code"]),
        SheetColumn(_("Naam"), rows["name"]),
        SheetColumn(_("Reeks"), rows["label"]),
        SheetColumn(_("Datum"), rows["date"], Kind.DATE),
        SheetColumn(_("Gemeten"), rows["measured"], Kind.FIGURE, codes),
        SheetColumn(_("Streefwaarde of laagste waarde"), rows["target"], Kind.FIGURE, codes),
        SheetColumn(_("Hoogste waarde"), rows["highest"], Kind.FIGURE, codes),
        origins(rows["is_example"]),
    ]
    explanation = _(
        "De cijfers achter de grafieken, hoogstens {count} metingen per grafiek. Sorteer deze niet."
    )
    explanation = explanation.format(count=MAX_POINTS)
    return TableSheet(data_title(), columns, no_charts(), explanation, is_hidden=True)


def no_charts() -> str:
    """What stands in the place of the charts when there are none."""
    return _("Er zijn nog geen grafieken. Een grafiek komt er na twee metingen van een indicator.")


def charts_sentence(trends: Trends) -> str:
    """How many charts there are, of how many series when not all are drawn, and of which areas."""
    return " ".join(_sentences(trends))


def _sentences(trends: Trends) -> list[str]:
    if not trends.drawn:
        return [no_charts()]
    return list(filter(None, (_how_many(trends), _which_areas(trends.with_areas))))


def _how_many(trends: Trends) -> str:
    shown = len(trends.drawn)
    if shown < trends.total:
        return _(
            "Hier staan {shown} van de {total} grafieken die er te maken zijn: de eerste van de lijst."
        ).format(shown=shown, total=trends.total)
    return ngettext(
        "{count} grafiek: een voor elke indicator met twee of meer metingen.",
        "{count} grafieken: een voor elke indicator met twee of meer metingen.",
        trends.indicators,
    ).format(count=trends.indicators)


def _which_areas(with_areas: int) -> str:
    """That an indicator with figures per area has two charts."""
    if not with_areas:
        return ""
    return ngettext(
        "Van {n} indicator ziet u ook het gebied dat de meeste aandacht nodig heeft.",
        "Van {n} indicatoren ziet u ook het gebied dat de meeste aandacht nodig heeft.",
        with_areas,
    ).format(n=with_areas)


def add_chart_sheet(workbook: Workbook, trends: Trends, footer: str) -> StreamedSheet:
    """Add the sheet of the charts with its sentence; `add_charts` draws them when their rows stand."""
    sheet = add_sheet(workbook, _("Grafieken"))
    set_up_print(sheet, _("Grafieken"), footer, width=math.inf, pages_wide=None)
    sheet.sheet_view.showGridLines = False
    lines = 1 + -(-len(trends.drawn) // _CHARTS_ACROSS) * _ROWS_PER_CHART
    for row in range(1, lines + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    # A line each: what does not fit on a page would get one of its own.
    looks = dict(zip(_sentences(trends), (formats.LEAD, formats.TEXT), strict=False))
    for sentence, look in looks.items():
        sheet.append([text_cell(sheet, look, sentence)])
    for _row in range(lines - len(looks)):
        sheet.append([])
    per_page = _CHARTS_DOWN * _ROWS_PER_CHART
    for row in range(1 + per_page, lines, per_page):
        sheet.row_breaks.append(Break(id=row))
    return sheet


def _anchor(down: int, across: int) -> AbsoluteAnchor:
    """Where a chart stands, in centimetres: how wide a column is differs with the fonts that there are."""
    left = int((0.2 + across * _WIDTH_WITH_WHITE) * CENTIMETRE)
    top = int((2 + down * _ROWS_PER_CHART) * _ROW_HEIGHT * POINT)
    size = XDRPositiveSize2D(int(WIDTH * CENTIMETRE), int(HEIGHT * CENTIMETRE))
    return AbsoluteAnchor(pos=XDRPoint2D(left, top), ext=size)


def add_charts(sheet: StreamedSheet, trends: Trends, data: StreamedSheet) -> None:
    """Put the charts in two columns; their rows stand in `data` under its header."""
    first_row = 2
    for place, trend in enumerate(trends.drawn):
        chart: Any = draw(trend, data, first_row, _DATE_COLUMN)
        chart.anchor = _anchor(*divmod(place, _CHARTS_ACROSS))
        sheet.add_chart(chart)
        first_row += len(trend.points)
