"""What of figures is not clear: found once, and asked, never guessed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from sok_metrics.errors import Problem
from sok_metrics.nouns import ColumnType, Table
from sok_metrics.texts import _
from sok_metrics.texts.formats import day, exact
from sok_metrics.workbook.exchange.cells import Cells, Choice
from sok_metrics.workbook.exchange.day_order import (
    DAY_FIRST,
    MONTH_FIRST,
    DayOrder,
    day_readings,
    doubtful_day,
    shown_order,
)
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
DAYS = (ColumnType.DATE, ColumnType.MOMENT)


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

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be chosen."""
        return tuple(DecimalSign)

    def reading(self, choice: Choice) -> str:
        """What the example would be with this sign before the decimals."""
        return in_words(readings(self.figure, self.kind)[DecimalSign(choice)])

    def problem(self) -> Problem:
        """What to say as long as nobody chose."""
        sentence = _("Dit kan {comma} zijn of {point}. Zeg wat er in deze kolom voor de decimalen staat.")
        told = sentence.format(comma=self.reading(COMMA), point=self.reading(POINT))
        return Problem(self.sheet, self.line, self.heading, self.figure, told)


@dataclass(frozen=True)
class DayDoubt(Doubt):
    """Days that can be read in two ways, with the first of them as `figure`."""

    kind: ColumnType = ColumnType.DATE

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be chosen."""
        return tuple(DayOrder)

    def reading(self, choice: Choice) -> str:
        """What the example would be with this first."""
        return day(day_readings(self.figure)[DayOrder(choice)])

    def problem(self) -> Problem:
        """What to say as long as nobody chose."""
        sentence = _(
            "Dit kan {day_first} zijn of {month_first}. Zeg of in deze kolom de dag of de maand voorop staat."
        )
        told = sentence.format(day_first=self.reading(DAY_FIRST), month_first=self.reading(MONTH_FIRST))
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


Decide = Callable[[Doubt], Choice | None]
"""How a column is read that can be read in two ways; None while nobody said it."""


def nobody_said(_doubt: Doubt) -> None:
    """Decides nothing: for who has nobody to ask."""


def column_signs(table: Table, cells: Cells, decide: Decide) -> tuple[dict[str, Choice | None], list[Doubt]]:
    """Heading -> how each column of figures or days is read (None: still to be chosen), and the doubts."""
    signs: dict[str, Choice | None] = {}
    doubts: list[Doubt] = []
    for column in table.all_columns:
        values = cells.columns.get(column.heading)
        if values is None or column.type not in (*FIGURES, *DAYS):
            continue
        is_day = column.type in DAYS
        choice: Choice | None = shown_order(values) if is_day else shown_sign(values, column.type)
        if choice is None:
            example = str(doubtful_day(values) if is_day else doubtful_figure(values, column.type))
            line = cells.lines[values.index(example)]
            kind = DayDoubt if is_day else Doubt
            doubts.append(kind(table.sheet, column.heading, line, example, column.type))
            choice = decide(doubts[-1])
        signs[column.heading] = choice
    return signs, doubts
