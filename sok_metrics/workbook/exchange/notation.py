"""Numbers, dates and moments as people write them in a file, to the canonical text of the store.

Every function raises ValueError with a sentence for the user when it cannot be sure what is meant.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from sok_metrics.nouns import ColumnType
from sok_metrics.texts import _
from sok_metrics.texts.parsing import (
    bare_amount,
    bare_figure,
    check_digits,
    decimals_in,
    dutch_figure,
    taken,
    what_is_wrong,
    without_times,
)
from sok_metrics.texts.written_days import parse_day, parse_moment, wrong_moment
from sok_metrics.workbook.exchange.day_order import DAY_FIRST, DayOrder, with_day_first
from sok_metrics.workbook.file.sheet import Cell, DateNumber, PercentNumber, YearNumber

FIRST_SAFE_SERIAL = 3_000
"""Day numbers under it (March 1908) are years that somebody typed where a date was asked."""
_FIRST_PLAIN_SERIAL, _LAST_PLAIN_SERIAL = 20_000, 80_000  # 1954 to 2119: as bare numbers only these are dates
_LAST_SERIAL = 2_950_000  # the year 9976, and counted from 1904 the year 9980
_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
SURE_DIGITS = 15  # what Excel keeps of a number

_POWER = re.compile(r"[+-]?\d+(?P<sign>[.,])?(?(sign)\d+)[eE][-+]?\d{1,3}", re.ASCII)
_STRICT_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_STRICT_NUMBER = re.compile(r"-?[0-9]{1,300}(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_STRICT_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")
_STRICT_INTEGER = re.compile(r"-?[0-9]{1,18}")
_SIMPLE = re.compile(r"[+-]?\d+\.\d+", re.ASCII)
_SWAPPED = str.maketrans(",.", ".,")


class DecimalSign(StrEnum):
    """What stands before the decimals of a figure; the other one stands between thousands."""

    COMMA = ","
    POINT = "."


COMMA, POINT = DecimalSign


@dataclass(frozen=True)
class Notation:
    """How a file, or a column of it, writes its numbers and dates."""

    decimal: DecimalSign = COMMA
    counts_from_1904: bool = False
    day_order: DayOrder = DAY_FIRST
    is_strict: bool = False
    """Only canonical text, as in the folders that the store is made from."""


STRICT = Notation(decimal=POINT, is_strict=True)


def shown_sign(figures: Iterable[Cell], kind: ColumnType = ColumnType.NUMBER) -> DecimalSign | None:
    """The decimal sign that the figures of a column show, each that can be read in one way only.

    None when a figure can be read in two ways and the others do not settle it. A column without any sign, or
    with both, has a comma: then what is written otherwise is refused.
    """
    shown: set[DecimalSign] = set()
    is_doubtful = False
    for figure in {cell for cell in figures if isinstance(cell, str)}:
        read = readings(figure, kind)
        if len(read) == 1:
            shown |= set(read)
        is_doubtful |= len(set(read.values())) == 2
    if is_doubtful and len(shown) != 1:
        return None
    return POINT if shown == {POINT} else COMMA


def doubtful_figure(figures: Iterable[Cell], kind: ColumnType = ColumnType.NUMBER) -> str | None:
    """The first figure that can be read in two ways: an example to ask about."""
    texts = (cell for cell in figures if isinstance(cell, str))
    return next((text for text in texts if len(set(readings(text, kind).values())) == 2), None)


def readings(text: str, kind: ColumnType = ColumnType.NUMBER) -> dict[DecimalSign, Decimal]:
    """What a text can be, by the decimal sign that it would have then; nothing when it is no figure."""
    if power := _POWER.fullmatch(text):
        signs = [DecimalSign(power["sign"])] if power["sign"] else list(DecimalSign)
        return {sign: Decimal(text.replace(",", ".")) for sign in signs}
    rest, times = without_times(text)
    bare = bare_amount(rest) if kind is ColumnType.MONEY else bare_figure(rest)
    found = {COMMA: dutch_figure(bare), POINT: dutch_figure(bare.translate(_SWAPPED))}
    return {
        sign: taken(figure, times)
        for sign, figure in found.items()
        if figure is not None and (times > 1 or _may_be(figure, sign, kind))
    }


def _may_be(figure: Decimal, sign: DecimalSign, kind: ColumnType) -> bool:
    """Whether such a column may hold it: nobody writes three decimals of a count, or of euros with a point.

    Three decimals of euros behind a comma are a slip to ask about, for a comma is what we write ourselves.
    """
    has_many = decimals_in(figure) > 2
    return not has_many or kind is ColumnType.NUMBER or (kind is ColumnType.MONEY and sign is COMMA)


def as_number(cell: Cell, notation: Notation, kind: ColumnType = ColumnType.NUMBER) -> float:
    """The number in a cell; a percentage counts as it is shown, so 45% is 45."""
    if isinstance(cell, str):
        number = float(_parse(cell, notation, kind))
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
    number = float("nan") if notation.is_strict else as_number(cell, notation, ColumnType.INTEGER)
    if not number.is_integer() or abs(number) >= 10**SURE_DIGITS:
        raise ValueError(_("Vul hier een heel getal in."))
    return str(int(number))


def amount_text(cell: Cell, notation: Notation) -> str:
    """An amount in euros with two decimals; what a formula leaves beyond 15 digits does not count."""
    if isinstance(cell, str):
        amount = _parse(cell, notation, ColumnType.MONEY)
        if decimals_in(amount) > 2 and not _POWER.fullmatch(cell):
            raise ValueError(_wrong_amount())
    else:
        amount = Decimal(f"{as_number(cell, notation):.{SURE_DIGITS}g}")
    if abs(amount) >= 10**15 or amount != round(amount, 2):
        raise ValueError(_wrong_amount())
    return f"{amount + 0:.2f}"


def date_text(cell: Cell, notation: Notation) -> str:
    """A day as year-month-day."""
    if isinstance(cell, str):
        if notation.is_strict and not _STRICT_DAY.fullmatch(cell):
            raise ValueError(_wrong_date(notation))
        is_serial = len(cell) == 5 and cell.isdecimal()
        if not is_serial:
            text = cell if notation.is_strict else with_day_first(cell, notation.day_order)
            return parse_day(text, _wrong_date(notation)).isoformat()
        return _day_of_serial(float(cell), notation, is_shown_as_date=False)
    if isinstance(cell, bool) or cell is None or isinstance(cell, PercentNumber):
        raise ValueError(_wrong_date(notation))
    if float(cell).is_integer() and 10_000_000 <= cell < 100_000_000:  # 20260331, as machines write it
        return parse_day(f"{cell:.0f}", _wrong_date(notation)).isoformat()
    return _day_of_serial(float(cell), notation, is_shown_as_date=isinstance(cell, DateNumber))


def moment_text(cell: Cell, notation: Notation) -> str:
    """A moment in UTC as the store writes it: no fraction when it is whole, and no zeros after it."""
    if isinstance(cell, DateNumber) and FIRST_SAFE_SERIAL <= cell <= _LAST_SERIAL:
        moment = moment_of_serial(float(cell), notation)
    elif isinstance(cell, str):
        text = cell if notation.is_strict else with_day_first(cell, notation.day_order)
        moment = parse_moment(text, is_strict=notation.is_strict)
    else:
        raise ValueError(wrong_moment())
    text = moment.isoformat(sep=" ")
    return text.rstrip("0") if moment.microsecond else text


def moment_of_serial(serial: float, notation: Notation) -> datetime:
    """The moment that a day number with a fraction stands for, in whole milliseconds as Excel has it."""
    if not 0 <= serial <= _LAST_SERIAL:
        raise ValueError(wrong_moment())
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
        if isinstance(cell, YearNumber):
            return f"{moment:%Y}"
        if cell < 1:
            return f"{moment:%H:%M}"
        return f"{moment:%Y-%m-%d}" if float(cell).is_integer() else f"{moment:%Y-%m-%d %H:%M}"
    number = round(cell * 100, 10) if isinstance(cell, PercentNumber) else float(cell)
    plain = str(int(number)) if number.is_integer() and abs(number) < 10**SURE_DIGITS else repr(number)
    return plain.replace(".", ",") + ("%" if isinstance(cell, PercentNumber) else "")


def _parse(text: str, notation: Notation, kind: ColumnType) -> Decimal:
    if notation.is_strict:
        return _parse_strict(text, kind)
    read = readings(text, kind)
    sign = notation.decimal
    if sign not in read:
        bare = bare_amount(text) if kind is ColumnType.MONEY else bare_figure(text)
        other = read.get(POINT if sign is COMMA else COMMA)
        if other is None or (sign is COMMA and _SIMPLE.fullmatch(bare)):
            raise ValueError(what_is_wrong(text, bare))
        raise ValueError(_other_sign(text, other, sign))
    if not _POWER.fullmatch(text):
        check_digits(read[sign])
    return read[sign]


def _parse_strict(text: str, kind: ColumnType) -> Decimal:
    if kind is ColumnType.MONEY:
        if not _STRICT_AMOUNT.fullmatch(text):
            raise ValueError(_("Vul hier een bedrag in, met hooguit twee decimalen (bijvoorbeeld 1250.50)."))
    elif not _STRICT_NUMBER.fullmatch(text):
        raise ValueError(_("Vul hier een getal in, met een punt voor de decimalen (bijvoorbeeld 12.5)."))
    return Decimal(text)


def in_words(figure: Decimal) -> str:
    """A figure as one reads it, without signs that may mean two things: 15000 or 15,5."""
    plain = f"{figure:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")


def _other_sign(text: str, figure: Decimal, sign: DecimalSign) -> str:
    sentence = _(
        '"{text}" is niet duidelijk: in deze kolom staat een komma voor de decimalen. Bedoelt u {figure}?'
    )
    if sign is POINT:
        sentence = _(
            '"{text}" is niet duidelijk: in deze kolom staat een punt voor de decimalen. Bedoelt u {figure}?'
        )
    return sentence.format(text=text, figure=in_words(figure) if sign is COMMA else f"{figure:f}")


def _wrong_amount() -> str:
    return _("Vul hier een bedrag in, met hooguit twee decimalen.")


def _day_of_serial(serial: float, notation: Notation, *, is_shown_as_date: bool) -> str:
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
    return moment_of_serial(serial, notation).date().isoformat()


def _wrong_date(notation: Notation) -> str:
    if notation.is_strict:
        return _("Dit is geen datum. Schrijf jaar-maand-dag (bijvoorbeeld 2026-03-31).")
    return _("Dit is geen datum. Schrijf dag-maand-jaar (bijvoorbeeld 31-3-2026).")
