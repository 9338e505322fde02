"""The exchange format in and out: what a file would change, saving it whole or not at all, files to send."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sok_metrics.errors import InvalidDataError, RefusedError, SokError
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.preview import Preview, meant_rows, preview
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.whole_tables import read_whole_tables
from sok_metrics.tasks.files.beside import beside
from sok_metrics.tasks.files.correcting import corrections_without_reason, with_reason
from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.texts import _
from sok_metrics.texts.importing import counts_sentence
from sok_metrics.workbook.exchange.doubts import Decide, nobody_said

LARGEST_FILE = 20 * 2**20
"""Bytes: more than 100,000 measurements with their sources and notes."""


class PreviewOutdatedError(SokError):
    """Saving would do something else by now than what was looked at; `fresh` is what it would do."""

    def __init__(self, sentence: str, fresh: Preview) -> None:
        super().__init__(sentence)
        self.fresh = fresh


def look_at_file(
    store: Store, content: bytes, name: str, *, by: Actor, decide: Decide = nobody_said
) -> FileToImport:
    """What the file would change, with every problem; nothing is written.

    `decide` says of a column that can be read in two ways which one is meant. Raises RefusedError for a file
    that cannot be read at all, with what it is and what to do.
    """
    # Only here: openpyxl takes 0.1 s to load, which who imports nothing should not pay.
    from sok_metrics.workbook.exchange.read import read_exchange

    require_role(by, Role.EDITOR)
    refuse_large(len(content))
    reading = read_exchange(content, name, decide)
    if reading.refusal is not None:
        raise RefusedError(f"{name}: {reading.refusal}")
    ahead = preview(store, reading.tables, by=by, known_problems=reading.problems)
    ahead = replace(ahead, warnings=(*reading.remarks, *ahead.warnings))
    return FileToImport(name, reading.tables, reading.notes, ahead, reading.doubts, reading.is_unknown)


def save_import(
    store: Store,
    tables: Mapping[str, pd.DataFrame],
    *,
    by: Actor,
    reason: str,
    source: ChangeSource = ChangeSource.IMPORT,
    seen: Preview | None = None,
) -> int:
    """Save these tables as one change that can be undone as a whole, and give its number; all or nothing.

    With `seen` it saves only what that preview showed. Raises PreviewOutdatedError when it would do something
    else by now, InvalidDataError with every problem, SokError when there is nothing to save.
    """
    require_role(by, Role.EDITOR)
    if seen is not None and seen.problems:
        raise InvalidDataError(_("Er is niets opgeslagen: in het bestand is iets fout."), seen.problems)
    with store.write(by=by, reason=reason, source=source) as change:
        # Writers take turns, so nobody can come between this look and the write.
        if seen is not None and seen.last_change != store.whole().last_change:
            _refuse_outdated(store, tables, by, seen)
        change.put_all(meant_rows(tables))
        if not change.line_count:
            raise SokError(_("Er is niets op te slaan: alles staat er al zo."))
    return change.number


def import_file(
    store: Store,
    path: Path,
    *,
    by: Actor,
    only_look: bool = False,
    is_sure: bool = False,
    decide: Decide = nobody_said,
    look_at_plain: Callable[[bytes, str], FileToImport] | None = None,
) -> tuple[FileToImport, int | None]:
    """Save what a file on this computer holds; gives what was found, and the number of the change.

    Without a number nothing was saved: there are problems, there is no news, it was only to look, or there is
    something to ask and nobody is sure. A file in which nothing of ours was found is looked at as a plain
    table.
    Raises SokError when the file cannot be read.
    """
    file = look_at_path(store, path, by=by, decide=decide)
    if file.is_unknown and look_at_plain is not None:
        file = look_at_plain(path.read_bytes(), path.name)
    is_asked = file.preview.asks and not is_sure
    if only_look or is_asked or file.preview.problems or not file.preview.has_news:
        return file, None
    file = explain(store, file, reason_for(file.name), by=by)
    number = save_import(store, file.tables, by=by, reason=reason_for(file.name), seen=file.preview)
    if file.remember is not None:
        file.remember()
    return file, number


def explain(store: Store, file: FileToImport, reason: str, *, by: Actor) -> FileToImport:
    """The file with this reason at the corrections that have none of their own."""
    lacking = corrections_without_reason(file.preview)
    if not lacking:
        return file
    tables = with_reason(file.tables, lacking, reason)
    return replace(file, tables=tables, preview=preview(store, tables, by=by))


def look_at_path(store: Store, path: Path, *, by: Actor, decide: Decide = nobody_said) -> FileToImport:
    """The same as `look_at_file` for a file on this computer."""
    try:
        refuse_large(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise SokError(
            _(
                "Het bestand {path} kan niet worden gelezen. Controleer de naam, "
                "en of u het mag lezen. Er is niets opgeslagen."
            ).format(path=path)
        ) from error
    return look_at_file(store, content, path.name, by=by, decide=decide)


def preview_sentence(ahead: Preview) -> str:
    """How many rows of each kind: "12 nieuw, 3 veranderd, 240 hetzelfde, 2 fout"."""
    return counts_sentence(
        new=ahead.new,
        changed=ahead.changed,
        unchanged=ahead.unchanged,
        wrong=ahead.wrong,
        put_away=ahead.put_away,
        brought_back=ahead.brought_back,
    )


def reason_for(file_name: str) -> str:
    """What history says of an import."""
    return _("Ingelezen uit {file}").format(file=file_name)


def refuse_large(size: int) -> None:
    """Raise SokError for a file that is larger than anybody's figures."""
    if size > LARGEST_FILE:
        raise SokError(
            _(
                "Dit bestand is te groot: {size} MB, en het mag hooguit {largest} MB zijn. "
                "Verdeel het over meer bestanden. Er is niets opgeslagen."
            ).format(size=-(-size // 2**20), largest=LARGEST_FILE // 2**20)
        )


def exchange_workbook(store: Store, *, by: Actor) -> bytes:
    """Everything that stands in the store now as the exchange workbook; people only for administrators."""
    from sok_metrics.workbook.exchange.write import write_exchange

    require_role(by, Role.EDITOR)
    # Personal data leave the store only with the administrators.
    names = [table.name for table in TABLES if by.role is Role.ADMINISTRATOR or not table.about_people]
    return beside(write_exchange, read_whole_tables(store.whole(), names))


def empty_workbook(store: Store) -> bytes:
    """The exchange workbook without rows, with what each column is for."""
    from sok_metrics.workbook.exchange.write import write_template

    agreement = read_agreement(store.whole())
    return beside(write_template, agreement.neighbourhood if agreement else None)


def _refuse_outdated(store: Store, tables: Mapping[str, pd.DataFrame], by: Actor, seen: Preview) -> None:
    fresh = preview(store, tables, by=by)
    if not fresh.is_like(seen):
        raise PreviewOutdatedError(
            _(
                "Iemand heeft intussen iets veranderd. Er is nog niets opgeslagen. "
                "Hieronder staat wat uw bestand nu verandert."
            ),
            fresh,
        )
