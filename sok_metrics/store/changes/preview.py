"""Looking ahead at an import: what is new, what changes, what is wrong, without writing anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sok_metrics import clock
from sok_metrics.errors import LINE, Problem
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.nouns.model import Actor, Origin, Role
from sok_metrics.nouns.rules import Way
from sok_metrics.store.changes.checks import find_problems
from sok_metrics.store.changes.comparing import Compared, compare
from sok_metrics.store.changes.incoming import Incoming, complete_rows
from sok_metrics.store.changes.permissions import role_for
from sok_metrics.store.connection import Store
from sok_metrics.store.driver import single_value
from sok_metrics.texts import _


@dataclass(frozen=True)
class Preview:
    """What an import would do to the store as it was when `last_change` was its newest change."""

    last_change: int
    tables: tuple[Compared, ...]
    """The tables that came in, without the rows that are wrong."""
    problems: tuple[Problem, ...]
    """Everything that is wrong; with one of these nothing can be saved."""
    warnings: tuple[Problem, ...]
    """What may be a slip of the keyboard; it can be saved as it is."""

    @property
    def new(self) -> int:
        """How many rows are new."""
        return sum(len(table.new) for table in self.tables)

    @property
    def changed(self) -> int:
        """How many rows get another content."""
        return sum(table.changed for table in self.tables)

    @property
    def unchanged(self) -> int:
        """How many rows are the same."""
        return sum(table.unchanged for table in self.tables)

    @property
    def put_away(self) -> int:
        """How many rows go to the archive."""
        return sum(len(table.put_away) for table in self.tables)

    @property
    def brought_back(self) -> int:
        """How many rows come back from the archive."""
        return sum(len(table.brought_back) for table in self.tables)

    @property
    def added(self) -> int:
        """How many rows there will be more: new ones and those from the archive."""
        return self.new + self.brought_back

    @property
    def saved(self) -> int:
        """How many rows saving would write."""
        return self.added + self.changed + self.put_away

    @property
    def wrong(self) -> int:
        """How many rows have something wrong; what is wrong with a whole sheet counts as one."""
        return len({(problem.sheet, problem.line) for problem in self.problems})

    @property
    def asks(self) -> bool:
        """Whether somebody must be sure of something before it is saved."""
        return bool(self._questions)

    @property
    def _questions(self) -> list[Problem]:
        return [warning for warning in self.warnings if warning.asks]

    @property
    def has_news(self) -> bool:
        """Whether saving would change anything."""
        return bool(self.new or self.changed or self.put_away or self.brought_back)

    def is_like(self, other: "Preview") -> bool:
        """Whether both would do the same, though other things in the store may have changed between them."""
        return (
            self.problems == other.problems
            and self._questions == other._questions
            and len(self.tables) == len(other.tables)
            and all(_is_like(*both) for both in zip(self.tables, other.tables, strict=True))
        )


def preview(
    store: Store,
    tables: Mapping[str, pd.DataFrame],
    *,
    by: Actor | None = None,
    known_problems: Sequence[Problem] = (),
) -> Preview:
    """What `put_all` of these tables would do, and every reason why it cannot.

    The rows are canonical text with `_line` (numbered from 1 without it). `known_problems` are those of the
    reader: their rows are wrong too. With `by`, a change that this actor may not make is a problem as well.
    """
    moment = clock.now()
    complete = {
        name: complete_rows(TABLES_BY_NAME[name], with_lines(rows), moment)
        for name, rows in meant_rows(tables).items()
        if not rows.empty
    }
    with store.looking_ahead() as cursor:
        last_change = int(single_value(cursor, "SELECT coalesce(max(number), 0) FROM change_set"))
        may_pardon = by is None or by.role.covers(Role.ADMINISTRATOR)
        found = find_problems(Incoming(cursor, complete, way=Way.FILE, may_pardon=may_pardon), moment)
        wrong = [problem for problem in found if not problem.asks]
        problems = [*known_problems, *_not_known_yet(wrong, known_problems)]
        wrong_lines = _lines_by_sheet(problems)
        compared, warnings = [], []
        for table, rows in _right_rows(complete, wrong_lines):
            compared.append(compare(cursor, table, rows))
            warnings += list(_given_twice(table, rows))
        warnings += [one for one in found if one.asks and one.line not in wrong_lines.get(one.sheet, set())]
    if by is not None:
        problems += list(_not_allowed(compared, by))
    return Preview(last_change, tuple(compared), tuple(problems), tuple(warnings))


def meant_rows(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables in the order of their references, with what a file means by a column that it lacks.

    What somebody sends in is not in the archive, and of some things what is sent in is not made up.
    """
    meant = {table.name: tables[table.name] for table in TABLES if table.name in tables}
    for name, rows in meant.items():
        if "archived_at" not in rows.columns:
            rows = rows.assign(archived_at=None)
        if TABLES_BY_NAME[name].is_real_when_sent and "origin" not in rows.columns:
            rows = rows.assign(origin=Origin.REAL.value)
        meant[name] = rows
    return meant


def with_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the line of each; those that come from no file are numbered from 1."""
    return rows if LINE in rows.columns else rows.assign(**{LINE: range(1, len(rows) + 1)})


def _not_known_yet(found: Iterable[Problem], known: Sequence[Problem]) -> Iterator[Problem]:
    """The problems that are not about a cell or column that the reader refused: it left that empty."""
    refused = {(problem.sheet, line, problem.heading) for problem in known for line in (problem.line, None)}
    for problem in found:
        headings = (problem.heading or "").split(", ")
        if not any((problem.sheet, problem.line, heading) in refused for heading in headings):
            yield problem


def _lines_by_sheet(problems: Iterable[Problem]) -> dict[str, set[int | None]]:
    lines: dict[str, set[int | None]] = {}
    for problem in problems:
        lines.setdefault(problem.sheet, set()).add(problem.line)
    return lines


def _right_rows(
    complete: Mapping[str, pd.DataFrame], wrong: Mapping[str, set[int | None]]
) -> Iterator[tuple[Table, pd.DataFrame]]:
    """The tables with the rows that nothing is wrong with; what is wrong with a whole sheet spoils it all."""
    for name, rows in complete.items():
        table = TABLES_BY_NAME[name]
        lines = wrong.get(table.sheet, set())
        if None not in lines and set(table.key) <= set(rows.columns):
            yield table, rows[~rows[LINE].isin(list(lines))]


def _given_twice(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """Rows of which a later one, of another moment, has the same key."""
    heading = ", ".join(table.column(name).heading for name in table.key)
    advice = _("Dit staat er vaker, met een ander moment bij 'vastgelegd_op'. Het laatste blijft staan.")
    earlier = rows[rows.duplicated(list(table.key), keep="last")]
    for row in earlier[[*table.key, LINE]].itertuples(index=False, name=None):
        yield Problem(table.sheet, int(row[-1]), heading, ", ".join(map(str, row[:-1])), advice)


def _not_allowed(compared: Iterable[Compared], by: Actor) -> Iterator[Problem]:
    """The sheets that would change but are not this actor's to change."""
    for table in compared:
        has_news = table.changed or any(map(len, (table.new, table.put_away, table.brought_back)))
        if has_news and not by.role.covers(role_for(table.table.name)):
            sentence = (
                _("Dit blad mag alleen het beheer veranderen. Haal het blad weg, of vraag het beheer.")
                if role_for(table.table.name) is Role.ADMINISTRATOR
                else _("Dit blad mag alleen de redactie veranderen. Meld u eerst aan.")
            )
            yield Problem(table.table.sheet, None, None, None, sentence)


def _is_like(one: Compared, other: Compared) -> bool:
    # The moment of recording is that of looking, where the file gave none.
    pairs = [
        (a.drop(columns="recorded_at", errors="ignore"), b.drop(columns="recorded_at", errors="ignore"))
        for a, b in (
            (one.new, other.new),
            (one.put_away, other.put_away),
            (one.brought_back, other.brought_back),
            (one.changes, other.changes),
        )
    ]
    return one.table == other.table and all(a.equals(b) for a, b in pairs)
