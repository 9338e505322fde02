"""What must be true of rows before they are saved; every problem is found, not only the first."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime

import pandas as pd

from sok_metrics.errors import InvalidDataError, Problem, UnsureError
from sok_metrics.nouns import TABLES_BY_NAME, Column, ColumnType, Table
from sok_metrics.nouns.calendar import day_of
from sok_metrics.nouns.columns import FIRST_DAY, LAST_DAY
from sok_metrics.nouns.rules import Way
from sok_metrics.store.changes.combinations import combination_problems
from sok_metrics.store.changes.incoming import Incoming
from sok_metrics.store.changes.known_rows import KnownRows
from sok_metrics.store.changes.limits import limit_problems
from sok_metrics.store.changes.problems import as_text, cell_problems
from sok_metrics.store.changes.rules import Asking, rule_problems
from sok_metrics.texts import _, ngettext

_FORMS = {
    ColumnType.INTEGER: r"-?(0|[1-9][0-9]*)",
    ColumnType.NUMBER: r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?",
    ColumnType.MONEY: r"-?[0-9]+(\.[0-9]{1,2})?",
    ColumnType.DATE: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    ColumnType.MOMENT: r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?",
    ColumnType.YES_NO: "true|false",
}


def check_rows(incoming: Incoming, now: datetime, is_sure: Callable[[Problem], bool]) -> None:
    """Raise InvalidDataError with everything that is wrong with the incoming rows of all tables.

    Without anything wrong it raises UnsureError with what must be asked about and nobody is sure of.
    """
    problems = find_problems(incoming, now)
    wrong = [problem for problem in problems if not problem.asks]
    if wrong:
        raise InvalidDataError(_summary(wrong), wrong, _in_a_form(wrong))
    unsure = [problem for problem in problems if not is_sure(problem)]
    if unsure:
        raise UnsureError(_question(unsure), unsure, _in_a_form(unsure))


def refuse_wrong_cells(incoming: Incoming, now: datetime) -> None:
    """Raise InvalidDataError with what no store can hold; what the rules of another one let by may stay."""
    problems = [
        problem for name in incoming.tables for problem in _problems_of(incoming, TABLES_BY_NAME[name], now)
    ]
    if problems:
        raise InvalidDataError(_summary(problems), problems)


def find_problems(incoming: Incoming, now: datetime) -> list[Problem]:
    """Everything that is wrong with the incoming rows of all tables, and what must be asked about."""
    problems: list[Problem] = []
    known = KnownRows(incoming.cursor, incoming.tables)
    asking = Asking(incoming.way, day_of(now), incoming.may_pardon)
    for name, rows in incoming.tables.items():
        table = TABLES_BY_NAME[name]
        problems += _problems_of(incoming, table, now)
        if set(table.key) <= set(rows.columns):
            problems += rule_problems(known, asking, table, rows)
            problems += _lost_zeros(incoming, table, rows)
    return problems


def _problems_of(incoming: Incoming, table: Table, now: datetime) -> list[Problem]:
    """What is wrong with the incoming rows of one table, whatever its rules."""
    rows = incoming.tables[table.name]
    return list(_missing_columns(table, rows)) or [
        *_cell_problems(incoming, table, rows, now),
        *_dangling(incoming, table, rows),
        *combination_problems(incoming, table, rows),
    ]


def _in_a_form(problems: list[Problem]) -> str | None:
    """What is wrong, for who sees fields and no sheets; None for rows of a file."""
    if any(problem.line is not None for problem in problems):
        return None
    sentences = dict.fromkeys(problem.sentence for problem in problems)
    return " ".join([_("Er is nog niets opgeslagen."), *sentences])


def _question(problems: list[Problem]) -> str:
    return _("Er is nog niets opgeslagen. Weet u dit zeker? {first}").format(first=problems[0])


def _summary(problems: list[Problem]) -> str:
    return ngettext(
        "Er is {count} fout gevonden. Er is niets opgeslagen. {first}",
        "Er zijn {count} fouten gevonden. Er is niets opgeslagen. De eerste: {first}",
        len(problems),
    ).format(count=len(problems), first=problems[0])


def _missing_columns(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """Without the key nothing can be said of a row."""
    for column in table.columns:
        if column.name in table.key and column.name not in rows.columns and column.default is None:
            yield Problem(table.sheet, None, column.heading, None, _("Deze kolom ontbreekt. Voeg hem toe."))


def _cell_problems(incoming: Incoming, table: Table, rows: pd.DataFrame, now: datetime) -> Iterator[Problem]:
    for column in table.all_columns:
        if column.name in rows.columns:
            cells = rows[column.name]
            texts = as_text(cells[cells.notna()])
            yield from _empty(table, column, rows)
            yield from cell_problems(table, column, rows.loc[malformed_cells(column, texts)], _form(column))
            yield from limit_problems(incoming, table, column, rows, texts)
            if column.name == "recorded_at":
                late = texts[texts > now.isoformat(sep=" ", timespec="microseconds")].index
                yield from cell_problems(table, column, rows.loc[late], _("Dit moment ligt in de toekomst."))


def _empty(table: Table, column: Column, rows: pd.DataFrame) -> Iterator[Problem]:
    if column.required and column.default is None:
        cells = rows[column.name]
        wrong = cells.isna() | (as_text(cells).str.strip() == "")
        yield from cell_problems(table, column, rows[wrong], _("Deze cel is leeg. Vul hem in."))


def malformed_cells(column: Column, texts: pd.Series) -> pd.Index:
    """Where the text is not what the column's type or its list of words asks for."""
    if column.choices is not None:
        wrong = ~texts.isin(list(column.choices.values()))
    elif column.type is ColumnType.TEXT:
        wrong = texts.map(_has_control_characters)
    else:
        lowered = texts.str.lower() if column.type is ColumnType.YES_NO else texts
        wrong = ~lowered.str.fullmatch(_FORMS[column.type]) | ~_exists(column.type, texts)
    return texts.index[wrong.to_numpy(dtype=bool)]


def _has_control_characters(text: str) -> bool:
    """Whether a workbook or the driver would choke on it."""
    return not text.isprintable() and any(
        (character < " " and character not in "\t\n\r")
        or "\ud800" <= character <= "\udfff"
        or character in "\ufffe\uffff"
        for character in text
    )


def _exists(kind: ColumnType, texts: pd.Series) -> pd.Series:
    """Whether a well-formed text is a day on the calendar, of a year that can be meant."""
    if kind in (ColumnType.DATE, ColumnType.MOMENT):
        possible = pd.to_datetime(texts, format="ISO8601", errors="coerce").notna()
        return possible & texts.str[:10].between(FIRST_DAY.isoformat(), LAST_DAY.isoformat())
    return pd.Series(True, index=texts.index)


def _dangling(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """References to a row that is neither in the store nor among the rows of this change."""
    for column in table.columns:
        target = column.refers_to
        if target is not None and column.name in rows.columns:
            known = incoming.keys(target)
            wrong = rows[rows[column.name].notna() & ~as_text(rows[column.name]).isin(known)]
            advice = _("Deze code staat niet op het blad '{sheet}'. Verbeter de code of voeg hem daar toe.")
            sheet = TABLES_BY_NAME[target].sheet
            meant = as_text(wrong[column.name]).map(_codes_without_zeros(known))
            yield from cell_problems(table, column, wrong[meant.isna()], advice.format(sheet=sheet))
            for code in meant.dropna().unique():
                lost = _("Deze code kennen we niet. Bedoelt u {code}? Excel haalt een 0 vooraan weg.")
                yield from cell_problems(table, column, wrong[meant == code], lost.format(code=code))


def _lost_zeros(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """New codes in a file that the store has with a zero in front: a spreadsheet takes that away."""
    column = table.column(table.key[0])
    if incoming.way is not Way.FILE or len(table.key) != 1 or not column.is_free_text:
        return
    known = set(incoming.stored(table, table.key)[column.name])
    codes = as_text(rows[column.name])
    meant = codes.where(~codes.isin(known)).map(_codes_without_zeros(known))
    for code in meant.dropna().unique():
        advice = _("Er is al een {code}. Haalde Excel de 0 vooraan weg? Typ de code dan als tekst.")
        for problem in cell_problems(table, column, rows[meant == code], advice.format(code=code)):
            yield replace(problem, asks=True)


def _codes_without_zeros(codes: Collection[str]) -> dict[str, str]:
    """What a spreadsheet leaves of the codes that begin with a zero -> those codes."""
    return {code.lstrip("0"): code for code in codes if code.isdecimal() and code.startswith("0")}


def _form(column: Column) -> str:
    if column.choices is not None:
        return _("Kies een van: {words}.").format(words=", ".join(column.choices))
    return {
        ColumnType.TEXT: _("Hier staat een teken dat niet kan worden opgeslagen. Typ de tekst opnieuw."),
        ColumnType.INTEGER: _("Vul hier een heel getal in."),
        ColumnType.NUMBER: _("Vul hier een getal in."),
        ColumnType.MONEY: _("Vul hier een bedrag in, met hooguit twee decimalen."),
        ColumnType.DATE: _("Deze datum kan niet. Controleer dag, maand en jaar."),
        ColumnType.MOMENT: _("Dit moment kan niet. Controleer datum en tijd."),
        ColumnType.YES_NO: _("Kies ja of nee."),
    }[column.type]
