"""The commands that need a store: the same work, whether this process or a server has it open."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import View
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.store.connection import Store
from sok_metrics.tasks.files.asked import parsed_day, view_on
from sok_metrics.tasks.files.export import partner_workbook
from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.tasks.files.importing import import_file, preview_sentence
from sok_metrics.tasks.files.one_page import one_page
from sok_metrics.tasks.files.project_book import BookFormat, project_book, unknown_format
from sok_metrics.tasks.storage.backup import back_up
from sok_metrics.tasks.storage.check import check_store
from sok_metrics.tasks.storage.dump import DumpFormat, dump_store
from sok_metrics.tasks.storage.restore import restore
from sok_metrics.tasks.storage.status import read_status
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.cells import Choice
from sok_metrics.workbook.exchange.day_order import DAY_FIRST, DayOrder
from sok_metrics.workbook.exchange.doubts import DayDoubt, Doubt
from sok_metrics.workbook.exchange.notation import DecimalSign

_MOST_TOLD = 1_000
"""Problems of a file that an answer names; a file may have a hundred thousand."""

Options = Mapping[str, Any]
"""What the user asked, as it fits in JSON."""


def run_command(store: Store, name: str, options: Options) -> bytes:
    """Do one command and give its answer: the file that it makes (export, dump ...), or else JSON.

    Raises SokError for an unknown name, or for what the command finds impossible.
    """
    if name not in COMMANDS:
        raise SokError(_("De opdracht '{name}' bestaat niet.").format(name=name))
    return COMMANDS[name](store, options)


def _export(store: Store, options: Options) -> bytes:
    return partner_workbook(store, *_asked(options))


def _project_book(store: Store, options: Options) -> bytes:
    try:
        book_format = BookFormat(str(options.get("format")))
    except ValueError as error:
        raise SokError(unknown_format()) from error
    return project_book(store, *_asked(options), book_format)


def _one_page(store: Store, options: Options) -> bytes:
    return one_page(store, *_asked(options), str(options.get("code")))


def _asked(options: Options) -> tuple[View, date]:
    """What is to be shown, and the day on which it is judged."""
    today = clock.today()
    day = parsed_day(str(options.get("as_of") or "")) or today
    return view_on(day, today, with_examples=options.get("with_examples") is not False), day


def _backup(store: Store, options: Options) -> bytes:
    folder, keep = options.get("folder"), options.get("keep")
    report = back_up(
        store,
        Path(str(folder)) if folder is not None else None,
        keep=keep if isinstance(keep, int) else None,
    )
    return _json({"path": str(report.path), "removed": [str(path) for path in report.removed]})


def _restore(store: Store, options: Options) -> bytes:
    return _json({"kept": str(restore(store, Path(str(options.get("path"))), by=SERVER))})


def _dump(store: Store, options: Options) -> bytes:
    return dump_store(store, DumpFormat(str(options.get("format"))), by=SERVER)


def _import(store: Store, options: Options) -> bytes:
    # Only here: it knows much, and the other commands need none of it.
    from sok_metrics.tasks.figures.plain_tables import Said, look_at_plain_table, what_to_say

    sign, order = options.get("decimal"), options.get("days")

    def decide(doubt: Doubt) -> Choice | None:
        if isinstance(doubt, DayDoubt):
            return None if order is None else DayOrder(str(order))
        return None if sign is None else DecimalSign[str(sign).upper()]

    def look_at_plain(content: bytes, name: str) -> FileToImport:
        return look_at_plain_table(store, content, name, Said.of(options), by=SERVER, decide=decide)

    file, number = import_file(
        store,
        Path(str(options.get("file"))),
        by=SERVER,
        only_look=options.get("only_look") is True,
        is_sure=options.get("is_sure") is True,
        decide=decide,
        look_at_plain=look_at_plain,
    )
    ahead = file.preview
    return _json(
        {
            "sentence": preview_sentence(ahead),
            "notes": file.notes,
            "problems": [str(problem) for problem in ahead.problems[:_MOST_TOLD]],
            "warnings": [str(warning) for warning in ahead.warnings[:_MOST_TOLD]],
            "refused": what_to_say(file)
            or _why_refused(file, is_looking=options.get("only_look") is True or number is not None),
            "number": number,
        }
    )


def _why_refused(file: FileToImport, *, is_looking: bool) -> str | None:
    """Why nothing was saved, and what to do; None when there was no reason."""
    undecided = [doubt for doubt in file.doubts if doubt.problem() in file.preview.problems]
    if days := [doubt for doubt in undecided if isinstance(doubt, DayDoubt)]:
        return _("Er is niets opgeslagen. Geef --days day ({text} is {day}) of --days month.").format(
            text=days[0].figure, day=days[0].reading(DAY_FIRST)
        )
    if undecided:
        return _("Er is niets opgeslagen. Geef --decimal comma (15.000 is 15000) of --decimal point.")
    if file.preview.problems:
        return _("Er is niets opgeslagen. Verbeter het bestand en probeer het opnieuw.")
    if file.preview.asks and not is_looking:
        return _("Er is niets opgeslagen: kijk eerst naar wat opvalt. Klopt het? Geef dan ook --sure.")
    return None


def _check(store: Store, options: Options) -> bytes:
    report = check_store(store, clock.today())
    return _json(
        {"problems": report.problems, "warnings": report.warnings, "sentence": report.sentence()},
    )


def _status(store: Store, options: Options) -> bytes:
    report = read_status(store, clock.today())
    return _json({"text": report.as_text(), "facts": report.as_json()})


def _json(answer: Mapping[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


COMMANDS: dict[str, Callable[[Store, Options], bytes]] = {
    "export": _export,
    "project-book": _project_book,
    "one-page": _one_page,
    "backup": _backup,
    "restore": _restore,
    "dump": _dump,
    "import": _import,
    "check": _check,
    "status": _status,
}
"""The commands by the name that the command line and the web route use."""
