"""Each noun is described once, whole and in order; what refers to nothing is found at once."""

from dataclasses import replace

import pytest

from sok_metrics import nouns
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column, ColumnType
from sok_metrics.nouns.kept import KINDS
from sok_metrics.store.changes.problems import shown
from sok_metrics.texts.fields import field_label
from sok_metrics.texts.kept_data import kinds_of_data


def test_every_table_comes_after_those_that_it_refers_to():
    known = set()
    for table in TABLES:
        known.add(table.name)
        assert {column.refers_to for column in table.columns if column.refers_to} <= known, table.name
    assert len(known) == len({table.sheet for table in TABLES}) == len(TABLES)


def test_a_table_may_refer_to_itself_but_two_not_to_each_other_nor_to_nothing():
    series, area = TABLES_BY_NAME["series"], TABLES_BY_NAME["area"]
    itself = replace(series.column("target_series_code"), name="other")
    [alone] = nouns._in_order([replace(series, columns=(itself,))])
    assert alone.name == "series"
    back = replace(area, columns=(replace(itself, refers_to="series"),))
    for wrong in ([series, back], [replace(area, columns=(replace(itself, refers_to="nowhere"),))]):
        with pytest.raises(ValueError, match="area"):
            list(nouns._in_order(wrong))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_is_described_is_whole_and_points_at_what_is_there(table):
    assert all(table.called)
    assert table.purpose
    assert all(field_label(table.name, column.name) for column in table.all_columns)
    names = {column.name for column in table.all_columns}
    assert set(table.key) <= names
    assert table.found is None or {*table.found.texts} <= names
    for other, column in table.found.beside if table.found else ():
        assert column in {one.name for one in TABLES_BY_NAME[other].columns}
    hangs_on = [table.hangs_on.column] if table.hangs_on else []
    by = [name for name in (table.pages.by, table.pages.via, table.code.by) if name]
    assert {*hangs_on, *by, *table.code.parts} <= names
    if table.companion is not None:
        others = {column.name for column in TABLES_BY_NAME[table.companion.table].columns}
        assert {*table.companion.columns, *table.companion.fixed} <= others


def test_every_table_is_of_one_kind_of_data():
    told = [name for kind in kinds_of_data(10) for name in kind.tables]
    assert sorted(told) == sorted([*TABLES_BY_NAME, *(name for kind in KINDS for name in kind.tables)])


def test_a_code_in_the_store_is_told_with_the_word_that_people_chose_yes_and_no_too():
    chosen = Column("kind", "soort", choices={"gemeente": "municipality"})
    is_ours = Column("is_ours", "van_ons", type=ColumnType.YES_NO)
    assert (shown(chosen, "municipality"), shown(is_ours, "true")) == ("gemeente", "ja")
