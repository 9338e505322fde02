"""The exchange format as people send it in: a workbook or a CSV file in, rows and every problem out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

import pandas as pd

from sok_metrics.errors import Problem, RefusedError
from sok_metrics.nouns import TABLES, Table
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.cells import canonical_rows, plain_word
from sok_metrics.workbook.exchange.day_order import DayOrder
from sok_metrics.workbook.exchange.doubts import Decide, Doubt, column_signs, nobody_said
from sok_metrics.workbook.exchange.notation import Notation
from sok_metrics.workbook.exchange.read_tables import (
    FoundTable,
    find_table,
    is_empty,
    is_heading,
    nothing_found,
    similar_sheet,
    table_of_headings,
    table_of_name,
)
from sok_metrics.workbook.exchange.remarks import find_remarks
from sok_metrics.workbook.exchange.wrong_files import refuse_other_kinds, refuse_own_workbooks
from sok_metrics.workbook.file.csv_file import read_csv
from sok_metrics.workbook.file.kinds import holds_ods, is_flat_ods
from sok_metrics.workbook.file.ods import read_flat_ods, read_ods
from sok_metrics.workbook.file.sheet import Sheet
from sok_metrics.workbook.file.xlsx import read_xlsx

GUIDE_SHEET, FAULTS_SHEET, CHOICES_SHEET = "Uitleg", "Fouten", "Keuzes"
"""Sheets of our own that hold no table."""
_OUR_SHEETS = {plain_word(name) for name in (GUIDE_SHEET, FAULTS_SHEET, CHOICES_SHEET)}
_BOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How zips begin, and Excel files of before 2007."""
_EXCEL_ENDINGS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods")


@dataclass(frozen=True)
class Reading:
    """What a file holds: tables that were recognised, everything that is wrong, and what was passed over."""

    tables: dict[str, pd.DataFrame]
    """Table name -> rows in canonical text (None for empty) with `_line`, the line in the sheet."""
    problems: tuple[Problem, ...]
    """Every problem, in the order of the file; the wrong cells are None in the tables."""
    notes: tuple[str, ...] = ()
    """What the reader did that people may want to know, such as reading a hidden sheet."""
    remarks: tuple[Problem, ...] = ()
    """What may have gone wrong on the way to this file, such as letters that were encoded twice."""
    doubts: tuple[Doubt, ...] = ()
    """The columns that can be read in two ways; while nobody decided they are left out, and a problem."""
    refusal: str | None = None
    """What to say of a file that cannot be read at all: what it is, and what to do."""
    is_unknown: bool = False
    """Whether nothing of ours was found: then it may be a plain table."""


def read_exchange(content: bytes, name: str, decide: Decide = nobody_said) -> Reading:
    """The tables of a workbook or CSV file; never raises for what is in the file: that becomes a problem."""
    try:
        sheets = read_sheets(content, name)
    except RefusedError as refusal:
        return Reading({}, (Problem.of_sheet(name, refusal.sentence),), refusal=refusal.sentence)
    if not any(sheet.rows for sheet in sheets):
        return Reading({}, (Problem.of_sheet(name, is_empty()),), refusal=is_empty())
    chosen, problems, notes = _choose(sheets)
    notes = [note for sheet in sheets for note in sheet.notes] + notes
    is_unknown = not chosen and not problems
    if is_unknown:
        problems.append(nothing_found(name, sheets))
    tables: dict[str, pd.DataFrame] = {}
    doubts: list[Doubt] = []
    remarks: list[Problem] = []
    for table, sheet in chosen:
        found, faults = find_table(table, sheet)
        problems += faults
        if found is not None:
            cells, notation = found.cells(), Notation(counts_from_1904=sheet.counts_from_1904)
            signs, unclear = column_signs(table, cells, decide)
            doubts += unclear
            asked = {doubt.heading for doubt in unclear}
            orders = {
                heading: choice
                for heading, choice in signs.items()
                if isinstance(choice, DayOrder) and heading not in asked
            }
            remarks += find_remarks(table, cells, orders, is_csv=sheet.delimiter is not None)
            problems += [doubt.problem() for doubt in unclear if signs[doubt.heading] is None]
            tables[table.name], faults = canonical_rows(table, cells, notation, signs)
            problems += faults
    in_order = {table.name: tables[table.name] for table in TABLES if table.name in tables}
    return Reading(
        in_order, tuple(problems), tuple(notes), tuple(remarks), tuple(doubts), is_unknown=is_unknown
    )


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Every sheet of a workbook, or the one of a CSV file; raises RefusedError with a sentence."""
    if name.lower().endswith((".xlsm", ".xltm")):
        raise RefusedError(
            _("In dit bestand kunnen macro's zitten. Sla het op als gewone Excel-werkmap (.xlsx).")
        )
    if not content:
        raise RefusedError(is_empty())
    refuse_other_kinds(content)
    if is_flat_ods(content):
        sheets = read_flat_ods(content)
    elif content.startswith(_BOOKS) or name.lower().endswith(_EXCEL_ENDINGS):
        sheets = read_ods(content) if holds_ods(content) else read_xlsx(content)
    else:
        sheets = [read_csv(content, PurePath(name).stem, is_heading)]
    refuse_own_workbooks(sheets)
    return sheets


def find_tables(sheets: list[Sheet]) -> Iterator[FoundTable]:
    """The tables that can be found in the sheets, as `read_exchange` finds them."""
    for table, sheet in _choose(sheets)[0]:
        found, _problems = find_table(table, sheet)
        if found is not None:
            yield found


def _choose(sheets: list[Sheet]) -> tuple[list[tuple[Table, Sheet]], list[Problem], list[str]]:
    """Which sheet holds which table; a table that two sheets claim is a problem."""
    chosen: dict[str, tuple[Table, Sheet]] = {}
    problems, notes = [], []
    for sheet in sorted(sheets, key=lambda sheet: table_of_name(sheet) is None):
        table = table_of_name(sheet)
        if table is not None and not sheet.rows:
            notes.append(_("Het blad '{sheet}' is leeg en is overgeslagen.").format(sheet=sheet.name))
            continue
        if table is None and plain_word(sheet.name) not in _OUR_SHEETS:
            table = table_of_headings(sheet)
            if table is None:
                problems += _misspelt(sheet)
                notes += _passed_over(sheet)
        if table is not None:
            if table.name in chosen:
                advice = _("Er is nog een blad met deze tabel: '{sheet}'. Haal er een weg.")
                problems.append(Problem.of_sheet(table.sheet, advice.format(sheet=sheet.name)))
            chosen.setdefault(table.name, (table, sheet))
            notes += _remarkable(table, sheet)
    return list(chosen.values()), problems, notes


def _misspelt(sheet: Sheet) -> list[Problem]:
    meant = similar_sheet(sheet.name) if sheet.rows else None
    if meant is None:
        return []
    advice = _("Dit blad kennen we niet. Bedoelt u '{sheet}'? Geef het blad dan die naam.")
    return [Problem.of_sheet(sheet.name, advice.format(sheet=meant))]


def _passed_over(sheet: Sheet) -> list[str]:
    if not sheet.rows or similar_sheet(sheet.name):
        return []
    return [_("Het blad '{sheet}' hoort niet bij ons en is overgeslagen.").format(sheet=sheet.name)]


def _remarkable(table: Table, sheet: Sheet) -> list[str]:
    notes = []
    if sheet.is_hidden:
        notes.append(_("Het blad '{sheet}' is verborgen. Het is toch gelezen.").format(sheet=sheet.name))
    if table_of_name(sheet) is not table:
        notes.append(
            _("Aan de koppen te zien is '{sheet}' het blad '{table}'. Zo is het gelezen.").format(
                sheet=sheet.name, table=table.sheet
            )
        )
    return notes
