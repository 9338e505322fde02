"""The parts of the page that gets figures from CBS: asking, and taking a file."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sok_metrics.errors import SokError, SourceUnreachableError
from sok_metrics.sources import getting
from sok_metrics.sources.known import known_editions
from sok_metrics.sources.statline import YearMissingError
from sok_metrics.sources.statline_cells import year_in_name
from sok_metrics.tasks.figures.cbs_fetching import Fetched, fetch, find_editions, read_file, years_of_files
from sok_metrics.tasks.figures.cbs_links import Link
from sok_metrics.texts import _, ngettext
from sok_metrics.ui.manage.cbs_preview import is_kept, keep_fetched
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.file_box import choose_file

_FAULT, _OFFLINE = "cbs_fault", "cbs_offline"
_FILE, _FILE_FAULT, _ASKS_YEAR = "cbs_file", "cbs_file_fault", "cbs_asks_year"
_LARGEST_FILE = 20
"""Megabytes."""
_NEWEST = 3


def answer(links: Sequence[Link]) -> str:
    """How many indicators take their figures from CBS."""
    count = len({link.indicator_code for link in links if link.field})
    if not count:
        return _("Nog geen indicator krijgt cijfers van het CBS.")
    return ngettext(
        "{n} indicator krijgt cijfers van het CBS.", "{n} indicatoren krijgen cijfers van het CBS.", count
    ).format(n=count)


def show_fetching(links: Sequence[Link]) -> None:
    """The two ways to get figures: from CBS itself, or from a file of StatLine."""
    linked = [link for link in links if link.field]
    if not linked:
        return
    st.markdown(
        _(
            "Het CBS telt elk jaar van alles per buurt. Haal die cijfers hier op. U ziet eerst wat er nieuw "
            "is en wat er verandert. Pas daarna slaat u op."
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        newest = st.selectbox(
            _("Van welke jaren?"),
            [_NEWEST, len(known_editions())],
            format_func=_years_word,
            key="cbs_years",
            width=320,
        )
        look: Literal["primary", "secondary"] = "secondary" if is_kept() else "primary"
        if st.button(_("Ophalen"), type=look, icon=":material/cloud_download:", key="cbs_fetch"):
            _fetch(linked, newest)
            st.rerun()
    _show_fault(_FAULT)
    with st.expander(
        _("Geen internet? Neem een bestand van StatLine"),
        icon=":material/upload_file:",
        expanded=bool(st.session_state.get(_OFFLINE)),
    ):
        _show_file(linked)


def _years_word(newest: int) -> str:
    if newest == _NEWEST:
        return _("De laatste {n} jaren").format(n=newest)
    return _("Alle jaren vanaf {year}").format(year=known_editions()[0].year)


def _fetch(linked: Sequence[Link], newest: int) -> None:
    """Ask CBS, and keep what it says for the preview; without a network nothing changes."""
    keep_fetched(None)
    try:
        with st.spinner(_("Bezig met ophalen bij het CBS")):
            editions = find_editions(getting.get)
            # All years are all that there are, also those of after this program was made.
            chosen = editions[-newest:] if newest == _NEWEST else editions
            keep_fetched(fetch(linked, getting.get, chosen, today=session.shown_day()))
    except SourceUnreachableError as error:
        st.session_state[_FAULT], st.session_state[_OFFLINE] = error.sentence, True
    except SokError as error:
        st.session_state[_FAULT] = error.sentence


def _show_fault(key: str) -> None:
    """Why the last try gave nothing, once."""
    fault = st.session_state.pop(key, None)
    if fault is not None:
        st.warning(plain(fault), icon=":material/report:")


def _show_file(linked: Sequence[Link]) -> None:
    st.markdown(
        _(
            "Zoek op StatLine de tabel 'Kerncijfers wijken en buurten' van een jaar. Kies uw gemeente met "
            "haar wijken en buurten. Zet bij Onderwerp ook 'Codering' aan. Kies bij Downloaden: 'CSV met "
            "statistische symbolen'. Dat kan op elke computer met internet."
        )
    )
    file = choose_file(_("Het bestand van StatLine"), kinds=["csv"], largest_mb=_LARGEST_FILE, key=_FILE)
    if file is None:
        return
    # Here and not above the box: that would close it.
    _show_fault(_FILE_FAULT)
    asks = st.session_state.get(_ASKS_YEAR) == file.file_id
    year = _ask_year(file.name) if asks else None
    is_ready = not asks or year is not None
    if st.button(_("Lees dit bestand"), icon=":material/table_view:", key="cbs_read", disabled=not is_ready):
        keep_fetched(_read(linked, file, year))
        st.rerun()


def _ask_year(name: str) -> int | None:
    """The year of a file that does not say it; its name may suggest one."""
    years = years_of_files(session.shown_day())
    suggested = year_in_name(name)
    chosen: int | None = st.selectbox(
        _("Van welk jaar zijn deze cijfers?"),
        years,
        index=years.index(suggested) if suggested in years else None,
        placeholder=_("Kies het jaar"),
        help=_("Het jaar staat op StatLine in de naam van de tabel."),
        key="cbs_year_of_file",
        width=320,
    )
    return chosen


def _read(linked: Sequence[Link], file: UploadedFile, year: int | None) -> Fetched | None:
    try:
        return read_file(linked, file.getvalue(), file.name, today=session.shown_day(), year=year)
    except YearMissingError as error:
        st.session_state[_ASKS_YEAR] = file.file_id
        st.session_state[_FILE_FAULT] = error.sentence
    except SokError as error:
        st.session_state[_FILE_FAULT] = error.sentence
    return None
