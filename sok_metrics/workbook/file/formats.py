"""How the partner workbook looks: number formats, fonts, and the colour and sign of each status.

Number format codes are the invariant ones of the file format: a Dutch Excel shows them the Dutch way.
"""

from dataclasses import dataclass
from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from sok_metrics.nouns.model import Status
from sok_metrics.texts.statuses import status_word

DATE = "dd-mm-yyyy"
MOMENT = "dd-mm-yyyy hh:mm"
MONEY = '"€ "#,##0.00'
SHARE = "0%"
WHOLE = "0"
_FIGURES = ("#,##0", "#,##0.0", "#,##0.00", "#,##0.000")
MOST_DECIMALS = len(_FIGURES) - 1

INK = "FF1F2937"
MUTED = "FF4B5563"
BLUE = "FF003B8E"
GREY = "FF6B7280"
TEAL = "FF299EAF"
WHITE = "FFFFFFFF"
BLACK = "FF000000"
_FIRST_OWN_FORMAT = 300  # format numbers under 164 are Excel's own, from 164 on openpyxl's


def figure_code(digits: int, sign: str = "") -> str:
    """The format of a figure with this many decimals and its sign.

    The sign is only shown: the cell holds 29 and not 0.29, as the store does.
    """
    code = _FIGURES[digits]
    return {"%": f'{code}"%"', "€": f'"€ "{code}'}.get(sign, code)


@dataclass(frozen=True)
class Look:
    """The looks of one kind of cell, to be put on a cell once."""

    number_format: str = "General"
    font: Font | None = None
    fill: PatternFill | None = None
    alignment: Alignment | None = None

    def __call__(self, cell: Cell) -> None:
        """Dress the cell."""
        cell.number_format = self.number_format
        if self.font is not None:
            cell.font = self.font
        if self.fill is not None:
            cell.fill = self.fill
        if self.alignment is not None:
            cell.alignment = self.alignment


_MIDDLE = Alignment(vertical="center")
_LEFT = Alignment(vertical="center", horizontal="left", indent=1)
_LEFT_WRAPPED = Alignment(vertical="center", horizontal="left", indent=1, wrap_text=True)
_CENTRED = Alignment(vertical="center", horizontal="center")


def _font(*, size: int = 11, colour: str = INK, underline: Literal["single"] | None = None) -> Font:
    return Font(name="Calibri", size=size, bold=True, color=colour, underline=underline)


TEXT = Look(alignment=_LEFT)
WRAPPED_TEXT = Look(alignment=_LEFT_WRAPPED)
HEADER = Look(
    font=_font(colour=WHITE),
    fill=PatternFill("solid", fgColor=BLUE),
    alignment=Alignment(vertical="center", horizontal="left", indent=1, wrap_text=True),
)
TITLE = Look(font=_font(size=18, colour=BLUE), alignment=_LEFT)
LEAD = Look(font=_font(size=12), alignment=_LEFT)
SECTION = Look(font=_font(size=13, colour=BLUE), alignment=_LEFT)
LABEL = Look(font=_font(), alignment=_LEFT_WRAPPED)
LINK = Look(font=_font(colour=BLUE, underline="single"), alignment=_LEFT)


def number_look(code: str) -> Look:
    """The looks of numbers and dates with this format code."""
    return Look(number_format=code, alignment=_CENTRED if code in (DATE, MOMENT) else _MIDDLE)


@dataclass(frozen=True)
class StatusLook:
    """Sign, fill, text colour and outline of a status; the sign stands before the word."""

    sign: str
    fill: str
    text: str = WHITE
    outline: str = WHITE
    outline_style: Literal["thin", "dashed"] = "thin"


STATUS_LOOKS: dict[Status, StatusLook] = {
    Status.ACHIEVED: StatusLook("✔", BLUE),
    Status.ON_TRACK: StatusLook("↗", TEAL, BLACK),
    Status.RIGHT_WAY: StatusLook("↗", TEAL, BLACK),
    Status.SLIGHTLY_BEHIND: StatusLook("◔", "FFC28B00", BLACK),
    Status.FAR_BEHIND: StatusLook("!", "FF982B1B"),
    Status.MISSED: StatusLook("×", "FF982B1B"),
    Status.WRONG_WAY: StatusLook("↘", "FF430A26"),
    Status.UNCHANGED: StatusLook("→", WHITE, BLACK, TEAL),
    Status.TOO_FEW: StatusLook("?", WHITE, BLACK, GREY, "dashed"),
    Status.NOT_MEASURED: StatusLook("?", WHITE, BLACK, GREY, "dashed"),
    Status.NO_JUDGEMENT: StatusLook("…", WHITE, BLACK, GREY),
}
"""The light set of the pages; the sign is the nearest one that every font has."""


def status_rules() -> list[Rule]:
    """The conditional formats that give the word of a status its sign and colour."""
    return [
        _word_rule(status_word(status), _status_style(status), place) for place, status in enumerate(Status)
    ]


def example_rule(word: str) -> Rule:
    """The conditional format that sets the word for an example apart."""
    style = DifferentialStyle(font=Font(italic=True, color=MUTED), fill=_solid("FFF3F4F6"))
    return _word_rule(word, style, len(Status))


def _word_rule(word: str, style: DifferentialStyle, place: int) -> Rule:
    quoted = word.replace('"', '""')
    return Rule(type="cellIs", operator="equal", formula=[f'"{quoted}"'], dxf=style, priority=place + 1)


def _status_style(status: Status) -> DifferentialStyle:
    look = STATUS_LOOKS[status]
    side = Side(style=look.outline_style, color=look.outline)
    return DifferentialStyle(
        font=Font(color=look.text, bold=True),
        numFmt=NumberFormat(
            numFmtId=_FIRST_OWN_FORMAT + list(Status).index(status), formatCode=f'"{look.sign} "@'
        ),
        fill=_solid(look.fill),
        border=Border(left=side, right=side, top=side, bottom=side),
    )


def _solid(colour: str) -> PatternFill:
    return PatternFill(fill_type="solid", fgColor=colour, bgColor=colour)
