"""The slides of one meeting, with what their words and charts are made from."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from sok_metrics.store.reader import Reader
from sok_metrics.views.meetings import Meetings
from sok_metrics.views.progress import Progress
from sok_metrics.views.since import Period
from sok_metrics.views.slides import Evening, Slide

TAKES_PLACE = "meeting"


@dataclass(frozen=True)
class Deck:
    """The slides of one meeting, with what their words and charts are made from."""

    evening: Evening
    slides: tuple[Slide, ...]
    meetings: Meetings
    progress: Progress
    reader: Reader
    today: date
    period: Period
    """Since when is compared on the slide that says what changed."""


def next_after(deck: Deck) -> date | None:
    """The day of the next review after this meeting."""
    held_on = deck.evening.meeting.held_on.date()
    coming = deck.meetings.coming
    later = coming[coming["held_on"] > pd.Timestamp(max(held_on, deck.today - timedelta(days=1)))]
    later = later[later["number"] != deck.evening.meeting.number]
    return None if later.empty else later["held_on"].iloc[0].date()
