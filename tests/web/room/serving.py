"""The pages of the room on a real server: in a thread of the test, or as a process that can be killed."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette
from uvicorn import Config, Server

from sok_metrics.store.connection import open_store
from sok_metrics.tasks.room.state import room_of
from tests.web.room.phones import app_of
from tests.web.running import ROOT, free_port


class InThread(Server):
    """A server of its own thread, which leaves the signals to the tests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals as they are."""
        yield


@contextmanager
def serving(app: Starlette, port: int | None = None) -> Iterator[str]:
    """The address of this application while the block runs."""
    port = port or free_port()
    server = InThread(Config(app, port=port, log_level="warning", access_log=False, lifespan="off"))
    server.config.timeout_graceful_shutdown = 1
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


class Process:
    """The same in a process of its own, at one port, to be killed without warning."""

    def __init__(self, database: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = database.with_suffix(".log")
        self._command = [sys.executable, "-m", "tests.web.room.serving", str(database), str(self.port)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            self._process = subprocess.Popen(self._command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/zaal/kaarten", timeout=2)
            except urllib.error.HTTPError:
                return  # it answers: without a cookie nobody comes in
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()


if __name__ == "__main__":
    path = Path(sys.argv[1])
    open_store(path)
    Server(Config(app_of(room_of(path.resolve())), port=int(sys.argv[2]), log_level="info")).run()
