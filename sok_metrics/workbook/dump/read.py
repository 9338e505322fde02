"""Reading a dump back: whole and unchanged, or every problem and nothing else."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.nouns import Column, ColumnType
from sok_metrics.nouns.whole import PAST, WholeSheet
from sok_metrics.texts import _, ngettext
from sok_metrics.workbook.dump.cells import (
    CONTENTS,
    CONTENTS_HEADINGS,
    STRUCTURE,
    checksum,
    from_cell,
    heading_of,
    sheets_by_title,
)
from sok_metrics.workbook.exchange.csv_folder import read_cells

_LINE = "_line"


@dataclass(frozen=True)
class ReadDump:
    """What a dump holds: table in the store -> rows in canonical text with `_line`, the line in the sheet."""

    structure: int
    """The number of the newest migration of the store that it came from."""
    tables: Mapping[str, pd.DataFrame]


def is_dump(path: Path) -> bool:
    """Whether this folder or workbook is (a part of) a dump, and not only of the exchange format."""
    if path.is_dir():
        # Without its contents a folder with a history is half a dump, which must be said.
        return any(file.name == f"{CONTENTS}.csv" or file.name.startswith(PAST) for file in path.iterdir())
    return path.suffix.lower() == ".xlsx"


def read_dump(path: Path, newest: int) -> ReadDump:
    """The dump in this folder or workbook; `newest` is the structure that this software makes.

    Raises InvalidDataError with every problem: a sheet that is missing, half or changed.
    """
    cells, problems = _read_folder(path) if path.is_dir() else _read_workbook(path)
    reading = _Reading(cells, newest)
    problems += list(reading.check()) if not problems else []
    if problems:
        summary = ngettext(
            "In {path} staat {count} fout. Er is niets opgeslagen. {first}",
            "In {path} staan {count} fouten. Er is niets opgeslagen. De eerste: {first}",
            len(problems),
        ).format(path=path, count=len(problems), first=problems[0])
        raise InvalidDataError(summary, problems)
    return ReadDump(reading.structure, reading.tables)


class _Reading:
    """The sheets of one dump, held against its contents."""

    def __init__(self, cells: Mapping[str, pd.DataFrame], newest: int) -> None:
        self._cells = cells
        self._newest = newest
        self.structure = 0
        self.tables: dict[str, pd.DataFrame] = {}

    def check(self) -> Iterator[Problem]:
        """Every problem; what is good stands in `tables`."""
        promised = self._promised()
        if promised is None:
            yield _spoilt(CONTENTS, _("Dit blad ontbreekt of is niet heel. "))
            return
        if self.structure > self._newest:
            advice = _("Dit is gemaakt met een nieuwere versie van de SOK-monitor. Installeer die eerst.")
            yield Problem.of_sheet(CONTENTS, advice)
            return
        for title in sorted(set(self._cells) - set(promised) - {CONTENTS}):
            yield Problem.of_sheet(title, _("Dit blad hoort hier niet. Haal het weg."))
        for title, sheet in sheets_by_title().items():
            if title in promised:
                yield from self._check_sheet(sheet, *promised[title])
            elif self.structure == self._newest:
                yield _spoilt(title, _("Dit blad ontbreekt. "))
        for title in sorted(set(promised) - set(sheets_by_title())):
            yield _spoilt(title, _("Dit blad kennen we niet. "))

    def _promised(self) -> dict[str, tuple[int, str]] | None:
        """Sheet -> number of rows and checksum; None when there are no contents that can be read."""
        found = self._cells.get(CONTENTS)
        if found is None or [name for name in found if name != _LINE] != list(CONTENTS_HEADINGS):
            return None
        promised = {}
        for title, count, digest in found[list(CONTENTS_HEADINGS)].itertuples(index=False, name=None):
            if not str(count).isdecimal():
                return None
            if title == STRUCTURE:
                self.structure = int(count)
            else:
                promised[str(title)] = (int(count), str(digest))
        return promised if self.structure else None

    def _check_sheet(self, sheet: WholeSheet, count: int, digest: str) -> Iterator[Problem]:
        cells = self._cells.get(sheet.sheet)
        if cells is None:
            yield _spoilt(sheet.sheet, _("Dit blad ontbreekt. "))
            return
        if problems := list(self._heading_problems(sheet, cells)):
            yield from problems
            return
        rows = _decoded(sheet, cells)
        names = [str(name) for name in rows if name != _LINE]
        values = list(rows[names].itertuples(index=False, name=None))
        if len(rows) != count:
            sentence = _("Hier horen {count} regels te staan en het zijn er {found}. ").format(
                count=count, found=len(rows)
            )
            yield _spoilt(sheet.sheet, sentence)
        elif checksum(names, values) != digest:
            yield _spoilt(sheet.sheet, _("Dit blad is veranderd nadat het werd gemaakt. "))
        else:
            self.tables[sheet.name] = rows

    def _heading_problems(self, sheet: WholeSheet, cells: pd.DataFrame) -> Iterator[Problem]:
        known = {column.heading for column in sheet.columns}
        found = {heading_of(str(heading))[0] for heading in cells if heading != _LINE}
        for heading in sorted(found - known):
            yield _spoilt(sheet.sheet, _("Deze kolom kennen we niet. "), heading)
        if self.structure == self._newest:
            for heading in sorted(known - found):
                yield _spoilt(sheet.sheet, _("Deze kolom ontbreekt. "), heading)


def _spoilt(title: str, sentence: str, heading: str | None = None) -> Problem:
    """What is wrong with a sheet of which all must be as it was made, and what to do."""
    advice = _("Neem het bestand zoals de SOK-monitor het maakte, en verander er niets in.")
    return Problem(title, 1 if heading else None, heading, None, sentence + advice)


def _decoded(sheet: WholeSheet, cells: pd.DataFrame) -> pd.DataFrame:
    """The rows in canonical text, the pieces of a long text put together again."""
    rows = pd.DataFrame({_LINE: cells[_LINE]}, index=cells.index)
    for column in sheet.columns:
        pieces = [name for name in map(str, cells) if heading_of(name)[0] == column.heading]
        if pieces:
            in_order = sorted(pieces, key=lambda name: heading_of(name)[1])
            texts = zip(*(cells[name].tolist() for name in in_order), strict=True)
            values = [from_cell(column, "".join(_cell_text(column, part) for part in text)) for text in texts]
            rows[column.name] = pd.Series(values, index=cells.index, dtype=object)
    return rows


def _cell_text(column: Column, cell: object) -> str:
    """The text of a cell; of a number in a workbook, the text that the store has for it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if column.type is ColumnType.MONEY and isinstance(cell, int | float):
        return f"{cell:.2f}"
    if column.type is ColumnType.NUMBER and isinstance(cell, int):
        return repr(float(cell))
    return str(cell)


def _read_folder(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    sheets: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv":
            cells, found = read_cells(path, path.stem)
            problems += found
            if cells is not None:
                sheets[path.stem] = cells
    return sheets, problems


def _read_workbook(path: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return {sheet.title: _sheet_cells(sheet.values) for sheet in workbook.worksheets}, []
        finally:
            workbook.close()
    except (OSError, zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError):
        advice = _("Dit is geen Excel-bestand, of het is niet heel.")
        return {}, [Problem.of_sheet(path.name, advice)]


def _sheet_cells(lines: Iterator[tuple[object, ...]]) -> pd.DataFrame:
    """The cells under their headings; a line that ends in empty cells may come in shorter."""
    headings = [str(cell) for cell in next(lines, ()) if cell is not None]
    width = len(headings)
    rows = [(*line[:width], *[None] * (width - len(line))) for line in lines]
    cells = pd.DataFrame(rows, columns=pd.Index(headings, dtype=object), dtype=object)
    cells[_LINE] = range(2, len(cells) + 2)
    cells = cells.loc[:, ~cells.columns.duplicated()]
    # A workbook that was saved again may have empty lines at its end.
    return cells[cells.drop(columns=_LINE).notna().any(axis=1)]
