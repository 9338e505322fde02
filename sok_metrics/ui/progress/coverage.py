"""The parts of the page that tells what is still missing at the values, goals and rules."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.nouns.model import CommitmentKind, MeetingKind, Role
from sok_metrics.nouns.outcomes import Hole
from sok_metrics.store.queries.projects import list_project_links, list_projects
from sok_metrics.texts import _
from sok_metrics.texts.coverage import hole_advice, hole_sentence
from sok_metrics.texts.formats import NOTHING
from sok_metrics.ui.meetings.meetings import read_meetings
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import show_examples_count
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import show_commitment_link
from sok_metrics.views.coverage import Coverage, coverage_in
from sok_metrics.views.rows import rows_of

_PAGE_OF_HOLE = {
    Hole.NO_INDICATOR: ("indicators", _("Naar de indicatoren")),
    Hole.NOT_MEASURED: ("monthly", _("Naar de metingen die nu gevraagd worden")),
    Hole.FEW_MEASURED: ("monthly", _("Naar de metingen die nu gevraagd worden")),
    Hole.NO_PROJECT: ("projects", _("Naar het werkboek")),
    Hole.NO_CARD: ("indicators", _("Naar de indicatoren")),
    Hole.NOT_ASKED: ("reviews", _("Naar de bijeenkomsten")),
}
"""Where a hole is filled."""


@session.kept(16)
def read_coverage() -> Coverage:
    """The coverage in the year of the day that is shown."""
    reader, year = session.reader(), session.shown_day().year
    return coverage_in(year, session.progress(), list_projects(reader), list_project_links(reader))


def show_holes(found: Coverage) -> None:
    """What is missing, one sentence a kind, with a link to each commitment and to where it is filled.

    Also that no review meeting is to come.
    """
    for hole in Hole:
        rows = found.of(hole)
        if rows.empty:
            continue
        st.header(hole_sentence(hole, len(rows), found.year), anchor=False)
        with st.container(horizontal=True, gap="small"):
            for row in rows_of(rows):
                show_commitment_link(row.kind, row.code, row.title)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(hole_advice(hole), width="content")
            page, words = _PAGE_OF_HOLE[hole]
            link(page, words, icon="arrow_forward")
            if hole in (Hole.NO_INDICATOR, Hole.NO_CARD) and session.may(Role.ADMINISTRATOR):
                link("guide", _("Kies hoe u dit meet"), {"stap": "4"}, icon="straighten")
    _show_no_meeting()


def _show_no_meeting() -> None:
    """That nobody planned the next review meeting."""
    if read_meetings().next_day(MeetingKind.REVIEW) is not None:
        return
    st.header(_("Er is nog geen volgende voortgangsbijeenkomst"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_("Prik samen een datum."), width="content")
        link("reviews", _("Naar de bijeenkomsten"), icon="arrow_forward")


def show_matrix(found: Coverage) -> None:
    """One row per commitment: its indicators, the figures of this year, projects and cards."""
    st.header(_("Alles naast elkaar in {year}").format(year=found.year), anchor=False)
    _draw_matrix()
    st.markdown(
        _(
            "Bij een samenwerkingsafspraak is een stemkaart genoeg: die gaat over hoe u met elkaar omgaat. "
            "Ideeën en gestopte projecten tellen niet mee."
        )
    )
    if session.holds_examples() and not session.is_real_only():
        show_examples_count()


@session.kept(16)
def _draw_matrix() -> None:
    rows = list(rows_of(read_coverage().covered))
    st.table(
        pd.DataFrame(
            {
                _("Waarde, doel of afspraak"): [plain(f"{row.code} {row.title}") for row in rows],
                _("Gemeten"): [_measured(row) for row in rows],
                _("Projecten"): [_projects(row) for row in rows],
                _("Kaart"): [_card(row) for row in rows],
            }
        ),
        hide_index=True,
        border="horizontal",
        alt=_("Per waarde, doel en afspraak: de indicatoren, metingen van dit jaar, projecten en kaarten."),
    )


def _measured(row: Any) -> str:
    if not row.indicator_count:
        return _none(row, _("geen indicator"))
    if not row.measured_count:
        return _("geen van {all}").format(all=row.indicator_count)
    return _("{n} van {all}").format(n=row.measured_count, all=row.indicator_count)


def _projects(row: Any) -> str:
    return str(row.project_count) if row.project_count else _none(row, _("geen"))


def _none(row: Any, words: str) -> str:
    """A cooperation rule needs no figures or project."""
    return NOTHING if row.kind == CommitmentKind.COOPERATION_RULE else words


def _card(row: Any) -> str:
    if not row.card_count:
        return _("geen kaart")
    return _("ja") if row.answered_count else _("nee")
