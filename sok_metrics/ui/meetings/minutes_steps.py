"""What editors do with the minutes of a meeting: let the parties read them, approve them, and fix them."""

from dataclasses import replace
from datetime import date

import streamlit as st

from sok_metrics import clock
from sok_metrics.documents.minutes_content import MinutesBook
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.meetings import list_meetings
from sok_metrics.tasks.minutes.noting import read_noting
from sok_metrics.tasks.minutes.pictures import pictures_of
from sok_metrics.tasks.minutes.reading import minutes_for
from sok_metrics.tasks.minutes.steps import approve, fix
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import short_day
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.outcome import refusing_at, say, show_outcome
from sok_metrics.views.minutes import MinutesStep
from sok_metrics.views.rows import rows_of

_PLACE = "minutes_steps"


def find_minutes(text: str) -> MinutesBook | None:
    """The minutes of the meeting with the number in the address; None when there are none for who looks."""
    number = session.number_of(text)
    if number is None:
        return None
    try:
        book = _read(number)
    except SokError:
        return None
    # A picture comes some seconds after the point closed: no change of the store tells of it.
    return replace(book, pictures=pictures_of(session.store().path, number))


@session.kept(8)
def _read(number: int) -> MinutesBook:
    return minutes_for(session.store(), session.view(), number, by=session.actor())


def show_unknown() -> None:
    """That there are no minutes here, and where to look."""
    st.title(_("Dit verslag is er niet"))
    st.info(
        _("Dit verslag is er niet, of is nog niet openbaar. De partijen lezen een verslag altijd eerst."),
        icon=":material/lock:",
    )
    link("reviews", _("Naar alle bijeenkomsten"), icon="groups")


def show_next_step(book: MinutesBook) -> None:
    """For editors: what is the next step of these minutes, with what it takes."""
    if not session.may(Role.EDITOR) or session.as_of_day() is not None:
        return
    minutes = book.minutes
    number = int(minutes.meeting.number)
    with st.container(border=True, key="minutes-steps"):
        _show_waiting(number)
        if minutes.meeting.status != "held":
            st.markdown(_("Zet de bijeenkomst eerst op 'gehouden'. Dan komt alles in het verslag."))
        elif minutes.step in (MinutesStep.DRAFT, MinutesStep.WITH_PARTIES):
            st.markdown(_("De partijen lezen het verslag eerst. Dat begint bij Afstemmen."))
            link("publication", _("Naar Afstemmen"), icon="rule")
        elif minutes.step is MinutesStep.READ:
            _ask_approval(number, minutes.meeting.held_on.date())
        elif minutes.step is MinutesStep.APPROVED:
            _ask_fixing(number)
        show_outcome(_PLACE)


def _show_waiting(number: int) -> None:
    waiting = read_noting(session.store(), number).waiting
    if waiting:
        words = ngettext(
            "{n} notitie staat nog niet in het verslag. Dat gebeurt vanzelf, na een paar minuten rust.",
            "{n} notities staan nog niet in het verslag. Dat gebeurt vanzelf, na een paar minuten rust.",
            waiting,
        )
        st.info(words.format(n=waiting), icon=":material/hourglass_top:")


def _ask_approval(number: int, held_on: date) -> None:
    """Which meeting said yes to it."""
    later = [
        row
        for row in rows_of(list_meetings(session.reader()))
        if held_on < row.held_on.date() <= clock.today() and row.status == "held"
    ]
    if not later:
        st.markdown(_("De volgende bijeenkomst keurt dit verslag goed. Het staat daar vanzelf op de agenda."))
        return
    names = {
        row.held_on.date().isoformat(): f"{short_day(row.held_on)} · {plain(row.title)}" for row in later
    }
    with st.form("approve-minutes", border=False):
        chosen = choose_one(
            _("Welke bijeenkomst keurde het goed?"), names, next(iter(names)), key="approved_at"
        )
        if st.form_submit_button(_("Verslag goedgekeurd"), icon=":material/thumb_up:") and chosen:
            with refusing_at(_PLACE, problems=1):
                approve(session.store(), number, date.fromisoformat(chosen), by=session.actor())
                say(_PLACE, _("Het verslag is goedgekeurd."))
            st.rerun()


def _ask_fixing(number: int) -> None:
    st.markdown(
        _("Stelt u het verslag vast? Dan veranderen de tekst, de notities en de besluiten niet meer.")
    )
    with st.form("fix-minutes", border=False):
        is_sure = st.checkbox(_("Ik heb alles nagekeken"), key="minutes_checked")
        if st.form_submit_button(_("Stel het verslag vast"), icon=":material/lock:"):
            with refusing_at(_PLACE, problems=1):
                if is_sure:
                    fix(session.store(), number, by=session.actor())
                    say(_PLACE, _("Het verslag staat vast."))
                else:
                    raise SokError(_("Kijk het verslag eerst na, en zet dan het vinkje."))
            st.rerun()
