"""Commands while a real server owns the store, and what is left when it was killed."""

import ast
import json
import os
import shutil
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.web.server.app_discovery import discover_asgi_app

from sok_metrics.tasks.storage.place import server_note
from tests.web.running import ROOT, fetch, noted, run_command, running_server


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "sok.duckdb"
    assert run_command("init", database=path).returncode == 0
    return path


@pytest.fixture(scope="module")
def served(filled, tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "sok.duckdb"
    shutil.copyfile(filled, path)
    with running_server(path) as (url, _process):
        # The first command makes the server open the store; from then on it owns the file.
        assert run_command("status", database=path).returncode == 0
        yield path, url


@pytest.fixture
def taken(filled, tmp_path):
    """A store that another process has open; unlike a server it does not put its note back by itself."""
    path = tmp_path / "sok.duckdb"
    shutil.copyfile(filled, path)
    holding = (
        "import sys, duckdb; held = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdin
        assert holder.stdout
        assert holder.stdout.readline() == b"open\n"
        yield path
        holder.stdin.close()


def test_a_store_that_is_open_elsewhere_is_not_opened_here(taken):
    done = run_command("status", database=taken)
    assert done.returncode == 1
    assert "al open in een ander programma" in done.stderr


def test_status_comes_from_the_server(served):
    path, _url = served
    facts = json.loads(run_command("status", "--json", database=path).stdout)
    assert facts["agreement"] == "Samenwerkingsovereenkomst Bospolder-Tussendijken"
    assert facts["path"] == str(path)


def test_check_comes_from_the_server(served):
    done = run_command("check", database=served[0])
    assert (done.returncode, done.stderr) == (0, "")


def test_export_comes_from_the_server(served, tmp_path):
    target = tmp_path / "uit.xlsx"
    done = run_command("export", "--output", target, database=served[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert "Metingen" in load_workbook(target, read_only=True).sheetnames


def test_backup_comes_from_the_server(served, tmp_path):
    done = run_command("backup", "--folder", tmp_path, "--keep", "1", database=served[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert run_command("check", database=Path(done.stdout.strip())).returncode == 0


def test_what_the_server_finds_impossible_comes_back_as_its_sentence(served, tmp_path):
    (tmp_path / "een-bestand").write_text("geen map")
    done = run_command("backup", "--folder", tmp_path / "een-bestand" / "x", database=served[0])
    assert done.returncode == 1
    assert "geen reservekopie" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_note_is_for_this_user_only(served):
    note = server_note(served[0])
    if os.name != "nt":
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert set(json.loads(note.read_text())) == {"url", "token", "pid"}


def test_health_tells_no_figures(served):
    status, headers, body = fetch(f"{served[1]}/sok/health")
    assert (status, set(json.loads(body))) == (200, {"ok", "version"})
    assert headers["Cache-Control"] == "no-store"


def test_the_name_of_the_first_page_leads_to_it(served):
    _path, url = served
    with urllib.request.urlopen(f"{url}/overzicht?op=2023-12-04") as answer:
        assert answer.url.startswith(f"{url}/?op=2023-12-04")
        assert "SOK-monitor" in answer.read().decode()


@pytest.mark.parametrize("authorization", [None, "", "Bearer ", "Bearer verkeerd", "Basic abc", "Bearer é"])
def test_a_wrong_token_is_refused(served, authorization):
    headers = {} if authorization is None else {"Authorization": authorization.encode().decode("latin-1")}
    status, _headers, body = fetch(f"{served[1]}/sok/command/status", data=b"{}", headers=headers)
    assert status == 401
    assert "Samenwerkingsovereenkomst" not in body.decode()


def test_another_computer_is_refused_even_with_the_token(served):
    note = noted(served[0])
    headers = {"Authorization": f"Bearer {note.token}", "X-Forwarded-For": "192.0.2.1"}
    assert fetch(f"{note.url}/sok/command/status", data=b"{}", headers=headers)[0] == 403


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("status", b"geen json", 400),
        ("status", b"[1]", 400),
        ("status", b"{" + b" " * 20_000 + b"}", 400),
        ("verwijder", b"{}", 409),
        ("export", b'{"as_of": "gisteren"}', 409),
        ("export", b'{"as_of": 7}', 409),
        ("backup", b'{"keep": 0}', 409),
    ],
)
def test_a_command_that_makes_no_sense_is_refused_in_dutch(served, name, body, expected):
    note = noted(served[0])
    headers = {"Authorization": f"Bearer {note.token}"}
    status, _headers, answer = fetch(f"{note.url}/sok/command/{name}", data=body, headers=headers)
    assert status == expected
    assert json.loads(answer)["error"].endswith(".")


def test_a_command_that_is_not_posted_is_not_done(served):
    note = noted(served[0])
    headers = {"Authorization": f"Bearer {note.token}"}
    _status, answer_headers, body = fetch(f"{note.url}/sok/command/status", headers=headers)
    assert answer_headers["Content-Type"].startswith("text/html")
    assert "Bospolder" not in body.decode()


@pytest.mark.full
def test_after_a_kill_the_note_is_stale_and_commands_open_the_file_themselves(filled, tmp_path):
    path = tmp_path / "sok.duckdb"
    shutil.copyfile(filled, path)
    with running_server(path) as (_url, process):
        assert run_command("status", database=path).returncode == 0
        process.kill()
        process.wait()
    assert server_note(path).exists()
    assert run_command("check", database=path).returncode == 0
    with running_server(path):
        assert noted(path).pid != process.pid
        assert run_command("status", database=path).returncode == 0
    assert not server_note(path).exists()


def test_a_note_that_leads_to_a_stranger_is_not_trusted(filled, served, tmp_path):
    path = tmp_path / "sok.duckdb"
    shutil.copyfile(filled, path)
    server_note(path).write_text(json.dumps({"url": served[1], "token": "van-een-ander", "pid": 1}))
    facts = json.loads(run_command("status", "--json", database=path).stdout)
    assert facts["path"] == str(path)


def test_a_server_that_does_not_answer_is_said_to_be_unreachable(taken):
    server_note(taken).write_text(json.dumps({"url": "http://127.0.0.1:9", "token": "x", "pid": 1}))
    done = run_command("status", database=taken)
    assert done.returncode == 1
    assert "Start het dashboard opnieuw" in done.stderr


@pytest.mark.parametrize("content", ["", "geen json", "[]", '{"url": 1}'])
def test_a_note_that_cannot_be_read_counts_as_none(filled, tmp_path, content):
    path = tmp_path / "sok.duckdb"
    shutil.copyfile(filled, path)
    server_note(path).write_text(content)
    assert run_command("status", database=path).returncode == 0


def test_streamlit_finds_our_part_of_the_server_in_the_front_door():
    assert discover_asgi_app(ROOT / "dashboard.py").is_asgi_app
    names = {
        node.id
        for node in ast.walk(ast.parse((ROOT / "dashboard.py").read_text()))
        if isinstance(node, ast.Name)
    }
    assert "app_parts" in names
