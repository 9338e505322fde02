"""Whatever hypothesis draws for the columns of a noun: refused with a sentence, or kept and shown whole."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sok_metrics.errors import SokError
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, ColumnType
from sok_metrics.nouns.columns import FIRST_DAY, LARGEST, LAST_DAY
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.files.asked import NUMBER, Asked
from sok_metrics.tasks.files.catalogue import FILES
from sok_metrics.tasks.files.importing import look_at_file
from tests.chance import tries
from tests.days import be_at
from tests.drawn import UNSENDABLE, cells, may_be_drawn
from tests.pages.conftest import TODAY, sign_in, visit_store  # noqa: F401 (fixtures)
from tests.store.rows import TESTER, frame, sure

pytestmark = pytest.mark.full

SHARED = settings(
    deadline=None,
    # An example takes a second: the first one that fails is told as it is.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    # One store takes all examples in turn, and the day and the role are the same for each.
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
A_SENTENCE = re.compile(r"[^{}]+ [^{}]+", re.DOTALL)
TO_LOOK_AT = (
    "overzicht", "waarden", "doelen", "afspraken", "organisatie", "dekking", "indicatoren", "sinds",
    "werkboek", "acties", "ideeen", "bijeenkomsten", "besluiten", "energiebegroting", "overeenkomst",
    "geschiedenis", "mensen", "metingen-invullen", "energiewijk-overleg", "zoeken?q=W", "project?code=P1",
    "indicator?code=DEE-01", "indicator?code=ECO-05", "bijeenkomst?nummer=4",
)  # fmt: skip
FILES_TO_MAKE = [
    name
    for name, file in FILES.items()
    # Those of one meeting or paper are there for some drawn rows only: it may be internal, or have no file.
    if name not in ("fouten.xlsx", "reservekopie.duckdb", "reservekopie.zip")
    and NUMBER not in file.listens_to
]


@pytest.fixture(scope="module")
def kept(own_copy):
    """The whole example; what fits of each example that is drawn stays in it."""
    return own_copy("botu")


@pytest.fixture(autouse=True)
def _fixed_today(monkeypatch):
    be_at(monkeypatch, TODAY)


def some_row(store, table, data):
    """A row that is there already."""
    records = list_records(store.whole(), table.name)
    return {**records[data.draw(st.integers(0, min(4, len(records) - 1)))].values, "recorded_at": None}


def filled_tables(store):
    """The tables that have rows and something to draw."""
    return [one.name for one in TABLES if may_be_drawn(one) and list_records(store.whole(), one.name)]


def drawn_row(store, data, *, unsendable):
    """A table, and one of its rows with some cells that were drawn."""
    table = TABLES_BY_NAME[data.draw(st.sampled_from(filled_tables(store)))]
    row = some_row(store, table, data)
    names = [one.name for one in may_be_drawn(table)]
    changed = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    return (
        table,
        row,
        {one: data.draw(cells(table.column(one), unsendable=unsendable), one) for one in changed},
    )


def write_what_fits(store, table, row):
    """Save the row unless it is refused; every refusal is a sentence."""
    problems = preview(store, {table.name: frame({**row, "_line": 2})}, by=TESTER).problems
    for problem in problems:
        assert A_SENTENCE.fullmatch(problem.sentence), (table.name, problem)
    if not problems:
        with store.write(by=TESTER, reason="toets", source=ChangeSource.IMPORT, is_sure=sure) as change:
            change.put(table.name, frame(row))
    return not problems


@given(data=st.data())
@settings(SHARED, max_examples=tries(40))
def test_a_row_is_refused_with_a_sentence_or_kept_as_it_is(kept, data):
    table, row, changes = drawn_row(kept, data, unsendable=True)
    if not write_what_fits(kept, table, row | changes):
        return
    stored = stored_row(kept, table, row)
    for name, text in changes.items():
        column = table.column(name)
        assert fits(column, stored[name]), (table.name, name)
        if column.is_free_text and text:
            assert (stored[name] or "").split() == text.split(), (table.name, name)


def stored_row(store, table, row):
    """What stands in the store under the key of this row."""
    key = tuple(str(row[name]) for name in table.key)
    [found] = [one.values for one in list_records(store.whole(), table.name) if one.key == key]
    return found


def fits(column, text):
    """Whether a stored cell is within the limits of its column, and can be written in every file."""
    if text is None:
        return True
    if column.type in LARGEST:
        return column.lowest <= float(text) <= column.highest
    if column.type is ColumnType.DATE:
        return FIRST_DAY <= date.fromisoformat(text) <= LAST_DAY
    is_whole = not any(sign in text for sign in UNSENDABLE)
    return is_whole and (not column.is_free_text or len(text) <= column.longest)


@given(data=st.data())
@settings(SHARED, max_examples=tries(40))
def test_a_file_is_refused_with_a_sentence_or_read(kept, data):
    table, row, changes = drawn_row(kept, data, unsendable=True)
    headings = {one.name: one.heading for one in table.columns}
    text = StringIO()
    writer = csv.writer(text)
    shown = {name: value for name, value in (row | changes).items() if name in headings}
    writer.writerow([headings[name] for name in shown])
    writer.writerow(["" if value is None else value for value in shown.values()])
    content = text.getvalue().encode("utf-8", errors="surrogatepass")
    for sentence in what_is_said(kept, content, f"{table.sheet}.csv"):
        assert A_SENTENCE.fullmatch(sentence), sentence


def what_is_said(store, content, name):
    """What is wrong with a file: that it is refused, or its problems."""
    try:
        ahead = look_at_file(store, content, name, by=TESTER)
    except SokError as refused:
        return [refused.sentence]
    return [problem.sentence for problem in ahead.preview.problems] if ahead.preview else []


@given(data=st.data())
@settings(SHARED, max_examples=tries(18))
def test_a_form_saves_or_says_what_is_wrong(kept, visit_store, sign_in, data):  # noqa: F811
    sign_in(Role.ADMINISTRATOR)
    # A browser sends no half signs: what it sends is UTF-8.
    table, row, changes = drawn_row(kept, data, unsendable=False)
    key = "|".join(str(row[name]) for name in table.key)
    page = visit_store("werkboek", kept)
    page.query_params["wijzig"] = f"{table.name}:{key}"
    page.run()
    assert not page.exception
    filled = [name for name, text in changes.items() if fill(page, table, name, text)]
    [save] = [one for one in page.button if one.label == "Opslaan"]
    save.click().run()
    assert not page.exception, (table.name, filled)
    assert [title.value for title in page.title] != ["Dit lukt nu niet"], (table.name, filled)
    assert page.success or page.error or page.warning, (table.name, filled)
    for said in (*page.error, *page.warning):
        assert A_SENTENCE.fullmatch(said.value), said.value
    stored = stored_row(kept, table, row)
    for name in filled:
        assert fits(table.column(name), stored[name]), (table.name, name)
        if page.success and table.column(name).is_free_text:
            # What is too long is refused whole, never cut.
            assert (stored[name] or "").split() == (changes[name] or "").split(), (table.name, name)


def fill(page, table, name, text):
    """Put a text in the field of a column; whether it is a field that takes it."""
    column = table.column(name)
    widgets = [
        one for kind in ("text_input", "text_area", "date_input", "selectbox") for one in getattr(page, kind)
    ]
    found = [one for one in widgets if (one.key or "").endswith(f"|{table.name}|{name}")]
    if not found or column.options:
        return False
    if column.type is ColumnType.DATE:
        try:
            found[0].set_value(date.fromisoformat(text or ""))
        except ValueError:
            return False
    else:
        found[0].set_value("" if text is None else text)
    return True


def files_of_a_meeting_are_made_or_refused(store, data):
    """Those of one meeting are not there for every row: it may be internal, or without a day."""
    number = data.draw(st.sampled_from([one.key[0] for one in list_records(store.whole(), "meeting")]))
    for name in ("verslag.docx", "bijeenkomst.ics"):
        said = refusal_of(name, Asked(store, TESTER, "", TODAY, {NUMBER: (number,)}))
        assert said is None or A_SENTENCE.fullmatch(said), (name, said)


def refusal_of(name, asked):
    """Why a file is not made; None when it is."""
    try:
        made = FILES[name].make(asked)
    except SokError as refused:
        return refused.sentence
    assert made, name
    return None


@given(data=st.data())
@settings(SHARED, max_examples=tries(5))
def test_what_is_kept_shows_on_pages_in_excel_and_in_documents(kept, visit_store, sign_in, data):  # noqa: F811
    sign_in(Role.ADMINISTRATOR)
    several = st.lists(st.sampled_from(filled_tables(kept)), min_size=4, max_size=6, unique=True)
    for table in map(TABLES_BY_NAME.__getitem__, data.draw(several)):
        row = some_row(kept, table, data)
        drawn = {one.name: data.draw(cells(one, unsendable=True), one.name) for one in may_be_drawn(table)}
        changed = {**row, **drawn, "_line": 2}
        problems = preview(kept, {table.name: frame(changed)}, by=TESTER).problems
        wrong = {one.heading for one in problems}
        fits = {name: text for name, text in drawn.items() if table.column(name).heading not in wrong}
        write_what_fits(kept, table, row | fits)
    for address in data.draw(st.lists(st.sampled_from(TO_LOOK_AT), min_size=2, max_size=2, unique=True)):
        page = visit_store(address, kept)
        assert not page.exception, address
        assert [title.value for title in page.title] != ["Dit lukt nu niet"], address
    files_of_a_meeting_are_made_or_refused(kept, data)
    name = data.draw(st.sampled_from(FILES_TO_MAKE))
    made = FILES[name].make(Asked(kept, TESTER, "", TODAY, {"code": ("W1",)} if name == "a4.pdf" else {}))
    assert made, name
    if isinstance(made, bytes) and name.endswith(".xlsx"):
        sheets = openpyxl.load_workbook(BytesIO(made), read_only=True).worksheets
        assert not any(cell.data_type == "f" for sheet in sheets for row in sheet for cell in row), name
