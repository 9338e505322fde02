"""Numbers, amounts and dates the Dutch way."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from sok_metrics.nouns.calendar import AMSTERDAM
from sok_metrics.nouns.model import IndicatorKind, Withheld, Withholding
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.signs import with_small_figures

DUTCH = Locale("nl", "NL")
_NOISE = Decimal("1e-12")
_ENOUGH_DIGITS = 700
"""Of the largest figure that a computer keeps, with the smallest behind the comma."""
NOTHING = "–"
"""What stands in the place of a number or date that is not there."""


def is_present(value: Any) -> bool:
    """Whether there is a value: not None, NaN, NaT or an empty text."""
    return not bool(pd.isna(value)) and value != ""


def withheld_word(value: Withheld) -> str:
    """What stands in the place of a figure that is not shown: "minder dan 10"."""
    return {
        Withholding.SMALL: _("minder dan {threshold}"),
        Withholding.SMALL_BASE: _("niet getoond, want het rust op minder dan {threshold}"),
        Withholding.BESIDE: _("niet getoond"),
    }[value.why].format(threshold=value.threshold)


def shown_figure(row: Any, value: str, hidden: str) -> Any:
    """A figure of a row, or what stands in its place; `hidden` is the column with the reason."""
    return _in_place(getattr(row, value), getattr(row, hidden, None))


def measured(measurement: Any) -> Any:
    """The figure of a measurement, or what stands in its place."""
    return _in_place(measurement.value, getattr(measurement, "hidden", None))


def _in_place(value: Any, why: Any) -> Any:
    return value if why is None or not is_present(why) else Withheld.of(why)


def number(value: Any, digits: int | None = None) -> str:
    """A number such as "1.234,5"; without `digits` as many decimals as make sense for its size."""
    if isinstance(value, Withheld):
        return withheld_word(value)
    if not is_present(value):
        return NOTHING
    exact = Decimal(str(value))
    decimals = _sensible_digits(exact) if digits is None else digits
    pattern = "#,##0." + ("#" if digits is None else "0") * decimals
    # The usual 28 digits are too few for a figure that a store of before the limits may hold.
    with localcontext(prec=_ENOUGH_DIGITS):
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        rounded = abs(rounded) if rounded == 0 else rounded
        return format_decimal(rounded, format=pattern.rstrip("."), locale=DUTCH)


def exact(value: Decimal) -> str:
    """A number with each of its decimals, such as "1.234,0625"."""
    whole, _point, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def _sensible_digits(value: Decimal) -> int:
    """One decimal from ten up, two below, and for small numbers two that are not zero.

    What is smaller still is what a computer leaves behind where it should be zero.
    """
    size = abs(value)
    if size >= 10 or size < _NOISE:
        return 1
    return max(2, 1 - size.adjusted())


def percentage(value: Any, digits: int | None = None) -> str:
    """A percentage such as "29%"; the value is in percents already."""
    return f"{number(value, digits)}%" if is_present(value) else NOTHING


def share(part: Any) -> str:
    """A share such as "72%" of a part of one; a dash where there is none."""
    return percentage(part * 100, 0) if is_present(part) else NOTHING


def megabytes(size: int) -> str:
    """The size of a file, such as "17,1 MB"; in bytes."""
    return f"{number(size / 1_000_000, 1)} MB"


def euros(amount: Decimal | float | None) -> str:
    """An amount with cents, such as "€ 1.234,50"."""
    return f"€ {number(amount, 2)}" if is_present(amount) else NOTHING


def whole_euros(amount: Decimal | float | None) -> str:
    """An amount in whole euros, such as "€ 1.200"."""
    return f"€ {number(amount, 0)}" if is_present(amount) else NOTHING


def figure(value: Any, unit: str | None, kind: str | None) -> str:
    """The bare figure with only its sign: "990", "29%", "€ 1.200"; whole from a hundred up."""
    if isinstance(value, Withheld):
        return withheld_word(value)
    if not is_present(value):
        return NOTHING
    digits, sign = 0 if abs(value) >= 100 else None, figure_sign(unit, kind)
    if sign == "€":
        is_whole = digits == 0 or float(value).is_integer()
        return whole_euros(value) if is_whole else euros(value)
    return percentage(value, digits) if sign == "%" else number(value, digits)


def figure_sign(unit: str | None, kind: str | None) -> str:
    """The sign that belongs to the bare figure: "€", "%" or none."""
    text = _plain_unit(unit if is_present(unit) else None)
    if kind == IndicatorKind.EURO or text.startswith(("euro", "€")):
        return "€"
    return "%" if kind == IndicatorKind.PERCENTAGE or text.startswith("%") else ""


def quantity(value: Any, unit: str | None, kind: str | None) -> str:
    """A figure with its unit: "990 m³ per jaar", "29%", "€ 1.200 per jaar", "3 van 5", "niveau 2"."""
    if isinstance(value, Withheld):
        return f"{withheld_word(value)} {unit_word(unit, kind, value)}".strip()
    if not is_present(value):
        return NOTHING
    short, text = figure(value, unit, kind), _plain_unit(unit)
    if scale := _scale(unit, kind):
        return _("{figure} van {highest}").format(figure=short, highest=scale)
    if text.startswith("index") or kind == IndicatorKind.RUBRIC:
        return f"{text} {short}".strip()
    return f"{short} {unit_word(unit, kind, value)}".strip()


def unit_word(unit: str | None, kind: str | None, value: Any = None) -> str:
    """What follows the figure: "m³ per jaar", "huishoudens" ("huishouden" after 1); nothing after "%"."""
    text = _plain_unit(unit)
    if isinstance(value, Withheld) and value.why is not Withholding.SMALL:
        return ""
    if kind in (IndicatorKind.PERCENTAGE, IndicatorKind.RUBRIC) or _scale(unit, kind):
        return ""
    if text.startswith(("%", "index")):
        return ""
    if text.startswith(("euro", "€")):
        return text.removeprefix("euro's").removeprefix("euro").removeprefix("€").strip()
    word = text.removeprefix("aantal").strip()
    is_one = not isinstance(value, Withheld) and is_present(value) and float(value) == 1
    return _singular(word) if is_one else word


def axis_unit(unit: str | None, kind: str | None) -> str:
    """The unit as it stands alone above an axis: "m³ per jaar", "% van de bewoners", "€ per jaar"."""
    text = with_small_figures((unit or "").strip())
    if not text:
        return "%" if kind == IndicatorKind.PERCENTAGE else ""
    return re.sub(r"^euro(?:'s)?\b", "€", text)


def _plain_unit(unit: str | None) -> str:
    """The unit without what stands between brackets or after a comma."""
    return with_small_figures(re.split(r"[(,]", unit or "")[0].strip())


def _scale(unit: str | None, kind: str | None) -> str:
    """The highest point of a scale such as "score 1-5"; empty when the unit is no scale."""
    found = re.search(r"(\d+)\s*(?:-|tot)\s*(\d+)$", _plain_unit(unit))
    if found:
        return found[2]
    return "5" if kind == IndicatorKind.CARD else ""


def _singular(words: str) -> str:
    """The words after "1"; a word that we do not know stays as it is."""
    first, space, rest = words.partition(" ")
    known = {
        "huishoudens": ngettext("huishouden", "huishoudens", 1),
        "woningen": ngettext("woning", "woningen", 1),
        "bewoners": ngettext("bewoner", "bewoners", 1),
        "bezoeken": ngettext("bezoek", "bezoeken", 1),
        "bezoekers": ngettext("bezoeker", "bezoekers", 1),
        "gesprekken": ngettext("gesprek", "gesprekken", 1),
        "plekken": ngettext("plek", "plekken", 1),
        "punten": ngettext("punt", "punten", 1),
        "groepen": ngettext("groep", "groepen", 1),
        "proeven": ngettext("proef", "proeven", 1),
        "mensen": ngettext("mens", "mensen", 1),
        "werkdagen": ngettext("werkdag", "werkdagen", 1),
    }
    return known.get(first, first) + space + rest


def day(moment: date | None) -> str:
    """A date such as "3 december 2026"."""
    return _dutch_date(moment, "d MMMM y")


def short_day(moment: date | None) -> str:
    """A date such as "3 dec 2026"."""
    return _dutch_date(moment, "d MMM y")


def month_year(moment: date | None) -> str:
    """A month such as "december 2026"."""
    return _dutch_date(moment, "MMMM y")


def weekday(moment: date | None) -> str:
    """A date with its day of the week, such as "donderdag 3 december 2026"."""
    return _dutch_date(moment, "EEEE d MMMM y")


def day_and_time(moment: datetime | None) -> str:
    """A stored moment (naive UTC) on the clock in Amsterdam: "3 december 2026, 20:15"."""
    if not is_present(moment) or moment is None:
        return NOTHING
    return format_datetime(moment.replace(tzinfo=UTC), "d MMMM y, HH:mm", tzinfo=AMSTERDAM, locale=DUTCH)


def time_of_day(moment: datetime) -> str:
    """The time of a stored moment (naive UTC) on the clock in Amsterdam: "20:15"."""
    return format_datetime(moment.replace(tzinfo=UTC), "HH:mm", tzinfo=AMSTERDAM, locale=DUTCH)


def period_word(moment: date | None) -> str:
    """The end of a period in as few words as tell it: "2028" for a year's end, else "juni 2028"."""
    if not is_present(moment) or moment is None:
        return NOTHING
    return str(moment.year) if (moment.month, moment.day) == (12, 31) else month_year(moment)


def short_period(moment: date | None) -> str:
    """The same where there is little room: "2028", else "jun 2028"."""
    if not is_present(moment) or moment is None:
        return NOTHING
    return str(moment.year) if (moment.month, moment.day) == (12, 31) else _dutch_date(moment, "MMM y")


def _dutch_date(moment: date | None, pattern: str) -> str:
    return format_date(moment, pattern, locale=DUTCH) if is_present(moment) else NOTHING


def listed(words: Iterable[str]) -> str:
    """Words as people list them: "a, b en c"; empty for none."""
    return format_list(list(words), locale=DUTCH)


def shortened(text: str, longest: int) -> str:
    """The text, with its end left out when it is longer than so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def cut(text: str, longest: int) -> str:
    """The text; of one that is too long to print its beginning, and how long it is."""
    if len(text) <= longest:
        return text
    more = _(" … (deze tekst is te lang om af te drukken: {n} tekens)").format(n=number(len(text), 0))
    return f"{text[:longest].rstrip()}{more}"


def headed(text: str) -> str:
    """The text as it stands above something: with a capital, and the rest as it is."""
    return text[:1].upper() + text[1:]
