"""Key figures of neighbourhoods from CBS's own service (OData, version 3)."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.cbs_marks import figure_with_stars, mark_of_row, mark_of_status, mark_of_title
from sok_metrics.sources.getting import Getter, get, refuse_elsewhere
from sok_metrics.sources.key_figures import AREA_CODE, KeyFigure, Mark, Topic, find_topics, look_up
from sok_metrics.sources.known import KEY_FIGURES, Edition, edition_of
from sok_metrics.texts import _
from sok_metrics.texts.parsing import MOST_DIGITS

ADDRESS = "https://opendata.cbs.nl"
"""Where CBS publishes; another address may stand in the environment."""
ADDRESS_VARIABLE = "SOK_CBS_ADDRESS"
COUNTRY = "NL00"
"""Always asked along: what is empty for the whole country was not published yet."""
_CODE_LENGTH = 10
_MOST_AREAS = 20
"""In one request; the service breaks on an address of some two thousand signs."""
_MOST_PAGES = 50
_CHANGES = "IndelingswijzigingWijkenEnBuurten"
_BORDERS_CHANGED = "3"

Row = dict[str, Any]


def address() -> str:
    """The address of the service, without a slash at the end."""
    return os.environ.get(ADDRESS_VARIABLE, ADDRESS).rstrip("/")


@dataclass(frozen=True)
class Cbs:
    """CBS as seen through a getter, which tests replace."""

    getter: Getter = get
    address: str = field(default_factory=address)

    def editions(self) -> list[Edition]:
        """The key figures that the catalogue has today, oldest first."""
        rows = self._rows(
            "ODataCatalog/Tables",
            {
                "$filter": f"substringof('{KEY_FIGURES}',Title) and Language eq 'nl'",
                "$select": "Identifier,Title",
            },
        )
        found = (edition_of(str(row.get("Title")), str(row.get("Identifier"))) for row in rows)
        return sorted({edition for edition in found if edition is not None})

    def key_figures(self, table: str, fields: Sequence[str], area_codes: Sequence[str]) -> list[KeyFigure]:
        """What this table says of each field (a name without its number) in each area."""
        dimension, topics, periods = self._topics(table)
        codes = sorted({code for code in area_codes if AREA_CODE.fullmatch(code)} | {COUNTRY})
        parts = [codes[start : start + _MOST_AREAS] for start in range(0, len(codes), _MOST_AREAS)]
        rows = [row for part in parts for row in self._area_rows(table, dimension, part)]
        by_area = {str(row.get(dimension, "")).strip(): row for row in rows}
        asked = {topic.key: topic for name in fields for topic in find_topics(topics, name)}
        read = {
            area: {key: _read(row, key, topic, periods) for key, topic in asked.items()}
            for area, row in by_area.items()
        }
        figures = {
            area: {key: value for key, (value, _mark) in found.items()} for area, found in read.items()
        }
        changed = {area for area, row in by_area.items() if _is_changed(row)}
        return [
            replace(figure, is_area_changed=figure.area_code in changed, mark=_mark_of(figure, read))
            for figure in look_up(topics, figures, fields, area_codes)
        ]

    def _area_rows(self, table: str, dimension: str, codes: Sequence[str]) -> list[Row]:
        """The rows of a few areas."""
        asked = " or ".join(f"{dimension} eq '{code.ljust(_CODE_LENGTH)}'" for code in codes)
        return self._rows(f"ODataFeed/odata/{table}/TypedDataSet", {"$filter": asked})

    def _topics(self, table: str) -> tuple[str, list[Topic], dict[str, Mark]]:
        """The column with the area, the columns with numbers, and the marks of the periods."""
        rows = self._rows(f"ODataFeed/odata/{table}/DataProperties", {})
        dimensions = [row for row in rows if str(row.get("Type")).startswith("Geo")]
        if len(dimensions) != 1:
            raise SourceFaultError(_("In tabel {table} staat geen indeling in buurten.").format(table=table))
        topics = [
            Topic(str(row["Key"]), str(row.get("Title") or "").strip(), str(row.get("Unit") or "").strip())
            for row in rows
            if row.get("Type") == "Topic" and row.get("Key") and row.get("Datatype") != "String"
        ]
        times = [str(row.get("Key")) for row in rows if row.get("Type") == "TimeDimension" and row.get("Key")]
        periods = {key: mark for name in times for key, mark in self._period_marks(table, name)}
        return str(dimensions[0].get("Key")), topics, periods

    def _period_marks(self, table: str, dimension: str) -> Iterator[tuple[str, Mark]]:
        """Of each period of a table whether its figures may still change."""
        for row in self._rows(f"ODataFeed/odata/{table}/{dimension}", {}):
            mark = mark_of_status(row.get("Status")) or mark_of_title(str(row.get("Title") or ""))
            if mark and row.get("Key"):
                yield str(row["Key"]), mark

    def _rows(self, path: str, options: dict[str, str]) -> list[Row]:
        """All rows of a resource, page after page."""
        query = urlencode({"$format": "json", **options}, quote_via=quote, safe="$'(),")
        url = f"{self.address}/{path}?{query}"
        found: list[Row] = []
        for _page in range(_MOST_PAGES):
            rows, following = _answer(self.getter(url))
            found += rows
            if following is None:
                return found
            url = self._next(url, following)
        raise SourceFaultError(_("Het antwoord van het CBS houdt niet op. Er is niets veranderd."))

    def _next(self, url: str, following: str) -> str:
        """The address of the next page, on the same host; CBS still writes some with http."""
        target = urlsplit(urljoin(url, following))
        secure = target._replace(scheme="https").geturl() if target.scheme == "http" else target.geturl()
        refuse_elsewhere(url, secure)
        return secure


def _answer(content: bytes) -> tuple[list[Row], str | None]:
    """The rows of one page, and where the next one stands."""
    try:
        answer = json.loads(content.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _wrong_answer() from error
    rows = answer.get("value") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong_answer()
    following = answer.get("odata.nextLink")
    if following is not None and not isinstance(following, str):
        raise _wrong_answer()
    return rows, following


def _wrong_answer() -> SourceFaultError:
    return SourceFaultError(
        _("Het CBS geeft een antwoord dat wij niet begrijpen. Er is niets veranderd. Probeer het later.")
    )


def _refuse_constant(text: str) -> None:
    raise ValueError(text)


def _read(row: Row, key: str, topic: Topic, periods: Mapping[str, Mark]) -> tuple[Decimal | None, Mark]:
    """The figure in a cell, and whether it may still change."""
    value = row.get(key)
    if (starred := figure_with_stars(value)) is not None:
        return _number(starred[0], topic), starred[1]
    return _number(value, topic), mark_of_row(row, key, periods) or mark_of_title(topic.title)


def _mark_of(figure: KeyFigure, read: Mapping[str, Mapping[str, tuple[Decimal | None, Mark]]]) -> Mark:
    if figure.value is None or figure.topic is None:
        return Mark.NONE
    return read[figure.area_code][figure.topic.key][1]


def _number(value: Any, topic: Topic) -> Decimal | None:
    """The figure in a cell; None when CBS has none."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise SourceFaultError(
            _("Het CBS geeft bij '{title}' geen getal. Er is niets veranderd.").format(title=topic.title)
        )
    if abs(value) >= 10**MOST_DIGITS:
        raise SourceFaultError(
            _("Het CBS geeft bij '{title}' een getal dat te groot is. Er is niets veranderd.").format(
                title=topic.title
            )
        )
    return Decimal(value)


def _is_changed(row: Row) -> bool:
    key = next((name for name in row if name.startswith(_CHANGES)), None)
    return key is not None and str(row[key]).strip() == _BORDERS_CHANGED
