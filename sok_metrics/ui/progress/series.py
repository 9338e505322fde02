"""One series on a page: its chart with the finding, its status and sentence, and its table."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import SizeName, series_alt
from sok_metrics.charts.of_series import series_figure, target_name
from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.texts import _
from sok_metrics.texts.findings import finding
from sok_metrics.texts.formats import NOTHING, is_present, measured, period_word, quantity, short_day
from sok_metrics.texts.sentences import progress_sentence
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import show_chart
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.statuses import row_badges, status_sign
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import rows_of

ROWS_IN_POPOVER = 50
"""The words of 500 measurements take longer than their chart, and few visitors open them."""


def explain(row: Any, progress: Progress) -> str:
    """The sentence of a series beside its status; a target that is another series is called by its name."""
    return progress_sentence(row, target_name(row, progress), beside_status=True)


def show_series_card(series_code: str, size: SizeName, *, dark: bool) -> None:
    """A chart under its finding, which leads to its own page; what explains it is one tap away."""
    progress = session.progress()
    row = _row(progress, series_code)
    with st.container(horizontal=True, wrap=False, gap="small", key=f"finding-{series_code}"):
        label = f"{status_sign(row.status)} {plain(finding(row))}{example_badge(row)}"
        link("indicator", label, {session.CODE_PARAMETER: row.indicator_code})
        with st.popover(_("Uitleg en tabel"), icon=":material/table:", type="tertiary"):
            st.markdown(row_badges(row))
            st.markdown(plain(explain(row, progress)))
            _draw_table(series_code)
    _draw_chart(series_code, size, dark)


@session.kept(8)
def _measurements(indicator_code: str) -> pd.DataFrame:
    """Of all series of an indicator, in the order of time; kept while its chart and table are made."""
    series = session.progress().assessed
    codes = series[series["indicator_code"] == indicator_code]["series_code"]
    return list_measurements(session.reader(), codes.tolist())


def _draw_chart(series_code: str, size: SizeName, dark: bool) -> None:
    progress = session.progress()
    row = _row(progress, series_code)
    series = progress.assessed[progress.assessed["indicator_code"] == row.indicator_code]
    measurements = _measurements(row.indicator_code)
    own = measurements[measurements["series_code"] == series_code]
    figure = series_figure(row, progress, series, measurements, dark=dark, size=size, title="")
    if not figure["data"]:
        return  # stories have no line: their finding and their table tell them
    show_chart(figure, key=f"chart-{series_code}", alt=series_alt(row, own, target_name(row, progress)))


def _draw_table(series_code: str) -> None:
    """The newest measurements in words."""
    row = _row(session.progress(), series_code)
    measurements = _measurements(row.indicator_code)
    own = measurements[measurements["series_code"] == series_code]
    newest = own.sort_values("period_end", ascending=False).head(ROWS_IN_POPOVER)
    st.table(measurement_words(row, newest), hide_index=True, alt=finding(row))
    if len(newest) < len(own):
        st.markdown(
            _("Dit zijn de nieuwste {n} van {all} metingen. Meer staat bij de indicator zelf.").format(
                n=len(newest), all=len(own)
            )
        )


def _row(progress: Progress, series_code: str) -> Any:
    return next(rows_of(progress.assessed[progress.assessed["series_code"] == series_code]))


def measurement_words(row: Any, measurements: pd.DataFrame) -> pd.DataFrame:
    """The measurements of one series as words for a table, newest first."""
    newest_first = measurements.sort_values("period_end", ascending=False)
    return pd.DataFrame(
        {
            _("Periode"): [period_words(one) for one in rows_of(newest_first)],
            _("Waarde"): [
                plain(
                    str(one.story) if is_present(one.story) else quantity(measured(one), row.unit, row.kind)
                )
                for one in rows_of(newest_first)
            ],
            _("Bron"): [plain(source_words(one)) for one in rows_of(newest_first)],
        }
    )


def period_words(measurement: Any) -> str:
    """The period of a measurement: a year, a day, or from and until."""
    start, end = measurement.period_start, measurement.period_end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return period_word(end)
    if start == end:
        return short_day(end)
    return _("{start} t/m {end}").format(start=short_day(start), end=short_day(end))


def source_words(measurement: Any) -> str:
    """The source of a measurement, with the word voorbeeld for an invented one."""
    source = measurement.source if is_present(measurement.source) else NOTHING
    return _("voorbeeld · {source}").format(source=source) if measurement.is_example else str(source)
