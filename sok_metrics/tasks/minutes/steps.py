"""The steps of minutes: after the parties the next meeting approves them, and then they are fixed."""

from datetime import date

from sok_metrics import clock
from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.minutes import tuning_of
from sok_metrics.store.queries.records import Record, read_record
from sok_metrics.tasks.minutes.noting import keep, read_noting
from sok_metrics.texts import _
from sok_metrics.texts.formats import day


def approve(store: Store, number: int, on: date, *, by: Actor) -> None:
    """A meeting said yes to these minutes on that day; raises RefusedError before the parties read them."""
    require_role(by, Role.EDITOR)
    until, is_withdrawn = tuning_of(store.whole(), number)
    if until is None or is_withdrawn:
        raise RefusedError(_("Laat eerst de partijen dit verslag lezen, op de pagina Afstemmen."))
    if until >= clock.today():
        raise RefusedError(
            _("De partijen lezen dit verslag nog tot en met {day}. Daarna kan het goed.").format(
                day=day(until)
            )
        )
    _set(store, number, "minutes_approved_on", on, _("Verslag goedgekeurd"), by)


def fix(store: Store, number: int, *, by: Actor) -> None:
    """From today on these minutes do not change; what was noted and waits goes in first."""
    require_role(by, Role.EDITOR)
    if _meeting(store, number).values["minutes_approved_on"] is None:
        raise RefusedError(_("Een verslag staat pas vast als het is goedgekeurd. Vul eerst die dag in."))
    keep(store, number, by=by)
    if waiting := read_noting(store, number).waiting:
        raise RefusedError(
            _("Er staan nog notities klaar die niet in het verslag kunnen: {n}. Kijk bij Notuleren.").format(
                n=waiting
            )
        )
    _set(store, number, "minutes_fixed_on", clock.today(), _("Verslag vastgesteld"), by)


def _set(store: Store, number: int, column: str, on: date, reason: str, by: Actor) -> None:
    with editing(store, by=by, reason=reason) as edit:
        values = {"number": str(number), column: on.isoformat()}
        edit.save("meeting", values, version=_meeting(store, number).version)


def _meeting(store: Store, number: int) -> Record:
    found = read_record(store.whole(), "meeting", [str(number)])
    if found is None or found.is_archived:
        raise RefusedError(_("Deze bijeenkomst is er niet (meer)."))
    return found
