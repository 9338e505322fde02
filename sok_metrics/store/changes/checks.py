"""What must be true of rows before they are saved; every problem is found, not only the first."""

from collections.abc import Iterator

import pandas as pd

from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.exchange import TABLES_BY_NAME, Column, Table
from sok_metrics.store.driver import Connection
from sok_metrics.texts import _, ngettext

LINE = "_line"
"""The column in which a reader of files keeps the line that a row stands on, for the messages."""


def check_rows(cursor: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Raise InvalidDataError when a row misses something required, has an unknown word, or points at nothing."""
    problems = [
        *_missing(table, rows),
        *_unknown_words(table, rows),
        *_too_small(table, rows),
        *_dangling(cursor, table, rows),
        *_impossible(table, rows),
        *_several_main_series(table, rows),
    ]
    if problems:
        raise InvalidDataError(problem_summary(problems), problems)


def problem_summary(problems: list[Problem]) -> str:
    """One sentence for all the problems, with the first of them in full."""
    return ngettext(
        "Er is {count} fout gevonden. Er is niets opgeslagen. {first}",
        "Er zijn {count} fouten gevonden. Er is niets opgeslagen. De eerste: {first}",
        len(problems),
    ).format(count=len(problems), first=problems[0])


def _missing(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    for column in table.columns:
        needed = column.name in table.key or column.name in rows.columns
        if column.required and column.default is None and needed:
            if column.name not in rows.columns:
                yield Problem(table.sheet, None, column.heading, None, _("Deze kolom ontbreekt. Voeg hem toe."))
                continue
            wrong = rows[column.name].isna() | (rows[column.name].astype(str).str.strip() == "")
            yield from _problems(table, column, rows[wrong], _("Deze cel is leeg. Vul hem in."))


def _unknown_words(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    for column in table.all_columns:
        if column.choices is not None and column.name in rows.columns:
            wrong = rows[column.name].notna() & ~rows[column.name].isin(list(column.choices.values()))
            words = ", ".join(column.choices)
            yield from _problems(table, column, rows[wrong], _("Kies een van: {words}.").format(words=words))


def _too_small(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    for column in table.columns:
        if column.minimum is not None and column.name in rows.columns:
            wrong = pd.to_numeric(rows[column.name], errors="coerce") < column.minimum
            advice = _("Dit getal mag niet kleiner zijn dan {minimum:g}.").format(minimum=column.minimum)
            yield from _problems(table, column, rows[wrong], advice)


def _dangling(cursor: Connection, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """References to a row that is neither in the store nor among these rows."""
    for column in table.columns:
        target = "series" if column.name == "target_series_code" else column.refers_to
        if target is None or column.name not in rows.columns:
            continue
        known = _keys(cursor, TABLES_BY_NAME[target])
        if target == table.name:
            known |= set(rows[table.key[0]].dropna().astype(str))
        wrong = rows[column.name].notna() & ~rows[column.name].astype(str).isin(known)
        advice = _("Deze code staat niet op het blad '{sheet}'. Verbeter de code of voeg hem daar toe.")
        yield from _problems(table, column, rows[wrong], advice.format(sheet=TABLES_BY_NAME[target].sheet))


def _keys(cursor: Connection, table: Table) -> set[str]:
    found = cursor.execute(f"SELECT CAST({table.key[0]} AS TEXT) FROM {table.name}").fetchall()
    return {row[0] for row in found}


def _impossible(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """Combinations that cannot be: a period that ends before it begins, a measurement without content."""
    if table.name != "measurement":
        return
    backwards = rows["period_end"].astype(str) < rows["period_start"].astype(str)
    end = table.column("period_end")
    yield from _problems(table, end, rows[backwards], _("De periode eindigt voor zij begint. Verbeter de datum."))
    if "value" in rows.columns:
        story = rows["story"] if "story" in rows.columns else pd.Series(None, index=rows.index, dtype=object)
        empty = rows["value"].isna() & story.isna()
        advice = _("Er staat geen waarde en geen verhaal. Vul een van de twee in, of haal de regel weg.")
        yield from _problems(table, table.column("value"), rows[empty], advice)


def _several_main_series(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    if table.name != "series" or "role" not in rows.columns:
        return
    main = rows[rows["role"] == "main"]
    again = main[main["indicator_code"].duplicated() & ~main["code"].duplicated()]
    advice = _("Deze indicator heeft al een hoofdreeks. Kies voor de andere reeks 'ook van ons' of 'vergelijking'.")
    yield from _problems(table, table.column("role"), again, advice)


def _problems(table: Table, column: Column, wrong: pd.DataFrame, sentence: str) -> Iterator[Problem]:
    for line, value in zip(_lines(wrong), wrong.get(column.name, pd.Series(dtype=object)), strict=True):
        shown = None if value is None or pd.isna(value) else str(value)
        yield Problem(table.sheet, line, column.heading, shown, sentence)


def _lines(rows: pd.DataFrame) -> list[int | None]:
    return [int(line) for line in rows[LINE]] if LINE in rows.columns else [None] * len(rows)
