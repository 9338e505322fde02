"""The values and goals by turns, so that each is talked about every year."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.nouns.outcomes import Because, ProposedPoint, Reason
from sok_metrics.views.agenda_proposal.known import Known
from sok_metrics.views.rows import rows_of

USUAL_REVIEWS = 3
"""How many reviews there are in a year, where the agreement promises no number."""
MOST_BESIDE = 3
"""So many values and goals that are not in turn are proposed at most, because something happened to them."""
NAMED_AT_MOST = 3
_YEAR = pd.Timedelta(days=366)


def commitments_in_turn(known: Known) -> list[ProposedPoint]:
    """The values and goals whose turn it is, longest ago first; then those of which something got worse.

    So many are in turn as make all of them pass in a year; what is on the agenda already counts.
    """
    rows = _by_turn(known)
    on_agenda = {row.commitment_code for row in known.plan.points}
    carried = {row.commitment_code for row in rows_of(open_points(known))}
    waiting = [row for row in rows if row.code not in on_agenda | carried]
    promised = known.reviews_promised or USUAL_REVIEWS
    turns = max(0, ceil(len(rows) / promised) - (len(rows) - len(waiting)))
    beside = [row for row in waiting[turns:] if _weight(known, row.code) > (0, 0)]
    beside.sort(key=lambda row: _weight(known, row.code), reverse=True)
    in_turn = [_point(known, row, [_turn(known, row.code)]) for row in waiting[:turns]]
    return in_turn + [_point(known, row, []) for row in beside[:MOST_BESIDE]]


def open_points(known: Known) -> Any:
    """The points that a meeting before left open and that come back by default.

    Those put off until next time, of the last year; and those that the last meeting of this kind did not
    come to, when it was written down how its points ended.
    """
    rows = known.left_open
    before = rows[(rows["held_on"] < known.day()) & ~rows["kind"].isin(["welcome", "closing"])]
    recent = before[before["held_on"] >= known.day() - _YEAR]
    of_kind = recent[recent["meeting_kind"] == known.plan.kind.value]
    last = of_kind["held_on"].max()
    was_missed = (
        recent["outcome"].isna()
        & recent["is_noted"].astype(bool)
        & (recent["meeting_kind"] == known.plan.kind.value)
        & (recent["held_on"] == last)
    )
    return recent[(recent["outcome"] == "next_time") | was_missed]


def _by_turn(known: Known) -> Sequence[Any]:
    """The values and goals, never talked about first, then longest ago; of equals in their order."""
    kinds = [CommitmentKind.VALUE.value, CommitmentKind.GOAL.value]
    rows = [row for row in rows_of(known.commitments) if row.kind in kinds]
    return sorted(
        rows,
        key=lambda row: (known.talked.get(row.code, date.min), row.position, kinds.index(row.kind)),
    )


def _turn(known: Known, code: str) -> Reason:
    last = known.talked.get(code)
    return Reason(Because.NEVER_TALKED) if last is None else Reason(Because.TURN, day=last)


def _weight(known: Known, code: str) -> tuple[int, int]:
    return len(known.worse.get(code, ())), len(known.outdated.get(code, ()))


def _point(known: Known, row: Any, reasons: list[Reason]) -> ProposedPoint:
    for because, names in (
        (Because.MOVED, known.worse.get(row.code, ())),
        (Because.OUTDATED, known.outdated.get(row.code, ())),
    ):
        if names:
            reasons.append(Reason(because, len(names), known.last_review, tuple(names[:NAMED_AT_MOST])))
    return ProposedPoint("commitment", tuple(reasons), subject=row.title, commitment_code=row.code)
