"""What stands in the place of every page when the store is gone: a sentence, and a choice for who may."""

from collections.abc import Callable

import streamlit as st

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role
from sok_metrics.tasks.storage import missing
from sok_metrics.tasks.storage.place import backup_moment, database_path, list_backups
from sok_metrics.texts import _
from sok_metrics.texts.formats import day_and_time
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import account, sign_in_address
from sok_metrics.ui.parts.escaping import plain


def show(error: SokError) -> None:
    """Say that the data are gone; nothing is made before an administrator chooses."""
    st.title(_("De gegevens staan niet meer op hun plaats"))
    st.error(plain(session.words_for(error)), icon=":material/error:")
    if session.may(Role.ADMINISTRATOR):
        _ask()
    elif account() is None:
        st.link_button(_("Aanmelden als beheerder"), sign_in_address(), icon=":material/login:")


def _ask() -> None:
    path, actor = database_path(), session.actor()
    backups = list_backups(path)
    st.markdown(
        _("Is het bestand verplaatst? Zet het dan terug en laad deze pagina opnieuw. Kies anders hieronder.")
    )
    if backups:
        st.header(_("Zet de nieuwste reservekopie terug"))
        moment = day_and_time(backup_moment(backups[0]))
        st.markdown(_("Alles wordt weer zoals het was op {moment}.").format(moment=moment))
        if st.button(_("Zet deze terug"), type="primary", icon=":material/settings_backup_restore:"):
            _do(lambda: missing.put_newest_back(path, by=actor))
    st.header(_("Begin opnieuw"))
    name = st.text_input(_("Hoe heet uw wijk of buurt?")).strip()
    if st.button(_("Begin met een lege overeenkomst")):
        if name:
            _do(lambda: missing.begin_anew(path, name, by=actor))
        else:
            st.error(_("Vul de naam van uw wijk in. Daarna kunt u beginnen."), icon=":material/edit:")
    st.header(_("Bekijk het voorbeeld"))
    st.markdown(_("U ziet dan de wijk BoTu. Een deel van de cijfers is verzonnen."))
    if st.button(_("Begin met het voorbeeld")):
        _do(lambda: missing.begin_with_example(path, by=actor))


def _do(choice: Callable[[], None]) -> None:
    try:
        choice()
    except SokError as error:
        st.error(plain(session.words_for(error)), icon=":material/error:")
        return
    st.cache_resource.clear()
    st.rerun()
