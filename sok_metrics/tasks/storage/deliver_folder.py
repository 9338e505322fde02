"""Putting a folder in its place: with all its files, or not at all."""

import os
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

from sok_metrics.tasks.storage.deliver import not_written, refuse_existing


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
