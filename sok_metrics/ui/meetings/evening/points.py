"""What came of each point: what was said, decided, promised and not shared yet, added in place."""

from collections.abc import Sequence

import streamlit as st

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import headed, shortened
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
SUN = "spotlight"
"""The table, and the kind of point where something of it is added."""
_ADDED = tuple(
    sorted(
        (table for table in TABLES if table.noted and not table.noted.is_single),
        key=lambda table: table.noted.place if table.noted else 0,
    )
)
"""What can be added at a point, in this order; what was said stands in the notes of the point."""


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
        _show_found(point)
        if point.values["kind"] == SUN:
            _show_spotlight(meeting, point, names)


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
        format_func=lambda name: headed(noun(name).one),
        key=_WHAT,
    )
    table, noted = tables[name], tables[name].noted
    columns = [table.column(column) for column in (noted.columns if noted else ())]
    show_quick(
        f"{PLACE}-{name}",
        name,
        [column.name for column in columns if not column.folded],
        names,
        given=lambda _edit: _given(table, noted.dated if noted else "", meeting, point),
        folded=[column.name for column in columns if column.folded],
    )


def _given(table: Table, dated: str, meeting: Record, point: Record) -> dict[str, str | None]:
    """What a new row has already: its meeting, its point, and what that is about."""
    known: dict[str, str | None] = {
        "meeting_number": meeting.key[0],
        "agenda_item_number": point.key[0],
        "commitment_code": point.values["commitment_code"],
        "project_code": point.values["project_code"],
        dated: meeting.values["held_on"],
    }
    names = {column.name for column in table.columns}
    return {name: value for name, value in known.items() if name in names and value}


def _show_found(point: Record) -> None:
    """What was written down at this point."""
    for table in _ADDED:
        for record in list_records(session.whole(), table.name, {"agenda_item_number": point.key[0]}):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                words = plain(" ".join((record.values["text"] or "").split()))
                st.markdown(f"{headed(noun(table.name).one)}: {words}", width="content")
                edit_button(table.name, record.key, place="evening")


def _show_spotlight(meeting: Record, point: Record, names: Names) -> None:
    """Who or what is put in the sun, at the point for it."""
    given = {"meeting_number": meeting.key[0]}
    show_quick(f"{PLACE}-sun", SUN, ("text", "project_code"), names, given=lambda _edit: given)
    for record in list_records(session.whole(), SUN, given):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":material/sunny: {plain(record.values['text'] or '')}", width="content")
            edit_button(SUN, record.key, place="evening")
