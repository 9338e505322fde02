"""The parts of the page about one change, and about everything that one thing ever was."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.changes.permissions import role_for
from sok_metrics.store.changes.versions import put_back
from sok_metrics.store.queries.history import (
    ABOUT_PEOPLE,
    FIRST_LINES,
    Change,
    Line,
    differences,
    list_lines,
    read_change,
)
from sok_metrics.store.queries.undoings import InTheWay, find_undoing
from sok_metrics.store.queries.versions import Version, list_versions
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.fields import field_label
from sok_metrics.texts.formats import day_and_time, number
from sok_metrics.texts.history import (
    MOST_CHANGES,
    hidden_sentence,
    in_the_way_sentence,
    line_sentence,
    thing_word,
    value_words,
)
from sok_metrics.ui.manage.history import (
    CHANGE,
    sees_people,
    show_head,
    thing_address,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.outcome import refusing_at, say, show_outcome
from sok_metrics.ui.parts.places import place_of, shown_with
from sok_metrics.ui.parts.saved import undo_saved
from sok_metrics.ui.parts.shown import version_shown

VERSIONS_AT_FIRST = 20
_PLACE = "history"


def show_change(asked: int) -> None:
    """One change set: its lines with what stood there before, and the button that undoes it."""
    change = read_change(session.whole(), asked, with_people=sees_people())
    if change is None:
        _show_missing(_("Er is geen wijziging {n}.").format(n=asked))
        return
    st.title(_("Wijziging {n}").format(n=change.number))
    show_outcome(_PLACE, icon="error")
    show_head(change)
    if change.undone_by is not None:
        link("history", _("Bekijk het terugdraaien"), {CHANGE: str(change.undone_by)}, icon="undo")
    _show_undo(change)
    lines = list_lines(session.whole(), change.number, with_people=sees_people())
    if change.line_count > len(lines):
        st.markdown(
            _("U ziet de eerste {n} van {count} regels.").format(
                n=FIRST_LINES, count=number(change.line_count, 0)
            )
        )
    for line in lines:
        _show_line(line)
    link("history", _("Alle wijzigingen"), icon="history")


def _show_missing(what: str) -> None:
    st.title(_("Niet gevonden"))
    st.markdown(what)
    link("history", _("Alle wijzigingen"), icon="history")


def _show_undo(change: Change) -> None:
    """The button that undoes all of a change, after a yes."""
    if session.as_of_day() is not None or change.undone_by is not None:
        return
    if not all(session.may(role_for(tally.table)) for tally in change.tallies):
        st.markdown(_("Alleen het beheer kan dit terugdraaien."))
        return
    undoing = find_undoing(session.whole(), change.number)
    if undoing.in_the_way:
        _show_in_the_way(undoing.in_the_way)
        return
    sure = st.checkbox(
        ngettext(
            "Ja, zet {n} regel terug zoals die stond",
            "Ja, zet {n} regels terug zoals ze stonden",
            change.line_count,
        ).format(n=number(change.line_count, 0)),
        key=f"history-sure-{change.number}",
    )
    if st.button(_("Draai deze wijziging terug"), icon=":material/undo:", disabled=not sure):
        _do(lambda: undo_saved(change.number, _("wijziging {n}").format(n=change.number)))


def _show_in_the_way(found: Sequence[InTheWay]) -> None:
    """Why a change stays, with the way to the changes that must be undone first."""
    st.markdown(plain(in_the_way_sentence([(one.table, one.key, one.change, one.is_new) for one in found])))
    with st.container(horizontal=True):
        for number_of_change in list(dict.fromkeys(one.change for one in found if one.change))[:MOST_CHANGES]:
            link(
                "history",
                _("Bekijk wijziging {n}").format(n=number_of_change),
                {CHANGE: str(number_of_change)},
            )


def _show_line(line: Line) -> None:
    if line.is_hidden:
        st.markdown(f"- {plain(hidden_sentence())}")
        return
    names = differences(line.before, line.after)
    link("history", plain(thing_word(line.table, line.key)), thing_address(line.table, line.key))
    _show_differences(line.table, line.key, line.before, line.after, names)


def _show_differences(
    table: str,
    key: Sequence[str],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    names: Sequence[str],
) -> None:
    """A table with the fields that differ: what stood there, and what stands there after."""
    columns = {_("Veld"): [field_label(table, name) for name in names]}
    if before is not None:
        columns[_("Eerst")] = [plain(value_words(table, name, before.get(name))) for name in names]
    columns[_("Daarna")] = [plain(value_words(table, name, after[name])) for name in names]
    if names:
        st.table(pd.DataFrame(columns), hide_index=True, alt=line_sentence(table, key, before, after, names))


def show_thing(table: str, key: tuple[str, ...]) -> None:
    """Everything that one thing ever was, with a button to put each older version back."""
    if table in ABOUT_PEOPLE and not sees_people():
        st.title(_("Alleen voor het beheer"))
        st.markdown(_("Dit gaat over een persoon. Meld u aan als beheerder om het te zien."))
        return
    versions = list_versions(session.whole(), table, key)
    if not versions:
        _show_missing(_("Wat u zoekt, staat hier niet en heeft hier nooit gestaan."))
        return
    st.title(_("Geschiedenis van {thing}").format(thing=plain(thing_word(table, key))))
    show_outcome(_PLACE, icon="error")
    with st.container(horizontal=True):
        _link_to_thing(versions[0], table, key)
        link("history", _("Alle wijzigingen"), icon="history")
    seen = version_shown(f"{table}-{'-'.join(key)}", versions[0].version)
    for place, version in enumerate(versions[:VERSIONS_AT_FIRST]):
        earlier = versions[place + 1] if place + 1 < len(versions) else None
        _show_version(table, key, version, earlier, now=versions[0], seen=seen)
    if len(versions) > VERSIONS_AT_FIRST:
        st.markdown(
            _("U ziet de laatste {n} van {count} versies.").format(n=VERSIONS_AT_FIRST, count=len(versions))
        )


def _show_version(
    table: str,
    key: tuple[str, ...],
    version: Version,
    earlier: Version | None,
    *,
    now: Version,
    seen: int,
) -> None:
    is_now = version.version == now.version
    title = _("Zoals het nu is") if is_now else _("Versie {n}").format(n=version.version)
    st.header(title, anchor=False)
    before = earlier.values if earlier is not None else None
    names = [name for name in differences(before, version.values) if version.values[name] != ""]
    said = line_sentence(table, key, before, version.values, names)
    st.markdown(f"**{plain(version.made_by)}** {plain(said)}")
    st.markdown(f":small[{day_and_time(version.made_at)} · {plain(version.reason)}]")
    _show_differences(table, key, before, version.values, names)
    if not is_now and session.as_of_day() is None and session.may(role_for(table)):
        _ask_put_back(table, key, version, now, seen)


def _ask_put_back(table: str, key: tuple[str, ...], version: Version, now: Version, seen: int) -> None:
    """Put this version back, with a reason; `seen` is the version that stood there when it was asked."""
    name = f"back-{table}-{'-'.join(key)}-{version.version}"
    with st.expander(_("Zet versie {n} terug").format(n=version.version), icon=":material/restore_page:"):
        names = differences(now.values, version.values)
        if not names:
            st.markdown(_("Dit is hetzelfde als wat er nu staat."))
            return
        st.markdown(_("Dan wordt het weer zo:"))
        _show_differences(table, key, now.values, version.values, names)
        with st.form(name, border=False):
            reason = st.text_input(_("Waarom zet u dit terug?"))
            if st.form_submit_button(_("Zet terug"), type="primary"):
                _do(
                    lambda: put_back(
                        session.store(),
                        table,
                        key,
                        old=version.version,
                        now=seen,
                        by=session.actor(),
                        reason=reason,
                    ),
                    _("Versie {n} is teruggezet.").format(n=version.version),
                )


def _do(action: Callable[[], object], done: str = "") -> None:
    """Do what was asked, and show the page anew with what became of it."""
    with refusing_at(_PLACE):
        action()
        if done:
            say(_PLACE, plain(done))
    st.rerun()


def _link_to_thing(version: Version, table: str, key: Sequence[str]) -> None:
    """The way back to where the thing itself is shown, or what it is shown with."""
    place = place_of(table, key[0], _kind_of(table, key[0]))
    if place is None and (other := shown_with(table, version.values)) is not None:
        place = place_of(*other, _kind_of(*other))
    if place is not None:
        link(place[0], _("Naar de pagina"), place[1], icon="arrow_forward")


def _kind_of(table: str, code: str) -> str:
    by = TABLES_BY_NAME[table].pages.by
    found = list_versions(session.whole(), table, [code]) if by else []
    return str(found[0].values[by]) if found else ""
