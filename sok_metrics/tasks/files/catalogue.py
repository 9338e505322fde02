"""Every file that can be fetched from the dashboard: for whom it is, what it is called, and how it is made.

The pages link to `FILES_PATH/<name>` (`ui/parts/files.py`), `web/files.py` answers after asking again who
that is.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role, Status
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.tasks.figures.indicator_choice import IndicatorChoice
from sok_metrics.tasks.files.asked import (
    BACKUP_NAME,
    CODE,
    DAY,
    NUMBER,
    SENT_IN_KEY,
    WITH_EXAMPLES,
    Asked,
)
from sok_metrics.tasks.files.calendars import meetings_calendar, reminders_calendar
from sok_metrics.tasks.files.export import partner_workbook
from sok_metrics.tasks.files.importing import empty_workbook, exchange_workbook
from sok_metrics.tasks.files.invitation import invitation_name, make_invitation
from sok_metrics.tasks.files.marked_copies import find_sent_in, marked
from sok_metrics.tasks.files.one_page import one_page
from sok_metrics.tasks.files.paper import make_paper, paper_name
from sok_metrics.tasks.files.project_book import BookFormat, project_book
from sok_metrics.tasks.files.project_choice import ProjectChoice
from sok_metrics.tasks.minutes.reading import minutes_file
from sok_metrics.tasks.people.privacy_register import kept_data_workbook
from sok_metrics.tasks.storage.dump import DumpFormat, dump_store
from sok_metrics.tasks.storage.place import list_backups
from sok_metrics.tasks.storage.whole_backup import make_whole
from sok_metrics.texts import _

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
_CALENDAR = "text/calendar"
_PARTY = "partij"
_LONGEST_WORDS = 100


@dataclass(frozen=True)
class File:
    """A kind of file."""

    media_type: str
    named: Callable[[Asked], str]
    """What it is called on the computer of who fetches it."""
    make: Callable[[Asked], bytes | Path]
    needs: Role = Role.VISITOR
    listens_to: frozenset[str] = frozenset()
    """The parameters that make a difference."""

    def key(self, asked: Asked) -> Hashable:
        """What two requests have in common that get the same file."""
        chosen = {name: asked.parameters[name] for name in self.listens_to & asked.parameters.keys()}
        # A file that somebody sent in is theirs alone; all others are the same for everybody with a role.
        whose = asked.owner if SENT_IN_KEY in self.listens_to else asked.actor.role
        state = (str(asked.store.path), asked.store.opened, asked.store.whole().last_change, asked.today)
        return (self.media_type, self.named(asked), whose, state, tuple(sorted(chosen.items())))


def indicator_choice(asked: Asked) -> IndicatorChoice:
    """Which indicators the address names."""
    known = {status.value for status in Status}
    return IndicatorChoice(
        words=asked.first("zoek").strip()[:_LONGEST_WORDS],
        statuses=tuple(one for one in asked.parameters.get("status", ()) if one in known),
        commitments=asked.parameters.get("bij", ()),
        with_comparison=asked.first("vergelijking") == "ja",
        code=asked.first(CODE),
    )


def project_choice(asked: Asked) -> ProjectChoice:
    """Which projects the address names."""
    return ProjectChoice(
        years=asked.parameters.get("reeks", ()),
        commitments=asked.parameters.get("waarvoor", ()),
        parties=asked.parameters.get("partij", ()),
        code=asked.first(CODE),
    )


def _indicators_name(asked: Asked) -> str:
    choice = indicator_choice(asked)
    what = _safe(choice.code) or (_("indicatoren-keuze") if choice.is_active else _("indicatoren"))
    return f"sok-{what}-{asked.day.isoformat()}.xlsx"


def _make_indicators(asked: Asked) -> bytes:
    return partner_workbook(asked.store, asked.view, asked.day, choice=indicator_choice(asked))


def _klapper(book_format: BookFormat, media_type: str) -> File:
    def named(asked: Asked) -> str:
        code = _safe(asked.first(CODE))
        what = f"project-{code}" if code else _("klapper")
        return f"{what}-{asked.day.isoformat()}.{book_format}"

    def make(asked: Asked) -> bytes:
        return project_book(asked.store, asked.view, asked.day, book_format, choice=project_choice(asked))

    chosen = {"reeks", "waarvoor", "partij", CODE, DAY, WITH_EXAMPLES}
    return File(media_type, named, make, listens_to=frozenset(chosen))


def _one_page_name(asked: Asked) -> str:
    return f"{_safe(asked.first(CODE))}-{_('op-een-a4')}-{asked.day.isoformat()}.pdf"


def _make_one_page(asked: Asked) -> bytes:
    return one_page(asked.store, asked.view, asked.day, asked.first(CODE))


def _reminders_name(asked: Asked) -> str:
    whose = _safe(asked.first(_PARTY))
    return f"{_('acties')}-{whose}.ics" if whose else f"{_('acties')}.ics"


def _make_reminders(asked: Asked) -> bytes:
    return reminders_calendar(asked.store, asked.view, asked.first(_PARTY))


def _minutes_name(asked: Asked) -> str:
    return f"{_('verslag')}-{_('bijeenkomst')}-{asked.number}-{asked.day.isoformat()}.docx"


def _make_minutes(asked: Asked) -> bytes:
    return minutes_file(asked.store, asked.view, asked.number, by=asked.actor)


def _history(kind: DumpFormat, media_type: str) -> File:
    return File(
        media_type,
        lambda asked: f"sok-met-geschiedenis-{asked.today.isoformat()}.{kind}",
        lambda asked: dump_store(asked.store, kind, by=asked.actor),
        needs=Role.ADMINISTRATOR,
    )


def _find_backup(asked: Asked) -> Path:
    """The backup of this name; by name only, so that no other file can be asked for."""
    name = asked.first(BACKUP_NAME)
    found = next((one for one in list_backups(asked.store.path) if one.name == name), None)
    if found is None:
        raise SokError(_("Deze reservekopie is er niet meer. Kies een andere."))
    return found


def _sent_in_name(asked: Asked) -> str:
    name = find_sent_in(asked.first(SENT_IN_KEY), asked.owner).name
    return f"{name.rsplit('.', 1)[0][:100]}-{_('fouten')}.xlsx"


def _safe(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() or sign in "-_")[:60]


FILES: Mapping[str, File] = {
    "indicatoren.xlsx": File(
        _EXCEL,
        _indicators_name,
        _make_indicators,
        listens_to=frozenset({"zoek", "status", "bij", "vergelijking", CODE, DAY, WITH_EXAMPLES}),
    ),
    "klapper.docx": _klapper(BookFormat.WORD, _WORD),
    "klapper.pdf": _klapper(BookFormat.PDF, _PDF),
    "bijeenkomst.ics": File(
        "text/calendar; charset=utf-8",
        invitation_name,
        make_invitation,
        listens_to=frozenset({NUMBER, WITH_EXAMPLES}),
    ),
    "stuk": File("application/octet-stream", paper_name, make_paper, listens_to=frozenset({NUMBER})),
    "a4.pdf": File(
        _PDF,
        _one_page_name,
        _make_one_page,
        listens_to=frozenset({CODE, DAY, WITH_EXAMPLES}),
    ),
    "verslag.docx": File(
        _WORD,
        _minutes_name,
        _make_minutes,
        listens_to=frozenset({NUMBER, DAY, WITH_EXAMPLES}),
    ),
    "bijeenkomsten.ics": File(
        _CALENDAR,
        lambda _asked: f"{_('bijeenkomsten')}.ics",
        lambda asked: meetings_calendar(asked.store, asked.view),
        listens_to=frozenset({DAY, WITH_EXAMPLES}),
    ),
    "acties.ics": File(
        _CALENDAR,
        _reminders_name,
        _make_reminders,
        listens_to=frozenset({_PARTY, DAY, WITH_EXAMPLES}),
    ),
    "gegevens.xlsx": File(
        _EXCEL,
        lambda asked: f"sok-gegevens-{asked.today.isoformat()}.xlsx",
        lambda asked: kept_data_workbook(asked.store, asked.today, by=VISITOR),
    ),
    "gegevens-per-persoon.xlsx": File(
        _EXCEL,
        lambda asked: f"sok-gegevens-per-persoon-{asked.today.isoformat()}.xlsx",
        lambda asked: kept_data_workbook(asked.store, asked.today, by=asked.actor),
        needs=Role.ADMINISTRATOR,
    ),
    "alles.xlsx": File(
        _EXCEL,
        lambda asked: f"sok-alles-{asked.today.isoformat()}.xlsx",
        lambda asked: exchange_workbook(asked.store, by=asked.actor),
        needs=Role.EDITOR,
    ),
    "leeg.xlsx": File(
        _EXCEL,
        lambda asked: f"sok-leeg-{asked.today.isoformat()}.xlsx",
        lambda asked: empty_workbook(asked.store),
        needs=Role.EDITOR,
    ),
    "fouten.xlsx": File(
        _EXCEL,
        _sent_in_name,
        lambda asked: marked(find_sent_in(asked.first(SENT_IN_KEY), asked.owner)),
        needs=Role.EDITOR,
        listens_to=frozenset({SENT_IN_KEY}),
    ),
    "geschiedenis.xlsx": _history(DumpFormat.WORKBOOK, _EXCEL),
    "geschiedenis.zip": _history(DumpFormat.ZIP, "application/zip"),
    "reservekopie.duckdb": File(
        "application/octet-stream",
        lambda asked: _find_backup(asked).name,
        _find_backup,
        needs=Role.ADMINISTRATOR,
        listens_to=frozenset({BACKUP_NAME}),
    ),
    "reservekopie.zip": File(
        "application/zip",
        lambda asked: f"{_find_backup(asked).stem}.zip",
        lambda asked: make_whole(asked.store.path, _find_backup(asked)),
        needs=Role.ADMINISTRATOR,
        listens_to=frozenset({BACKUP_NAME}),
    ),
}
"""Every file by the last part of its address."""
