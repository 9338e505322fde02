"""The first sheet of the exchange workbook: what each sheet and each column is for."""

from collections.abc import Iterator, Sequence

from openpyxl.workbook import Workbook

from sok_metrics.nouns import COMMON_COLUMNS, TABLES_BY_NAME, Column, ColumnType, Table
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_help
from sok_metrics.texts.formats import number
from sok_metrics.workbook.exchange.read import GUIDE_SHEET
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.streaming import add_sheet, height_of, text_cell
from sok_metrics.workbook.file.tables import set_up_print

_WIDTHS = (32, 34, 12, 58, 70)

Row = tuple[formats.Look, tuple[str, ...]]


def write_guide(workbook: Workbook, tables: Sequence[tuple[Table, int]], neighbourhood: str | None) -> None:
    """Add the sheet; `tables` are the sheets that follow, each with its number of rows."""
    sheet = add_sheet(workbook, GUIDE_SHEET)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    set_up_print(sheet, GUIDE_SHEET, guide_title(neighbourhood), width=sum(_WIDTHS))
    for line, (look, texts) in enumerate(_rows(tables, neighbourhood), 1):
        if look is formats.WRAPPED_TEXT:
            heights = [height_of(text, width) for text, width in zip(texts, _WIDTHS, strict=True)]
            sheet.row_dimensions[line].height = max(heights)
        sheet.append([text_cell(sheet, look, text) for text in texts])


def guide_title(neighbourhood: str | None) -> str:
    """What the file is called, inside it and in its properties."""
    return _("Alle gegevens van {neighbourhood}").format(neighbourhood=neighbourhood or _("de overeenkomst"))


def _rows(tables: Sequence[tuple[Table, int]], neighbourhood: str | None) -> Iterator[Row]:
    yield formats.TITLE, (guide_title(neighbourhood),)
    for sentence in _how_to():
        yield formats.TEXT, (sentence,)
    yield formats.TEXT, ()
    yield formats.HEADER, (_("Blad"), _("Aantal regels"), "", _("Waarvoor"))
    for table, count in tables:
        yield formats.TEXT, (table.sheet, number(count), "", _(table.purpose))
    yield formats.TEXT, ()
    yield formats.HEADER, (_("Blad"), _("Kolom"), _("Verplicht"), _("Wat vult u in"), _("Uitleg"))
    for table, _count in tables:
        for column in table.columns:
            yield formats.WRAPPED_TEXT, _column(table.sheet, table.name, column)
    for column in COMMON_COLUMNS:
        yield formats.WRAPPED_TEXT, _column(_("elk blad"), tables[0][0].name if tables else "party", column)


def _how_to() -> list[str]:
    return [
        _("Vul de bladen in, sla het bestand op en lees het in op de pagina 'Excel erin en eruit'."),
        _("U ziet eerst wat er nieuw is, wat er verandert en wat er fout is. Daarna pas slaat u op."),
        _("Laat de koppen op de eerste regel staan. Bladen en kolommen die u niet gebruikt, mag u weghalen."),
        _("Een regel die u weghaalt, blijft in de SOK-monitor bestaan. Zo raakt er niets kwijt."),
        _("Een cel die u leegmaakt, wordt ook in de SOK-monitor leeg."),
        _("Tijdstippen staan in wereldtijd (UTC). In Nederland is het een of twee uur later."),
        _("Staat er 'voorbeeld' in de kolom herkomst, dan is die regel verzonnen."),
    ]


def _column(sheet: str, table: str, column: Column) -> tuple[str, ...]:
    needed = _("ja") if column.required and column.default is None else ""
    return sheet, column.heading, needed, _what(column), field_help(table, column.name)


def _what(column: Column) -> str:
    """What may stand in a column, and what an empty cell means."""
    if column.choices is not None:
        what = _("een van: {words}").format(words=", ".join(column.choices))
    elif column.refers_to is not None:
        target = TABLES_BY_NAME[column.refers_to]
        what = _("{heading} van het blad '{sheet}'").format(
            heading=target.column(target.key[0]).heading, sheet=target.sheet
        )
    else:
        what = {
            ColumnType.TEXT: _("tekst"),
            ColumnType.INTEGER: _("heel getal"),
            ColumnType.NUMBER: _("getal, zoals 12,5"),
            ColumnType.MONEY: _("bedrag in euro, zoals 1250,50"),
            ColumnType.DATE: _("datum, zoals 31-3-2026"),
            ColumnType.MOMENT: _("datum en tijd in UTC, zoals 2026-03-31 20:30:00"),
            ColumnType.YES_NO: _("ja of nee"),
        }[column.type]
    if not column.default:
        return what
    default = column.words.get(column.default, column.default)
    return _("{what}; leeg betekent: {default}").format(what=what, default=default)
