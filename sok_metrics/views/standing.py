"""How one value, goal or rule stands: measured and experienced, who works on it, and what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import Status
from sok_metrics.views.progress import Progress, count_outdated, count_statuses
from sok_metrics.views.progress.commitments import NEEDS_ATTENTION
from sok_metrics.views.rows import first_row, rows_of

_REMARKS = 4
_CARD_MEETINGS = 4
_ASKS_A_TALK = (*NEEDS_ATTENTION, Status.NO_JUDGEMENT.value)
_UNKNOWN = (Status.NOT_MEASURED.value, Status.TOO_FEW.value)


@dataclass(frozen=True)
class Standing:
    """All that the page of one commitment shows."""

    commitment: Any
    """The row of list_commitments."""
    counts: Mapping[str, int]
    """How many of its indicators have each status."""
    attention: Any | None
    """The judged indicator that needs attention most, as a row of assess(); None where nothing is judged."""
    outdated: int
    with_areas: int
    """Of how many indicators the worst area counts."""
    drawn: Sequence[Any]
    """The main series that have a chart, what does not go well first, as rows of assess()."""
    unmeasured: Sequence[Any]
    """The main series that still have to be measured."""
    card: Any | None
    """Its card, as a row of Progress.card_questions."""
    hides_answers: bool
    """Whether its card was answered by so few that it is not shown."""
    answers: pd.DataFrame
    """What everybody together gave its card at the last meetings, newest first."""
    projects: Sequence[Any]
    remarks: Sequence[Any]

    @property
    def counts_examples(self) -> bool:
        """Whether invented figures are among what was counted."""
        return any(bool(row.is_example) for row in (*self.drawn, *self.unmeasured))

    @property
    def to_discuss(self) -> Sequence[Any]:
        """Of what is drawn that what does not go well, and what nobody can judge."""
        return [row for row in self.drawn if row.status in _ASKS_A_TALK]


def standing_of(
    progress: Progress, code: str, *, projects: pd.DataFrame, links: pd.DataFrame, remarks: pd.DataFrame
) -> Standing:
    """How the commitment with this code stands; there must be one.

    In: rows of list_projects, list_project_links and list_remarks.
    """
    main = progress.main_series_of(code)
    is_unknown = main["status"].isin(_UNKNOWN)
    judged = main[~main["status"].isin([*_UNKNOWN, Status.NO_JUDGEMENT.value])]
    serving = links[links["commitment_code"] == code]["project_code"]
    return Standing(
        commitment=first_row(progress.commitments[progress.commitments["code"] == code]),
        counts=count_statuses(main),
        attention=first_row(judged),
        outdated=count_outdated(main),
        with_areas=progress.with_areas_of(code),
        drawn=list(rows_of(main[~is_unknown])),
        unmeasured=list(rows_of(main[is_unknown])),
        card=first_row(progress.card_questions[progress.card_questions["commitment_code"] == code]),
        hides_answers=progress.hides_answers_of(code),
        answers=progress.answers_of(code).head(_CARD_MEETINGS),
        projects=list(rows_of(projects[projects["code"].isin(serving)])),
        remarks=list(rows_of(remarks[remarks["commitment_code"] == code].head(_REMARKS))),
    )
