"""The parts of the evening's worklist: each line says what is asked, with one link to where it is solved."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.store.queries.ideas import list_ideas
from sok_metrics.store.queries.projects import list_projects
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, euros, is_present, listed, short_day, shortened
from sok_metrics.texts.meetings import days_late_words, days_left_words, worklist_sentence
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.buttons import can_change, edit_button
from sok_metrics.ui.meetings.meeting_content import content_of
from sok_metrics.ui.meetings.meetings import read_meetings
from sok_metrics.ui.money.budget import read_books
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.work.actions import OWNER_KEY, read_actions
from sok_metrics.views.money import Ending
from sok_metrics.views.rows import rows_of
from sok_metrics.views.worklist import Worklist, worklist_on

IDEAS_AT_MOST, IDEA_LENGTH = 10, 140


@session.kept(16)
def read_worklist() -> Worklist:
    """The worklist of this visitor."""
    reader, today = session.reader(), session.shown_day()
    return worklist_on(
        today,
        assessed=session.progress().assessed,
        projects=list_projects(reader),
        actions=read_actions(),
        books=read_books(),
        meetings=read_meetings(),
        ideas=list_ideas(reader, today),
    )


def answer(worklist: Worklist) -> str:
    """How much there is of each, in one sentence."""
    return worklist_sentence(**worklist.counts())


def show_worklist(worklist: Worklist) -> None:
    """Every kind of work under its head; a head without lines says that all is well."""
    left, right = st.columns(2, gap="large")
    with left:
        _show_part(_("Acties die te laat zijn"), worklist.actions, _show_action, _("Alles is op tijd."))
        no_money = _("Er vervalt de komende 90 dagen geen geld.")
        _show_part(_("Geld dat vervalt"), worklist.money, _show_fund, no_money)
        _show_ideas(worklist.ideas)
        complete = _("Geen project mist een plan of contactpersoon.")
        _show_part(_("Projecten zonder plan of contactpersoon"), worklist.projects, _show_project, complete)
    with right:
        _show_coming(worklist.coming)
        measured = _("Alles is gemeten.")
        _show_part(_("Metingen die nu gevraagd worden"), worklist.measurements, _show_measurement, measured)


def _show_part(
    title: str,
    found: pd.DataFrame | Sequence[Any],
    show: Callable[[Any], None],
    all_well: str,
    *,
    most: int | None = None,
) -> None:
    """A head with how many lines there are, and the lines: all, or the first so many."""
    rows = list(rows_of(found)) if isinstance(found, pd.DataFrame) else found
    st.header(f"{title} ({len(rows)})" if rows else title)
    if not rows:
        st.markdown(f":material/check: {all_well}")
    for row in rows[:most]:
        show(row)


def _line(
    entry: str,
    label: str,
    parameters: dict[str, str],
    words: str,
    change: tuple[str, str, str] | None = None,
) -> None:
    """One line: where it stands, what is asked, and for who may the button that solves it.

    `change` is the table and key of the form behind that button, and the word on it.
    """
    with st.container(gap=None):
        link(entry, label, parameters)
        st.markdown(words)
        if change is not None:
            table, key, word = change
            edit_button(table, [key], word)


def _show_action(row: Any) -> None:
    # an address holds what the choice shows: the name
    owner = {OWNER_KEY: row.owner_party} if is_present(row.owner_party) else {}
    who = plain(row.owner_party) if is_present(row.owner_party) else _("nog van niemand")
    late = f":red-badge[:material/alarm: {days_late_words(row.days_late)}]"
    _line(
        "actions",
        plain(row.text),
        owner,
        f"{late} {who}{example_badge(row)}",
        ("action", str(row.number), _("Klaar melden")),
    )


def _show_fund(row: Ending) -> None:
    words = _("{amount} is nog niet toegekend en vervalt na {day} ({left}).").format(
        amount=euros(row.not_granted), day=day(row.ends_on), left=days_left_words(row.days_left)
    )
    _line("budget", plain(row.name), {}, f"{words}{example_badge(row)}", ("fund", row.code, _("Wijzig")))


def _show_coming(meetings: pd.DataFrame) -> None:
    st.header(_("Agenda van de volgende bijeenkomsten"))
    if meetings.empty:
        st.markdown(_("Er is nog niets gepland."))
    for row in rows_of(meetings):
        _show_agenda(row, content_of(row.number).agenda)


def _show_agenda(row: Any, agenda: Sequence[Any]) -> None:
    points = (
        "  \n".join(f"{item.position}\\. {plain(item.title)}" for item in agenda)
        if agenda
        else f":red-badge[:material/edit_note: {_('nog geen agenda')}]"
    )
    label = f"{short_day(row.held_on)} · {plain(row.title)}"
    _line(
        "meeting",
        label,
        {session.NUMBER_PARAMETER: str(row.number)},
        f"{points}{example_badge(row)}",
        ("meeting", str(row.number), _("Maak de agenda")),
    )


def _show_ideas(ideas: pd.DataFrame) -> None:
    """The newest ideas, and the way to the others."""
    none = _("Er wachten geen ideeën.")
    _show_part(_("Nieuwe ideeën"), ideas, _show_idea, none, most=IDEAS_AT_MOST)
    if len(ideas) > IDEAS_AT_MOST:
        link("ideas", _("Bekijk alle {n} ideeën").format(n=len(ideas)))


def _show_idea(row: Any) -> None:
    label = shortened(row.title if is_present(row.title) else row.text, IDEA_LENGTH)
    parts = [short_day(row.submitted_on)]
    if is_present(row.submitted_by):
        parts.append(choice_word("idea", "submitted_by", row.submitted_by))
    _line(
        "ideas",
        plain(label),
        {},
        f"{' · '.join(parts)}{example_badge(row)}",
        ("idea", str(row.number), _("Beantwoord")),
    )


def _show_measurement(row: Any) -> None:
    asked = (
        _("gevraagd sinds {day}").format(day=short_day(row.due_on))
        if is_present(row.due_on)
        else _("nog nooit gemeten")
    )
    parts = [asked, plain(row.responsible)] if is_present(row.responsible) else [asked]
    if row.series_count > 1:
        parts.append(ngettext("{n} reeks", "{n} reeksen", row.series_count).format(n=row.series_count))
    label = f"{plain(row.indicator_code)} {plain(row.indicator_name)}"
    # who may measure goes straight to where the figure is typed
    entry = "data_entry" if can_change("measurement") else "indicator"
    parameters = {session.CODE_PARAMETER: row.indicator_code}
    _line(entry, label, parameters, f"{' · '.join(parts)}{example_badge(row)}")


def _show_project(row: Any) -> None:
    missing = [_("een plan")] if row.lacks_plan else []
    missing += [_("een contactpersoon")] if row.lacks_contact else []
    words = _("mist {things}").format(things=listed(missing))
    label = f"{plain(row.code)} {plain(row.title)}"
    _line(
        "project",
        label,
        {session.CODE_PARAMETER: row.code},
        f"{words}{example_badge(row)}",
        ("project", row.code, _("Vul aan")),
    )
