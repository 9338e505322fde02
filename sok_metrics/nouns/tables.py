"""What one table of a noun is, and all that follows from it: its words, its form, its codes, its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sok_metrics.nouns.columns import COMMON_COLUMNS, Column
from sok_metrics.nouns.kept import KindOfData
from sok_metrics.nouns.model import Role
from sok_metrics.nouns.rules import Rule


class Called(NamedTuple):
    """What one row is called: "project", with its article "het project", and several: "projecten"."""

    one: str
    the_one: str
    many: str


@dataclass(frozen=True)
class CodeRule:
    """How a new thing gets its code; without a prefix or parts the code is made of its title or name."""

    prefix: str = ""
    by: str = ""
    """The column that chooses the prefix among `prefixes`."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    """The columns of which the code is made: the first as it is, the others shortened."""
    is_asked: bool = False
    """Whether the form asks the code of a new thing."""
    is_name: bool = False
    """Whether the code is made of the name and tells nothing beside it."""


@dataclass(frozen=True)
class HangsOn:
    """The record on which a row hangs: in its form the row stands, under a heading."""

    column: str
    heading: str
    place: int = 99
    """Its place among what hangs on that record; else they come in the order of the sheets."""
    only_where: tuple[str, str] | None = None
    """Column and value of the records on which such a row can hang, where it cannot on all."""
    missing: str = ""
    """What is said when there is none yet, where that is not right."""


@dataclass(frozen=True)
class Companion:
    """The row of another table that always comes with a new record, and what the form asks of it."""

    table: str
    columns: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    shares_code: bool = False
    """Whether it gets the code of the record."""
    folded: str = ""
    """Under which heading its fields stand folded in, where the record can do without them at first."""


@dataclass(frozen=True)
class Pages:
    """The keys of the pages that show a thing."""

    own: str = ""
    """The page of one such thing."""
    shared: str = ""
    """The page that shows them all: where one has no page of its own, or is there no more."""
    by: str = ""
    """The column that chooses among `of_kind` the page on which one is shown."""
    of_kind: Mapping[str, str] = field(default_factory=dict)
    via: str = ""
    """The column that refers to what it is shown with, where that is another than usual."""


@dataclass(frozen=True)
class Found:
    """By what the search page finds a thing; where the kinds stand by `place`."""

    place: int = 99
    title: str = ""
    texts: tuple[str, ...] = ()
    """The columns in which the words stand; () where a query in the store says what is found of it."""
    beside: tuple[tuple[str, str], ...] = ()
    """Tables that refer to it, each with the column whose words lead to it too."""
    day: str = ""
    links_to: str = ""
    """The table of the page that it is found on, where that is another than its own."""


@dataclass(frozen=True)
class Waits:
    """What of a table waits while the parties tune (afstemmen) what it belongs to."""

    by: str
    """The column that says to which meeting or series a row belongs."""
    hides: str = ""
    """The column that waits; "" when the whole row does."""
    as_before: bool = False
    """Whether a row shows as it was before that, rather than not at all."""


@dataclass(frozen=True)
class ShowsOnce:
    """What of a table shows, and counts, only once something took place: while it is entered it does not."""

    where: Mapping[str, str]
    """What must be true of that: column -> code."""
    by: str = ""
    """The column that says to what a row belongs (what belongs to nothing shows); "" for the row itself."""
    hides: str = ""
    """Of the row itself the column that shows later."""


class Noted(NamedTuple):
    """How a thing is noted in the room, at a point of the agenda."""

    place: int
    """Its place among what is noted at a point."""
    columns: tuple[str, ...]
    """What is asked of it, the text first."""
    dated: str = ""
    """The column that gets the day of the meeting."""
    is_single: bool = False
    """Whether a point has one of it, which stands open."""


class Referred(NamedTuple):
    """What a field that refers to a thing is called, and a choice of several of them."""

    label: str
    help: str
    several: str = ""


@dataclass(frozen=True)
class Table:
    """One table: its name in the store, its Dutch sheet, its key, its columns and what we say of it."""

    name: str
    sheet: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    numbered: bool = False
    """The key is a number that the store hands out (what happens), not a code (what people name)."""
    called: Called = field(kw_only=True)
    purpose: str = field(kw_only=True)
    """What its sheet is for."""
    kept: KindOfData = field(kw_only=True)
    """Which kind of data it is, for the page that tells what is kept and why."""
    referred: Referred | None = None
    named_by: tuple[str, ...] = ("title", "name", "text")
    """The columns of which the first that is filled names a row."""
    code: CodeRule = CodeRule()
    hangs_on: HangsOn | None = None
    noted: Noted | None = None
    """How it is noted during a meeting; None for what is not."""
    companion: Companion | None = None
    opens_again: bool = False
    """Whether a new one means nothing without what hangs on it: once saved, its form opens again."""
    continues: bool = False
    """Whether a new one begins with a copy of what stands under the newest one before it."""
    first: Mapping[str, str] | None = None
    """The one that is made by itself when something needs one and there is none; "today" is that day."""
    can_go: bool = True
    """Whether a row can be put away."""
    pages: Pages = Pages()
    found: Found | None = None
    changed_by: Role = Role.EDITOR
    anybody_adds: bool = False
    """Whether visitors may add a row, through functions that check it; they never change one."""
    always_now: bool = False
    """Whether what stood in it earlier is never read in a look at the past."""
    waits: Waits | None = None
    shows_once: ShowsOnce | None = None
    is_real_when_sent: bool = False
    """Whether what comes in by a file that does not say so is no example, whatever stood there."""
    rules: tuple[Rule, ...] = ()
    """What must be true of each row."""
    about_people: bool = False
    """Personal data: only administrators see them, and only with them they leave the store."""

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        """The columns of the key, in its order."""
        return tuple(map(self.column, self.key))

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns of the table itself and those that every table has."""
        return self.columns + COMMON_COLUMNS

    def column(self, name: str) -> Column:
        """The column with this name in the store."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.all_columns}

    @property
    def person(self) -> str:
        """The column with the code of the person whose own row it is; "" when no cell goes with a person."""
        if not any(column.is_about_person for column in self.columns):
            return ""
        return next((column.name for column in self.columns if column.refers_to == "person"), self.key[0])

    @property
    def is_link(self) -> bool:
        """Whether it holds nothing but which things belong together."""
        return len(self.key) == len(self.columns) == 2 and all(column.refers_to for column in self.columns)


@dataclass(frozen=True)
class Noun:
    """One noun with its tables; `place` is that of its sheets, and what has none comes last."""

    tables: tuple[Table, ...]
    place: int = 9_999
