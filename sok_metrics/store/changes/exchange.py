"""Loading tables of the exchange format."""

from collections.abc import Mapping

import pandas as pd

from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.exchange import TABLES
from sok_metrics.store.changes.change_set import ChangeSet
from sok_metrics.store.changes.checks import problem_summary


def load_tables(change: ChangeSet, tables: Mapping[str, pd.DataFrame]) -> None:
    """Put the rows of every table into the store, in the order of their references.

    Raises InvalidDataError with the problems of all tables; then nothing of the change set is kept.
    """
    problems: list[Problem] = []
    for table in TABLES:
        if table.name in tables:
            try:
                change.put(table.name, tables[table.name])
            except InvalidDataError as error:
                problems += error.problems
    if problems:
        raise InvalidDataError(problem_summary(problems), problems)
