"""What the server does by itself while it runs: the backup of the day, and one file that holds everything."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.minutes.draft_files import meetings_with_drafts
from sok_metrics.tasks.minutes.noting import keep_what_rests
from sok_metrics.tasks.storage.backup import back_up_daily
from sok_metrics.tasks.storage.erased import remember_erased
from sok_metrics.tasks.storage.papers import sweep_papers
from sok_metrics.tasks.storage.remains import has_remains, missing
from sok_metrics.web.stopping import tidy_stores

_PAUSE = 600.0
"""Seconds between two looks whether it is another day: a laptop that slept is seen soon enough."""
_TIDY_PAUSE = 120.0
"""Seconds that what was written may stand in the log of the store only."""
_NOTES_PAUSE = 30.0
"""Seconds between two looks whether something that was noted has come to rest."""
_PATIENCE = 0.5
"""Seconds that writers wait for it; when somebody reads for longer, it is tried again later."""

_logger = logging.getLogger(__name__)


@asynccontextmanager
async def regular_work(path: Path, note: Callable[[], None], note_pause: float) -> AsyncIterator[None]:
    """All that the server does regularly, with its note (`web.server`) kept in its place."""
    async with AsyncExitStack() as stack:
        for work, pause in (
            (lambda: back_up_today(path), _PAUSE),
            # What was written soon stands in the file of each store, not in its log only.
            (lambda: tidy_stores(_PATIENCE), _TIDY_PAUSE),
            (spare_the_collector, _TIDY_PAUSE),
            (lambda: keep_notes(path), _NOTES_PAUSE),
            (note, note_pause),
        ):
            await stack.enter_async_context(again_and_again(work, pause))
        yield


@asynccontextmanager
async def again_and_again(work: Callable[[], None], pause: float) -> AsyncIterator[None]:
    """While the block runs, do this at once and after each pause."""

    async def keep_on() -> None:
        while True:
            await run_in_threadpool(work)
            await asyncio.sleep(pause)

    keeper = asyncio.create_task(keep_on())
    try:
        yield
    finally:
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper


def spare_the_collector() -> None:
    """Take what is in memory now out of the garbage collector's sight, after what was garbage has gone.

    Streamlit (1.67) collects after each look: the more is kept for all who look, the longer that takes.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def back_up_today(path: Path) -> None:
    """Make the backup of today when it is not there yet; a fault is for the log, not for visitors."""
    if not path.exists():
        if has_remains(path):
            _logger.warning("%s", missing(path))
        return
    try:
        store = open_store(path)
        report = back_up_daily(store, clock.today())
        # Who was forgotten before this was written down beside the store is known from now on.
        remember_erased(store)
        sweep_papers(store)
    except SokError as error:
        _logger.warning("No daily backup: %s", error)
        return
    if report is not None:
        _logger.info("Daily backup: %s", report.path)


def keep_notes(path: Path) -> None:
    """Bring what was noted and has come to rest into the store; a fault is for the log."""
    if not meetings_with_drafts(path) or not path.exists():
        return
    try:
        keep_what_rests(open_store(path))
    except SokError as error:
        _logger.warning("Notes are not in the store yet: %s", error)
