"""On the page of a meeting or an indicator: that a part of it is with the parties first."""

from typing import Any

import streamlit as st

from sok_metrics import clock
from sok_metrics.store.queries.publications import PublicationKind, PublicationState, list_publications
from sok_metrics.texts import _
from sok_metrics.texts.formats import day
from sok_metrics.ui.parts import session


def show_waiting(kind: PublicationKind, subject: Any) -> None:
    """On the page of a meeting (its number) or an indicator (its code): that a part of it is in tuning."""
    today, waiting = clock.today(), session.reader().in_tuning
    if not (waiting.meetings or waiting.figures_from):
        return
    # Not those of the moment shown: what is with the parties now hides what came before it as well.
    for one in list_publications(session.store().reader()):
        is_it = one.kind is kind and subject in (one.meeting_number, one.indicator_code)
        if is_it and one.state(today) is PublicationState.IN_TUNING:
            words = (
                _("Het verslag is nu bij de partijen. Na {day} kan iedereen het lezen.")
                if kind is PublicationKind.MINUTES
                else _("Nieuwe cijfers zijn nu bij de partijen. Na {day} kan iedereen ze zien.")
            )
            st.info(words.format(day=day(one.tuning_until)), icon=":material/lock_clock:")
