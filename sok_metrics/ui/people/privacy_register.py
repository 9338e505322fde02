"""The parts of the page that tells which data are kept of whom and why."""

import streamlit as st

from sok_metrics.nouns.kept import KindOfData
from sok_metrics.nouns.model import Role
from sok_metrics.tasks.people.privacy_register import counts_in, kinds_in
from sok_metrics.texts import _
from sok_metrics.texts.formats import number
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.navigation import link


def show_kinds() -> None:
    """Each kind of data: what, why, on what ground, how long, who sees it, and how many rows there are."""
    kinds = kinds_in(session.store())
    counts = counts_in(session.store(), kinds)
    for heading, is_personal in ((_("Over mensen"), True), (_("Niet over mensen"), False)):
        st.header(heading)
        for kind, count in zip(kinds, counts, strict=True):
            if kind.is_personal is is_personal:
                _show_kind(kind, count)


def _show_kind(kind: KindOfData, count: int) -> None:
    facts = {
        _("Wat"): kind.what,
        _("Waarom"): kind.purpose,
        _("Grond in de wet"): kind.ground,
        _("Hoe lang"): kind.how_long,
        _("Wie ziet het"): kind.seen_by,
        _("Hoeveel regels er nu zijn"): number(count),
    }
    st.subheader(plain(kind.title))
    st.markdown("\n".join(f"- **{heading}**: {plain(text)}" for heading, text in facts.items()))


def show_rights() -> None:
    """What somebody can ask, and whom."""
    st.header(_("Wat kunt u vragen?"))
    st.markdown(
        _(
            "U mag vragen wat we van u bewaren. Klopt iets niet? Dan verbeteren we het. U kunt uw "
            "toestemming altijd intrekken; dat werkt meteen. U mag ook vragen of we u vergeten. Dan is er "
            "niets meer van u te vinden, ook niet in reservekopieën. Vraag het aan iemand die de "
            "bijeenkomsten voorbereidt ({meeting})."
        ).format(meeting=plain(session.monthly_name()))
    )
    if session.may(Role.ADMINISTRATOR):
        link("people", _("Mensen en toestemming"), icon="groups")


def show_register() -> None:
    """The same as a file; the administrator's file also lists of whom what is kept."""
    is_administrator = session.may(Role.ADMINISTRATOR)
    name = "gegevens-per-persoon.xlsx" if is_administrator else "gegevens.xlsx"
    show_file(_("Download dit als Excel"), name)
    if is_administrator:
        st.markdown(
            _("In uw bestand staat ook per persoon welk gegeven we bewaren en met welke toestemming.")
        )
