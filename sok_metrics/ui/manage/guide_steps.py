"""The forms of the first steps; each gives True when it has saved."""

from datetime import date, timedelta

import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import StaleRecordError
from sok_metrics.nouns.agreement import AGREEMENT
from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.records import Record, Values, list_records, read_version
from sok_metrics.tasks.starting import first_steps
from sok_metrics.tasks.starting.first_steps import Own
from sok_metrics.tasks.starting.starter import starter_commitments
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.fields import field_label
from sok_metrics.ui.forms.fields import ask, canonical
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.manage.guide_saving import saved
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.shown import version_of_field, version_shown
from sok_metrics.views.rows import rows_of

_NAME = "guide_name"
_AGREEMENT = ("name", "neighbourhood", "municipality", "starts_on", "ends_on")
_KINDS = {
    CommitmentKind.VALUE: _("Waarden"),
    CommitmentKind.GOAL: _("Doelen"),
    CommitmentKind.COOPERATION_RULE: _("Samenwerkingsafspraken: hoe gaan we met elkaar om?"),
    CommitmentKind.ORGANISATION_RULE: _("Hoe we het regelen: wij letten erop"),
}


def show_agreement() -> bool:
    """The name of the agreement, where it is, and for how long."""
    known = next(iter(list_records(session.whole(), "agreement")), None)
    now = known.version if known else 0
    values = _as_opened(known, version_of_field(_NAME, now))
    seen = version_shown(_NAME, now)
    with st.form("guide-agreement", border=False):
        found = _ask_fields(values)
        area = st.text_input(_("CBS-code van uw buurt of wijk (mag leeg)")).strip().upper()
        words = _("Zo een code begint met BU, WK of GM. Daarmee haalt u later cijfers op bij het CBS.")
        st.markdown(f":small[{words}]")
        sent = st.form_submit_button(_("Opslaan en verder"), type="primary")
    if not sent:
        return False
    if not found["name"] or not found["neighbourhood"]:
        st.error(_("Vul de naam van de overeenkomst en van de wijk in."), icon=":material/edit:")
        return False
    if area and not (area[:2] in ("BU", "WK", "GM") and area[2:].isdecimal()):
        wrong = _("'{code}' is geen CBS-code. Die begint met BU, WK of GM en dan cijfers.")
        st.error(wrong.format(code=plain(area)))
        return False
    # What nobody touched stays as somebody else may have made it.
    touched = {column: value for column, value in found.items() if value != values.get(column)}
    return saved(
        lambda: first_steps.save_agreement(
            session.store(),
            by=session.actor(),
            values=found if known is None else touched,
            areas=[(area, found["neighbourhood"] or "")] if area else [],
            today=clock.today(),
            version=seen or None,
        ),
        lambda stale: _stands_now(stale, values),
    )


def _ask_fields(values: Values) -> dict[str, str | None]:
    """The fields of the agreement that one knows at the start, as canonical text."""
    names = Names(session.whole())
    return {
        column.name: canonical(
            column, ask(AGREEMENT.name, column, values.get(column.name), names, f"guide_{column.name}")
        )
        for column in map(AGREEMENT.column, _AGREEMENT)
    }


def _as_opened(known: Record | None, opened: int) -> Values:
    """What stood in the agreement when its fields were filled."""
    if known is None or not opened:
        return {}
    version = read_version(session.whole(), "agreement", known.key, opened)
    return (version or known).values


def show_parties() -> bool:
    """The names of the parties, one a line."""
    known = list_records(session.whole(), "party")
    if known:
        there = ", ".join(record.values["name"] or "" for record in known)
        st.markdown(_("Er staan al: {names}.").format(names=plain(there)))
    with st.form("guide-parties", border=False):
        text = st.text_area(_("Eén partij per regel"), height=180)
        st.markdown(":small[" + _("Bijvoorbeeld: Bewoners, Gemeente, Woningcorporatie, Basisschool.") + "]")
        sent = st.form_submit_button(_("Opslaan en verder"), type="primary")
    names = [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]
    if not sent:
        return False
    if not names:
        st.error(
            _("Er staat nog geen partij. Typ er minstens één, of sla deze stap over."), icon=":material/edit:"
        )
        return False
    return saved(
        lambda: first_steps.add_parties(session.store(), by=session.actor(), names=names, today=clock.today())
    )


def show_commitments() -> bool:
    """Values, goals and rules: to pick from a common set, and in one's own words."""
    st.markdown(_("Kies wat bij u past, of schrijf uw eigen woorden op. Alles is later nog te veranderen."))
    titles = {row.title.casefold() for row in rows_of(list_commitments(session.whole()))}
    picked: list[str] = []
    own: list[Own] = []
    with st.form("guide-commitments", border=False):
        for kind, heading in _KINDS.items():
            st.header(heading)
            for one in starter_commitments():
                is_asked = one.kind is kind and one.title.casefold() not in titles
                if is_asked and st.checkbox(
                    f"**{plain(one.title)}** {plain(one.description)}", key=f"pick-{one.code}"
                ):
                    picked.append(one.code)
            if kind is not CommitmentKind.ORGANISATION_RULE:
                text = st.text_area(
                    _("In eigen woorden, één per regel (titel: uitleg)"),
                    key=f"own-{kind.value}",
                    height=90,
                )
                own += _own_lines(kind, text)
        sent = st.form_submit_button(_("Opslaan en verder"), type="primary")
    if not sent:
        return False
    if not picked and not own and not titles:
        st.error(_("Kies er minstens één, of sla deze stap over."), icon=":material/edit:")
        return False
    return saved(
        lambda: first_steps.add_commitments(
            session.store(), by=session.actor(), picked=picked, own=own, today=clock.today()
        )
    )


def _own_lines(kind: CommitmentKind, text: str) -> list[Own]:
    lines = [line.strip(" -•\t") for line in text.splitlines()]
    parts = [line.partition(":") for line in lines if line]
    return [Own(kind, title.strip(), rest.strip() or None) for title, _colon, rest in parts if title.strip()]


def show_meeting() -> bool:
    """The day of the first review meeting."""
    count = len(list_records(session.whole(), "meeting"))
    if count:
        st.markdown(
            ngettext("Er staat al {n} bijeenkomst.", "Er staan al {n} bijeenkomsten.", count).format(n=count)
        )
    with st.form("guide-meeting", border=False):
        held_on = st.date_input(
            _("Datum van de eerste voortgangsbijeenkomst"),
            clock.today() + timedelta(days=42),
            min_value=clock.today(),
            format="DD-MM-YYYY",
        )
        start_time = st.text_input(_("Begintijd (mag leeg)"), placeholder="19:30")
        place = st.text_input(_("Waar? (mag leeg)"))
        sent = st.form_submit_button(_("Opslaan en verder"), type="primary")
    if not sent or not isinstance(held_on, date):
        return False
    return saved(
        lambda: first_steps.plan_meeting(
            session.store(),
            by=session.actor(),
            held_on=held_on,
            start_time=start_time.strip(),
            place=place.strip(),
        )
    )


def _stands_now(stale: StaleRecordError, opened: Values) -> str:
    """What somebody else made of the agreement since its fields were filled."""
    differs = [
        f"{field_label('agreement', name)}: {value or _('(leeg)')}"
        for name, value in stale.current.items()
        if name in _AGREEMENT and value != opened.get(name)
    ]
    return _("Er staat nu: {text}").format(text="; ".join(differs))
