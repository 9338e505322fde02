"""What CBS says of a subject in an area: a figure, or why there is none."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sok_metrics.sources.known import field_named
from sok_metrics.sources.units import same_unit

AREA_CODE = re.compile(r"NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}")
"""The country, a municipality, a district and a neighbourhood; Amsterdam has letters in the last two."""
_WIDE = ("NL", "GM")
_WITH_UNIT = re.compile(r"(?P<name>\w+)\s*\((?P<unit>[^()]+)\)")


class Outcome(StrEnum):
    """What came of asking for one figure."""

    FIGURE = "figure"
    UNKNOWN = "unknown"
    """CBS gives no figure for this area: unknown or secret, never 0."""
    NOT_YET = "not_yet"
    """The subject is in the table, but empty for every area: it still has to come (energy comes last)."""
    NO_FIELD = "no_field"
    AMBIGUOUS = "ambiguous"
    """Several subjects have this name; the unit must say which."""
    NO_AREA = "no_area"


class Mark(StrEnum):
    """What CBS writes behind a figure that may still change."""

    NONE = ""
    PROVISIONAL = "*"
    REVISED = "**"
    """Provisional still, after a first revision."""
    FINAL = "definitief"
    """CBS says that it does not change any more."""


@dataclass(frozen=True)
class Topic:
    """One subject (column) of a table."""

    key: str
    title: str
    unit: str

    @property
    def name(self) -> str:
        """The key without the number behind it, which is another one each year."""
        return without_number(self.key)


@dataclass(frozen=True)
class KeyFigure:
    """What was asked, and what came of it; `value` only when the outcome is FIGURE, in the topic's unit."""

    area_code: str
    field: str
    outcome: Outcome
    value: Decimal | None = None
    topic: Topic | None = None
    is_area_changed: bool = False
    """CBS says that the borders of the area are others than the year before."""
    mark: Mark = Mark.NONE


Rows = Mapping[str, Mapping[str, Decimal | None]]
"""Area code -> topic key -> figure."""


def look_up(
    topics: Sequence[Topic], rows: Rows, fields: Sequence[str], area_codes: Sequence[str]
) -> list[KeyFigure]:
    """One figure, or the reason why not, for each field in each area."""
    found = []
    for field in fields:
        candidates = find_topics(topics, field)
        for area in area_codes:
            if len(candidates) != 1:
                outcome = Outcome.AMBIGUOUS if candidates else Outcome.NO_FIELD
                found.append(KeyFigure(area, field, outcome))
            else:
                found.append(_figure(candidates[0], rows, field, area))
    return found


def find_topics(topics: Sequence[Topic], field: str) -> list[Topic]:
    """The subjects that a field can mean: by its name or by one that CBS gave it in other years."""
    name, unit = parts(field)
    known = field_named(name)
    # CBS writes one name with a capital in some years and without in others.
    names = {one.lower() for one in ((known.name, *known.other_names) if known else (name,))}
    same_name = [topic for topic in topics if topic.name.lower() in names]
    return [topic for topic in same_name if not unit or same_unit(topic.unit, unit)]


def parts(field: str) -> tuple[str, str]:
    """The name and the unit of a field such as "Appartement (m³)"; without brackets no unit."""
    match = _WITH_UNIT.fullmatch(field.strip())
    return (match["name"], match["unit"].strip()) if match else (field.strip(), "")


def without_number(key: str) -> str:
    """A key or field without the number that CBS puts behind the name: "Huurwoning_53 (kWh)" too."""
    return re.sub(r"_\d+(?=$|\s*\()", "", key)


def field_of_title(text: str) -> str:
    """The field that a title of StatLine or a name of CBS means, such as "Tussenwoning (m³)"; "" for none."""
    match = re.fullmatch(r"(?P<title>[^()]*\w)\s*(\((?P<unit>[^()]+)\))?", text.strip())
    if match is None:
        return ""
    title = without_number(match["title"])
    name = title if re.fullmatch(r"\w+", title) else name_of_title(title)
    return f"{name} ({match['unit'].strip()})" if match["unit"] else name


def name_of_title(title: str) -> str:
    """The field name that CBS makes of a title: "Huish. tot 110% ..." gives "HuishTot110..."."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", plain) if word)
    return f"k_{name}" if name[:1].isdigit() else name


def _figure(topic: Topic, rows: Rows, field: str, area: str) -> KeyFigure:
    if area not in rows:
        return KeyFigure(area, field, Outcome.NO_AREA, topic=topic)
    value = rows[area].get(topic.key)
    if value is not None:
        return KeyFigure(area, field, Outcome.FIGURE, value, topic)
    # One neighbourhood without a figure says nothing of the others; a whole municipality does.
    is_wide = any(code.startswith(_WIDE) for code in rows)
    is_empty = is_wide and all(row.get(topic.key) is None for row in rows.values())
    return KeyFigure(area, field, Outcome.NOT_YET if is_empty else Outcome.UNKNOWN, topic=topic)
