"""What a file would change, in words."""

from datetime import date, datetime
from decimal import Decimal

from sok_metrics.nouns import Column, ColumnType
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import NOTHING, day, day_and_time, euros, number


def counts_sentence(
    *, new: int, changed: int, unchanged: int, wrong: int, put_away: int = 0, brought_back: int = 0
) -> str:
    """How many rows of each kind: "12 nieuw, 3 veranderd, 240 hetzelfde, 2 fout"."""
    parts = [
        _("{n} nieuw").format(n=number(new)),
        _("{n} veranderd").format(n=number(changed)),
        _("{n} hetzelfde").format(n=number(unchanged)),
        _("{n} fout").format(n=number(wrong)),
    ]
    if put_away:
        parts.insert(2, _("{n} naar het archief").format(n=number(put_away)))
    if brought_back:
        parts.insert(2, _("{n} terug uit het archief").format(n=number(brought_back)))
    return ", ".join(parts)


def saved_sentence(rows: int) -> str:
    """That an import was saved."""
    return ngettext("{n} regel is opgeslagen.", "{n} regels zijn opgeslagen.", rows).format(n=number(rows))


def cell_words(column: Column, text: str | None) -> str:
    """Canonical text as people read it: a Dutch word for a code, a comma for a point, a dash for nothing."""
    if text is None or text == "":
        return NOTHING
    if column.choices is not None:
        return column.words.get(text, text)
    try:
        return _in_words(column.type, text)
    except (ArithmeticError, ValueError):
        return text


def _in_words(kind: ColumnType, text: str) -> str:
    if kind is ColumnType.YES_NO:
        return {"true": _("ja"), "false": _("nee")}.get(text.lower(), text)
    if kind is ColumnType.DATE:
        return day(date.fromisoformat(text))
    if kind is ColumnType.MOMENT:
        return day_and_time(datetime.fromisoformat(text))
    if kind is ColumnType.MONEY:
        return euros(Decimal(text))
    if kind is ColumnType.NUMBER:
        # Every digit that stands in the file: a rounded figure would hide what changes.
        exact = format(Decimal(text).normalize(), "f")
        return exact.replace(".", ",")
    return text
