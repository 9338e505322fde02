"""The agenda of the evening: its points with their order, minutes and who leads, changed in place."""

from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.changes.records import Edit
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.agenda import minutes_sentence
from sok_metrics.texts.fields import field_label
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.fields import canonical
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.meetings.evening.proposal import PLACE, TABLE, show_proposal
from sok_metrics.ui.meetings.evening.quick import show_quick
from sok_metrics.ui.meetings.evening.rows import Changes, Key, Rows, follow, rows_for, save
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain, spoken
from sok_metrics.ui.parts.outcome import refuse, show_outcome
from sok_metrics.views.evening import minutes_between, minutes_together

CLOSING = "closing"
"""The kind of the point that stays last."""
_TYPED = ("title", "minutes_planned", "led_by")
_WIDTHS = {"title": 310, "minutes_planned": 74, "led_by": 150, "brought_by": 150}
"""Pixels: one line at 1024."""
_TAKE, _GONE, _UP, _DOWN = "take", "gone", "up", "down"


def points_of(rows: Rows) -> list[Record]:
    """The points in their order."""
    return _in_order(rows.base.values())


def agenda_rows(number: str) -> Rows:
    """The points of this meeting."""
    return rows_for(PLACE, TABLE, number)


def show_agenda(meeting: Record, names: Names) -> None:
    """What is proposed, the points in place, and a form for one more."""
    number = meeting.key[0]
    st.header(_("Agenda"))
    rows = agenda_rows(number)
    points = points_of(rows)
    show_proposal(number, is_empty=not points, make_room=_make_room, see=partial(_see_new, number))
    if points:
        st.markdown(_time_words(meeting, points))
        _show_points(rows, points)
    show_outcome(PLACE)
    show_quick(
        f"{PLACE}-new",
        TABLE,
        ("title", "minutes_planned", "brought_by", "commitment_code"),
        names,
        label=_("Nieuw punt"),
        given=lambda edit: {"meeting_number": number, "position": str(_make_room(edit, number, 1))},
        after=partial(_see_new, number),
        folded=("led_by", "reason", "kind", "project_code"),
    )


def _time_words(meeting: Record, points: Sequence[Record]) -> str:
    planned = minutes_together(point.values["minutes_planned"] for point in points)
    return minutes_sentence(
        planned, minutes_between(meeting.values["start_time"], meeting.values["end_time"])
    )


def _make_room(edit: Edit, number: str, count: int) -> int:
    """The place of the first of so many new points; the closing of the agenda goes behind them."""
    points = _points_now(number)
    closing = _closing(points)
    if closing is None:
        return 1 + max((_position(point) for point in points), default=0)
    moved = {"number": closing.key[0], "position": str(_position(closing) + count)}
    edit.save(TABLE, moved, version=closing.version)
    return _position(closing)


def _see_new(number: str) -> None:
    """Show the agenda as it is after points came or went; what somebody is typing at others stays."""
    closing = _closing(_points_now(number))
    follow(rows_for(PLACE, TABLE, number), [closing.key] if closing else [])


def _points_now(number: str) -> list[Record]:
    return _in_order(list_records(session.whole(), TABLE, {"meeting_number": number}))


def _in_order(points: Iterable[Record]) -> list[Record]:
    return sorted(points, key=lambda one: (_position(one), int(one.key[0])))


def _closing(points: list[Record]) -> Record | None:
    """The last point, when it is the closing and still has to come."""
    last = points[-1] if points else None
    if last is None or last.values["kind"] != CLOSING or last.values["outcome"]:
        return None
    return last


def _position(point: Record) -> int:
    return int(point.values["position"] or 0)


def _show_points(rows: Rows, points: Sequence[Record]) -> None:
    with (
        st.container(key="form-evening-agenda"),
        st.form("evening-agenda", border=False, enter_to_submit=False),
    ):
        pressed = [_show_point(rows, place, point, len(points)) for place, point in enumerate(points)]
        saves = st.form_submit_button(_("Agenda opslaan"), type="primary", icon=":material/save:")
    moves = [(place, step) for place, step in enumerate(pressed) if step]
    if saves or moves:
        _save(rows, points, moves)
        st.rerun()


def _show_point(rows: Rows, place: int, point: Record, count: int) -> int:
    """The fields of one point; gives -1 or 1 when it must go up or down."""
    key, name = point.key, spoken(point.values["title"] or "")
    step = 0
    with st.container(gap=None, key=f"evening-point-{key[0]}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(f"**{place + 1}.**", width=30)
            for column in _TYPED:
                _text_field(rows, key, column, name)
            _group_field(rows, key, name)
            if place and st.form_submit_button(
                "",
                icon=":material/arrow_upward:",
                key=rows.name(_UP, *key),
                help=_("Omhoog: {name}").format(name=name),
            ):
                step = -1
            if place < count - 1 and st.form_submit_button(
                "",
                icon=":material/arrow_downward:",
                key=rows.name(_DOWN, *key),
                help=_("Omlaag: {name}").format(name=name),
            ):
                step = 1
            st.checkbox(_("Haal weg"), key=rows.name(_GONE, *key))
        if reason := point.values["reason"]:
            st.markdown(f":small[{plain(reason)}]")
        _show_other(rows, key)
    return step


def _text_field(rows: Rows, key: Key, column: str, name: str) -> None:
    label = field_label(TABLE, column)
    st.text_input(
        f"{label}: {name}",
        rows.text(key, column),
        key=rows.name(column, *key),
        placeholder=label,
        label_visibility="collapsed",
        width=_WIDTHS[column],
    )


def _group_field(rows: Rows, key: Key, name: str) -> None:
    codes = list((TABLES_BY_NAME[TABLE].column("brought_by").choices or {}).values())
    stands, label = rows.text(key, "brought_by"), field_label(TABLE, "brought_by")
    st.selectbox(
        f"{label}: {name}",
        codes,
        # What is chosen has a button to clear it; nothing else in the list says so.
        index=codes.index(stands) if stands in codes else None,
        format_func=lambda code: choice_word(TABLE, "brought_by", code),
        key=rows.name("brought_by", *key),
        # The label itself does not fit in the field.
        placeholder=_("Van wie?"),
        label_visibility="collapsed",
        width=_WIDTHS["brought_by"],
    )


def _show_other(rows: Rows, key: Key) -> None:
    """What somebody else saved at this point meanwhile, and the choice to take it."""
    if key not in rows.others:
        return
    other = rows.others[key]
    if other is None:
        st.warning(_("Iemand anders haalde dit punt weg. Sla op om het terug te zetten."))
    else:
        stands = [other.values[column] or "" for column in (*_TYPED, "brought_by")]
        stands[-1] = choice_word(TABLE, "brought_by", stands[-1]) if stands[-1] else ""
        st.warning(_("Er staat nu: {text}").format(text=plain(" · ".join(word for word in stands if word))))
    st.checkbox(_("Neem dit over in plaats van wat ik typte"), key=rows.name(_TAKE, *key))


def _save(rows: Rows, points: Sequence[Record], moves: Sequence[tuple[int, int]]) -> None:
    typed, faults = _typed(rows, points)
    if faults:
        refuse(PLACE, " ".join([_("Er is nog niets opgeslagen."), *faults]))
        return
    order = [point.key for point in points]
    for place, step in moves:
        order[place], order[place + step] = order[place + step], order[place]
    if moves:
        for place, key in enumerate(order, start=1):
            typed[key]["position"] = str(place)
    gone = [key for key in typed if st.session_state.get(rows.name(_GONE, *key))]
    taken = [key for key in typed if st.session_state.get(rows.name(_TAKE, *key))]
    different = {
        key: values
        for key, values in typed.items()
        if key not in gone and any((values[name] or "") != rows.text(key, name) for name in values)
    }
    n = len(different) + len(gone)
    words = ngettext("agenda ({n} punt)", "agenda ({n} punten)", n).format(n=n)
    save([Changes(rows, different, gone, taken)], reason=_("Agenda gewijzigd"), what=words)


def _typed(rows: Rows, points: Sequence[Record]) -> tuple[dict[Key, dict[str, str | None]], list[str]]:
    """What stands in the fields of every point, and what is wrong with it."""
    found: dict[Key, dict[str, str | None]] = {}
    faults = []
    for place, point in enumerate(points, start=1):
        values = found.setdefault(point.key, {})
        for name in (*_TYPED, "brought_by"):
            column = TABLES_BY_NAME[TABLE].column(name)
            try:
                values[name] = canonical(column, st.session_state.get(rows.name(name, *point.key)))
            except ValueError as error:
                faults.append(_("Punt {n}: {fault}").format(n=place, fault=error))
        if not values.get("title"):
            faults.append(
                _("Punt {n} heeft geen onderwerp. Vul het in, of haal het punt weg.").format(n=place)
            )
    return found, faults
