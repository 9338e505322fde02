"""What editors do on the page "Afstemmen": begin, hand out links, answer, extend, withdraw, publish."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import StaleRecordError
from sok_metrics.nouns.calendar import end_of_day
from sok_metrics.store.changes.publications import (
    USUAL_DAYS,
    NewPublication,
    answer_remark,
    extend_tuning,
    publish_now,
    start_tuning,
    withdraw,
)
from sok_metrics.store.queries.agreement import list_parties
from sok_metrics.store.queries.indicators import list_series
from sok_metrics.store.queries.meetings import list_meetings
from sok_metrics.store.queries.publications import (
    Publication,
    PublicationKind,
    PublicationState,
    list_publication_remarks,
)
from sok_metrics.tasks.people.publication_links import KEY_PARAMETER, PARTY_PARAMETER, link_key
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present, short_day
from sok_metrics.ui.meetings.publication import kind_word
from sok_metrics.ui.meetings.publication_content import reader_of_parties
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import go
from sok_metrics.ui.parts.outcome import refuse, refusing_at, show_outcome
from sok_metrics.ui.parts.shown import show_newer, version_of_field, version_shown
from sok_metrics.views.rows import rows_of

_KIND, _PLACE = "tuning_kind", "tuning_editor"
_WIDTH = 880


def show_start() -> None:
    """Where an editor begins to tune something."""
    with st.expander(_("Begin met afstemmen"), icon=":material/add:"), st.container(width=_WIDTH):
        kind = st.segmented_control(
            _("Wat wilt u afstemmen?"),
            list(PublicationKind),
            default=PublicationKind.MINUTES,
            format_func=kind_word,
            key=_KIND,
            required=True,
        )
        # One form each, so that another kind starts with its own fields.
        with st.container(key="form-tuning"), st.form(f"tuning-{kind}", border=False):
            _ask_new(PublicationKind(kind or PublicationKind.TEXT))
        show_outcome(_PLACE)


def _ask_new(kind: PublicationKind) -> None:
    st.markdown(_EXPLANATION[kind])
    subject = _ask_subject(kind)
    since = _ask_since() if kind is PublicationKind.FIGURES else None
    party = _ask_party() if kind is PublicationKind.FIGURES else None
    title = st.text_input(_("Titel"), key=f"tuning_title_{kind}", placeholder=_("leeg: we maken er een"))
    text = st.text_area(
        _("Tekst") if kind is PublicationKind.TEXT else _("Toelichting (mag leeg blijven)"),
        key=f"tuning_text_{kind}",
        height=220 if kind is PublicationKind.TEXT else 100,
    )
    until = _ask_until(clock.today() + timedelta(days=USUAL_DAYS), f"tuning_until_{kind}")
    if st.form_submit_button(_("Leg voor aan de partijen"), type="primary", icon=":material/send:"):
        new = NewPublication(
            kind=kind,
            title=(title or "").strip() or _usual_title(kind, subject),
            tuning_until=until,
            text=(text or "").strip() or None,
            meeting_number=int(subject) if kind is PublicationKind.MINUTES and subject else None,
            indicator_code=subject if kind is PublicationKind.FIGURES else None,
            party_code=party,
            figures_from=None if since is None else end_of_day(since - timedelta(days=1)),
        )
        _start(new)


_EXPLANATION: Mapping[PublicationKind, str] = {
    PublicationKind.MINUTES: _(
        "Het verslag en wat er gezegd is, ziet niemand anders tot de laatste dag voorbij is. "
        "Besluiten en acties blijven zichtbaar: daar werken mensen al aan."
    ),
    PublicationKind.FIGURES: _(
        "Nieuwe cijfers van deze indicator ziet niemand anders tot de laatste dag voorbij is. "
        "De oude cijfers blijven zichtbaar."
    ),
    PublicationKind.TEXT: _("De tekst staat op deze pagina, eerst alleen voor de partijen."),
}


def _ask_subject(kind: PublicationKind) -> str | None:
    """The meeting, the indicator, or nothing."""
    if kind is PublicationKind.TEXT:
        return None
    reader = reader_of_parties()
    if kind is PublicationKind.MINUTES:
        held = [row for row in rows_of(list_meetings(reader)) if row.status == "held"]
        names = {str(row.number): f"{short_day(row.held_on)} · {row.title}" for row in reversed(held)}
        label = _("Van welke bijeenkomst?")
    else:
        kept = [row for row in rows_of(list_series(reader)) if not row.is_derived and row.kind != "card"]
        names = {row.indicator_code: f"{row.indicator_code} {row.indicator_name}" for row in kept}
        label = _("Van welke indicator?")
    return choose_one(label, names, key=f"tuning_subject_{kind}")


def _ask_since() -> date:
    day = st.date_input(
        _("Welke cijfers? Alles wat is ingevuld sinds"),
        value=clock.today(),
        max_value=clock.today(),
        format="DD-MM-YYYY",
        key="tuning_since",
    )
    return day if isinstance(day, date) else clock.today()


def _ask_until(default: date, key: str) -> date:
    day = st.date_input(
        _("Laatste dag voor opmerkingen"),
        value=default,
        min_value=clock.today(),
        format="DD-MM-YYYY",
        key=key,
    )
    return day if isinstance(day, date) else default


def _ask_party() -> str | None:
    label = _("Cijfers van welke partij? (mag leeg blijven)")
    return choose_one(label, _party_names(), key="tuning_party")


def _party_names() -> dict[str, str]:
    return {row.code: row.name for row in rows_of(list_parties(session.reader()))}


def _start(new: NewPublication) -> None:
    """Begin, and open what was begun; what was typed stays when it cannot be."""
    with refusing_at(_PLACE):
        number = start_tuning(session.store(), new, today=clock.today(), by=session.actor())
        go("publication", {session.NUMBER_PARAMETER: str(number)})


def _usual_title(kind: PublicationKind, subject: str | None) -> str:
    """A title for who gave none; a text has none of itself."""
    if subject is None or kind is PublicationKind.TEXT:
        return ""
    reader = reader_of_parties()
    if kind is PublicationKind.MINUTES:
        meetings = list_meetings(reader)
        [row] = rows_of(meetings[meetings["number"] == int(subject)])
        return _("Verslag van {title}").format(title=row.title)
    series = list_series(reader)
    row = next(rows_of(series[series["indicator_code"] == subject]))
    return _("Nieuwe cijfers: {name}").format(name=row.indicator_name)


def show_management(publication: Publication, today: date) -> None:
    """The links for the parties, the answers, and how it goes on."""
    st.header(_("Voor de redactie"))
    with st.container(width=_WIDTH):
        if publication.state(today) is PublicationState.IN_TUNING:
            _show_links(publication)
        _show_answers(publication)
        _show_steps(publication, today)
        show_outcome(_PLACE)


def _show_links(publication: Publication) -> None:
    """A link for each party, and one for anybody else."""
    with st.expander(_("Links voor de partijen"), icon=":material/link:", expanded=True):
        if not link_key(database_path(), publication.number, ""):
            st.markdown(_("Er zijn pas links als er een wachtzin is. Zie de pagina Toegang."))
            return
        st.markdown(
            _("Wie de link heeft, kan dit lezen en een opmerking geven. Stuur een partij haar eigen link.")
        )
        names = {"": _("iedereen aan wie u hem geeft"), **_party_names()}
        chosen = choose_one(_("Link voor"), names, "", key="tuning_link_for")
        st.code(_address(publication.number, chosen or ""), language=None, wrap_lines=True)


def _address(publication_number: int, party_code: str) -> str:
    page = str(st.context.url or "").split("?", 1)[0]
    parameters = {session.NUMBER_PARAMETER: str(publication_number)}
    if party_code:
        parameters[PARTY_PARAMETER] = party_code
    parameters[KEY_PARAMETER] = link_key(database_path(), publication_number, party_code)
    return f"{page}?{urlencode(parameters)}"


def _show_answers(publication: Publication) -> None:
    """A field for the answer to each remark."""
    remarks = list_publication_remarks(session.reader(), publication.number)
    if remarks.empty:
        return
    with (
        st.expander(_("Beantwoord de opmerkingen"), icon=":material/reply:"),
        st.container(key="form-answers"),
    ):
        for row in rows_of(remarks):
            _ask_answer(row)


def _ask_answer(row: Any) -> None:
    key = f"tuning_answer_{row.number}"
    with st.form(f"answer-{row.number}", border=False):
        known = str(row.answer) if is_present(row.answer) else ""
        opened = version_of_field(key, row.version)
        text = st.text_area(
            _("Antwoord op: {text}").format(text=plain(row.text[:200])),
            known,
            height=80,
            key=key,
        )
        if st.form_submit_button(_("Bewaar antwoord"), icon=":material/save:"):
            show_newer(key)
            _do(
                lambda: answer_remark(
                    session.store(), row.number, text or "", version=opened, by=session.actor()
                ),
                _("Er staat nu: {text}").format(text=known or _("(leeg)")),
            )


def _show_steps(publication: Publication, today: date) -> None:
    """Extend or tune again, publish now, or withdraw."""
    store, number, state = session.store(), publication.number, publication.state(today)
    seen = version_shown(f"publication-{number}", publication.version)
    change: dict[str, Any] = {"version": seen, "today": today, "by": session.actor()}
    if state is PublicationState.PUBLIC:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        later = max(publication.tuning_until, today) + timedelta(days=7)
        until = _ask_until(later, f"tuning_extend_{number}_{publication.version}")
        label = _("Verleng") if state is PublicationState.IN_TUNING else _("Stem opnieuw af")
        if st.button(label, icon=":material/event_repeat:"):
            _do(lambda: extend_tuning(store, number, until=until, **change))
        if st.button(_("Maak nu openbaar"), icon=":material/public:"):
            _do(lambda: publish_now(store, number, **change))
        if state is PublicationState.IN_TUNING and st.button(_("Trek in"), icon=":material/block:"):
            _do(lambda: withdraw(store, number, **change))
    if state is PublicationState.WITHDRAWN:
        st.markdown(_("Dit blijft verborgen tot u het openbaar maakt of opnieuw afstemt."))


def _do(change: Callable[[], object], stands: str = "") -> None:
    """Make a change and draw the page anew; say so when it could not be made, and what stands there then."""
    with refusing_at(_PLACE):
        try:
            change()
        except StaleRecordError as error:
            refuse(_PLACE, f"{error.sentence} {stands}".strip())
    st.rerun()
