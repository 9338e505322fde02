"""What comes of an evening counts and shows once it was held, and not while somebody is still entering it."""

from datetime import timedelta
from typing import Any

import pytest
from pandas import notna

from sok_metrics import clock
from sok_metrics.nouns.model import View
from sok_metrics.store.queries.card_answers import list_card_answers
from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.store.queries.meetings import (
    list_actions,
    list_agenda,
    list_attendance,
    list_decisions,
    list_meetings,
    list_remarks,
    list_spotlights,
)
from sok_metrics.store.queries.search import find
from tests.store.rows import action, indicator, meeting, save, series

ABOUT = {"number": "1", "meeting_number": "1"}
EVENING: dict[str, Any] = {
    "indicator": [
        indicator("KAART", kind="card", question="Gaat het goed?"),
        indicator("SAM-02", derived_metric="group_difference", derived_from="KAART"),
    ],
    "series": [series("KAART", indicator_code="KAART"), series("SAM-02", indicator_code="SAM-02")],
    "attendance": [
        {"meeting_number": "1", "group_name": group, "count": "20"} for group in ("resident", "municipality")
    ],
    "card_answer": [
        {"meeting_number": "1", "indicator_code": "KAART", "group_name": group, "score": score, "count": "9"}
        for group, score in (("resident", "2"), ("municipality", "5"))
    ],
    "agenda_item": [ABOUT | {"position": "1", "title": "Warmte"}],
    "remark": [ABOUT | {"text": "Het duurt zeldzaam lang"}],
    "spotlight": [ABOUT | {"text": "De bakkers"}],
    "decision": [ABOUT | {"text": "Wij gaan door", "decided_on": "2024-03-01"}],
    "action": [action(meeting_number="1"), action(2)],
}


def seen(reader):
    """How much of the evening a reader shows."""
    rows: list[Any] = list(list_meetings(reader).itertuples())
    [row] = rows
    return {
        "counted": notna(row.attendance),
        "minutes": notna(row.minutes),
        "came": len(list_attendance(reader, 1)),
        "cards": len(list_card_answers(reader)),
        "difference": len(list_measurements(reader, ["SAM-02"])),
        "said": len(list_remarks(reader)),
        "found": len(find(reader, "zeldzaam")),
        "praised": len(list_spotlights(reader, 1)),
        "decided": len(list_decisions(reader)),
        "promised": len(list_actions(reader)) - 1,
    }


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_nothing_of_an_evening_counts_or_shows_before_it_was_held(store, status):
    save(store, meeting=[meeting(status=status, minutes="Het ging goed.")], **EVENING)
    assert not any(seen(store.reader()).values())
    assert len(list_agenda(store.reader(), 1)) == 1
    before = clock.now()
    save(store, meeting=[meeting(minutes="Het ging goed.")])
    assert all(seen(store.reader()).values())
    assert not any(seen(store.reader(View(as_of=before))).values())


def test_an_evening_that_turns_out_to_be_planned_is_gone_from_the_past_too(store):
    save(store, meeting=[meeting()], **EVENING)
    held = clock.now()
    save(store, meeting=[meeting(status="planned", held_on=str(clock.today() + timedelta(days=3)))])
    shown = seen(store.reader(View(as_of=held)))
    assert not any(value for name, value in shown.items() if name != "minutes")
