"""The agenda that is proposed for a meeting: what needs talking about, each point with its reasons.

Pure: what is known is handed in. A review goes by the values and goals, a monthly meeting by the work, and an
assessment by process, goals and results of the year.
"""

from collections.abc import Callable, Sequence

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.nouns.outcomes import ProposedPoint
from sok_metrics.views.agenda_proposal import work, year
from sok_metrics.views.agenda_proposal.known import Known
from sok_metrics.views.agenda_proposal.minutes import with_minutes
from sok_metrics.views.agenda_proposal.turns import commitments_in_turn

Source = Callable[[Known], Sequence[ProposedPoint]]
_ORDERS: dict[MeetingKind, tuple[Source, ...]] = {
    MeetingKind.REVIEW: (
        work.welcome,
        work.minutes_to_approve,
        work.since,
        work.left_open,
        commitments_in_turn,
        work.spotlight,
        work.late_actions,
        work.decisions_to_review,
        work.not_shared_yet,
        work.proposals,
        work.rules,
        work.incomplete_projects,
        work.closing,
    ),
    MeetingKind.MONTHLY: (
        work.welcome,
        work.minutes_to_approve,
        work.left_open,
        work.late_actions,
        work.decisions_to_review,
        work.not_shared_yet,
        work.measurements,
        work.incomplete_projects,
        work.proposals,
        work.ideas,
        work.rules,
        work.prepare_review,
        work.closing,
    ),
    MeetingKind.ASSESSMENT: (
        work.welcome,
        work.minutes_to_approve,
        work.left_open,
        year.process,
        year.goals,
        year.results,
        year.adjusting,
        year.new_series,
        work.closing,
    ),
    MeetingKind.OTHER: (
        work.welcome,
        work.minutes_to_approve,
        work.left_open,
        work.late_actions,
        work.closing,
    ),
}
"""In which order each kind of meeting goes through what there is."""
_ONLY_ONE = frozenset({"welcome", "since", "spotlight", "actions", "budget", "rules", "closing"})
"""The kinds of point of which an agenda needs one at most."""


def propose_agenda(known: Known) -> list[ProposedPoint]:
    """The points that are not on the agenda yet, in the order of the evening, with minutes that fit it."""
    found = [point for source in _ORDERS[known.plan.kind] for point in source(known)]
    return with_minutes([point for point in found if not _is_there(point, known)], known.plan)


def _is_there(point: ProposedPoint, known: Known) -> bool:
    """Whether the agenda has it already: carried over, about the same value or goal, or the one of its kind.

    A talk about something else is known by its title, which is made where the sentences are.
    """
    there = known.plan.points
    if point.carried_from is not None:
        return any(one.carried_from == point.carried_from for one in there)
    if point.kind == "commitment":
        return any(one.commitment_code == point.commitment_code for one in there)
    return point.kind in _ONLY_ONE and any(one.kind == point.kind for one in there)
