"""Who came: one small grid, a row for each group, and the parties that are invited."""

import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.columns import PARTICIPANT_GROUPS
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.fields import field_label
from sok_metrics.texts.formats import listed
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.fields import canonical
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.meetings.evening.rows import Changes, Key, Rows, rows_for, save
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.outcome import refuse, show_outcome
from sok_metrics.views.evening import people_together

PLACE = "came"
INVITED = "invited"
_TABLE = "attendance"
_LINK = "invited_party"
GROUPS = tuple(PARTICIPANT_GROUPS.values())
_COLUMNS = ("count", "first_time_count")
_TAKE = "take"
_GROUP, _COUNT = 130, 90
"""Pixels: a row fits on a phone."""


def people_of(number: str) -> dict[str, int]:
    """How many people of each group came, of the groups that were counted."""
    rows = rows_for(PLACE, _TABLE, number)
    return {key[1]: int(record.values["count"] or 0) for key, record in rows.base.items()}


def show_invited(number: str, names: Names) -> None:
    """The parties that are invited: a choice of several, saved together."""
    rows = rows_for(INVITED, _LINK, number)
    parties = names.options("party")
    stands = [key[1] for key in rows.base]
    with st.container(key="form-evening-invited"), st.form("evening-invited", border=False):
        chosen = st.multiselect(
            _("Welke partijen zijn uitgenodigd?"),
            list(dict.fromkeys([*parties, *stands])),
            stands,
            format_func=lambda code: parties.get(code, code),
            key=rows.name("parties"),
            placeholder=_("Kies"),
        )
        saves = st.form_submit_button(_("Uitnodigingen opslaan"), icon=":material/save:")
    show_outcome(INVITED)
    if saves:
        new: dict[Key, dict[str, str | None]] = {
            (number, code): {"meeting_number": number, "party_code": code} for code in chosen
        }
        gone = [key for key in rows.base if key not in new]
        added = {key: values for key, values in new.items() if key not in rows.base}
        words = listed([parties.get(code, code) for code in chosen]) or _("niemand")
        save(
            [Changes(rows, added, gone)],
            reason=_("Uitnodigingen gewijzigd"),
            what=_("uitgenodigd: {parties}").format(parties=words),
        )
        st.rerun()


def show_attendance(number: str) -> None:
    """A row for each group: how many came, and how many of them for the first time."""
    rows = rows_for(PLACE, _TABLE, number)
    st.header(_("Wie er waren"))
    with st.container(key="form-evening-attendance"), st.form("evening-attendance", border=False):
        with st.container(horizontal=True, gap="small"):
            st.markdown(f":small[{_('Groep')}]", width=_GROUP)
            for column in _COLUMNS:
                st.markdown(f":small[{field_label(_TABLE, column)}]", width=_COUNT)
        for group in GROUPS:
            _show_group(rows, number, group)
        saves = st.form_submit_button(_("Aanwezigen opslaan"), type="primary", icon=":material/save:")
    people = people_together(people_of(number))
    if people:
        st.markdown(ngettext("Samen: {n} mens.", "Samen: {n} mensen.", people).format(n=people))
    show_outcome(PLACE)
    if saves:
        _save(rows, number)
        st.rerun()


def _show_group(rows: Rows, number: str, group: str) -> None:
    key, word = (number, group), choice_word(_TABLE, "group_name", group)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(plain(word), width=_GROUP)
        for column in _COLUMNS:
            st.text_input(
                f"{field_label(_TABLE, column)}: {word}",
                rows.text(key, column),
                key=rows.name(column, group),
                label_visibility="collapsed",
                width=_COUNT,
            )
    if key in rows.others:
        other = rows.others[key]
        counts = [_("niet geteld")] if other is None else [other.values[name] or "" for name in _COLUMNS]
        st.warning(_("Er staat nu: {text}").format(text=" · ".join(counts)))
        st.checkbox(_("Neem dit over in plaats van wat ik typte"), key=rows.name(_TAKE, group))


def _save(rows: Rows, number: str) -> None:
    values: dict[Key, dict[str, str | None]] = {}
    gone: list[Key] = []
    faults = []
    for group in GROUPS:
        key = (number, group)
        typed: dict[str, str | None] = {}
        for name in _COLUMNS:
            try:
                column = TABLES_BY_NAME[_TABLE].column(name)
                typed[name] = canonical(column, st.session_state.get(rows.name(name, group)))
            except ValueError as error:
                faults.append(f"{choice_word(_TABLE, 'group_name', group)}: {error}")
        if all(text is None for text in typed.values()):
            gone += [key] if key in rows.base else []
        elif any((typed.get(name) or "0") != rows.text(key, name) for name in _COLUMNS):
            counts = {name: typed.get(name) or "0" for name in _COLUMNS}
            values[key] = {"meeting_number": number, "group_name": group, **counts}
    if faults:
        refuse(PLACE, " ".join([_("Er is nog niets opgeslagen."), *faults]))
        return
    taken = [(number, group) for group in GROUPS if st.session_state.get(rows.name(_TAKE, group))]
    n = len(values) + len(gone)
    words = ngettext("aanwezigen ({n} groep)", "aanwezigen ({n} groepen)", n).format(n=n)
    save([Changes(rows, values, gone, taken)], reason=_("Aanwezigen ingevuld"), what=words)
