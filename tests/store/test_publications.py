"""Tuning: editors start and end it, the parties leave remarks, and it ends by itself."""

from datetime import date, timedelta
from typing import Any

import pytest

from sok_metrics.errors import InvalidDataError, NotAllowedError, RefusedError, StaleRecordError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes import publications
from sok_metrics.store.changes.floods import MOST_PER_BROWSER, Sender
from sok_metrics.store.changes.publications import (
    NewPublication,
    answer_remark,
    extend_tuning,
    leave_remark,
    publish_now,
    start_tuning,
    withdraw,
)
from sok_metrics.store.queries.publications import (
    PublicationKind,
    PublicationState,
    list_publication_remarks,
    list_publications,
)
from sok_metrics.views.rows import rows_of
from tests.store.rows import TODAY, count, meeting, party, save

EDITOR = Actor("Redactie", Role.EDITOR)
NOBODY = Actor("bezoeker", Role.VISITOR)
UNTIL = TODAY + timedelta(days=14)


def new(**cells):
    kept: dict[str, Any] = {
        "kind": PublicationKind.TEXT,
        "title": "Bericht",
        "text": "Wij gaan samen.",
        "tuning_until": UNTIL,
    }
    return NewPublication(**(kept | cells))


def start(store, by=EDITOR, **cells):
    return start_tuning(store, new(**cells), today=TODAY, by=by)


def remark(store, number, text="Graag korter", **more):
    return leave_remark(
        store, number, text=text, sender=Sender("iemand", "192.0.2.1"), **({"today": TODAY} | more)
    )


def only(store):
    [one] = list_publications(store.reader())
    return one


def state(store, today=TODAY):
    return only(store).state(today)


def test_it_runs_until_its_day_and_is_public_after_it(store):
    assert start(store) == 1
    assert state(store, UNTIL) is PublicationState.IN_TUNING
    assert state(store, UNTIL + timedelta(days=1)) is PublicationState.PUBLIC


def test_it_can_be_extended_withdrawn_tuned_again_and_published(store):
    start(store)
    later = UNTIL + timedelta(days=7)
    extend_tuning(store, 1, until=later, version=1, today=TODAY, by=EDITOR)
    assert only(store).tuning_until == later
    withdraw(store, 1, version=2, today=TODAY, by=EDITOR)
    assert state(store, later + timedelta(days=9)) is PublicationState.WITHDRAWN
    extend_tuning(store, 1, until=UNTIL, version=3, today=TODAY, by=EDITOR)
    assert state(store) is PublicationState.IN_TUNING
    publish_now(store, 1, version=4, today=TODAY, by=EDITOR)
    assert state(store) is PublicationState.PUBLIC
    assert only(store).started_on is not None
    with pytest.raises(StaleRecordError):
        withdraw(store, 1, version=1, today=TODAY, by=EDITOR)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"title": "  "}, "Geef aan waar het over gaat"),
        ({"text": "  "}, "Er staat nog geen tekst"),
        ({"kind": PublicationKind.MINUTES}, "Kies de bijeenkomst"),
        ({"kind": PublicationKind.FIGURES}, "Kies de indicator"),
        ({"tuning_until": TODAY - timedelta(days=1)}, "Kies een laatste dag"),
        ({"tuning_until": date(2099, 1, 1)}, "Kies een laatste dag"),
    ],
)
def test_what_is_incomplete_is_refused(store, cells, sentence):
    with pytest.raises(RefusedError, match=sentence):
        start(store, **cells)
    assert count(store, "publication") == 0


def test_of_one_meeting_there_is_one_tuning_at_a_time(store):
    save(store, meeting=[meeting(1, minutes="x"), meeting(2, minutes="y")])
    minutes = {"kind": PublicationKind.MINUTES, "text": None}
    start(store, meeting_number=1, **minutes)
    with pytest.raises(RefusedError, match="Hierover is al een afstemming: 'Bericht'"):
        start(store, meeting_number=1, **minutes)
    assert start(store, meeting_number=2, **minutes) == 2
    publish_now(store, 1, version=1, today=TODAY, by=EDITOR)
    assert start(store, meeting_number=1, **minutes) == 3
    with pytest.raises(InvalidDataError):
        start(store, meeting_number=99, **minutes)


def test_a_party_leaves_a_remark_that_an_editor_answers(store):
    save(store, party=[party("HAV", name="Havensteder")])
    start(store)
    assert remark(store, 1, " Graag\u202e korter ", party_code="HAV")
    assert not remark(store, 1, "Graag korter", party_code="HAV")
    [row] = rows_of(list_publication_remarks(store.reader(), 1))
    assert (row.text, row.party_name, row.made_on.date()) == ("Graag korter", "Havensteder", TODAY)
    answer_remark(store, row.number, "Gedaan", version=row.version, by=EDITOR)
    [row] = rows_of(list_publication_remarks(store.reader(), 1))
    assert row.answer == "Gedaan"
    assert only(store).remark_count == 1


def test_nowhere_in_the_store_stands_who_left_a_remark(store):
    save(store, party=[party("HAV", name="Havensteder")])
    start(store)
    remark(store, 1, party_code="HAV")
    reader = store.whole()
    tables = [row["name"] for row in reader.rows("SELECT table_name AS name FROM duckdb_tables()")]
    kept = " ".join(str(reader.frame(f"SELECT * FROM {table}").to_dict()) for table in tables)
    assert "Graag korter" in kept
    assert "iemand" not in kept
    assert "192.0.2.1" not in kept


@pytest.mark.parametrize("text", ["", " \u200b", "x" * 1001, "bel 06-12345678", "mail a@voorbeeld.nl"])
def test_a_remark_that_cannot_be_taken_is_refused(store, text):
    start(store)
    with pytest.raises(RefusedError):
        remark(store, 1, text)
    assert count(store, "publication_remark") == 0


def test_a_flood_of_remarks_is_refused(store, monkeypatch):
    start(store)
    for n in range(MOST_PER_BROWSER):
        remark(store, 1, f"opmerking {n}")
    with pytest.raises(RefusedError, match="in tien minuten al 5 opmerkingen"):
        remark(store, 1, "nog een")
    monkeypatch.setattr(publications, "count_remarks_of_visitors", lambda *_: 600)
    with pytest.raises(RefusedError, match="heel veel opmerkingen"):
        leave_remark(store, 1, text="van een ander", sender=Sender("ander", "192.0.2.2"), today=TODAY)


@pytest.mark.parametrize("end", ["over", "withdrawn", "unknown"])
def test_after_the_tuning_nobody_leaves_a_remark(store, end):
    start(store)
    if end == "withdrawn":
        withdraw(store, 1, version=1, today=TODAY, by=EDITOR)
    day = UNTIL + timedelta(days=1) if end == "over" else TODAY
    with pytest.raises(RefusedError, match="is voorbij"):
        remark(store, 2 if end == "unknown" else 1, today=day)
    assert count(store, "publication_remark") == 0


def test_visitors_do_no_more_than_leave_a_remark(store):
    start(store)
    remark(store, 1)
    for forbidden in (
        lambda: start(store, by=NOBODY),
        lambda: extend_tuning(store, 1, until=UNTIL, version=1, today=TODAY, by=NOBODY),
        lambda: withdraw(store, 1, version=1, today=TODAY, by=NOBODY),
        lambda: publish_now(store, 1, version=1, today=TODAY, by=NOBODY),
        lambda: answer_remark(store, 1, "x", version=1, by=NOBODY),
    ):
        with pytest.raises(NotAllowedError):
            forbidden()
    assert state(store) is PublicationState.IN_TUNING
