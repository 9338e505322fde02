"""However a server stops, its one file holds everything; and who goes on takes over what it kept."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sok_metrics.store.connection import open_store
from sok_metrics.tasks.commands.server_note import read_server_note
from tests.store.rows import count
from tests.web.running import ROOT, hear_all_signals, noted, run_command, running_server

pytestmark = pytest.mark.full

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
PARTIES = "code,naam,soort,doet_mee_sinds\nPA,Bewoners van de proef,bewoners,2021-12-31\n"


@pytest.fixture
def database(built_stores, tmp_path):
    path = tmp_path / "sok.duckdb"
    shutil.copyfile(built_stores("empty"), path)
    path.chmod(0o644)
    return path


def write(database, tmp_path):
    """Have whoever has the store open write one party."""
    file = tmp_path / "partijen.csv"
    file.write_text(PARTIES, encoding="utf-8")
    done = run_command("import", file, database=database)
    assert done.returncode == 0, done.stderr + done.stdout


def parties_in_the_file_alone(database, tmp_path):
    copy = tmp_path / "los" / "sok.duckdb"
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(database, copy)
    store = open_store(copy)
    try:
        return count(store, "party")
    finally:
        store.close()


def modes(folder):
    """The files and folders here that others than their owner may do anything with."""
    return {
        one.name
        for one in folder.rglob("*")
        if stat.S_IMODE(one.stat().st_mode) & 0o077 and one.name != "partijen.csv"
    }


@ON_POSIX
@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_all_is_in_the_one_file_when_a_server_is_stopped(database, tmp_path, how):
    with running_server(database) as (_url, process):
        write(database, tmp_path)
        if how == "SIGTERM":
            backups = database.parent / "backups"
            wait_until(lambda: list(backups.glob("*.duckdb")))
            assert Path(f"{database}.wal").exists()
            assert modes(tmp_path) == set()
        process.send_signal(getattr(signal, how))
        process.wait(timeout=30)
    assert not Path(f"{database}.wal").exists()
    assert not Path(f"{database}.server").exists()
    assert parties_in_the_file_alone(database, tmp_path) == 1


def wait_until(is_so, seconds=40):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it took too long")


@ON_POSIX
def test_a_command_that_is_stopped_leaves_the_one_file_too(database, tmp_path):
    code = """
import sys, signal, os
from sok_metrics.__main__ import main
from sok_metrics.tasks.commands import run as commands
import_file = commands.import_file
def slow(*given, **options):
    done = import_file(*given, **options)
    os.kill(os.getpid(), getattr(signal, os.environ["HOW"]))
    return done
commands.import_file = slow
main()
"""
    file = tmp_path / "partijen.csv"
    file.write_text(PARTIES, encoding="utf-8")
    for how in ("SIGTERM", "SIGHUP", "SIGINT"):
        fresh = tmp_path / how / "sok.duckdb"
        fresh.parent.mkdir()
        shutil.copyfile(database, fresh)
        command = [sys.executable, "-c", code, "--database", str(fresh), "import", str(file)]
        stopped = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "HOW": how},
            capture_output=True,
            check=False,
            timeout=60,
            preexec_fn=hear_all_signals,
        )
        assert stopped.returncode != 0, how
        assert not Path(f"{fresh}.wal").exists(), how
        assert parties_in_the_file_alone(fresh, tmp_path) == 1


@ON_POSIX
def test_the_second_server_takes_over_when_the_first_dies(database):
    with running_server(database) as (_first_url, first), running_server(database) as (url, _second):
        assert noted(database).pid == first.pid
        first.kill()
        first.wait()
        wait_until(lambda: (note := read_server_note(database)) is not None and note.url == url)
        facts = json.loads(run_command("status", "--json", database=database).stdout)
        assert facts["path"] == str(database)
