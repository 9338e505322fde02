"""A real server on a free port and a real Chromium, for the browser tests and the screenshots."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.access import Access, change_access, read_access

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("SOK_CHROMIUM", "/usr/bin/chromium")
SIZES = {"beamer": (1024, 768), "full-hd": (1920, 1080), "phone": (390, 844)}
PASSPHRASES = {Role.ADMINISTRATOR: "wachtzin van het beheer", Role.EDITOR: "wachtzin van de redactie"}
_SAID: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serve(
    database: Path,
    script: Path = ROOT / "dashboard.py",
    *,
    port: int | None = None,
    with_passphrases: bool = True,
    options: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """The address of a dashboard on this store; the server is gone after the block.

    Without passphrases it asks for the first one, as on a new computer; with them `sign_in` works. `settings`
    are more variables of the environment; what the server says goes to a file .log beside the store.
    """
    port = port or free_port()
    if with_passphrases and not read_access(database).has_administrator:
        give_passphrases(database)
    environment = {**os.environ, **(settings or {}), "SOK_DATABASE": str(database)}
    command = [
        sys.executable, "-m", "streamlit", "run", str(script),
        "--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1",
        *options,
    ]  # fmt: skip
    log = database.with_suffix(".log").open("wb")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(f"{address}/_stcore/health", process)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
        log.close()


@contextmanager
def browser(*flags: str) -> Iterator[Browser]:
    """A headless Chromium."""
    executable = CHROMIUM if Path(CHROMIUM).exists() else None
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=[*_FLAGS, *flags])
        try:
            yield chromium
        finally:
            chromium.close()


def give_passphrases(database: Path) -> None:
    """Give a store the passphrases of the tests, hashed as lightly as can be."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for role, text in PASSPHRASES.items():
        digest = quick.hash(text)
        change_access(database, partial(Access.with_hash, role=role, digest=digest))


def sign_in(page: Page, role: Role, name: str = "Redactie") -> None:
    """Sign in through the form, and come back to the page that is open."""
    page.locator(".st-key-header-corner a").click()
    page.get_by_label("Uw naam").fill(name)
    page.get_by_label("Wachtzin").fill(PASSPHRASES[role])
    page.get_by_role("button", name="Aanmelden").click()
    wait_until_drawn(page)


def open_page(chromium: Browser, url: str, size: str, *, dark: bool = False) -> Page:
    """A page of the dashboard that has finished drawing; `said_on` has what its console says."""
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, locale="nl-NL", color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    listen_to(page)
    page.goto(url)
    wait_until_drawn(page)
    return page


def listen_to(page: Page) -> None:
    """Write down from now on which faults the console of a page tells, for `said_on`."""
    said: list[str] = []
    _SAID[page] = said
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))


def said_on(page: Page) -> list[str]:
    """The faults that the console of a page told, from when it was opened."""
    return _SAID[page]


def dismissed_dialogs(page: Page) -> list[str]:
    """What each dialog asks from now on; all are dismissed."""
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return asked


def wait_until_drawn(page: Page) -> None:
    """Wait until the script has run and every chart has its drawing."""
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_function(
        """() => {
            const app = document.querySelector('[data-testid="stApp"]');
            const running = app && app.getAttribute('data-test-script-state') === 'running';
            const stale = document.querySelector('[data-stale="true"]');
            const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
            const waits = document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]');
            return !running && !stale && !waits && charts.every(chart => chart.querySelector('.main-svg'));
        }""",
        timeout=30_000,
    )
    page.wait_for_timeout(500)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server stopped before it was healthy")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not become healthy")
