"""The parts of the page about what changed, and its block on the overview."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.nouns.outcomes import ChangeKind, Turn
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import short_day
from sok_metrics.texts.since import change_words, since_sentence, status_before, turn_word
from sok_metrics.ui.parts import comparison, session
from sok_metrics.ui.parts.comparison import FIRST_DAY, FROM_PARAMETER, UNTIL_PARAMETER
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import PAGE_OF_KIND
from sok_metrics.ui.parts.statuses import show_areas, status_badge
from sok_metrics.views.rows import rows_of
from sok_metrics.views.since import Period, tally

LINES_AT_FIRST = 12
"""More lines of one way stand in a table, one click away."""

_TURN_ICON = {
    Turn.BETTER: "trending_up",
    Turn.WORSE: "trending_down",
    Turn.NEW: "add_circle",
    Turn.DONE: "task_alt",
    Turn.OTHER: "edit",
}
_ENTRY = {
    ChangeKind.PROJECT: "project",
    ChangeKind.MILESTONE: "project",
    ChangeKind.DECISION: "decisions",
    ChangeKind.ACTION: "actions",
    ChangeKind.GRANT: "budget",
    ChangeKind.PAYMENT: "budget",
}
"""The page of each kind; all others are about an indicator or a text."""


def sentence(period: Period, found: pd.DataFrame) -> str:
    """What changed in this period, in one sentence."""
    return since_sentence(tally(found), period.from_day, period.until_day if period.is_over else None)


def ask_period(period: Period, faults: Sequence[str]) -> None:
    """The two days, to choose others; a choice goes into the address."""
    for fault in faults:
        st.warning(fault, icon=":material/event_busy:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start = _ask_day(_("Van"), period.from_day)
        end = _ask_day(_("Tot en met"), period.until_day)
    chosen = {FROM_PARAMETER: (start, period.from_day), UNTIL_PARAMETER: (end, period.until_day)}
    changed = {name: new for name, (new, shown) in chosen.items() if new is not None and new != shown}
    for name, new in changed.items():
        st.query_params[name] = new.isoformat()
    if changed:
        st.rerun()
    st.markdown(_beginning(period, faults))


def _ask_day(label: str, shown: Any) -> Any:
    return st.date_input(
        label, shown, min_value=FIRST_DAY, max_value=session.shown_day(), format="DD-MM-YYYY", width=220
    )


def _beginning(period: Period, faults: Sequence[str]) -> str:
    if period.review is not None:
        return _("We vergelijken met het einde van: {title}.").format(title=plain(period.review.title))
    if faults or FROM_PARAMETER not in st.query_params:
        return _("Er is nog geen voortgangsbijeenkomst gehouden. We vergelijken met vier maanden eerder.")
    return _("We vergelijken met het einde van die dag.")


def show_changes(found: pd.DataFrame) -> None:
    """The changes under a head for each way they go: better, worse, new, done, and the rest."""
    show_areas(session.progress().with_areas)
    if found.empty:
        st.markdown(_("Kies een eerdere dag bij 'van' om verder terug te kijken."))
    lines = _Lines()
    for turn in Turn:
        rows = found[found["turn"] == turn]
        if rows.empty:
            continue
        st.header(f":material/{_TURN_ICON[turn]}: {turn_word(turn)} ({len(rows)})", anchor=False)
        for row in rows_of(rows.head(LINES_AT_FIRST)):
            lines.show(row)
        rest = rows.iloc[LINES_AT_FIRST:]
        if not rest.empty:
            with st.expander(_("Nog {n} in een tabel").format(n=len(rest)), icon=":material/table:"):
                alt = f"{turn_word(turn)} ({len(rest)})"
                st.table(lines.table(rest), hide_index=True, alt=alt)


class _Lines:
    """Lines about changes, in the words of the indicators and commitments that there are now."""

    def __init__(self) -> None:
        progress = session.progress()
        self._series = {row.series_code: row for row in rows_of(progress.assessed)}
        self._commitments = dict(zip(progress.commitments["code"], progress.commitments["kind"], strict=True))

    def show(self, change: Any) -> None:
        """What it is about, as a link to its page, and what happened."""
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            target = self._target(change)
            if target is None:
                st.markdown(f"**{plain(self._title(change))}**", width="content")
            else:
                link(target[0], plain(self._title(change)), target[1])
            st.markdown(self._markdown(change), width="content")

    def table(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The same as words."""
        return pd.DataFrame(
            {
                _("Wat"): [plain(self._title(row)) for row in rows_of(rows)],
                _("Wat er veranderde"): [plain(self._words(row)) for row in rows_of(rows)],
                _("Voorbeeld"): [_("voorbeeld") if row.is_example else "" for row in rows_of(rows)],
            }
        )

    def _title(self, change: Any) -> str:
        series = self._series.get(change.series_code)
        label = series.series_label if series is not None else ""
        return f"{change.title} ({label})" if label else change.title or change.code

    def _markdown(self, change: Any) -> str:
        words = plain(self._words(change))
        if change.kind == ChangeKind.STATUS:
            before = status_before(status_badge(change.before), plain(self._area_before(change)))
            words = f"{before} → {status_badge(change.after)}"
        return f"{words}{example_badge(change)}"

    def _words(self, change: Any) -> str:
        series = self._series.get(change.series_code)
        unit, kind = (None, None) if series is None else (series.unit, series.kind)
        return change_words(change, unit, kind, self._area_before(change))

    def _area_before(self, change: Any) -> str:
        series = self._series.get(change.series_before)
        return "" if series is None else series.series_label

    def _target(self, change: Any) -> tuple[str, dict[str, str]] | None:
        """The page about it with the parameters of its address; None when there is none."""
        code = {session.CODE_PARAMETER: change.code}
        kind = ChangeKind(change.kind)
        if kind is ChangeKind.TEXT:
            entry = PAGE_OF_KIND.get(self._commitments.get(change.code, ""), "")
            entry = entry or ("" if change.code in self._commitments else "project")
        else:
            entry = _ENTRY.get(kind, "indicator")
        if not entry:
            return None
        return entry, code if entry not in ("decisions", "actions", "budget") else {}


def show_block() -> None:
    """In short on the overview: how many better, worse and new since the last review."""
    period = comparison.default_period()
    counts = tally(comparison.changes(period))
    st.metric(
        _("Sinds de vorige keer"),
        _("{better} beter · {worse} slechter").format(better=counts.better, worse=counts.worse),
    )
    new = ngettext("{n} nieuwe meting sinds {day}", "{n} nieuwe metingen sinds {day}", counts.measurements)
    st.markdown(new.format(n=counts.measurements, day=short_day(period.from_day)))
    link("since", _("Wat er veranderde"))
