"""The parts of the page "Afstemmen": what goes by the parties before it is public, and their remarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.from_visitors import LONGEST
from sok_metrics.store.changes.publications import leave_remark
from sok_metrics.store.queries.publications import (
    Publication,
    PublicationKind,
    PublicationState,
    list_publication_remarks,
)
from sok_metrics.store.reader import Reader
from sok_metrics.tasks.people.publication_links import KEY_PARAMETER, PARTY_PARAMETER, opens
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, is_present, number, short_day
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.meetings.publication_content import (
    ShowMinutes,
    reader_of_link,
    reader_of_parties,
    show_content,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain, plain_paragraphs
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.missing import show_not_found
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.outcome import refusing_at, show_outcome
from sok_metrics.ui.parts.visitor import sender
from sok_metrics.views.rows import rows_of

_REMARK, _SENT, _PLACE = "tuning_remark", "tuning_sent", "tuning"
_WIDTH = 880
"""Pixels: as wide as a text reads well."""


@dataclass(frozen=True)
class Guest:
    """Who looks at one publication, and what they may do with it."""

    is_editor: bool
    has_link: bool
    party_code: str | None = None

    @property
    def takes_part(self) -> bool:
        """Whether this is one of the parties, or an editor."""
        return self.is_editor or self.has_link


def guest_of(publication_number: int) -> Guest:
    """Who looks: an editor, somebody with the link of a party, or anybody."""
    party = st.query_params.get(PARTY_PARAMETER, "")
    key = st.query_params.get(KEY_PARAMETER, "")
    has_link = opens(database_path(), publication_number, party, key)
    return Guest(session.may(Role.EDITOR), has_link, party if has_link and party else None)


def may_read(publication: Publication, today: date) -> bool:
    """Whether who looks may read this now; what was withdrawn is for editors only."""
    guest = guest_of(publication.number)
    return is_public(publication, today) or guest.is_editor or _opens(guest, publication, today)


def is_public(publication: Publication, today: date) -> bool:
    """Whether everybody may read it: now, and as it was at the moment that is shown."""
    return publication.state(today) is PublicationState.PUBLIC and not publication.was_waiting


def _opens(guest: Guest, publication: Publication, today: date) -> bool:
    """Whether this link opens it now."""
    return guest.has_link and publication.state(today) is PublicationState.IN_TUNING


def _content_reader(publication: Publication, guest: Guest, today: date) -> Reader:
    """A reader that shows no more than who looks may see now."""
    if guest.is_editor:
        return reader_of_parties()
    return reader_of_link(publication) if _opens(guest, publication, today) else session.reader()


def answer(publications: Sequence[Publication], today: date) -> str:
    """How many things are with the parties now."""
    count = len([one for one in publications if one.state(today) is PublicationState.IN_TUNING])
    if not count:
        return _("Er wordt nu niets afgestemd.")
    return ngettext(
        "Over {n} stuk denken de partijen nu mee.", "Over {n} stukken denken de partijen nu mee.", count
    ).format(n=count)


def show_list(publications: Sequence[Publication], today: date) -> None:
    """What is public after tuning; for editors also what is not."""
    st.markdown(_("Wat we naar buiten brengen, lezen de partijen eerst. Na hun laatste dag is het openbaar."))
    if session.may(Role.EDITOR):
        _show_part(_("Nog niet openbaar"), [one for one in publications if not is_public(one, today)], today)
    _show_part(_("Openbaar na afstemmen"), [one for one in publications if is_public(one, today)], today)


def _show_part(title: str, publications: Sequence[Publication], today: date) -> None:
    st.header(f"{title} ({len(publications)})")
    for one in publications:
        with st.container(gap=None):
            link("publication", plain(one.title), {session.NUMBER_PARAMETER: str(one.number)})
            st.markdown(f"{kind_word(one.kind)} · {state_words(one, today)}{example_badge(one)}")
    if not publications:
        st.markdown(_("Er is nog niets."))


def kind_word(kind: PublicationKind) -> str:
    """What sort of thing it is."""
    return choice_word("publication", "kind", kind).capitalize()


def state_words(publication: Publication, today: date) -> str:
    """Where it stands, with the day that counts."""
    state = publication.state(today)
    if state is PublicationState.IN_TUNING:
        return _("bij de partijen tot en met {day}").format(day=day(publication.tuning_until))
    if state is PublicationState.WITHDRAWN:
        return _("ingetrokken op {day}, niet openbaar").format(day=day(publication.withdrawn_on))
    return _("afgestemd tot en met {day}").format(day=day(publication.tuning_until))


def show_closed() -> None:
    """That this is not for who looks, or is not there: which of the two stays unsaid."""
    show_not_found(_("Dit stuk is er niet, of het is nog niet openbaar. Gebruik de link die u kreeg."))


def show_publication(publication: Publication, guest: Guest, today: date, show_minutes: ShowMinutes) -> None:
    """One publication: what it is, where it stands, and for the parties what is said of it."""
    st.title(plain(publication.title))
    st.markdown(
        f"**{kind_word(publication.kind)}** · {state_words(publication, today)}{example_badge(publication)}"
    )
    is_waiting = publication.state(today) is PublicationState.IN_TUNING
    if guest.takes_part and is_waiting:
        st.info(
            _(
                "Dit is nog niet openbaar. Lees het na en zeg wat er beter kan. "
                "Daarna kan iedereen het lezen."
            ),
            icon=":material/lock:",
        )
    with st.container(width=_WIDTH):
        show_content(publication, _content_reader(publication, guest, today), show_minutes)
        if guest.takes_part:
            _show_remarks(publication)
            if is_waiting and session.as_of_day() is None:
                _show_remark_form(publication, guest)


def _show_remarks(publication: Publication) -> None:
    remarks = list_publication_remarks(session.reader(), publication.number)
    st.header(_("Opmerkingen ({n})").format(n=len(remarks)))
    for row in rows_of(remarks):
        with st.container(gap=None):
            who = plain(row.party_name) if is_present(row.party_name) else _("zonder naam van een partij")
            st.markdown(f":small[{who} · {short_day(row.made_on)}]")
            st.text(row.text, width="stretch")
            if is_present(row.answer):
                st.markdown(_("**Antwoord:** {answer}").format(answer=plain_paragraphs(row.answer)))


def _show_remark_form(publication: Publication, guest: Guest) -> None:
    """Where a party says what it thinks."""
    if st.session_state.pop(_SENT, False):
        st.session_state[_REMARK] = ""
        st.success(_("Dank u wel! Uw opmerking staat erbij."), icon=":material/check_circle:")
    with st.container(key="form-remark"), st.form("remark", border=False):
        st.text_area(_("Uw opmerking"), key=_REMARK, height=120)
        st.markdown(
            _("Alle partijen kunnen dit lezen, anderen niet. Er passen {most} tekens in.").format(
                most=number(LONGEST)
            )
        )
        if st.form_submit_button(_("Verstuur opmerking"), type="primary", icon=":material/send:"):
            _send(publication, guest)
            st.rerun()
        show_outcome(_PLACE)


def _send(publication: Publication, guest: Guest) -> None:
    """Keep the remark; only then is the field emptied."""
    with refusing_at(_PLACE):
        leave_remark(
            session.store(),
            publication.number,
            text=st.session_state.get(_REMARK) or "",
            sender=sender(),
            today=clock.today(),
            party_code=guest.party_code,
            by=session.actor(),
        )
        st.session_state[_SENT] = True
