"""What was archived or made internal is gone from the past too, for visitors; editors see it marked."""

import inspect
import zipfile
from datetime import datetime
from io import BytesIO

import pandas as pd
import pytest

from sok_metrics.nouns import TABLES, TABLES_BY_NAME
from sok_metrics.nouns.model import View
from sok_metrics.store.queries import agenda, ideas, meetings, money, projects
from sok_metrics.store.queries.indicators import list_measurements, list_revisions
from sok_metrics.store.queries.meetings import list_actions, list_meetings
from sok_metrics.store.queries.records import list_records
from sok_metrics.store.queries.search import find
from sok_metrics.store.reader import WholeReader
from sok_metrics.store.taken_away import ARCHIVED_MARK, NOT_PUBLIC_MARK, comes_back_for_editors
from sok_metrics.tasks.files.export import partner_workbook
from sok_metrics.tasks.files.project_book import BookFormat, project_book
from tests.store.rows import TODAY, Row, action, indicator, measurement, meeting, project, save, series

WRITTEN, LOOKED, TAKEN = "2023-01-01 12:00:00", datetime(2023, 6, 1), "2024-01-01 12:00:00"
PAST = View(as_of=LOOKED)
EDITORS = View(as_of=LOOKED, with_taken_away=True)
WITH_VISIBILITY = [
    table.name for table in TABLES if any(column.name == "visibility" for column in table.columns)
]
"""Those of which a row can be made internal."""

# One row with its own word in each text, per table with visibility.
SLANDER: dict[str, Row] = {
    "project": project("P1", title="Project zeppelin", summary="zeppelin", plan="zeppelin"),
    "meeting": meeting(1, title="Avond luchtballon", place="luchtballon", minutes="luchtballon"),
    "remark": {"number": "1", "meeting_number": "2", "text": "gezegd: helikopter", "project_code": "P2"},
    "proposal": {
        "number": "1",
        "title": "Voorstel raket",
        "summary": "raket",
        "submitted_on": "2022-12-01",
        "amount_requested": "10",
    },
    "agenda_paper": {
        "number": "1",
        "agenda_item_number": "1",
        "title": "Stuk duikboot",
        "link": "https://voorbeeld.nl/duikboot",
    },
    "idea": {"number": "1", "submitted_on": "2022-12-01", "title": "Vlieger", "text": "Een vlieger"},
}
WORDS = ("zeppelin", "luchtballon", "helikopter", "raket", "duikboot", "vlieger")
ENDS = {"archived": {"archived_at": TAKEN}, "internal": {"visibility": "internal"}}


def is_for_everybody(query):
    return inspect.signature(query).parameters["reader"].annotation is not WholeReader


QUERIES = [
    query
    for module in (projects, meetings, agenda, money, ideas)
    for name, query in inspect.getmembers(module, inspect.isfunction)
    if query.__module__ == module.__name__ and name.startswith(("list_", "read_")) and is_for_everybody(query)
]
ARGUMENTS = {"today": TODAY, "meeting_number": 1, "number": 1}


def told_by(reader):
    """The words that any query of the pages or the search tells."""
    found = []
    for query in QUERIES:
        names = [
            name
            for name, parameter in inspect.signature(query).parameters.items()
            if name != "reader" and parameter.default is inspect.Parameter.empty
        ]
        answer = query(reader, **{name: ARGUMENTS[name] for name in names})
        found.append(answer.to_csv() if isinstance(answer, pd.DataFrame) else repr(answer))
    return words_in("\n".join(found)) | {word for word in WORDS if len(find(reader, word))}


def words_in(text):
    return {word for word in WORDS if word in text.lower()}


def unpacked(file):
    """Everything that an Excel or Word file holds."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_every_table_with_visibility_has_a_row_in_these_tests():
    assert set(WITH_VISIBILITY) == set(SLANDER)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_no_query_search_or_file_shows_it_on_a_past_day(store, end):
    then = {"recorded_at": WRITTEN}
    save(store, agreement=[{"code": "SOK", "name": "SOK", "neighbourhood": "Wijk", **then}])
    save(store, project=[project("P2", **then)], meeting=[meeting(2, **then)])
    item = {"number": "1", "meeting_number": "1", "position": "1", "title": "Punt", **then}
    save(store, agenda_item=[item], **{table: [{**row, **then}] for table, row in SLANDER.items()})
    assert told_by(store.reader(PAST)) == set(WORDS)
    for table, row in SLANDER.items():
        key = {name: row[name] for name in TABLES_BY_NAME[table].key}
        save(store, **{table: [key | end | {"recorded_at": TAKEN}]})
    for view in (View(), PAST, View(as_of=datetime(2023, 12, 31)), View(with_taken_away=True)):
        assert told_by(store.reader(view)) == set()
    book = project_book(store, PAST, LOOKED.date(), BookFormat.WORD)
    for file in (partner_workbook(store, PAST, LOOKED.date()), book):
        assert words_in(unpacked(file)) == set()
    assert told_by(store.reader(EDITORS)) == set(WORDS)
    mark = ARCHIVED_MARK if "archived_at" in end else NOT_PUBLIC_MARK
    assert list_meetings(store.reader(EDITORS))["title"].tolist() == [
        f"{mark} Avond luchtballon",
        "Bijeenkomst 2",
    ]


@pytest.fixture(scope="module")
def half_archived(own_copy):
    """BoTu with its examples, of which the first row of every table was put away; and what was put away."""
    store = own_copy("botu")
    before = store.whole()
    moment = before.rows("SELECT max(made_at) AS made_at FROM change_set")[0]["made_at"]
    first = {}
    for table in TABLES:
        keys = ", ".join(f"CAST({name} AS TEXT) AS {name}" for name in table.key)
        rows = before.rows(f"SELECT {keys} FROM {{{table.name}}} AS kept ORDER BY ALL LIMIT 1")
        if rows:
            first[table.name] = rows[0]
    save(store, **{name: [{**key, "archived_at": "2026-11-22 12:00:00"}] for name, key in first.items()})
    return store, moment, first


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_archived_row_of_any_table_is_in_no_past(half_archived, table):
    store, moment, first = half_archived
    if table.name not in first:
        pytest.skip("the example has no such row")
    key = first[table.name]
    same = " AND ".join(f"CAST(kept.{name} AS TEXT) = ${name}" for name in key)

    def count(view):
        sql = f"SELECT count(*) AS n FROM {{{table.name}}} AS kept WHERE {same}"
        return store.reader(view).rows(sql, key)[0]["n"]

    assert count(View(as_of=moment)) == 0
    assert count(View(as_of=moment, with_taken_away=True)) == int(comes_back_for_editors(table))


def test_everything_else_of_that_day_is_still_there(half_archived):
    store, moment, _first = half_archived
    for name in ("party", "meeting", "idea", "indicator", "measurement", "attendance", "card_answer"):
        sql = f"SELECT count(*) AS n FROM {{{name}}} AS kept"
        for_all = store.reader(View(as_of=moment)).rows(sql)[0]["n"]
        assert for_all == len(list_records(store.whole(), name)), name


def test_what_a_row_belongs_to_now_decides_too(store):
    """An action that was moved to an internal meeting is hidden today, so it is in the past."""
    save(
        store,
        meeting=[meeting(1, recorded_at=WRITTEN), meeting(2, visibility="internal", recorded_at=WRITTEN)],
        action=[action(1, meeting_number="1", recorded_at=WRITTEN), action(2, recorded_at=WRITTEN)],
    )
    assert sorted(list_actions(store.reader(PAST))["number"]) == [1, 2]
    save(store, action=[{"number": "1", "meeting_number": "2", "recorded_at": TAKEN}])
    assert sorted(list_actions(store.reader(PAST))["number"]) == [2]
    assert sorted(list_actions(store.reader(EDITORS))["number"]) == [1, 2]


def test_what_was_not_public_then_does_not_become_so(store):
    """The words of a draft are no words of what was published."""
    save(store, meeting=[meeting(1, minutes="zeppelin", visibility="draft", recorded_at=WRITTEN)])
    save(store, meeting=[meeting(1, minutes="net", visibility="public", recorded_at=TAKEN)])
    for view in (PAST, EDITORS):
        assert list_meetings(store.reader(view)).empty
    assert list_meetings(store.reader(View(as_of=datetime(2024, 6, 1))))["minutes"].tolist() == ["net"]


def test_what_comes_back_is_in_the_past_again(store, put):
    put("meeting", meeting(1, recorded_at=WRITTEN))
    put("meeting", {"number": "1", "archived_at": TAKEN})
    assert list_meetings(store.reader(PAST)).empty
    put("meeting", {"number": "1", "archived_at": None})
    assert len(list_meetings(store.reader(PAST))) == 1


def test_an_archived_figure_is_gone_with_its_corrections(store):
    then = {"recorded_at": WRITTEN}
    save(
        store,
        indicator=[indicator(**then)],
        series=[series(**then)],
        measurement=[
            measurement("2021-12-31", "1", **then),
            measurement("2022-12-31", "77", **then),
            measurement("2022-12-31", "78", recorded_at="2023-02-01 12:00:00", correction_reason="mis"),
        ],
    )
    assert list_revisions(store.reader(PAST), "IND-01")["value"].tolist() == [77]
    save(store, measurement=[measurement("2022-12-31", "78", archived_at=TAKEN, correction_reason="mis")])
    assert list_measurements(store.reader(PAST))["value"].tolist() == [1]
    assert list_revisions(store.reader(PAST), "IND-01").empty
    marked = list_measurements(store.reader(EDITORS))
    assert marked["value"].tolist() == [1, 78]
    assert marked["note"].tolist()[1] == ARCHIVED_MARK


def test_whether_anything_was_taken_away_is_known(store, put):
    put("meeting", meeting(1, recorded_at=WRITTEN))
    assert not store.reader(PAST).has_taken_away()
    put("meeting", {"number": "1", "visibility": "internal", "recorded_at": TAKEN})
    assert store.reader(PAST).has_taken_away()
    assert not store.reader(View(as_of=datetime(2022, 6, 1))).has_taken_away()
    assert not store.reader().has_taken_away()
