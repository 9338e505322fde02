"""A plain table of figures: of which series its figures are, and of which area."""

from dataclasses import replace

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.workbook.exchange.wide import Direction, Grid, Layout, NamedSeries
from sok_metrics.workbook.exchange.wide_beside import are_areas
from sok_metrics.workbook.exchange.wide_names import SeriesNames

_WIDE = 400
_NONE = 0
"""No column: these count from 1."""


def ask_subject(
    grid: Grid, chosen: Layout, likely: Layout, columns: dict[int, str], series: list[NamedSeries], key: str
) -> Layout:
    """Of which series and area the figures are, when the table does not say it by itself."""
    names = SeriesNames(series)
    is_single = chosen.direction is Direction.TWO_COLUMNS
    others = [one for one in columns if one not in (chosen.label_column, *chosen.value_columns)]
    with st.container(horizontal=True):
        if is_single and others:
            chosen = _ask_subject_column(chosen, likely, columns, others, key)
        else:
            chosen = replace(chosen, subject_column=None)
        if (is_single and chosen.subject_column is None) or are_areas(grid, chosen, names):
            chosen = _ask_series(chosen, likely, names, key)
        else:
            chosen = replace(chosen, series_code=None, is_series_guessed=False)
        if len(names.areas) > 1 and (others or not is_single):
            return _ask_area(chosen, likely, columns, others, names.areas, key)
    return replace(chosen, area=None, area_column=None)


def has_to_name_series(grid: Grid, chosen: Layout, series: list[NamedSeries]) -> bool:
    """Whether somebody still has to say of which indicator the figures are."""
    is_single = chosen.direction is Direction.TWO_COLUMNS and chosen.subject_column is None
    return not chosen.series_code and (is_single or are_areas(grid, chosen, SeriesNames(series)))


def _ask_subject_column(
    chosen: Layout, likely: Layout, columns: dict[int, str], others: list[int], key: str
) -> Layout:
    place = choose_one(
        _("Waar staat om welke indicator het gaat?"),
        {_NONE: _("nergens: alles is van één indicator"), **{one: columns[one] for one in others}},
        likely.subject_column if likely.subject_column in others else _NONE,
        key=f"{key}_subject",
        width=_WIDE,
    )
    return replace(chosen, subject_column=place or None)


def _ask_series(chosen: Layout, likely: Layout, names: SeriesNames, key: str) -> Layout:
    code = choose_one(
        _("Van welke indicator zijn de cijfers?"),
        {code: f"{names.name_of(code)} ({code})" for code in names.by_code},
        likely.series_code,
        key=f"{key}_series",
        placeholder=_("Kies een indicator"),
        width=_WIDE,
    )
    is_guessed = likely.is_series_guessed and code == likely.series_code
    return replace(chosen, series_code=code, is_series_guessed=is_guessed)


def _ask_area(
    chosen: Layout,
    likely: Layout,
    columns: dict[int, str],
    others: list[int],
    areas: tuple[str, ...],
    key: str,
) -> Layout:
    """The column or the area; where one series was chosen, its area is known."""
    is_known = chosen.direction is Direction.TWO_COLUMNS and chosen.subject_column is None
    places = [one for one in others if one != chosen.subject_column]
    if chosen.subject_line is not None:
        places.insert(0, chosen.label_column)
    options: dict[int | str, str] = {
        _NONE: _("dat van de reeks zelf") if is_known else _("dat staat er niet bij"),
        **{one: _("staat in kolom {column}").format(column=columns[one]) for one in places},
        **{area: _("alles over {area}").format(area=area) for area in (() if is_known else areas)},
    }
    given = likely.area_column or likely.area
    place = choose_one(
        _("Over welk gebied gaan de cijfers?"),
        options,
        given if given in options else _NONE,
        key=f"{key}_area",
        width=_WIDE,
    )
    return replace(
        chosen,
        area_column=place or None if isinstance(place, int) else None,
        area=place if isinstance(place, str) else None,
    )
