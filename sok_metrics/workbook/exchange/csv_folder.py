"""The exchange format as a folder with one CSV file per table."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd

from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.nouns import TABLES
from sok_metrics.texts import _, ngettext
from sok_metrics.workbook.exchange.cells import Cells, canonical_rows
from sok_metrics.workbook.exchange.notation import STRICT


def read_csv_folder(folder: Path) -> dict[str, pd.DataFrame]:
    """Table name -> rows in the store's canonical text, for each table that has a file in `folder`.

    Raises InvalidDataError with every problem in every file (a missing folder, a broken file, a wrong cell).
    """
    problems = _folder_problems(folder)
    tables: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        path = folder / f"{table.sheet}.csv"
        if path.is_file():
            cells, file_problems = read_cells(path, table.sheet)
            problems += file_problems
            if cells is not None:
                tables[table.name], cell_problems = canonical_rows(table, _stripped(cells), STRICT)
                problems += cell_problems
    if problems:
        summary = ngettext(
            "In de map {folder} staat {count} fout. Er is niets opgeslagen. {first}",
            "In de map {folder} staan {count} fouten. Er is niets opgeslagen. De eerste: {first}",
            len(problems),
        ).format(folder=folder.name, count=len(problems), first=problems[0])
        raise InvalidDataError(summary, problems)
    return tables


def _folder_problems(folder: Path) -> list[Problem]:
    if not folder.is_dir():
        return [Problem.of_sheet(folder.name, _("Deze map bestaat niet. Controleer de naam."))]
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    if not files:
        return [Problem.of_sheet(folder.name, _("In deze map staat geen enkel CSV-bestand."))]
    known = {f"{table.sheet}.csv" for table in TABLES}
    advice = _("Dit bestand hoort hier niet. Wel (in kleine letters): {files}.").format(
        files=", ".join(sorted(known))
    )
    return [Problem.of_sheet(path.name, advice) for path in files if path.name not in known]


def read_cells(path: Path, sheet: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The cells of one file as text (with `_line`), or the problems that keep it from being read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            return _read_rows(reader, sheet)
    except UnicodeDecodeError:
        sentence = _("Dit bestand is geen UTF-8. Sla het op als CSV UTF-8.")
    except PermissionError:
        sentence = _("Dit bestand mag niet worden gelezen. Controleer de rechten, of sluit het in Excel.")
    except OSError as error:
        sentence = _("Dit bestand kan niet worden gelezen ({error}).").format(error=error.strerror)
    return None, [Problem.of_sheet(sheet, sentence)]


def _read_rows(reader: Any, sheet: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    lines: list[int] = []
    cells: list[list[str]] = []
    problems: list[Problem] = []
    line = 1
    try:
        header = [heading.strip() for heading in next(reader, [])]
        if sentence := _header_fault(header):
            return None, [Problem(sheet, 1, None, None, sentence)]
        line = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                if len(row) == len(header):
                    lines.append(line)
                    cells.append(row)
                else:
                    problems.append(_wrong_width(sheet, line, len(row), len(header)))
            line = reader.line_num + 1
    except csv.Error:
        return None, [*problems, Problem(sheet, line, None, None, _broken())]
    # Python's own text, not a text type of pandas, as long as any character may stand in it.
    frame = pd.DataFrame(cells, columns=pd.Index(header, dtype=object), dtype=object)
    frame["_line"] = lines
    return frame, problems


def _stripped(cells: pd.DataFrame) -> Cells:
    """The cells without spaces around them."""
    columns = {
        str(heading): [text.strip() for text in cells[heading]] for heading in cells if heading != "_line"
    }
    return Cells(columns, cells["_line"].tolist())


def _header_fault(header: list[str]) -> str | None:
    """What keeps the first line from being a line of headings."""
    if not any(header):
        return _("Dit bestand is leeg. De eerste regel hoort de koppen te bevatten.")
    if len(header) == 1 and ";" in header[0]:
        return _("De cellen zijn gescheiden door puntkomma's. Sla het bestand op met komma's.")
    if "" in header:
        return _("Er is een kolom zonder kop. Geef de kolom een kop of haal hem weg.")
    twice = [heading for heading in header if header.count(heading) > 1]
    if twice:
        return _("De kop '{heading}' staat er twee keer. Haal er een weg.").format(heading=twice[0])
    return None


def _broken() -> str:
    return _(
        "Dit CSV-bestand is stuk bij deze regel: een aanhalingsteken ontbreekt of staat verkeerd. "
        "Verbeter de regel, of sla het bestand opnieuw op."
    )


def _wrong_width(sheet: str, line: int, found: int, expected: int) -> Problem:
    advice = _(
        "Deze regel heeft {found} cellen, maar er zijn {expected} koppen. "
        "Zijn er komma's te veel of te weinig? Zet tekst met een komma tussen aanhalingstekens."
    )
    return Problem(sheet, line, None, None, advice.format(found=found, expected=expected))
