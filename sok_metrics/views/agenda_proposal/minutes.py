"""How long each proposed point may take, so that all fit between the beginning and the end."""

from collections.abc import Sequence
from dataclasses import replace

from sok_metrics.nouns.outcomes import Because, ProposedPoint
from sok_metrics.views.agenda_proposal.known import Plan

STEP = 5
_SHORT, _MIDDLE, _LONG, _HALF_HOUR = (5, 10), (10, 15), (10, 20), (15, 30)
_TIMES: dict[Because, tuple[int, int]] = {
    Because.NEVER_TALKED: _LONG,
    Because.TURN: _LONG,
    Because.MOVED: _LONG,
    Because.OUTDATED: _LONG,
    Because.PROPOSALS: _MIDDLE,
    Because.NEW_SERIES: _MIDDLE,
    Because.PROCESS: _HALF_HOUR,
    Because.RESULTS: _LONG,
    Because.ADJUST: _LONG,
    Because.SPOTLIGHT: (5, 5),
    Because.APPROVE_MINUTES: (5, 5),
}
"""How many minutes each needs at least, and what it gets when there is room."""
_FIRST = (
    Because.WELCOME,
    Because.CLOSING,
    Because.APPROVE_MINUTES,
    Because.LEFT_OPEN,
    Because.PROCESS,
    Because.GOAL_OF_YEAR,
    Because.RESULTS,
    Because.ADJUST,
    Because.NEW_SERIES,
    Because.NEVER_TALKED,
    Because.TURN,
    Because.REVIEW_DECISION,
    Because.NOT_SHARED_YET,
    Because.LATE_ACTIONS,
    Because.PREPARE,
    Because.SINCE,
    Because.PROPOSALS,
    Because.RULES,
    Because.MEASUREMENTS,
    Because.INCOMPLETE_PROJECTS,
    Because.IDEAS,
    Because.SPOTLIGHT,
    Because.MOVED,
    Because.OUTDATED,
)
"""What comes first when there is not time for everything."""


def with_minutes(points: Sequence[ProposedPoint], plan: Plan) -> list[ProposedPoint]:
    """The points with the minutes that each gets; what the evening has no room for does not fit.

    First all get the least they need, the most pressing first; what is left goes round in steps of five.
    """
    if plan.minutes is None:
        return [replace(point, minutes=_usual(point)) for point in points]
    left = plan.minutes - sum(point.minutes for point in plan.points)
    given: dict[int, int] = {}
    for place in sorted(range(len(points)), key=lambda place: _rank(points[place])):
        least = _least(points[place])
        if least <= left:
            given[place] = least
            left -= least
    growing = [place for place in sorted(given) if given[place] < _usual(points[place])]
    while left >= STEP and growing:
        for place in list(growing):
            step = min(STEP, _usual(points[place]) - given[place])
            if step > left:
                continue
            given[place] += step
            left -= step
        growing = [place for place in growing if given[place] < _usual(points[place])]
    return [
        replace(point, minutes=given.get(place, _least(point)), fits=place in given)
        for place, point in enumerate(points)
    ]


def _rank(point: ProposedPoint) -> int:
    return _FIRST.index(point.reasons[0].because)


def _usual(point: ProposedPoint) -> int:
    """What it gets when there is room; a point that was left open keeps the time that it had."""
    return point.minutes or _TIMES.get(point.reasons[0].because, _SHORT)[1]


def _least(point: ProposedPoint) -> int:
    return min(_TIMES.get(point.reasons[0].because, _SHORT)[0], _usual(point))
