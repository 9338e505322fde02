"""What the cells of a file from StatLine say: figures with their marks, periods, and headings with a unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.key_figures import Mark
from sok_metrics.texts import _

_UNKNOWN = {"", ".", "..", ":", "-", "x"}
"""What StatLine writes where there is no figure to give; none of them is 0."""
_FIGURE = re.compile(r"(?P<number>-?(\d{1,3}(\s\d{3}){1,4}|\d{1,15})(,\d{1,15})?)?\s*(?P<mark>\*{0,2})")
_YEAR = re.compile(r"(?P<year>(19|20)\d\d)(JJ00)?\s*(?P<mark>\*{0,2})(\s*\(.*\))?")
_TITLE_YEAR = re.compile(r"(?<![\d/–-])((?:19|20)\d\d\*{0,2})$")
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WITH_UNIT = re.compile(r"(?P<title>.*\S)\s*\((?P<unit>[^()]*)\)")
_NEXT_GROUP = re.compile(r"/(?=[A-Z0-9(])")
"""Between a group of subjects and a subject; not in "woning/schuur"."""
_LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Period:
    """A year, and whether its figures are provisional."""

    year: int
    mark: Mark = Mark.NONE


def is_unknown(cell: str) -> bool:
    """Whether this stands where CBS has no figure to give."""
    return cell.strip().rstrip("*").rstrip().lower() in _UNKNOWN


def read_figure(cell: str, line: int, title: str) -> tuple[Decimal | None, Mark]:
    """The figure in a cell (None where CBS has none) and its mark; SourceFaultError when it is none."""
    text = cell.strip()
    if is_unknown(text):
        return None, Mark.NONE
    found = _FIGURE.fullmatch(text)
    if found is None or found["number"] is None:
        raise SourceFaultError(
            _(
                "Op regel {line} van het bestand staat bij '{title}' geen getal: '{cell}'. StatLine schrijft "
                "een komma voor de decimalen. Neem het bestand zoals het van StatLine komt."
            ).format(line=line, title=title, cell=text[:_LONGEST_SHOWN])
        )
    return Decimal(re.sub(r"\s", "", found["number"]).replace(",", ".")), Mark(found["mark"])


def read_year(cell: str) -> Period | None:
    """The year that a cell names: "2023", "2023*" or "2023JJ00"; None for a quarter, a month or a text."""
    found = _YEAR.fullmatch(cell.strip())
    return Period(int(found["year"]), Mark(found["mark"])) if found else None


def year_in_title(title: str) -> Period | None:
    """The year at the end of a title; None for "2003-2004"."""
    found = _TITLE_YEAR.search(title.strip())
    return read_year(found[1]) if found else None


def year_in_name(name: str) -> int | None:
    """The one year in the name of a file, as StatLine gives it: Kerncijfers_..._2024_11122025_141648.csv."""
    years = set(_NAME_YEAR.findall(name))
    return int(years.pop()) if len(years) == 1 else None


def without_lines(heading: str) -> str:
    """A heading without the groups before it, which StatLine draws with "|"."""
    return " ".join(heading.rpartition("|")[2].split())


def split_heading(heading: str) -> tuple[str, str]:
    """The subject and the unit of a heading in one row: "Bevolking/Aantal inwoners (aantal)"."""
    text = without_lines(heading)
    found = _WITH_UNIT.fullmatch(text)
    title, unit = (found["title"], found["unit"].strip()) if found else (text, "")
    return _NEXT_GROUP.split(title)[-1].strip(), unit
