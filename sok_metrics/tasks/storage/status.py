"""How a store stands, in a few plain lines: for a terminal, a mail or a script."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sok_metrics.nouns.model import Status
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.books import read_books
from sok_metrics.store.queries.meetings import read_actions, read_meetings
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.tasks.storage.place import backup_moment, list_backups
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, day_and_time, megabytes, weekday
from sok_metrics.texts.sentences import agreement_sentence, areas_note, counts_sentence
from sok_metrics.views.money import Books


@dataclass(frozen=True)
class StatusReport:
    """The state of a store on one day; None where there is nothing (yet)."""

    path: str
    agreement: str | None
    counts: dict[str, int]
    """Status -> number of indicators, each by the area where it does worst."""
    with_areas: int
    """Of how many indicators there are figures per area."""
    last_measurement: date | None
    next_meeting: date | None
    next_meeting_title: str | None
    open_actions: int
    late_actions: int
    funds: list[dict[str, Any]]
    """One per fund: code, promised, received (None where nobody keeps its instalments), available, granted,
    paid, returned, reserved and free; amounts in euros with two decimals."""
    size_bytes: int
    last_backup: datetime | None
    """Naive UTC."""

    def as_json(self) -> dict[str, Any]:
        """The same for a program: dates and moments in ISO form, moments in UTC."""
        return {name: _json_value(value) for name, value in asdict(self).items()}

    def as_text(self) -> str:
        """The same in Dutch, a line each."""
        return "\n".join(f"{label}: {value}" for label, value in self._lines())

    def _lines(self) -> list[tuple[str, str]]:
        meeting = _("geen gepland")
        if self.next_meeting is not None:
            meeting = f"{weekday(self.next_meeting)} ({self.next_meeting_title})"
        measured = day(self.last_measurement) if self.last_measurement else _("nog niets gemeten")
        backup = day_and_time(self.last_backup) if self.last_backup else _("nog nooit gemaakt")
        lines = [
            (_("Overeenkomst"), self.agreement or _("nog niet ingevuld")),
            (_("Stand"), agreement_sentence(self.counts)),
        ]
        if self.counts:
            lines.append((_("Indicatoren"), counts_sentence(self.counts)))
        if self.with_areas:
            lines.append((_("Gebieden"), areas_note(self.with_areas)))
        return [
            *lines,
            (_("Laatste meting"), measured),
            (_("Volgende bijeenkomst"), meeting),
            (_("Acties"), _actions_sentence(self.open_actions, self.late_actions)),
            (_("Bestand"), f"{self.path} ({megabytes(self.size_bytes)})"),
            (_("Laatste reservekopie"), backup),
        ]


def read_status(store: Store, today: date) -> StatusReport:
    """The state of the store on `today`, with the examples that it holds."""
    reader = store.whole()
    shown = read_agreement(reader)
    progress = read_progress(reader, today)
    counts = progress.counts
    meeting = read_meetings(reader, today).next()
    actions = read_actions(reader, today)
    backups = list_backups(store.path)
    return StatusReport(
        path=str(store.path),
        agreement=shown.name if shown else None,
        counts={status.value: counts[status.value] for status in Status if status.value in counts},
        with_areas=progress.with_areas,
        last_measurement=progress.last_measured_on,
        next_meeting=meeting.held_on.date() if meeting is not None else None,
        next_meeting_title=str(meeting.title) if meeting is not None else None,
        open_actions=actions.open_count,
        late_actions=actions.late_count,
        funds=_funds(read_books(reader, today)),
        size_bytes=store.path.stat().st_size,
        last_backup=backup_moment(backups[0]) if backups else None,
    )


def _funds(books: Books) -> list[dict[str, Any]]:
    amounts = {code: books.account(code) for code in books.funds["code"]}
    return [
        {
            "code": code,
            "promised": str(account.promised),
            "received": None if (received := books.received(code)) is None else str(received),
            "available": str(account.available),
            "granted": str(account.granted),
            "paid": str(account.paid),
            "returned": str(account.returned),
            "reserved": str(account.reserved),
            "free": str(account.free),
        }
        for code, account in amounts.items()
    ]


def _actions_sentence(open_count: int, late_count: int) -> str:
    if not open_count:
        return _("er staan geen acties open")
    opened = ngettext("er staat {n} actie open", "er staan {n} acties open", open_count).format(n=open_count)
    if not late_count:
        return _("{open}, geen is te laat").format(open=opened)
    late = ngettext("{n} is te laat", "{n} zijn te laat", late_count).format(n=late_count)
    return f"{opened}, {late}"


def _json_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    return value.isoformat() if isinstance(value, date) else value
