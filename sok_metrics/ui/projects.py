"""The parts of the project book on the screen: filters, a lane of cards per status, and the klapper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from sok_metrics.documents.content import ProjectContent
from sok_metrics.model import ProjectStatus
from sok_metrics.progress import MilestoneState
from sok_metrics.tasks.project_book import BookFormat, project_book, read_projects
from sok_metrics.texts import _, choice_word, is_present, lack_word, money_detail, ngettext, short_day
from sok_metrics.ui import session
from sok_metrics.ui.escaping import plain
from sok_metrics.ui.navigation import link
from sok_metrics.ui.references import EXAMPLE
from sok_metrics.ui.rows import rows_of

CARDS_AT_FIRST = 10
LANE_WIDTH = 436
"""Pixels: four lanes beside each other at 1920, two at 1024, one on a phone."""

EXAMPLE_BADGE = EXAMPLE.strip()
_LANES = (
    (ProjectStatus.IDEA,),
    (ProjectStatus.PLAN,),
    (ProjectStatus.RUNNING,),
    (ProjectStatus.FINISHED, ProjectStatus.STOPPED),
)
_FILE_TYPES = {
    BookFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    BookFormat.PDF: "application/pdf",
}


@dataclass(frozen=True)
class Filters:
    """Which projects the visitor wants to see; an empty choice is all."""

    years: list[str]
    commitments: list[str]
    parties: list[str]
    words: str
    """The choice in words, for the cover of the klapper; empty when nothing was chosen."""

    def fit(self, content: ProjectContent) -> bool:
        """Whether a project is among them."""
        return all(
            not chosen or not chosen.isdisjoint(own)
            for chosen, own in (
                (set(self.years), [_year(content)]),
                (set(self.commitments), content.commitments["code"]),
                (set(self.parties), content.parties["party_code"]),
            )
        )


def all_projects() -> list[ProjectContent]:
    """Every project that this visitor may see; read once per state of the store and shared, so read-only."""
    return _projects(session.state())


@st.cache_resource(max_entries=16, show_spinner=False)
def _projects(state: session.State) -> list[ProjectContent]:
    return read_projects(session.reader_of(state), session.progress(), state.today)


def ask_filters(projects: Sequence[ProjectContent]) -> Filters:
    """Which projects the visitor wants to see; it stands in the address too."""
    years = sorted({year for one in projects if (year := _year(one))}, reverse=True)
    titles = _names(projects, "commitments", "code", "title")
    parties = _names(projects, "parties", "party_code", "party")
    columns = st.columns(3)
    chosen_years = _ask(columns[0], _("Jaar van de reeks"), "reeks", {year: year for year in years})
    labels = {code: f"{code} {title}" for code, title in titles.items()}
    chosen_commitments = _ask(columns[1], _("Waarde, doel of afspraak"), "waarvoor", labels)
    chosen_parties = _ask(columns[2], _("Wie doet mee"), "partij", parties)
    words = [
        *(_("reeks {year}").format(year=year) for year in chosen_years),
        *(labels[code] for code in chosen_commitments),
        *(parties[code] for code in chosen_parties),
    ]
    return Filters(chosen_years, chosen_commitments, chosen_parties, ", ".join(words))


def _ask(place: Any, label: str, key: str, options: dict[str, str]) -> list[str]:
    chosen: list[str] = place.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        placeholder=_("Alle"),
        bind="query-params",
    )
    return [code for code in chosen if code in options]


def _names(projects: Sequence[ProjectContent], frame: str, code: str, name: str) -> dict[str, str]:
    found = {
        str(key): str(value)
        for one in projects
        for key, value in zip(getattr(one, frame)[code], getattr(one, frame)[name], strict=True)
    }
    return dict(sorted(found.items(), key=lambda item: item[1] if frame == "parties" else item[0]))


def _year(content: ProjectContent) -> str:
    year = content.project.series_year
    return str(int(year)) if is_present(year) else ""


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


def show_downloads(projects: Sequence[ProjectContent], description: str, *, name: str) -> None:
    """These projects as a document to print, in Word and as a PDF; `description` says which choice it is."""
    store, view, today = session.store(), session.view(), session.shown_day()
    codes = [one.project.code for one in projects] if description else None
    labels = {BookFormat.WORD: _("Klapper in Word"), BookFormat.PDF: _("Klapper als PDF")}
    if len(projects) == 1:
        labels = {BookFormat.WORD: _("Dit project in Word"), BookFormat.PDF: _("Dit project als PDF")}
    with st.container(horizontal=True):
        for book_format, label in labels.items():
            st.download_button(
                label,
                data=partial(
                    project_book,
                    store,
                    view,
                    today,
                    book_format,
                    codes=codes,
                    filter_description=description,
                ),
                file_name=f"{name}-{today.isoformat()}.{book_format}",
                mime=_FILE_TYPES[book_format],
                icon=":material/print:",
                key=f"download-{book_format}",
                on_click="ignore",
            )


def show_count(count: int) -> None:
    """How many projects fit the choice."""
    words = ngettext("{n} project past bij uw keuze.", "{n} projecten passen bij uw keuze.", count)
    st.markdown(words.format(n=count))


def show_none() -> None:
    """That no project fits the choice."""
    st.info(_("Geen enkel project past bij uw keuze. Haal een filter weg."), icon=":material/filter_alt_off:")
