"""The parts of the page of one indicator: finding, chart, definition, figures, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import series_alt
from sok_metrics.charts.of_series import series_figure, target_name
from sok_metrics.nouns.model import IndicatorKind, Reason, SeriesRole
from sok_metrics.store.queries.indicators import list_indicator_projects, list_measurements, list_revisions
from sok_metrics.store.queries.projects import list_projects
from sok_metrics.tasks.figures.provisional import is_provisional
from sok_metrics.texts import _
from sok_metrics.texts.findings import finding, threshold_words
from sok_metrics.texts.formats import NOTHING, is_present, measured, quantity, short_day
from sok_metrics.texts.statuses import frequency_words, reason_sentence
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import is_dark, show_chart, show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.missing import show_none_chosen, show_not_found
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import PAGE_OF_KIND, show_commitment_link
from sok_metrics.ui.parts.statuses import row_badges
from sok_metrics.ui.progress.hidden import show_hidden_figures
from sok_metrics.ui.progress.series import explain, period_words, source_words
from sok_metrics.views.progress import Progress
from sok_metrics.views.progress.projection import project
from sok_metrics.views.rows import first_row, rows_of

ROWS_AT_FIRST = 100


def show_unknown(code: str) -> None:
    """That there is no such indicator, and what to do."""
    todo = _("Ga terug naar alle indicatoren en kies er een.")
    if not code:
        show_none_chosen(_("Welke indicator?"), _("Er is geen indicator gekozen."), todo)
        return
    show_not_found(
        _("De indicator '{code}' staat niet in deze overeenkomst.").format(code=plain(code[:40])),
        maybe_later=_("Misschien is het een voorbeeld, of was hij er op die dag nog niet."),
        todo=todo,
    )


@dataclass(frozen=True)
class _Found:
    """One indicator with all that the store holds of it; shared by all who look, so read-only."""

    main: Any
    """The series that gives the indicator its status, as a row of assess()."""
    series: pd.DataFrame
    measurements: pd.DataFrame
    revisions: pd.DataFrame
    projects: pd.DataFrame
    commitments: pd.DataFrame


@session.kept(32)
def _found(code: str) -> _Found:
    progress, reader = session.progress(), session.reader()
    series = progress.assessed[progress.assessed["indicator_code"] == code]
    codes = progress.links[progress.links["indicator_code"] == code]["commitment_code"]
    return _Found(
        main=first_row(series[series["role"] == SeriesRole.MAIN.value]) or next(rows_of(series)),
        series=series,
        measurements=list_measurements(reader, series["series_code"].tolist()),
        revisions=list_revisions(reader, code),
        projects=_projects_of(code),
        commitments=progress.commitments[progress.commitments["code"].isin(codes)],
    )


def _reason(found: _Found) -> Any | None:
    """What is to be said of the figures: why there is no full judgement, or else why some are not there."""
    if is_present(found.main.reason):
        return found.main.reason
    hides = found.measurements["hidden"].notna().any() or found.series["baseline_hidden"].notna().any()
    return Reason.SMALL_COUNTS if hides else None


def show_indicator(code: str, progress: Progress) -> None:
    """Everything about one indicator with the series that it has."""
    found = _found(code)
    main = found.main
    st.markdown(f"{_('Indicator')} {plain(code)} · **{plain(main.indicator_name)}**")
    st.title(plain(finding(main)))
    st.markdown(_explained(main, found, progress))
    if reason := _reason(found):
        st.info(reason_sentence(reason), icon=":material/forum:")
    chart, about = st.columns([3, 1], gap="large")
    with chart:
        if main.kind != IndicatorKind.STORY:
            _draw_chart(code, is_dark())
        _show_other_series(found, progress)
    with about:
        _show_definition(main)
    _show_figures(code)
    show_hidden_figures(found.measurements, found.series)
    _show_stories(found.measurements)
    _show_links(found)
    show_file(_("Excel van deze indicator"), "indicatoren.xlsx", {session.CODE_PARAMETER: code})


def _explained(row: Any, found: _Found, progress: Progress) -> str:
    """The status of a series with why, and that its latest figure may still change."""
    counted = _with_figure(found.measurements[found.measurements["series_code"] == row.series_code])
    latest = first_row(counted.sort_values("period_end", ascending=False))
    may_change = latest is not None and is_provisional(latest.note)
    provisional = "; " + _("het laatste cijfer is voorlopig en kan nog veranderen") if may_change else ""
    return f"{row_badges(row)}  {plain(explain(row, progress))}{provisional}"


@session.kept(64)
def _draw_chart(code: str, dark: bool) -> None:
    """The large chart; Streamlit keeps what was sent and sends it again."""
    found = _found(code)
    main, is_own = found.main, found.measurements["series_code"] == found.main.series_code
    own = found.measurements[is_own]
    progress = session.progress()
    figure = series_figure(
        main,
        progress,
        found.series,
        found.measurements,
        dark=dark,
        size="large",
        title="",
        events=_events(found.projects),
        projection=_projection(main, found.series, own),
        revisions=found.revisions[found.revisions["series_code"] == main.series_code],
    )
    show_chart(figure, key="chart-large", alt=series_alt(main, own, target_name(main, progress)))


def _projection(main: Any, series: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame | None:
    """The scenario to the end of the agreement; old figures say nothing about the future."""
    agreement = session.agreement()
    if main.is_outdated or agreement is None or agreement.ends_on is None:
        return None
    return project(series[series["series_code"] == main.series_code], own, until=agreement.ends_on)


def _events(projects: pd.DataFrame) -> pd.DataFrame:
    """The start of the agreement and of these projects. Columns: date, label."""
    agreement = session.agreement()
    starts = projects[projects["starts_on"].notna()][["starts_on", "code"]]
    events = pd.DataFrame(
        {"date": pd.to_datetime(starts["starts_on"]), "label": starts["code"].astype(object)}
    )
    if agreement is not None and agreement.starts_on is not None:
        start = pd.DataFrame({"date": [pd.Timestamp(agreement.starts_on)], "label": [_("overeenkomst")]})
        events = pd.concat([start, events], ignore_index=True)
    return events


def _show_other_series(found: _Found, progress: Progress) -> None:
    """Our other series, each with its own status; comparisons get none."""
    series = found.series
    is_main = series["series_code"] == found.main.series_code
    others = series[~is_main & (series["role"] == SeriesRole.OTHER.value)]
    for row in rows_of(others):
        st.markdown(f"**{plain(row.series_label)}**  {_explained(row, found, progress)}")


def _show_definition(main: Any) -> None:
    facts = {
        _("Wat meet dit"): main.definition,
        _("Hoe"): main.method,
        _("Bron"): main.source,
        _("Hoe vaak"): frequency_words(main.frequency),
        _("Wie meet"): main.responsible,
        _("Volgende meting"): _next_measurement(main),
        _("Bron van de streefwaarde"): main.target_source,
        _("Privacy"): main.privacy_rule,
        _("Kleine aantallen"): threshold_words(main),
    }
    for heading, text in facts.items():
        if is_present(text) and text:
            st.markdown(f"**{heading}**  \n{plain(str(text))}")


def _next_measurement(main: Any) -> str | None:
    if not is_present(main.next_due_on):
        return None
    words = short_day(main.next_due_on)
    return _("had er op {day} al moeten zijn").format(day=words) if main.is_overdue else words


def _show_figures(code: str) -> None:
    """Every measurement of every series, newest first, and what was corrected."""
    measurements = _found(code).measurements
    if measurements.empty:
        st.markdown(_("Er zijn nog geen metingen."))
        return
    _draw_figures(code, _shows_all(len(_with_figure(measurements))))


@session.kept(64)
def _draw_figures(code: str, shows_all: bool) -> None:
    """The tables in words, kept like the chart."""
    found = _found(code)
    by_code = {row.series_code: row for row in rows_of(found.series)}
    counted = _with_figure(found.measurements)
    newest = counted.sort_values(["period_end", "series_code"], ascending=[False, True])
    rows = newest if shows_all else newest.head(ROWS_AT_FIRST)
    said = finding(found.main)
    if len(rows):
        label = _("Alle metingen ({n})") if len(rows) == len(newest) else _("De nieuwste {n} metingen")
        show_table(_measurement_words(rows, by_code), label=label.format(n=len(rows)), alt=said)
    if len(found.revisions):
        label = _("Verbeterde metingen ({n})").format(n=len(found.revisions))
        show_table(_revision_words(found.revisions, by_code), label=label, alt=f"{said}. {label}")


def _shows_all(count: int) -> bool:
    """Whether all measurements show: when they are few, or when the visitor asks for it."""
    return count <= ROWS_AT_FIRST or st.toggle(
        _("Laat alle {n} metingen zien").format(n=count), key="all_measurements"
    )


def _measurement_words(measurements: pd.DataFrame, by_code: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Periode"): period_words(one),
                _("Reeks"): plain(by_code[one.series_code].series_label or NOTHING),
                _("Waarde"): _marked_amount(one, by_code[one.series_code]),
                _("Bron"): plain(source_words(one)),
                _("Opmerking"): plain(_remark(one)),
            }
            for one in rows_of(measurements)
        ]
    )


def _remark(measurement: Any) -> str:
    corrected = _("verbeterd: {reason}")
    reason = measurement.correction_reason
    parts = [measurement.note, corrected.format(reason=reason) if is_present(reason) else None]
    return " ".join(str(part) for part in parts if is_present(part))


def _with_figure(measurements: pd.DataFrame) -> pd.DataFrame:
    """The measurements that are no story; also those whose figure is not shown."""
    return measurements[measurements["value"].notna() | measurements["hidden"].notna()]


def _amount(measurement: Any, series: Any) -> str:
    return plain(quantity(measured(measurement), series.unit, series.kind))


def _marked_amount(measurement: Any, series: Any) -> str:
    amount = _amount(measurement, series)
    return _("{figure} (voorlopig)").format(figure=amount) if is_provisional(measurement.note) else amount


def _revision_words(revisions: pd.DataFrame, by_code: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Periode"): period_words(one),
                _("Was"): _amount(one, by_code[one.series_code]),
                _("Verbeterd op"): short_day(one.superseded_at),
                _("Waarom"): plain(str(one.replaced_reason or NOTHING)),
            }
            for one in rows_of(revisions)
        ]
    )


def _show_stories(measurements: pd.DataFrame) -> None:
    stories = measurements[measurements["story"].notna()].sort_values("period_end", ascending=False)
    for one in rows_of(stories):
        st.markdown(f"*“{plain(one.story)}”*  \n{period_words(one)}{example_badge(one)}")


def _show_links(found: _Found) -> None:
    if found.commitments.empty and found.projects.empty:
        return
    st.header(_("Hoort bij"))
    with st.container(horizontal=True):
        for row in rows_of(found.commitments):
            if row.kind in PAGE_OF_KIND:
                show_commitment_link(row.kind, row.code, row.title)
        for row in rows_of(found.projects):
            link("project", _("Project {title}").format(title=plain(row.title)), {"code": row.code})


def _projects_of(code: str) -> pd.DataFrame:
    """The projects that this indicator follows, as rows of list_projects."""
    reader = session.reader()
    linked = list_indicator_projects(reader)
    projects = list_projects(reader)
    return projects[projects["code"].isin(linked[linked["indicator_code"] == code]["project_code"])]
