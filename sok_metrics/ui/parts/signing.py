"""The corner of every page where one signs in, or sees who one is."""

import streamlit as st

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.tasks.accounts.sign_in import Account
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import access, account, has_organisations, sign_in_address, sign_out_address
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link


def show_corner() -> None:
    """A link to sign in, or the name of who did with a way to sign out."""
    who, actor = account(), session.actor()
    with st.container(key="header-corner", width="content"):
        if who is None and actor.role is Role.VISITOR:
            _show_way_in()
        else:
            _show_menu(who, actor)


def _show_menu(who: Account | None, actor: Actor) -> None:
    name = who.name if who is not None else actor.name
    with st.popover(plain(name), icon=":material/person:", type="tertiary"):
        st.markdown(role_sentence(actor.role))
        link("access", _("Toegang"), icon="key")
        if who is not None:
            show_sign_out(who)


def _show_way_in() -> None:
    if has_organisations():
        link("access", _("Aanmelden"), icon="login")
    else:
        show_sign_in(type_of_button="tertiary")


def show_sign_in(*, type_of_button: str = "primary") -> None:
    """The button that opens the form to sign in, or to choose the very first passphrase."""
    # Without an address the visitor sits at this computer; whether that is so, the form decides itself.
    is_first = not access().has_administrator and st.context.ip_address is None
    st.link_button(
        _("Kies een wachtzin") if is_first else _("Aanmelden"),
        sign_in_address(),
        icon=":material/key:" if is_first else ":material/login:",
        type="tertiary" if type_of_button == "tertiary" else "primary",
    )


def show_sign_out(who: Account) -> None:
    """The button that signs this person out."""
    if not who.is_of_organisation:
        st.link_button(_("Afmelden"), sign_out_address(who), icon=":material/logout:")
    elif st.button(_("Afmelden"), icon=":material/logout:"):
        st.logout()


def role_sentence(role: Role) -> str:
    """What somebody with this role may do."""
    return {
        Role.VISITOR: _("U kijkt mee. Om iets te veranderen hebt u een rol nodig; die geeft het beheer."),
        Role.EDITOR: _("U hoort bij de **redactie**: u kunt alles invullen en verbeteren."),
        Role.ADMINISTRATOR: _(
            "U bent **beheerder**: u kunt alles invullen en verbeteren, en regelt wie erbij mag."
        ),
    }[role]
