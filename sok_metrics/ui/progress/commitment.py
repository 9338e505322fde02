"""One value, goal or rule on a page: measured, experienced, who works on it, and what was said."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import card_alt, card_distribution
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
from sok_metrics.ui.parts.examples import counted_badge, example_badge
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.missing import show_not_found
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.statuses import count_badges, show_notes, status_badge
from sok_metrics.ui.progress.drawn import draw_charts
from sok_metrics.ui.progress.standing import answer, standing_of
from sok_metrics.views.rows import first_row, rows_of
from sok_metrics.views.standing import Standing


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
    found = standing_of(code)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="about"):
        kind = choice_word("commitment", "kind", found.commitment.kind)
        title = f"{kind.capitalize()} {plain(code)} · **{plain(found.commitment.title)}**"
        st.markdown(title + counted_badge(found.counts_examples))
        _show_way(entry, list(rows_of(listed)), codes.index(code))
    _show_one(found)
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
    with st.container(horizontal=True, wrap=False, gap="small", width="content", key="way"):
        before, after = rows[place - 1], rows[(place + 1) % len(rows)]
        link(entry, plain(before.title), {session.CODE_PARAMETER: before.code}, icon="arrow_back")
        with st.popover(_("Kies een andere"), icon=":material/list:", type="tertiary"):
            for row in rows:
                link(entry, f"{plain(row.code)}  {plain(row.title)}", {session.CODE_PARAMETER: row.code})
        link(entry, plain(after.title), {session.CODE_PARAMETER: after.code}, icon="arrow_forward")


def _show_one(found: Standing) -> None:
    """First what a room must see from its last row, then what explains it."""
    code = found.commitment.code
    st.title(plain(answer(found)))
    _show_in_short(found)
    if found.drawn:
        draw_charts(code, is_dark())
    experienced, around = st.columns(2, gap="large")
    with experienced:
        _show_experienced(found)
    with around:
        _show_agreed(found)
        _show_unmeasured(found)
    work, said = st.columns(2, gap="large")
    with work:
        _show_projects(found)
    with said:
        _show_remarks(found)
    show_file(_on_paper(found.commitment.kind), "a4.pdf", {session.CODE_PARAMETER: code}, icon="print")


def _on_paper(kind: str) -> str:
    return {
        CommitmentKind.GOAL.value: _("Dit doel op een A4"),
        CommitmentKind.VALUE.value: _("Deze waarde op een A4"),
    }.get(kind, _("Deze afspraak op een A4"))


def _show_in_short(found: Standing) -> None:
    """How many indicators have each status, and what the room gave: small, for the charts come next."""
    with st.container(gap="small", key="in-short"):
        if found.counts:
            st.markdown(count_badges(found.counts))
        else:
            st.markdown(_("Hier horen nog geen cijfers bij. Spreek samen af wat u wilt meten."))
            if session.may(Role.ADMINISTRATOR):
                how = {"stap": "4", "bij": found.commitment.code}
                link("guide", _("Kies hoe u dit meet"), how, icon="straighten")
        if found.card is None:
            return
        latest = first_row(found.answers)
        scores = (latest.median, latest.previous_median) if latest else (None, None)
        words = f"{card_sentence(*scores, is_hidden=found.hides_answers)}{example_badge(latest)}"
        if latest is not None and (gap := gap_sentence(found.counts, latest.median)):
            words += f" **{gap}**"
        st.markdown(f":material/groups: {words}")


def _show_experienced(found: Standing) -> None:
    st.header(_("Ervaren"))
    if found.card is None:
        st.markdown(_("Hier hoort nog geen stemkaart bij."))
        return
    latest = first_row(found.answers)
    if latest is None:
        st.markdown(_("De vraag op de kaart: {question}").format(question=plain(found.card.question or "")))
        return
    with st.container(key="answers"):
        _draw_answers(found.commitment.code, is_dark())
    link("indicator", _("Meer over deze stemkaart"), {"code": latest.indicator_code}, icon="arrow_forward")


def _show_agreed(found: Standing) -> None:
    """The words of the agreement, and what must be known of the counts."""
    if not (is_present(found.commitment.description) or found.with_areas or found.outdated):
        return
    st.header(_("Wat we hebben afgesproken"))
    if is_present(found.commitment.description):
        st.markdown(plain_paragraphs(found.commitment.description))
    show_notes(found.with_areas, found.outdated)


@session.kept(64)
def _draw_answers(code: str, dark: bool) -> None:
    found = standing_of(code)
    question = (found.card.question or found.card.indicator_name) if found.card else ""
    show_chart(
        card_distribution(found.answers, question, dark=dark),
        key=f"cards-{code}",
        alt=card_alt(found.answers, question),
    )


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
