"""Starting real servers and commands for tests."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import IO, Any

from sok_metrics.tasks.commands.server_note import ServerNote, read_server_note

ROOT = Path(__file__).resolve().parents[2]
SMALL_DASHBOARD = ROOT / "tests" / "assets" / "small_dashboard.py"


def run_command(
    *arguments: object,
    cwd: Path = ROOT,
    database: Path | None = None,
    binary: bool = False,
    typed: str | None = None,
) -> subprocess.CompletedProcess[Any]:
    """Run `python -m sok_metrics` as a scheduled job would."""
    environment = {name: value for name, value in os.environ.items() if name != "SOK_DATABASE"}
    environment["PYTHONPATH"] = str(ROOT)
    given = ["--database", str(database)] if database is not None else []
    return subprocess.run(
        [sys.executable, "-m", "sok_metrics", *given, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        input=typed,
        text=not binary,
        encoding=None if binary else "utf-8",
        timeout=60,
        check=False,
    )


def hear_all_signals() -> None:
    """In a child: who runs the tests in the background may have told to ignore some."""
    for name in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)


@contextmanager
def running_server(
    database: Path,
    *,
    script: Path = SMALL_DASHBOARD,
    options: Sequence[str] = (),
    base: str = "",
    log: IO[bytes] | None = None,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A real `streamlit run` on a free port that owns the store; what it logs goes into `log`."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
        + ["--server.headless", "true", "--server.address", "127.0.0.1", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOK_DATABASE": str(database)},
        stdout=log or subprocess.DEVNULL,
        stderr=log or subprocess.DEVNULL,
        preexec_fn=hear_all_signals if os.name == "posix" else None,
    )
    url = f"http://127.0.0.1:{port}{base}"
    try:
        wait_until_healthy(url, process)
        yield url, process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def noted(database: Path) -> ServerNote:
    """What the server that has this store open wrote down of itself; there must be one."""
    note = read_server_note(database)
    assert note is not None, "no server has it"
    return note


def wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped"
        try:
            fetch(f"{url}/sok/health")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("the server did not start")


def fetch(
    url: str,
    *,
    data: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    method: str | None = None,
) -> tuple[int, Message, bytes]:
    """Status, headers and body of an answer; a refusal is an answer too."""
    request = urllib.request.Request(url, data=data, headers=dict(headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
