"""What a line on a page belongs to: links to its value or goal, its project and its meeting."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from sok_metrics import clock
from sok_metrics.documents.minutes_parts import point_anchor
from sok_metrics.nouns.model import CommitmentKind, Role
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.meetings import list_meetings
from sok_metrics.store.queries.minutes import tuning_of
from sok_metrics.store.queries.projects import list_projects
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present, short_day
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import own_address
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import show_commitment_link
from sok_metrics.views.rows import rows_of

MINUTES_PATH = "/verslag"


@dataclass(frozen=True)
class References:
    """What codes and numbers stand for, as this visitor may see it."""

    commitments: dict[str, tuple[str, str]]
    """Code -> kind and title, values first, then goals and rules, each in their order."""
    projects: dict[str, str]
    """Code -> title."""
    meetings: dict[int, tuple[str, str]]
    """Number -> title and day in words."""

    def show(self, row: Any, *, with_meeting: bool = True) -> None:
        """Links to what this row belongs to; what is not (or no longer) there is left out."""
        with st.container(horizontal=True, gap="small"):
            self._show_commitment(row.commitment_code)
            self.show_project(row.project_code)
            if with_meeting:
                self.show_meeting(row.meeting_number)
                self._show_minutes(row)

    def words(self, row: Any) -> str:
        """The same, value or goal and project only, as words for a table."""
        commitment, project = self.commitments.get(row.commitment_code), self.projects.get(row.project_code)
        parts = [
            f"{row.commitment_code} {commitment[1]}" if commitment else "",
            f"{row.project_code} {project}" if project else "",
        ]
        return plain("; ".join(part for part in parts if part))

    def _show_commitment(self, code: Any) -> None:
        if code in self.commitments:
            kind, title = self.commitments[code]
            show_commitment_link(kind, code, title)

    def show_project(self, code: Any) -> None:
        """A link to this project, as long as it may be seen."""
        if code in self.projects:
            label = f"{plain(code)} {plain(self.projects[code])}"
            link("project", label, {session.CODE_PARAMETER: code})

    def show_meeting(self, number: Any) -> None:
        """A link to this meeting, as long as it may be seen."""
        if is_present(number) and int(number) in self.meetings:
            title, held_on = self.meetings[int(number)]
            label = f"{plain(title)}, {held_on}"
            link("meeting", label, {session.NUMBER_PARAMETER: str(int(number))})

    def _show_minutes(self, row: Any) -> None:
        """To where the point stands in the minutes; a link between pages cannot name a place in one."""
        number, point = row.meeting_number, row.agenda_item_number
        if (
            is_present(point)
            and is_present(number)
            and int(number) in self.meetings
            and may_see_minutes(number)
        ):
            asked = {session.NUMBER_PARAMETER: str(int(number)), **session.view_parameters()}
            address = f"{own_address(MINUTES_PATH, asked)}#{point_anchor(point)}"
            st.markdown(f"[:material/description: {_('in het verslag')}]({address})")


def may_see_minutes(number: int) -> bool:
    """Whether this visitor may see the minutes of a meeting: editors at once, others when they are public."""
    return session.may(Role.EDITOR) or _are_public(int(number))


@session.kept(64)
def _are_public(number: int) -> bool:
    until, is_withdrawn = tuning_of(session.reader(), number)
    return until is not None and until < clock.today() and not is_withdrawn


@session.kept(16)
def read_references() -> References:
    """The commitments, projects and meetings that this visitor may see."""
    reader, kinds = session.reader(), list(CommitmentKind)
    commitments = sorted(rows_of(list_commitments(reader)), key=lambda row: kinds.index(row.kind))
    return References(
        commitments={row.code: (row.kind, row.title) for row in commitments},
        projects={row.code: row.title for row in rows_of(list_projects(reader))},
        meetings={row.number: (row.title, short_day(row.held_on)) for row in rows_of(list_meetings(reader))},
    )
