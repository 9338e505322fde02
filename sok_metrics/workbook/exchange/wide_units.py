"""Figures in another unit than their series: what fits is offered to be converted, and never in silence."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from sok_metrics.texts import _
from sok_metrics.workbook.exchange.doubts import UnitDoubt
from sok_metrics.workbook.exchange.wide_grid import Layout
from sok_metrics.workbook.exchange.wide_names import SeriesNames
from sok_metrics.workbook.exchange.wide_words import times_in, unit_in
from sok_metrics.workbook.exchange.wide_words_around import WordsAround

_SIZES = {
    "energy": {
        "Wh": Fraction(36, 10), "kWh": Fraction(3_600), "MWh": Fraction(3_600_000),
        "GWh": Fraction(3_600_000_000), "MJ": Fraction(1_000), "GJ": Fraction(1_000_000),
        "TJ": Fraction(1_000_000_000),
    },
    "mass": {"gram": Fraction(1), "kg": Fraction(1_000), "ton": Fraction(10**6), "kton": Fraction(10**9)},
    "volume": {"liter": Fraction(1), "m3": Fraction(1_000)},
    "area": {"m2": Fraction(1), "ha": Fraction(10_000), "km2": Fraction(10**6)},
    "money": {"eurocent": Fraction(1), "euro": Fraction(100)},
    "share": {"‰": Fraction(1), "%": Fraction(10), "fractie": Fraction(1_000)},
}  # fmt: skip
_SURE_DIGITS = 15
"""What a store keeps of a figure."""

Ask = Callable[[str, int, int], None]
"""Asks a question about a figure: the sentence, its line and its column."""


def factor_between(unit: str, own: str) -> Fraction | None:
    """What a figure in `unit` is multiplied by to stand in `own`; None when they measure other things."""
    for sizes in _SIZES.values():
        if unit in sizes and own in sizes:
            return sizes[unit] / sizes[own]
    return None


def converted(value: Decimal, factor: Fraction) -> Decimal:
    """The figure in the other unit: each of its decimals, of those without end as many as a store keeps."""
    exact = Fraction(value) * factor
    figure = Decimal(exact.numerator) / Decimal(exact.denominator)
    return figure if Fraction(figure) == exact else Decimal(f"{figure:.{_SURE_DIGITS}g}")


def only_shares(values: Iterable[tuple[str, str]], names: SeriesNames) -> list[str]:
    """The series in percentages of which all figures (more than one) lie below one: parts of one, perhaps."""
    figures: dict[str, list[Decimal]] = {}
    for code, value in values:
        if unit_in(names.by_code[code].unit) == "%":
            figures.setdefault(code, []).append(Decimal(value))
    return [
        code
        for code, found in figures.items()
        if len(found) > 1 and any(found) and all(0 <= figure <= 1 for figure in found)
    ]


class UnitsOfFigures:
    """Brings figures into the unit of their series, as somebody said."""

    def __init__(self, layout: Layout, names: SeriesNames, around: WordsAround, ask: Ask) -> None:
        self.times: dict[str, int] = {}
        """Words beside figures that were taken so many times: "x 1 000"."""
        self._doubts: dict[tuple[str, str], UnitDoubt] = {}
        self._layout = layout
        self._names = names
        self._around = around
        self._ask = ask

    @property
    def doubts(self) -> tuple[UnitDoubt, ...]:
        """The units that are not those of the series but may be converted, decided or not."""
        return tuple(self._doubts.values())

    def value(self, line: int, column: int, text: str, code: str, written: str | None) -> str | None:
        """The value in the unit of the series; None while nobody said whether it is converted.

        `written` is the unit in the cell itself.
        """
        own = self._names.by_code[code].unit
        figure = self._taken(line, column, Decimal(text), own)
        unit, unit_of_series = written or self._around.unit(line, column), unit_in(own)
        if unit is None and unit_of_series is not None:
            unit = self._around.count(line, column)
        if unit is None or unit == unit_of_series or not own or unit in own.casefold():
            return repr(float(figure))
        factor = factor_between(unit, unit_of_series) if unit_of_series else None
        if factor is None or unit_of_series is None:
            sentence = _("In de tabel staat '{unit}', en de indicator telt in '{own}'. Klopt dat?")
            self._ask(sentence.format(unit=unit, own=own), line, column)
            return repr(float(figure))
        result = converted(figure, factor)
        place = unit, unit_of_series
        self._doubts.setdefault(place, UnitDoubt(self._layout.sheet, line, *place, figure, result))
        decided = dict(self._layout.converts).get(place)
        if decided is None:
            return None
        return repr(float(result if decided else figure))

    def _taken(self, line: int, column: int, figure: Decimal, own: str) -> Decimal:
        """The figure as many times as the table says, unless the series counts so itself."""
        (times, words), own_times = self._around.times(line, column), times_in(own)
        if times == 1 or times == own_times or not self._layout.takes_times:
            return figure
        self.times[words] = times
        return figure * times / own_times
