"""Lines and columns that somebody hid or filtered away: they are read, and that is said."""

from openpyxl.utils import get_column_letter

from sok_metrics.texts import _
from sok_metrics.workbook.file.sheet import Sheet

_NAMED = 10


def hidden_notes(sheet: Sheet) -> list[str]:
    """What to say of what stands on a sheet and cannot be seen there."""
    width = max(map(len, sheet.rows), default=0)
    columns = [
        get_column_letter(column)
        for first, last in sheet.hidden_columns
        for column in range(first, min(last, width) + 1)
        if any(len(row) >= column and row[column - 1] not in (None, "") for row in sheet.rows)
    ]
    notes = []
    if sheet.hidden_lines:
        lines = _("Op het blad '{sheet}' zijn regels verborgen: {lines}. Ze zijn toch gelezen.")
        notes.append(lines.format(sheet=sheet.name, lines=_first(list(map(str, sheet.hidden_lines)))))
    if columns:
        told = _("Op het blad '{sheet}' zijn kolommen verborgen: {columns}. Ze zijn toch gelezen.")
        notes.append(told.format(sheet=sheet.name, columns=_first(columns)))
    return notes


def _first(parts: list[str]) -> str:
    named = ", ".join(parts[:_NAMED])
    more = len(parts) - _NAMED
    return _("{names} en nog {count}").format(names=named, count=more) if more > 0 else named
