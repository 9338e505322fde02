"""The parts of the page of one indicator: finding, chart, definition, figures, and the way back."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import series_alt
from sok_metrics.model import IndicatorKind, SeriesRole, Status
from sok_metrics.progress import project
from sok_metrics.store.queries.indicators import list_indicator_projects, list_measurements, list_revisions
from sok_metrics.store.queries.progress import Progress
from sok_metrics.store.queries.projects import list_projects
from sok_metrics.tasks.export import partner_workbook
from sok_metrics.texts import (
    NOTHING,
    _,
    choice_word,
    finding,
    is_present,
    quantity,
    reason_sentence,
    short_day,
)
from sok_metrics.ui import session
from sok_metrics.ui.charts import show_chart, show_table
from sok_metrics.ui.escaping import plain
from sok_metrics.ui.indicators import EXCEL_TYPE
from sok_metrics.ui.navigation import link
from sok_metrics.ui.rows import first_row, rows_of
from sok_metrics.ui.series import explain, period_words, series_figure, source_words
from sok_metrics.ui.statuses import row_badges

ROWS_AT_FIRST = 100
ENTRY_OF_KIND = {"value": "values", "goal": "goals", "cooperation_rule": "rules"}


def show_unknown(code: str) -> None:
    """That there is no such indicator, and what to do."""
    st.title(_("Niet gevonden"))
    if code:
        sentence = _("De indicator '{code}' staat niet in deze overeenkomst.").format(code=plain(code[:40]))
        if session.is_real_only() or session.as_of_day():
            sentence += " " + _("Misschien is het een voorbeeld, of was hij er op die dag nog niet.")
    else:
        sentence = _("Er is geen indicator gekozen.")
    st.error(sentence, icon=":material/search_off:")
    st.markdown(_("Ga terug naar alle indicatoren en kies er een."))


def show_indicator(code: str, series: pd.DataFrame, progress: Progress) -> None:
    """Everything about one indicator with the series that it has."""
    measurements = list_measurements(session.reader(), series["series_code"].tolist())
    revisions = list_revisions(session.reader(), code)
    projects = _projects_of(code)
    main = first_row(series[series["role"] == SeriesRole.MAIN.value]) or next(rows_of(series))
    st.markdown(f"{_('Indicator')} {plain(code)} · **{plain(main.indicator_name)}**")
    st.title(plain(finding(main)))
    st.markdown(f"{row_badges(main)}  {plain(explain(main, progress))}")
    if main.status == Status.NO_JUDGEMENT and is_present(main.reason):
        st.info(reason_sentence(main.reason), icon=":material/forum:")
    chart, about = st.columns([3, 1], gap="large")
    with chart:
        _show_chart(main, series, measurements, revisions, progress, events=_events(projects))
        _show_other_series(main, series, progress)
    with about:
        _show_definition(main)
    _show_figures(series, measurements, revisions, said=finding(main))
    _show_stories(measurements)
    _show_links(code, progress, projects)
    _show_excel(code, main.indicator_name)


def _show_chart(
    main: Any,
    series: pd.DataFrame,
    measurements: pd.DataFrame,
    revisions: pd.DataFrame,
    progress: Progress,
    *,
    events: pd.DataFrame,
) -> None:
    own = measurements[measurements["series_code"] == main.series_code]
    if main.kind == IndicatorKind.STORY:
        return
    figure = series_figure(
        main,
        progress,
        series,
        measurements,
        size="large",
        title="",
        events=events,
        projection=_projection(main, series, own),
        revisions=revisions[revisions["series_code"] == main.series_code],
    )
    show_chart(figure, key="chart-large", alt=series_alt(main, own))


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


def _show_other_series(main: Any, series: pd.DataFrame, progress: Progress) -> None:
    """Our other series, each with its own status; comparisons get none."""
    others = series[(series["series_code"] != main.series_code) & (series["role"] == SeriesRole.OTHER.value)]
    for row in rows_of(others):
        st.markdown(f"**{plain(row.series_label)}**  {row_badges(row)}  {plain(explain(row, progress))}")


def _show_definition(main: Any) -> None:
    facts = {
        _("Wat meet dit"): main.definition,
        _("Hoe"): main.method,
        _("Bron"): main.source,
        _("Hoe vaak"): choice_word("indicator", "frequency", main.frequency),
        _("Wie meet"): main.responsible,
        _("Volgende meting"): _next_measurement(main.next_due_on),
        _("Bron van de streefwaarde"): main.target_source,
        _("Privacy"): main.privacy_rule,
    }
    for heading, text in facts.items():
        if is_present(text) and text:
            st.markdown(f"**{heading}**  \n{plain(str(text))}")


def _next_measurement(due_on: Any) -> str | None:
    if not is_present(due_on):
        return None
    words = short_day(due_on)
    return (
        words
        if due_on.date() >= session.shown_day()
        else _("had er op {day} al moeten zijn").format(day=words)
    )


def _show_figures(
    series: pd.DataFrame, measurements: pd.DataFrame, revisions: pd.DataFrame, *, said: str
) -> None:
    """Every measurement of every series, newest first, and what was corrected."""
    if measurements.empty:
        st.markdown(_("Er zijn nog geen metingen."))
        return
    by_code = {row.series_code: row for row in rows_of(series)}
    counted = measurements[measurements["value"].notna()]
    newest = counted.sort_values(["period_end", "series_code"], ascending=[False, True])
    rows = newest if _shows_all(len(newest)) else newest.head(ROWS_AT_FIRST)
    words = [
        {
            _("Periode"): period_words(one),
            _("Reeks"): plain(by_code[one.series_code].series_label or NOTHING),
            _("Waarde"): _amount(one.value, by_code[one.series_code]),
            _("Bron"): plain(source_words(one)),
            _("Opmerking"): plain(_remark(one)),
        }
        for one in rows_of(rows)
    ]
    if words:
        label = _("Alle metingen ({n})") if len(rows) == len(newest) else _("De nieuwste {n} metingen")
        show_table(pd.DataFrame(words), label=label.format(n=len(words)), alt=said)
    if len(revisions):
        label = _("Verbeterde metingen ({n})").format(n=len(revisions))
        show_table(_revision_words(revisions, by_code), label=label, alt=f"{said}. {label}")


def _shows_all(count: int) -> bool:
    """Whether all measurements show: when they are few, or when the visitor asks for it."""
    return count <= ROWS_AT_FIRST or st.toggle(
        _("Laat alle {n} metingen zien").format(n=count), key="all_measurements"
    )


def _remark(measurement: Any) -> str:
    corrected = _("verbeterd: {reason}")
    reason = measurement.correction_reason
    parts = [measurement.note, corrected.format(reason=reason) if is_present(reason) else None]
    return " ".join(str(part) for part in parts if is_present(part))


def _amount(value: Any, series: Any) -> str:
    return plain(quantity(value, series.unit, series.kind))


def _revision_words(revisions: pd.DataFrame, by_code: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Periode"): period_words(one),
                _("Was"): _amount(one.value, by_code[one.series_code]),
                _("Verbeterd op"): short_day(one.superseded_at),
                _("Waarom"): plain(str(one.replaced_reason or NOTHING)),
            }
            for one in rows_of(revisions)
        ]
    )


def _show_stories(measurements: pd.DataFrame) -> None:
    stories = measurements[measurements["story"].notna()].sort_values("period_end", ascending=False)
    for one in rows_of(stories):
        example = " :gray-badge[" + _("voorbeeld") + "]" if one.is_example else ""
        st.markdown(f"*“{plain(one.story)}”*  \n{period_words(one)}{example}")


def _show_links(code: str, progress: Progress, projects: pd.DataFrame) -> None:
    codes = progress.links[progress.links["indicator_code"] == code]["commitment_code"]
    serving = progress.commitments[progress.commitments["code"].isin(codes)]
    if serving.empty and projects.empty:
        return
    st.header(_("Hoort bij"))
    with st.container(horizontal=True):
        for row in rows_of(serving):
            if row.kind in ENTRY_OF_KIND:
                link(ENTRY_OF_KIND[row.kind], f"{plain(row.code)} {plain(row.title)}", {"code": row.code})
        for row in rows_of(projects):
            link("project", _("Project {title}").format(title=plain(row.title)), {"code": row.code})


def _projects_of(code: str) -> pd.DataFrame:
    """The projects that this indicator follows, as rows of list_projects."""
    reader = session.reader()
    linked = list_indicator_projects(reader)
    projects = list_projects(reader)
    return projects[projects["code"].isin(linked[linked["indicator_code"] == code]["project_code"])]


def _show_excel(code: str, name: str) -> None:
    store, view, today = session.store(), session.view(), session.shown_day()
    st.download_button(
        _("Excel van deze indicator"),
        data=lambda: partner_workbook(store, view, today, indicator_codes=[code], filter_description=name),
        file_name=f"sok-{code}-{today.isoformat()}.xlsx",
        mime=EXCEL_TYPE,
        icon=":material/download:",
        on_click="ignore",
    )
