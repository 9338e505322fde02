"""Which series stand in the grid of an evening, and what holds for all of them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics import clock
from sok_metrics.nouns.model import Frequency, IndicatorKind
from sok_metrics.store.queries.records import list_records
from sok_metrics.store.queries.standing import list_standing
from sok_metrics.tasks.figures.entering import Asked
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.texts.periods import parse_period
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_several, measured_commitments
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import rows_of
from sok_metrics.views.worklist import due_series

EVENING = "measuring_evening"
WITH_MORE = "measuring_with_more"
_PROGRESS = "measuring_progress"
_ALL, _WHO, _ABOUT = "measuring_all", "measuring_who", "measuring_about"
ROWS_AT_MOST = 60
"""More rows make the page slow; a filter finds the others."""


def known_progress(*, is_saving: bool) -> Progress:
    """How everything does; while something is saved, as it was before: to compute that anew costs more than
    all the rest, and the rows look up by themselves what stands now.
    """
    kept: Progress | None = st.session_state.get(_PROGRESS)
    if not is_saving or kept is None:
        kept = st.session_state[_PROGRESS] = session.progress()
    return kept


def enterable(progress: Progress) -> pd.DataFrame:
    """The rows of assess() that people fill in themselves."""
    return progress.assessed[~progress.assessed["is_derived"].astype(bool)]


def ask_rows(progress: Progress, typed: Sequence[str]) -> list[Asked]:
    """The rows that the editor wants to fill in; a row with something typed always stays."""
    series, today = enterable(progress), clock.today()
    code = session.asked_code(series["indicator_code"])
    if code and (series["indicator_code"] == code).any():
        link("data_entry", _("Alle metingen die nu gevraagd worden"), icon="arrow_back")
        _ask_for_all()
        return read_asked(series[series["indicator_code"] == code])
    read = {one.series_code: one for one in read_asked(due_series(series, today))}
    due = [code for code, one in read.items() if one.is_asked(today)]
    wants_all = _wants_all(len(due), len(series))
    chosen = _filtered(series if wants_all else series[series["series_code"].isin(due)], progress)
    _ask_for_all()
    if len(chosen) > ROWS_AT_MOST:
        st.info(
            _("U ziet de eerste {n} van {all} rijen. Kies hierboven wie of wat u zoekt.").format(
                n=ROWS_AT_MOST, all=len(chosen)
            )
        )
    shown = series[series["series_code"].isin([*chosen["series_code"].head(ROWS_AT_MOST), *typed])]
    others = read_asked(shown[~shown["series_code"].isin(list(read))])
    read |= {one.series_code: one for one in others}
    return [read[code] for code in shown["series_code"]]


def _wants_all(due: int, everything: int) -> bool:
    words = {
        "due": _("Wat nu gevraagd wordt ({n})").format(n=due),
        "all": _("Alles ({n})").format(n=everything),
    }
    chosen = st.segmented_control(
        _("Welke metingen?"), list(words), default="due", format_func=lambda key: words[key], key=_ALL
    )
    return chosen == "all"


def _filtered(series: pd.DataFrame, progress: Progress) -> pd.DataFrame:
    """The series of who measures them and of what they show."""
    who, about = st.columns(2)
    people = sorted({str(name) for name in series["responsible"] if is_present(name)})
    names = who.multiselect(_("Wie meet het?"), people, key=_WHO, placeholder=_("Iedereen"))
    known = measured_commitments(progress)
    codes = choose_several(_("Waarde, doel of afspraak"), known, place=about, key=_ABOUT)
    if names:
        series = series[series["responsible"].isin(names)]
    if codes:
        shown = progress.links[progress.links["commitment_code"].isin(codes)]
        series = series[series["indicator_code"].isin(shown["indicator_code"])]
    return series


def _ask_for_all() -> None:
    """The period of all rows, and whether each row shows all of its fields."""
    period, more = st.columns(2, vertical_alignment="bottom")
    text = period.text_input(
        _("Periode voor alle rijen"),
        key=EVENING,
        placeholder=_("leeg: wat aan de beurt is"),
        help=_("Zoals 2025, maart 2025 of 3e kwartaal 2025."),
    )
    more.toggle(_("Ook periode, bron en opmerking"), key=WITH_MORE)
    if text and text.strip():
        try:
            parse_period(text)
        except ValueError as error:
            st.error(plain(str(error)), icon=":material/edit:")


def read_asked(series: pd.DataFrame) -> list[Asked]:
    """The rows of the grid with what stands already."""
    if series.empty:
        return []
    reader = session.whole()
    standing = list_standing(reader, series["series_code"].tolist())
    levels: dict[str, dict[int, str]] = {}
    if (series["kind"] == IndicatorKind.RUBRIC.value).any():
        for record in list_records(reader, "rubric_level"):
            of_indicator = levels.setdefault(str(record.values["indicator_code"]), {})
            of_indicator[int(str(record.values["level"]))] = str(record.values["title"])
    return [
        _asked(row, standing[row.series_code], levels.get(row.indicator_code, {})) for row in rows_of(series)
    ]


def _asked(row: Any, standing: Any, levels: dict[int, str]) -> Asked:
    label = f"{row.indicator_name} ({row.series_label})" if row.series_label else row.indicator_name
    kind = IndicatorKind(row.kind)
    has_threshold = is_present(row.privacy_threshold) and bool(row.privacy_threshold)
    return Asked(
        series_code=row.series_code,
        indicator_code=row.indicator_code,
        name=str(label),
        unit=str(row.unit),
        kind=kind,
        frequency=Frequency(row.frequency),
        lower=_number(row.lower_bound),
        upper=_number(row.upper_bound),
        # A count tells by itself how small it is; a percentage or an average does not.
        asks_base_count=has_threshold and kind not in (IndicatorKind.NUMBER, IndicatorKind.STORY),
        source=str(row.source) if is_present(row.source) else None,
        standing=standing,
        levels=levels,
    )


def _number(value: Any) -> float | None:
    return float(value) if is_present(value) else None
