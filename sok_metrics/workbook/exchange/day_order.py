"""Days in numbers of which the day or the month may stand first: 3/4/2026 and 12/31/2012."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sok_metrics.workbook.file.sheet import Cell

_DAY = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sign>[-/.])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{4}|\d\d)(?!\d)",
    re.ASCII,
)
_LONGEST = 60
"""Characters of a text with a day in it; what is longer is no date."""


class DayOrder(StrEnum):
    """What stands first in a day that is written in numbers."""

    DAY = "day"
    MONTH = "month"


DAY_FIRST, MONTH_FIRST = DayOrder


def shown_order(cells: Iterable[Cell]) -> DayOrder | None:
    """What stands first in the days of a column, as those show it that can be read in one way only.

    None when a day can be read in two ways and the others do not settle it. Days with dashes or points have
    the day first, as we write them, unless another in the column cannot.
    """
    shown: set[DayOrder] = set()
    doubtful = ""
    for text in {cell for cell in cells if isinstance(cell, str)}:
        read = day_readings(text)
        if len(read) == 1:
            shown |= set(read)
        elif len(set(read.values())) == 2:
            doubtful += text
    if not doubtful or shown == {DAY_FIRST}:
        return MONTH_FIRST if shown == {MONTH_FIRST} else DAY_FIRST
    if shown == {MONTH_FIRST} and "/" in doubtful:
        return MONTH_FIRST
    return None if shown or "/" in doubtful else DAY_FIRST


def doubtful_day(cells: Iterable[Cell]) -> str | None:
    """The first text with a day that can be read in two ways: an example to ask about."""
    texts = (cell for cell in cells if isinstance(cell, str))
    return next((text for text in texts if len(set(day_readings(text).values())) == 2), None)


def day_readings(text: str) -> dict[DayOrder, date]:
    """What the first day in a text can be, by what would stand first then; nothing when there is none."""
    found = _DAY.search(text) if len(text) <= _LONGEST else None
    if found is None:
        return {}
    days = {order: _day(found, order) for order in DayOrder}
    return {order: day for order, day in days.items() if day is not None}


def with_day_first(text: str, order: DayOrder) -> str:
    """The text with the day first in its days; where that is the only way they can be read, in any case."""
    if len(text) > _LONGEST:
        return text

    def turned(found: re.Match[str]) -> str:
        stays = _day(found, DAY_FIRST) is not None and (
            order is DAY_FIRST or _day(found, MONTH_FIRST) is None
        )
        if stays or _day(found, MONTH_FIRST) is None:
            return found[0]
        return "{b}{sign}{a}{sign}{y}".format(**found.groupdict())

    return _DAY.sub(turned, text)


def _day(found: re.Match[str], order: DayOrder) -> date | None:
    day, month = (found["a"], found["b"]) if order is DAY_FIRST else (found["b"], found["a"])
    year = int(found["y"]) if len(found["y"]) == 4 else 2000 + int(found["y"])
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
