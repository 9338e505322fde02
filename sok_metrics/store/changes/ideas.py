"""The idea box takes what anybody leaves, cleaned of what cannot be read, and bears a flood."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.floods import HOUR, SHORT_TIME, Sender, moments_within
from sok_metrics.store.changes.from_visitors import Box
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
    crowded=_(
        "Er kwamen vanaf uw netwerk het laatste uur heel veel ideeën binnen. "
        "Probeer het over een uur opnieuw, of op een ander netwerk; uw tekst staat er nog."
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
    sender: Sender,
    today: date,
    group: ParticipantGroup | None = None,
) -> Receipt:
    """Put an idea in the box. `sender` tells visitors apart; it is not kept.

    The same text counts once in ten minutes. Raises RefusedError for a text that cannot be taken or a flood.
    """
    cleaned = clean_idea(text)
    with (
        IDEAS.turn_of(store.path, sender) as turn,
        store.write(by=VISITOR, reason=_("Idee ingediend"), source=ChangeSource.FORM) as change,
    ):
        # Writers take turns, so nothing can come in between these questions and the answer.
        reader = store.whole()
        shortly = moments_within(SHORT_TIME, change.now)
        known = find_same_idea(reader, cleaned, *shortly, lately=turn.number_of(cleaned))
        if known is not None:
            return Receipt(known, is_new=False)
        last_hour = moments_within(HOUR, change.now)
        turn.take(cleaned, in_store=count_ideas_of_visitors(reader, VISITOR.name, *last_hour))
        idea = change.next_number("idea")
        turn.keep(idea)
        row = {"number": str(idea), "submitted_on": today.isoformat(), "text": cleaned, "submitted_by": group}
        change.put("idea", pd.DataFrame([row], dtype=object))
        return Receipt(idea, is_new=True)


def clean_idea(text: str) -> str:
    """The text without signs that nobody can read; raises RefusedError when it cannot be taken."""
    return IDEAS.clean(text)
