"""The daily backup, made by the server itself: when it starts, and when a day passes while it runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from sok_metrics.errors import SokError
from sok_metrics.store import open_store
from sok_metrics.tasks.backup import back_up_daily
from sok_metrics.tasks.moments import current_day

_PAUSE = 600.0
"""Seconds between two looks whether it is another day: a laptop that slept is seen soon enough."""

_logger = logging.getLogger(__name__)


@asynccontextmanager
async def daily_backups(path: Path, *, pause: float = _PAUSE) -> AsyncIterator[None]:
    """While the block runs, the store at `path` is backed up every day."""
    keeper = asyncio.create_task(_keep(path, pause))
    try:
        yield
    finally:
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper


async def _keep(path: Path, pause: float) -> None:
    while True:
        await run_in_threadpool(back_up_today, path)
        await asyncio.sleep(pause)


def back_up_today(path: Path) -> None:
    """Make the backup of today when it is not there yet; a fault is for the log, not for visitors."""
    if not path.exists():
        return
    try:
        report = back_up_daily(open_store(path), current_day())
    except SokError as error:
        _logger.warning("No daily backup: %s", error)
        return
    if report is not None:
        _logger.info("Daily backup: %s", report.path)
