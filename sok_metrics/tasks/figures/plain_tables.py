"""A plain table of figures for who has no page to point in: read as it likely is, and as they say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.utils import get_column_letter

from sok_metrics import clock
from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Actor
from sok_metrics.store.connection import Store
from sok_metrics.tasks.figures.importing_figures import look_at_figures, named_series
from sok_metrics.tasks.figures.remembered_layouts import remember_layout, with_remembered
from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.doubts import Decide
from sok_metrics.workbook.exchange.wide import (
    Direction,
    Grid,
    Layout,
    NamedSeries,
    read_grid,
    suggest_layout,
)
from sok_metrics.workbook.exchange.wide_beside import are_areas
from sok_metrics.workbook.exchange.wide_grid import Rest
from sok_metrics.workbook.exchange.wide_left_out import is_of_statline, unread
from sok_metrics.workbook.exchange.wide_names import SeriesNames

_RESTS = {"main": Rest.MAIN, "above": Rest.ABOVE, "none": Rest.LEFT_OUT}


@dataclass(frozen=True)
class Said:
    """What somebody says of a table beforehand, where the page would ask."""

    sheet: str | None = None
    indicator: str | None = None
    """The code of a series or indicator, or its name."""
    area: str | None = None
    """An area, or what becomes of figures without one: main, above or none."""
    converts: bool | None = None
    no_figure: frozenset[str] = frozenset()
    left_out: frozenset[int] = frozenset()
    """Lines."""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Said":
        """What the options of a command say."""
        return cls(
            options.get("sheet"),
            options.get("indicator"),
            options.get("area"),
            options.get("convert"),
            frozenset(map(str, options.get("no_figure") or ())),
            frozenset(map(int, options.get("leave_out") or ())),
        )


def look_at_plain_table(
    store: Store, content: bytes, name: str, said: Said, *, by: Actor, decide: Decide
) -> FileToImport:
    """What the figures of a plain table would change; nothing is written.

    Raises RefusedError, with the option that helps, where the table does not say what is meant.
    """
    grid, series = read_grid(content, name), named_series(store.whole())
    likely = _likely(grid, series, said)
    earlier = with_remembered(store.path, grid, likely)
    layout = earlier
    layout = replace(
        layout,
        no_figure=layout.no_figure | said.no_figure,
        left_out_lines=layout.left_out_lines | said.left_out,
    )
    layout = _with_area(_with_series(layout, grid, series, said), SeriesNames(series), said)
    file = look_at_figures(store, grid, layout, series, name, by, decide)
    if file.units and said.converts is not None:
        layout = replace(layout, converts=tuple((doubt.place, said.converts) for doubt in file.units))
        file = look_at_figures(store, grid, layout, series, name, by, decide)
    told = (*_understood(layout), *([_as_before()] if earlier != likely else []))
    return replace(
        file,
        notes=(*told, *file.notes),
        remember=lambda: remember_layout(store.path, grid, likely, layout),
    )


def what_to_say(file: FileToImport) -> str | None:
    """The option to give for what is still to be asked of a plain table; None when nothing is."""
    asked = file.preview.problems
    without, undecided = file.without_area, [unit for unit in file.units if unit.problem() in asked]
    if without is not None and any(problem.sentence == without.sentence() for problem in asked):
        return _(
            "Er is niets opgeslagen. Geef --area met een gebied, of main (de hoofdreeks), above (het gebied "
            "erboven) of none (laat ze weg)."
        )
    if undecided:
        return _("Er is niets opgeslagen. Geef --convert ({example}) of --no-convert.").format(
            example=undecided[0].example()
        )
    if without is not None and asked and not any(doubt.problem() in asked for doubt in file.doubts):
        return _(
            "Er is niets opgeslagen. Verbeter het bestand, of laat iets weg: met --leave-out een regel, met "
            "--no-figure een teken zoals x."
        )
    return None


def _likely(grid: Grid, series: list[NamedSeries], said: Said) -> Layout:
    """The likeliest layout of the sheet that is meant."""
    today = clock.today()
    if said.sheet is not None and said.sheet not in grid.sheets:
        raise RefusedError(
            _("Het blad '{sheet}' staat niet in het bestand. Wel: {sheets}.").format(
                sheet=said.sheet, sheets=", ".join(grid.sheets)
            )
        )
    names = [said.sheet] if said.sheet is not None else list(grid.sheets)
    found = [one for name in names if (one := suggest_layout(grid, series, today, name)) is not None]
    if not found:
        if is_of_statline(grid):
            raise RefusedError(
                _("Dit is een bestand van StatLine. Lees het in op de pagina Cijfers ophalen.")
            )
        raise RefusedError(" ".join([*unread(grid, today), _("Er is niets opgeslagen.")]))
    if len(found) > 1:
        raise RefusedError(
            _("Op meer bladen staan cijfers: {sheets}. Zeg welk blad met --sheet.").format(
                sheets=", ".join(one.sheet for one in found)
            )
        )
    return found[0]


def _with_series(layout: Layout, grid: Grid, series: list[NamedSeries], said: Said) -> Layout:
    """The layout with the series that all figures are of, where the table itself does not name them."""
    names = SeriesNames(series)
    is_single = layout.direction is Direction.TWO_COLUMNS and layout.subject_column is None
    if not is_single and not are_areas(grid, layout, names):
        if said.indicator is not None:
            raise RefusedError(_("De tabel noemt zelf al indicatoren. Laat --indicator weg."))
        return layout
    if said.indicator is None:
        if layout.series_code is None:
            raise RefusedError(
                _("Van welke indicator zijn deze cijfers? Geef de code met --indicator, zoals ECO-05.")
            )
        return layout
    code = names.find(said.indicator)
    if code is None:
        raise RefusedError(f"--indicator {said.indicator}: {names.what_is_wrong(said.indicator)}")
    is_guessed = code != said.indicator and is_single and layout.area_column is None
    return replace(layout, series_code=code, is_series_guessed=is_guessed)


def _with_area(layout: Layout, names: SeriesNames, said: Said) -> Layout:
    if said.area is None:
        return layout
    if said.area in _RESTS:
        return replace(layout, rest=_RESTS[said.area])
    area = names.area_of(said.area)
    if area is None:
        raise RefusedError(
            _("Het gebied '{area}' kennen we niet. Wel: {areas}.").format(
                area=said.area, areas=", ".join(names.areas)
            )
        )
    return replace(layout, area=area)


def _as_before() -> str:
    return _("Een tabel met deze koppen is eerder zo gelezen. Daarom nu weer.")


def _understood(layout: Layout) -> tuple[str, ...]:
    """How the table was read, and what stands in the other columns that count."""
    columns = ", ".join(map(get_column_letter, layout.value_columns))
    words = {
        Direction.PERIODS_ACROSS: _("elke regel is een indicator, de jaren staan naast elkaar"),
        Direction.PERIODS_DOWN: _("elke regel is een jaar, de indicatoren staan naast elkaar"),
        Direction.TWO_COLUMNS: _("één cijfer op elke regel"),
    }
    is_across = layout.direction is Direction.PERIODS_ACROSS
    others = {
        layout.label_column: _("indicator of gebied") if is_across else _("periode"),
        layout.part_column: _("deel van de periode"),
        layout.subject_column: _("indicator"),
        layout.area_column: _("gebied"),
    }
    named = [f"{get_column_letter(place)} ({word})" for place, word in others.items() if place]
    table = _("Gelezen als tabel op blad '{sheet}': {how}; koppen op regel {line}, cijfers in {columns}.")
    return (
        table.format(
            sheet=layout.sheet, how=words[layout.direction], line=layout.header_line, columns=columns
        ),
        _("Ook gelezen: kolom {columns}.").format(columns=", ".join(sorted(named))),
    )
