"""Why CBS gave no figure, in as few sentences as say it."""

from collections import defaultdict
from enum import StrEnum

from sok_metrics.sources.key_figures import Outcome
from sok_metrics.tasks.figures.cbs_links import Link
from sok_metrics.texts import _
from sok_metrics.texts.formats import listed


class Why(StrEnum):
    """Why a figure is not suggested, beside the outcomes of asking CBS."""

    NO_CODE = "no_code"
    OTHER_UNIT = "other_unit"
    COUNTED_OTHERWISE = "counted_otherwise"
    ARCHIVED = "archived"
    OTHER_PERIOD = "other_period"


class Notes:
    """Gathers what was not suggested, and tells it per indicator with its years together."""

    def __init__(self) -> None:
        self._years: dict[tuple[Why | Outcome, str, str, str], dict[str, list[int]]] = defaultdict(dict)

    def add(self, why: Why | Outcome, link: Link, year: int | None = None, *, cbs_unit: str = "") -> None:
        """Add that there is no figure for this series in this year (None: in no year)."""
        areas = self._years[why, link.indicator, link.unit, cbs_unit]
        areas.setdefault(link.area, []).extend([] if year is None else [year])

    def sentences(self) -> tuple[str, ...]:
        """Everything that was added, each thing once."""
        told: list[str] = []
        for (why, indicator, unit, cbs_unit), areas in self._years.items():
            same_years: dict[tuple[int, ...], list[str]] = defaultdict(list)
            for area, years in areas.items():
                same_years[tuple(sorted(set(years)))].append(area)
            for together, names in same_years.items():
                told.append(
                    _sentence(why).format(
                        indicator=indicator,
                        areas=listed(names),
                        years=listed(map(str, together)),
                        unit=unit,
                        cbs_unit=cbs_unit,
                    )
                )
        return tuple(dict.fromkeys(told))


def _sentence(why: Why | Outcome) -> str:
    return {
        Outcome.UNKNOWN: _(
            "{indicator} ({areas}): het CBS geeft geen cijfer van {years}. Dat is iets anders dan 0."
        ),
        Outcome.NOT_YET: _("{indicator}: het CBS heeft de cijfers van {years} nog niet."),
        Outcome.NO_FIELD: _("{indicator}: in de tabel van {years} staat dit cijfer niet."),
        Outcome.AMBIGUOUS: _(
            "{indicator}: in {years} zijn er meer cijfers met deze naam. Kies het cijfer opnieuw, en "
            "schrijf de eenheid achter de naam."
        ),
        Outcome.NO_AREA: _("{indicator} ({areas}): dit gebied staat niet in de tabel van {years}."),
        Why.NO_CODE: _(
            "{indicator} ({areas}): dit gebied heeft geen code van het CBS. Die begint met BU, WK of GM."
        ),
        Why.OTHER_UNIT: _(
            "{indicator}: het CBS telt in '{cbs_unit}' en deze indicator in '{unit}'. Kies een ander cijfer."
        ),
        Why.COUNTED_OTHERWISE: _(
            "{indicator} ({areas}): het CBS telde in {years} anders dan in de jaren die er staan. Zet die "
            "cijfers in een nieuwe reeks."
        ),
        Why.ARCHIVED: _("{indicator} ({areas}): het cijfer van {years} staat in het archief en blijft daar."),
        Why.OTHER_PERIOD: _(
            "{indicator} ({areas}): over {years} staat er al een cijfer, met een andere periode. Dat "
            "blijft staan."
        ),
    }[why]
