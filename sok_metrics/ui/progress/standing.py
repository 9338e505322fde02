"""How one value, goal or rule stands, kept per state of the store, and the sentence about it."""

from sok_metrics.store.queries.meetings import list_remarks
from sok_metrics.store.queries.projects import list_project_links, list_projects
from sok_metrics.texts.commitments import card_sentence, commitment_sentence
from sok_metrics.ui.parts import session
from sok_metrics.views import standing
from sok_metrics.views.rows import first_row
from sok_metrics.views.standing import Standing


@session.kept(64)
def standing_of(code: str) -> Standing:
    """How the commitment with this code stands; there must be one."""
    reader = session.reader()
    return standing.standing_of(
        session.progress(),
        code,
        projects=list_projects(reader),
        links=list_project_links(reader),
        remarks=list_remarks(reader),
    )


def answer(found: Standing) -> str:
    """The sentence on top: from the figures, or from the cards where nothing else is measured."""
    latest = first_row(found.answers)
    if not found.counts and latest is not None:
        return card_sentence(latest.median, latest.previous_median)
    return commitment_sentence(found.counts, found.attention)
