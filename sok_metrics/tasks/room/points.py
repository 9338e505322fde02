"""Closing a point of the agenda: when, and how it ended, through the one way to write."""

from sok_metrics import clock
from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import read_record
from sok_metrics.texts import _

_POINT = "agenda_item"


def close_point(store: Store, number: int, outcome: str, by: Actor) -> None:
    """Write down that the room is done with a point (`outcome`: a code of agenda_item.outcome)."""
    moment = clock.now().isoformat(sep=" ", timespec="microseconds")
    _save(store, number, {"closed_at": moment, "outcome": outcome}, _("Agendapunt gesloten"), by)


def reopen_point(store: Store, number: int, by: Actor) -> None:
    """Take that back."""
    _save(store, number, {"closed_at": None, "outcome": None}, _("Agendapunt weer geopend"), by)


def _save(store: Store, number: int, values: dict[str, str | None], reason: str, by: Actor) -> None:
    with editing(store, by=by, reason=reason) as edit:
        # In our turn: who notes at the same time changes other columns, and loses nothing.
        known = read_record(store.whole(), _POINT, [str(number)])
        if known is None or known.is_archived:
            raise RefusedError(_("Dit agendapunt is er niet meer."))
        edit.save(_POINT, {"number": str(number), **values}, version=known.version)
