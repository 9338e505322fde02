"""A file that corrects figures says why: what it lacks is asked once, and stands with each of them."""

from collections.abc import Mapping

import pandas as pd

from sok_metrics.errors import LINE
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.rule_kinds import ReasonForChange
from sok_metrics.nouns.rules import Way
from sok_metrics.store.changes.preview import Preview, with_lines

Lines = Mapping[tuple[str, str], frozenset[int | None]]
"""(table, column of the reason) -> the lines that have no reason of their own."""


def corrections_without_reason(ahead: Preview) -> Lines:
    """The lines of a file that change what stands there, and do not say why."""
    found = {}
    for table in TABLES:
        for rule in table.rules:
            if isinstance(rule, ReasonForChange) and Way.FILE in rule.ways:
                place = (table.sheet, table.column(rule.reason).heading)
                asked = [one for one in ahead.warnings if one.asks]
                lines = frozenset(one.line for one in asked if (one.sheet, one.heading) == place)
                if lines:
                    found[table.name, rule.reason] = lines
    return found


def with_reason(
    tables: Mapping[str, pd.DataFrame], lacking: Lines, reason: str
) -> Mapping[str, pd.DataFrame]:
    """The rows of a file with this reason where they have none of their own."""
    reasoned = dict(tables)
    for (name, column), lines in lacking.items():
        rows = with_lines(reasoned[name])
        own = rows[column] if column in rows.columns else pd.Series(None, index=rows.index, dtype=object)
        reasoned[name] = rows.assign(**{column: own.astype(object).mask(rows[LINE].isin(lines), reason)})
    return reasoned
