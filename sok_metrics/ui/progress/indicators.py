"""The parts of the page with all indicators: filters, table and Excel file."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.nouns.model import Status
from sok_metrics.tasks.figures.indicator_choice import IndicatorChoice
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import NOTHING, figure, is_present, period_word, share, short_day, shown_figure
from sok_metrics.texts.statuses import flag_words, status_word
from sok_metrics.ui.parts.choices import choose_one, choose_several, measured_commitments
from sok_metrics.ui.parts.escaping import plain, without_formulas
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.navigation import go, link
from sok_metrics.ui.parts.statuses import (
    count_badges,
    show_notes,
    sign_cell,
    sign_column,
    status_cell,
    status_column,
)
from sok_metrics.ui.progress.series import explain
from sok_metrics.views.progress import Progress, count_outdated, count_statuses, count_with_areas
from sok_metrics.views.progress.commitments import leading_series
from sok_metrics.views.rows import rows_of

_TABLE = "indicator_table"
ROWS_AT_FIRST = 100
"""Making the words of 2,000 rows takes longer than all the rest of the page."""


def ask_filters(progress: Progress) -> IndicatorChoice:
    """What the visitor wants to see; it stands in the address too."""
    words, statuses, commitments = st.columns([2, 2, 2])
    present = progress.assessed["status"].unique().tolist()
    return IndicatorChoice(
        words=_asked_words(words),
        statuses=choose_several(
            _("Status"),
            {status.value: status_word(status) for status in Status if status.value in present},
            place=statuses,
            key="status",
            bind="query-params",
        ),
        commitments=choose_several(
            _("Waarde, doel of afspraak"),
            measured_commitments(progress),
            place=commitments,
            key="bij",
            bind="query-params",
        ),
        with_comparison=st.toggle(
            _("Ook cijfers om mee te vergelijken (zoals de gemeente)"), key="vergelijking"
        ),
    )


def _asked_words(place: Any) -> str:
    given = place.text_input(
        _("Zoek"), key="zoek", placeholder=_("Naam, wijk of bron"), bind="query-params", type="search"
    )
    return (given or "").strip()[:100]


def show_counts(shown: pd.DataFrame, filters: IndicatorChoice) -> None:
    """How many indicators of each status fit the choice."""
    if filters.is_active:
        count = len(shown["indicator_code"].unique())
        st.markdown(
            ngettext(
                "{n} indicator past bij uw keuze.", "{n} indicatoren passen bij uw keuze.", count
            ).format(n=count)
        )
    leading = leading_series(shown)
    st.markdown(count_badges(count_statuses(leading)))
    show_notes(count_with_areas(shown), count_outdated(leading))


def show_table(shown: pd.DataFrame, progress: Progress) -> None:
    """The table, in which a click on a name opens its page, and the same for who uses a keyboard."""
    if shown.empty:
        st.info(
            _("Geen enkele indicator past bij uw keuze. Haal een filter weg."),
            icon=":material/filter_alt_off:",
        )
        return
    in_table = shown if _shows_all(len(shown)) else shown.head(ROWS_AT_FIRST)
    st.dataframe(
        without_formulas(_table(in_table, progress)),
        hide_index=True,
        key=_TABLE,
        on_select=lambda: None,
        selection_mode="single-cell",
        height=min(720, 38 * (len(in_table) + 1) + 4),
        column_config={
            _("Gaat het"): sign_column(_("Gaat het")),
            _("Indicator"): st.column_config.TextColumn(width="large"),
            _("Status"): status_column(_("Status")),
            _("Let op"): st.column_config.TextColumn(width=180),
        },
        alt=_("Tabel met alle indicatoren. Per regel ziet u hoe het ervoor staat, de cijfers en de bron."),
    )
    for row, column in st.session_state[_TABLE]["selection"]["cells"]:
        # Who comes in with the keyboard has the first cell at once, and goes up and down from there.
        if column != _("Gaat het"):
            go("indicator", {"code": str(shown["indicator_code"].iloc[row])})
    names = dict(zip(shown["indicator_code"], shown["indicator_name"], strict=True))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = choose_one(
        _("Open een indicator"),
        {code: f"{code} {name}" for code, name in names.items()},
        place=left,
        placeholder=_("Kies een indicator, of klik op een naam in de tabel"),
    )
    with right:
        if chosen:
            link("indicator", plain(names[chosen]), {"code": chosen}, icon="arrow_forward")


def _shows_all(count: int) -> bool:
    """Whether all rows show: when they are few, or when the visitor asks for it."""
    if count <= ROWS_AT_FIRST:
        return True
    st.markdown(
        _("U ziet de eerste {n} van {all} rijen. Bovenaan staat wat de meeste aandacht vraagt.").format(
            n=ROWS_AT_FIRST, all=count
        )
    )
    return st.toggle(_("Laat alle {n} rijen zien").format(n=count), key="all_rows")


def _table(shown: pd.DataFrame, progress: Progress) -> pd.DataFrame:
    """One row of words per series; dates and figures the Dutch way."""
    rows = list(rows_of(shown))
    return pd.DataFrame(
        {
            _("Gaat het"): [[sign_cell(row.status)] for row in rows],
            _("Indicator"): [
                f"{row.indicator_name} ({row.series_label})" if row.series_label else row.indicator_name
                for row in rows
            ],
            _("Status"): [[status_cell(row.status)] for row in rows],
            _("Let op"): [", ".join(flag_words(row)) for row in rows],
            _("Laatste"): [_value(shown_figure(row, "latest_value", "latest_hidden"), row) for row in rows],
            _("Gemeten in"): [
                period_word(row.latest_date) if is_present(row.latest_date) else NOTHING for row in rows
            ],
            _("Nulmeting"): [
                _value(shown_figure(row, "effective_baseline_value", "baseline_hidden"), row) for row in rows
            ],
            _("Streefwaarde"): [
                _value(shown_figure(row, "target_value", "target_hidden"), row) for row in rows
            ],
            _("Tempo"): [share(row.pace) for row in rows],
            _("Eenheid"): [row.unit for row in rows],
            _("Volgende meting"): [short_day(row.next_due_on) for row in rows],
            _("Uitleg"): [explain(row, progress) for row in rows],
            _("Bron"): [row.source if is_present(row.source) else NOTHING for row in rows],
            _("Code"): [row.indicator_code for row in rows],
        }
    )


def _value(value: object, row: object) -> str:
    return figure(value, row.unit, row.kind) if is_present(value) else NOTHING  # type: ignore[attr-defined]


def show_excel(shown: pd.DataFrame, choice: IndicatorChoice) -> None:
    """The Excel file of everything, and of the choice when there is one."""
    with st.container(horizontal=True):
        show_file(_("Excel met alle indicatoren"), "indicatoren.xlsx")
        if choice.is_active and not shown.empty:
            show_file(
                _("Excel met deze keuze"),
                "indicatoren.xlsx",
                {
                    "zoek": choice.words,
                    "status": choice.statuses,
                    "bij": choice.commitments,
                    "vergelijking": "ja" if choice.with_comparison else "",
                },
            )
