"""A reader for visitors reads `{table}`, the rows that they may see; who reads a table itself says why."""

import ast

import pytest

from sok_metrics.nouns import TABLES
from sok_metrics.store.queries.history import last_change_moment
from tests.store.rows import meeting, save
from tests.test_conventions import ROOT

# Who looks behind the filter for whoever asks, and why nobody sees what they may not.
# This list should only get shorter: a query for editors asks for a WholeReader.
LIMITS = "how small counts are hidden: that holds for every view alike"
JOINED = "joined to rows that may be seen"
BEHIND = {
    "connection.py": {"Store": "the one that editors get"},
    "reader.py": {"Reader": "the filter itself"},
    "queries/attendance.py": {"read_hidden_attendance": LIMITS},
    "queries/ideas.py": {"list_waiting_ideas": JOINED},
    "queries/indicators.py": {"list_revisions": JOINED, "list_series": JOINED},
    "queries/card_answers.py": {"list_card_answers": LIMITS},
    "queries/money_results.py": {"_list_changes": "compares: no row of it is shown"},
    "queries/publications.py": {"list_publications": JOINED},
    "queries/minutes.py": {
        "_tuned": "whether the parties read the minutes now, whatever day is shown",
        "_last_figure": "compares: no row of it is shown",
    },
    "queries/since.py": {"list_series_written": "compares: no row of it is shown"},
    "queries/suppression.py": {"_of_everything": LIMITS, "read_hidden": LIMITS},
}


def calls(path, name):
    """The definitions of a module that call a function or method of this name."""
    return {
        getattr(definition, "name", "")
        for definition in ast.parse(path.read_text("utf-8")).body
        for node in ast.walk(definition)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name
    }


def test_only_who_has_a_reason_looks_behind_what_may_be_seen():
    room = ROOT / "sok_metrics/store"
    found = {path.relative_to(room).as_posix(): calls(path, "with_tables") for path in room.rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {
        path: set(reasons) for path, reasons in BEHIND.items()
    }


def test_nobody_else_does_and_the_screen_asks_first_who_looks():
    """Files and commands read all that is kept only for who may, as their own tests show."""
    outside = [path for path in (ROOT / "sok_metrics").rglob("*.py") if "store" not in path.parts]
    screen = [path for path in outside if {"ui", "web"} & set(path.parts)] + [*ROOT.glob("pages/**/*.py")]
    assert [path for path in outside if "with_tables" in path.read_text("utf-8")] == []
    assert {
        path.name for path in screen if ".whole()" in path.read_text("utf-8").replace("session.whole()", "")
    } == {"session.py"}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM person",
        'SELECT * FROM main."person"',
        "SELECT 1 FROM {series} AS s JOIN measurement_history AS m ON m.series_code = s.code",
        "SELECT title FROM {meeting} AS m WHERE 1 IN (SELECT number FROM meeting WHERE number = $number)",
        "SELECT count(*) FROM {meeting} AS m, change_line",
        "WITH meeting AS (SELECT * FROM meeting) SELECT * FROM meeting",
        "SELECT * FROM query_table('person')",
        "SELECT * FROM query('SELECT * FROM person')",
        *(f"SELECT (SELECT max(version) FROM {t.name}{twin})" for t in TABLES for twin in ("", "_history")),
    ],
)
def test_a_reader_for_visitors_refuses_a_table(read_only_stores, sql):
    bound = {"number": 1} if "$number" in sql else None
    with pytest.raises(RuntimeError, match="only a WholeReader"):
        read_only_stores("botu").reader().rows(sql, bound)
    read_only_stores("botu").whole().rows(sql, bound)


def test_a_query_for_editors_refuses_the_reader_of_visitors(read_only_stores):
    assert last_change_moment(read_only_stores("botu").whole()) is not None
    with pytest.raises(RuntimeError, match="only a WholeReader"):
        last_change_moment(read_only_stores("botu").reader())


def test_only_what_is_public_is_read(store):
    save(store, meeting=[meeting("1"), meeting("2", visibility="internal")])
    sql = """
        WITH seen AS (SELECT number FROM {meeting} AS m)
        SELECT count(*) AS n FROM seen WHERE number < $most[1] AND list_contains($most, 9)
    """
    assert store.reader().rows(sql, {"most": [9]}) == [{"n": 1}]
    assert store.whole().rows(sql.replace("{meeting}", "meeting"), {"most": [9]}) == [{"n": 2}]
