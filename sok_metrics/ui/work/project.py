"""The parts of the page of one project: its answer, and every section of its sheet."""

from collections.abc import Sequence

import streamlit as st

from sok_metrics.documents.cover import sheet_facts
from sok_metrics.documents.sections import Line, Section, sections_of
from sok_metrics.tasks.files.project_choice import ProjectChoice
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.texts.projects import lack_word, project_sentence
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE, example_badge
from sok_metrics.ui.parts.missing import show_none_chosen, show_not_found
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import PAGE_OF_KIND
from sok_metrics.ui.parts.statuses import status_badge
from sok_metrics.ui.work import projects
from sok_metrics.views.project import ProjectContent

LINES_AT_FIRST = 8
_ASIDE = ("contact", "commitments", "parties", "money")
_ICONS = {
    "reached": "check_circle",
    "done": "check_circle",
    "late": "error",
    "due": "error",
    "planned": "schedule",
    "open": "schedule",
    "dropped": "block",
    "withdrawn": "block",
}


def show_unknown(code: str) -> None:
    """That there is no such project, and what to do."""
    todo = _("Ga terug naar alle projecten en kies er een.")
    if not code:
        show_none_chosen(_("Welk project?"), _("Er is geen project gekozen."), todo)
        return
    show_not_found(
        _("Het project '{code}' staat niet in het werkboek.").format(code=plain(code[:40])),
        maybe_later=_("Misschien is het een voorbeeld, of was het er op die dag nog niet."),
        todo=todo,
    )


def show_project(content: ProjectContent) -> None:
    """Everything about one project."""
    project = content.project
    step = content.next_milestone
    st.markdown(f"{_('Project')} {plain(project.code)} · **{plain(project.title)}**{example_badge(project)}")
    st.title(plain(project_sentence(project, step, content.lacks)))
    if step is not None and step.is_example and not project.is_example:
        st.markdown(EXAMPLE_BADGE + " " + _("Deze stap is verzonnen."))
    st.markdown(plain(sheet_facts(project)))
    if is_present(project.summary):
        st.markdown(plain(project.summary))
    if content.lacks:
        lacks = ", ".join(lack_word(lack) for lack in content.lacks)
        st.warning(_("Ontbreekt nog: {lacks}.").format(lacks=lacks), icon=":material/warning:")
    sections = sections_of(content)
    work, aside = st.columns([2, 1], gap="large")
    with work:
        _show_sections([one for one in sections if one.key not in _ASIDE])
    with aside:
        _show_sections([one for one in sections if one.key in _ASIDE])
    projects.show_downloads(ProjectChoice(code=project.code))


def _show_sections(sections: Sequence[Section]) -> None:
    for section in sections:
        st.header(section.heading)
        if not section.lines:
            st.markdown(section.empty)
        _show_lines(section.lines[:LINES_AT_FIRST])
        if rest := section.lines[LINES_AT_FIRST:]:
            with st.expander(_("Nog {n}").format(n=len(rest))):
                _show_lines(rest)


def _show_lines(lines: Sequence[Line]) -> None:
    """Lines that lead somewhere each as a link, the others together as one list."""
    for line in lines:
        if line.target is not None:
            _show_link(line)
    words = [f"- {_words(line)}" for line in lines if line.target is None]
    if words:
        st.markdown("\n".join(words))


def _show_link(line: Line) -> None:
    kind, code = line.target or ("", "")
    entry = PAGE_OF_KIND.get(kind, "indicator" if kind == "indicator" else "")
    if not entry:
        st.markdown(plain(line.text))
        return
    badges = [status_badge(line.state)] if line.state else []
    badges += [EXAMPLE_BADGE] if line.is_example else []
    with st.container(gap=None):
        link(entry, plain(line.text), {session.CODE_PARAMETER: code})
        if line.detail:
            st.markdown(" ".join([*badges, plain(line.detail)]))


def _words(line: Line) -> str:
    icon = f":material/{_ICONS[line.state]}: " if line.state in _ICONS else ""
    detail = f" – {plain(line.detail)}".replace("€ ", "€\N{NO-BREAK SPACE}") if line.detail else ""
    return f"{icon}{plain(line.text)}{detail}{example_badge(line)}"
