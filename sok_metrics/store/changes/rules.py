"""Asking the rules of a table about the rows that come in: only about what is new or changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.nouns.rules import Around, Of, Row, Rule, Said, Total, Way, differs
from sok_metrics.store.changes.known_rows import Cells, KnownRows, key_of, plain, totals_of
from sok_metrics.store.changes.problems import cell_problems
from sok_metrics.texts.plausible import said_sentence


class Asking(NamedTuple):
    """Who asks and when: the way in, the day, and whether they may say why something may be after all."""

    way: Way
    today: date
    may_pardon: bool


class _Asked(NamedTuple):
    """A row that a rule may be asked about: its place among the incoming rows, and what stood there."""

    place: Any
    key: Cells
    row: Row
    before: Row | None


def rule_problems(known: KnownRows, asking: Asking, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """What the rules say of the rows of one table, and of the rows that refer to these."""
    coming = known.coming(table)
    if not coming:
        return
    stored = known.stored(table, [])
    keys = [key_of(table, row) for row in coming]
    asked = [
        _Asked(place, key, row, stored[key]) for place, key, row in zip(rows.index, keys, coming, strict=True)
    ]
    # What stands at the end counts; versions of before that are history already.
    last = list({one.key: one for one in asked}.values())
    for rule in table.rules:
        if asking.way in rule.ways:
            concerned = asked if rule.looks_at_one_row else last
            for place, said in _told(known, table, rule, concerned, asking):
                yield from _problem(table, rule, rule.place, rows.loc[[place]], said)
    for child in TABLES:
        for rule in child.rules:
            if rule.holds_both_ways and asking.way in rule.ways:
                yield from _told_of_referring(known, table, rows, child, rule, asking)


def _problem(table: Table, rule: Rule, at: str, row: pd.DataFrame, said: Said) -> Iterator[Problem]:
    for problem in cell_problems(table, table.column(at), row, said_sentence(said)):
        yield replace(problem, asks=rule.asks)


def _told(
    known: KnownRows, table: Table, rule: Rule, coming: Sequence[_Asked], asking: Asking
) -> Iterator[tuple[Any, Said]]:
    """What a rule says of the rows that it must be asked about, each with its place."""
    is_asked = _is_asked(known, table, rule, coming)
    asked = [one for one, is_so in zip(coming, is_asked, strict=True) if is_so]
    if not asked:
        return
    rows = _with_inputs(known, table, rule, [one.row for one in asked], as_stored=rule.sees_before)
    asked = _with_before(known, table, rule, asked) if rule.sees_before or rule.weighs_change else asked
    unasked = [one.row for one, is_so in zip(coming, is_asked, strict=True) if not is_so]
    groups = _groups(known, table, rule, unasked, rows)
    for one, row in zip(asked, rows, strict=True):
        group, memory = groups[_group_of(table, rule, row)]
        said = rule.said(row, Around(asking.today, one.before, group, memory, asking.may_pardon))
        if said is not None and not _was_once_so(known, table, rule, one):
            yield one.place, said


def _with_before(known: KnownRows, table: Table, rule: Rule, asked: list[_Asked]) -> list[_Asked]:
    """The same, with what the rule saw of other tables before the change: a row may have moved."""
    stood = _with_inputs(known, table, rule, [one.before or one.row for one in asked], as_stored=True)
    return [
        one if one.before is None else one._replace(before=row) for one, row in zip(asked, stood, strict=True)
    ]


def _is_asked(known: KnownRows, table: Table, rule: Rule, coming: Sequence[_Asked]) -> list[bool]:
    """Whether a row is new or comes back, or a column of the rule changes: its own, or one it refers to."""
    if rule.holds_both_ways:
        rows = [one.row for one in coming]
        pairs = zip(
            _with_inputs(known, table, rule, rows),
            _with_inputs(known, table, rule, rows, as_stored=True),
            strict=True,
        )
        is_changed = [differs(now, before, rule.elsewhere) for now, before in pairs]
    else:
        is_changed = [False] * len(coming)
    return [
        _concerns(rule, one) or (changed and not one.row["archived_at"])
        for one, changed in zip(coming, is_changed, strict=True)
    ]


def _concerns(rule: Rule, one: _Asked) -> bool:
    if rule.sees_before or rule.weighs_change:
        return True
    if rule.is_about_change:
        return one.before is not None
    if one.row["archived_at"] is not None:
        return False
    if one.before is None or one.before["archived_at"] is not None:
        return True
    return differs(one.row, one.before, rule.own)


def _groups(
    known: KnownRows, table: Table, rule: Rule, unasked: Sequence[Row], asked: Sequence[Row]
) -> dict[Cells, tuple[list[Row], dict[str, Any]]]:
    """What the rule must see together, with a memory: first what is stored, last what is asked about."""
    if rule.beside is None:
        return {(): ([], {})}
    groups: dict[Cells, tuple[list[Row], dict[str, Any]]] = {
        _group_of(table, rule, row): ([], {}) for row in asked
    }
    coming = known.after(table)
    stored = [row for row in known.like(table, rule.beside, list(groups)) if key_of(table, row) not in coming]
    for row in (*stored, *unasked, *asked):
        if row["archived_at"] is None and (group := groups.get(_group_of(table, rule, row))):
            group[0].append(row)
    return groups


def _group_of(table: Table, rule: Rule, row: Row) -> Cells:
    return tuple([plain(table.column(name), row[name]) for name in rule.beside or ()])


def _with_inputs(
    known: KnownRows, table: Table, rule: Rule, rows: Sequence[Row], *, as_stored: bool = False
) -> Sequence[Row]:
    """The rows with what the rule sees of other tables."""
    found = {name: _followed(known, table, rows, name, as_stored) for name in rule.elsewhere}
    for one in rule.inputs:
        if isinstance(one, Of):
            target = TABLES_BY_NAME[one.table]
            cells = [found[by] if by in found else [row[by] for row in rows] for by in one.by]
            found[one.name] = _cells_of(known, target, one.column, list(zip(*cells, strict=True)), as_stored)
        elif isinstance(one, Total):
            found[one.name] = totals_of(known, one, rows, as_stored=as_stored)
    if not found:
        return rows
    return [
        {**row, **{name: cells[place] for name, cells in found.items()}} for place, row in enumerate(rows)
    ]


def _followed(
    known: KnownRows, table: Table, rows: Sequence[Row], path: str, as_stored: bool
) -> list[str | None]:
    """Along references, a column of other rows: one cell for each row."""
    name, *further = path.split(".")
    cells = [row[name] for row in rows]
    for column in further:
        target = TABLES_BY_NAME[table.column(name).refers_to or ""]
        cells = _cells_of(known, target, column, [(cell,) for cell in cells], as_stored)
        table, name = target, column
    return cells


def _cells_of(
    known: KnownRows, table: Table, column: str, keys: Sequence[Cells], as_stored: bool
) -> list[str | None]:
    columns = [table.column(name) for name in table.key]
    keys = [tuple(plain(one, cell) for one, cell in zip(columns, key, strict=True)) for key in keys]
    known.stored(table, keys)
    found = {key: known.row_of(table, key, as_stored=as_stored) for key in dict.fromkeys(keys)}
    return [None if (row := found[key]) is None else row[column] for key in keys]


def _was_once_so(known: KnownRows, table: Table, rule: Rule, one: _Asked) -> bool:
    """Whether the row once held just this, before there was such a rule: that can be put back and undone."""
    if not rule.looks_at_one_row or rule.is_about_change or one.before is None:
        return False
    past = known.like(table, table.key, [one.key], twin=True)
    return any(not differs(one.row, version, rule.own) for version in past)


def _told_of_referring(
    known: KnownRows, table: Table, rows: pd.DataFrame, child: Table, rule: Rule, asking: Asking
) -> Iterator[Problem]:
    """What a rule of rows that refer to these says when these change: it is told here, at what changed."""
    for path in rule.elsewhere:
        reference, at = path.split(".")[:2]
        if child.column(reference).refers_to != table.name:
            continue
        changed = [
            key
            for key, row in known.after(table).items()
            if (before := known.stored(table, [key])[key]) is not None and differs(row, before, [at])
        ]
        if not changed:
            continue
        places = zip(rows.index, known.coming(table), strict=True)
        place_of = {key_of(table, row): place for place, row in places}
        children = [
            _Asked(place_of[(row[reference],)], key_of(child, row), row, row)
            for row in known.like(child, (reference,), changed)
            if row["archived_at"] is None and key_of(child, row) not in known.after(child)
        ]
        for place, said in dict(_told(known, child, rule, children, asking)).items():
            yield from _problem(table, rule, at, rows.loc[[place]], said)
