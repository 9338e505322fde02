"""Out to a workbook and in again: the same, to the last bit."""

import csv
import math
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sok_metrics.errors import InvalidDataError
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, ColumnType
from sok_metrics.nouns.columns import LARGEST
from sok_metrics.store.queries.records import list_records, record_frame
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.write import write_exchange, write_template
from tests.chance import tries

CLEAN = st.characters(
    exclude_categories=["Cs"], exclude_characters="\ufffe\uffff" + "".join(map(chr, range(9)))
)
TEXTS = st.text(CLEAN, min_size=1, max_size=40) | st.sampled_from(
    [
        "=1+1",
        "+31 6",
        "-",
        "@x",
        "1-2",
        "2026",
        "1.234",
        "007",
        "_x000D_",
        "a\r\nb",
        " x ",
        "\u00a0",
        "ja",
        "WAAR",
        "45%",
    ]
)
DAYS = st.dates(min_value=pd.Timestamp("1800-01-01").date(), max_value=pd.Timestamp("2199-12-31").date())
VALUES = {
    ColumnType.TEXT: TEXTS,
    # As large as may stand in the store; what is larger is refused (tests/store/test_limits.py).
    ColumnType.INTEGER: st.integers(-int(LARGEST[ColumnType.INTEGER]), int(LARGEST[ColumnType.INTEGER])).map(
        str
    ),
    ColumnType.NUMBER: st.floats(-LARGEST[ColumnType.NUMBER], LARGEST[ColumnType.NUMBER]).map(
        lambda number: repr(number + 0.0)
    ),
    ColumnType.MONEY: st.decimals(
        -int(LARGEST[ColumnType.MONEY]), int(LARGEST[ColumnType.MONEY]), places=2
    ).map(lambda amount: f"{amount + 0:.2f}"),
    ColumnType.DATE: DAYS.map(str),
    ColumnType.MOMENT: st.datetimes(
        min_value=pd.Timestamp("1800-01-01").to_pydatetime(),
        max_value=pd.Timestamp("2199-12-31").to_pydatetime(),
    ).map(lambda moment: moment.isoformat(sep=" ").rstrip("0") if moment.microsecond else str(moment)),
    ColumnType.YES_NO: st.sampled_from(["true", "false"]),
}


def cells(column):
    value = st.sampled_from(list(column.choices.values())) if column.choices else VALUES[column.type]
    return value if column.default is not None else st.none() | value


@st.composite
def frames(draw):
    """Rows of one table in canonical text; at least one cell of every row holds something."""
    table = draw(st.sampled_from(TABLES))
    row = st.tuples(*(cells(column) for column in table.all_columns))
    rows = draw(st.lists(row, max_size=6))
    return table.name, pd.DataFrame(rows, columns=[c.name for c in table.all_columns], dtype=object)


def same(name, before, reading):
    after = reading.tables[name].drop(columns="_line")
    assert reading.problems == ()
    assert list(after.columns) == list(before.columns)
    assert after.to_numpy().tolist() == before.to_numpy().tolist()


@settings(max_examples=tries(100))
@given(frames())
def test_any_rows_of_the_schema_come_back_the_same(made):
    name, rows = made
    same(name, rows, read_exchange(write_exchange({name: rows}), "uitwisseling.xlsx"))


def as_csv(name, rows):
    """The rows as our own CSV files have them: Dutch headings and words, commas, decimal points."""
    table = TABLES_BY_NAME[name]
    words = {
        column.heading: {code: word for word, code in (column.choices or {}).items()}
        for column in table.all_columns
    }
    shown = rows.rename(columns={column.name: column.heading for column in table.all_columns})
    for heading in shown:
        shown[heading] = [words[heading].get(cell, cell) for cell in shown[heading]]
    return shown.to_csv(index=False, quoting=csv.QUOTE_ALL).encode("utf-8-sig")


@settings(max_examples=tries(60))
@given(frames())
def test_any_rows_of_the_schema_come_back_the_same_from_csv(made):
    name, rows = made
    rows = rows.map(
        lambda cell: cell.strip("\u200b\ufeff\u00a0 ").strip() or None if isinstance(cell, str) else cell
    )
    for column in TABLES_BY_NAME[name].all_columns:
        rows[column.name] = rows[column.name].where(rows[column.name].notna(), column.default)
    rows = rows.astype(object).where(rows.notna(), None)
    same(name, rows, read_exchange(as_csv(name, rows), f"{TABLES_BY_NAME[name].sheet}.csv"))


def test_the_store_comes_back_the_same(read_only_stores):
    reader = read_only_stores("botu").whole()
    tables = {
        table.name: record_frame(list_records(reader, table.name, with_archived=True), table.name)
        for table in TABLES
    }
    reading = read_exchange(write_exchange(tables), "botu.xlsx")
    for name, rows in tables.items():
        same(name, rows.drop(columns="version"), reading)
    assert reading.notes == ()
    assert sum(map(len, tables.values())) > 300


def test_lines_are_those_of_the_sheet():
    rows = pd.DataFrame([{"code": "PA"}, {"code": "PB"}])
    assert read_exchange(write_exchange({"party": rows}), "x.xlsx").tables["party"]["_line"].tolist() == [
        2,
        3,
    ]


def workbook(tables):
    return openpyxl.load_workbook(BytesIO(write_exchange(tables)))


def test_people_find_numbers_dates_and_words_as_excel_has_them():
    table = TABLES_BY_NAME["party"]
    rows = pd.DataFrame([{"code": "007", "name": "=A1", "kind": "municipality", "joined_on": "2024-03-31"}])
    sheet = workbook({"party": rows})[table.sheet]
    assert [cell.value for cell in sheet[1]] == ["code", "naam", "soort", "doet_mee_sinds"]
    code, name, kind, joined = sheet[2]
    assert (code.value, code.data_type, code.number_format) == ("007", "s", "@")
    assert (name.value, name.data_type, kind.value) == ("=A1", "s", "gemeente")
    assert joined.is_date
    assert f"{joined.value:%d-%m-%Y}" == "31-03-2024"
    assert sheet.freeze_panes == "A2"


def test_a_number_keeps_all_its_digits_and_is_a_number():
    rows = pd.DataFrame(
        [{"series_code": "A", "value": repr(math.pi * 1e-9)}, {"value": "0.30000000000000004"}]
    )
    values = [row[1].value for row in workbook({"measurement": rows})["metingen"].iter_rows(min_row=2)]
    assert values == [math.pi * 1e-9, 0.30000000000000004]


def test_excel_offers_the_words_that_may_be_chosen():
    book = workbook(
        {table.name: pd.DataFrame(columns=[c.name for c in table.all_columns]) for table in TABLES}
    )
    lists = {rule.formula1 for rule in book["partijen"].data_validations.dataValidation}
    assert '"echt,voorbeeld"' in lists
    assert any("bewonersinitiatief" in words for words in lists)
    [long] = [
        rule.formula1 for rule in book["regels"].data_validations.dataValidation if "Keuzes" in rule.formula1
    ]
    place = long.split("!")[1].replace("$", "")
    words = [row[0].value for row in book["Keuzes"][place]]
    assert words == list(TABLES_BY_NAME["rule_parameter"].column("name").choices or {})
    assert book["Keuzes"].sheet_state == "hidden"


def test_the_template_explains_every_column_and_holds_no_rows():
    content = write_template("Nieuwwijk")
    guide = openpyxl.load_workbook(BytesIO(content))["Uitleg"]
    lines = [[cell.value for cell in row] for row in guide.iter_rows()]
    assert lines[0][0] == "Alle gegevens van Nieuwwijk"
    explained = {(line[0], line[1]) for line in lines}
    missing = {(t.sheet, c.heading) for t in TABLES for c in t.columns} - explained
    assert missing == set()
    purposes = {line[0]: line[3] for line in lines}
    assert all(purposes[table.sheet] for table in TABLES)
    reading = read_exchange(content, "leeg.xlsx")
    assert reading.problems == ()
    assert {name: len(rows) for name, rows in reading.tables.items()} == {table.name: 0 for table in TABLES}


def test_a_text_that_no_cell_can_hold_is_never_cut():
    rows = pd.DataFrame([{"code": "PA", "name": "x" * 32_768}])
    with pytest.raises(InvalidDataError, match="te lang voor Excel"):
        write_exchange({"party": rows})


def test_the_file_says_what_it_is_and_who_made_it():
    agreement = pd.DataFrame({"code": ["A1"], "name": ["Afspraak & wij"], "neighbourhood": ["Bo & Tu"]})
    book = openpyxl.load_workbook(BytesIO(write_exchange({"agreement": agreement})))
    assert book.properties.title == "Alle gegevens van Bo & Tu"
    assert book.properties.creator == "SOK-monitor"
    assert book.worksheets[0]["A1"].value == book.properties.title
    empty = openpyxl.load_workbook(BytesIO(write_template()))
    assert empty.properties.title == "Alle gegevens van de overeenkomst"
