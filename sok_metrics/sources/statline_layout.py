"""Where the headings, the units and the figures stand in a file from StatLine, in each of its forms."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.known import KEY_FIGURES
from sok_metrics.sources.statline_cells import split_heading, without_lines
from sok_metrics.texts import _

CODE, CHANGES = "Codering", "Indelingswijziging wijken en buurten"
PERIODS = ("Jaar", "Perioden", "Periode")
_ANY_CODE = re.compile(r"(NL|LD|PV|CR|GM|WK|BU)\d{2}[0-9A-Z]*")
"""Of a neighbourhood up to the country; also those that we never ask for."""
_LOOKED_AT = 60
"""Rows in which the first code of an area must stand."""
_FOOTERS = ("bron", "©")

Rows = list[list[str]]


@dataclass(frozen=True)
class Heading:
    """What stands above a column."""

    title: str
    unit: str
    above: tuple[str, ...]
    """Everything else above it, such as a year."""


@dataclass(frozen=True)
class Layout:
    """The rows of a file, taken apart."""

    title: str
    """What stands above the table; "" when nothing does."""
    headings: tuple[Heading, ...]
    code_column: int
    body: dict[int, list[str]]
    """Number of a line -> its cells; each has the code of an area."""
    left_out: dict[int, list[str]]
    """Lines after the headings that are no line of an area, and no source."""

    def column(self, *titles: str) -> int | None:
        """The column with one of these titles."""
        return next((n for n, heading in enumerate(self.headings) if heading.title in titles), None)


def find_layout(content: bytes) -> Layout:
    """Take a file apart; SourceFaultError says what was expected when it is another file."""
    text = _decoded(content)
    for delimiter in ";,\t":
        rows = _rows(text, delimiter)
        column = _code_column(rows)
        if column is None:
            continue
        title = _title_above(rows)
        if _is_on_its_side(rows):
            rows = [list(cells) for cells in zip_longest(*rows, fillvalue="")]
            column = _code_column(rows) or 0
        return _taken_apart(title, rows, column)
    raise _no_codes(text)


def is_code(cell: str) -> bool:
    """Whether a cell holds the code of an area."""
    return bool(_ANY_CODE.fullmatch(cell.strip().upper()))


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel writes Windows' own character set when somebody saves the file again.
        return content.decode("cp1252", errors="replace")


def _rows(text: str, delimiter: str) -> Rows:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SourceFaultError(_("Dit bestand is niet te lezen als CSV.")) from error


def _code_column(rows: Rows) -> int | None:
    """The column with the codes of the areas; of two the one that CBS calls so, or that tells most apart."""
    codes: dict[int, set[str]] = {}
    named = set()
    for cells in rows[:_LOOKED_AT]:
        for n, cell in enumerate(cells):
            if is_code(cell):
                codes.setdefault(n, set()).add(cell.strip())
            elif CODE in cell:
                named.add(n)
    return max(codes, key=lambda n: (n in named, len(codes[n]), -n), default=None)


def _is_on_its_side(rows: Rows) -> bool:
    """Whether each area has a column and each subject a row: then the codes stand behind "Codering"."""
    named = [cells for cells in rows if any(CODE in cell for cell in cells)]
    behind = [cells for cells in named if any(map(is_code, cells))]
    if len(behind) < len(named):
        return False
    if len(behind) > 1:
        raise SourceFaultError(
            _("In dit bestand staan de onderwerpen onder elkaar, per gebied. {choose}").format(
                choose=what_to_choose()
            )
        )
    return bool(behind)


def _title_above(rows: Rows) -> str:
    first = [cell.strip() for cell in (rows[0] if rows else []) if cell.strip()]
    return first[0] if len(first) == 1 and not is_code(first[0]) else ""


def _taken_apart(title: str, rows: Rows, column: int) -> Layout:
    body = {n: cells for n, cells in enumerate(rows, 1) if len(cells) > column and is_code(cells[column])}
    start = min(body)
    above = [cells for cells in rows[: start - 1] if len([cell for cell in cells if cell.strip()]) > 1]
    if not above:
        raise SourceFaultError(
            _("Boven de cijfers staan geen koppen. {choose}").format(choose=what_to_choose())
        )
    headings = _headings(above, column)
    short = next((n for n, cells in body.items() if len(cells) < len(headings)), None)
    if short is not None:
        raise SourceFaultError(
            _("Op regel {line} van het bestand ontbreken cellen. Haal het opnieuw van StatLine.").format(
                line=short
            )
        )
    others = {n: cells for n, cells in enumerate(rows, 1) if n > start and n not in body and any(cells)}
    left_out = {n: cells for n, cells in others.items() if not _is_footer(cells)}
    return Layout(title, headings, column, body, left_out)


def _headings(above: Rows, column: int) -> tuple[Heading, ...]:
    """One for each column; the last row has the units when it says "code" above the codes."""
    has_units = len(above) > 1 and _cell(above[-1], column).lower() == "code"
    titles = above[-2] if has_units else above[-1]
    others = above[:-2] if has_units else above[:-1]
    headings = []
    for n in range(max(map(len, above))):
        text = _cell(titles, n)
        title, unit = (without_lines(text), _cell(above[-1], n)) if has_units else split_heading(text)
        headings.append(Heading(title, unit, tuple(_cell(cells, n) for cells in [*others, titles])))
    while headings and not headings[-1].title:
        headings.pop()
    return tuple(headings)


def _cell(cells: Sequence[str], n: int) -> str:
    return cells[n].strip() if n < len(cells) else ""


def _is_footer(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return not filled or (len(filled) == 1 and filled[0].lower().startswith(_FOOTERS))


def what_to_choose() -> str:
    """Which of the choices of StatLine gives a file that we read."""
    return _(
        "Zoek op StatLine de tabel '{table}' van een jaar. Zet bij Onderwerp ook '{code}' aan (onder "
        "Regioaanduiding). Kies bij Downloaden: 'CSV met statistische symbolen'."
    ).format(table=KEY_FIGURES, code=CODE)


def _no_codes(text: str) -> SourceFaultError:
    """What is wrong with a file in which no area has a code."""
    if "Wijken en buurten" in text or "Regio's" in text:
        return SourceFaultError(
            _(
                "Dit is een bestand van StatLine zonder codes van gebieden. Namen alleen zijn niet genoeg: "
                "veel buurten heten 'Centrum'. {choose}"
            ).format(choose=what_to_choose())
        )
    return SourceFaultError(
        _(
            "Dit is geen bestand van StatLine dat wij kennen: er is geen kolom '{code}' met codes als "
            "BU05990321. {choose}"
        ).format(code=CODE, choose=what_to_choose())
    )
