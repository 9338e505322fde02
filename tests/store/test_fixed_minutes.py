"""Once minutes are fixed, their text, notes and decisions do not change by any way in."""

import pandas as pd
import pytest

from sok_metrics.errors import InvalidDataError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.undo import undo
from tests.store.rows import TESTER, save, stored, sure

EDITOR = Actor("Nour", Role.EDITOR)
DAY = "2025-03-12"
MEETING = {
    "number": "1",
    "kind": "review",
    "title": "Lente",
    "held_on": DAY,
    "status": "held",
    "minutes": "Kort.",
}
FIXED = MEETING | {"minutes_approved_on": "2025-06-12", "minutes_fixed_on": "2025-06-13"}
OTHER = MEETING | {"number": "2", "title": "Zomer", "held_on": "2025-06-12"}
ROWS = {
    "agenda_item": {"number": "1", "meeting_number": "1", "position": "1", "title": "Warmte"},
    "point_note": {"agenda_item_number": "1", "meeting_number": "1", "text": "Besproken."},
    "decision": {
        "number": "1",
        "meeting_number": "1",
        "decided_on": DAY,
        "text": "We beginnen.",
        "how": "consent",
    },
    "action": {"number": "1", "meeting_number": "1", "agreed_on": DAY, "text": "Bel de aannemer."},
    "withheld": {"number": "1", "meeting_number": "1", "text": "De prijs."},
    "remark": {"number": "1", "meeting_number": "1", "text": "Eindelijk!"},
    "attendance": {"meeting_number": "1", "group_name": "resident", "count": "30"},
}
CHANGES = [
    ("meeting", {"number": "1", "minutes": "Anders."}),
    ("meeting", {"number": "1", "title": "Anders"}),
    ("meeting", {"number": "1", "minutes_fixed_on": None}),
    ("meeting", {"number": "1", "minutes_fixed_on": None, "minutes_approved_on": None}),
    ("meeting", {"number": "1", "archived_at": "2026-01-01 12:00:00"}),
    ("agenda_item", {"number": "1", "title": "Koude"}),
    ("agenda_item", {"number": "1", "closed_at": "2026-01-01 12:00:00"}),
    ("point_note", {"agenda_item_number": "1", "text": "Anders."}),
    ("point_note", {"agenda_item_number": "1", "archived_at": "2026-01-01 12:00:00"}),
    ("decision", {"number": "1", "text": "We beginnen niet."}),
    ("decision", {"number": "1", "dissent": "Toch niet."}),
    ("decision", {"number": "1", "meeting_number": "2"}),
    ("decision", {"number": "1", "meeting_number": None}),
    ("decision", {"number": "1", "archived_at": "2026-01-01 12:00:00"}),
    ("decision", {"number": "2", "meeting_number": "1", "decided_on": DAY, "text": "Er nog bij."}),
    ("decision", {"number": "3", "meeting_number": "1"}),
    ("action", {"number": "1", "text": "Bel niemand."}),
    ("withheld", {"number": "1", "reason": "Toch wel."}),
    ("remark", {"number": "1", "text": "Nooit!"}),
    ("attendance", {"meeting_number": "1", "group_name": "resident", "count": "31"}),
    ("attendance", {"meeting_number": "1", "group_name": "other", "count": "1"}),
]


LAST_CHANGE = 4


def fix(store):
    """A meeting with all that it brought, whose minutes were fixed after that."""
    save(store, meeting=[MEETING, OTHER])
    save(store, **{name: [row] for name, row in ROWS.items()})
    save(
        store,
        decision=[{"number": "3", "meeting_number": "2", "decided_on": "2025-06-12", "text": "Van toen."}],
    )
    save(store, meeting=[FIXED])
    return store


@pytest.fixture
def fixed(store):
    """The same, for one test to change things in."""
    return fix(store)


@pytest.fixture(scope="module")
def closed(own_copy):
    """The same, once for all that is refused: nothing of it changes."""
    return fix(own_copy("bare"))


@pytest.mark.parametrize("source", list(ChangeSource))
@pytest.mark.parametrize(("table", "row"), CHANGES)
def test_nothing_of_fixed_minutes_changes(closed, table, row, source):
    with (
        pytest.raises(InvalidDataError, match="staat vast"),
        closed.write(by=TESTER, reason="toets", source=source, is_sure=sure) as change,
    ):
        change.put(table, pd.DataFrame([row], dtype=object))
    assert closed.reader().last_change == LAST_CHANGE


def test_what_came_before_the_fixing_is_not_undone_after_it(fixed):
    for number in (2, 4):
        with pytest.raises(InvalidDataError, match="staat vast"):
            undo(fixed, number, by=TESTER)
    assert stored(fixed, "meeting", "1").values["minutes_fixed_on"] == "2025-06-13"


def test_what_lives_on_after_the_meeting_still_changes(fixed):
    with editing(fixed, by=EDITOR, reason="later") as edit:
        edit.save("action", {"number": "1", "done_on": "2025-07-01"}, version=1)
        edit.save(
            "decision", {"number": "1", "reviewed_on": "2025-07-01", "review_on": "2025-07-01"}, version=1
        )
        edit.save("withheld", {"number": "1", "shared_on": "2025-07-01"}, version=1)
        edit.save("decision", {"number": "3", "text": "Van een andere keer."}, version=1)
    assert stored(fixed, "action", "1").values["done_on"] == "2025-07-01"


def test_a_file_with_fixed_minutes_comes_in_whole_and_again(fixed, built_stores, tmp_path):
    for _time in range(2):
        save(fixed, meeting=[FIXED], **{name: [row] for name, row in ROWS.items()})


def test_minutes_with_all_they_brought_come_into_a_new_store_at_once(store):
    save(store, meeting=[FIXED], **{name: [row] for name, row in ROWS.items()})
    assert stored(store, "point_note", "1").values["text"] == "Besproken."


def test_only_approved_minutes_can_be_fixed(store):
    with pytest.raises(InvalidDataError, match="goedgekeurd"):
        save(store, meeting=[MEETING | {"minutes_fixed_on": "2025-06-13"}])
