"""A plain table of figures: pointing out which column is what."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st
from openpyxl.utils import get_column_letter

from sok_metrics import clock
from sok_metrics.tasks.figures.importing_figures import look_at_figures, named_series
from sok_metrics.tasks.figures.remembered_layouts import with_remembered
from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.texts import _
from sok_metrics.ui.manage.exchange import Kept
from sok_metrics.ui.manage.exchange_headings import ask_heading_lines, ask_part
from sok_metrics.ui.manage.exchange_passed_over import ask_passed_over
from sok_metrics.ui.manage.exchange_subject import ask_subject, has_to_name_series
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one, choose_several
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.workbook.exchange.doubts import Decide
from sok_metrics.workbook.exchange.wide import Direction, Layout, NamedSeries, read_grid, suggest_layout
from sok_metrics.workbook.exchange.wide_left_out import is_of_statline, left_out, unread
from sok_metrics.workbook.exchange.wide_words_around import WordsAround

_LINES = 12
"""Lines of the table that are shown to point in."""
_WIDE = 400


def show_layout(kept: Kept) -> bool:
    """Ask what is what in a plain table, and look at what it would change; tells whether that can be shown.

    Of a file in which nothing looks like figures it says what could not be read.
    """
    if kept.grid is None:
        kept.grid = read_grid(kept.content, kept.name)
    series, today = named_series(session.whole()), clock.today()
    sheet = _ask_sheet(kept, series, today)
    likely = suggest_layout(kept.grid, series, today, sheet) if sheet is not None else None
    if likely is None:
        return _show_unread(kept, today)
    kept.likely = likely
    likely = with_remembered(session.store().path, kept.grid, likely)
    st.subheader(_("Wijs aan wat waar staat"))
    st.markdown(
        _("Dit is een gewone tabel. Zo hebben wij haar begrepen. Verbeter het hieronder als het anders is.")
    )
    _show_grid(kept, likely.sheet)
    layout = kept.with_answers(_ask_layout(kept, likely, series))
    if not layout.value_columns:
        _show_left_out(kept, layout, today)
        st.info(_("Kies in welke kolommen de cijfers staan."), icon=":material/touch_app:")
        return False
    if has_to_name_series(kept.grid, layout, series):
        st.info(_("Kies van welke indicator deze cijfers zijn."), icon=":material/touch_app:")
        return False
    if layout != kept.layout:
        kept.look = partial(_look, kept, layout, series)
        kept.file = kept.look(kept.decide)
        kept.layout = layout
    return True


def _look(kept: Kept, layout: Layout, series: list[NamedSeries], decide: Decide) -> FileToImport:
    store, by = session.store(), session.actor()
    return look_at_figures(store, kept.grid, layout, series, kept.name, by, decide)


def _show_unread(kept: Kept, today: date) -> bool:
    """What looks like periods and figures, in a file without a table that we know.

    Tells whether there is more to show of it, such as a sheet of ours that is misspelt.
    """
    odd = [plain(sentence) for sentence in unread(kept.grid, today)]
    if kept.file.is_unknown:
        advice = _("Stuur een tabel met cijfers, of begin met het lege Excel-bestand hierboven.")
        if is_of_statline(kept.grid):
            odd = []
            advice = _("Dit is een bestand van StatLine. Lees het in op de pagina Cijfers ophalen.")
        st.error(" ".join([*odd, advice]), icon=":material/error:")
        return False
    for sentence in odd:
        st.info(sentence, icon=":material/help:")
    return True


def _show_left_out(kept: Kept, layout: Layout, today: date) -> None:
    for sentence in left_out(kept.grid, layout, today):
        st.info(plain(sentence), icon=":material/info:")


def _ask_sheet(kept: Kept, series: list[NamedSeries], today: date) -> str | None:
    """The sheet with the figures; None when the file could not be read or holds nothing."""
    sheets = list(kept.grid.sheets)
    if len(sheets) <= 1:
        return sheets[0] if sheets else None
    likely = suggest_layout(kept.grid, series, today)
    return choose_one(
        _("Op welk blad staan de cijfers?"),
        {sheet: sheet for sheet in sheets},
        likely.sheet if likely is not None else sheets[0],
        key=f"exchange_sheet_{kept.name}",
        width=_WIDE,
    )


def _show_grid(kept: Kept, sheet: str) -> None:
    """The first lines of the sheet, with the numbers and letters that Excel shows."""
    shown = kept.grid.shown(sheet, _LINES).map(plain)
    shown.insert(0, _("Regel"), [str(line) for line in shown.index])
    st.table(shown, hide_index=True, alt=_("De eerste regels van uw bestand."))


def _ask_layout(kept: Kept, likely: Layout, series: list[NamedSeries]) -> Layout:
    """What the visitor says of the table, beginning with what is likeliest."""
    key = f"exchange_{kept.name}_{likely.sheet}"
    words = {
        Direction.PERIODS_ACROSS: _("Elke regel is een indicator; de jaren staan naast elkaar"),
        Direction.PERIODS_DOWN: _("Elke regel is een jaar; de indicatoren staan naast elkaar"),
        Direction.TWO_COLUMNS: _("Eén cijfer op elke regel; de jaren staan onder elkaar"),
    }
    directions = list(words)
    direction = st.radio(
        _("Hoe staat het in de tabel?"),
        directions,
        index=directions.index(likely.direction),
        format_func=lambda one: words[one],
        key=f"{key}_direction",
    )
    is_across = direction is Direction.PERIODS_ACROSS
    columns = _columns(kept, likely)
    with st.container(horizontal=True):
        lines = range(min(30, len(kept.grid.sheets[likely.sheet])) + 1)
        header = choose_one(
            _("Op welke regel staan de koppen?"),
            {0: _("er zijn geen koppen"), **{n: _("regel {line}").format(line=n) for n in lines[1:]}},
            min(likely.header_line, len(lines) - 1),
            key=f"{key}_header",
            width=_WIDE,
        )
        label = choose_one(
            _in_which_column(likely, is_across=is_across),
            columns,
            likely.label_column,
            key=f"{key}_label",
            width=_WIDE,
        )
    chosen = replace(likely, direction=direction, header_line=header or 0, label_column=label or 1)
    chosen = ask_heading_lines(kept.grid, chosen, likely, key)
    chosen = _ask_figures(chosen, likely, columns, key)
    chosen = ask_subject(kept.grid, chosen, likely, columns, series, key)
    chosen = ask_part(chosen, likely, columns, key)
    return ask_passed_over(kept.grid, chosen, likely, key)


def _in_which_column(likely: Layout, *, is_across: bool) -> str:
    if not is_across:
        return _("In welke kolom staan de jaren?")
    if likely.subject_line is not None:
        return _("In welke kolom staan de gebieden?")
    return _("In welke kolom staan de indicatoren?")


def _ask_figures(chosen: Layout, likely: Layout, columns: dict[int, str], key: str) -> Layout:
    """Where the figures stand."""
    places = {column: words for column, words in columns.items() if column != chosen.label_column}
    given = [column for column in likely.value_columns if column in places]
    if chosen.direction is not Direction.TWO_COLUMNS:
        values = choose_several(
            _("In welke kolommen staan de cijfers?"),
            places,
            given,
            key=f"{key}_values",
            placeholder=_("Kies kolommen"),
        )
        return replace(chosen, value_columns=tuple(sorted(values)))
    value = choose_one(
        _("In welke kolom staan de cijfers?"),
        places,
        next(iter(given), None),
        key=f"{key}_value",
        placeholder=_("Kies een kolom"),
        width=_WIDE,
    )
    return replace(chosen, value_columns=(value,) if value is not None else ())


def _columns(kept: Kept, likely: Layout) -> dict[int, str]:
    """Each column as Excel calls it, with what stands above it."""
    around = WordsAround(kept.grid, likely)
    width = max(len(around.columns), likely.label_column, *likely.value_columns)
    return {place: _column_words(place, around.path(place)) for place in range(1, width + 1)}


def _column_words(place: int, headings: tuple[str, ...]) -> str:
    letter = get_column_letter(place)
    return f"{letter}: {', '.join(headings)}" if headings else letter
