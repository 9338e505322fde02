"""What one change does: rows, versions, twins, audit lines and numbers, all or nothing."""

import json
import threading
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sok_metrics import clock
from sok_metrics.errors import InvalidDataError, StoreFaultError
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import View
from sok_metrics.store.changes import change_set as change_set_module
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.queries import integrity
from tests.chance import tries
from tests.days import be_at
from tests.store.rows import TESTER, action, count, frame, indicator, measurement, party, save, series


def versions(store, table="party"):
    return store.whole().rows(f"SELECT * FROM {table}_history ORDER BY 1, version")


def lines(store):
    return store.whole().rows("SELECT * FROM change_line ORDER BY change_set, line")


def is_whole(store):
    reader = store.whole()
    return not any(
        find(reader)
        for find in (
            integrity.find_rows_without_twin,
            integrity.find_twins_without_row,
            integrity.find_rows_without_change,
            integrity.find_dangling_references,
            integrity.find_low_counters,
        )
    )


def test_a_new_row_leaves_a_twin_and_a_change_line(store, put):
    number = put("party", party(name="Een"))
    [twin] = versions(store)
    assert (twin["name"], twin["version"], twin["superseded_at"]) == ("Een", 1, None)
    [line] = lines(store)
    assert (line["change_set"], line["table_name"], line["row_key"]) == (number, "party", '["PA"]')
    assert line["row_before"] is None
    assert json.loads(line["row_after"])["name"] == "Een"


def test_a_changed_row_ends_the_version_before_it(store, put):
    put("party", party(name="Een"))
    put("party", party(name="Twee"))
    first, second = versions(store)
    assert first["superseded_at"] == second["recorded_at"] > first["recorded_at"]
    assert (second["name"], second["version"], second["superseded_at"]) == ("Twee", 2, None)
    line = lines(store)[-1]
    assert json.loads(line["row_before"])["name"] == "Een"
    assert json.loads(line["row_after"])["name"] == "Twee"
    assert is_whole(store)


def test_columns_that_are_not_given_keep_their_value(store, put):
    put("party", party(name="Een", contribution="geld"))
    put("party", {"code": "PA", "name": "Twee"})
    [row] = store.whole().rows("SELECT name, contribution FROM party")
    assert row == {"name": "Twee", "contribution": "geld"}


def test_a_cell_can_be_emptied(store, put):
    put("party", party(contribution="geld"))
    put("party", party(contribution=None))
    assert store.whole().rows("SELECT contribution FROM party") == [{"contribution": None}]


def test_what_changes_nothing_leaves_no_trace(store, put):
    put("party", party())
    before = store.reader().last_change, count(store, "change_set")
    put("party", party())
    with store.write(by=TESTER, reason="niets", source=ChangeSource.FORM):
        pass
    assert (store.reader().last_change, count(store, "change_set")) == before
    assert len(versions(store)) == len(lines(store)) == 1


def test_a_table_without_rows_can_be_put(store, put):
    with store.write(by=TESTER, reason="leeg", source=ChangeSource.IMPORT) as change:
        change.put_all({"action": frame(action()).iloc[:0], "party": frame(party()).iloc[:0]})
    assert count(store, "change_set") == 0


def test_an_exception_in_the_block_undoes_all_of_it(store, put):
    put("party", party(name="Een"))
    with (  # noqa: PT012 (the block is what is tested)
        pytest.raises(ZeroDivisionError),
        store.write(by=TESTER, reason="toets", source=ChangeSource.FORM) as change,
    ):
        change.put("party", frame(party(name="Twee"), party("PB")))
        raise ZeroDivisionError
    assert [row["name"] for row in versions(store)] == ["Een"]
    assert count(store, "change_set") == count(store, "change_line") == count(store, "party") == 1


def test_one_wrong_row_keeps_all_the_others_out(store):
    rows = [party(f"P{n}") for n in range(50)]
    rows[25]["kind"] = "marsman"
    with pytest.raises(InvalidDataError):
        save(store, party=rows)
    assert count(store, "party") == count(store, "change_set") == 0


def test_a_file_fault_of_the_caller_is_not_blamed_on_the_store(store):
    with (
        pytest.raises(FileNotFoundError),
        store.write(by=TESTER, reason="toets", source=ChangeSource.FORM),
    ):
        open("/does/not/exist")  # noqa: PTH123, SIM115


def test_a_write_inside_a_write_is_refused(store):
    with store.write(by=TESTER, reason="toets", source=ChangeSource.FORM) as change:
        change.put("party", frame(party()))
        with (
            pytest.raises(RuntimeError, match="inside"),
            store.write(by=TESTER, reason="toets", source=ChangeSource.FORM),
        ):
            pass
    assert count(store, "party") == 1


def test_an_unknown_column_or_table_is_a_mistake_of_the_program(store, put):
    with pytest.raises(ValueError, match="naam"):
        put("party", party(naam="Een"))
    with pytest.raises(KeyError):
        put("no_such_table", {"x": "1"})
    assert count(store, "change_set") == 0


def test_text_is_stored_as_it_is_and_never_runs(store, put):
    names = [
        "'); DROP TABLE party; --",
        "=1+1",
        'aan"halings',
        "{party}",
        "$number",
        "ë漢🙂",
        "regel\nnieuw",
        "-",
    ]
    put("party", *(party(f"P{place}", name=name) for place, name in enumerate(names)))
    found = store.reader().rows("SELECT name FROM {party} AS party ORDER BY code")
    assert [row["name"] for row in found] == names


def test_a_referenced_row_and_its_children_can_change_together(store):
    save(store, indicator=[indicator()], series=[series()], measurement=[measurement()])
    save(
        store,
        indicator=[indicator(name="Ander")],
        series=[series(label="x")],
        measurement=[measurement(value="11", correction_reason="opnieuw geteld")],
    )
    assert [row["version"] for row in versions(store, "indicator")] == [1, 2]
    assert is_whole(store)


# Loading what others recorded


def test_loading_keeps_the_moment_that_the_data_give(store, put):
    put("party", party(recorded_at="2023-05-01 12:00:00"))
    [twin] = versions(store)
    assert twin["recorded_at"] == datetime(2023, 5, 1, 12)


def test_several_rows_with_one_key_are_successive_versions_in_the_order_of_their_moment(store):
    number = save(
        store,
        indicator=[indicator()],
        series=[series()],
        measurement=[
            measurement(value="12", recorded_at="2025-01-01 10:00:00", correction_reason="verkeerd geteld"),
            measurement(value="10", recorded_at="2024-01-01 10:00:00"),
        ],
    )
    first, second = versions(store, "measurement")
    assert (first["value"], second["value"]) == (10, 12)
    assert first["superseded_at"] == second["recorded_at"] == datetime(2025, 1, 1, 10)
    assert second["correction_reason"] == "verkeerd geteld"
    assert {row["change_set"] for row in (first, second)} == {number}
    assert is_whole(store)


def test_a_moment_before_the_previous_version_becomes_now(store, put):
    put("party", party(name="Een", recorded_at="2024-01-01 10:00:00"))
    put("party", party(name="Twee", recorded_at="2023-01-01 10:00:00"))
    first, second = versions(store)
    assert second["recorded_at"] > datetime(2026, 1, 1)
    assert first["superseded_at"] == second["recorded_at"]


def test_history_stays_in_order_when_the_clock_is_set_back(store, put, monkeypatch):
    put("party", party(name="Een"))

    be_at(monkeypatch, clock.now() - timedelta(days=30))
    put("party", party(name="Twee"))
    first, second = versions(store)
    assert first["recorded_at"] < second["recorded_at"] == first["superseded_at"]


def test_a_moment_in_the_future_is_a_problem(store, put):
    with pytest.raises(InvalidDataError, match="toekomst"):
        put("party", party(recorded_at="2199-01-01 10:00:00"))


@settings(max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from("ABC"), st.sampled_from(["x", "y", None]), st.booleans()),
            max_size=3,
            unique_by=lambda row: row[0],
        ),
        max_size=6,
    )
)
def test_any_row_of_changes_keeps_the_twins_whole(store, changes):
    for rows in changes:
        archived = str(clock.now().replace(microsecond=0))
        save(
            store,
            party=[
                party(code, contribution=text, archived_at=archived if is_archived else None)
                for code, text, is_archived in rows
            ],
        )
    assert is_whole(store)
    per_key = defaultdict(list)
    for row in versions(store):
        per_key[row["code"]].append(row)
    for history in per_key.values():
        assert [row["version"] for row in history] == list(range(1, len(history) + 1))
        ends = [row["superseded_at"] for row in history]
        assert ends == [row["recorded_at"] for row in history[1:]] + [None]


# Numbers


def test_the_counter_goes_on_after_the_numbers_that_were_loaded(store, put):
    put("action", action(7))
    with store.write(by=TESTER, reason="toets", source=ChangeSource.FORM) as change:
        assert change.next_number("action") == 8
        assert change.next_number("action") == 9
        assert change.next_number("decision") == 1


def test_the_counter_never_gives_a_number_twice(store):
    taken, errors = [], []

    def take():
        try:
            for _ in range(10):
                with store.write(by=TESTER, reason="toets", source=ChangeSource.FORM) as change:
                    number = change.next_number("action")
                    change.put("action", frame(action(number)))
                taken.append(number)
        except Exception as error:
            errors.append(error)
            raise

    run_together(take, take, take, take)
    assert errors == []
    assert sorted(taken) == list(range(1, 41))


# Several at once


def run_together(*works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.full
def test_concurrent_writers_lose_nothing(store, put):
    put("party", party(contribution="0"))

    def add_twenty():
        for _ in range(20):
            with store.write(by=TESTER, reason="toets", source=ChangeSource.FORM) as change:
                [row] = change._cursor.execute("SELECT contribution FROM party").fetchall()
                change.put("party", frame({"code": "PA", "contribution": str(int(row[0]) + 1)}))

    run_together(*[add_twenty] * 8)
    [row] = store.whole().rows("SELECT contribution, version FROM party")
    assert row == {"contribution": "160", "version": 161}
    assert count(store, "party_history") == count(store, "change_line") == 161
    assert is_whole(store)


def test_readers_see_the_old_rows_until_a_write_is_done(store, put):
    put("party", party(name="Een"))
    with store.write(by=TESTER, reason="toets", source=ChangeSource.FORM) as change:
        change.put("party", frame(party(name="Twee")))
        assert store.reader().rows("SELECT name FROM {party} AS party") == [{"name": "Een"}]
    assert store.reader().rows("SELECT name FROM {party} AS party") == [{"name": "Twee"}]


def test_readers_in_many_threads_go_on_while_one_writes(store, put):
    put("party", party(contribution="0"))
    stop, found, errors = threading.Event(), [], []

    def read():
        while not stop.is_set():
            try:
                frame_now = store.reader().frame("SELECT contribution FROM {party} AS party")
                past = store.reader(View(as_of=datetime(2020, 1, 1))).frame("SELECT * FROM {party} AS party")
                found.append((int(frame_now["contribution"][0]), len(past)))
            except Exception as error:
                errors.append(error)
                raise

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 21):
        put("party", {"code": "PA", "contribution": str(number)})
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert {past for _, past in found} == {0}
    assert all(0 <= number <= 20 for number, _ in found)


# Values


def test_every_type_comes_back_as_it_went_in(store):
    save(
        store,
        fund=[
            {
                "code": "F",
                "name": "Fonds",
                "year": "2021",
                "amount_promised": "50000.05",
                "ends_on": "2028-12-31",
            }
        ],
        area=[{"code": "A", "name": "Wijk", "kind": "district", "is_ours": "false"}],
        indicator=[indicator(smallest_change="1e-3")],
    )
    [fund] = store.whole().rows("SELECT year, amount_promised, ends_on FROM fund")
    assert fund["amount_promised"] == Decimal("50000.05")
    assert (fund["year"], str(fund["ends_on"])) == (2021, "2028-12-31")
    assert store.whole().rows("SELECT is_ours FROM area") == [{"is_ours": False}]
    assert store.whole().rows("SELECT smallest_change FROM indicator") == [{"smallest_change": 0.001}]


def test_left_out_columns_get_their_default(store, put):
    put("indicator", indicator())
    [row] = store.whole().rows("SELECT path, is_core, origin FROM indicator")
    assert row == {"path": "linear", "is_core": True, "origin": "real"}


def test_no_table_name_comes_from_outside(store):
    for name in ("party; DROP TABLE party", "change_set", ""):
        with pytest.raises(KeyError):
            store.reader()._rows_of(name)
    assert {table.name for table in TABLES}.isdisjoint({"change_set", "change_line", "counter"})


def test_writing_after_closing_is_refused(tmp_path, store):
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        save(store, party=[party()])


def test_stacked_statements_that_touch_files_are_refused(store, tmp_path):
    for sql in (
        f"COPY (SELECT 1) TO '{tmp_path}/x.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        f"ATTACH '{tmp_path}/other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ):
        with pytest.raises(StoreFaultError):
            store.whole().rows(sql)


def test_a_write_at_a_whole_second_is_not_in_the_future(store, put, monkeypatch):
    whole = datetime(2026, 11, 22, 6, 0, 0)
    monkeypatch.setattr(change_set_module, "_moment_after_the_last", lambda *_given: whole)
    put("party", {"code": "GEM", "name": "Gemeente", "kind": "municipality"})
    assert store.reader().rows("SELECT recorded_at FROM {party} AS party") == [{"recorded_at": whole}]
