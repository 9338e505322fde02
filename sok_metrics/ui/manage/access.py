"""The page where one signs in and out, and where the administrator says who may do what."""

import streamlit as st

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.passphrases import (
    SHORTEST,
    check_passphrase,
    remove_passphrase,
    set_passphrase,
)
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.texts import _
from sok_metrics.ui.manage.access_roles import show_roles
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import access, account, has_organisations
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.outcome import is_done
from sok_metrics.ui.parts.signing import role_sentence, show_sign_in, show_sign_out
from sok_metrics.ui.parts.visitor import caller


def show_access() -> None:
    """Who has signed in, or how to; and for the administrator the passphrases and the roles."""
    who, actor = account(), session.actor()
    if who is None and actor.role is Role.VISITOR:
        _show_ways_in()
        return
    st.markdown(_("U bent aangemeld als **{name}**.").format(name=plain(who.name if who else actor.name)))
    st.markdown(role_sentence(actor.role))
    if who is not None:
        show_sign_out(who)
    if actor.role.covers(Role.ADMINISTRATOR):
        _show_editors()
        _show_administrators()
        show_roles()


def _show_ways_in() -> None:
    if access().has_administrator or has_organisations():
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


def _show_editors() -> None:
    """The passphrase of the editors: on, off, or another one."""
    st.header(_("Redactie"))
    is_on = Role.EDITOR in access().hashes
    if is_on:
        st.markdown(_("De redactie meldt zich aan met een eigen wachtzin."))
    else:
        st.markdown(_("De redactie heeft nog geen wachtzin. Alleen het beheer kan nu iets veranderen."))
    with st.expander(_("Nieuwe wachtzin voor de redactie"), icon=":material/password:"):
        _ask_new("editors", Role.EDITOR, is_own=False)
    if is_on and st.button(_("Zet de wachtzin van de redactie uit"), icon=":material/key_off:"):
        remove_passphrase(database_path(), Role.EDITOR, by=session.actor())
        st.rerun()


def _show_administrators() -> None:
    st.header(_("Beheer"))
    st.markdown(
        _("Geef deze wachtzin aan zo weinig mensen als kan. Ga er van uit dat wie hem heeft, alles mag.")
    )
    who = account()
    with st.expander(_("Nieuwe wachtzin voor het beheer"), icon=":material/password:"):
        _ask_new("administrators", Role.ADMINISTRATOR, is_own=who is None or not who.is_of_organisation)


def _ask_new(name: str, role: Role, *, is_own: bool) -> None:
    """Ask a new passphrase twice; who changes the one they signed in with gives that one first."""
    with st.form(f"passphrase_{name}", border=False, clear_on_submit=True):
        present = _ask(_("De wachtzin van nu"), "current-password") if is_own else None
        length = _("Minstens {n} tekens, bijvoorbeeld vier gewone woorden achter elkaar.").format(n=SHORTEST)
        fresh = _ask(_("Nieuwe wachtzin"), "new-password", length)
        again = _ask(_("Nog een keer dezelfde wachtzin"), "new-password")
        sent = st.form_submit_button(_("Wachtzin bewaren"), type="primary")
    if not sent:
        return
    if fresh.strip() != again.strip():
        st.error(_("De twee wachtzinnen zijn niet gelijk. Typ ze opnieuw."), icon=":material/error:")
    elif is_done(lambda: _change(role, present, fresh), icon="error"):
        st.success(
            _("De wachtzin is bewaard. Wie met de oude was aangemeld, meldt zich aan met deze."),
            icon=":material/check:",
        )
        if is_own:
            show_sign_in()


def _ask(label: str, autocomplete: str, explanation: str = "") -> str:
    if explanation:
        st.markdown(f":small[{explanation}]")
    return st.text_input(label, type="password", autocomplete=autocomplete)


def _change(role: Role, present: str | None, fresh: str) -> None:
    if present is not None:
        check_passphrase(database_path(), role, present, caller())
    set_passphrase(database_path(), role, fresh, by=session.actor())
