"""Starting a store: whole or not at all, and what goes in comes out."""

import csv
import threading
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sok_metrics.errors import InvalidDataError, StoreExistsError, StoreLockedError
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, ColumnType
from sok_metrics.store.connection import open_store
from sok_metrics.store.making import new_store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.tasks.starting.start import BOTU_FOLDER, default_folders, start_empty, start_from_folders
from sok_metrics.workbook.exchange.csv_folder import read_csv_folder
from tests.chance import tries
from tests.store.rows import count


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "place" / "sok.duckdb"


def test_an_own_neighbourhood_begins_with_an_agreement_only(path):
    start_empty(path, neighbourhood="Onze wijk", municipality="Stad")
    store = open_store(path)
    try:
        agreement = read_agreement(store.reader())
        assert agreement is not None
        assert (agreement.name, agreement.municipality) == ("Samenwerkingsovereenkomst Onze wijk", "Stad")
        assert agreement.privacy_threshold == 10
        assert sum(count(store, table.name) for table in TABLES) == 1
    finally:
        store.close()
    assert names(path.parent) == ["sok.duckdb", "sok.duckdb.lock"]


def test_each_folder_is_a_change_set_with_its_name(read_only_stores):
    found = read_only_stores("botu").whole().rows("SELECT reason, source FROM change_set ORDER BY number")
    assert found == [
        {"reason": "Gegevens uit de map botu", "source": "import"},
        {"reason": "Gegevens uit de map example", "source": "import"},
    ]


def test_an_existing_store_stays_as_it_is(path):
    start_empty(path, neighbourhood="x")
    before = path.read_bytes()
    for start in (
        lambda: start_empty(path, neighbourhood="y"),
        lambda: start_from_folders(path, [BOTU_FOLDER]),
    ):
        with pytest.raises(StoreExistsError, match="Er is al een SOK-bestand"):
            start()
    assert path.read_bytes() == before


def test_the_log_of_a_store_that_is_gone_is_never_mixed_in(path):
    path.parent.mkdir()
    log = path.with_name("sok.duckdb.wal")
    log.write_bytes(b"x")
    with pytest.raises(StoreExistsError, match=r"sok\.duckdb\.wal"):
        start_empty(path, neighbourhood="x")
    assert log.read_bytes() == b"x"


def test_bad_data_leave_nothing(path, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "reeksen.csv").write_text("code,indicator\nA,NIX\n")
    with pytest.raises(InvalidDataError, match="NIX"):
        start_from_folders(path, [folder])
    assert names(path.parent) == ["sok.duckdb.lock"]
    start_empty(path, neighbourhood="x")


def test_what_was_left_of_a_start_that_broke_off_is_cleared_away(path):
    path.parent.mkdir()
    for name in ("sok.duckdb.new", "sok.duckdb.new.wal", "sok.duckdb.new.lock"):
        (path.parent / name).write_bytes(b"half")
    start_empty(path, neighbourhood="x")
    assert names(path.parent) == ["sok.duckdb", "sok.duckdb.lock"]


def test_two_that_start_at_once_do_not_spoil_each_other(path):
    with new_store(path):
        with pytest.raises(StoreLockedError):
            start_empty(path, neighbourhood="y")
        assert (path.parent / "sok.duckdb.new").exists()
    assert path.exists()


def test_of_many_that_start_at_once_one_succeeds(path):
    results = []

    def start():
        try:
            start_empty(path, neighbourhood="x")
            results.append("made")
        except (StoreExistsError, StoreLockedError):
            results.append("refused")

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["made"] + ["refused"] * 3
    open_store(path).close()


def test_the_built_in_folders():
    assert [folder.name for folder in default_folders(with_examples=True)] == ["botu", "example"]
    assert default_folders(with_examples=False) == [BOTU_FOLDER]


def test_every_row_of_botu_comes_out_as_it_went_in(read_only_stores):
    for name, rows in read_csv_folder(BOTU_FOLDER).items():
        assert stored_texts(read_only_stores("real"), name, list(rows.columns[1:])) == texts(name, rows), name


def texts(name, rows):
    """The rows as the store will hold them, in the order of their text."""
    table, found = TABLES_BY_NAME[name], []
    for row in rows.drop(columns="_line").to_dict("records"):
        filled = {key: table.column(key).default if value is None else value for key, value in row.items()}
        found.append(tuple(canonical(table.column(key), value) for key, value in filled.items()))
    return sorted(found, key=str)


def stored_texts(store, name, columns):
    table = TABLES_BY_NAME[name]
    found = store.whole().rows(f"SELECT {', '.join(columns)} FROM {name}")
    return sorted(
        (tuple(canonical(table.column(key), value) for key, value in row.items()) for row in found), key=str
    )


def canonical(column, value):
    if value is None:
        return None
    if column.type is ColumnType.NUMBER:
        return float(value)
    if column.type is ColumnType.MONEY:
        return Decimal(value)
    if column.type is ColumnType.MOMENT:
        return str(value)[:19]
    return str(value).lower() if column.type is ColumnType.YES_NO else str(value)


# Any text, as people type it: no half characters, no control characters, no spaces around it.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n"), max_size=20
).map(lambda text: text.strip())
DATES = st.dates(date(1800, 1, 1), date(2199, 12, 31)).map(str)
CODES = st.lists(st.text("ABab-12é", min_size=1, max_size=5), max_size=4, unique=True)


def optional(cells):
    return cells | st.just("")


PARTIES = CODES.flatmap(
    lambda codes: st.tuples(
        *[
            st.fixed_dictionaries(
                {
                    "code": st.just(code),
                    "naam": TEXTS.filter(bool),
                    "soort": st.sampled_from(["gemeente", "bewoners"]),
                    "doet_mee_sinds": optional(DATES),
                    "wat_brengt_de_partij_in": TEXTS,
                    "herkomst": st.sampled_from(["", "echt", "voorbeeld"]),
                }
            )
            for code in codes
        ]
    )
)
FUNDS = CODES.flatmap(
    lambda codes: st.tuples(
        *[
            st.fixed_dictionaries(
                {
                    "code": st.just(code),
                    "naam": TEXTS.filter(bool),
                    "jaar": st.integers(1900, 2100).map(str),
                    "toegezegd": st.decimals(0, 10**11, places=2).map(str),
                    "besteden_voor": optional(DATES),
                }
            ).filter(lambda fund: fund["jaar"] <= (fund["besteden_voor"] or "9999"))
            for code in codes
        ]
    )
)
INDICATORS = CODES.flatmap(
    lambda codes: st.tuples(
        *[
            st.fixed_dictionaries(
                {
                    "code": st.just(code),
                    "naam": TEXTS.filter(bool),
                    "wat_meet_het": TEXTS.filter(bool),
                    "eenheid": st.just("%"),
                    "soort": st.just("getal"),
                    "richting": st.sampled_from(["hoger", "lager"]),
                    "hoe_vaak": st.just("jaar"),
                    "laagst_mogelijk": optional(st.floats(-1e14, 1e14).map(repr)),
                    "kern": st.sampled_from(["ja", "nee", ""]),
                }
            )
            for code in codes
        ]
    )
)


@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTIES, FUNDS, INDICATORS)
def test_any_rows_go_from_a_folder_into_a_store_and_read_back_equal(
    tmp_path_factory, parties, funds, indicators
):
    folder = tmp_path_factory.mktemp("round")
    (folder / "csv").mkdir()
    sheets = {"partijen": parties, "bronnen_van_geld": funds, "indicatoren": indicators}
    for sheet, rows in sheets.items():
        if rows:
            with (folder / "csv" / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
    if not any(sheets.values()):
        return
    start_from_folders(folder / "sok.duckdb", [folder / "csv"])
    store = open_store(folder / "sok.duckdb")
    try:
        for name, rows in read_csv_folder(folder / "csv").items():
            assert stored_texts(store, name, list(rows.columns[1:])) == texts(name, rows)
            assert len(rows) == count(store, name) == count(store, f"{name}_history")
    finally:
        store.close()
