"""Which series take their figures from CBS, and from which field."""

from dataclasses import dataclass

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Actor, IndicatorKind
from sok_metrics.sources.key_figures import AREA_CODE, parts
from sok_metrics.sources.known import KnownField, field_named
from sok_metrics.sources.units import conversion
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import Values, list_records
from sok_metrics.store.reader import WholeReader
from sok_metrics.texts import _

_WITHOUT_FIGURE = {IndicatorKind.CARD.value, IndicatorKind.RUBRIC.value, IndicatorKind.STORY.value}


@dataclass(frozen=True)
class Link:
    """A series, and the field of CBS that it takes its figures from ("" for none)."""

    series_code: str
    indicator_code: str
    indicator: str
    area_code: str
    area: str
    label: str
    unit: str
    kind: str
    field: str
    baseline_year: int | None
    version: int

    @property
    def name(self) -> str:
        """The series as people know it."""
        return ", ".join(part for part in (self.indicator, self.label or self.area) if part)

    @property
    def known_field(self) -> KnownField | None:
        """The field in plain words, when it is one that we know."""
        return field_named(parts(self.field)[0])

    @property
    def has_area(self) -> bool:
        """Whether CBS can know the area of this series."""
        return bool(AREA_CODE.fullmatch(self.area_code))


def list_links(reader: WholeReader) -> list[Link]:
    """Every real series that can have figures of CBS, linked or not, in the order of their names."""
    indicators = {record.key[0]: record.values for record in list_records(reader, "indicator")}
    areas = {record.key[0]: record.values["name"] or "" for record in list_records(reader, "area")}
    links = [
        _link(record.values, indicators[code], areas, record.version)
        for record in list_records(reader, "series")
        if not record.is_example
        and (code := record.values["indicator_code"] or "") in indicators
        and _is_countable(indicators[code])
    ]
    return sorted(links, key=lambda link: (link.indicator.lower(), link.series_code))


def save_link(store: Store, link: Link, field: str, *, by: Actor) -> None:
    """Let a series take its figures from this field; "" ends that.

    Raises RefusedError when the two do not fit.
    """
    if field:
        _refuse_what_does_not_fit(link, field)
    reason = _("{name}: cijfers van het CBS gekoppeld") if field else _("{name}: koppeling met het CBS weg")
    with editing(store, by=by, reason=reason.format(name=link.name)) as edit:
        edit.save(
            "series",
            {"code": link.series_code, "source_field": field or None},
            version=link.version,
        )


def _link(series: Values, indicator: Values, areas: dict[str, str], version: int) -> Link:
    area = series["area_code"] or ""
    baseline = series["baseline_date"]
    return Link(
        series_code=series["code"] or "",
        indicator_code=indicator["code"] or "",
        indicator=indicator["name"] or "",
        area_code=area,
        area=areas.get(area, area),
        label=series["label"] or "",
        unit=indicator["unit"] or "",
        kind=indicator["kind"] or "",
        field=series["source_field"] or "",
        baseline_year=int(baseline[:4]) if baseline else None,
        version=version,
    )


def _is_countable(indicator: Values) -> bool:
    return indicator["kind"] not in _WITHOUT_FIGURE and not indicator["derived_metric"]


def _refuse_what_does_not_fit(link: Link, field: str) -> None:
    if not link.has_area:
        raise RefusedError(
            _(
                "Hier kunnen geen cijfers van het CBS komen. Het gebied '{area}' heeft geen code van "
                "het CBS; die begint met BU, WK of GM."
            ).format(area=link.area or "-")
        )
    known = field_named(parts(field)[0])
    if known is not None and conversion(known.unit, link.unit) is None:
        raise RefusedError(
            _(
                "Dit past niet bij elkaar: het CBS telt '{label}' in '{cbs}', en deze indicator telt in "
                "'{unit}'. Kies een ander cijfer."
            ).format(label=known.label, cbs=known.unit, unit=link.unit)
        )
