"""Taking over a store that comes from elsewhere: only the rows that we know, in a file that we made.

A DuckDB file can hold more than rows (views, macros, types, blocks that were made to break the reader), so
another process reads it (`foreign_copy`): whatever happens there, the server goes on.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from sok_metrics.errors import StoreFaultError, StoreReadOnlyError
from sok_metrics.store import foreign_copy
from sok_metrics.store.driver import BLOCK_SIZE, damaged, disk_full, translate
from sok_metrics.store.migration import MIGRATION_TABLE, known_migrations

_LONGEST = 1_800.0
"""Seconds after which a file is no store of a neighbourhood."""
_FULL = ("no space left", "disk full", "quota exceeded")


def take_over(source: Path, target: Path) -> None:
    """Make a store at `target` with the rows of the one at `source`, which nobody may have open.

    Raises a SokError when it is none of ours, damaged, or newer than this software. The steps that it still
    needs are taken when it is opened.
    """
    asked = {
        "source": str(source),
        "target": str(target),
        "first": MIGRATION_TABLE,
        "steps": [step.sql for step in known_migrations()],
        "block_size": BLOCK_SIZE,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", foreign_copy.__file__],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise damaged(source) from error
    if done.returncode:
        raise _refusal(done.stderr, source, target)


def _refusal(text: str, source: Path, target: Path) -> Exception:
    """What the other process said, as an error; one that said nothing of use died of the file."""
    if any(words in text.lower() for words in _FULL):
        return disk_full(target)
    found = translate(OSError(text), source)
    # DuckDB speaks of permission too when it takes the file for something else than a database.
    is_readable = isinstance(found, StoreReadOnlyError) and os.access(source, os.R_OK)
    return damaged(source) if is_readable or type(found) is StoreFaultError else found
