"""The file that tells which data are kept of whom and why, and, for the administrator, of each person."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from openpyxl.workbook import Workbook

from sok_metrics.nouns.kept import KindOfData
from sok_metrics.texts import _
from sok_metrics.texts.formats import day
from sok_metrics.workbook.file.columns import Kind, SheetColumn
from sok_metrics.workbook.file.streaming import as_bytes, put_name
from sok_metrics.workbook.file.tables import TableSheet, write_table


def write_kept_data(
    kinds: Sequence[KindOfData], counts: Sequence[int], people: pd.DataFrame | None, today: date
) -> bytes:
    """The .xlsx file; `people` (code, role, field, is_kept, consent) only for the administrator."""
    workbook = Workbook(write_only=True)
    footer = _("Gegevens op {day}").format(day=day(today))
    write_table(workbook, _kinds_sheet(kinds, counts), footer)
    if people is not None:
        write_table(workbook, _people_sheet(people), footer)
    put_name(workbook, _("Welke gegevens bewaren we van wie en waarom"))
    return as_bytes(workbook)


def _kinds_sheet(kinds: Sequence[KindOfData], counts: Sequence[int]) -> TableSheet:
    texts = {
        _("Soort"): [one.title for one in kinds],
        _("Over mensen"): [_("ja") if one.is_personal else _("nee") for one in kinds],
        _("Wat"): [one.what for one in kinds],
        _("Waarom"): [one.purpose for one in kinds],
        _("Grond in de wet"): [one.ground for one in kinds],
        _("Hoe lang"): [one.how_long for one in kinds],
        _("Wie ziet het"): [one.seen_by for one in kinds],
    }
    columns = [SheetColumn(heading, pd.Series(values, dtype=object)) for heading, values in texts.items()]
    columns.append(SheetColumn(_("Aantal regels"), pd.Series(list(counts)), Kind.WHOLE))
    return TableSheet(_("Gegevens"), columns, "", _("Welke gegevens we bewaren, en waarom."))


def _people_sheet(people: pd.DataFrame) -> TableSheet:
    headings = {
        _("Persoon"): "code",
        _("Rol"): "role",
        _("Gegeven"): "field",
        _("Bewaard"): "is_kept",
        _("Toestemming"): "consent",
    }
    columns = [SheetColumn(heading, people[name]) for heading, name in headings.items()]
    return TableSheet(
        _("Mensen"),
        columns,
        _("Er staan geen mensen in dit bestand."),
        _("Van wie we welk gegeven bewaren, en met welke toestemming."),
    )
