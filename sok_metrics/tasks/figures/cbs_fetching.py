"""Getting the figures for the linked series: from CBS, or from a file of StatLine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.cbs import Cbs
from sok_metrics.sources.getting import Getter
from sok_metrics.sources.key_figures import KeyFigure, Outcome
from sok_metrics.sources.known import KEY_FIGURES, Edition, known_editions
from sok_metrics.sources.statline import read_statline
from sok_metrics.sources.statline_layout import what_to_choose
from sok_metrics.tasks.figures.cbs_links import Link
from sok_metrics.texts import _
from sok_metrics.texts.formats import day

_LONGEST_NAME = 100


@dataclass(frozen=True)
class YearOfFigures:
    """What one edition says, and what stands beside its figures as their source."""

    year: int
    source: str
    location: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Fetched:
    """The figures that were got on a day; `faults` tells which editions did not take part."""

    day: date
    years: tuple[YearOfFigures, ...]
    faults: tuple[str, ...] = ()


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


def fetch(links: Sequence[Link], getter: Getter, editions: Sequence[Edition], *, today: date) -> Fetched:
    """What these editions say of the linked series.

    Raises SourceUnreachableError as soon as CBS does not answer. A table that gives a fault costs only its
    own year.
    """
    fields, areas = asked(links)
    service = Cbs(getter)
    years, faults = [], []
    for edition in editions if fields else ():
        try:
            figures = service.key_figures(edition.table, fields, areas)
        except SourceFaultError as error:
            faults.append(
                _("De tabel van {year} ({table}) doet niet mee. {why}").format(
                    year=edition.year, table=edition.table, why=error.sentence
                )
            )
            continue
        source = _("CBS {edition} (CC BY 4.0), tabel {table}, opgehaald op {day}").format(
            edition=edition.title, table=edition.table, day=day(today)
        )
        location = f"{service.address}/ODataFeed/odata/{edition.table}"
        years.append(YearOfFigures(edition.year, source, location, tuple(figures)))
    return Fetched(today, tuple(years), tuple(faults))


def years_of_files(today: date) -> list[int]:
    """The years that a file may be of, newest first."""
    return [*range(today.year, known_editions()[0].year - 1, -1)]


def read_file(
    links: Sequence[Link], content: bytes, name: str, *, today: date, year: int | None = None
) -> Fetched:
    """What a file from StatLine says of the linked series; `year` for a file that does not say it.

    Raises YearMissingError when the year must be asked, and SourceFaultError for another file.
    """
    file = read_statline(content, year)
    fields, areas = asked(links)
    location = "".join(sign for sign in name if sign.isprintable())[:_LONGEST_NAME]
    years = tuple(
        YearOfFigures(
            table.year,
            _("CBS {table} (CC BY 4.0), bestand van StatLine, ingelezen op {day}").format(
                table=file.title or f"{KEY_FIGURES} {table.year}", day=day(today)
            ),
            location,
            tuple(table.key_figures(fields, areas)),
        )
        for table in file.tables
    )
    return Fetched(today, years, (*file.notes, *_nothing_found(years)))


def _nothing_found(years: Sequence[YearOfFigures]) -> list[str]:
    """What to choose, when none of the figures that are asked stands in a file."""
    if any(figure.outcome is not Outcome.NO_FIELD for year in years for figure in year.figures):
        return []
    return [
        _("In dit bestand staat geen van de cijfers die bij uw indicatoren horen. {choose}").format(
            choose=what_to_choose()
        )
    ]


def asked(links: Sequence[Link]) -> tuple[list[str], list[str]]:
    """The fields and the areas that the linked series need."""
    chosen = [link for link in links if link.field and link.has_area]
    return sorted({link.field for link in chosen}), sorted({link.area_code for link in chosen})
