"""The exchange format as a folder with one CSV file per table."""

import csv
from pathlib import Path

import pandas as pd

from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.exchange import TABLES
from sok_metrics.texts import _, ngettext
from sok_metrics.workbook.cells import canonical_rows


def read_csv_folder(folder: Path) -> dict[str, pd.DataFrame]:
    """Table name -> rows in the store's canonical text, for each table that has a file in `folder`.

    Raises InvalidDataError with every problem in every file (a missing folder, a broken file, a wrong cell).
    """
    problems = _folder_problems(folder)
    tables: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        path = folder / f"{table.sheet}.csv"
        if path.exists():
            cells, file_problems = _read_cells(path, table.sheet)
            problems += file_problems
            if cells is not None:
                tables[table.name], cell_problems = canonical_rows(table, cells)
                problems += cell_problems
    if problems:
        summary = ngettext(
            "In de map {folder} staat {count} fout. Er is niets opgeslagen. {first}",
            "In de map {folder} staan {count} fouten. Er is niets opgeslagen. De eerste: {first}",
            len(problems),
        ).format(folder=folder, count=len(problems), first=problems[0])
        raise InvalidDataError(summary, problems)
    return tables


def _folder_problems(folder: Path) -> list[Problem]:
    if not folder.is_dir():
        return [Problem(str(folder), None, None, None, _("Deze map bestaat niet. Controleer de naam."))]
    known = {table.sheet for table in TABLES}
    files = sorted(folder.glob("*.csv"))
    if not files:
        return [Problem(str(folder), None, None, None, _("In deze map staat geen enkel CSV-bestand."))]
    advice = _("Dit bestand hoort hier niet. Wel: {sheets}.").format(sheets=", ".join(sorted(known)))
    return [Problem(path.name, None, None, None, advice) for path in files if path.stem not in known]


def _read_cells(path: Path, sheet: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The cells of one file as text (with `_line`), or the problems that keep it from being read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [heading.strip() for heading in next(reader, [])]
            lines: list[int] = []
            cells: list[list[str]] = []
            problems = []
            for row in reader:
                if any(cell.strip() for cell in row):
                    if len(row) != len(header):
                        problems.append(_wrong_width(sheet, reader.line_num, len(row), len(header)))
                        continue
                    lines.append(reader.line_num)
                    cells.append(row)
    except UnicodeDecodeError:
        return None, [
            Problem(sheet, None, None, None, _("Dit bestand is geen UTF-8. Sla het op als CSV UTF-8."))
        ]
    except csv.Error as error:
        return None, [
            Problem(sheet, None, None, None, _("Dit CSV-bestand is stuk: {error}.").format(error=error))
        ]
    except OSError as error:
        return None, [
            Problem(sheet, None, None, None, _("Niet te lezen: {error}.").format(error=error.strerror))
        ]
    if not header:
        return None, [
            Problem(
                sheet,
                None,
                None,
                None,
                _("Dit bestand is leeg. De eerste regel hoort de koppen te bevatten."),
            )
        ]
    if len(set(header)) != len(header):
        return None, [Problem(sheet, 1, None, None, _("Een kop staat er twee keer. Haal er een weg."))]
    frame = pd.DataFrame(cells, columns=header, dtype=object)
    frame = frame.astype("str")
    frame["_line"] = lines
    return frame, problems


def _wrong_width(sheet: str, line: int, found: int, expected: int) -> Problem:
    advice = _(
        "Deze regel heeft {found} cellen, maar er zijn {expected} koppen. "
        "Zijn er komma's te veel of te weinig?"
    )
    return Problem(sheet, line, None, None, advice.format(found=found, expected=expected))
