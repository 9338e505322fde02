"""The commands as a scheduled job runs them: in a process of their own, judged by exit code and output."""

import json
import shutil
import subprocess
import sys
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from tests.web.running import ROOT, run_command

ENGLISH = ("Usage", "Error:", "Options:", "Missing", "Invalid", "No such", "Traceback", "Aborted")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "sok.duckdb"
    done = run_command("init", database=path)
    assert (done.returncode, done.stderr) == (0, "")
    return path


@pytest.fixture
def database(filled, tmp_path):
    path = tmp_path / "sok.duckdb"
    shutil.copyfile(filled, path)
    return path


def assert_refused(done, *words):
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def sabotage(database, *statements):
    with duckdb.connect(str(database)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_init_makes_the_built_in_neighbourhood_with_examples(filled):
    facts = json.loads(run_command("status", "--json", database=filled).stdout)
    assert facts["agreement"] == "Samenwerkingsovereenkomst Bospolder-Tussendijken"
    assert facts["open_actions"] > 0


def test_init_without_examples_leaves_them_out(tmp_path):
    path = tmp_path / "echt.duckdb"
    assert run_command("init", "--without-examples", database=path).returncode == 0
    facts = json.loads(run_command("status", "--json", database=path).stdout)
    assert (facts["open_actions"], facts["next_meeting"]) == (0, None)


def test_init_from_a_folder_takes_only_that_folder(tmp_path):
    path = tmp_path / "nieuw.duckdb"
    done = run_command("init", "--from", ROOT / "data" / "botu", database=path)
    assert done.returncode == 0
    assert str(path) in done.stdout
    assert run_command("check", database=path).returncode == 0


def test_init_empty_starts_a_neighbourhood_of_ones_own(tmp_path):
    path = tmp_path / "eigen.duckdb"
    done = run_command("init", "--empty", "Nagele", "--municipality", "Noordoostpolder", database=path)
    assert done.returncode == 0
    text = run_command("status", database=path).stdout
    assert "Samenwerkingsovereenkomst Nagele" in text
    assert "Er zijn nog geen indicatoren." in text


def test_init_leaves_a_store_that_is_there_alone(database):
    before = database.read_bytes()
    assert_refused(run_command("init", database=database), "Er is al een SOK-bestand")
    assert database.read_bytes() == before


def test_init_from_broken_files_names_every_problem_and_makes_nothing(tmp_path):
    folder = tmp_path / "map"
    shutil.copytree(ROOT / "data" / "botu", folder)
    measurements = folder / "metingen.csv"
    lines = measurements.read_text(encoding="utf-8").splitlines()
    for line, code in ((1, "BESTAAT-NIET"), (2, "OOK-NIET")):
        lines[line] = code + lines[line][lines[line].index(",") :]
    measurements.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = tmp_path / "nieuw.duckdb"
    assert_refused(
        run_command("init", "--from", folder, database=path), "BESTAAT-NIET", "OOK-NIET", "metingen"
    )
    assert not path.exists()
    assert not list(tmp_path.glob("*.new*"))


@pytest.mark.parametrize(
    "options",
    [
        ["--empty", "Nagele", "--without-examples"],
        ["--empty", "Nagele", "--from", "data/botu"],
        ["--from", "data/botu", "--without-examples"],
        ["--municipality", "Rotterdam"],
    ],
)
def test_init_with_options_that_exclude_each_other_is_wrong_usage(tmp_path, options):
    path = tmp_path / "nieuw.duckdb"
    assert run_command("init", *options, database=path).returncode == 2
    assert not path.exists()


def test_export_writes_a_workbook_that_opens(database, tmp_path):
    target = tmp_path / "uit.xlsx"
    done = run_command("export", "--output", target, database=database)
    assert (done.returncode, done.stderr) == (0, "")
    names = load_workbook(target, read_only=True).sheetnames
    assert {"Leeswijzer", "Waarden", "Indicatoren", "Metingen"} <= set(names)


def test_one_page_writes_a_pdf_of_one_page(database, tmp_path):
    path = tmp_path / "d2.pdf"
    done = run_command("one-page", "D2", "--output", str(path), database=database)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes().startswith(b"%PDF")
    assert_refused(
        run_command("one-page", "X9", "--output", str(tmp_path / "x.pdf"), database=database), "X9"
    )


def test_export_to_standard_output_sends_only_the_workbook(database):
    done = run_command("export", "--output", "-", "--without-examples", database=database, binary=True)
    assert done.returncode == 0
    sheet = load_workbook(BytesIO(done.stdout), read_only=True)["Metingen"]
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "voorbeeld" not in cells


def test_export_as_of_a_day_before_the_agreement_was_recorded_says_so(database, tmp_path):
    target = tmp_path / "uit.xlsx"
    done = run_command("export", "--output", target, "--as-of", "2010-01-01", database=database)
    assert_refused(done, "Op die dag was er nog geen overeenkomst")
    assert not target.exists()


def test_export_replaces_a_file_only_when_forced(database, tmp_path):
    target = tmp_path / "uit.xlsx"
    target.write_text("van mij")
    assert_refused(run_command("export", "--output", target, database=database), "--force")
    assert target.read_text() == "van mij"
    assert run_command("export", "--output", target, "--force", database=database).returncode == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("folder", ["bestaat-niet", "een-bestand"])
def test_export_to_an_impossible_folder_leaves_nothing_behind(database, tmp_path, folder):
    (tmp_path / "een-bestand").write_text("geen map")
    before = sorted(file.name for file in tmp_path.iterdir())
    done = run_command("export", "--output", tmp_path / folder / "uit.xlsx", database=database)
    assert_refused(done, "bestaat niet")
    assert set(before) | {"sok.duckdb.lock"} == {file.name for file in tmp_path.iterdir()}


def test_a_full_disk_leaves_no_half_file(tmp_path):
    code = f"""
import resource
from pathlib import Path
from sok_metrics.errors import DiskFullError
from sok_metrics.tasks.storage.deliver import deliver
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    deliver(b"x" * 100_000, Path({str(tmp_path / "uit.xlsx")!r}), overwrite=False)
except DiskFullError as error:
    print(error.sentence)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "De schijf is vol" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_backup_prints_the_path_of_a_copy_that_opens(database, tmp_path):
    done = run_command("backup", "--folder", tmp_path / "kopie", database=database)
    assert (done.returncode, done.stderr) == (0, "")
    copy = Path(done.stdout.strip())
    assert copy.parent == tmp_path / "kopie"
    assert run_command("check", database=copy).returncode == 0


def test_backup_keeps_as_many_as_asked_and_touches_nothing_else(database, tmp_path):
    folder = tmp_path / "kopie"
    folder.mkdir()
    (folder / "ander-20200101-000000-000000.duckdb").write_text("van een ander")
    made = [run_command("backup", "--folder", folder, "--keep", "2", database=database) for _ in range(3)]
    names = {file.name for file in folder.iterdir()}
    kept = {Path(done.stdout.strip()).name for done in made[1:]}
    assert names == kept | {"ander-20200101-000000-000000.duckdb"}


def test_backup_to_an_impossible_folder_says_so(database, tmp_path):
    (tmp_path / "een-bestand").write_text("geen map")
    done = run_command("backup", "--folder", tmp_path / "een-bestand" / "x", database=database)
    assert_refused(done, "reservekopie", "een-bestand")


def test_check_of_a_sound_store_is_good(database):
    done = run_command("check", database=database)
    assert (done.returncode, done.stderr) == (0, "")
    assert "in orde" in done.stdout


def test_check_names_every_problem_and_fails(database):
    sabotage(
        database,
        "UPDATE measurement_history SET value = value + 1 WHERE superseded_at IS NULL",
        "UPDATE action SET project_code = 'P-WEG' WHERE number = 1",
        "UPDATE counter SET last_number = 0 WHERE name = 'meeting'",
        "UPDATE fund_instalment SET amount = 1",
        "UPDATE payment SET amount = 1000000 WHERE number = 1",
        "UPDATE migration SET sha256 = 'anders'",
        "UPDATE party SET change_set = 999 WHERE code = (SELECT min(code) FROM party)",
    )
    done = run_command("check", database=database)
    assert_refused(
        done,
        "niet hetzelfde in de geschiedenis",
        "een code die niet bestaat",
        "De teller van 'bijeenkomsten'",
        "meer toegekend dan er is",
        "te veel betaald",
        "opbouw van het bestand",
        "zonder aantekening",
    )


def test_check_warns_about_settings_that_contradict_each_other_without_failing(database):
    chosen = """(
        SELECT min(series.code) FROM series JOIN indicator ON indicator.code = series.indicator_code
        WHERE indicator.upper_bound = 100 AND indicator.direction = 'higher' AND series.role = 'main'
          AND EXISTS (SELECT 1 FROM measurement WHERE series_code = series.code)
    )"""
    settings = "SET target_value = 200, target_date = DATE '2030-12-31'"
    sabotage(
        database,
        f"UPDATE series {settings} WHERE code = {chosen}",
        f"UPDATE series_history {settings} WHERE superseded_at IS NULL AND code = {chosen}",
    )
    done = run_command("check", database=database)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ligt buiten wat mogelijk is" in done.stdout


def test_status_is_plain_dutch_with_amounts_of_everything(database):
    run_command("backup", database=database)
    text = run_command("status", database=database).stdout
    for label in ("Overeenkomst:", "Stand:", "Laatste meting:", "Volgende bijeenkomst:", "Acties:"):
        assert label in text
    assert "nog nooit gemaakt" not in text


def test_status_as_json_holds_the_same_facts(database):
    facts = json.loads(run_command("status", "--json", database=database).stdout)
    assert facts["size_bytes"] == database.stat().st_size
    assert sum(facts["counts"].values()) > 20
    assert facts["last_backup"] is None
    assert 0 <= facts["late_actions"] <= facts["open_actions"]


def test_a_missing_store_is_a_problem_with_advice(tmp_path):
    path = tmp_path / "weg.duckdb"
    assert_refused(run_command("status", database=path), "Er is nog geen SOK-bestand", "init")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["status"], ["check"], ["backup"], ["export", "--output", "-"]])
def test_a_damaged_store_is_a_problem_for_every_command(tmp_path, command):
    path = tmp_path / "kapot.duckdb"
    path.write_bytes(b"dit is geen database" * 1000)
    assert_refused(run_command(*command, database=path), "beschadigd")


def test_a_store_of_a_newer_version_is_left_alone(database):
    sabotage(database, "INSERT INTO migration VALUES (9999, 'later', 'x', now()::TIMESTAMP)")
    before = database.read_bytes()
    assert_refused(run_command("check", database=database), "nieuwere versie")
    assert database.read_bytes() == before


def test_a_store_that_another_program_has_open_is_a_problem(database):
    with duckdb.connect(str(database)):
        assert_refused(run_command("status", database=database), "al open in een ander programma")


def test_the_commands_work_from_any_folder_with_a_relative_path(database):
    assert run_command("status", database=database.name, cwd=database.parent).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["exporteer"],
        ["export"],
        ["export", "--output"],
        ["export", "--output", "x.xlsx", "--as-of", "2023-13-01"],
        ["backup", "--keep", "0"],
        ["backup", "--keep", "veel"],
        ["status", "--xml"],
        ["status", "nu"],
        ["init", "--from", "bestaat-niet"],
    ],
)
def test_wrong_usage_has_exit_code_2_and_dutch_words(filled, arguments):
    done = run_command(*arguments, database=filled)
    assert done.returncode == 2
    assert not [word for word in ENGLISH if word in done.stderr + done.stdout]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["init", "--help"], ["export", "--help"], ["backup", "-h"]]
)
def test_help_is_dutch(arguments):
    done = run_command(*arguments)
    assert done.returncode == 0
    assert not [word for word in ENGLISH if word in done.stdout]
    assert "Gebruik:" in done.stdout


def test_the_budget_in_the_examples_adds_up(filled):
    with duckdb.connect(str(filled), read_only=True) as connection:
        [(granted, promised)] = connection.execute(
            "SELECT (SELECT sum(amount) FROM allocation_fund), (SELECT sum(amount_promised) FROM fund)"
        ).fetchall()
    assert Decimal(0) < granted <= promised
