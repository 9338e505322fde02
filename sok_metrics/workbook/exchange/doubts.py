"""What of figures is not clear: found once, and asked, never guessed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from sok_metrics.errors import Problem
from sok_metrics.nouns import ColumnType, Table
from sok_metrics.texts import _
from sok_metrics.texts.formats import exact
from sok_metrics.workbook.exchange.cells import Cells
from sok_metrics.workbook.exchange.notation import (
    COMMA,
    POINT,
    DecimalSign,
    doubtful_figure,
    in_words,
    readings,
    shown_sign,
)

FIGURES = (ColumnType.NUMBER, ColumnType.MONEY, ColumnType.INTEGER)


@dataclass(frozen=True)
class Doubt:
    """A column whose figures can be read in two ways, with the first of them as example."""

    sheet: str
    heading: str
    line: int
    figure: str
    kind: ColumnType = ColumnType.NUMBER

    @property
    def place(self) -> tuple[str, str]:
        """By what one knows the column in its file."""
        return self.sheet, self.heading

    def reading(self, sign: DecimalSign) -> str:
        """What the example would be with this sign before the decimals."""
        return in_words(readings(self.figure, self.kind)[sign])

    def problem(self) -> Problem:
        """What to say as long as nobody chose."""
        sentence = _("Dit kan {comma} zijn of {point}. Zeg wat er in deze kolom voor de decimalen staat.")
        told = sentence.format(comma=self.reading(COMMA), point=self.reading(POINT))
        return Problem(self.sheet, self.line, self.heading, self.figure, told)


@dataclass
class WithoutArea:
    """The figures of which the table does not say the area, though their indicator has more than one."""

    count: int = 0
    line: int = 0
    """Where the first of them stands."""
    label: str = ""
    main: list[str] = field(default_factory=list)
    """The areas of the main series that they would go to."""

    def add(self, line: int, label: str, area: str) -> None:
        """Count one more."""
        if not self.count:
            self.line, self.label = line, label
        self.count += 1
        if area not in self.main:
            self.main.append(area)

    def sentence(self) -> str:
        """What to say as long as nobody chose."""
        return _("Bij {n} cijfers staat niet over welk gebied ze gaan. Kies dat eerst.").format(n=self.count)


@dataclass(frozen=True)
class UnitDoubt:
    """Figures in another unit than their series, with the first of them as it is and as it would be."""

    sheet: str
    line: int
    unit: str
    own: str
    figure: Decimal
    result: Decimal

    @property
    def place(self) -> tuple[str, str]:
        """By what one knows it in its table."""
        return self.unit, self.own

    def example(self) -> str:
        """What converting does: "1,2 MWh wordt 1.200 kWh"."""
        return _("{figure} {unit} wordt {result} {own}").format(
            figure=exact(self.figure), unit=self.unit, result=exact(self.result), own=self.own
        )

    def problem(self) -> Problem:
        """What to say as long as nobody chose."""
        sentence = _("Deze cijfers staan in {unit}, en de indicator telt in {own}. Kies of we omrekenen.")
        told = sentence.format(unit=self.unit, own=self.own)
        return Problem(self.sheet, self.line, None, f"{exact(self.figure)} {self.unit}", told)


Decide = Callable[[Doubt], DecimalSign | None]
"""What stands before the decimals of a column; None while nobody said it."""


def nobody_said(_doubt: Doubt) -> None:
    """Decides nothing: for who has nobody to ask."""


def column_signs(
    table: Table, cells: Cells, decide: Decide
) -> tuple[dict[str, DecimalSign | None], list[Doubt]]:
    """Heading -> the decimal sign of each column of figures (None: still to be chosen), and the doubts."""
    signs: dict[str, DecimalSign | None] = {}
    doubts = []
    for column in table.all_columns:
        figures = cells.columns.get(column.heading)
        if column.type in FIGURES and figures is not None:
            sign = shown_sign(figures, column.type)
            if sign is None:
                example = str(doubtful_figure(figures, column.type))
                line = cells.lines[figures.index(example)]
                doubts.append(Doubt(table.sheet, column.heading, line, example, column.type))
                sign = decide(doubts[-1])
            signs[column.heading] = sign
    return signs, doubts
