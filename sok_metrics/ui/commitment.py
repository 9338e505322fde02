"""One value, goal or rule on a page: measured, experienced, who works on it, and what was said."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import card_alt, card_distribution, status_alt, status_bar
from sok_metrics.model import CommitmentKind, Status
from sok_metrics.progress import WORST_FIRST
from sok_metrics.store.queries.meetings import list_remarks
from sok_metrics.store.queries.progress import Progress
from sok_metrics.store.queries.projects import list_project_links, list_projects
from sok_metrics.texts import (
    _,
    card_sentence,
    choice_word,
    commitment_sentence,
    gap_sentence,
    is_present,
    short_day,
)
from sok_metrics.ui import session
from sok_metrics.ui.charts import is_dark, show_chart
from sok_metrics.ui.empty import require_agreement, show_empty
from sok_metrics.ui.escaping import plain, plain_paragraphs
from sok_metrics.ui.navigation import link
from sok_metrics.ui.rows import first_row, rows_of, status_counts
from sok_metrics.ui.series import read_series_of, show_series_card
from sok_metrics.ui.statuses import show_outdated, status_badge

CHARTS_AT_FIRST = 4
CARD_MEETINGS = 4
REMARKS = 4
CHART_WIDTH = 436
"""Pixels: four beside each other at 1920, two at 1024, one on a phone."""

_GOOD = (Status.ACHIEVED.value, Status.ON_TRACK.value, Status.RIGHT_WAY.value)
_UNKNOWN = (Status.NOT_MEASURED.value, Status.TOO_FEW.value)


def show_commitments(entry: str, kinds: Sequence[CommitmentKind]) -> None:
    """The page of one commitment of these kinds: the one that the address names, or else the first."""
    require_agreement()
    progress = session.progress()
    listed = progress.commitments[progress.commitments["kind"].isin([kind.value for kind in kinds])]
    if listed.empty:
        st.title(_("Hier staat nog niets"))
        show_empty(_("Hier komen de afspraken van deze soort."), _("Voeg ze toe aan de overeenkomst."))
        return
    codes = listed["code"].tolist()
    code = session.asked_code() or codes[0]
    if code not in codes:
        _show_unknown(entry, code, listed)
        return
    place = codes.index(code)
    rows = list(rows_of(listed))
    _show_way(entry, rows, place)
    _show_one(rows[place], progress)


def _show_unknown(entry: str, code: str, listed: pd.DataFrame) -> None:
    st.title(_("Niet gevonden"))
    st.error(
        _("De code '{code}' staat niet in deze overeenkomst. Kies hieronder een andere.").format(
            code=plain(code[:40])
        ),
        icon=":material/search_off:",
    )
    for row in rows_of(listed):
        link(entry, f"{plain(row.code)} {plain(row.title)}", {session.CODE_PARAMETER: row.code})


def _show_way(entry: str, rows: Sequence[Any], place: int) -> None:
    """The way to the commitment before and after this one, and to all of them."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        before, after = rows[place - 1], rows[(place + 1) % len(rows)]
        link(entry, plain(before.title), {session.CODE_PARAMETER: before.code}, icon="arrow_back")
        with st.popover(_("Kies een andere"), icon=":material/list:", type="tertiary"):
            for row in rows:
                link(entry, f"{plain(row.code)}  {plain(row.title)}", {session.CODE_PARAMETER: row.code})
        link(entry, plain(after.title), {session.CODE_PARAMETER: after.code}, icon="arrow_forward")


def _show_one(commitment: Any, progress: Progress) -> None:
    codes = progress.links[progress.links["commitment_code"] == commitment.code]["indicator_code"].tolist()
    main = _worst_first(progress.main_series(), codes)
    counts = status_counts(main)
    cards = progress.cards[progress.cards["commitment_code"] == commitment.code]
    kind = choice_word("commitment", "kind", commitment.kind)
    st.markdown(f"{kind.capitalize()} {plain(commitment.code)} · **{plain(commitment.title)}**")
    st.title(plain(_answer(counts, _needs_attention(main), cards)))
    st.markdown(plain_paragraphs(commitment.description or ""))
    measured, experienced = st.columns(2, gap="large")
    with measured:
        _show_measured(commitment.code, main, counts)
    with experienced:
        _show_experienced(commitment, cards, progress, counts)
    _show_charts(main, progress)
    _show_unmeasured(main)
    work, said = st.columns(2, gap="large")
    with work:
        _show_projects(commitment.code)
    with said:
        _show_remarks(commitment.code)


def _answer(counts: Mapping[str, int], worst: Any | None, cards: pd.DataFrame) -> str:
    """The sentence on top: from the figures, or from the cards where nothing else is measured."""
    latest = first_row(_of_everybody(cards))
    if not counts and latest is not None:
        return card_sentence(latest.median, latest.previous_median)
    return commitment_sentence(counts, worst)


def _needs_attention(main: pd.DataFrame) -> Any | None:
    """The judged indicator that does worst: one that does not go well, if there is any."""
    return first_row(main[~main["status"].isin([*_UNKNOWN, Status.NO_JUDGEMENT.value])])


def _of_everybody(cards: pd.DataFrame) -> pd.DataFrame:
    """The rows about all groups together, newest first."""
    return cards[cards["group_name"] == ""].sort_values("held_on", ascending=False)


def _worst_first(main: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """The series of these indicators: what does not go well comes first, as in the title."""
    order = {status.value: place for place, status in enumerate(WORST_FIRST)}
    linked = main[main["indicator_code"].isin(codes)]
    rank = linked["status"].map(order).fillna(len(order))
    is_fine = linked["status"].isin([*_GOOD, *_UNKNOWN, Status.NO_JUDGEMENT.value])
    keys = ["is_fine", "is_outdated", "rank", "indicator_code"]
    return linked.assign(rank=rank, is_fine=is_fine).sort_values(keys)


def _show_measured(commitment_code: str, main: pd.DataFrame, counts: dict[str, int]) -> None:
    st.header(_("Gemeten"))
    if main.empty:
        st.markdown(_("Bij deze afspraak horen nog geen cijfers. Spreek samen af wat u wilt meten."))
        return
    show_chart(
        status_bar(counts, dark=is_dark()),
        key=f"counts-{commitment_code}",
        alt=status_alt(counts),
    )
    show_outdated(main)


def _show_experienced(
    commitment: Any, cards: pd.DataFrame, progress: Progress, counts: dict[str, int]
) -> None:
    st.header(_("Ervaren"))
    asked = progress.card_questions[progress.card_questions["commitment_code"] == commitment.code]
    if asked.empty:
        st.markdown(_("Bij deze afspraak hoort nog geen stemkaart."))
        return
    everybody = _of_everybody(cards).head(CARD_MEETINGS)
    latest = first_row(everybody)
    sentence = card_sentence(latest.median, latest.previous_median) if latest else card_sentence(None, None)
    st.markdown(
        f"**{sentence}**" + (" :gray-badge[" + _("voorbeeld") + "]" if latest and latest.is_example else "")
    )
    if latest is None:
        st.markdown(
            _("De vraag op de kaart: {question}").format(question=plain(asked["question"].iloc[0] or ""))
        )
        return
    question = asked["question"].iloc[0] or asked["indicator_name"].iloc[0]
    show_chart(
        card_distribution(everybody, question, dark=is_dark()),
        key=f"cards-{commitment.code}",
        alt=card_alt(everybody, question),
    )
    link("indicator", _("Meer over deze stemkaart"), {"code": latest.indicator_code}, icon="arrow_forward")
    if gap := gap_sentence(counts, latest.median):
        st.warning(gap, icon=":material/compare_arrows:")


def _show_charts(main: pd.DataFrame, progress: Progress) -> None:
    drawn = main[~main["status"].isin(_UNKNOWN)]
    if drawn.empty:
        return
    st.header(_("Hoe gaat het per indicator?"))
    show_all = len(drawn) <= CHARTS_AT_FIRST or st.toggle(
        _("Laat alle {n} grafieken zien").format(n=len(drawn)), key="all_charts"
    )
    shown = drawn if show_all else drawn.head(CHARTS_AT_FIRST)
    series, measurements = read_series_of(progress, shown["indicator_code"].tolist())
    with st.container(horizontal=True, gap="small"):
        for row in rows_of(shown):
            with st.container(width=CHART_WIDTH):
                show_series_card(row, progress, series, measurements)


def _show_unmeasured(main: pd.DataFrame) -> None:
    unmeasured = main[main["status"].isin(_UNKNOWN)]
    if unmeasured.empty:
        return
    st.header(_("Nog te meten"))
    for row in rows_of(unmeasured):
        with st.container(horizontal=True, vertical_alignment="center"):
            link("indicator", plain(row.indicator_name), {"code": row.indicator_code})
            who = f" · {plain(row.responsible)}" if row.responsible else ""
            st.markdown(
                f"{status_badge(row.status)} {choice_word('indicator', 'frequency', row.frequency)}{who}",
                width="content",
            )


def _show_projects(code: str) -> None:
    reader = session.reader()
    links = list_project_links(reader)
    projects = list_projects(reader)
    serving = projects[projects["code"].isin(links[links["commitment_code"] == code]["project_code"])]
    st.header(_("Projecten die hieraan werken"))
    if serving.empty:
        st.markdown(_("Er werkt nog geen project aan. Bedenk er samen een."))
    for row in rows_of(serving):
        example = " :gray-badge[" + _("voorbeeld") + "]" if row.is_example else ""
        summary = f"  \n{plain(row.summary)}" if is_present(row.summary) else ""
        with st.container(gap=None):
            link("project", plain(row.title), {session.CODE_PARAMETER: row.code})
            st.markdown(f"{choice_word('project', 'status', row.status).capitalize()}{example}{summary}")


def _show_remarks(code: str) -> None:
    remarks = list_remarks(session.reader())
    said = remarks[remarks["commitment_code"] == code].head(REMARKS)
    st.header(_("Wat er gezegd is"))
    if said.empty:
        st.markdown(_("Hier is nog niets over opgeschreven."))
    for row in rows_of(said):
        example = " :gray-badge[" + _("voorbeeld") + "]" if row.is_example else ""
        who = f"  \n{choice_word('remark', 'said_by', row.said_by)}" if is_present(row.said_by) else ""
        with st.container(gap=None):
            st.markdown(f"*“{plain(row.text)}”*{who}{example}")
            link(
                "meeting",
                f"{plain(row.meeting_title)}, {short_day(row.held_on)}",
                {session.NUMBER_PARAMETER: str(row.meeting_number)},
            )
