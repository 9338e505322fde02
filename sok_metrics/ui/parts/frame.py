"""What stands around every page: the agreement, the banner, and the sentence for what went wrong."""

import gc
import threading
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import InvalidDataError, SokError, StoreGoneError, StoreMissingError
from sok_metrics.nouns.columns import FIRST_DAY
from sok_metrics.nouns.model import Role
from sok_metrics.store.taken_away import ARCHIVED_MARK, NOT_PUBLIC_MARK
from sok_metrics.tasks.starting.start import default_folders, start_from_folders
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.tasks.storage.remains import refuse_missing
from sok_metrics.texts import _
from sok_metrics.texts.formats import day, listed, weekday
from sok_metrics.ui.forms import form
from sok_metrics.ui.forms.around import show_sign_in
from sok_metrics.ui.forms.place import is_asked
from sok_metrics.ui.parts import missing_store, session
from sok_metrics.ui.parts.empty import has_agreed
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.file_box import files_go_with_their_page
from sok_metrics.ui.parts.navigation import entry_at, link, menu
from sok_metrics.ui.parts.saved import show_saved
from sok_metrics.ui.parts.signing import show_corner
from sok_metrics.views.agreement import months_left

_STYLE = Path(__file__).with_name("style.css")
_ICON = Path(__file__).with_name("icon.png")

_first_start = threading.Lock()


def run() -> None:
    """Show the page that the address asks for, within the frame."""
    with files_go_with_their_page():
        _run()


def _run() -> None:
    st.set_page_config(page_title="SOK-monitor", page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    session.recognise()
    page = st.navigation(menu(), position="top")
    guarded(_open_store)
    session.read_address(page.url_path)
    entry = entry_at(page.url_path)
    if entry is not None and entry.is_projected and not is_asked():
        guarded(_show_bar)
        _told(lambda: _show_page(page))
        guarded(_show_foot)  # also below a page that cannot do its work: what it drew first may be an example
    else:
        guarded(_show_header)
        guarded(lambda: _show_page(page))


def _open_store() -> None:
    """Open the store; the very first start fills it with BoTu and the examples."""
    path = database_path()
    try:
        with _first_start:
            refuse_missing(path)
            if not path.exists():
                start_from_folders(path, default_folders(with_examples=True))
            _freeze_once()
    except (StoreMissingError, StoreGoneError) as error:
        missing_store.show(error)
        st.stop()


@cache
def _freeze_once() -> None:
    """Take everything that is loaded now out of the garbage collector's sight, once.

    Streamlit collects garbage after each script run; without this that takes 60-100 ms every time. The server
    does it again now and then (`web.daily`), for what came later.
    """
    gc.collect()
    gc.freeze()


def _show_page(page: st.Page) -> None:
    """The page, or the form that its address asks for; each only for who may see it."""
    show_saved()
    if is_asked():
        form.show()
        return
    entry = entry_at(page.url_path)
    if entry is not None and not session.may(entry.needs):
        show_sign_in(entry.needs)
        return
    if entry is not None and entry.needs_agreement and not has_agreed(or_meeting=entry.folder == "meetings"):
        return
    page.run()


def guarded(part: Callable[[], object]) -> None:
    """Run a part; when it cannot do its work, say so and stop, so that a fault never looks like no data."""
    if not _told(part):
        st.stop()


def _told(part: Callable[[], object]) -> bool:
    """Run a part, and say in its place when it cannot do its work; whether it could."""
    try:
        part()
    except SokError as error:
        st.title(_("Dit lukt nu niet"))
        st.error(plain(session.words_for(error)), icon=":material/error:")
        if isinstance(error, InvalidDataError):
            for problem in error.problems[:20]:
                st.markdown(f"- {plain(str(problem))}")
        return False
    return True


def _show_header() -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="header"
    ):
        st.markdown(f"**{_agreement_name()}**", width="content")
        _show_tools()
    _show_wrong_day()
    _show_moment_banner()
    _show_example_banner()


def _show_bar() -> None:
    """The frame of a page on a wall: the tools stand in the bar of the menu, the rest in the foot."""
    with st.container(width="content", key="bar"):
        _show_tools()
    _show_wrong_day()
    _show_moment_banner()


def _show_foot() -> None:
    with st.container(key="foot"):
        _show_example_banner()
        st.markdown(_agreement_name())


def _agreement_name() -> str:
    agreement = session.agreement()
    return plain(agreement.name if agreement else _("SOK-monitor"))


def _show_tools() -> None:
    with st.container(horizontal=True, vertical_alignment="center", width="content", key="header-tools"):
        link("search", _("Zoeken"), icon="search")
        _show_view_menu()
        show_corner()


def _show_view_menu() -> None:
    shown = session.as_of_day()
    label = _("Zoals op {day}").format(day=day(shown)) if shown else _today_label()
    with st.popover(label, icon=":material/calendar_month:", type="tertiary"):
        chosen = st.date_input(
            _("Laat alles zien zoals het bekend was op"),
            value=session.shown_day(),
            max_value=clock.today(),
            format="DD-MM-YYYY",
        )
        if isinstance(chosen, date) and chosen != session.shown_day():
            session.show_day(chosen if chosen < clock.today() else None)
            st.rerun()
        if session.holds_examples():
            real_only = st.toggle(_("Alleen echte cijfers"), value=session.is_real_only())
            if real_only != session.is_real_only():
                session.show_real_only(real_only)
                st.rerun()


def _show_wrong_day() -> None:
    text = session.wrong_day()
    if text is None:
        return
    asked = session.day_of(text)
    if asked is None:
        wrong = _("'{text}' is geen datum. Schrijf jaar-maand-dag, zoals 2023-12-04.").format(
            text=plain(text[:40])
        )
    elif asked < FIRST_DAY:
        wrong = _("{day} is te lang geleden.").format(day=day(asked))
    else:
        wrong = _("{day} moet nog komen.").format(day=day(asked))
    st.warning(wrong + " " + _("U ziet nu de stand van vandaag."), icon=":material/event_busy:")


def _today_label() -> str:
    today = clock.today()
    left = months_left(session.agreement(), today)
    return weekday(today) if left is None else f"{weekday(today)}\N{NO-BREAK SPACE}· {_remaining(*left)}"


def _remaining(years: int, months: int) -> str:
    parts = [_("{n} jaar").format(n=years)] if years else []
    if months:
        parts.append(_("1 maand") if months == 1 else _("{n} maanden").format(n=months))
    return _("nog {time}").format(time=listed(parts)) if parts else _("laatste maand")


def _show_moment_banner() -> None:
    shown = session.as_of_day()
    if shown is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            ":material/history: "
            + _("U ziet alles **zoals het bekend was op {day}**.").format(day=day(shown)),
            width="content",
        )
        if st.button(_("Terug naar vandaag"), type="secondary"):
            session.show_day(None)
            st.rerun()
    if session.has_taken_away():
        st.markdown(f":material/visibility_off: {_taken_away_words()}")


def _taken_away_words() -> str:
    """That the past is not whole: for visitors that something is left out, for editors what only they see."""
    if not session.may(Role.EDITOR):
        return _("Een deel is later weggehaald. Dat staat er niet bij en telt niet mee.")
    return _(
        "Alleen de redactie ziet ook wat later is weggehaald. Daar staat '{archived}' of '{not_public}' bij. "
        "Bezoekers zien het niet: bij hen kunnen cijfers van deze dag anders zijn."
    ).format(archived=plain(ARCHIVED_MARK), not_public=plain(NOT_PUBLIC_MARK))


def _show_example_banner() -> None:
    if not session.holds_examples():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="banner"):
        if session.is_real_only():
            st.markdown(":material/verified: " + _("U ziet **alleen echte cijfers**."), width="content")
            if st.button(_("Voorbeelden erbij")):
                session.show_real_only(False)
                st.rerun()
        else:
            st.markdown(
                _("Waar :gray-badge[voorbeeld] staat, is het cijfer verzonnen. De rest is echt."),
                width="content",
            )
            if st.button(_("Alleen echte cijfers"), key="banner_real_only"):
                session.show_real_only(True)
                st.rerun()
        link("start", _("Begin een eigen wijk"), icon="add_home")
