"""Copying a store's file safely."""

import subprocess
import sys
from pathlib import Path

from sok_metrics.errors import StoreFaultError
from sok_metrics.texts import _

_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"


def copy_in_subprocess(source: Path, target: Path) -> None:
    """Copy the file at `source` to `target`, which appears only when it is whole.

    In a process of its own: opening the database file inside the server would drop DuckDB's lock on it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".part")
    done = subprocess.run(
        [sys.executable, "-c", _COPY, str(source), str(unfinished)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        unfinished.unlink(missing_ok=True)
        last_line = (done.stderr.strip().splitlines() or [""])[-1]
        raise StoreFaultError(
            _("De reservekopie naar {target} is niet gelukt: {error}. Er is niets veranderd.").format(
                target=target, error=last_line
            )
        )
    unfinished.replace(target)
