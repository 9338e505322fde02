"""The kinds of rules that a table can declare."""

import re
from dataclasses import dataclass, field

from sok_metrics.nouns.rules import NO_COLUMN, Around, Of, Row, Rule, Where, day, differs, figure, is_so
from sok_metrics.nouns.words import N_

MINUTES_FIXED = N_("Het verslag van deze bijeenkomst staat vast. Dit verandert niet meer.")


@dataclass(frozen=True)
class NotBefore(Rule):
    """What comes later does not lie before what comes earlier: days, moments or years."""

    later: str
    earlier: str
    strictly: bool = field(default=False, metadata=NO_COLUMN)
    """Whether the same day is too early as well."""

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether both are filled and in the wrong order."""
        later, earlier = day(row[self.later]), day(row[self.earlier])
        if later is None or earlier is None:
            return False
        return later <= earlier if self.strictly else later < earlier


@dataclass(frozen=True)
class NotAbove(Rule):
    """What is low does not lie above what is high."""

    low: str
    high: str

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether both are filled and in the wrong order."""
        low, high = figure(row[self.low]), figure(row[self.high])
        return low is not None and high is not None and low > high


@dataclass(frozen=True)
class Matches(Rule):
    """A text has the form that its column asks for."""

    column: str
    pattern: str = field(metadata=NO_COLUMN)

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether something else stands."""
        text = row[self.column]
        return text is not None and re.fullmatch(self.pattern, text.strip()) is None


@dataclass(frozen=True)
class AtLeastOne(Rule):
    """One of these columns is filled."""

    columns: tuple[str, ...]
    in_schema: bool = field(default=False, metadata=NO_COLUMN)
    """Whether the store itself refuses a row without, from the day that its table was made."""

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether all are empty."""
        return all(row[name] is None for name in self.columns)


@dataclass(frozen=True)
class AtMostOne(Rule):
    """No two of these columns are filled: one contradicts the other."""

    columns: tuple[str, ...]

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether two are filled."""
        return sum(row[name] is not None for name in self.columns) > 1


@dataclass(frozen=True)
class Only(Rule):
    """In a column, often of a row that ours refers to, stands one of a few codes; None is an empty cell."""

    column: str
    allowed: tuple[str | None, ...] = field(metadata=NO_COLUMN)

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether something else stands."""
        return row[self.column] not in self.allowed


@dataclass(frozen=True)
class NotInFuture(Rule):
    """A day has come."""

    column: str

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether the day is still to come."""
        its_day = day(row[self.column])
        return its_day is not None and its_day > around.today


@dataclass(frozen=True)
class Exists(Rule):
    """The row of another table is there that some of our columns point out, where these are filled."""

    there: Of

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether it is not there."""
        return row[self.there.name] is None and all(row[name] is not None for name in self.there.by)


@dataclass(frozen=True)
class OnlyOnePer(Rule):
    """No two rows in use have the same in these columns (two empty cells are the same)."""

    columns: tuple[str, ...]

    @property
    def beside(self) -> tuple[str, ...] | None:
        """The rows with the same in these columns."""
        return self.columns

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether a row repeats one before it."""
        return next(one for one in around.group if is_so(one, self.where)) is not row


@dataclass(frozen=True)
class NotItself(Rule):
    """A row does not refer to itself, nor along other rows of its table."""

    column: str
    key: str

    @property
    def beside(self) -> tuple[str, ...] | None:
        """All rows: the way back may be long."""
        return ()

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether the way leads back."""
        next_of = around.once("next", lambda rows: {one[self.key]: one[self.column] for one in rows})
        place = row[self.column]
        passed: set[str | None] = {None}
        while place not in passed:
            if place == row[self.key]:
                return True
            passed.add(place)
            place = next_of.get(place)
        return False


@dataclass(frozen=True)
class ReasonForChange(Rule):
    """Who changes one of these columns of a row that stands, and was so, says why."""

    columns: tuple[str, ...]
    reason: str
    was: Where
    must_be_new: bool = field(default=False, metadata=NO_COLUMN)
    """Whether the reason of the time before is none."""

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether something else comes without a word."""
        before = around.before
        if before is None or before["archived_at"] is not None or not is_so(before, self.was):
            return False
        reason = (row[self.reason] or "").strip()
        is_old = self.must_be_new and reason == (before[self.reason] or "").strip()
        return (is_old or not reason) and differs(row, before, self.columns)


@dataclass(frozen=True)
class Final(Rule):
    """Once a row was so, these columns stay what they are: it does not come back."""

    was: Where
    columns: tuple[str, ...]
    filled: tuple[str, ...] = ()
    """What held something too, when it was so."""

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether one of the columns becomes something else."""
        before = around.before
        if before is None or not is_so(before, self.was) or any(before[name] is None for name in self.filled):
            return False
        return differs(row, before, self.columns)


@dataclass(frozen=True)
class FixedWith(Rule):
    """Once what a row belongs to is fixed, its columns stay as they are, and no row comes, goes or moves."""

    by: str
    """The column of what it belongs to that is filled from then on."""
    columns: tuple[str, ...]

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether something is else than it was; what comes in together with its end is fixed after it."""
        before = around.before
        if before is None:
            return row[self.by] is not None and row["archived_at"] is None
        is_fixed = row[self.by] is not None or before[self.by] is not None
        return is_fixed and differs(row, before, (*self.columns, "archived_at"))


@dataclass(frozen=True)
class Needs(Rule):
    """A column is filled only where another is."""

    column: str
    needed: str

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether the other is empty."""
        return row[self.column] is not None and row[self.needed] is None


@dataclass(frozen=True)
class EndsUntilLater(Rule):
    """What has ended stays so, but for what begins anew after that end."""

    end: str
    begin: str

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether the end goes, and nothing new begins after it."""
        end = None if around.before is None else day(around.before[self.end])
        if end is None or row[self.end] is not None:
            return False
        begin = day(row[self.begin])
        return begin is None or begin <= end


@dataclass(frozen=True)
class FilledWhereSaid(Rule):
    """A column is filled where a text says words that ask for it."""

    column: str
    said_in: str
    words: str = field(metadata=NO_COLUMN)

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether it is said, and the column is empty."""
        said = re.search(self.words, row[self.said_in] or "", re.IGNORECASE)
        return row[self.column] is None and said is not None


def minutes_fixed(at: str, *columns: str) -> Rule:
    """Of what belongs to a meeting: with its minutes these columns are fixed, and no row comes or goes."""
    return FixedWith(
        "meeting_number.minutes_fixed_on", columns, sees_before=True, at=at, sentence=MINUTES_FIXED
    )
