"""Of which values and goals something got worse, or was not measured in time."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sok_metrics.nouns.outcomes import ChangeKind, Turn
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import rows_of


def worse_since(changes: pd.DataFrame, progress: Progress) -> Mapping[str, Sequence[str]]:
    """Commitment -> names of its indicators and cards that got worse. In: rows of changes_between."""
    got_worse = changes[
        changes["kind"].isin([ChangeKind.STATUS, ChangeKind.CARD]) & (changes["turn"] == Turn.WORSE)
    ]
    return _by_commitment({row.code: row.title for row in rows_of(got_worse)}, progress)


def outdated_now(progress: Progress) -> Mapping[str, Sequence[str]]:
    """Commitment -> names of its indicators of which the figure is out of date."""
    main = progress.main_series()
    stale = main[main["is_outdated"].astype(bool)]
    return _by_commitment({row.indicator_code: row.indicator_name for row in rows_of(stale)}, progress)


def _by_commitment(names: Mapping[str, str], progress: Progress) -> Mapping[str, Sequence[str]]:
    columns = ["indicator_code", "commitment_code"]
    links: Any = pd.concat([progress.links[columns], progress.card_questions[columns]])
    found: dict[str, list[str]] = {}
    for row in rows_of(links.drop_duplicates()):
        if row.indicator_code in names:
            found.setdefault(row.commitment_code, []).append(names[row.indicator_code])
    return found
