"""The parts of the page where somebody is forgotten: what will happen, which texts, and what was done."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from sok_metrics import clock
from sok_metrics.store.changes.forget import Forgotten
from sok_metrics.store.changes.traces import Place, Spot
from sok_metrics.store.queries.people import KnownPerson
from sok_metrics.tasks.people.forgetting import find_everywhere, forget_person
from sok_metrics.tasks.storage.place import list_backups
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.people import place_words
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.rewriting import is_rewritten

_REPORT = "forgotten"


def report() -> Forgotten | None:
    """What was just done, until the visitor goes on to somebody else."""
    if session.PERSON_PARAMETER in st.query_params:
        st.session_state.pop(_REPORT, None)
    found: Forgotten | None = st.session_state.get(_REPORT)
    return found


def show_what_happens(person: KnownPerson) -> None:
    """Before anything is done: what goes, what stays, and what the program cannot reach."""
    backups = len(list_backups(session.store().path))
    lines = [
        _("Naam, telefoon, e-mail, rol, P.S. en 'pet' van {code} gaan weg, ook uit alles van vroeger."),
        _("De code {code} blijft staan als 'vergeten persoon'. Zo blijven de cijfers en aantallen kloppen."),
        _("Alle toestemmingen worden ingetrokken. De datums blijven, zonder naam."),
        ngettext(
            "Er is {n} reservekopie. Ook daar gaat de persoon uit. Lukt dat niet, dan gooien we die weg.",
            "Er zijn {n} reservekopieën. Ook daar gaat de persoon uit. Lukt dat niet, dan gooien we die weg.",
            backups,
        ).format(n=backups),
        _(
            "We keken in alle teksten van dit bestand, ook in die van vroeger. Ook in de namen van stukken, "
            "en in notities die nog niet in het verslag staan."
        ),
        _(
            "We keken niet in de inhoud van stukken: in bestanden en achter links. Staat de naam daar? "
            "Verwijder dat stuk dan zelf bij de bijeenkomst."
        ),
        _("Wie nu aan het noteren is, kan de naam nog in een open venster hebben staan. Sluit dat eerst."),
        _(
            "Bestanden die iemand al heeft gedownload, afspraken in iemands agenda en kopieën op een andere "
            "plek bereiken we niet. Gooi die zelf weg. Zet u later zo'n oude kopie terug, vergeet de persoon "
            "dan opnieuw."
        ),
        _("Kan deze persoon zich aanmelden? Haal dat dan weg bij 'Toegang'."),
        _("In de geschiedenis komt alleen te staan dat {code} is vergeten, door wie en wanneer."),
    ]
    st.markdown("\n".join(f"- {line.format(code=plain(person.code))}" for line in lines))


def choose_spots(places: Sequence[Place]) -> set[Spot]:
    """Per text in which the name stands: take it out, or leave it."""
    st.header(_("Teksten waarin de naam staat"))
    if not places:
        st.markdown(_("De naam, het nummer en het adres staan in geen enkele andere tekst."))
        return set()
    st.markdown(
        _(
            "Kies per tekst of de naam eruit gaat. Er komt dan '[naam verwijderd]' te staan. Aangevinkt is "
            "waar de hele naam staat. Staat er een deel van de naam? Dan kan het om iemand anders gaan."
        )
    )
    whole = [place for place in places if place.is_whole]
    parts = [place for place in places if not place.is_whole]
    chosen = {place.spot for place in whole if _is_chosen(place)}
    if parts:
        with st.expander(_("Hier staat een deel van de naam ({n})").format(n=len(parts)), expanded=not whole):
            chosen |= {place.spot for place in parts if _is_chosen(place)}
    return chosen


def _is_chosen(place: Place) -> bool:
    return st.checkbox(
        f"**{plain(place_words(place))}**: {plain(place.excerpt)}",
        value=place.is_whole,
        key=f"spot-{'-'.join([place.spot[0], *place.spot[1], place.spot[2]])}",
    )


def show_forgetting(person: KnownPerson) -> None:
    """All of it for one person; it asks once more, for nothing can bring the person back."""
    if not buttons.can_change("person"):
        st.info(_("U kijkt naar een dag in het verleden. Ga terug naar vandaag om iemand te vergeten."))
        return
    show_what_happens(person)
    spots = choose_spots(find_everywhere(session.store(), person.code, by=session.actor()))
    st.header(_("Vergeet {code}").format(code=plain(person.code)))
    is_sure = st.checkbox(_("Ik weet dat dit niet meer terug kan."), key=f"sure-{person.code}")
    if st.button(
        _("Vergeet deze persoon"), type="primary", icon=":material/person_off:", disabled=not is_sure
    ):
        with st.spinner(_("Bezig met vergeten ...")):
            st.session_state[_REPORT] = forget_person(
                session.store(), person.code, by=session.actor(), day=clock.today(), spots=spots
            )
        st.query_params.pop(session.PERSON_PARAMETER, None)
        st.rerun()


def show_report(done: Forgotten) -> None:
    """What was done, and what was left because the administrator wanted so."""
    st.success(_("{code} is vergeten.").format(code=plain(done.code)), icon=":material/check_circle:")
    lines = [_("De gegevens zijn uit het bestand, uit de geschiedenis en uit wat er eerder stond.")]
    if done.cleaned:
        lines.append(
            ngettext("Ook uit {n} reservekopie.", "Ook uit {n} reservekopieën.", len(done.cleaned)).format(
                n=len(done.cleaned)
            )
        )
    for path in done.removed:
        lines.append(_("Weggegooid, want niet te openen: {name}.").format(name=plain(path.name)))
    for path in done.left_in:
        lines.append(_("In {name} staat de naam nog in een tekst.").format(name=plain(path.name)))
    left = [one for one in done.left_on_purpose if one.is_whole]
    lines += [_("De hele naam staat nog in: {place}.").format(place=plain(place_words(one))) for one in left]
    if parts := len([one for one in done.left_on_purpose if not one.is_whole]):
        lines.append(
            ngettext(
                "In {n} tekst bleef een deel van de naam staan.",
                "In {n} teksten bleef een deel van de naam staan.",
                parts,
            ).format(n=parts)
        )
    st.markdown("\n".join(f"- {line}" for line in lines))
    if not done.is_rewritten and is_rewritten():
        st.session_state[_REPORT] = replace(done, is_rewritten=True)
        st.rerun()
    link("people", _("Terug naar alle mensen"), icon="arrow_back")
