"""Writing a dump: the whole store as one workbook, or as a folder of CSV files in a zip."""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from sok_metrics.nouns import Column, ColumnType
from sok_metrics.texts import _
from sok_metrics.workbook.dump.cells import (
    CONTENTS,
    CONTENTS_HEADINGS,
    WholeDump,
    contents,
    sheet_cells,
    without_formulas,
)
from sok_metrics.workbook.dump.package import (
    PACKAGE,
    description_of,
    package,
    resource,
    table_schema,
    text_schema,
)
from sok_metrics.workbook.file.streaming import add_sheet, as_bytes, put_name, text_cell

READ_ME = "LEESMIJ.txt"
_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY)
_MOST_DIGITS = 15
"""More digits than this a workbook does not keep in a number."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def dump_workbook(dump: WholeDump) -> bytes:
    """The store as one .xlsx file, a sheet a table."""
    workbook = Workbook(write_only=True)
    _add_table(workbook, CONTENTS, [Column("", "")] * 3, CONTENTS_HEADINGS, contents(dump))
    for sheet, rows in dump.sheets:
        _add_table(workbook, sheet.sheet, *sheet_cells(sheet, rows))
    put_name(workbook, _("Alles uit de SOK-monitor"))
    workbook.properties.description = explanation()
    return as_bytes(workbook)


def dump_files(dump: WholeDump) -> Iterator[tuple[str, bytes]]:
    """The store as files: their names and what is in them; the contents come last, when all is there."""
    yield READ_ME, explanation().encode()
    resources = []
    for sheet, rows in dump.sheets:
        columns, headings, lines = sheet_cells(sheet, rows)
        lines = [_guarded(columns, line) for line in lines]
        schema = table_schema(sheet, columns, headings, lines)
        content = _csv(headings, lines)
        resources.append(resource(sheet.sheet, content, schema, description_of(sheet)))
        yield f"{sheet.sheet}.csv", content
    content = _csv(CONTENTS_HEADINGS, contents(dump))
    resources.append(resource(CONTENTS, content, text_schema(CONTENTS_HEADINGS)))
    yield PACKAGE, package(explanation(), resources)
    yield f"{CONTENTS}.csv", content


def _guarded(columns: Sequence[Column], line: Sequence[str]) -> list[str]:
    return [
        without_formulas(cell) if column.type is ColumnType.TEXT else cell
        for column, cell in zip(columns, line, strict=True)
    ]


def dump_zip(dump: WholeDump) -> bytes:
    """The same files in one zip; the same store gives the same bytes."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in dump_files(dump):
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def explanation() -> str:
    """What a dump is, for who finds it later."""
    return _(
        "Hier staat alles uit de SOK-monitor. Wat er eerder stond, staat op de bladen die met oud_ beginnen. "
        "Wie wat veranderde, staat op de bladen wijzigingen en wijzigingsregels. "
        "Er staan persoonsgegevens in. Geef het niet zomaar door, en gooi het weg als u het niet meer nodig "
        "hebt. Verander hier niets in: een bestand dat is veranderd, kan niet meer worden ingelezen. "
        "Inlezen op een andere computer: python -m sok_metrics init --from MAP (of het Excel-bestand). "
        "Tekens die niet in een cel kunnen, staan er als _x000D_. Een lange tekst gaat verder in de kolom "
        "met (2) in de kop. Datums en tijden staan er als jaar-maand-dag, tijden in UTC."
    )


def _csv(headings: Sequence[str], lines: Iterator[list[str]] | list[list[str]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _add_table(
    workbook: Workbook,
    title: str,
    columns: Sequence[Column],
    headings: Sequence[str],
    lines: Sequence[Sequence[str]],
) -> None:
    """A sheet that streams: of each column one cell, filled again and again."""
    sheet = add_sheet(workbook, title)
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, _plain, heading) for heading in headings])
    cells = [text_cell(sheet, _plain) for _column in columns]
    is_number = [column.type in _NUMBERS for column in columns]
    for line in lines:
        for place, (cell, value) in enumerate(zip(cells, line, strict=True)):
            as_number = is_number[place] and sum(map(str.isdigit, value)) <= _MOST_DIGITS
            cell.value, cell.data_type = value, "n" if as_number else "s"
        sheet.append([cell if value else None for cell, value in zip(cells, line, strict=True)])


def _plain(_cell: Cell) -> None:
    """Cells of a dump have no looks of their own."""
