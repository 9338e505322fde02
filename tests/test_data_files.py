"""The shipped data: every cell in data/ fits the exchange format; real and invented stay apart."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column, ColumnType, Table

Row = dict[str, str]
DATA = Path(__file__).parent.parent / "data"
BOTU = DATA / "botu"
EXAMPLE = DATA / "example"
FOLDERS = (BOTU, EXAMPLE)
FILES = [
    pytest.param(path, id=f"{folder.name}/{path.stem}")
    for folder in FOLDERS
    for path in sorted(folder.glob("*.csv"))
]
BY_SHEET = {table.sheet: table for table in TABLES}
SHAPES = {
    ColumnType.TEXT: re.compile(r"\S(.*\S)?", re.DOTALL),
    ColumnType.INTEGER: re.compile(r"-?\d+"),
    ColumnType.NUMBER: re.compile(r"-?\d+(\.\d+)?"),
    ColumnType.MONEY: re.compile(r"\d+\.\d{2}"),
    ColumnType.DATE: re.compile(r"\d{4}-\d{2}-\d{2}"),
    ColumnType.MOMENT: re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"),
    ColumnType.YES_NO: re.compile(r"ja|nee"),
}


def rows_of(name: str, *folders: Path) -> list[Row]:
    """Give the rows of one table, by its name in the store, in the order of recording."""
    found: list[Row] = []
    for folder in folders or FOLDERS:
        path = folder / f"{TABLES_BY_NAME[name].sheet}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                found += csv.DictReader(file, strict=True)
    return sorted(found, key=lambda row: row["vastgelegd_op"])


def key_of(table: Table, row: Row) -> tuple[str, ...]:
    """Give the key of a row as it stands in the file."""
    return tuple(row[table.column(name).heading] for name in table.key)


def current(name: str) -> list[Row]:
    """Give the last version of each row of a table."""
    table = TABLES_BY_NAME[name]
    return list({key_of(table, row): row for row in rows_of(name)}.values())


def fits(column: Column, cell: str) -> bool:
    """Tell whether a cell holds what its column promises; an empty one only where that is allowed."""
    if cell == "":
        return not column.required or column.default is not None
    if column.choices is not None:
        return cell in column.choices
    if not SHAPES[column.type].fullmatch(cell):
        return False
    if column.type in (ColumnType.DATE, ColumnType.MOMENT):
        datetime.fromisoformat(cell)
    return column.minimum is None or float(cell) >= column.minimum


def references() -> Iterator[tuple[Table, Column, str]]:
    """Give every column that points at another row, with the table that it points at."""
    for table in TABLES:
        for column in table.columns:
            if column.refers_to is not None:
                yield table, column, column.refers_to


@pytest.mark.parametrize("path", FILES)
def test_file_has_known_headings_and_its_key(path: Path) -> None:
    table = BY_SHEET[path.stem]
    headings = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(headings) <= {column.heading for column in table.all_columns}
    assert len(set(headings)) == len(headings)
    needed = {column.heading for column in table.columns if column.required and column.default is None}
    assert needed | {table.column(name).heading for name in table.key} <= set(headings)


@pytest.mark.parametrize("path", FILES)
def test_every_cell_fits_its_column(path: Path) -> None:
    table = BY_SHEET[path.stem]
    columns = {column.heading: column for column in table.all_columns}
    wrong = [
        (row, heading)
        for row in rows_of(table.name, path.parent)
        for heading, cell in row.items()
        if not fits(columns[heading], cell)
    ]
    assert not wrong


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.sheet)
def test_real_and_example_rows_stay_apart(table: Table) -> None:
    real, example = rows_of(table.name, BOTU), rows_of(table.name, EXAMPLE)
    assert all(row.get("herkomst", "") in ("", "echt") for row in real)
    assert all(row["herkomst"] == "voorbeeld" for row in example)
    real_keys = Counter(key_of(table, row) for row in real)
    assert all(count == 1 for count in real_keys.values())
    assert not real_keys.keys() & {key_of(table, row) for row in example}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.sheet)
def test_versions_of_one_row_have_their_own_moment(table: Table) -> None:
    moments = Counter((key_of(table, row), row["vastgelegd_op"]) for row in rows_of(table.name))
    assert all(count == 1 for count in moments.values())


def test_every_reference_points_at_a_row_that_was_recorded_before() -> None:
    first: dict[str, dict[str, str]] = defaultdict(dict)
    for table in TABLES:
        for row in rows_of(table.name):
            first[table.name].setdefault(key_of(table, row)[0], row["vastgelegd_op"])
    for table, column, target in references():
        for row in rows_of(table.name):
            if code := row.get(column.heading):
                assert first[target].get(code, "never") <= row["vastgelegd_op"], (table.sheet, row)


def test_real_rows_never_lean_on_example_rows() -> None:
    for table, column, target in references():
        known = {key_of(TABLES_BY_NAME[target], row)[0] for row in rows_of(target, BOTU)}
        used = {row.get(column.heading, "") for row in rows_of(table.name, BOTU)}
        assert used - {""} <= known, (table.sheet, column.heading)


def test_a_corrected_measurement_says_why() -> None:
    seen: set[tuple[str, ...]] = set()
    table = TABLES_BY_NAME["measurement"]
    for row in rows_of("measurement"):
        assert (key_of(table, row) in seen) == bool(row.get("reden_van_correctie")), row
        seen.add(key_of(table, row))


def test_measurements_lie_within_bounds_and_were_known_when_recorded() -> None:
    bounds = {row["code"]: (row["laagst_mogelijk"], row["hoogst_mogelijk"]) for row in current("indicator")}
    indicator = {row["code"]: row["indicator"] for row in current("series")}
    for row in rows_of("measurement"):
        assert row["van"] <= row["tot_en_met"] <= row["vastgelegd_op"][:10], row
        assert row["bron"], row
        low, high = bounds[indicator[row["reeks"]]]
        if row["waarde"]:
            assert float(low or "-inf") <= float(row["waarde"]) <= float(high or "inf"), row


def test_every_measured_indicator_has_one_main_series() -> None:
    main = Counter(row["indicator"] for row in current("series") if row["rol"] == "hoofdreeks")
    assert set(main.values()) == {1}
    assert {row["indicator"] for row in current("series")} == main.keys()


def test_every_value_goal_and_cooperation_rule_has_exactly_one_card() -> None:
    cards = {row["code"] for row in current("indicator") if row["soort"] == "kaart"}
    links = Counter(row["code"] for row in current("indicator_commitment") if row["indicator"] in cards)
    wanted = {row["code"] for row in current("commitment") if row["soort"] != "organisatieafspraak"}
    assert links == dict.fromkeys(wanted, 1)
    assert all(row["vraag_op_de_kaart"] for row in current("indicator") if row["code"] in cards)


def test_no_more_answers_to_a_card_than_people_of_that_group() -> None:
    present = {(row["bijeenkomst"], row["groep"]): int(row["aantal"]) for row in current("attendance")}
    answers: Counter[tuple[str, str, str]] = Counter()
    for row in current("card_answer"):
        answers[row["bijeenkomst"], row["groep"], row["kaart"]] += int(row["aantal"])
    assert all(count <= present[meeting, group] for (meeting, group, _), count in answers.items())


def test_money_adds_up() -> None:
    promised = {row["code"]: Decimal(row["toegezegd"]) for row in current("fund")}
    granted: defaultdict[str, Decimal] = defaultdict(Decimal)
    open_amount: dict[tuple[str, str], Decimal] = {}
    for row in current("allocation_fund"):
        granted[row["bron_van_geld"]] += Decimal(row["bedrag"])
        open_amount[row["toekenning"], row["bron_van_geld"]] = Decimal(row["bedrag"])
    for row in current("payment"):
        open_amount[row["toekenning"], row["bron_van_geld"]] -= Decimal(row["bedrag"])
    instalments: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in current("fund_instalment"):
        instalments[row["bron_van_geld"]] += Decimal(row["bedrag"])
    assert all(amount <= promised[fund] for fund, amount in granted.items())
    assert all(amount >= 0 for amount in open_amount.values())
    assert instalments == promised


def test_what_is_carried_over_is_what_was_left() -> None:
    there: dict[str, Decimal] = defaultdict(Decimal)
    for row in current("fund_instalment"):
        there[row["bron_van_geld"]] += Decimal(row["bedrag"]) if row["ontvangen_op"] else 0
    year = {row["nummer"]: row["toegekend_op"][:4] for row in current("allocation")}
    for row in current("carry_over"):
        spent = [
            Decimal(part["bedrag"])
            for part in current("allocation_fund")
            if part["bron_van_geld"] == row["bron_van_geld"] and year[part["toekenning"]] <= row["van_jaar"]
        ]
        back = [
            Decimal(one["bedrag"])
            for one in current("returned_money")
            if one["bron_van_geld"] == row["bron_van_geld"] and one["teruggekomen_op"][:4] <= row["van_jaar"]
        ]
        left = there[row["bron_van_geld"]] - sum(spent, Decimal(0)) + sum(back, Decimal(0))
        assert Decimal(row["bedrag"]) == left, row


def test_people_are_roles_that_nobody_can_call_or_mail() -> None:
    assert not rows_of("person", BOTU)
    for row in rows_of("person", EXAMPLE):
        assert row["rol"].endswith("(voorbeeld)")
        assert re.fullmatch(r"[a-z ]+( P?\d+)?[a-z ]*, voorbeeld", row["naam"])
        assert re.fullmatch(r"(010-000 00 \d\d)?", row["telefoon"])
        assert re.fullmatch(r"([a-z0-9]+@example\.invalid)?", row["e-mail"])


def test_meetings_that_were_held_were_closed_on_their_day() -> None:
    for row in current("meeting"):
        closed_on = row["datum"] if row["status"] == "gehouden" else ""
        assert row["afgesloten_op"][:10] == closed_on, row


def test_the_story_has_one_year_with_too_few_reviews() -> None:
    held = Counter(
        row["datum"][:4]
        for row in current("meeting")
        if (row["soort"], row["status"]) == ("voortgangsbijeenkomst", "gehouden")
    )
    assert {year for year, count in held.items() if count < 3} == {"2024", "2026"}
