"""Copying a store's file safely, and how a copy is called."""

import subprocess
import sys
from enum import StrEnum
from pathlib import Path

from sok_metrics import clock
from sok_metrics.errors import DiskFullError, StoreFaultError
from sok_metrics.store.driver import disk_full, file_errors, translate
from sok_metrics.texts import _

STAMP = "%Y%m%d-%H%M%S-%f"


class BackupKind(StrEnum):
    """Why a backup was made; it stands at the end of its name."""

    BY_HAND = ""
    DAILY = "dagelijks"
    BEFORE_RESTORE = "voor-terugzetten"
    BEFORE_UPGRADE = "voor-nieuwe-versie"
    EXAMPLE = "voorbeeld"


def backup_path(path: Path, folder: Path, kind: BackupKind = BackupKind.BY_HAND) -> Path:
    """Where a backup that is made now of the store at `path` comes in `folder`."""
    stamp = clock.now().strftime(STAMP)
    return folder / "".join((path.stem, "-", stamp, f"-{kind.value}" if kind else "", path.suffix))


_COPY = """
import os, shutil, sys
private = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
with open(sys.argv[1], "rb") as source, open(private, "wb") as target:
    shutil.copyfileobj(source, target)
    target.flush()
    os.fsync(target.fileno())
"""


def copy_in_subprocess(source: Path, target: Path) -> None:
    """Copy the file at `source` to `target`, which appears only when it is whole.

    In a process of its own: opening the database file inside the server would drop DuckDB's lock on it.
    """
    with file_errors(target.parent):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".part")
    try:
        _copy(source, unfinished, target)
        with file_errors(target):
            unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _copy(source: Path, unfinished: Path, target: Path) -> None:
    command = [sys.executable, "-I", "-S", "-c", _COPY, str(source), str(unfinished)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 0:
        return
    last_line = (done.stderr.strip().splitlines() or [""])[-1]
    if isinstance(translate(OSError(last_line), target), DiskFullError):
        raise disk_full(target)
    raise StoreFaultError(
        _("De reservekopie naar {target} is niet gelukt: {error}. Er is niets veranderd.").format(
            target=target, error=last_line
        )
    )
