"""Putting a finished file or folder in its place: whole, or not at all."""

import errno
import os
import shutil
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from sok_metrics.errors import DiskFullError, SokError, StoreReadOnlyError
from sok_metrics.texts import _

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows knows no EDQUOT


def refuse_existing(path: Path) -> None:
    """Raise SokError when there is a file at `path` already."""
    if path.exists():
        raise SokError(
            _(
                "Er is al een bestand {path}. Er is niets veranderd. "
                "Kies een andere naam, of vervang het met --force."
            ).format(path=path)
        )


def deliver(content: bytes, path: Path, *, overwrite: bool, is_private: bool = False) -> None:
    """Write a file and give it its name when it is whole; raises SokError when that fails.

    Only who makes it may read a file that is private.
    """
    try:
        put_in_place(content, path, overwrite=overwrite, is_private=is_private)
    except OSError as error:
        raise not_written(path, error) from error


def put_in_place(content: bytes, path: Path, *, overwrite: bool = True, is_private: bool = True) -> None:
    """The same, with what the system says when it fails."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    mode = 0o600 if is_private else 0o666  # the second as far as this user gives files to others
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, flags, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not overwrite:
            refuse_existing(path)
        unfinished.replace(path)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def deliver_folder(content: bytes, path: Path) -> None:
    """Unpack a zip of our own as the folder `path`; raises SokError when that fails."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.mkdir(mode=0o700)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            archive.extractall(unfinished)
        refuse_existing(path)
        unfinished.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def not_written(path: Path, error: OSError) -> SokError:
    """What a fault in writing `path` means for the user."""
    if error.errno in _FULL:
        return DiskFullError(
            _("De schijf is vol. {path} is niet gemaakt. Maak ruimte vrij en probeer het opnieuw.").format(
                path=path
            )
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return SokError(
            _("De map {folder} bestaat niet. Maak hem eerst, of kies een andere.").format(folder=path.parent)
        )
    return StoreReadOnlyError(
        _(
            "{path} kan niet worden geschreven. Controleer of u mag schrijven in deze map, "
            "en of het bestand niet open is in Excel."
        ).format(path=path)
    )
