"""Figures of CBS for the series that are linked to it, as rows that an import can show and save."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from sok_metrics.nouns.model import Actor
from sok_metrics.sources.key_figures import KeyFigure, parts
from sok_metrics.sources.units import conversion
from sok_metrics.store.changes.preview import Preview
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.store.queries.undoings import list_undoings
from sok_metrics.tasks.figures.cbs_fetching import Fetched, YearOfFigures
from sok_metrics.tasks.figures.cbs_links import Link, list_links
from sok_metrics.tasks.figures.cbs_notes import Notes, Why
from sok_metrics.tasks.figures.provisional import marked
from sok_metrics.tasks.files.importing import save_import
from sok_metrics.texts import _
from sok_metrics.texts.formats import day, number

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
    "archived_at",
)


@dataclass(frozen=True)
class Suggestion:
    """What CBS has for us: rows of `measurement` in canonical text, and what it has not, in sentences."""

    tables: dict[str, pd.DataFrame]
    notes: tuple[str, ...]
    years: tuple[int, ...]
    """The years that were got."""

    @property
    def count(self) -> int:
        """How many figures there are, known ones too."""
        return sum(len(rows) for rows in self.tables.values())


def suggest_from(store: Store, fetched: Fetched) -> Suggestion:
    """What of these figures has a place in the store as it is now."""
    comparing = _Comparing(store, fetched.day)
    for year in fetched.years:
        comparing.take(year)
    notes = (*fetched.faults, *comparing.notes.sentences())
    rows = pd.DataFrame(comparing.rows, columns=list(COLUMNS), dtype=object)
    tables = {} if rows.empty else {"measurement": rows}
    return Suggestion(tables, notes, tuple(sorted(year.year for year in fetched.years)))


def save_suggestion(store: Store, suggestion: Suggestion, *, by: Actor, seen: Preview) -> int:
    """Save what the preview showed as one change set, and give its number."""
    reason = _("Cijfers van het CBS over {years}").format(years=", ".join(map(str, suggestion.years)))
    return save_import(store, suggestion.tables, by=by, reason=reason, seen=seen)


class _Comparing:
    """Figures that were got beside what stands in the store."""

    def __init__(self, store: Store, today: date) -> None:
        reader = store.whole()
        self._today = today
        self._undoings = list_undoings(reader)
        self.notes = Notes()
        self.rows: list[dict[str, str | None]] = []
        linked = [link for link in list_links(reader) if link.field]
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

    def take(self, year: YearOfFigures) -> None:
        """Add what one year says of every linked series; one that was linked since is passed over."""
        found = {(figure.area_code, figure.field): figure for figure in year.figures}
        for link in self._links:
            figure = found.get((link.area_code, link.field))
            if figure is not None:
                self._take_one(link, figure, year)

    def _take_one(self, link: Link, figure: KeyFigure, year: YearOfFigures) -> None:
        if figure.value is None or figure.topic is None:
            self.notes.add(figure.outcome, link, year.year)
            return
        factor = conversion(figure.topic.unit, link.unit)
        if factor is None:
            self.notes.add(Why.OTHER_UNIT, link, year.year, cbs_unit=figure.topic.unit)
            return
        why = self._why_left_alone(link, year.year)
        if why is not None:
            self.notes.add(why, link, year.year)
            return
        value, stored = figure.value * factor, self._stored_row(link, year.year)
        if stored is None:
            self.rows.append(_new_row(link, figure, value, year))
        elif _is_known(stored, value):
            known = {name: stored.values[name] for name in COLUMNS}
            self.rows.append(known | {"note": marked(known["note"], figure.mark)})
        else:
            reason = _reason(stored, value, self._today)
            self.rows.append(_new_row(link, figure, value, year) | {"correction_reason": reason})

    def _why_left_alone(self, link: Link, year: int) -> Why | None:
        """Why a figure of this year has no place in this series; None when it has."""
        if self._is_counted_otherwise(link, year):
            return Why.COUNTED_OTHERWISE
        stored = self._stored_row(link, year)
        if stored is not None:
            # What went because the change that added it was undone may come again.
            is_put_away = stored.is_archived and stored.change_set not in self._undoings
            return Why.ARCHIVED if is_put_away else None
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


def _is_known(stored: Record, value: Decimal) -> bool:
    """Whether this very figure stands in the store as a real one; then it keeps its own source."""
    before = stored.values["value"]
    is_real = not (stored.is_example or stored.is_archived)
    return before is not None and Decimal(before) == value and is_real


def _new_row(link: Link, figure: KeyFigure, value: Decimal, year: YearOfFigures) -> dict[str, str | None]:
    """One measurement, with everything that tells where it comes from."""
    return {
        **dict.fromkeys(COLUMNS),
        "series_code": link.series_code,
        "period_start": f"{year.year}-01-01",
        "period_end": f"{year.year}-12-31",
        "value": f"{value.normalize():f}",
        "source": year.source,
        "source_location": year.location,
        "note": _note(link, figure),
        "origin": "real",
    }


def _note(link: Link, figure: KeyFigure) -> str | None:
    """What who reads the figure must know."""
    notes = []
    if figure.topic is not None and figure.topic.name != parts(link.field)[0]:
        notes.append(_("Het CBS noemt dit hier '{title}'.").format(title=figure.topic.title))
    if figure.is_area_changed:
        notes.append(_("De grens van dit gebied is in dit jaar veranderd."))
    return marked(" ".join(notes) or None, figure.mark)


def _reason(stored: Record, value: Decimal, today: date) -> str:
    """Why this figure comes in the place of what stood there."""
    if stored.is_archived:
        return _("Opnieuw genomen van het CBS.")
    if stored.is_example:
        return _("Het echte cijfer staat nu in de plaats van het voorbeeld.")
    before = stored.values["value"]
    return _("Het CBS gaf op {day} {new}; hier stond {old}.").format(
        day=day(today), new=number(value), old=number(before)
    )
