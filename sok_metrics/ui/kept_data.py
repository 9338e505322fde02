"""The parts of the page that tells which data are kept of whom and why."""

import pandas as pd
import streamlit as st

from sok_metrics.model import Role
from sok_metrics.store.queries.people import count_rows, list_people
from sok_metrics.texts import _, number
from sok_metrics.texts.kept_data import KindOfData, kinds_of_data
from sok_metrics.texts.people import consent_words, personal_field_word
from sok_metrics.ui import session
from sok_metrics.ui.escaping import plain
from sok_metrics.ui.indicators import EXCEL_TYPE
from sok_metrics.ui.navigation import link
from sok_metrics.workbook.kept_data import write_kept_data

_USUAL_THRESHOLD = 10


def kinds_here() -> tuple[KindOfData, ...]:
    """Every kind of data, with this agreement's own threshold."""
    agreement = session.agreement()
    return kinds_of_data(agreement.privacy_threshold if agreement else _USUAL_THRESHOLD)


def counts_here(kinds: tuple[KindOfData, ...]) -> dict[str, int]:
    """How many rows each table holds."""
    return count_rows(session.store().reader(), [name for kind in kinds for name in kind.tables])


def show_kinds(kinds: tuple[KindOfData, ...], counts: dict[str, int]) -> None:
    """Each kind of data: what, why, on what ground, how long, and who sees it."""
    for heading, is_personal in ((_("Over mensen"), True), (_("Niet over mensen"), False)):
        st.header(heading)
        for kind in kinds:
            if kind.is_personal is is_personal:
                _show_kind(kind, sum(counts[name] for name in kind.tables))


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
            "niets meer van u te vinden, ook niet in reservekopieën. Vraag het aan iemand van het "
            "Energiewijk-overleg."
        )
    )
    if session.may(Role.ADMINISTRATOR):
        link("people", _("Mensen en toestemming"), icon="groups")


def show_file(kinds: tuple[KindOfData, ...], counts: dict[str, int]) -> None:
    """The same as a file; the administrator's file also lists of whom what is kept."""
    today = session.shown_day()
    people = fields_of_people() if session.may(Role.ADMINISTRATOR) else None
    st.download_button(
        _("Download dit als Excel"),
        data=lambda: write_kept_data(kinds, counts, people, today),
        file_name=f"sok-gegevens-{today.isoformat()}.xlsx",
        mime=EXCEL_TYPE,
        icon=":material/download:",
        on_click="ignore",
    )
    if people is not None:
        st.markdown(
            _("In uw bestand staat ook per persoon welk gegeven we bewaren en met welke toestemming.")
        )


def fields_of_people() -> pd.DataFrame:
    """Who has which field, without the fields themselves."""
    rows = [
        {
            "code": person.code,
            "role": person.role,
            "field": personal_field_word(kept.field),
            "is_kept": _("ja") if kept.value else _("nee"),
            "consent": consent_words(kept),
        }
        for person in list_people(session.store().reader())
        for kept in person.fields
    ]
    return pd.DataFrame(rows, columns=["code", "role", "field", "is_kept", "consent"], dtype=object)
