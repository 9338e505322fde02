"""The parts of the page with people: what is kept of each, what they agreed to, and taking that back."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from sok_metrics import clock
from sok_metrics.store.changes.consents import give_consent, withdraw_consent
from sok_metrics.store.queries.people import KeptField, KnownPerson, list_people
from sok_metrics.texts import _
from sok_metrics.texts.formats import headed
from sok_metrics.texts.people import consent_words, people_sentence, personal_field_word
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain, plain_paragraphs, without_formulas
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.outcome import is_done, say, show_outcome
from sok_metrics.ui.parts.shown import version_shown

_PLACE = "consent"


def people_here() -> list[KnownPerson]:
    """Everybody in this store, as it is now: of people the past is never shown."""
    return list_people(session.whole())


def answer(people: Sequence[KnownPerson]) -> str:
    """How many people there are, and whether they agreed."""
    known = [one for one in people if not one.is_forgotten]
    return people_sentence(len(known), len([one for one in known if one.unseen]))


def show_people(people: Sequence[KnownPerson]) -> None:
    """Everybody in a table, with a word for each field."""
    st.markdown(
        _(
            "Een naam, nummer, adres of P.S. is alleen te zien als die persoon dat goed vindt. "
            "Trekt iemand die in, dan is het meteen nergens meer te zien."
        )
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        buttons.new_button("person", _("Nieuwe persoon"))
        buttons.new_button("signature", _("Nieuwe handtekening"))
        buttons.new_button("process_group_member", _("Nieuw lid van de procesgroep"))
        link("privacy_register", _("Welke gegevens bewaren we?"), icon="policy")
    if people:
        st.dataframe(without_formulas(_table(people)), hide_index=True, alt=answer(people))


def _table(people: Sequence[KnownPerson]) -> pd.DataFrame:
    rows = []
    for one in people:
        words = {headed(personal_field_word(kept.field)): _state(kept) for kept in one.fields}
        rows.append({_("Code"): one.code, _("Rol"): one.role, **words})
    return pd.DataFrame(rows)


def _state(kept: KeptField) -> str:
    if kept.value is None:
        return _("niet ingevuld")
    return _("te zien") if kept.is_shown else _("verborgen")


def choose_person(people: Sequence[KnownPerson], label: str) -> KnownPerson | None:
    """Let the administrator choose somebody; the choice stands in the address."""
    known = {one.code: one for one in people if not one.is_forgotten}
    if not known:
        st.info(f"{people_sentence(0, 0)}.", icon=":material/lightbulb:")
        return None
    asked = st.query_params.get(session.PERSON_PARAMETER, "")
    names = {code: f"{code} · {_name_of(person)}" for code, person in known.items()}
    chosen = choose_one(label, names, asked, placeholder=_("Kies iemand"), width=640)
    if chosen is not None and chosen != asked:
        st.query_params[session.PERSON_PARAMETER] = chosen
    return known.get(chosen or "")


def _name_of(person: KnownPerson) -> str:
    name = person.fields[0].value
    return f"{name}, {person.role}" if name else person.role


def show_person(person: KnownPerson) -> None:
    """One person: each field with its consent, and what can be done."""
    st.header(plain(_name_of(person)))
    show_outcome(_PLACE)
    for kept in person.fields:
        _show_field(person, kept)
    with st.container(horizontal=True, vertical_alignment="center"):
        buttons.edit_button("person", [person.code], _("Wijzig naam, nummer of rol"))
        buttons.new_button("signature", _("Handtekening erbij"), {"person_code": person.code})
        link("forget", _("Vergeet deze persoon"), {session.PERSON_PARAMETER: person.code}, icon="person_off")


def _show_field(person: KnownPerson, kept: KeptField) -> None:
    name = personal_field_word(kept.field)
    with st.container(border=True, key=f"consent-{person.code}-{kept.field.value}"):
        words, act = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.markdown(f"**{plain(headed(name))}**  {_badge(kept)}")
            st.markdown(plain_paragraphs(kept.value) if kept.value else _("*niet ingevuld*"))
            st.markdown(plain(consent_words(kept)))
        with act:
            if not buttons.can_change("consent"):
                return
            if kept.has_consent:
                _ask_to_withdraw(person, kept, name)
            else:
                _ask_to_give(person, kept, name)


def _badge(kept: KeptField) -> str:
    if kept.is_shown:
        return ":green-badge[:material/visibility: " + _("te zien voor iedereen") + "]"
    return ":gray-badge[:material/visibility_off: " + _("niet te zien") + "]"


def _ask_to_withdraw(person: KnownPerson, kept: KeptField, name: str) -> None:
    if st.button(
        _("Trek in: {field}").format(field=name),
        icon=":material/visibility_off:",
        key=f"withdraw-{person.code}-{kept.field.value}",
    ) and is_done(
        lambda: withdraw_consent(
            session.store(), person.code, kept.field, by=session.actor(), today=clock.today()
        )
    ):
        say(_PLACE, _("Ingetrokken: {field}. Niemand ziet dit nu nog.").format(field=name))
        st.rerun()


def _ask_to_give(person: KnownPerson, kept: KeptField, name: str) -> None:
    seen = version_shown(f"consent-{person.code}-{kept.field.value}", kept.version or 0)
    with st.popover(_("Leg toestemming vast"), icon=":material/edit_document:"):
        with st.form(f"give-{person.code}-{kept.field.value}", border=False):
            given_on = st.date_input(
                _("Gegeven op"), value=clock.today(), max_value=clock.today(), format="DD-MM-YYYY"
            )
            how = st.text_input(_("Hoe"), placeholder=_("bijvoorbeeld: formulier op papier"))
            saves = st.form_submit_button(_("Leg vast: {field}").format(field=name), type="primary")
        if saves and is_done(
            lambda: give_consent(
                session.store(),
                person.code,
                kept.field,
                given_on=given_on,
                how=how,
                by=session.actor(),
                seen=replace(kept, version=seen or None),
            )
        ):
            say(_PLACE, _("Vastgelegd: toestemming voor {field}.").format(field=name))
            st.rerun()
