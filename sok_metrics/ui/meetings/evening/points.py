"""What came of each point: what was said, decided, promised and not shared yet, added in place."""

from collections.abc import Sequence

import streamlit as st

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.nouns.tables import NotedAt
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import shortened
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.buttons import edit_button
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.meetings.evening.quick import show_quick
from sok_metrics.ui.meetings.evening.rows import Changes, Rows, save
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.outcome import show_outcome

PLACE = "points"
_POINT, _WHAT, _OUTCOME = "evening_point", "evening_what", "evening_outcome"
_LONGEST = 60
_ADDED = sorted((table for table in TABLES if table.noted_at), key=lambda one: (one.noted_at or (0,))[0])
"""What can be added at a point, in this order."""


def show_points(meeting: Record, rows: Rows, points: Sequence[Record], names: Names) -> None:
    """A choice of the point that is spoken about, how it ended, and what came of it."""
    st.header(_("Wat er uit kwam"))
    if not points:
        st.markdown(_("Zet eerst een punt op de agenda."))
        return
    by_key = {point.key[0]: point for point in points}
    chosen = st.radio(
        _("Bij welk punt?"),
        list(by_key),
        format_func=lambda key: _point_words(by_key[key], list(by_key).index(key)),
        key=f"{_POINT}-{meeting.key[0]}",
    )
    point = by_key.get(chosen or "", points[0])
    with st.container(key="evening-point-now"):
        st.subheader(plain(point.values["title"] or ""))
        _ask_outcome(rows, point)
        _show_adding(meeting, point, names)
        _show_found(meeting.key[0], point)


def _point_words(point: Record, place: int) -> str:
    outcome = point.values["outcome"]
    ended = f" · *{choice_word(point.table, 'outcome', outcome)}*" if outcome else ""
    return f"{place + 1}\\. {plain(shortened(point.values['title'] or '', _LONGEST))}{ended}"


def _ask_outcome(rows: Rows, point: Record) -> None:
    """How the point ended: one press saves it."""
    codes = list((TABLES_BY_NAME[point.table].column("outcome").choices or {}).values())
    chosen = st.segmented_control(
        _("Hoe liep het af?"),
        codes,
        default=point.values["outcome"],
        format_func=lambda code: choice_word(point.table, "outcome", code).capitalize(),
        key=f"{_OUTCOME}-{point.key[0]}-{point.version}",
    )
    show_outcome(PLACE)
    if chosen != point.values["outcome"]:
        words = _("hoe punt '{title}' afliep").format(title=point.values["title"])
        save(
            [Changes(rows, {point.key: {"outcome": chosen}})],
            reason=_("Agenda gewijzigd"),
            what=words,
        )
        st.rerun()


def _show_adding(meeting: Record, point: Record, names: Names) -> None:
    """What is added now, and its form: the text that one types goes with the point that is chosen."""
    tables = {table.name: table for table in _ADDED}
    name: str = st.segmented_control(
        _("Wat schrijft u op?"),
        list(tables),
        default=_ADDED[0].name,
        required=True,
        format_func=lambda name: f"{_icon(tables[name])} {noun(name).one.capitalize()}",
        key=_WHAT,
    )
    noted = tables[name].noted_at
    if noted is not None:
        show_quick(
            f"{PLACE}-{name}",
            name,
            noted.asked,
            names,
            given=lambda: _given(tables[name], noted, meeting, point),
            folded=noted.more,
        )


def _icon(table: Table) -> str:
    return f":material/{table.noted_at.icon}:" if table.noted_at else ""


def _given(table: Table, noted: NotedAt, meeting: Record, point: Record) -> dict[str, str | None]:
    """What a new row has already: its meeting, its point, and what that is about."""
    known: dict[str, str | None] = {
        "meeting_number": meeting.key[0],
        "agenda_item_number": point.key[0],
        "commitment_code": point.values["commitment_code"],
        "project_code": point.values["project_code"],
        noted.day: meeting.values["held_on"],
    }
    names = {column.name for column in table.columns}
    return {name: value for name, value in known.items() if name in names and value}


def _show_found(number: str, point: Record) -> None:
    """What was written down at this point."""
    for table in _ADDED:
        for record in _of_point(table, number, point):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                words = plain(" ".join((record.values["text"] or "").split()))
                st.markdown(f"{_icon(table)} {words}", width="content")
                edit_button(table.name, record.key, place="evening")


def _of_point(table: Table, number: str, point: Record) -> list[Record]:
    """What hangs on this point; what hangs on the meeting only stands at the point of its kind."""
    if any(column.name == "agenda_item_number" for column in table.columns):
        return list_records(session.whole(), table.name, {"agenda_item_number": point.key[0]})
    found = list_records(session.whole(), table.name, {"meeting_number": number})
    return found if point.values["kind"] == table.name else []
