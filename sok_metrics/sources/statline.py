"""Key figures in a CSV file that somebody took from StatLine: the way without a network."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.key_figures import KeyFigure, Topic, find_topics, look_up, name_of_title
from sok_metrics.sources.known import KEY_FIGURES, year_of
from sok_metrics.texts import _

LARGEST = 20_000_000
"""Bytes of one file; a large municipality is 60 thousand."""
_CODE, _YEAR, _CHANGES = "Codering", "Jaar", "Indelingswijziging wijken en buurten"
_BORDERS_CHANGED = "3"
_UNKNOWN = {"", ".", "-", "x"}
"""What StatLine writes where there is no figure to give; none of them is 0."""
_NUMBER = re.compile(r"-?\d+(,\d+)?")


@dataclass(frozen=True)
class StatlineTable:
    """The key figures of one year, of the areas that stand in the file."""

    year: int
    topics: tuple[Topic, ...]
    """Their keys are the numbers of the columns."""
    lines: Mapping[str, tuple[int, Sequence[str]]]
    """Area code -> number and cells of its line."""
    changed_areas: frozenset[str]
    """Where the borders are others than the year before."""

    def key_figures(self, fields: Sequence[str], area_codes: Sequence[str]) -> list[KeyFigure]:
        """What this file says of each field in each area."""
        asked = {topic.key: topic for field in fields for topic in find_topics(self.topics, field)}
        rows = {
            area: {key: _number(cells[_column(topic)], line, topic.title) for key, topic in asked.items()}
            for area, (line, cells) in self.lines.items()
        }
        return [
            replace(figure, is_area_changed=figure.area_code in self.changed_areas)
            for figure in look_up(self.topics, rows, fields, area_codes)
        ]


def read_statline(content: bytes) -> StatlineTable:
    """Read an export of the key figures; SourceFaultError says what is wrong with another file."""
    if len(content) > LARGEST:
        raise SourceFaultError(_("Dit bestand is te groot. Kies op StatLine alleen uw gemeente."))
    lines = _lines(content)
    place = next((n for n, cells in enumerate(lines) if _CODE in map(_title, cells)), None)
    if place is None or place + 1 >= len(lines):
        raise SourceFaultError(
            _(
                "Dit is geen bestand van StatLine dat wij kennen: er is geen kolom '{code}'. "
                "Zoek op StatLine de tabel '{table}' van een jaar, en kies daar CSV."
            ).format(code=_CODE, table=KEY_FIGURES)
        )
    titles = [_title(cell) for cell in lines[place]]
    body = {n: cells for n, cells in enumerate(lines[place + 2 :], start=place + 3) if any(cells)}
    _refuse_short(body, len(titles))
    code = titles.index(_CODE)
    return StatlineTable(
        year=_edition_year(lines[0], _values(body, titles, _YEAR)),
        topics=_topics(titles, lines[place + 1]),
        lines={cells[code].strip(): (n, cells) for n, cells in body.items()},
        changed_areas=_changed_areas(body, titles, code),
    )


def _lines(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel writes Windows' own character set when somebody saves the file again.
        text = content.decode("cp1252", errors="replace")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    except csv.Error as error:
        raise SourceFaultError(_("Dit bestand is niet te lezen als CSV.")) from error


def _title(cell: str) -> str:
    """A heading without the signs before it that StatLine draws its lines with."""
    return " ".join(cell.strip().lstrip("|").split())


def _topics(titles: Sequence[str], units: Sequence[str]) -> tuple[Topic, ...]:
    """The columns with figures: those after the description of the area."""
    first = 1 + max(n for n, title in enumerate(titles) if title in (_CODE, _YEAR, _CHANGES))
    return tuple(
        Topic(f"{name_of_title(title)}_{column}", title, unit.strip())
        for column, (title, unit) in enumerate(zip(titles, units, strict=False))
        if column >= first and title
    )


def _column(topic: Topic) -> int:
    return int(topic.key.rpartition("_")[2])


def _refuse_short(body: Mapping[int, Sequence[str]], width: int) -> None:
    short = next((n for n, cells in body.items() if len(cells) < width), None)
    if short is not None:
        raise SourceFaultError(
            _("Op regel {line} van het bestand ontbreken cellen. Haal het opnieuw van StatLine.").format(
                line=short
            )
        )


def _number(cell: str, line: int, title: str) -> Decimal | None:
    text = cell.strip()
    if text in _UNKNOWN:
        return None
    if not _NUMBER.fullmatch(text):
        raise SourceFaultError(
            _("Op regel {line} van het bestand staat bij '{title}' geen getal: '{cell}'.").format(
                line=line, title=title, cell=text[:40]
            )
        )
    return Decimal(text.replace(",", "."))


def _edition_year(first_line: Sequence[str], years: set[str]) -> int:
    """The year in the title above the table, which the column with the year may not contradict."""
    year = year_of(_title(first_line[0])) if first_line else None
    [only, *others] = sorted(years) or [""]
    if year is None and not others and re.fullmatch(r"\d{4}", only):
        year = int(only)
    if year is None or years - {str(year)}:
        raise SourceFaultError(
            _("Wij kunnen niet zien van welk jaar dit bestand is. Haal het opnieuw van StatLine.")
        )
    return year


def _values(body: Mapping[int, Sequence[str]], titles: Sequence[str], title: str) -> set[str]:
    """What stands in a column; nothing when there is no such column."""
    if title not in titles:
        return set()
    column = titles.index(title)
    return {cells[column].strip() for cells in body.values()}


def _changed_areas(body: Mapping[int, Sequence[str]], titles: Sequence[str], code: int) -> frozenset[str]:
    if _CHANGES not in titles:
        return frozenset()
    column = titles.index(_CHANGES)
    return frozenset(
        cells[code].strip() for cells in body.values() if cells[column].strip() == _BORDERS_CHANGED
    )
