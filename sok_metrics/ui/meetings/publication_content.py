"""What is tuned, as the parties read it: the minutes, the new figures, or a text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.nouns.calendar import Period
from sok_metrics.store.queries.agreement import list_parties
from sok_metrics.store.queries.indicators import list_measurements, list_series
from sok_metrics.store.queries.meetings import list_meetings
from sok_metrics.store.queries.publications import Publication, PublicationKind
from sok_metrics.store.reader import Reader
from sok_metrics.texts import _
from sok_metrics.texts.formats import day, is_present, measured, quantity
from sok_metrics.texts.periods import period_words
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain, plain_paragraphs
from sok_metrics.ui.parts.navigation import link
from sok_metrics.views.rows import first_row, rows_of


def reader_of_parties() -> Reader:
    """A reader that shows what is still in tuning too: only for editors."""
    return session.store().reader(replace(session.reader().view, in_tuning=True))


def reader_of_link(publication: Publication) -> Reader:
    """A reader that shows what waits in this publication: only for who has its link."""
    return session.store().reader(replace(session.view(), opened=publication.number))


ShowMinutes = Callable[[Reader, int], None]
"""Shows the minutes of the meeting with this number, as this reader sees them."""


def show_content(publication: Publication, reader: Reader, show_minutes: ShowMinutes) -> None:
    """The thing itself, as far as this reader may see it."""
    if publication.text:
        st.markdown(plain_paragraphs(publication.text))
    if publication.kind is PublicationKind.MINUTES:
        _show_minutes(publication, reader, show_minutes)
    elif publication.kind is PublicationKind.FIGURES:
        _show_figures(publication, reader)


def _show_minutes(publication: Publication, reader: Reader, show_minutes: ShowMinutes) -> None:
    meetings = list_meetings(reader)
    meeting = first_row(meetings[meetings["number"] == publication.meeting_number])
    if meeting is None:
        st.info(_("Deze bijeenkomst is niet (meer) openbaar."), icon=":material/lock:")
        return
    label = f"{plain(meeting.title)}, {day(meeting.held_on)}"
    link("meeting", label, {session.NUMBER_PARAMETER: str(publication.meeting_number)})
    show_minutes(reader, int(meeting.number))


def _show_figures(publication: Publication, reader: Reader) -> None:
    """The figures and corrections that came in since the moment that the tuning counts from."""
    series = list_series(reader)
    series = series[series["indicator_code"] == publication.indicator_code]
    if series.empty:
        st.info(_("Deze indicator is er niet (meer)."), icon=":material/search_off:")
        return
    main: Any = next(rows_of(series))
    link("indicator", plain(main.indicator_name), {session.CODE_PARAMETER: publication.indicator_code or ""})
    _show_party(reader, publication)
    measurements = list_measurements(reader, series["series_code"].tolist())
    waiting = measurements[measurements["recorded_at"] >= pd.Timestamp(publication.figures_from or 0)]
    if waiting.empty:
        st.markdown(_("Er zijn nog geen nieuwe cijfers ingevuld."))
        return
    by_code = {row.series_code: row for row in rows_of(series)}
    rows = [_figure_words(row, by_code[row.series_code]) for row in rows_of(waiting)]
    st.table(pd.DataFrame(rows), hide_index=True, alt=_("De cijfers die nog niet openbaar zijn"))


def _figure_words(measurement: Any, series: Any) -> dict[str, str]:
    period = Period(measurement.period_start.date(), measurement.period_end.date())
    value = quantity(measured(measurement), series.unit, series.kind)
    notes = (measurement.note, measurement.correction_reason)
    return {
        _("Reeks"): plain(series.series_label or series.indicator_name),
        _("Periode"): period_words(period),
        _("Cijfer"): plain(measurement.story if is_present(measurement.story) else value),
        _("Bron"): plain(measurement.source) if is_present(measurement.source) else "",
        _("Opmerking"): plain("; ".join(text for text in notes if is_present(text))),
    }


def _show_party(reader: Reader, publication: Publication) -> None:
    parties = list_parties(reader)
    party = first_row(parties[parties["code"] == publication.party_code])
    if party is not None:
        st.markdown(_("Cijfers van: {party}").format(party=plain(party.name)))
