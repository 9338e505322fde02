"""The files to run it on a server: they agree with each other, with the program and with the document."""

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from streamlit import config

from sok_metrics.__main__ import main
from sok_metrics.tasks.storage.place import COMMAND_PATH, HEALTH_PATH, PUT_BACK_PATH
from sok_metrics.web import proxy
from tests import dutch

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
DOCUMENT = (ROOT / "docs" / "organisaties.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", DOCUMENT)
COMMANDS = [line for kind, block in BLOCKS for line in block.splitlines() if not kind]


def text_of(name):
    return (DEPLOY / name).read_text(encoding="utf-8")


NGINX, UNIT, COMPOSE, CONTAINER = map(
    text_of, ("nginx.conf", "sok-monitor.service", "compose.yaml", "Containerfile")
)


@pytest.fixture
def unit(tmp_path):
    """The unit in a folder of its own, with a program that is there."""
    path = tmp_path / "sok-monitor.service"
    text = UNIT.replace("/opt/sok-monitor/.venv/bin/streamlit", "/bin/true")
    path.write_text(text.replace("WorkingDirectory=/opt/sok-monitor", "WorkingDirectory=/"), encoding="utf-8")
    return path


needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")


@needs_systemd
def test_systemd_understands_the_unit(unit):
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@needs_systemd
def test_a_fault_in_the_unit_would_be_told(unit):
    unit.write_text(unit.read_text(encoding="utf-8").replace("ProtectHome", "ProtectHouse"), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    assert "ProtectHouse" in subprocess.run(command, capture_output=True, text=True, check=False).stderr


@needs_systemd
def test_systemd_calls_the_service_well_shut(unit):
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:]


def test_the_largest_file_of_the_dashboard_passes_nginx():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    [allowed] = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert int(allowed) > settings["server"]["maxUploadSize"]
    assert f"Tot {settings['server']['maxUploadSize']} MB" in DOCUMENT


def test_nginx_closes_what_is_for_this_computer_only():
    for path in ("/_stcore/metrics", COMMAND_PATH):
        assert f"location {path} {{\n        return 404;" in NGINX


def test_a_backup_in_thousands_of_parts_meets_no_limit_of_requests():
    [part] = re.findall(rf"location {PUT_BACK_PATH}/ {{(.*?)}}", NGINX, re.DOTALL)
    assert "proxy_pass" in part
    assert "limit_req" not in part


def test_nginx_writes_each_header_that_the_program_believes():
    written = {name.lower() for name in re.findall(r"proxy_set_header (\S+) ", NGINX)}
    assert set(proxy._PASSED_ON) - {"via"} <= written
    assert "$http_host" in NGINX
    assert "proxy_add_x_forwarded_for" not in NGINX


def test_all_files_start_the_same_program_at_the_same_place():
    for text in (UNIT, CONTAINER):
        words = " ".join(re.sub(r'[",\[\]]', " ", text).split())
        assert (
            "run dashboard.py --server.address 127.0.0.1 --server.port 8501 --server.headless true" in words
        )
    assert set(re.findall(r"proxy_pass http://(\S+);", NGINX)) == {"127.0.0.1:8501"}
    assert f"http://127.0.0.1:8501{HEALTH_PATH}" in CONTAINER
    assert "network_mode: service:dashboard" in COMPOSE
    store = "SOK_DATABASE=/var/lib/sok-monitor/sok.duckdb"
    assert store in UNIT
    assert store in text_of("sok-monitor")


def test_every_setting_is_one_that_the_program_knows():
    known = {option.env_var for option in config._config_options_template.values()}
    known |= {proxy.ENVIRONMENT_NAME}
    named = re.findall(r"(?m)^#?([A-Z_]+)=", text_of("sok-monitor.env"))
    assert named
    assert set(named) <= known


def test_in_the_image_are_all_files_of_the_program_and_none_of_a_neighbourhood():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    needed = re.compile(r"(pages|sok_metrics|static|data)/|dashboard\.py$|requirements\.txt$|\.streamlit/")
    for path in tracked.stdout.splitlines():
        assert is_in_the_image(path) is bool(needed.match(path) or path == "LICENSE"), path
    for path in (
        "data/sok.duckdb", "data/sok.duckdb.wal", "data/sok.duckdb.toegang", "data/backups/sok-1.duckdb",
        ".streamlit/secrets.toml", ".venv/bin/python", ".git/config", "sok.xlsx", "deploy/secrets.toml",
        "data/botu/wijk.duckdb", "sok_metrics/store/wijk.duckdb.toegang", "sok_metrics/__pycache__/model.pyc",
    ):  # fmt: skip
        assert not is_in_the_image(path), path


def is_in_the_image(path):
    """As Docker reads .dockerignore: the last line that fits a file, or a folder around it, decides."""
    taken = True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!")
        parents = [path, *(str(parent) for parent in Path(path).parents)]
        names = [Path(one).name for one in parents] if pattern.startswith("**/") else parents
        fits = any(one != "." and fnmatch(one, pattern.removeprefix("**/")) for one in names)
        if line and not line.startswith("#") and fits:
            taken = line.startswith("!")
    return taken


def test_the_document_names_every_file_and_every_file_is_there():
    named = set(re.findall(r"deploy/([\w.-]+)", DOCUMENT))
    assert named - {"secrets.toml"} == {path.name for path in DEPLOY.iterdir()}
    for link in re.findall(r"\]\((\.\./[^)]+)\)", DOCUMENT):
        assert (ROOT / "docs" / link).exists(), link


def test_filling_in_the_name_as_the_document_says_leaves_no_example(tmp_path):
    lines = [line for line in COMMANDS if "sed " in line]
    assert len(lines) == 3
    for line in lines:
        [expression] = re.findall(r"sed (?:-i )?'([^']+)'", line)
        for name in ("nginx.conf", "sok-monitor.env"):
            if name in line:
                filled = subprocess.run(
                    ["sed", expression, str(DEPLOY / name)], capture_output=True, text=True, check=True
                ).stdout
                assert "voorbeeld.nl" not in filled
                assert "UW-NAAM" in filled


def test_every_command_of_the_document_exists():
    given = [line.split()[2:] for line in COMMANDS if line.startswith("sudo sok-monitor ")]
    given += [line.split("-m sok_metrics ")[1].split() for line in COMMANDS if "-m sok_metrics " in line]
    assert len(given) > 8
    for name, *rest in given:
        known = {option for one in main.commands[name].params for option in one.opts}
        assert {word for word in rest if word.startswith("--")} <= known, name


def test_what_the_log_says_stands_in_the_program():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "sok_metrics").rglob("*.py"))
    said = re.findall(r"(?m)^\| `([^`]+)` \| [A-Z]", DOCUMENT)
    assert len(said) >= 5
    for sentence in said:
        assert sentence in source, sentence


def test_the_document_is_as_easy_to_read_as_the_screen():
    text = re.sub(r"(?s)```.*?```", "\n\n", DOCUMENT)
    text = re.sub(r"`[^`]*`", "dit", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)).replace("*", "")
    parts = (" ".join(part.split()) for part in re.split(r"\n\n|\||\n- ", text))
    sentences = [one for part in parts for one in dutch.sentences(part)]
    assert [one for one in sentences if len(dutch.words(one)) > 20] == []
    assert dutch.count([one for one in sentences if len(dutch.words(one)) >= 8]).score >= 60
