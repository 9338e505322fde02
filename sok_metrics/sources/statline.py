"""Key figures in a CSV file that somebody took from StatLine: the way without a network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.key_figures import (
    KeyFigure,
    Mark,
    Topic,
    find_topics,
    look_up,
    name_of_title,
)
from sok_metrics.sources.known import field_named
from sok_metrics.sources.statline_cells import Period, read_figure, read_year, split_heading, year_in_title
from sok_metrics.sources.statline_layout import CHANGES, CODE, PERIODS, Heading, Layout, find_layout
from sok_metrics.sources.statline_left_out import lines_left_out, periods_left_out
from sok_metrics.sources.statline_long import is_long, made_wide
from sok_metrics.texts import _

LARGEST = 20_000_000
"""Bytes of one file; a large municipality is 60 thousand."""
_NO_TOPICS = {CODE, CHANGES, *PERIODS, "Gemeentenaam", "Soort regio", "Wijken en buurten", "Regio's", ""}
_BORDERS_CHANGED = "3"


class YearMissingError(SourceFaultError):
    """A file that we read, but that does not say of which year it is."""


@dataclass(frozen=True)
class Line:
    """What a file says of one area in one year."""

    number: int
    cells: Sequence[str]
    mark: Mark = Mark.NONE
    """That of its period."""


Read = Mapping[str, Mapping[str, tuple[Decimal | None, Mark]]]
"""Area code -> topic key -> figure and its mark."""


@dataclass(frozen=True)
class StatlineTable:
    """The key figures of one year, of the areas that stand in the file."""

    year: int
    topics: tuple[Topic, ...]
    """Their keys end in the numbers of the columns."""
    lines: Mapping[str, Line]
    """Area code -> its line."""
    changed_areas: frozenset[str] = frozenset()
    """Where the borders are others than the year before."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Topic key -> the mark of its period, where the periods have columns."""

    def key_figures(self, fields: Sequence[str], area_codes: Sequence[str]) -> list[KeyFigure]:
        """What this file says of each field in each area."""
        asked = {topic.key: topic for field in fields for topic in find_topics(self.topics, field)}
        read = {
            area: {key: _read(line, topic) for key, topic in asked.items()}
            for area, line in self.lines.items()
        }
        figures = {
            area: {key: figure for key, (figure, _mark) in found.items()} for area, found in read.items()
        }
        found = look_up(self.topics, figures, fields, area_codes)
        return [self._told(figure, read) for figure in found]

    def _told(self, figure: KeyFigure, read: Read) -> KeyFigure:
        """A figure with what the file says beside it."""
        if figure.value is None or figure.topic is None:
            return figure
        area, key = figure.area_code, figure.topic.key
        mark = read[area][key][1] or self.lines[area].mark or self.marks.get(key, Mark.NONE)
        return replace(figure, mark=mark, is_area_changed=area in self.changed_areas)


@dataclass(frozen=True)
class StatlineFile:
    """What a file holds: a table for each year, and in sentences what of it was not read."""

    title: str
    tables: tuple[StatlineTable, ...]
    notes: tuple[str, ...]


def read_statline(content: bytes, year: int | None = None) -> StatlineFile:
    """Read an export of the key figures; `year` counts only when the file itself does not say it.

    Raises YearMissingError when nobody says it, and SourceFaultError with what is wrong with another file.
    """
    if len(content) > LARGEST:
        raise SourceFaultError(_("Dit bestand is te groot. Kies op StatLine alleen uw gemeente."))
    layout = find_layout(content)
    notes = lines_left_out(layout.left_out)
    if is_long(layout):
        layout = made_wide(layout)
    lines, unread = _line_periods(layout)
    columns = _column_periods(layout)
    above = year_in_title(layout.title)
    if above is not None and not lines:
        lines = dict.fromkeys(layout.body, above)
    years = _years(above, {period.year for period in (*lines.values(), *columns.values())}, year)
    tables = tuple(_table(layout, one, lines, columns) for one in years)
    return StatlineFile(layout.title, tables, (*notes, *unread))


def _line_periods(layout: Layout) -> tuple[dict[int, Period], list[str]]:
    """The year of each line, where a column says it, and in a sentence the periods that are no year."""
    place = layout.column(*PERIODS)
    if place is None:
        return {}, []
    told = {n: cells[place].strip() for n, cells in layout.body.items()}
    periods = {n: period for n, text in told.items() if (period := read_year(text))}
    others = list(dict.fromkeys(text or _("(leeg)") for n, text in told.items() if n not in periods))
    if any(told.values()) and not periods:
        raise SourceFaultError(
            _("In de kolom '{title}' staat geen jaar maar '{period}'. Kies op StatLine hele jaren.").format(
                title=layout.headings[place].title, period=others[0]
            )
        )
    return periods, periods_left_out(others) if periods else []


def _column_periods(layout: Layout) -> dict[int, Period]:
    """The year of each column, where a heading says it."""
    found = {}
    for n, heading in enumerate(layout.headings):
        period = next((period for text in heading.above if (period := read_year(text))), None)
        if period is not None:
            found[n] = period
    return found


def _years(above: Period | None, said: set[int], chosen: int | None) -> list[int]:
    """The years of a file; what stands above the table may not contradict the lines."""
    if above is not None and said - {above.year}:
        raise SourceFaultError(
            _(
                "Boven dit bestand staat {year}, en erin staan cijfers van {others}. Wij kunnen niet zien "
                "van welk jaar het is. Haal het opnieuw van StatLine."
            ).format(year=above.year, others=", ".join(map(str, sorted(said - {above.year}))))
        )
    if said:
        return sorted(said)
    if chosen is None:
        raise YearMissingError(_("In dit bestand staat niet van welk jaar de cijfers zijn. Kies het jaar."))
    return [chosen]


def _table(
    layout: Layout, year: int, periods: Mapping[int, Period], columns: Mapping[int, Period]
) -> StatlineTable:
    """What a file says of one year."""
    body = {
        n: cells
        for n, cells in layout.body.items()
        if not periods or (n in periods and periods[n].year == year)
    }
    areas = {n: cells[layout.code_column].strip().upper() for n, cells in body.items()}
    _refuse_double(areas, year)
    topics = {
        n: topic
        for n, heading in enumerate(layout.headings)
        if (n not in columns or columns[n].year == year) and (topic := _topic(heading, n)) is not None
    }
    change = layout.column(CHANGES)
    return StatlineTable(
        year=year,
        topics=tuple(topics.values()),
        lines={
            areas[n]: Line(n, cells, periods[n].mark if n in periods else Mark.NONE)
            for n, cells in body.items()
        },
        changed_areas=frozenset(
            areas[n]
            for n, cells in body.items()
            if change is not None and cells[change].strip() == _BORDERS_CHANGED
        ),
        marks={topic.key: columns[n].mark for n, topic in topics.items() if n in columns},
    )


def _topic(heading: Heading, column: int) -> Topic | None:
    """The subject of a column; None for one that describes the area."""
    title, unit = heading.title, heading.unit
    if read_year(title):
        # The years stand below the subjects.
        others = [text for text in heading.above if text and not read_year(text)]
        title, in_brackets = split_heading(others[-1]) if others else ("", "")
        unit = unit or in_brackets
    if title in _NO_TOPICS:
        return None
    name = name_of_title(title)
    known = field_named(name)
    return Topic(f"{name}_{column}", title, unit or (known.unit if known else ""))


def _read(line: Line, topic: Topic) -> tuple[Decimal | None, Mark]:
    return read_figure(line.cells[int(topic.key.rpartition("_")[2])], line.number, topic.title)


def _refuse_double(areas: Mapping[int, str], year: int) -> None:
    first: dict[str, int] = {}
    for n, area in areas.items():
        if area in first:
            raise SourceFaultError(
                _(
                    "Op regel {one} en {other} van het bestand staat hetzelfde gebied ({area}) met hetzelfde "
                    "jaar ({year}). Staat er nog een kenmerk in de tabel? "
                    "Kies daarvan op StatLine één waarde."
                ).format(one=first[area], other=n, area=area, year=year)
            )
        first[area] = n
