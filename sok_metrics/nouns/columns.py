"""What one column of a table is: its type and limits, its words, and how a form asks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from sok_metrics.nouns.model import Origin
from sok_metrics.nouns.words import N_


class ColumnType(StrEnum):
    """What a cell holds; MOMENT is naive UTC, MONEY is euros with two decimals."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes_no"


TEXT, INTEGER, NUMBER, MONEY, DATE, MOMENT, YES_NO = ColumnType


class Start(StrEnum):
    """What stands in the field of a new record at first."""

    TODAY = "today"
    THIS_YEAR = "this_year"
    NEXT = "next"
    """One more than the highest among the records beside it (`beside`)."""


FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)
"""No day before or after these stands in the store."""

CODE_TEXT, SHORT_TEXT, SOURCE_TEXT, MEDIUM_TEXT, LONG_TEXT, LONGEST_TEXT = 40, 200, 500, 2_000, 10_000, 30_000
"""How many characters texts may have: codes, titles and names, sources, some sentences, stories, and minutes
of a meeting. A cell of Excel has room for 32,767.
"""
YES_OR_NO = {"ja": "true", "nee": "false"}
LARGEST: Mapping[ColumnType, float] = {
    ColumnType.INTEGER: 999_999_999,
    ColumnType.NUMBER: 999_999_999_999_999,
    ColumnType.MONEY: 999_999_999_999,
}
"""The largest figure of each type, below zero too: it keeps its value in Excel and in a browser."""


@dataclass(frozen=True)
class Column:
    """One column: its name in the store, its Dutch heading, and what may stand in it."""

    name: str
    heading: str
    label: str = ""
    """What the field is called on the screen; "" for a reference that is called after what it refers to."""
    help: str = ""
    """One sentence on what belongs in the field."""
    type: ColumnType = ColumnType.TEXT
    required: bool = False
    choices: Mapping[str, str] | None = None
    """Dutch word -> code in the store, where only a few words are allowed."""
    earlier_words: Mapping[str, str] | None = None
    """Dutch words of files of before -> code: they still come in."""
    refers_to: str | None = None
    """The table whose (single) key stands in this column."""
    default: str | None = None
    """What an empty cell means, as it stands in the store."""
    minimum: float | None = None
    maximum: float | None = None
    longest: int = SHORT_TEXT
    """How many characters a text may have."""
    folded: bool = False
    """Whether few need the field: it stands folded in."""
    has_lines: bool = False
    """Whether the field has room for several lines."""
    starts_as: Start | str | None = None
    """Also the code of a choice that most make: it stands in the form only, an empty cell stays empty."""
    beside: str = ""
    """By which column one knows the records that are counted together with a new one."""
    hidden_with: bool = False
    """Whether a row that has this is hidden with what it refers to, though it may also stand by itself."""
    is_about_person: bool = False
    """Whether it is emptied when the person of the row is forgotten."""
    tells_who: bool = False
    """Whether one knows the person by it alone."""
    when_forgotten: str | None = None
    """What comes in its place then."""
    from_address: bool = False
    """Whether our own buttons fill it in, by the address of the form."""

    @property
    def lowest(self) -> float | None:
        """The smallest figure that may stand in it; None in a column without figures."""
        if self.type not in LARGEST:
            return None
        return -LARGEST[self.type] if self.minimum is None else self.minimum

    @property
    def highest(self) -> float | None:
        """The largest figure that may stand in it."""
        return LARGEST.get(self.type) if self.maximum is None else self.maximum

    @property
    def options(self) -> Mapping[str, str]:
        """Dutch word -> code in the store of all that may be chosen, yes and no too; else nothing."""
        return YES_OR_NO if self.type is ColumnType.YES_NO else self.choices or {}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Code in the store -> Dutch word, of all that may be chosen."""
        return {code: word for word, code in self.options.items()}

    @property
    def is_free_text(self) -> bool:
        """Whether people write what they want in it."""
        return self.type is ColumnType.TEXT and self.choices is None


ORIGINS = {"echt": Origin.REAL.value, "voorbeeld": Origin.EXAMPLE.value}
VISIBILITIES = {"openbaar": "public", "intern": "internal", "concept": "draft"}
PARTICIPANT_GROUPS = {
    "bewoner": "resident",
    "initiatief": "initiative",
    "ondernemer": "entrepreneur",
    "gemeente": "municipality",
    "corporatie": "housing_corporation",
    "energiebedrijf": "energy_company",
    "anders": "other",
}

COMMON_COLUMNS: tuple[Column, ...] = (
    Column(
        "origin",
        "herkomst",
        N_("Echt of voorbeeld"),
        N_("Een voorbeeld is verzonnen en krijgt overal het label 'voorbeeld'."),
        required=True,
        choices=ORIGINS,
        default=Origin.REAL.value,
    ),
    Column("archived_at", "gearchiveerd_op", N_("Gearchiveerd op"), type=MOMENT),
    Column("recorded_at", "vastgelegd_op", N_("Vastgelegd op"), type=MOMENT),
)
"""Columns that every table has; an empty `recorded_at` means the moment of writing."""


def code(longest: int = CODE_TEXT, *, folded: bool = False) -> Column:
    """The key of a table whose things have a code of their own."""
    sentence = N_("Een korte naam die nooit meer verandert.")
    return Column("code", "code", N_("Code"), sentence, required=True, longest=longest, folded=folded)


def number() -> Column:
    """The key of a numbered table."""
    sentence = N_("Dit nummer geeft de SOK-monitor zelf.")
    return Column("number", "nummer", N_("Nummer"), sentence, INTEGER, required=True, minimum=1)


def visibility() -> Column:
    """The column that says who may see a row; an empty cell means everybody."""
    return Column(
        "visibility",
        "zichtbaarheid",
        N_("Wie mag dit zien?"),
        N_("Openbaar is voor iedereen. Intern en concept ziet alleen de redactie."),
        required=True,
        choices=VISIBILITIES,
        default="public",
        folded=True,
    )


def commitment(*, required: bool = False) -> Column:
    """What a thing is about."""
    return Column("commitment_code", "code", required=required, refers_to="commitment")


def project(*, required: bool = False) -> Column:
    """The project that a thing belongs to."""
    return Column("project_code", "project", required=required, refers_to="project")


def meeting(*, required: bool = False) -> Column:
    """The meeting that a thing belongs to."""
    return Column("meeting_number", "bijeenkomst", type=INTEGER, required=required, refers_to="meeting")


def decision() -> Column:
    """The decision on which money moves."""
    return Column("decision_number", "besluit", N_("Besluit"),
                  N_("Het besluit waarop dit rust. Mag leeg blijven."), INTEGER,
                  refers_to="decision")  # fmt: skip


def exception_note() -> Column:
    """Why something may be that its rules forbid: only the administration has that say."""
    return Column("exception_note", "reden_van_uitzondering", N_("Reden van de uitzondering"),
                  N_("Past dit niet bij de regels, en mag het toch? Het beheer zegt hier waarom. "
                     "Iedereen kan dat lezen."),
                  longest=MEDIUM_TEXT, has_lines=True, folded=True)  # fmt: skip


def agenda_item() -> Column:
    """The point of the agenda at which something was said, decided, promised or thought of."""
    return Column("agenda_item_number", "agendapunt", N_("Agendapunt"),
                  N_("Bij welk punt van de agenda dit hoort."), INTEGER, refers_to="agenda_item",
                  folded=True)  # fmt: skip
