"""What a view shows: now or as of a moment, with or without examples, and never what is not public."""

import inspect
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from sok_metrics.clock import now
from sok_metrics.nouns.model import View
from sok_metrics.store.queries import agreement, indicators, meetings, money, progress, projects
from sok_metrics.store.queries.agreement import list_commitments, list_parties
from sok_metrics.store.queries.indicators import list_measurements, list_revisions, list_series
from sok_metrics.store.queries.meetings import list_actions, list_decisions, list_meetings, list_remarks
from sok_metrics.store.queries.projects import list_project_links, list_projects
from sok_metrics.views.rows import rows_of
from tests.store.rows import (
    TODAY,
    action,
    consent,
    indicator,
    measurement,
    meeting,
    party,
    person,
    project,
    save,
    series,
)

MODULES = [agreement, projects, indicators, meetings, money]
QUERIES = [
    query
    for module in MODULES
    for name, query in inspect.getmembers(module, inspect.isfunction)
    if query.__module__ == module.__name__ and name.startswith(("list_", "read_"))
]
NUMBERS = dict.fromkeys(("int64", "Int64", "float64"), "number")
ARGUMENTS = {"today": TODAY, "day": TODAY, "indicator_code": "SAM-03", "meeting_number": 68}


def ask(query, reader):
    needed = [
        name
        for name, parameter in inspect.signature(query).parameters.items()
        if name != "reader" and parameter.default is inspect.Parameter.empty
    ]
    found = query(reader, **{name: ARGUMENTS[name] for name in needed})
    # A read model of meetings, actions or decisions is its rows with what is said of them.
    return getattr(found, "rows", found)


def names(store, view=None):
    return list(list_parties(store.reader(view))["name"])


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.__name__)
def test_reading_as_of_now_is_reading_the_current_tables(read_only_stores, query):
    current = ask(query, read_only_stores("botu").reader())
    past = ask(query, read_only_stores("botu").reader(View(as_of=now())))
    if isinstance(current, pd.DataFrame):
        pd.testing.assert_frame_equal(current, past)
    else:
        assert current == past
    assert not isinstance(current, pd.DataFrame) or current.columns.is_unique


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.__name__)
def test_an_empty_answer_has_the_same_columns_and_types(read_only_stores, query):
    full, empty = ask(query, read_only_stores("botu").reader()), ask(query, read_only_stores("bare").reader())
    if isinstance(full, pd.DataFrame):
        assert len(empty) == 0
        assert list(empty.columns) == list(full.columns)
        # whole numbers become Int64 or float64 as soon as one is missing
        assert [NUMBERS.get(str(kind), str(kind)) for kind in empty.dtypes] == [
            NUMBERS.get(str(kind), str(kind)) for kind in full.dtypes
        ]
    else:
        assert not empty


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.__name__)
def test_no_query_shows_an_example_to_who_wants_none(read_only_stores, query):
    found = ask(query, read_only_stores("botu").reader(View(with_examples=False)))
    if isinstance(found, pd.DataFrame) and "is_example" in found:
        assert not found["is_example"].any()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.__name__)
def test_without_examples_the_full_store_answers_as_the_real_one(read_only_stores, query):
    left = ask(query, read_only_stores("botu").reader(View(with_examples=False)))
    right = ask(query, read_only_stores("real").reader())
    if isinstance(left, pd.DataFrame):
        pd.testing.assert_frame_equal(left, right)
    else:
        assert left == right


def test_progress_as_of_now_is_progress_now(read_only_stores):
    current = progress.read_progress(read_only_stores("botu").reader(), TODAY)
    past = progress.read_progress(read_only_stores("botu").reader(View(as_of=now())), TODAY)
    pd.testing.assert_frame_equal(current.assessed, past.assessed)
    pd.testing.assert_frame_equal(current.by_commitment, past.by_commitment)
    pd.testing.assert_frame_equal(current.cards, past.cards)


def test_progress_of_an_empty_store_has_the_columns_of_a_full_one(read_only_stores):
    full = progress.read_progress(read_only_stores("botu").reader(), TODAY)
    for poor in (read_only_stores("bare"), read_only_stores("empty")):
        found = progress.read_progress(poor.reader(), TODAY)
        for name in ("assessed", "by_commitment", "commitments", "links", "cards", "card_questions"):
            assert list(getattr(found, name).columns) == list(getattr(full, name).columns), name
            assert len(getattr(found, name)) == 0


def test_between_two_versions_the_old_one_shows(store, put):
    put("party", party(name="Oud", recorded_at="2023-01-01 12:00:00"))
    put("party", party(name="Nieuw", recorded_at="2024-01-01 12:00:00"))
    assert names(store, View(as_of=datetime(2022, 12, 31))) == []
    assert names(store, View(as_of=datetime(2023, 1, 1, 12))) == ["Oud"]
    assert names(store, View(as_of=datetime(2023, 12, 31, 23, 59))) == ["Oud"]
    assert names(store, View(as_of=datetime(2024, 1, 1, 12))) == ["Nieuw"]
    assert names(store) == ["Nieuw"]


def test_two_versions_in_one_change_never_show_both(store, put):
    put("party", party(name="Oud"))
    with_both = now()
    put("party", party(name="Een", recorded_at="2023-01-01 12:00:00"), party(name="Twee"))
    for moment in (with_both, now(), now() - timedelta(microseconds=1)):
        assert len(names(store, View(as_of=moment))) == 1


def test_an_archived_row_is_gone_now_and_before(store, put):
    put("party", party(recorded_at="2023-01-01 12:00:00"))
    put("party", {"code": "PA", "archived_at": "2024-01-01 12:00:00"})
    assert names(store) == []
    before = View(as_of=datetime(2023, 6, 1))
    assert names(store, before) == []
    put("party", {"code": "PA", "archived_at": None})
    assert names(store) == ["Partij PA"]
    assert names(store, before) == ["Partij PA"]


def test_what_an_archived_series_measured_is_gone_too(store):
    save(
        store,
        indicator=[indicator()],
        series=[series(), series("B", edition="2", role="other")],
        measurement=[measurement(), measurement(series_code="B")],
        interim_target=[{"series_code": "B", "due_on": "2027-01-01", "value": "1"}],
    )
    save(store, series=[{"code": "B", "archived_at": "2026-01-01 00:00:00"}])
    reader = store.reader()
    assert list(list_measurements(reader)["series_code"]) == ["IND-01"]
    assert list(list_series(reader)["series_label"]) == [""]
    assert indicators.list_interim_targets(reader).empty


def test_a_correction_shows_with_its_reason_and_the_old_figure_stays_to_be_seen(store):
    save(
        store,
        indicator=[indicator(recorded_at="2023-01-01 12:00:00")],
        series=[series(recorded_at="2023-01-01 12:00:00")],
        measurement=[
            measurement(value="10", recorded_at="2024-01-01 12:00:00"),
            measurement(value="12", recorded_at="2025-01-01 12:00:00", correction_reason="dubbel geteld"),
        ],
    )
    [current] = list_measurements(store.reader()).itertuples()
    assert (current.value, current.correction_reason) == (12, "dubbel geteld")
    [old] = list_revisions(store.reader(), "IND-01").itertuples()
    assert (old.value, old.replaced_reason) == (10, "dubbel geteld")
    assert old.superseded_at == pd.Timestamp(2025, 1, 1, 12)
    before = store.reader(View(as_of=datetime(2024, 6, 1)))
    assert list(list_measurements(before)["value"]) == [10]
    assert list_revisions(before, "IND-01").empty


# Who may see what


def test_what_is_not_public_never_shows(store):
    save(
        store,
        project=[project("P1"), project("P2", visibility="draft"), project("P3", visibility="internal")],
        commitment=[{"code": "W1", "kind": "value"}],
        project_commitment=[{"project_code": f"P{n}", "commitment_code": "W1"} for n in (1, 2, 3)],
        meeting=[meeting(1), meeting(2, visibility="internal")],
        remark=[
            {"number": "1", "meeting_number": "1", "text": "open"},
            {"number": "2", "meeting_number": "1", "text": "nog niet", "visibility": "draft"},
            {"number": "3", "meeting_number": "2", "text": "intern"},
        ],
        action=[action(1, meeting_number="1"), action(2, meeting_number="2"), action(3)],
        decision=[
            {"number": str(n), "meeting_number": on, "decided_on": "2024-01-01", "text": "x"}
            for n, on in ((1, "1"), (2, "2"), (3, None))
        ],
    )
    for view in (View(), View(as_of=now())):
        reader = store.reader(view)
        assert list(list_projects(reader)["code"]) == ["P1"]
        assert list(list_project_links(reader)["project_code"]) == ["P1"]
        assert list(list_meetings(reader)["number"]) == [1]
        assert list(list_remarks(reader)["text"]) == ["open"]
        assert sorted(list_actions(reader)["number"]) == [1, 3]
        assert sorted(list_decisions(reader)["number"]) == [1, 3]


def contact(store, view=None):
    [row] = rows_of(list_projects(store.reader(view)))
    return tuple(
        None if pd.isna(cell) else cell for cell in (row.contact_name, row.contact_phone, row.contact_email)
    )


@pytest.fixture
def contact_store(store):
    then = "2022-01-01 12:00:00"
    save(
        store,
        person=[person(email="e@voorbeeld.nl", recorded_at=then)],
        consent=[consent(recorded_at=then), consent(field="phone", recorded_at=then)],
        project=[project(contact_person_code="M1", recorded_at=then)],
    )
    return store


def test_personal_data_show_per_field_with_consent_only(contact_store):
    assert contact(contact_store) == ("naam", "000", None)


@pytest.mark.parametrize(
    "end",
    [{"withdrawn_on": "2026-01-01"}, {"archived_at": "2026-01-01 00:00:00"}],
    ids=["withdrawn", "archived"],
)
def test_consent_is_always_now_also_in_the_past(contact_store, end):
    save(contact_store, consent=[consent(field="phone", **end)])
    assert contact(contact_store) == ("naam", None, None)
    assert contact(contact_store, View(as_of=datetime(2023, 1, 1))) == ("naam", None, None)


def test_who_was_forgotten_does_not_come_back_through_the_past(contact_store):
    save(contact_store, person=[{"code": "M1", "name": None, "phone": None, "email": None}])
    assert contact(contact_store, View(as_of=datetime(2023, 1, 1))) == (None, None, None)


# The versions of the agreement


@pytest.fixture
def versions_store(store):
    def version(number, day):
        return {
            "number": str(number),
            "title": f"Versie {number}",
            "valid_from": day,
            "recorded_at": "2022-01-01 00:00:00",
        }

    def text(number, title):
        return {
            "commitment_code": "W1",
            "agreement_version": str(number),
            "position": "1",
            "title": title,
            "recorded_at": "2022-01-01 00:00:00",
        }

    save(
        store,
        commitment=[{"code": "W1", "kind": "value", "recorded_at": "2022-01-01 00:00:00"}],
        agreement_version=[version(1, "2023-01-01"), version(2, "2024-01-01"), version(3, "2190-01-01")],
        commitment_text=[text(1, "een"), text(2, "twee"), text(3, "drie")],
    )
    return store


@pytest.mark.parametrize(
    ("as_of", "title"),
    [
        (None, "twee"),
        (datetime(2023, 6, 1), "een"),
        (datetime(2024, 1, 1), "twee"),
        (datetime(2022, 6, 1), "een"),
    ],
)
def test_the_version_that_is_valid_on_the_day_counts(versions_store, as_of, title):
    assert list(list_commitments(versions_store.reader(View(as_of=as_of)))["title"]) == [title]


def test_an_example_row_shows_only_to_who_wants_examples(store, put):
    put("party", party("PA"), party("PB", origin="example"))
    shown = list_parties(store.reader())
    assert dict(zip(shown["code"], shown["is_example"], strict=True)) == {"PA": False, "PB": True}
    assert list(list_parties(store.reader(View(with_examples=False)))["code"]) == ["PA"]


def test_a_reader_knows_the_newest_change_and_its_day(store, put):
    assert store.reader().last_change == 0
    assert store.reader().last_change == 0 < put("party", party()) == store.reader().last_change
    assert store.reader(View(as_of=datetime(2023, 5, 6, 21, 59))).day == date(2023, 5, 6)
    assert store.reader(View(as_of=datetime(2023, 5, 6, 22))).day == date(2023, 5, 7)  # in Amsterdam
