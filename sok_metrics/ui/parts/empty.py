"""What stands on a page as long as there is nothing to show: one sentence, and the first thing to do."""

import streamlit as st

from sok_metrics.nouns.model import CommitmentKind, Role
from sok_metrics.store.queries.meetings import list_meetings
from sok_metrics.texts import _
from sok_metrics.texts.formats import day
from sok_metrics.ui.forms.buttons import commitment_buttons
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import link


def show_empty(sentence: str, todo: str) -> None:
    """One sentence what will stand here and one what to do first; in the past, that it was not known yet."""
    moment = session.as_of_day()
    if moment is not None:
        st.info(
            _("Op {day} was hier nog niets van bekend.").format(day=day(moment)), icon=":material/history:"
        )
        if st.button(_("Bekijk de stand van vandaag"), type="primary"):
            session.show_day(None)
            st.rerun()
        return
    st.info(sentence, icon=":material/lightbulb:")
    st.markdown(todo)


def how_to_fill() -> str:
    """What to do first with an empty page: for who keeps the agreement, and for others."""
    if session.may(Role.EDITOR):
        return _("Voeg er zelf een toe met de knop op deze pagina, of lees ze in uit Excel.")
    return _("De redactie vult dit in. Hoort u daarbij? Meld u dan eerst aan.")


def has_agreed(*, or_meeting: bool = False) -> bool:
    """Whether the agreement has commitments; where it has none, what to do first stands on the page.

    With `or_meeting` a meeting is enough: where people still have to agree, they come together first.
    """
    if or_meeting and not list_meetings(session.reader()).empty:
        return True
    if not session.progress().commitments.empty:
        return True
    st.title(_("Nog geen afspraken"))
    show_empty(
        _("Hier komen de waarden, doelen en afspraken van uw wijk, met hoe het ermee gaat."),
        _("Begin met de eerste waarde of het eerste doel. Of lees alles in één keer in uit Excel.")
        if session.may(Role.EDITOR)
        else _("De redactie vult ze in. Hoort u daarbij? Meld u dan eerst aan."),
    )
    if session.may(Role.ADMINISTRATOR):
        link("guide", _("Begin met de eerste stappen"), icon="flag_circle")
    for kind in CommitmentKind:
        commitment_buttons(kind, "")
    return False
