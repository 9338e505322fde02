"""The extremes of every column of every noun: refused with a sentence, or shown whole, and nothing breaks."""

import re
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from sok_metrics.errors import SokError
from sok_metrics.nouns import TABLES, ColumnType
from sok_metrics.nouns.columns import FIRST_DAY, LAST_DAY
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.files.asked import NUMBER, Asked
from sok_metrics.tasks.files.catalogue import FILES
from sok_metrics.tasks.files.importing import look_at_file
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.days import be_at
from tests.pages.conftest import TODAY, sign_in, visit_store  # noqa: F401 (fixtures)
from tests.store.rows import TESTER, before_there_were_limits, before_there_were_rules

pytestmark = pytest.mark.full

_FEW = 3
"""So many rows of each table hold extremes: a page shows all of them."""

STRANGE = "‮omgekeerd 👩‍👩‍👧 é̂ﷺ \u00ad\u200b𝔘 |*_<b>=1+1\n\t"
WIDE = "W"
OF_NOW = {
    "highest": (WIDE, 1, LAST_DAY.isoformat()),
    "lowest": (STRANGE, -1, FIRST_DAY.isoformat()),
    "empty": (None, None, None),
}
"""Kind of extreme -> what texts are made of, which end figures go to, and the day."""
ABOUT = [
    "waarden?code=W1",
    "doelen?code=D1",
    "afspraken?code=S1",
    "indicator?code=DEE-01",
    "indicator?code=ECO-05",
    "indicator?code=SRO-01",
    "project?code=P1",
    "bijeenkomst?nummer=1",
    "bijeenkomst?nummer=4",
    "geschiedenis?wijziging=3",
    "zoeken?q=W",
    "sinds?bijeenkomst=4",
    *(f"eerste-stappen?stap={step}" for step in range(1, 7)),
]


@pytest.fixture
def _fixed_today(monkeypatch):
    be_at(monkeypatch, TODAY)


def own(table):
    """The columns of a table that may hold anything that fits."""
    return [
        column
        for column in table.columns
        if column.name not in table.key
        and not column.refers_to
        and not column.options
        and column.type is not ColumnType.MOMENT
    ]


def of_now(column, kind):
    text, end, day = OF_NOW[kind]
    if column.type is ColumnType.TEXT:
        return None if text is None else (text * column.longest)[: column.longest].strip() or text
    if column.type is ColumnType.DATE:
        return day
    if end is None:
        return None
    if not end:
        return "1e-15" if column.type is ColumnType.NUMBER else "0"
    return f"{column.highest if end > 0 else column.lowest:.0f}"


def write(store, tables):
    with store.write(by=TESTER, reason="toets", source=ChangeSource.IMPORT) as change:
        change.put_all({name: pd.DataFrame(rows, dtype=object) for name, rows in tables.items()})


def all_rows(store):
    """Each table that has rows, with them."""
    found = [(table, list_records(store.whole(), table.name)) for table in TABLES]
    return [
        (table, [{**one.values, "recorded_at": None} for one in records])
        for table, records in found
        if records
    ]


@pytest.fixture(scope="module", params=OF_NOW)
def extreme(request, own_copy):
    """The whole example in which every column holds an extreme that it may hold."""
    store = own_copy("botu")
    _fill_now(store, request.param)
    return store


def _fill_now(store, kind):
    """Column by column: what a column refuses, it says why, and it keeps what it has."""
    for table, rows in all_rows(store):
        rows = rows[:_FEW]
        for column in own(table):
            value = of_now(column, kind)
            changed = [row | {column.name: value, "_line": line} for line, row in enumerate(rows)]
            found = preview(store, {table.name: pd.DataFrame(changed, dtype=object)}, by=TESTER).problems
            for problem in found:
                assert re.fullmatch(r"[^{}]+ [^{}]+", problem.sentence), (table.name, column.name, problem)
            wrong = {problem.line for problem in found}
            rows = [
                old if place in wrong else {**new}
                for place, (old, new) in enumerate(zip(rows, changed, strict=True))
            ]
            for row in rows:
                row.pop("_line", None)
        write(store, {table.name: rows})


@pytest.mark.parametrize("address", [*(entry.url for entry in ENTRIES), *ABOUT])
@pytest.mark.usefixtures("_fixed_today")
def test_every_page_opens(visit_store, extreme, sign_in, address):  # noqa: F811
    sign_in(Role.ADMINISTRATOR)
    page = visit_store(address, extreme)
    assert not page.exception
    assert [title.value for title in page.title] != ["Dit lukt nu niet"]


@pytest.mark.usefixtures("_fixed_today")
def test_every_form_opens(visit_store, extreme, sign_in):  # noqa: F811
    sign_in(Role.ADMINISTRATOR)
    page = visit_store("werkboek", extreme)
    for table in TABLES:
        for record in list_records(extreme.whole(), table.name)[:1]:
            page.query_params.clear()
            page.query_params["wijzig"] = f"{table.name}:{'|'.join(record.key)}"
            page.run()
            assert not page.exception, table.name
            assert page.title[0].value.startswith("Wijzig "), table.name


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, file in FILES.items()
        # Those of one meeting or paper are there for some rows only: it may be internal, or have no file.
        if name not in ("fouten.xlsx", "reservekopie.duckdb", "reservekopie.zip")
        and NUMBER not in file.listens_to
    ],
)
def test_every_file_is_made(extreme, name):
    made = made_or_refused(extreme, name)
    if isinstance(made, bytes) and name.endswith(".xlsx"):
        openpyxl.load_workbook(BytesIO(made), read_only=True)


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if NUMBER in file.listens_to])
def test_every_file_of_a_meeting_or_paper_is_made_or_says_why_not(extreme, name):
    table = "agenda_paper" if name == "stuk" else "meeting"
    numbers = [one.key[0] for one in list_records(extreme.whole(), table)]
    assert numbers or table == "agenda_paper"
    # The columns of each hold the same extremes: some of them, from the first to the last, tell it all.
    for number in numbers[:: max(1, len(numbers) // 3)]:
        for role in (TESTER, VISITOR):
            refused = refusal_of(name, Asked(extreme, role, "", TODAY, {NUMBER: (number,)}))
            assert refused is None or re.fullmatch(r"[^{}]+ [^{}]+", refused), (name, number, refused)


def refusal_of(name, asked):
    """Why a file is not made; None when it is, under a name that can be shown."""
    try:
        made, called = FILES[name].make(asked), FILES[name].named(asked)
    except SokError as refused:
        return refused.sentence
    assert made, name
    assert called.isprintable(), called
    return None


def test_what_goes_out_comes_in_unchanged(extreme):
    made = made_or_refused(extreme, "alles.xlsx")
    if isinstance(made, bytes):
        ahead = look_at_file(extreme, made, "alles.xlsx", by=TESTER).preview
        assert [str(problem) for problem in ahead.problems] == []
        assert not ahead.has_news


@pytest.mark.parametrize("address", [entry.url for entry in ENTRIES] + ["bijeenkomst?nummer=1"])
@pytest.mark.usefixtures("_fixed_today")
def test_every_page_opens_on_a_store_of_before_the_limits(visit_store, old, sign_in, address):  # noqa: F811
    sign_in(Role.ADMINISTRATOR)
    page = visit_store(address, old)
    assert not page.exception
    assert [title.value for title in page.title] != ["Dit lukt nu niet"]


@pytest.fixture(scope="module")
def old(own_copy):
    """The whole example, in which at every meeting there were as many of each group as a store can hold."""
    store = own_copy("botu")
    counted = [one.values for one in list_records(store.whole(), "attendance")]
    with before_there_were_limits(), before_there_were_rules():
        most = {"count": str(2**63 - 1), "first_time_count": str(2**63 - 1), "recorded_at": None}
        write(store, {"attendance": [{**row, **most} for row in counted]})
    return store


def made_or_refused(store, name):
    """The file; None when it says which text of before the limits does not fit in Excel."""
    about = {"code": ("W1",)} if name == "a4.pdf" else {}
    try:
        return FILES[name].make(Asked(store, TESTER, "", TODAY, about))
    except SokError as refused:
        if "te lang voor Excel. Kort hem in" not in str(refused):
            raise
        return None
