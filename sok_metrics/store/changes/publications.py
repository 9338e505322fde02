"""Tuning: what is about to be published goes by the parties first, who may leave a remark."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.floods import HOUR, SHORT_TIME, Sender, moments_within
from sok_metrics.store.changes.from_visitors import Box
from sok_metrics.store.changes.permissions import VISITOR, require_role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.publications import (
    PublicationKind,
    PublicationState,
    count_remarks_of_visitors,
    find_same_remark,
    list_publications,
)
from sok_metrics.texts import _
from sok_metrics.texts.formats import day

USUAL_DAYS = 14
LONGEST_DAYS = 366

REMARKS = Box(
    name="remark",
    empty=_("Er staat nog niets. Schrijf uw opmerking op en verstuur die dan."),
    too_long=_(
        "Uw opmerking is {n} tekens lang. Er passen er {most} in. "
        "Maak de tekst korter en verstuur die opnieuw; alles staat er nog."
    ),
    personal=_(
        "In uw tekst staat een telefoonnummer of e-mailadres. Alle partijen kunnen dit lezen. "
        "Haal het nummer of adres weg en verstuur de tekst opnieuw; alles staat er nog."
    ),
    too_many=_(
        "U hebt in tien minuten al {most} opmerkingen verstuurd. Dank u wel! "
        "Wacht een paar minuten en verstuur deze dan; uw tekst staat er nog."
    ),
    crowded=_(
        "Er kwamen vanaf uw netwerk het laatste uur heel veel opmerkingen binnen. "
        "Probeer het over een uur opnieuw, of op een ander netwerk; uw tekst staat er nog."
    ),
    full=_(
        "Er kwamen het laatste uur heel veel opmerkingen binnen. "
        "Probeer het over een uur opnieuw; uw tekst staat er nog."
    ),
)


@dataclass(frozen=True)
class NewPublication:
    """What an editor wants to tune with the parties."""

    kind: PublicationKind
    title: str
    tuning_until: date
    text: str | None = None
    meeting_number: int | None = None
    indicator_code: str | None = None
    party_code: str | None = None
    figures_from: datetime | None = None


def start_tuning(store: Store, new: NewPublication, *, today: date, by: Actor) -> int:
    """Show this to the parties first and to others after its last day; gives its number."""
    require_role(by, Role.EDITOR)
    if not new.title.strip():
        raise RefusedError(_("Geef aan waar het over gaat, in een paar woorden."))
    _require_subject(new)
    _refuse_second(store, new, today)
    _require_day(new.tuning_until, today)
    with editing(store, by=by, reason=_("Afstemmen begonnen: {title}").format(title=new.title)) as edit:
        values = {
            "number": None,
            "kind": new.kind.value,
            "title": new.title.strip(),
            "text": new.text,
            "meeting_number": None if new.meeting_number is None else str(new.meeting_number),
            "indicator_code": new.indicator_code,
            "party_code": new.party_code,
            "figures_from": None if new.figures_from is None else new.figures_from.isoformat(sep=" "),
            "tuning_until": new.tuning_until.isoformat(),
        }
        [number] = edit.save("publication", values, version=None)
    return int(number)


def extend_tuning(store: Store, number: int, *, until: date, version: int, today: date, by: Actor) -> None:
    """Tune up to and including another day; what was withdrawn is tuned again."""
    _require_day(until, today)
    _change(
        store,
        number,
        {"tuning_until": until.isoformat(), "withdrawn_on": None},
        version=version,
        by=by,
        reason=_("Afstemmen tot en met {day}").format(day=day(until)),
    )


def publish_now(store: Store, number: int, *, version: int, today: date, by: Actor) -> None:
    """Make it public at once, also when it was withdrawn."""
    over = (today - timedelta(days=1)).isoformat()
    _change(
        store,
        number,
        {"tuning_until": over, "withdrawn_on": None},
        version=version,
        by=by,
        reason=_("Na afstemmen openbaar gemaakt"),
    )


def withdraw(store: Store, number: int, *, version: int, today: date, by: Actor) -> None:
    """Do not publish it: it stays hidden until somebody tunes it again or makes it public."""
    _change(
        store,
        number,
        {"withdrawn_on": today.isoformat()},
        version=version,
        by=by,
        reason=_("Afstemmen ingetrokken"),
    )


def answer_remark(store: Store, number: int, answer: str, *, version: int, by: Actor) -> None:
    """Answer a remark of a party; an empty text takes the answer away."""
    with editing(store, by=by, reason=_("Opmerking bij afstemmen beantwoord")) as edit:
        edit.save(
            "publication_remark", {"number": str(number), "answer": answer.strip() or None}, version=version
        )


def leave_remark(
    store: Store,
    number: int,
    *,
    text: str,
    sender: Sender,
    today: date,
    party_code: str | None = None,
    by: Actor = VISITOR,
) -> bool:
    """Leave a remark at what is in tuning; False when the same text stood there already.

    Who may read it has to be looked at before (tasks/people/publication_links.py). `sender` tells visitors
    apart; it is not kept. Raises RefusedError for a text that cannot be taken, for a flood, and when the
    tuning is over.
    """
    cleaned = REMARKS.clean(text)
    with (
        REMARKS.turn_of(store.path, sender) as turn,
        store.write(by=by, reason=_("Opmerking bij afstemmen"), source=ChangeSource.FORM) as change,
    ):
        # Writers take turns, so nothing can come in between these questions and the answer.
        reader = store.whole()
        known = next((one for one in list_publications(reader) if one.number == number), None)
        if known is None or known.state(today) is not PublicationState.IN_TUNING:
            raise RefusedError(_("Het afstemmen hierover is voorbij. Uw opmerking is niet bewaard."))
        here, shortly = f"{number} {cleaned}", moments_within(SHORT_TIME, change.now)
        if find_same_remark(reader, number, cleaned, *shortly, lately=turn.number_of(here)) is not None:
            return False
        last_hour = moments_within(HOUR, change.now)
        turn.take(here, in_store=count_remarks_of_visitors(reader, VISITOR.name, *last_hour))
        remark = change.next_number("publication_remark")
        turn.keep(remark)
        row = {
            "number": str(remark),
            "publication_number": str(number),
            "party_code": party_code,
            "made_on": today.isoformat(),
            "text": cleaned,
        }
        change.put("publication_remark", pd.DataFrame([row], dtype=object))
        return True


def _change(
    store: Store, number: int, values: dict[str, str | None], *, version: int, by: Actor, reason: str
) -> None:
    with editing(store, by=by, reason=reason) as edit:
        edit.save("publication", {"number": str(number), **values}, version=version)


def _require_subject(new: NewPublication) -> None:
    """There must be something to tune."""
    if new.kind is PublicationKind.TEXT and not (new.text or "").strip():
        raise RefusedError(_("Er staat nog geen tekst. Typ of plak de tekst die u wilt afstemmen."))
    if new.kind is PublicationKind.MINUTES and new.meeting_number is None:
        raise RefusedError(_("Kies de bijeenkomst van het verslag."))
    if new.kind is PublicationKind.FIGURES and (new.indicator_code is None or new.figures_from is None):
        raise RefusedError(_("Kies de indicator, en vanaf welke dag de cijfers wachten."))


def _refuse_second(store: Store, new: NewPublication, today: date) -> None:
    """Of one meeting or indicator there is one tuning at a time."""
    for known in list_publications(store.whole()):
        is_same = (known.kind, known.meeting_number, known.indicator_code) == (
            new.kind,
            new.meeting_number,
            new.indicator_code,
        )
        is_over = known.state(today) is PublicationState.PUBLIC
        if is_same and not is_over and new.kind is not PublicationKind.TEXT:
            raise RefusedError(
                _(
                    "Hierover is al een afstemming: '{title}'. Verleng die, of maak die eerst openbaar."
                ).format(title=known.title)
            )


def _require_day(until: date, today: date) -> None:
    if not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise RefusedError(
            _("Kies een laatste dag voor het afstemmen: vandaag of later, en binnen een jaar.")
        )
