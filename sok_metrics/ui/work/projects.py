"""The parts of the project book on the screen: filters, a lane of cards per status, and the klapper."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from sok_metrics.nouns.model import ProjectStatus
from sok_metrics.store.queries.project_book import read_projects
from sok_metrics.tasks.files.project_choice import ProjectChoice, commitment_labels, party_names, series_year
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import is_present, short_day
from sok_metrics.texts.projects import lack_word, money_detail
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_several
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.navigation import link
from sok_metrics.views.progress.milestones import MilestoneState
from sok_metrics.views.project import ProjectContent
from sok_metrics.views.rows import rows_of

CARDS_AT_FIRST = 10
LANE_WIDTH = 436
"""Pixels: four lanes beside each other at 1920, two at 1024, one on a phone."""

_LANES = (
    (ProjectStatus.IDEA,),
    (ProjectStatus.PLAN,),
    (ProjectStatus.RUNNING,),
    (ProjectStatus.FINISHED, ProjectStatus.STOPPED),
)


@session.kept(16)
def all_projects() -> list[ProjectContent]:
    """Every project that this visitor may see."""
    return read_projects(session.reader(), session.progress(), session.shown_day())


def ask_filters(projects: Sequence[ProjectContent]) -> ProjectChoice:
    """Which projects the visitor wants to see; it stands in the address too."""
    years = sorted({year for one in projects if (year := series_year(one))}, reverse=True)
    columns = st.columns(3)
    return ProjectChoice(
        years=_ask(columns[0], _("Jaar van de reeks"), "reeks", {year: year for year in years}),
        commitments=_ask(columns[1], _("Waarde, doel of afspraak"), "waarvoor", commitment_labels(projects)),
        parties=_ask(columns[2], _("Wie doet mee"), "partij", party_names(projects)),
    )


def _ask(place: Any, label: str, key: str, options: dict[str, str]) -> list[str]:
    chosen = choose_several(label, options, place=place, key=key, bind="query-params")
    return [code for code in chosen if code in options]


def show_lanes(projects: Sequence[ProjectContent]) -> None:
    """The cards in a lane per status; at half the width each half of the lanes goes under each other."""
    for half, lanes in zip(st.columns(2, gap="small"), (_LANES[:2], _LANES[2:]), strict=True):
        with half.container(horizontal=True, gap="small"):
            for statuses in lanes:
                with st.container(width=LANE_WIDTH):
                    for status in statuses:
                        _show_lane(status, [one for one in projects if one.project.status == status.value])


def _show_lane(status: ProjectStatus, projects: list[ProjectContent]) -> None:
    word = choice_word("project", "status", status.value).capitalize()
    st.header(f"{word} ({len(projects)})", anchor=False)
    if not projects:
        st.markdown(_("Nu geen."))
    shows_all = len(projects) <= CARDS_AT_FIRST or st.toggle(
        _("Laat alle {n} zien").format(n=len(projects)), key=f"all-{status.value}"
    )
    for content in projects if shows_all else projects[:CARDS_AT_FIRST]:
        _show_card(content)


def _show_card(content: ProjectContent) -> None:
    project = content.project
    with st.container(border=True, gap="xsmall", key=f"card-{project.code}"):
        link("project", f"**{plain(project.title)}**", {session.CODE_PARAMETER: project.code})
        parts = [EXAMPLE_BADGE] if project.is_example else []
        parts += [plain(project.summary)] if is_present(project.summary) else []
        if parts:
            st.markdown("  \n".join(parts))
        _show_codes(content)
        st.markdown("  \n".join(_card_facts(content)))


def _show_codes(content: ProjectContent) -> None:
    rows = list(rows_of(content.commitments))
    if rows:
        meaning = "  \n".join(f"{plain(row.code)} {plain(row.title)}" for row in rows)
        st.markdown(" · ".join(plain(row.code) for row in rows), help=meaning)


def _card_facts(content: ProjectContent) -> list[str]:
    facts = [*_next_step(content), *_money(content), _contact(content.project)]
    if content.lacks:
        lacks = ", ".join(lack_word(lack) for lack in content.lacks)
        facts.append(":yellow-badge[:material/warning: " + _("ontbreekt: {lacks}").format(lacks=lacks) + "]")
    return [fact for fact in facts if fact]


def _next_step(content: ProjectContent) -> list[str]:
    row = content.next_milestone
    if row is None:
        return []
    late = row.state == MilestoneState.LATE.value
    words = [":material/flag:", plain(row.title)]
    if is_present(row.due_on):
        words.append(f"· {short_day(row.due_on)}")
    if late:
        words.append(":red-badge[:material/error: " + _("te laat") + "]")
    return [" ".join([*words, *_example(row.is_example, content)])]


def _money(content: ProjectContent) -> list[str]:
    if content.funds.empty:
        return []
    is_example = bool(content.funds["is_example"].any())
    words = [":material/payments:", plain(money_detail(content.granted, content.paid))]
    return [" ".join([*words, *_example(is_example, content)])]


def _example(is_example: bool, content: ProjectContent) -> list[str]:
    """The badge of an invented fact about a real project; an invented project has its own."""
    return [EXAMPLE_BADGE] if is_example and not content.project.is_example else []


def _contact(project: Any) -> str:
    if not is_present(project.contact_role):
        return ""
    name = project.contact_name if is_present(project.contact_name) else project.contact_role
    words = f":material/person: {plain(name)}"
    return f"{words} · {plain(project.contact_phone)}" if is_present(project.contact_phone) else words


def show_downloads(choice: ProjectChoice) -> None:
    """The projects of this choice as a document to print, in Word and as a PDF."""
    labels = {"docx": _("Klapper in Word"), "pdf": _("Klapper als PDF")}
    if choice.code:
        labels = {"docx": _("Dit project in Word"), "pdf": _("Dit project als PDF")}
    chosen = {
        "reeks": choice.years,
        "waarvoor": choice.commitments,
        "partij": choice.parties,
        session.CODE_PARAMETER: choice.code,
    }
    with st.container(horizontal=True):
        for extension, label in labels.items():
            show_file(label, f"klapper.{extension}", chosen, icon="print")


def show_count(count: int) -> None:
    """How many projects fit the choice."""
    words = ngettext("{n} project past bij uw keuze.", "{n} projecten passen bij uw keuze.", count)
    st.markdown(words.format(n=count))
