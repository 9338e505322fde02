"""The points of the annual assessment: the process, the goals, the results, and what follows from them."""

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.nouns.outcomes import Because, CheckStatus, ProposedPoint, Reason
from sok_metrics.views.agenda_proposal.known import Known
from sok_metrics.views.rows import rows_of
from sok_metrics.views.worklist import OVER


def process(known: Known) -> list[ProposedPoint]:
    """How the cooperation went: the rules of the organisation with their proof."""
    kept = [check for check in known.checks if check.status is CheckStatus.KEPT]
    broken = tuple(check.code for check in known.checks if check.status is CheckStatus.BROKEN)
    first = Reason(Because.PROCESS, len(known.checks), names=tuple(check.code for check in kept))
    reasons = (first, Reason(Because.RULES, len(broken), names=broken)) if broken else (first,)
    return [ProposedPoint("rules", reasons, has_examples=any(check.has_examples for check in known.checks))]


def goals(known: Known) -> list[ProposedPoint]:
    """Each goal, with what got worse or was not measured."""
    points = []
    for row in rows_of(known.commitments[known.commitments["kind"] == CommitmentKind.GOAL.value]):
        reasons = [Reason(Because.GOAL_OF_YEAR)]
        for because, found in ((Because.MOVED, known.worse), (Because.OUTDATED, known.outdated)):
            if names := found.get(row.code, ()):
                reasons.append(Reason(because, len(names), known.last_review, tuple(names[:3])))
        points.append(ProposedPoint("commitment", tuple(reasons), row.title, commitment_code=row.code))
    return points


def results(known: Known) -> list[ProposedPoint]:
    """What the projects brought."""
    going = known.projects[~known.projects["status"].isin(OVER)]
    return [ProposedPoint("talk", (Reason(Because.RESULTS, len(going)),))]


def adjusting(known: Known) -> list[ProposedPoint]:
    """What we change in the agreement itself."""
    return [ProposedPoint("decision", (Reason(Because.ADJUST, day=known.last_version),))]


def new_series(known: Known) -> list[ProposedPoint]:
    """The project series of next year."""
    following = known.plan.held_on.year + 1
    planned = known.projects[known.projects["series_year"] == following]
    names = tuple(planned["code"])
    return [ProposedPoint("talk", (Reason(Because.NEW_SERIES, len(planned), names=names),), str(following))]
