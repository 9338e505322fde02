"""Checking a store: does all of it hold together, and do its settings make sense?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.model import Reason, SeriesRole
from sok_metrics.store.connection import Store
from sok_metrics.store.queries import integrity
from sok_metrics.store.queries.books import read_books
from sok_metrics.store.queries.integrity import WrongRows
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.store.reader import WholeReader
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import euros, number
from sok_metrics.texts.statuses import reason_sentence
from sok_metrics.views.energy_budget.ledger import SurpriseKind

_CONTRADICTIONS = frozenset(
    {
        Reason.TARGET_EQUALS_BASELINE,
        Reason.TARGET_AGAINST_DIRECTION,
        Reason.TARGET_DATE_BEFORE_BASELINE,
        Reason.TARGET_IS_ITSELF,
        Reason.INTERIM_CONTRADICTS,
        Reason.NO_TARGET_DATE,
        Reason.RANGE_INCOMPLETE,
        Reason.TARGET_OUT_OF_BOUNDS,
        Reason.GROWTH_NEEDS_POSITIVE,
        Reason.BASELINE_WITHOUT_DATE,
    }
)


@dataclass(frozen=True)
class CheckReport:
    """What is wrong in a store (problems) and what somebody should look at (warnings), in Dutch sentences."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong; warnings are no fault of the store."""
        return not self.problems

    def sentence(self) -> str:
        """The outcome in one sentence."""
        if self.is_good:
            return _("Het bestand is in orde.")
        return ngettext(
            "Er is {count} fout gevonden in het bestand.",
            "Er zijn {count} fouten gevonden in het bestand.",
            len(self.problems),
        ).format(count=len(self.problems))


def check_store(store: Store, today: date) -> CheckReport:
    """Look at every row of the store, archived and examples too; a damaged file raises StoreDamagedError."""
    reader = store.whole()
    problems = (*find_faults(reader), *_money(reader, today))
    settings = _contradicting_settings(reader, today)
    return CheckReport(problems, (*_beyond_limits(reader), *_double_measurements(reader), *settings))


def find_faults(reader: WholeReader) -> tuple[str, ...]:
    """What no store may have, whatever people do: a sentence for each."""
    return (*_migrations(reader), *_history(reader), *_references(reader), *_counters(reader))


def _migrations(reader: WholeReader) -> Iterator[str]:
    for step in integrity.list_changed_migrations(reader):
        yield _(
            "Stap {number} van de opbouw van het bestand is anders dan in deze versie van de SOK-monitor. "
            "Installeer de versie waarmee het bestand is gemaakt, of een nieuwere."
        ).format(number=step)


def _history(reader: WholeReader) -> Iterator[str]:
    for found in integrity.find_rows_without_twin(reader):
        yield _("{rows} niet hetzelfde in de geschiedenis: {keys}.").format(**_shown(found))
    for found in integrity.find_twins_without_row(reader):
        yield _("{rows} wel in de geschiedenis, maar niet of anders in de tabel: {keys}.").format(
            **_shown(found)
        )
    for found in integrity.find_rows_without_change(reader):
        yield _("{rows} zonder aantekening van wie ze heeft opgeslagen: {keys}.").format(**_shown(found))


def _references(reader: WholeReader) -> Iterator[str]:
    for found in integrity.find_dangling_references(reader):
        heading = TABLES_BY_NAME[found.table].column(found.column).heading if found.column else ""
        yield _("{rows} in kolom '{heading}' een code die niet bestaat: {keys}.").format(
            heading=heading, **_shown(found)
        )


def _counters(reader: WholeReader) -> Iterator[str]:
    for found in integrity.find_low_counters(reader):
        yield _("De teller van '{sheet}' staat te laag: nummer {number} is al gebruikt.").format(
            sheet=_sheet(found.table), number=found.keys[0]
        )


def _money(reader: WholeReader, today: date) -> Iterator[str]:
    """What the rules of money refuse now, in a store of before; not where it was said why it may be."""
    books = read_books(reader, today)
    for one in books.unexplained:
        fund = books.fund_names.get(one.fund_code, one.fund_code)
        sentence = (
            _("Uit '{fund}' is {amount} meer toegekend dan er is.")
            if one.kind is SurpriseKind.OVERGRANTED
            else _("Van toekenning {number} is uit '{fund}' {amount} te veel betaald.")
        )
        yield sentence.format(fund=fund, amount=euros(one.amount), number=one.allocation_number)


def _beyond_limits(reader: WholeReader) -> Iterator[str]:
    """What came in before there were limits: it makes pages unreadable and documents slow."""
    for found in integrity.find_cells_beyond_limits(reader):
        column = TABLES_BY_NAME[found.table].column(found.column or "")
        sentence = (
            _("{rows} met een tekst in '{heading}' die langer is dan {most} tekens: {keys}. Kort haar in.")
            if column.is_free_text
            else _("{rows} met een getal in '{heading}' dat te groot of te klein is: {keys}. Verbeter het.")
        )
        most = number(column.longest, 0)
        yield sentence.format(heading=column.heading, most=most, **_shown(found))


def _double_measurements(reader: WholeReader) -> Iterator[str]:
    for found in integrity.find_double_measurements(reader):
        yield _("{rows} met dezelfde laatste dag als een andere meting van die reeks: {keys}.").format(
            **_shown(found)
        )


def _contradicting_settings(reader: WholeReader, today: date) -> Iterator[str]:
    """Series of our own that get no judgement because their settings contradict each other."""
    assessed = read_progress(reader, today).assessed
    chosen = assessed["reason"].isin(list(_CONTRADICTIONS)) & (
        assessed["role"] != SeriesRole.COMPARISON.value
    )
    for row in assessed[chosen].itertuples():
        name = " ".join(str(part) for part in (row.indicator_name, row.series_label) if part)
        yield f"{row.series_code} ({name}): {reason_sentence(str(row.reason))}"


def _shown(found: WrongRows) -> dict[str, str]:
    """The words for wrong rows: how many on which sheet, and their first keys."""
    rows = ngettext(
        "Op '{sheet}' staat {count} regel", "Op '{sheet}' staan {count} regels", found.count
    ).format(sheet=_sheet(found.table), count=found.count)
    more = ", ..." if found.count > len(found.keys) else ""
    return {"rows": rows, "keys": "; ".join(found.keys) + more}


def _sheet(table: str) -> str:
    return TABLES_BY_NAME[table].sheet if table in TABLES_BY_NAME else _("wijzigingen")
