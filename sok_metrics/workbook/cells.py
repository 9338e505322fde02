"""From what people write in a cell to the canonical text of the store, with every problem found."""

from collections.abc import Callable, Iterator

import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.exchange import Column, ColumnType, Table
from sok_metrics.texts import _

_YES_NO = {"ja": "true", "nee": "false"}


def canonical_rows(table: Table, cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows in the store's own words and the problems found.

    `cells` has one text column per Dutch heading plus `_line`, the line in the file; empty is "".
    """
    known = {column.heading: column for column in table.all_columns}
    problems = list(_heading_problems(table, cells, known))
    rows = pd.DataFrame({"_line": cells["_line"]}, index=cells.index)
    for heading in cells.columns:
        if heading in known:
            column = known[heading]
            texts = cells[heading].str.strip()
            values = _CONVERT[column.type](texts) if column.choices is None else texts.map(column.choices)
            filled = texts != ""
            rows[column.name] = values.astype(object).where(filled & values.notna(), None)
            wrong = filled & values.isna()
            for line, text in zip(cells["_line"][wrong], texts[wrong], strict=True):
                problems.append(Problem(table.sheet, int(line), heading, text, _advice(column)))
    return rows, problems


def _heading_problems(table: Table, cells: pd.DataFrame, known: dict[str, Column]) -> Iterator[Problem]:
    for heading in cells.columns:
        if heading not in known and heading != "_line":
            advice = _("Deze kolom kennen we niet. Wel: {headings}.").format(headings=", ".join(known))
            yield Problem(table.sheet, 1, heading, None, advice)
    for column in table.columns:
        if column.required and column.default is None and column.heading not in cells.columns:
            yield Problem(table.sheet, 1, column.heading, None, _("Deze kolom ontbreekt. Voeg hem toe."))


def _dates(texts: pd.Series) -> pd.Series:
    parsed = pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")
    parsed = parsed.where(texts.str.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}").astype(bool))
    return parsed.dt.strftime("%Y-%m-%d").where(parsed.notna() & (parsed.dt.year >= 1000))


def _moments(texts: pd.Series) -> pd.Series:
    parsed = pd.to_datetime(texts, format="%Y-%m-%d %H:%M:%S.%f", errors="coerce")
    whole = pd.to_datetime(texts, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    moment = parsed.where(parsed.notna(), whole)
    return moment.dt.strftime("%Y-%m-%d %H:%M:%S.%f").where(moment.notna() & (moment.dt.year >= 1000))


def _integers(texts: pd.Series) -> pd.Series:
    """Without leading zeros: 01 and 1 are one number, and must be one key."""
    return texts.where(texts.str.fullmatch(r"-?[0-9]{1,18}").astype(bool)).map(
        lambda text: str(int(text)), na_action="ignore"
    )


def _numbers(texts: pd.Series) -> pd.Series:
    return texts.where(texts.str.fullmatch(r"-?[0-9]{1,300}(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?").astype(bool))


def _amounts(texts: pd.Series) -> pd.Series:
    return texts.where(texts.str.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,2})?").astype(bool))


_CONVERT: dict[ColumnType, Callable[[pd.Series], pd.Series]] = {
    ColumnType.TEXT: lambda texts: texts,
    ColumnType.INTEGER: _integers,
    ColumnType.NUMBER: _numbers,
    ColumnType.MONEY: _amounts,
    ColumnType.DATE: _dates,
    ColumnType.MOMENT: _moments,
    ColumnType.YES_NO: lambda texts: texts.map(_YES_NO),
}


def _advice(column: Column) -> str:
    if column.choices is not None:
        return _("Kies een van: {words}.").format(words=", ".join(column.choices))
    return {
        ColumnType.INTEGER: _("Vul hier een heel getal in."),
        ColumnType.NUMBER: _("Vul hier een getal in, met een punt voor de decimalen (bijvoorbeeld 12.5)."),
        ColumnType.MONEY: _("Vul hier een bedrag in, met hooguit twee decimalen (bijvoorbeeld 1250.50)."),
        ColumnType.DATE: _("Deze datum bestaat niet. Schrijf jaar-maand-dag (bijvoorbeeld 2026-03-31)."),
        ColumnType.MOMENT: _("Schrijf dit als 2026-03-31 20:30:00."),
        ColumnType.YES_NO: _("Kies ja of nee."),
    }.get(column.type, _("Deze waarde past hier niet."))
