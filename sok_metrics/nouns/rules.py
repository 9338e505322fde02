"""The rules of a row: what a table declares beside its columns, each with its plain sentence. Pure.

A rule looks at named columns: its own ("ends_on"), one of a row that it refers to
("series_code.target_date"), or one of the row of another table that its own columns point out (`Of`). It
gets them as text, as they will be after the change. What cannot be read is another check's: a rule says
nothing of it.

The one write path asks each rule about the rows that are new, and those of which a column of the rule
changes. So what was accepted once can still be read, and changed in its other fields. The kinds of rules are
in `rule_kinds.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from sok_metrics.nouns.calendar import day_of

Row = Mapping[str, str | None]
"""Column -> canonical text; None where it is empty."""
Where = Mapping[str, str]
"""Columns, and what must stand in each of them."""
NO_COLUMN = {"is_column": False}
"""Of a field of a kind that names no columns."""


class Way(StrEnum):
    """How rows come in: by a person in a form, out of a file, or in another way, such as undoing."""

    FORM = "form"
    FILE = "file"
    OTHER = "other"


@dataclass(frozen=True)
class Of:
    """A column of the row of another table whose key (in its order) stands in these columns of ours."""

    table: str
    by: tuple[str, ...]
    column: str

    @property
    def name(self) -> str:
        """What it is called among the columns that a rule gets."""
        return f"{self.table}({','.join(self.by)}).{self.column}"


@dataclass(frozen=True)
class Total:
    """What the rows of a table have together that hold, in some columns, the same as ours.

    It is "0.00" when none counts, and None when there is no such row at all.
    """

    table: str
    by: tuple[str, ...]
    """Our columns."""
    theirs: tuple[str, ...] = ()
    """The columns there, where they are called otherwise."""
    column: str = "amount"
    where: tuple[tuple[str, str], ...] = ()
    """For which of these rows it counts: columns, and what stands in each."""
    filled: str = ""
    """The column that is filled in the rows that count."""

    @property
    def name(self) -> str:
        """What it is called among the columns that a rule gets."""
        return f"sum {self.table}({','.join(self.by)}).{self.column} {dict(self.where)} {self.filled}"


Input = str | Of | Total
"""What a rule looks at: a column, its own or along references, or something of another table."""


class Said(NamedTuple):
    """What a rule says of a row: its sentence, and the figures that belong in the braces of it."""

    sentence: str
    figures: Mapping[str, float | None]


@dataclass(frozen=True)
class Around:
    """What a rule may know beside the row itself."""

    today: date
    before: Row | None
    """What stood there; None for a new row."""
    group: Sequence[Row]
    """The rows in use that the rule must see together, this one too; first those that did not change."""
    memory: dict[str, Any]
    """What a rule found out about the group."""
    may_pardon: bool = True
    """Whether who changes it may say that something is right which the rules forbid."""

    def once(self, name: str, find: Callable[[Sequence[Row]], Any]) -> Any:
        """What there is to find out about the group, found out once."""
        if name not in self.memory:
            self.memory[name] = find(self.group)
        return self.memory[name]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What must be true of a row; all fields of a kind, but for these, name columns."""

    sentence: str
    at: str = ""
    """The column at which it is said, when that is not the first one that it names."""
    where: Where = field(default_factory=dict)
    """For which rows it holds."""
    asks: bool = False
    """Whether it may be right after all: then it is asked about once, and not refused."""
    pardon: str = ""
    """The column in which the administration says why it may be after all; "" where nobody can."""
    ways: frozenset[Way] = frozenset(Way)
    """The ways in for which it holds."""
    holds_both_ways: bool = False
    """Whether it is also broken by a change of the row that ours refers to."""
    sees_before: bool = False
    """Whether it sees of other rows what stood there before the change; it is asked about every row."""
    weighs_change: bool = False
    """Whether it sees of other rows what they will be, and what they were; it is asked about every row."""
    is_about_change: bool = False
    """Whether it compares with what stood there: also in the archive, and what once stood is no excuse."""

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Every column that it looks at."""
        pardon = (self.pardon,) if self.pardon else ()
        return tuple(dict.fromkeys((*_columns_in(self), *self.where, *pardon)))

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The columns of the row itself among these: when one changes, the rule is asked."""
        return tuple(dict.fromkeys(name.partition(".")[0] for name in self._named))

    @property
    def place(self) -> str:
        """The column at which it is said."""
        return self.at or self.own[0]

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The columns of rows that ours refers to."""
        return tuple(name for name in self._named if "." in name)

    @cached_property
    def _named(self) -> tuple[str, ...]:
        return tuple(name for one in self.inputs for name in ((one,) if isinstance(one, str) else one.by))

    @property
    def beside(self) -> tuple[str, ...] | None:
        """The columns in which rows of the same table agree that it must see together; () for all rows.

        None when it looks at one row at a time.
        """
        return None

    @property
    def looks_at_one_row(self) -> bool:
        """Whether it needs no other row than the one that is written."""
        return self.beside is None and all(isinstance(one, str) and "." not in one for one in self.inputs)

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether this row breaks it."""
        raise NotImplementedError

    def said(self, row: Row, around: Around) -> Said | None:
        """What is said of this row; None when it is as it must be."""
        is_said = is_so(row, self.where) and self.is_broken(row, around)
        return Said(self.sentence, {}) if is_said and not self._is_pardoned(row, around) else None

    def _is_pardoned(self, row: Row, around: Around) -> bool:
        """Whether the administration says, or said of just this row, why it may be."""
        if not self.pardon or not (row[self.pardon] or "").strip():
            return False
        stands = around.before is not None and not differs(row, around.before, self.own)
        return around.may_pardon or (stands and self.holds_both_ways)


def _columns_in(rule: Rule) -> Iterator[Input]:
    general = {one.name for one in fields(Rule)}
    for one in fields(rule):
        if one.name not in general and one.metadata.get("is_column", True):
            value = getattr(rule, one.name)
            yield from (value,) if isinstance(value, Input) else value


def day(text: str | None) -> date | None:
    """A day, a moment (naive UTC, as the day that it is in Amsterdam) or a year as a day; None for others."""
    try:
        if text is None or len(text) == len("2026-11-26"):
            return None if text is None else date.fromisoformat(text)
        return date(int(text), 1, 1) if len(text) == len("2026") else day_of(datetime.fromisoformat(text))
    except ValueError:
        return None


def figure(text: str | None) -> float | None:
    """A figure; None for what is none."""
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def same(one: str | None, other: str | None) -> bool:
    """Whether two cells hold the same, however a figure or a moment is written."""
    if one == other:
        return True
    figures = figure(one), figure(other)
    if None not in figures:
        return figures[0] == figures[1]
    return (
        one is not None and other is not None and _moment(one) is not None and _moment(one) == _moment(other)
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def is_so(row: Row, where: Where) -> bool:
    """Whether these columns hold just that."""
    return all(row[name] == code for name, code in where.items())


def differs(row: Row, before: Row, columns: Iterable[str]) -> bool:
    """Whether one of these columns holds something else than before."""
    return any(not same(row[name], before[name]) for name in columns)
