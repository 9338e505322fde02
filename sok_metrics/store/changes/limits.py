"""How long a text and how large a figure may be; what a cell held before may always stand in it again."""

from collections.abc import Iterator
from math import nan

import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.nouns import Column, Table
from sok_metrics.store.changes.incoming import Incoming, comparable
from sok_metrics.store.changes.problems import as_text, cell_problems
from sok_metrics.texts import _
from sok_metrics.texts.formats import number


def limit_problems(
    incoming: Incoming, table: Table, column: Column, rows: pd.DataFrame, texts: pd.Series
) -> Iterator[Problem]:
    """The cells that hold more than their column has room for.

    A store of before these limits may hold such cells: its rows can still be changed elsewhere, put back and
    undone.
    """
    if column.is_free_text:
        lengths = texts.map(len)
        for place in _new_here(incoming, table, column, rows, texts, lengths > column.longest):
            sentence = _("Deze tekst is {n} tekens lang. Er passen er {most} in. Maak hem korter.").format(
                n=number(lengths[place], 0), most=number(column.longest, 0)
            )
            yield from cell_problems(table, column, rows.loc[[place]], sentence)
    if column.lowest is None or column.highest is None:
        return
    figures = texts.map(_figure)
    too_small = _new_here(incoming, table, column, rows, texts, figures < column.lowest)
    advice = _("Dit getal mag niet kleiner zijn dan {minimum}.").format(minimum=number(column.lowest))
    yield from cell_problems(table, column, rows.loc[too_small], advice)
    too_large = _new_here(incoming, table, column, rows, texts, figures > column.highest)
    advice = _("Dit getal mag niet groter zijn dan {maximum}.").format(maximum=number(column.highest))
    yield from cell_problems(table, column, rows.loc[too_large], advice)


def _figure(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return nan


def _new_here(
    incoming: Incoming, table: Table, column: Column, rows: pd.DataFrame, texts: pd.Series, wrong: pd.Series
) -> list[int]:
    """Where it is wrong, but for the cells that once held just that."""
    places = texts.index[wrong.to_numpy(dtype=bool)]
    if places.empty or not set(table.key) <= set(rows.columns):
        return list(places)
    once = incoming.once_beyond(table, column)
    keys = {name: as_text(rows.loc[places, name]) for name in table.key}
    return [
        place
        for place in places
        if (*(keys[name][place] for name in table.key), comparable(column, texts[place])) not in once
    ]
