"""The first indicators: from the common set, from CBS, a card or one's own, for what was agreed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sok_metrics.nouns.model import Actor, CommitmentKind, IndicatorKind
from sok_metrics.sources.key_figures import AREA_CODE
from sok_metrics.sources.known import KEY_FIGURES, KnownField
from sok_metrics.store.changes.change_set import IsSure
from sok_metrics.store.changes.records import Edit, editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.records import Record, Values, list_codes, list_records, read_record
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.starting.new_codes import new_code
from sok_metrics.tasks.starting.starter import StarterIndicator, picked_codes, starter_indicators
from sok_metrics.texts import _

_USUAL_THRESHOLD = "10"
_MEASURED_KINDS = (CommitmentKind.VALUE, CommitmentKind.GOAL)


@dataclass(frozen=True)
class OwnFigure:
    """A figure in one's own words."""

    name: str
    unit: str
    direction: str
    frequency: str
    responsible: str | None = None
    hides_small: bool = False
    """Whether it counts people, so that small counts stay hidden."""


@dataclass(frozen=True)
class Chosen:
    """How a value or goal is measured; nothing at all is a choice too."""

    picked: Collection[str] = ()
    """Codes of the common set."""
    has_card: bool = False
    field: KnownField | None = None
    field_direction: str = ""
    own: OwnFigure | None = None


def titles_of(reader: WholeReader, kinds: Sequence[CommitmentKind] | None = None) -> dict[str, str]:
    """Code -> title of the commitments that count now."""
    found = list_commitments(reader, kinds)
    return {str(code): str(title) for code, title in zip(found["code"], found["title"], strict=True)}


def own_words(reader: WholeReader) -> dict[str, str]:
    """Code -> title of the values and goals that are not from the common set, values first."""
    values, goals = (titles_of(reader, [kind]) for kind in _MEASURED_KINDS)
    titles = values | goals
    from_set = set(picked_codes(titles).values())
    return {code: title for code, title in titles.items() if code not in from_set}


def waiting(reader: WholeReader) -> dict[str, str]:
    """Those in own words that have no indicator, and of which nobody said yet how they are measured."""
    linked = {one.values["commitment_code"] for one in list_records(reader, "indicator_commitment")}
    done = linked | was_asked(reader)
    return {code: title for code, title in own_words(reader).items() if code not in done}


def was_asked(reader: WholeReader) -> set[str]:
    """The codes of which somebody said how they are measured, or that they are not measured now."""
    return {one.key[0] for one in list_records(reader, "commitment") if one.values["measuring_asked_on"]}


def text_of(reader: WholeReader, code: str) -> str:
    """The title and the explanation of a commitment."""
    found = list_commitments(reader)
    [row] = found[found["code"] == code][["title", "description"]].to_dict("records")
    return " ".join(str(text) for text in row.values() if isinstance(text, str))


def area_with_figures(reader: WholeReader) -> Record | None:
    """Our area that CBS has figures of; None when nobody gave its code."""
    areas = list_records(reader, "area", {"is_ours": "true"})
    return next((one for one in areas if AREA_CODE.fullmatch(one.key[0])), None)


def add_indicators(store: Store, *, by: Actor, picked: Collection[str], today: date) -> int:
    """Add indicators of the common set (codes of the set) to what was picked from it; gives how many."""
    reader = store.whole()
    codes = picked_codes(titles_of(reader))
    chosen = _not_there(reader, picked)
    with editing(store, by=by, reason=_("Eerste stappen: indicatoren")) as edit:
        for one in chosen:
            _add_starter(edit, one, [codes[code] for code in one.commitments if code in codes], reader)
        for code in codes.values():
            _say_asked(edit, reader, code, today)
    return len(chosen)


def measure(
    store: Store, code: str, chosen: Chosen, *, by: Actor, today: date, is_sure: IsSure | None = None
) -> None:
    """Measure one value or goal as somebody chose, and keep that it was asked."""
    reader = store.whole()
    title = titles_of(reader)[code]
    used = set(list_codes(reader, "indicator"))
    reason = _("Eerste stappen: hoe we '{title}' meten").format(title=title)
    with editing(store, by=by, reason=reason, is_sure=is_sure) as edit:
        for known in _measured_already(reader, chosen):
            edit.link("indicator_commitment", {"indicator_code": known, "commitment_code": code})
        for one in _not_there(reader, chosen.picked):
            _add_starter(edit, one, [code], reader)
            used.add(one.code)
        for indicator, series in _own_rows(reader, title, chosen):
            fresh = new_code("indicator", {}, used)
            used.add(fresh)
            _add(edit, {**indicator, "code": fresh}, {**series, "code": fresh}, [code])
        _say_asked(edit, reader, code, today)


def _not_there(reader: WholeReader, picked: Collection[str]) -> list[StarterIndicator]:
    used = set(list_codes(reader, "indicator"))
    return [one for one in starter_indicators() if one.code in picked and one.code not in used]


def _measured_already(reader: WholeReader, chosen: Chosen) -> list[str]:
    """The indicators that were chosen and are there: they belong to this value or goal from now on too."""
    there = {one.key[0] for one in list_records(reader, "indicator")}
    of_field = _of_field(reader, chosen.field)
    return [code for code in (*chosen.picked, of_field) if code is not None and code in there]


def _of_field(reader: WholeReader, field: KnownField | None) -> str | None:
    """The indicator that takes its figures from this field of CBS already."""
    fields = {
        one.values["source_field"]: one.values["indicator_code"] for one in list_records(reader, "series")
    }
    return fields.get(field.name) if field else None


def _has_field(reader: WholeReader, chosen: Chosen) -> bool:
    """Whether the field of CBS comes already, with an indicator that is there or that was picked too."""
    picked = {one.series.get("source_field") for one in starter_indicators() if one.code in chosen.picked}
    return _of_field(reader, chosen.field) is not None or (chosen.field and chosen.field.name) in picked


def _own_rows(reader: WholeReader, title: str, chosen: Chosen) -> list[tuple[Values, Values]]:
    """The rows of the card, of the figure of CBS and of one's own figure, each with that of its series."""
    place = area_with_figures(reader)
    area = {"role": "main", "area_code": place.key[0] if place else None}
    rows: list[tuple[Values, Values]] = []
    if chosen.has_card:
        rows.append(_card(title))
    if chosen.field is not None and not _has_field(reader, chosen):
        rows.append(
            (_of_cbs(chosen.field, chosen.field_direction), {**area, "source_field": chosen.field.name})
        )
    if chosen.own is not None:
        rows.append((_of_people(chosen.own), area))
    return rows


def _card(title: str) -> tuple[Values, Values]:
    """A card for a commitment in one's own words, made like those of the common set."""
    like = next(one for one in starter_indicators() if one.is_card)
    question = {
        "name": title,
        "definition": _("Of mensen vinden dat dit lukt: {title}.").format(title=title),
        "question": _("{title}: dat lukt ons goed.").format(title=title),
    }
    return {**like.row, **question}, {"role": "main"}


def _of_cbs(field: KnownField, direction: str) -> Values:
    return {
        "name": field.label,
        "definition": " ".join([f"{field.label}.", field.explanation]).strip(),
        "unit": field.unit,
        "kind": _kind_of(field.unit),
        "direction": direction,
        "frequency": "yearly",
        "source": f"CBS, {KEY_FIGURES}",
    }


def _of_people(own: OwnFigure) -> Values:
    return {
        "name": own.name,
        "definition": own.name,
        "unit": own.unit,
        "kind": _kind_of(own.unit),
        "direction": own.direction,
        "frequency": own.frequency,
        "responsible": own.responsible,
        "privacy_threshold": _USUAL_THRESHOLD if own.hides_small else None,
    }


def _kind_of(unit: str) -> str:
    """The kind of figure that a unit tells."""
    if "%" in unit or unit.casefold().startswith("procent"):
        return IndicatorKind.PERCENTAGE.value
    is_money = unit.casefold() in ("euro", "euro's", "€")
    return IndicatorKind.EURO.value if is_money else IndicatorKind.NUMBER.value


def _add_starter(edit: Edit, one: StarterIndicator, commitments: Sequence[str], reader: WholeReader) -> None:
    area = next((record.key[0] for record in list_records(reader, "area", {"is_ours": "true"})), None)
    _add(edit, one.row, {**one.series, "area_code": area}, commitments)


def _add(edit: Edit, indicator: Values, series: Values, commitments: Sequence[str]) -> None:
    code = indicator["code"]
    edit.save("indicator", indicator, version=None)
    edit.save("series", {**series, "indicator_code": code}, version=None)
    for commitment in commitments:
        edit.save(
            "indicator_commitment", {"indicator_code": code, "commitment_code": commitment}, version=None
        )


def _say_asked(edit: Edit, reader: WholeReader, code: str, today: date) -> None:
    known = read_record(reader, "commitment", [code])
    if known is not None and not known.values["measuring_asked_on"]:
        row = {"code": code, "measuring_asked_on": today.isoformat()}
        edit.save("commitment", row, version=known.version)
