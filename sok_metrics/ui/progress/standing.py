"""How one value, goal or rule stands, kept per state of the store, and the sentence about it."""

from sok_metrics.store.queries.commitments import read_standing
from sok_metrics.texts.commitments import answer_sentence
from sok_metrics.ui.parts import session
from sok_metrics.views.rows import first_row
from sok_metrics.views.standing import Standing


@session.kept(64)
def standing_of(code: str) -> Standing:
    """How the commitment with this code stands; there must be one."""
    return read_standing(session.reader(), session.progress(), code)


def answer(found: Standing) -> str:
    """The sentence on top: from the figures, or from the cards where nothing else is measured."""
    return answer_sentence(found.counts, found.attention, first_row(found.answers))
