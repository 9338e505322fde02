"""The partner workbook: made to be read, filtered and printed by people who work in Excel."""

from collections.abc import Callable
from typing import Any

from openpyxl.packaging.custom import DateTimeProperty, StringProperty
from openpyxl.workbook import Workbook

from sok_metrics.texts import _
from sok_metrics.texts.formats import day_and_time
from sok_metrics.views.progress.trends import collect_trends
from sok_metrics.workbook.file.streaming import as_bytes, put_name, safe_text
from sok_metrics.workbook.file.tables import TableSheet, write_table
from sok_metrics.workbook.partner import progress_sheets, work_sheets
from sok_metrics.workbook.partner.chart_sheets import (
    add_chart_sheet,
    add_charts,
    chart_data_sheet,
    charts_sentence,
)
from sok_metrics.workbook.partner.charts import MAX_CHARTS
from sok_metrics.workbook.partner.content import PartnerContent
from sok_metrics.workbook.partner.reading_guide import write_reading_guide

_MAX_FOOTER_NAME = 60  # characters: beside it the moment and the number of the page fit on a narrow page
_SHEETS: tuple[Callable[[PartnerContent], TableSheet], ...] = (
    progress_sheets.values_sheet,
    progress_sheets.goals_sheet,
    progress_sheets.rules_sheet,
    progress_sheets.indicators_sheet,
    progress_sheets.measurements_sheet,
    work_sheets.projects_sheet,
    work_sheets.meetings_sheet,
    work_sheets.decisions_sheet,
    work_sheets.actions_sheet,
    work_sheets.budget_sheet,
    work_sheets.allocations_sheet,
    work_sheets.payments_sheet,
)


def write_partner_workbook(content: PartnerContent) -> bytes:
    """The workbook as an .xlsx file; it holds no formula and no link to outside."""
    workbook = Workbook(write_only=True)
    footer = _footer(content)
    tables = table_sheets(content)
    trends = collect_trends(content.assessed, content.measurements, MAX_CHARTS)
    chart_data = chart_data_sheet(trends)
    listed = [*tables, chart_data] if trends.drawn else tables
    write_reading_guide(workbook, content, listed, charts_sentence(trends), footer)
    for table in tables:
        write_table(workbook, table, footer)
        if table.title == _("Indicatoren"):
            charts = add_chart_sheet(workbook, trends, footer)
    if trends.drawn:
        add_charts(charts, trends, write_table(workbook, chart_data, footer))
    _set_properties(workbook, content)
    return as_bytes(workbook)


def table_sheets(content: PartnerContent) -> list[TableSheet]:
    """The tables of the workbook, in the order of their sheets."""
    return [make(content) for make in _SHEETS]


def _footer(content: PartnerContent) -> str:
    """What stands under every page: whose figures, of which moment, and whether examples are among them."""
    name = safe_text(content.agreement.name)
    short = name if len(name) <= _MAX_FOOTER_NAME else name[: _MAX_FOOTER_NAME - 1] + "…"
    parts = [short, _("cijfers van {moment}").format(moment=day_and_time(content.moment))]
    if content.has_examples:
        parts.append(_("met verzonnen voorbeelden"))
    return " · ".join(parts)


def _set_properties(workbook: Workbook, content: PartnerContent) -> None:
    """Say in the file's properties which agreement and which moment it tells about."""
    moment = day_and_time(content.moment)
    put_name(workbook, content.agreement.name)
    properties = workbook.properties
    properties.subject = _("Indicatoren en afspraken, cijfers van {moment}").format(moment=moment)
    properties.created = content.generated_at.replace(microsecond=0)
    if content.has_examples:
        properties.keywords = _("met verzonnen voorbeelden")
    own: Any = workbook  # its published types leave the custom properties out
    own.custom_doc_props.append(StringProperty(name=_("Overeenkomst"), value=properties.title))
    own.custom_doc_props.append(DateTimeProperty(name=_("Cijfers van"), value=content.moment))
