"""The part of the idea box where an idea is removed for good, and what is left of those that were."""

import streamlit as st

from sok_metrics.nouns.model import REMOVED_IDEA, Role
from sok_metrics.store.changes.remove_idea import Removal
from sok_metrics.store.queries.ideas import list_removed_ideas
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.tasks.people.removing import remove_for_good
from sok_metrics.tasks.storage.place import list_backups
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day_and_time, shortened
from sok_metrics.texts.people import place_words
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.outcome import refusing_at, show_outcome
from sok_metrics.ui.parts.rewriting import is_rewritten

_REPORT, _CHOSEN, _PLACE = "idea_removed", "idea_to_remove", "idea_removal"
_LABEL = 70


def is_removed(record: Record) -> bool:
    """Whether this is what is left of an idea that was removed for good."""
    return record.is_archived and record.values["text"] == REMOVED_IDEA


def show_removal() -> None:
    """For administrators: choose an idea, read what will happen, say why, and be sure."""
    _show_outcome()
    if session.as_of_day() is not None or not session.may(Role.ADMINISTRATOR):
        return
    known = list_records(session.whole(), "idea", with_archived=True)
    ideas = {record.key[0]: record for record in reversed(known) if not is_removed(record)}
    if not ideas:
        return
    with st.expander(_("Verwijder een idee voorgoed"), icon=":material/delete_forever:"):
        st.markdown(
            _("Moet een idee alleen van de pagina? Archiveer het dan. Moet de tekst zelf weg? Kies het hier.")
        )
        labels = {number: _label(record) for number, record in ideas.items()}
        chosen = choose_one(_("Welk idee?"), labels, key=_CHOSEN)
        if chosen in ideas:
            _ask(ideas[chosen])


def _label(record: Record) -> str:
    words = " ".join(str(record.values["title"] or record.values["text"]).split())
    return f"{record.key[0]} · {shortened(words, _LABEL)}"


def _ask(record: Record) -> None:
    number = int(record.key[0])
    for name in ("title", "text", "answer"):
        if record.values[name]:
            st.text(record.values[name], width="stretch")
    _show_what_happens(number)
    reason = st.text_input(_("Waarom moet dit idee weg? Dit blijft bewaard."), key=f"why-idea-{number}")
    is_sure = st.checkbox(_("Ik weet dat dit niet meer terug kan."), key=f"sure-idea-{number}")
    if st.button(
        _("Verwijder idee {n} voorgoed").format(n=number),
        type="primary",
        icon=":material/delete_forever:",
        disabled=not is_sure,
        key=f"remove-idea-{number}",
    ):
        _remove(number, reason or "")
    show_outcome(_PLACE)


def _show_what_happens(number: int) -> None:
    backups = len(list_backups(session.store().path))
    lines = [
        _("De tekst en het antwoord gaan weg, ook uit alles van vroeger. Niemand kan ze terughalen."),
        ngettext(
            "Er is {n} reservekopie. Ook daar gaat het idee uit. Lukt dat niet, dan gooien we die weg.",
            "Er zijn {n} reservekopieën. Ook daar gaat het idee uit. Lukt dat niet, dan gooien we die weg.",
            backups,
        ).format(n=backups),
        _(
            "Ook uit de notities van een bijeenkomst gaat het weg. Staat het daar in een open venster? "
            "Sluit dat eerst."
        ),
        _("Bestanden die iemand al heeft gedownload, bereiken we niet. Gooi die zelf weg."),
        _("Wat blijft: dat idee {n} is verwijderd, door wie, wanneer en waarom.").format(n=number),
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _remove(number: int, reason: str) -> None:
    with refusing_at(_PLACE), st.spinner(_("Bezig met verwijderen ...")):
        done = remove_for_good(session.store(), number, by=session.actor(), reason=reason)
        st.session_state[_REPORT] = done
    st.rerun()


def _show_outcome() -> None:
    """What was done, once; and as long as the file could not be written anew, how to do that."""
    done: Removal | None = st.session_state.get(_REPORT)
    if done is None:
        return
    st.success(_("Idee {n} is verwijderd.").format(n=done.idea.key[0]), icon=":material/check_circle:")
    lines = [_("Ook uit de reservekopie {name}.").format(name=plain(one.name)) for one in done.cleaned]
    lines += [
        _("Weggegooid, want niet te openen: {name}.").format(name=plain(one.name)) for one in done.thrown_away
    ]
    lines += [
        _("Dezelfde tekst staat ook nog in: {place}.").format(place=plain(place_words(one)))
        for one in done.also_in
    ]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    if done.is_rewritten:
        st.session_state.pop(_REPORT)
        return
    if is_rewritten():
        st.session_state.pop(_REPORT)
        st.rerun()


def show_removed() -> None:
    """For editors: of which ideas nothing is left, who removed them, when and why."""
    if session.as_of_day() is not None or not session.may(Role.EDITOR):
        return
    removed = list_removed_ideas(session.whole())
    if not removed:
        return
    with st.expander(_("Voorgoed verwijderd ({n})").format(n=len(removed))):
        for one in removed:
            st.markdown(f"{plain(one.reason)}  \n:small[{plain(one.made_by)} · {day_and_time(one.made_at)}]")
