"""Meetings for the screen: with each kind of point, the fullest that the store allows, and a bare one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sok_metrics.nouns.meeting import AGENDA_KINDS
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import list_records
from tests.store.rows import TESTER

LONG_TITLE = (
    "Hoe zorgen we samen dat de energierekening van alle huishoudens in Bospolder en Tussendijken daalt, "
    "ook als de prijzen stijgen en de werkzaamheden in de straten nog jaren duren, en wie doet wat?"
)
FULL_TITLE = (LONG_TITLE + " x" * 100)[:200]


def plan(
    store: Store, day: date, points: Sequence[Mapping[str, Any]], title: str = "Voortgangsbijeenkomst"
) -> int:
    """Plan a meeting with these points; gives its number."""
    with editing(store, by=TESTER, reason="toets") as edit:
        meeting = {
            "kind": "review", "title": title, "held_on": day.isoformat(), "start_time": "19:30",
            "end_time": "21:30", "place": "Buurthuis", "status": "planned", "visibility": "public",
            "origin": "real",
        }  # fmt: skip
        number = edit.next_number("meeting")
        edit.save("meeting", {**meeting, "number": number}, version=None)
        for position, point in enumerate(points, start=1):
            row = {
                "meeting_number": number, "position": str(position), "origin": "real", "title": "Punt",
                "minutes_planned": "10", "kind": "talk", **point,
            }  # fmt: skip
            edit.save("agenda_item", row, version=None)
    return int(number)


def plan_full_evening(store: Store, day: date) -> int:
    """A meeting with a point of each kind, and the goal with the most charts."""
    points = [
        {"title": f"Punt over {word}", "kind": kind, "reason": f"Aanleiding voor {word}."}
        for word, kind in AGENDA_KINDS.items()
    ]
    for point in points:
        if point["kind"] == "commitment":
            point["commitment_code"] = "D2"
    return plan(store, day, points, "Voortgangsbijeenkomst winter")


def plan_fullest_evening(store: Store, day: date) -> int:
    """The same with the longest texts that the store takes."""
    points = [
        {"title": FULL_TITLE, "kind": kind, "reason": ("De reden is lang. " * 30)[:500].strip()}
        for kind in AGENDA_KINDS.values()
    ]
    for point in points:
        if point["kind"] == "commitment":
            point["commitment_code"] = "D2"
    number = plan(store, day, points * 2, FULL_TITLE)
    with editing(store, by=TESTER, reason="toets") as edit:
        for text in ("Een heel lange zin over wie we bedanken en waarom dat zo is. " * 12,) * 3:
            edit.save(
                "spotlight",
                {"meeting_number": str(number), "text": text[:600], "origin": "real"},
                version=None,
            )
        for _number in range(9):
            action = {"meeting_number": str(number), "text": FULL_TITLE, "agreed_on": day.isoformat()}
            edit.save("action", {**action, "origin": "real"}, version=None)
    return number


def version_of(store: Store, table: str, key: Mapping[str, str]) -> int:
    """The version of a record, to change it."""
    return list_records(store.whole(), table, key)[0].version
