"""The parts of the page of the agreement itself: its name and dates, its versions, who signed, and where."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from sok_metrics.store.queries.agreement import current_version, list_parties, list_signatures, list_versions
from sok_metrics.store.queries.records import list_records
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, is_present, short_day
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.buttons import can_change, edit_button, new_button, show_put_away
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain, plain_paragraphs
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.views.rows import rows_of


def show_agreement() -> None:
    """The name, the sentence on who signed and until when, and the summary."""
    agreement = session.agreement()
    if agreement is None:
        st.title(_("Er is nog geen overeenkomst"))
        new_button("agreement")
        return
    st.title(plain(agreement.name))
    count = len(list_parties(session.reader()))
    joins = ngettext("{n} partij doet mee.", "{n} partijen doen mee.", count).format(n=count)
    parts = [joins if count else _("Er doen nog geen partijen mee.")]
    if agreement.signed_on:
        parts.append(_("Ondertekend op {day}.").format(day=day(agreement.signed_on)))
    if agreement.ends_on:
        parts.append(_("De samenwerking loopt in elk geval tot {day}.").format(day=day(agreement.ends_on)))
    st.markdown(" ".join(parts))
    if agreement.summary:
        st.markdown(plain_paragraphs(agreement.summary))
    if can_change("agreement"):
        edit_button("agreement", list_records(session.whole(), "agreement")[0].key)


def show_versions() -> None:
    """Which versions there were, and which one counts."""
    st.header(_("Versies"))
    counts = current_version(session.reader())
    for row in rows_of(list_versions(session.reader())):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            badge = f" :blue-badge[:material/check: {_('deze telt')}]" if row.number == counts else ""
            words = _("{title}, geldt vanaf {day}").format(
                title=plain(row.title), day=short_day(row.valid_from)
            )
            st.markdown(f"**{row.number}**  {words}{badge}{example_badge(row)}", width="content")
            edit_button("agreement_version", [str(row.number)])
        if is_present(row.note):
            st.markdown(plain_paragraphs(row.note))
    new_button("agreement_version", _("Begin een nieuwe versie"))
    if can_change("agreement_version"):
        words = _("Een nieuwe versie begint met alle teksten van de vorige. Pas daarna aan wat er anders is.")
        st.markdown(f":small[{words}]")


def show_parties() -> None:
    """Each party with what it brings in, and who signed for it."""
    st.header(_("Partijen"))
    signatures = list_signatures(session.reader())
    for row in rows_of(list_parties(session.reader())):
        with st.container(gap=None):
            kind = choice_word("party", "kind", row.kind)
            st.markdown(f"**{plain(row.name)}** :gray-badge[{kind}]{example_badge(row)}")
            if is_present(row.contribution):
                st.markdown(_("Brengt in: {text}").format(text=plain(row.contribution)))
            for signature in rows_of(signatures[signatures["party_code"] == row.code]):
                st.markdown(_signature_words(signature))
            edit_button("party", [row.code])
    others = signatures[signatures["party_code"].isna()]
    if len(others):
        st.subheader(_("Tekenden zonder partij"))
        st.markdown("\n".join(f"- {_signature_words(row)}" for row in rows_of(others)))
    with st.container(horizontal=True):
        new_button("party", _("Nieuwe partij"))
        new_button("signature", _("Nieuwe handtekening"))
    show_put_away("party")


def show_areas() -> None:
    """The areas that the figures are about; only for who keeps them."""
    if not can_change("area"):
        return
    st.header(_("Gebieden"))
    _show_lines([(r.key[0], f"{r.key[0]} {r.values['name']}") for r in list_records(session.whole(), "area")])
    new_button("area", _("Nieuw gebied"))


def _show_lines(lines: Sequence[tuple[str, str]]) -> None:
    for code, label in lines:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(label), width="content")
            edit_button("area", [code])


def _signature_words(row: Any) -> str:
    """Who signed, in which hat, and the personal note: only what may be shown."""
    parts = [plain(row.name) if is_present(row.name) else _("iemand")]
    parts += [plain(row.hat)] if is_present(row.hat) else []
    parts += [short_day(row.signed_on)] if is_present(row.signed_on) else []
    note = f"  \n*“{plain(row.personal_note)}”*" if is_present(row.personal_note) else ""
    return " · ".join(parts) + example_badge(row) + note
