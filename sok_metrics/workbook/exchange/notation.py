"""Numbers, dates and moments as people write them in a file, to the canonical text of the store.

Every function raises ValueError with a sentence for the user when it cannot be sure what is meant.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sok_metrics.texts import _
from sok_metrics.texts.parsing import parse_amount, parse_number
from sok_metrics.texts.periods import month_number
from sok_metrics.workbook.file.sheet import Cell, DateNumber, PercentNumber, Sheet

FIRST_SAFE_SERIAL = 3_000
"""Day numbers under it (March 1908) are years that somebody typed where a date was asked."""
_FIRST_PLAIN_SERIAL, _LAST_PLAIN_SERIAL = 20_000, 80_000  # 1954 to 2119: as bare numbers only these are dates
_LAST_SERIAL = 2_950_000  # the year 9976, and counted from 1904 the year 9980
_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
SURE_DIGITS = 15  # what Excel keeps of a number

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_WITH_MONTH_NAME = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00(\.0+)?)?$")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?")
_POWER = re.compile(r"[+-]?\d+([.,]\d+)?[eE][-+]?\d{1,3}")
_POINT = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_STRICT_NUMBER = re.compile(r"-?[0-9]{1,300}(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_STRICT_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")
_STRICT_INTEGER = re.compile(r"-?[0-9]{1,18}")
_ENOUGH = 3  # numbers with a decimal point before a whole file is taken to use it


@dataclass(frozen=True)
class Notation:
    """How a file writes its numbers and dates."""

    has_decimal_point: bool = False
    counts_from_1904: bool = False
    is_strict: bool = False
    """Only canonical text, as in the folders that the store is made from."""


STRICT = Notation(has_decimal_point=True, is_strict=True)


def find_notation(sheet: Sheet, figures: Iterable[Cell]) -> Notation:
    """How a sheet writes its figures, from those that can be read in one way only.

    A file that is delimited by commas has decimal points; any other only when at least three figures show it.
    One figure with a decimal comma settles it the other way.
    """
    points = 0
    for figure in figures:
        if isinstance(figure, str):
            with_comma, with_point = _COMMA.fullmatch(figure), _POINT.fullmatch(figure)
            if with_comma and not with_point:
                return Notation(counts_from_1904=sheet.counts_from_1904)
            points += bool(with_point and not with_comma)
    return Notation(sheet.delimiter == "," or points >= _ENOUGH, sheet.counts_from_1904)


def as_number(cell: Cell, notation: Notation) -> float:
    """The number in a cell; a percentage counts as it is shown, so 45% is 45."""
    if isinstance(cell, str):
        number = _parse(cell, notation)
    elif isinstance(cell, bool) or cell is None:
        raise ValueError(_("Vul hier een getal in."))
    elif isinstance(cell, DateNumber):
        raise ValueError(
            _("Excel maakte hier een datum van. Maak de cel op als getal en typ het getal opnieuw.")
        )
    else:
        number = round(cell * 100, 10) if isinstance(cell, PercentNumber) else float(cell)
    if not math.isfinite(number):
        raise ValueError(_("Dit getal is te groot."))
    return number + 0.0  # without the sign of minus zero


def number_text(cell: Cell, notation: Notation) -> str:
    """A number as the store writes it: the shortest text that is exactly this number."""
    return repr(as_number(cell, notation))


def integer_text(cell: Cell, notation: Notation) -> str:
    """A whole number, without leading zeros: 01 and 1 are one number, and must be one key."""
    if isinstance(cell, str) and _STRICT_INTEGER.fullmatch(cell):
        return str(int(cell))
    number = float("nan") if notation.is_strict else as_number(cell, notation)
    if not number.is_integer() or abs(number) >= 10**SURE_DIGITS:
        raise ValueError(_("Vul hier een heel getal in."))
    return str(int(number))


def amount_text(cell: Cell, notation: Notation) -> str:
    """An amount in euros with two decimals; what a formula leaves beyond 15 digits does not count."""
    if isinstance(cell, str):
        amount = _parse_amount(cell, notation)
    else:
        amount = Decimal(f"{as_number(cell, notation):.{SURE_DIGITS}g}")
    if abs(amount) >= 10**15 or amount != round(amount, 2):
        raise ValueError(_("Vul hier een bedrag in, met hooguit twee decimalen."))
    return f"{amount + 0:.2f}"


def date_text(cell: Cell, notation: Notation) -> str:
    """A day as year-month-day."""
    if isinstance(cell, str):
        return _parse_day(cell, notation).isoformat()
    if isinstance(cell, bool) or cell is None or isinstance(cell, PercentNumber):
        raise ValueError(_wrong_date(notation))
    return _day_of_serial(float(cell), notation, is_shown_as_date=isinstance(cell, DateNumber)).isoformat()


def moment_text(cell: Cell, notation: Notation) -> str:
    """A moment in UTC as the store writes it: no fraction when it is whole, and no zeros after it."""
    if isinstance(cell, DateNumber) and FIRST_SAFE_SERIAL <= cell <= _LAST_SERIAL:
        moment = moment_of_serial(float(cell), notation)
    elif isinstance(cell, str) and _MOMENT.fullmatch(cell) and cell >= "1000":
        try:
            moment = datetime.fromisoformat(cell)
        except ValueError as error:
            raise ValueError(_wrong_moment()) from error
    else:
        raise ValueError(_wrong_moment())
    text = moment.isoformat(sep=" ")
    return text.rstrip("0") if moment.microsecond else text


def moment_of_serial(serial: float, notation: Notation) -> datetime:
    """The moment that a day number with a fraction stands for, in whole milliseconds as Excel has it."""
    if not 0 <= serial <= _LAST_SERIAL:
        raise ValueError(_wrong_moment())
    zero = _DAY_ZERO_1904 if notation.counts_from_1904 else _DAY_ZERO
    return zero + timedelta(milliseconds=round(serial * 86_400_000))


def shown_text(cell: Cell, notation: Notation) -> str:
    """A cell as the sheet shows it, for a column of text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return _("ja") if cell else _("nee")
    if cell is None:
        return ""
    if isinstance(cell, DateNumber) and 0 <= cell <= _LAST_SERIAL:
        moment = moment_of_serial(float(cell), notation)
        if cell < 1:
            return f"{moment:%H:%M}"
        return f"{moment:%Y-%m-%d}" if float(cell).is_integer() else f"{moment:%Y-%m-%d %H:%M}"
    number = round(cell * 100, 10) if isinstance(cell, PercentNumber) else float(cell)
    plain = str(int(number)) if number.is_integer() and abs(number) < 10**SURE_DIGITS else repr(number)
    return plain.replace(".", ",") + ("%" if isinstance(cell, PercentNumber) else "")


def _parse(text: str, notation: Notation) -> float:
    if notation.is_strict:
        if not _STRICT_NUMBER.fullmatch(text):
            raise ValueError(_("Vul hier een getal in, met een punt voor de decimalen (bijvoorbeeld 12.5)."))
        return float(text)
    if _POWER.fullmatch(text) and text.isascii() and ("," if notation.has_decimal_point else ".") not in text:
        return float(text.replace(",", "."))
    return float(_parse_with_point(text)) if notation.has_decimal_point else parse_number(text)


def _parse_amount(text: str, notation: Notation) -> Decimal:
    if notation.is_strict:
        if not _STRICT_AMOUNT.fullmatch(text):
            raise ValueError(_("Vul hier een bedrag in, met hooguit twee decimalen (bijvoorbeeld 1250.50)."))
        return Decimal(text)
    return _parse_with_point(text) if notation.has_decimal_point else parse_amount(text)


def _parse_with_point(text: str) -> Decimal:
    bare = text.replace("€", "").removesuffix("%").replace("\u2212", "-").strip()
    if re.fullmatch(r"[+-]?\d{1,3},\d{3}", bare):
        better = bare.replace(",", "")
        raise ValueError(
            _('"{text}" is niet duidelijk. Schrijf {whole} of {part}.').format(
                text=text, whole=better, part=bare.replace(",", ".")
            )
        )
    if not _POINT.fullmatch(bare) or not bare.isascii():
        raise ValueError(_("Vul hier een getal in, met een punt voor de decimalen (bijvoorbeeld 12.5)."))
    return Decimal(bare.replace(",", ""))


def _parse_day(text: str, notation: Notation) -> date:
    if notation.is_strict:
        parts = _year_month_day(text) if _ISO.fullmatch(text) else None
    else:
        bare = _MIDNIGHT.sub("", text).strip().casefold()
        if bare.isdecimal() and len(bare) == 5:
            return _day_of_serial(float(bare), notation, is_shown_as_date=False)
        parts = _year_month_day(bare)
    try:
        day = date(*parts) if parts else None
    except ValueError:
        day = None
    if day is None or day.year < 1000:
        raise ValueError(_wrong_date(notation))
    return day


def _year_month_day(text: str) -> tuple[int, int, int] | None:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return int(match[4]), int(match[3]), int(match[1])
    if (match := _WITH_MONTH_NAME.fullmatch(text)) and (month := month_number(match[2])):
        return int(match[3]), month, int(match[1])
    return None


def _day_of_serial(serial: float, notation: Notation, *, is_shown_as_date: bool) -> date:
    first, last = (
        (FIRST_SAFE_SERIAL, _LAST_SERIAL) if is_shown_as_date else (_FIRST_PLAIN_SERIAL, _LAST_PLAIN_SERIAL)
    )
    if 1000 <= serial < FIRST_SAFE_SERIAL:
        raise ValueError(
            _("Is dit het jaar {year:.0f}? Schrijf de hele datum, bijvoorbeeld {year:.0f}-12-31.").format(
                year=serial
            )
        )
    if not first <= serial <= last:
        raise ValueError(_wrong_date(notation))
    if not serial.is_integer():
        raise ValueError(_("Hier staat ook een tijd bij. Laat alleen de datum staan."))
    return moment_of_serial(serial, notation).date()


def _wrong_date(notation: Notation) -> str:
    if notation.is_strict:
        return _("Deze datum bestaat niet. Schrijf jaar-maand-dag (bijvoorbeeld 2026-03-31).")
    return _("Deze datum bestaat niet. Schrijf dag-maand-jaar (bijvoorbeeld 31-3-2026).")


def _wrong_moment() -> str:
    return _("Schrijf dit als 2026-03-31 20:30:00.")
