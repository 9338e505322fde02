"""The page where one signs in and out, and where the administrator says who may do what."""

import streamlit as st

from sok_metrics.model import Role
from sok_metrics.texts import _
from sok_metrics.ui import session
from sok_metrics.ui.account import access, account, has_organisations
from sok_metrics.ui.escaping import plain
from sok_metrics.ui.signing import role_sentence, show_sign_in, show_sign_out


def show_who_you_are() -> None:
    """Who has signed in and what that gives, or the ways to sign in."""
    who, actor = account(), session.actor()
    if who is None and actor.role is Role.VISITOR:
        _show_ways_in()
        return
    st.markdown(_("U bent aangemeld als **{name}**.").format(name=plain(who.name if who else actor.name)))
    st.markdown(role_sentence(actor.role))
    if who is not None:
        show_sign_out(who)


def _show_ways_in() -> None:
    if access().has_administrator:
        st.markdown(_("Kijken kan iedereen. Wie iets wil invullen of veranderen, meldt zich aan."))
    else:
        st.markdown(
            _(
                "Kijken kan iedereen. Om iets in te vullen of te veranderen is een beheerder nodig. "
                "Dit dashboard heeft er nog geen: kies een wachtzin, dan bent u het."
            )
        )
    with st.container(horizontal=True):
        show_sign_in()
        if has_organisations() and st.button(_("Aanmelden via uw organisatie"), icon=":material/badge:"):
            st.login()
