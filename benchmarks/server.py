"""A server to measure: its processor time and memory, and a way to kill it without warning."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DASHBOARD = ROOT / "dashboard.py"
_PATIENCE = 60
"""Seconds to wait for a server to come up or to go."""


class Server:
    """One process of `streamlit run` on 127.0.0.1; the same port again after a kill."""

    def __init__(
        self, database: Path, port: int, script: Path = DASHBOARD, *, prefix: Sequence[str] = ()
    ) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._command = [
            *prefix, sys.executable, "-m", "streamlit", "run", str(script),
            "--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1",
        ]  # fmt: skip
        self._environment = {**os.environ, "SOK_DATABASE": str(database)}
        self._log = database.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + _PATIENCE
        while not self._is_healthy():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"the server did not come up; see {self._log}")
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once (kill -9), as a power failure does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end in order."""
        self._end(signal.SIGTERM)

    def cpu_seconds(self) -> float:
        """The processor time that it took so far, of all its threads (Linux)."""
        fields = Path(f"/proc/{self._pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """What it holds in memory now (Linux)."""
        pages = int(Path(f"/proc/{self._pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    @property
    def _pid(self) -> int:
        assert self._process is not None, "start it first"
        return self._process.pid

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _end(self, how: int) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, how)
            self._process.wait(timeout=_PATIENCE)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, started; gone after the block, whatever happens."""
    server.start()
    try:
        yield server
    finally:
        server.stop()
