"""The idea box takes what anybody leaves, cleaned of what cannot be read, and bears a flood."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from sok_metrics.model import ParticipantGroup
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.from_visitors import HOUR, SHORT_TIME, Box
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.ideas import count_ideas_of_visitors, find_same_idea
from sok_metrics.texts import _

IDEAS = Box(
    name="idea",
    empty=_("Er staat nog niets. Schrijf uw idee op en verstuur het dan."),
    too_long=_(
        "Uw idee is {n} tekens lang. Er passen er {most} in de bus. "
        "Maak het korter en verstuur het opnieuw; uw tekst staat er nog."
    ),
    personal=_(
        "In uw tekst staat een telefoonnummer of e-mailadres. Iedereen kan uw idee lezen. "
        "Haal het nummer of adres weg en verstuur het opnieuw; uw tekst staat er nog."
    ),
    too_many=_(
        "U hebt in tien minuten al {most} ideeën verstuurd. Dank u wel! "
        "Wacht een paar minuten en verstuur dit dan; uw tekst staat er nog."
    ),
    full=_(
        "Er kwamen het laatste uur heel veel ideeën binnen. De bus is even vol. "
        "Probeer het over een uur opnieuw; uw tekst staat er nog."
    ),
)


@dataclass(frozen=True)
class Receipt:
    """What became of an idea that was sent in."""

    number: int
    is_new: bool
    """False when the same text stood in the box already."""


def submit_idea(
    store: Store,
    *,
    text: str,
    visitor: str,
    today: date,
    group: ParticipantGroup | None = None,
) -> Receipt:
    """Put an idea in the box. `visitor` is any text that tells visitors apart; it is not kept.

    The same text counts once in ten minutes. Raises RefusedError for a text that cannot be taken or a flood.
    """
    cleaned = clean_idea(text)
    with (
        IDEAS.turn_of(store.path, visitor) as turn,
        store.write(by=VISITOR, reason=_("Idee ingediend"), source=ChangeSource.FORM) as change,
    ):
        # Writers take turns, so nothing can come in between these questions and the answer.
        reader = store.reader()
        known = find_same_idea(reader, cleaned, change.made_at - SHORT_TIME)
        if known is not None:
            return Receipt(known, is_new=False)
        IDEAS.refuse_flood(count_ideas_of_visitors(reader, VISITOR.name, change.made_at - HOUR))
        turn.take(change.made_at)
        idea = change.next_number("idea")
        row = {"number": str(idea), "submitted_on": today.isoformat(), "text": cleaned, "submitted_by": group}
        change.put("idea", pd.DataFrame([row], dtype=object))
        return Receipt(idea, is_new=True)


def clean_idea(text: str) -> str:
    """The text without signs that nobody can read; raises RefusedError when it cannot be taken."""
    return IDEAS.clean(text)
