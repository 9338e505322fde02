"""Native line charts of the series that count, with the rows that they draw."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.data_source import AxDataSource, NumData, NumFmt, NumRef, NumVal
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.descriptors import Typed
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from sok_metrics.nouns.model import Status
from sok_metrics.texts import _
from sok_metrics.texts.findings import finding
from sok_metrics.texts.formats import axis_unit, figure
from sok_metrics.texts.signs import with_small_figures
from sok_metrics.texts.statuses import status_word
from sok_metrics.views.progress.trends import Trend
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.columns import example_word, figure_codes
from sok_metrics.workbook.file.streaming import excel_serials, safe_text

MAX_CHARTS = 40
"""The most charts in one workbook; the sheet says so when there are more series."""
WIDTH, HEIGHT = 12.2, 7.5  # centimetres: four charts on an A4 page on its side
_DUTCH_MONTH = "[$-413]mmm yyyy"
_YEAR = "yyyy"
_YEARS_BETWEEN_LABELS = 6
_WHOLE_STEPS_FROM = 6
_TITLE_WIDTH = 40  # characters on a line
_TITLE_LINE = 0.45  # centimetres
_BLUE, _LIGHT_BLUE, _DARK_GREY, _LIGHT_GREY = "003B8E", "7C9BC8", "4B5563", "D1D5DB"
POINT, CENTIMETRE = 12_700, 360_000
"""In English metric units."""


def draw(trend: Trend, sheet: Any, first_row: int, first_column: int) -> LineChart:
    """The chart of a trend whose rows stand in `sheet`: date, measured, target, highest beside each other."""
    last_row = first_row + len(trend.points) - 1
    chart = LineChart()
    size: Any = chart  # its published types want whole centimetres
    size.width, size.height = WIDTH, HEIGHT
    chart.legend = None
    chart.display_blanks = "gap"
    chart.visible_cells_only = False  # their sheet is hidden
    _put_title(chart, trend)
    _set_axes(chart, trend)
    chart.y_axis.number_format = _axis_code(trend)
    cells = Reference(sheet, min_col=first_column, min_row=first_row, max_row=last_row)
    dates = _known(cells, excel_serials(trend.points["date"]), formats.DATE)
    for series in _series(trend, sheet, first_row, first_column):
        series.cat = AxDataSource(numRef=dates)
        chart.series.append(series)
    return chart


def _known(cells: Reference, figures: Sequence[float], code: str) -> NumRef:
    """Where the figures stand, and the figures themselves for a program that only shows the file."""
    points = [NumVal(idx=place, v=value) for place, value in enumerate(figures) if np.isfinite(value)]
    return NumRef(f=str(cells), numCache=NumData(formatCode=code, ptCount=len(figures), pt=points))


def _series(trend: Trend, sheet: Any, first_row: int, first_column: int) -> Iterator[Any]:
    last = len(trend.points) - 1
    for offset, (column, name) in enumerate(_names(trend).items(), 1):
        figures = trend.points[column].to_numpy(np.float64)
        (known,) = np.isfinite(figures).nonzero()
        if not len(known):
            continue
        place = int(known[-1])
        code = _code(trend, figures[[place]])
        cells = Reference(sheet, min_col=first_column + offset, min_row=first_row, max_row=first_row + last)
        series = Series(cells, title=name)
        series.val.numRef = _known(cells, figures.tolist(), code)
        _style(series, is_measured=column == "measured", is_example=trend.is_example)
        if column != "target" or not trend.has_narrow_range:
            series.dLbls = _label(place, code, as_name=column != "measured")
        yield series


def _names(trend: Trend) -> dict[str, str]:
    """What each line is called; the name of a target says how high it is, so that it serves as its label."""
    row, points = trend.row, trend.points
    names = {"measured": _("Gemeten"), "target": _("Streefwaarde"), "highest": _("Hoogste waarde")}
    if points["highest"].notna().any():
        names["target"] = _("Laagste waarde")
    for column in ("target", "highest"):
        names[column] = f"{names[column]} {figure(points[column].iloc[-1], row.unit, row.kind)}"
    if trend.has_narrow_range:
        low, high = (figure(points[one].iloc[-1], row.unit, row.kind) for one in ("target", "highest"))
        names["highest"] = _("Tussen {low} en {high}").format(low=low, high=high)
    return names


def _code(trend: Trend, figures: npt.NDArray[np.float64]) -> str:
    """The number format that these figures need together."""
    together = pd.Series(0, index=range(len(figures)))
    units = pd.DataFrame({"unit": trend.row.unit, "kind": trend.row.kind}, index=together.index)
    return str(figure_codes(pd.Series(figures), units=units, by=together).iloc[0])


def _axis_code(trend: Trend) -> str:
    """Whole numbers on the axis, but where they would repeat themselves."""
    figures = trend.points[["measured", "target", "highest"]].to_numpy(np.float64)
    if np.nanmax(figures) - np.nanmin(figures) >= _WHOLE_STEPS_FROM:
        return _code(trend, np.zeros(1))
    return _code(trend, np.append(figures[:, 0], 0.5))


def _style(series: Any, *, is_measured: bool, is_example: bool) -> None:
    """One strong line for what was measured (lighter for an example), dashes for the target."""
    colour = (_LIGHT_BLUE if is_example else _BLUE) if is_measured else _DARK_GREY
    measured_line = LineProperties(solidFill=colour, w=int(2.5 * POINT))
    target_line = LineProperties(solidFill=colour, w=int(1.5 * POINT), prstDash="dash")
    series.graphicalProperties = GraphicalProperties(ln=measured_line if is_measured else target_line)
    series.smooth = False
    series.marker.symbol = "circle" if is_measured else "none"
    if is_measured:
        series.marker.size = 6
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.marker.graphicalProperties.line.solidFill = colour


_LABEL_PARTS = (
    "idx", "numFmt", "txPr", "dLblPos",
    "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent",
)  # fmt: skip
# Without sourceLinked a label has the format of its cell in LibreOffice; openpyxl 3.1 leaves that out.
_Label: Any = type(
    "_Label",
    (DataLabel,),
    {name: vars(DataLabel)[name] for name in _LABEL_PARTS}
    | {"tagname": "dLbl", "numFmt": Typed(expected_type=NumFmt), "__elements__": _LABEL_PARTS},
)


def _label(place: int, code: str, *, as_name: bool) -> DataLabelList:
    """A label at the last point instead of a legend: the figure, or the name of the line."""
    hidden = {"showCatName": False, "showLegendKey": False, "showPercent": False}
    label = _Label(
        idx=place,
        numFmt=NumFmt(code, sourceLinked=False),
        dLblPos="r" if as_name else "t",
        showVal=not as_name,
        showSerName=as_name,
        txPr=_rich_text(bold=not as_name),
        **hidden,
    )
    return DataLabelList(dLbl=[label], showVal=False, showSerName=False, **hidden)


def _set_axes(chart: LineChart, trend: Trend) -> None:
    dates = trend.points["date"]
    years = (dates.max() - dates.min()).days / 365.25
    axis = DateAxis(crossAx=100)
    axis.axId, chart.y_axis.crossAx = 500, 500
    axis.delete = chart.y_axis.delete = False
    axis.number_format = _YEAR if years > 3 else _DUTCH_MONTH
    axis.baseTimeUnit = "days"
    axis.majorTimeUnit = "years" if years > 3 else "months"
    axis.majorUnit = (
        max(1, round(years / _YEARS_BETWEEN_LABELS)) if years > 3 else max(1, round(years * 12 / 4))
    )
    axis.tickLblPos = "low"
    axis.majorTickMark = "out"
    axis.majorGridlines = None
    axis.txPr = chart.y_axis.txPr = _rich_text()
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_DARK_GREY))
    chart.x_axis = axis
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill=_LIGHT_GREY)))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _put_title(chart: LineChart, trend: Trend) -> None:
    """The finding, and under it the status and the unit; the plot begins below them.

    The lines are broken here: programs do that each in their own way, and the plot does not give way.
    """
    row = trend.row
    parts = [status_word(Status(row.status)), axis_unit(row.unit, row.kind)]
    parts += [example_word()] if trend.is_example else []
    lines = [_paragraph(line, 1000, bold=True) for line in _lines(finding(row), 4)]
    lines += [_paragraph(line, 900) for line in _lines(" · ".join(filter(None, parts)), 2)]
    corner = ManualLayout(xMode="edge", yMode="edge", x=0.02, y=0.03)
    chart.title = Title(tx=Text(rich=RichText(p=lines)), overlay=False, layout=Layout(corner))
    top = 0.1 + len(lines) * _TITLE_LINE / HEIGHT
    plot = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.1, y=top, w=0.67, h=0.87 - top)
    chart.layout = Layout(plot)


def _lines(text: str, most: int) -> list[str]:
    """The text in lines; what does not fit is left out, so that the plot keeps its room."""
    return wrap(text, _TITLE_WIDTH, max_lines=most, placeholder=" …")


def _paragraph(text: str, size: int, *, bold: bool = False) -> Paragraph:
    look = CharacterProperties(sz=size, b=bold, solidFill="1F2937", lang="nl-NL")
    run = RegularTextRun(rPr=look, t=safe_text(with_small_figures(text)))
    return Paragraph(pPr=ParagraphProperties(algn="l", defRPr=look), r=[run])


def _rich_text(*, bold: bool = False) -> RichText:
    look = CharacterProperties(sz=900, b=bold, solidFill="1F2937")
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])
