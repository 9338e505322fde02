"""The way out and back: the whole store as a workbook or a folder, and a store out of these."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from sok_metrics.errors import InvalidDataError, Problem, SokError
from sok_metrics.nouns import TABLES, TABLES_BY_NAME
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.nouns.whole import whole_sheets
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.refill import refill
from sok_metrics.store.connection import Store
from sok_metrics.store.making import new_store
from sok_metrics.store.migration import known_migrations
from sok_metrics.store.queries.dump import read_rows, read_structure
from sok_metrics.store.queries.erased import IDEA, PERSON
from sok_metrics.tasks.files.beside import beside
from sok_metrics.tasks.starting.start import default_folders, start_from_folders
from sok_metrics.tasks.storage.check import find_faults
from sok_metrics.tasks.storage.erased import erase_again, erased_beside
from sok_metrics.texts import _
from sok_metrics.workbook.dump.cells import WholeDump
from sok_metrics.workbook.dump.read import is_dump, read_dump
from sok_metrics.workbook.dump.write import dump_workbook, dump_zip
from sok_metrics.workbook.exchange.csv_folder import read_csv_folder


class DumpFormat(StrEnum):
    """As what a dump goes out."""

    WORKBOOK = "xlsx"
    ZIP = "zip"


def dump_store(store: Store, kind: DumpFormat, *, by: Actor) -> bytes:
    """All that the store holds, history and personal data included, as one file; only for administrators."""
    require_role(by, Role.ADMINISTRATOR)
    with store.unchanging():
        reader = store.whole()
        sheets = [(sheet, read_rows(reader, sheet)) for sheet in whole_sheets(TABLES)]
        dump = WholeDump(read_structure(reader), sheets)
    return beside(dump_workbook if kind is DumpFormat.WORKBOOK else dump_zip, dump)


def start_from_dump(path: Path, source: Path) -> None:
    """Make a store at `path` that is identical to the one of which `source` is the dump.

    The file appears only when it is whole. Raises StoreExistsError when there is one already, or
    InvalidDataError with every problem.
    """
    found = read_dump(source, newest=known_migrations()[-1].number)
    with new_store(path) as store:
        refill(store, found.tables)
        faults = find_faults(store.whole())
        if faults:
            problems = [Problem.of_sheet(source.name, fault) for fault in faults]
            raise InvalidDataError(
                _("De gegevens in {path} kloppen niet met elkaar. Er is niets opgeslagen. {first}").format(
                    path=source, first=faults[0]
                ),
                problems,
            )
        erase_again(store, erased_beside(path))


def start_from(path: Path, sources: Sequence[Path]) -> None:
    """Make a store at `path` out of folders of the exchange format, or out of one dump.

    Raises what `start_from_folders` and `start_from_dump` raise.
    """
    dumps = [source for source in sources if is_dump(source)]
    if not dumps:
        _refuse_erased(path, sources)
        start_from_folders(path, sources)
        return
    if len(sources) > 1:
        raise SokError(
            _(
                "In {path} staat een heel SOK-bestand, met geschiedenis. Dat gaat niet samen met andere "
                "gegevens. Noem alleen dit. Er is niets opgeslagen."
            ).format(path=dumps[0])
        )
    start_from_dump(path, dumps[0])


def _refuse_erased(path: Path, sources: Sequence[Path]) -> None:
    """Refuse tables without history with the code of what was erased: who or what is it?"""
    erased = erased_beside(path)
    built_in = default_folders(with_examples=True)
    for source in sources if erased else ():
        tables = read_csv_folder(source) if source not in built_in else {}
        for table, advice in _ERASED_ADVICE.items():
            keys = {one.key[0] for one in erased if one.table == table}
            rows = tables.get(table)
            known = set(rows[TABLES_BY_NAME[table].key[0]].dropna()) if rows is not None else set()
            if found := sorted(keys & known):
                raise SokError(advice.format(path=source, codes=", ".join(found)))


_ERASED_ADVICE = {
    PERSON: _(
        "In {path} staan mensen met een code van iemand die vergeten is: {codes}. Er is niets "
        "opgeslagen. Haal deze regels weg. Is het iemand anders? Geef die een andere code."
    ),
    IDEA: _(
        "In {path} staan ideeën met een nummer van wat voorgoed verwijderd is: {codes}. Er is niets "
        "opgeslagen. Haal deze regels weg. Is het een ander idee? Geef het een ander nummer."
    ),
}
