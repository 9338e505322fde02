"""A backup that somebody sends in, part by part: on the disk beside the store, one at a time."""

import os
import shutil
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from sok_metrics.errors import RefusedError
from sok_metrics.store.driver import file_errors
from sok_metrics.tasks.storage.place import workplace
from sok_metrics.texts import _
from sok_metrics.texts.formats import number

LARGEST = 2_000_000_000
"""Bytes of a backup that can be sent in; a larger one is put back with the command line."""
LONGEST_PART = 1_000_000
_SPARE = 200_000_000
"""Bytes that stay free on the disk: for what others write meanwhile."""
_PATIENCE = 120.0
"""Seconds after which nobody is sending any more: the window was closed."""


@dataclass
class SentIn:
    """A file on its way in."""

    number: str
    by: str
    size: int
    path: Path
    place: AbstractContextManager[Path]
    heard: float = field(default_factory=time.monotonic)

    def add(self, start: int, part: bytes) -> None:
        """Put a part where it belongs; the same part may come twice, a gap may not."""
        self.heard = time.monotonic()
        if len(part) > LONGEST_PART or start + len(part) > self.size or start > self.path.stat().st_size:
            raise RefusedError(_("Het bestand is niet heel aangekomen. Begin opnieuw."))
        with file_errors(self.path), self.path.open("r+b") as file:
            file.seek(start)
            file.write(part)

    def refuse_half(self) -> None:
        """Raise RefusedError when not all of it has come in."""
        self.heard = time.monotonic()
        if self.path.stat().st_size != self.size:
            raise RefusedError(_("Het bestand is niet heel aangekomen. Begin opnieuw."))

    def remove(self) -> None:
        """Take it from the disk."""
        self.place.__exit__(None, None, None)

    @property
    def is_left(self) -> bool:
        """Whether nothing was heard for so long that nobody is at it any more."""
        return time.monotonic() - self.heard > _PATIENCE


def begin_sending(path: Path, numbered: str, by: str, size: int) -> SentIn:
    """Make room for a file beside the store at `path`; raises RefusedError when it is too large."""
    if size < 1:
        raise RefusedError(_("Dit bestand is leeg. Kies een andere reservekopie."))
    if size > LARGEST:
        raise RefusedError(
            _(
                "Dit bestand is groter dan {n} MB. Zet het terug op de computer van het dashboard, met: "
                "python -m sok_metrics restore BESTAND."
            ).format(n=number(LARGEST / 1_000_000))
        )
    # Once for what comes in, once for the copy that is made of it, once for what stands there now.
    if shutil.disk_usage(path.parent).free < 3 * size + _SPARE:
        raise RefusedError(
            _("Er is op de server te weinig ruimte voor dit bestand.Maak ruimte vrij en probeer het opnieuw.")
        )
    place = workplace(path)
    file = place.__enter__() / "uw-bestand.duckdb"
    with file_errors(file):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return SentIn(numbered, by, size, file, place)
