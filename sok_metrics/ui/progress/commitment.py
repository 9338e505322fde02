"""One value, goal or rule on a page: measured, experienced, who works on it, and what was said."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import card_alt, card_distribution, status_alt, status_bar
from sok_metrics.nouns.model import CommitmentKind, Role
from sok_metrics.texts import _
from sok_metrics.texts.commitments import card_sentence, gap_sentence
from sok_metrics.texts.formats import is_present, short_day
from sok_metrics.texts.statuses import choice_word, frequency_words
from sok_metrics.ui.forms.buttons import commitment_buttons
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import is_dark, show_chart
from sok_metrics.ui.parts.empty import show_empty
from sok_metrics.ui.parts.escaping import plain, plain_paragraphs
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.missing import show_not_found
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.statuses import show_notes, status_badge
from sok_metrics.ui.progress.series import show_series_card
from sok_metrics.ui.progress.standing import answer, standing_of
from sok_metrics.views.rows import first_row, rows_of
from sok_metrics.views.standing import Standing

CHARTS_AT_FIRST = 4
CHART_WIDTH = 436
"""Pixels: four beside each other at 1920, two at 1024, one on a phone."""


def show_commitments(entry: str, kinds: Sequence[CommitmentKind]) -> None:
    """The page of one commitment of these kinds: the one that the address names, or else the first."""
    progress = session.progress()
    listed = progress.commitments[progress.commitments["kind"].isin([kind.value for kind in kinds])]
    if listed.empty:
        st.title(_("Hier staat nog niets"))
        show_empty(_("Hier komen de afspraken van deze soort."), _("Voeg ze toe aan de overeenkomst."))
        commitment_buttons(kinds[0], "")
        return
    codes = listed["code"].tolist()
    code = session.asked_code(codes) or codes[0]
    if code not in codes:
        _show_unknown(entry, code, listed)
        return
    _show_way(entry, list(rows_of(listed)), codes.index(code))
    _show_one(standing_of(code))
    commitment_buttons(kinds[0], code)


def _show_unknown(entry: str, code: str, listed: pd.DataFrame) -> None:
    sentence = _("De code '{code}' staat niet in deze overeenkomst. Kies hieronder een andere.")
    show_not_found(sentence.format(code=plain(code[:40])))
    for row in rows_of(listed):
        link(entry, f"{plain(row.code)} {plain(row.title)}", {session.CODE_PARAMETER: row.code})


def _show_way(entry: str, rows: Sequence[Any], place: int) -> None:
    """The way to the commitment before and after this one, and to all of them, if there are others."""
    if len(rows) < 2:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="way"
    ):
        before, after = rows[place - 1], rows[(place + 1) % len(rows)]
        link(entry, plain(before.title), {session.CODE_PARAMETER: before.code}, icon="arrow_back")
        with st.popover(_("Kies een andere"), icon=":material/list:", type="tertiary"):
            for row in rows:
                link(entry, f"{plain(row.code)}  {plain(row.title)}", {session.CODE_PARAMETER: row.code})
        link(entry, plain(after.title), {session.CODE_PARAMETER: after.code}, icon="arrow_forward")


def _show_one(found: Standing) -> None:
    commitment = found.commitment
    kind = choice_word("commitment", "kind", commitment.kind)
    st.markdown(f"{kind.capitalize()} {plain(commitment.code)} · **{plain(commitment.title)}**")
    st.title(plain(answer(found)))
    if is_present(commitment.description):
        st.markdown(plain_paragraphs(commitment.description))
    measured, experienced = st.columns(2, gap="large")
    with measured:
        _show_measured(found)
    with experienced:
        _show_experienced(found)
    _show_charts(found)
    _show_unmeasured(found)
    work, said = st.columns(2, gap="large")
    with work:
        _show_projects(found)
    with said:
        _show_remarks(found)
    show_file(_on_paper(commitment.kind), "a4.pdf", {session.CODE_PARAMETER: commitment.code}, icon="print")


def _on_paper(kind: str) -> str:
    return {
        CommitmentKind.GOAL.value: _("Dit doel op een A4"),
        CommitmentKind.VALUE.value: _("Deze waarde op een A4"),
    }.get(kind, _("Deze afspraak op een A4"))


def _show_measured(found: Standing) -> None:
    st.header(_("Gemeten"))
    if not found.counts:
        st.markdown(_("Hier horen nog geen cijfers bij. Spreek samen af wat u wilt meten."))
        if session.may(Role.ADMINISTRATOR):
            how = {"stap": "4", "bij": found.commitment.code}
            link("guide", _("Kies hoe u dit meet"), how, icon="straighten")
        return
    _draw_counts(found.commitment.code, is_dark())
    show_notes(found.with_areas, found.outdated)


@session.kept(64)
def _draw_counts(code: str, dark: bool) -> None:
    counts = standing_of(code).counts
    show_chart(status_bar(counts, dark=dark), key=f"counts-{code}", alt=status_alt(counts))


def _show_experienced(found: Standing) -> None:
    st.header(_("Ervaren"))
    if found.card is None:
        st.markdown(_("Hier hoort nog geen stemkaart bij."))
        return
    latest = first_row(found.answers)
    scores = (latest.median, latest.previous_median) if latest else (None, None)
    sentence = card_sentence(*scores, is_hidden=found.hides_answers)
    st.markdown(f"**{sentence}**{example_badge(latest)}")
    if latest is None:
        st.markdown(_("De vraag op de kaart: {question}").format(question=plain(found.card.question or "")))
        return
    _draw_answers(found.commitment.code, is_dark())
    link("indicator", _("Meer over deze stemkaart"), {"code": latest.indicator_code}, icon="arrow_forward")
    if gap := gap_sentence(found.counts, latest.median):
        st.warning(gap, icon=":material/compare_arrows:")


@session.kept(64)
def _draw_answers(code: str, dark: bool) -> None:
    found = standing_of(code)
    question = (found.card.question or found.card.indicator_name) if found.card else ""
    show_chart(
        card_distribution(found.answers, question, dark=dark),
        key=f"cards-{code}",
        alt=card_alt(found.answers, question),
    )


def _show_charts(found: Standing) -> None:
    if not found.drawn:
        return
    st.header(_("Hoe gaat het per indicator?"))
    count = len(found.drawn)
    show_all = count <= CHARTS_AT_FIRST or st.toggle(
        _("Laat alle {n} grafieken zien").format(n=count), key="all_charts"
    )
    with st.container(horizontal=True, gap="small"):
        for row in found.drawn if show_all else found.drawn[:CHARTS_AT_FIRST]:
            with st.container(width=CHART_WIDTH):
                show_series_card(row.series_code)


def _show_unmeasured(found: Standing) -> None:
    if not found.unmeasured:
        return
    st.header(_("Nog te meten"))
    for row in found.unmeasured:
        with st.container(horizontal=True, vertical_alignment="center"):
            link("indicator", plain(row.indicator_name), {"code": row.indicator_code})
            who = f" · {plain(row.responsible)}" if row.responsible else ""
            st.markdown(
                f"{status_badge(row.status)} {frequency_words(row.frequency)}{who}",
                width="content",
            )


def _show_projects(found: Standing) -> None:
    st.header(_("Projecten die hieraan werken"))
    if not found.projects:
        st.markdown(_("Er werkt nog geen project aan. Bedenk er samen een."))
    for row in found.projects:
        summary = f"  \n{plain(row.summary)}" if is_present(row.summary) else ""
        with st.container(gap=None):
            link("project", plain(row.title), {session.CODE_PARAMETER: row.code})
            st.markdown(
                f"{choice_word('project', 'status', row.status).capitalize()}{example_badge(row)}{summary}"
            )


def _show_remarks(found: Standing) -> None:
    st.header(_("Wat er gezegd is"))
    if not found.remarks:
        st.markdown(_("Hier is nog niets over opgeschreven."))
    for row in found.remarks:
        who = f"  \n{choice_word('remark', 'said_by', row.said_by)}" if is_present(row.said_by) else ""
        with st.container(gap=None):
            st.markdown(f"*“{plain(row.text)}”*{who}{example_badge(row)}")
            link(
                "meeting",
                f"{plain(row.meeting_title)}, {short_day(row.held_on)}",
                {session.NUMBER_PARAMETER: str(row.meeting_number)},
            )
