"""The parts of the page that gets figures from CBS: asking, and taking a file."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from sok_metrics.errors import SokError, SourceUnreachableError
from sok_metrics.sources import getting
from sok_metrics.sources.known import known_editions
from sok_metrics.tasks.figures.cbs_fetching import Fetched, fetch, find_editions, read_file
from sok_metrics.tasks.figures.cbs_links import Link
from sok_metrics.texts import _, ngettext
from sok_metrics.ui.manage.cbs_preview import is_kept, keep_fetched
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.file_box import choose_file

_FAULT, _OFFLINE = "cbs_fault", "cbs_offline"
_FILE = "cbs_file"
_LARGEST_FILE = 20
"""Megabytes."""
_NEWEST = 3


def answer(links: Sequence[Link]) -> str:
    """How many series take their figures from CBS."""
    count = len([link for link in links if link.field])
    if not count:
        return _("Nog geen reeks haalt cijfers bij het CBS.")
    return ngettext(
        "{n} reeks kan cijfers bij het CBS halen.", "{n} reeksen kunnen cijfers bij het CBS halen.", count
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
    _show_fault()
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


def _show_fault() -> None:
    """Why the last try gave nothing, once."""
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.warning(plain(fault), icon=":material/report:")


def _show_file(linked: Sequence[Link]) -> None:
    st.markdown(
        _(
            "Zoek op StatLine de tabel 'Kerncijfers wijken en buurten' van een jaar. Kies uw gemeente met "
            "haar wijken en buurten, en bewaar de tabel als CSV. Dat kan op elke computer met internet."
        )
    )
    file = choose_file(_("Het bestand van StatLine"), kinds=["csv"], largest_mb=_LARGEST_FILE, key=_FILE)
    if file is not None and st.button(_("Lees dit bestand"), icon=":material/table_view:", key="cbs_read"):
        keep_fetched(_read(linked, file.getvalue(), file.name))
        st.rerun()


def _read(linked: Sequence[Link], content: bytes, name: str) -> Fetched | None:
    try:
        return read_file(linked, content, name, today=session.shown_day())
    except SokError as error:
        st.session_state[_FAULT] = error.sentence
        return None
