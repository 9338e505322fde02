"""Figures of CBS for the series that are linked to it, as rows that an import can show and save."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.cbs import Cbs
from sok_metrics.sources.getting import Getter
from sok_metrics.sources.key_figures import KeyFigure, parts
from sok_metrics.sources.known import KEY_FIGURES, Edition, known_editions
from sok_metrics.sources.statline import read_statline
from sok_metrics.sources.units import conversion
from sok_metrics.store import Store
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.tasks.cbs_links import Link, list_links
from sok_metrics.tasks.cbs_notes import Notes, Why
from sok_metrics.texts import _, day, number

COLUMNS = (
    "series_code",
    "period_start",
    "period_end",
    "value",
    "story",
    "source",
    "source_location",
    "note",
    "correction_reason",
    "base_count",
    "origin",
)


@dataclass(frozen=True)
class Suggestion:
    """What CBS has for us: rows of `measurement` in canonical text, and what it has not, in sentences."""

    tables: dict[str, pd.DataFrame]
    notes: tuple[str, ...]
    years: tuple[int, ...]
    """The editions that were looked at."""

    @property
    def count(self) -> int:
        """How many figures there are, known ones too."""
        return sum(len(rows) for rows in self.tables.values())


@dataclass(frozen=True)
class _Provenance:
    """Where the figures of one year come from, as it stands beside each."""

    year: int
    source: str
    location: str
    day: date


def find_editions(getter: Getter) -> list[Edition]:
    """The editions that we know and those that CBS's catalogue has since, oldest first.

    Raises SourceUnreachableError without a network; a catalogue that answers wrongly adds nothing.
    """
    editions = {edition.year: edition for edition in known_editions()}
    try:
        newer = Cbs(getter).editions()
    except SourceFaultError:
        newer = []
    for edition in newer:
        editions.setdefault(edition.year, edition)
    return sorted(editions.values())


def suggest(store: Store, getter: Getter, editions: Sequence[Edition], *, today: date) -> Suggestion:
    """The figures of these editions for every linked series.

    Raises SourceUnreachableError as soon as CBS does not answer. A table that gives a fault costs only its
    own year, which a note tells.
    """
    service = Cbs(getter)
    gathering = _Gathering(store)
    for edition in editions if gathering.fields else ():
        try:
            figures = service.key_figures(edition.table, gathering.fields, gathering.areas)
        except SourceFaultError as error:
            gathering.notes.tell(
                _("De tabel van {year} ({table}) doet niet mee. {why}").format(
                    year=edition.year, table=edition.table, why=error.sentence
                )
            )
            continue
        gathering.take(
            figures,
            _Provenance(
                year=edition.year,
                source=_("CBS {edition} (CC BY 4.0), tabel {table}, opgehaald op {day}").format(
                    edition=edition.title, table=edition.table, day=day(today)
                ),
                location=f"{service.address}/ODataFeed/odata/{edition.table}",
                day=today,
            ),
        )
    return gathering.suggestion([edition.year for edition in editions])


def suggest_from_statline(store: Store, content: bytes, name: str, *, today: date) -> Suggestion:
    """The figures of a file from StatLine for every linked series; SourceFaultError for another file."""
    table = read_statline(content)
    gathering = _Gathering(store)
    gathering.take(
        table.key_figures(gathering.fields, gathering.areas),
        _Provenance(
            year=table.year,
            source=_("CBS {edition} (CC BY 4.0), bestand van StatLine, ingelezen op {day}").format(
                edition=f"{KEY_FIGURES} {table.year}", day=day(today)
            ),
            location=" ".join(name.split())[:100],
            day=today,
        ),
    )
    return gathering.suggestion([table.year])


class _Gathering:
    """The rows and notes of one time of asking, beside what stands in the store."""

    def __init__(self, store: Store) -> None:
        reader = store.reader()
        linked = [link for link in list_links(reader) if link.field]
        self.notes = Notes()
        for link in linked:
            if not link.has_area:
                self.notes.add(Why.NO_CODE, link)
        self._links = [link for link in linked if link.has_area]
        self._stored = {
            link.series_code: list_records(
                reader, "measurement", {"series_code": link.series_code}, with_archived=True
            )
            for link in self._links
        }
        self._rows: list[dict[str, str | None]] = []
        self.fields = sorted({link.field for link in self._links})
        self.areas = sorted({link.area_code for link in self._links})

    def take(self, figures: Sequence[KeyFigure], provenance: _Provenance) -> None:
        """Add what one edition says of every linked series."""
        found = {(figure.area_code, figure.field): figure for figure in figures}
        for link in self._links:
            self._take_one(link, found[link.area_code, link.field], provenance)

    def suggestion(self, years: Sequence[int]) -> Suggestion:
        """Everything that was taken."""
        rows = pd.DataFrame(self._rows, columns=list(COLUMNS), dtype=object)
        tables = {} if rows.empty else {"measurement": rows}
        return Suggestion(tables, self.notes.sentences(), tuple(sorted(years)))

    def _take_one(self, link: Link, figure: KeyFigure, provenance: _Provenance) -> None:
        if figure.value is None or figure.topic is None:
            self.notes.add(Why(figure.outcome.value), link, provenance.year)
            return
        factor = conversion(figure.topic.unit, link.unit)
        if factor is None:
            self.notes.add(Why.OTHER_UNIT, link, provenance.year, cbs_unit=figure.topic.unit)
            return
        why = self._why_left_alone(link, provenance.year)
        if why is not None:
            self.notes.add(why, link, provenance.year)
            return
        stored = self._stored_row(link, provenance.year)
        self._rows.append(_row(link, figure, figure.value * factor, provenance, stored))

    def _why_left_alone(self, link: Link, year: int) -> Why | None:
        """Why a figure of this year has no place in this series; None when it has."""
        if self._is_counted_otherwise(link, year):
            return Why.COUNTED_OTHERWISE
        stored = self._stored_row(link, year)
        if stored is not None:
            return Why.ARCHIVED if stored.is_archived else None
        same_year = [row for row in self._stored[link.series_code] if _year(row) == year]
        return None if all(row.is_archived for row in same_year) else Why.OTHER_PERIOD

    def _is_counted_otherwise(self, link: Link, year: int) -> bool:
        """Whether CBS counted this year in another way than the years that the series holds.

        An empty series takes the newest way of counting.
        """
        turn = link.known_field.counted_otherwise_after if link.known_field else None
        if turn is None:
            return False
        kept = self._stored[link.series_code]
        years = [_year(row) for row in kept if not (row.is_archived or row.is_example)]
        years += [link.baseline_year] if link.baseline_year else []
        is_old = min(years) <= turn if years else False
        return (year <= turn) != is_old

    def _stored_row(self, link: Link, year: int) -> Record | None:
        """What stands in the store for this series and calendar year."""
        period = (f"{year}-01-01", f"{year}-12-31")
        return next((row for row in self._stored[link.series_code] if row.key[1:] == period), None)


def _year(row: Record) -> int:
    return int((row.values["period_end"] or "")[:4])


def _row(
    link: Link, figure: KeyFigure, value: Decimal, provenance: _Provenance, stored: Record | None
) -> dict[str, str | None]:
    """One measurement; what stands in the store already stays as it is, with its own source."""
    kept = dict(stored.values) if stored is not None else {}
    before = kept.get("value")
    if before is not None and Decimal(before) == value and kept["origin"] == "real":
        return {name: kept[name] for name in COLUMNS}
    return {
        **dict.fromkeys(COLUMNS),
        "series_code": link.series_code,
        "period_start": f"{provenance.year}-01-01",
        "period_end": f"{provenance.year}-12-31",
        "value": f"{value.normalize():f}",
        "source": provenance.source,
        "source_location": provenance.location,
        "note": _note(link, figure),
        "correction_reason": _reason(kept, value, provenance.day) if stored is not None else None,
        "origin": "real",
    }


def _note(link: Link, figure: KeyFigure) -> str | None:
    """What who reads the figure must know."""
    notes = []
    if figure.topic is not None and figure.topic.name != parts(link.field)[0]:
        notes.append(_("Het CBS noemt dit hier '{title}'.").format(title=figure.topic.title))
    if figure.is_area_changed:
        notes.append(_("De grens van dit gebied is in dit jaar veranderd."))
    return " ".join(notes) or None


def _reason(kept: dict[str, str | None], value: Decimal, today: date) -> str:
    if kept["origin"] == "example":
        return _("Het echte cijfer staat nu in de plaats van het voorbeeld.")
    return _("Het CBS gaf op {day} {new}; hier stond {old}.").format(
        day=day(today), new=number(value), old=number(kept["value"]) if kept["value"] else "-"
    )
