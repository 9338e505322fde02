"""The figures that are not shown, for who enters and corrects them: behind a tap, for a room may look on."""

import pandas as pd
import streamlit as st

from sok_metrics.nouns.calendar import Period
from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.standing import list_standing
from sok_metrics.texts import _
from sok_metrics.texts.formats import quantity
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.progress.series import period_words
from sok_metrics.views.rows import rows_of


def show_hidden_figures(measurements: pd.DataFrame, series: pd.DataFrame) -> None:
    """The entered figures of today that visitors do not see; nothing for visitors, and in the past."""
    hidden = measurements[measurements["hidden"].notna() & ~measurements["is_derived"].astype(bool)]
    if hidden.empty or session.as_of_day() or not session.may(Role.EDITOR):
        return
    asks = _("Laat zien wat bezoekers niet zien (alleen voor de redactie)")
    if not st.toggle(asks, key="hidden_figures"):
        return
    standing = list_standing(session.whole(), hidden["series_code"].unique().tolist())
    by_code = {row.series_code: row for row in rows_of(series)}
    rows = []
    for one in rows_of(hidden):
        kept = standing[one.series_code].get(Period(one.period_start.date(), one.period_end.date()))
        row = by_code[one.series_code]
        if kept is not None:
            rows.append(
                {
                    _("Periode"): period_words(one),
                    _("Reeks"): plain(row.series_label or row.indicator_name),
                    _("Waarde"): plain(quantity(kept.value, row.unit, row.kind)),
                }
            )
    show_table(pd.DataFrame(rows), label=_("Niet voor bezoekers"), alt=_("Cijfers die bezoekers niet zien"))
