"""Writing down what somebody agreed to show, and taking it back at once."""

from datetime import date

from sok_metrics.errors import SokError, StaleRecordError
from sok_metrics.nouns.model import Actor, PersonalField, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.people import KeptField
from sok_metrics.store.queries.records import Record, read_record
from sok_metrics.texts import _


def give_consent(
    store: Store,
    person_code: str,
    field: PersonalField,
    *,
    given_on: date,
    how: str,
    by: Actor,
    seen: KeptField | None = None,
) -> None:
    """Write down that somebody agrees that others see this field; also anew, after it was taken back.

    With `seen`, what one looked at, it raises StaleRecordError when somebody gave or took it back since.
    """
    require_role(by, Role.ADMINISTRATOR)
    if not how.strip():
        raise SokError(_("Vul in hoe de toestemming is gegeven, bijvoorbeeld: formulier op papier."))
    values = {
        "person_code": person_code,
        "field": field.value,
        "given_on": given_on.isoformat(),
        "how": how.strip(),
        "withdrawn_on": None,
        "archived_at": None,
    }
    reason = _("Toestemming vastgelegd van {code}").format(code=person_code)
    with editing(store, by=by, reason=reason) as edit:
        known = read_record(store.whole(), "consent", [person_code, field.value])
        if seen is not None:
            _refuse_stale(known, seen)
        edit.save("consent", values, version=known.version if known else None)


def withdraw_consent(store: Store, person_code: str, field: PersonalField, *, by: Actor, today: date) -> None:
    """Take a consent back: from now on nobody sees the field, in what was shown before neither.

    That goes over whatever somebody else changed meanwhile: who wants it back gets it back.
    """
    require_role(by, Role.ADMINISTRATOR)
    known = read_record(store.whole(), "consent", [person_code, field.value])
    if known is None or known.values["withdrawn_on"] is not None:
        raise SokError(_("Er is geen toestemming om in te trekken. Er is niets veranderd."))
    values = {"person_code": person_code, "field": field.value, "withdrawn_on": today.isoformat()}
    reason = _("Toestemming ingetrokken van {code}").format(code=person_code)
    with editing(store, by=by, reason=reason) as edit:
        edit.save("consent", values, version=known.version)


def _refuse_stale(known: Record | None, seen: KeptField) -> None:
    stands = None if known is None or known.is_archived else known.version
    if stands != seen.version:
        raise StaleRecordError(
            _(
                "Iemand anders heeft deze toestemming intussen veranderd. Er is nog niets opgeslagen. "
                "Kijk wat er nu staat."
            ),
            known.values if known else {},
            stands or 0,
        )
