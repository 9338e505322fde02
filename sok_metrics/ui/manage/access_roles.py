"""The roles of people who sign in with the account of their organisation."""

import streamlit as st

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.sign_in import give_role
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import access, has_organisations
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.outcome import is_done


def show_roles() -> None:
    """Who has which role by e-mail address, with a form for one more."""
    st.header(_("Aanmelden via een organisatie"))
    if not has_organisations():
        st.markdown(
            _(
                "Dit staat uit. Wie bij een gemeente of corporatie werkt, kan zich ook aanmelden zoals op "
                "het werk. Hoe u dat instelt, staat in het bestand docs/organisaties.md."
            )
        )
        if not access().roles:
            return
    else:
        st.markdown(_("Wie hier niet staat, mag na het aanmelden alleen meekijken."))
    for address, role in access().roles.items():
        _show_role(address, role)
    _ask_role()


def _show_role(address: str, role: Role) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{plain(address)} · {_role_name(role)}", width="content")
        if st.button(_("Haal weg"), key=f"remove_{address}", icon=":material/delete:", type="tertiary"):
            give_role(database_path(), address, None, by=session.actor())
            st.rerun()


def _ask_role() -> None:
    with st.form("give_role"):
        address = st.text_input(_("E-mailadres"), autocomplete="off")
        role = st.selectbox(_("Rol"), (Role.EDITOR, Role.ADMINISTRATOR), format_func=_role_name)
        sent = st.form_submit_button(_("Geef deze rol"))
    if sent and is_done(lambda: give_role(database_path(), address, role, by=session.actor()), icon="error"):
        st.rerun()


def _role_name(role: Role) -> str:
    return {
        Role.VISITOR: _("kijkt mee"),
        Role.EDITOR: _("redactie"),
        Role.ADMINISTRATOR: _("beheer"),
    }[role]
