"""The files of papers: in a folder beside the store, under names that nobody can guess, and never changed."""

import os
import re
import secrets
import shutil
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.store.connection import Store
from sok_metrics.store.driver import file_errors
from sok_metrics.store.queries.agenda import list_paper_keys
from sok_metrics.tasks.storage.place import list_backups, papers_folder
from sok_metrics.texts import _
from sok_metrics.texts.formats import listed

LARGEST = 10 * 1024 * 1024
"""Bytes of one paper."""
LONGEST_NAME = 120
KEPT_AFTER = timedelta(days=30)
"""So long a paper that was put away can still be brought back."""
_NEW = timedelta(hours=1)
"""So long after it came, a file may have no row yet."""
_KEY = re.compile(r"[0-9a-f]{32}")
_ZIPPED, _PDF = b"PK\x03\x04", b"%PDF-"
_BEGINNINGS = {
    "pdf": _PDF,
    "docx": _ZIPPED,
    "xlsx": _ZIPPED,
    "pptx": _ZIPPED,
    "odt": _ZIPPED,
    "ods": _ZIPPED,
    "odp": _ZIPPED,
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}
KINDS = tuple(_BEGINNINGS)
"""What may be kept, by the end of the name: what offices write, and pictures; nothing that runs."""


def safe_name(name: str) -> str:
    """The name without a folder, signs that steer, or more than there is room for; its end stays."""
    bare = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in bare if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    stem, _dot, end = plain.rpartition(".")
    return f"{stem[:LONGEST_NAME]}.{end.lower()}" if stem else plain[:LONGEST_NAME]


def keep_paper(store: Store, name: str, content: bytes) -> tuple[str, str]:
    """Keep a file beside the store; gives its safe name and its key. Raises SokError for what may not be."""
    safe = safe_name(name)
    beginning = _BEGINNINGS.get(safe.rpartition(".")[2]) if "." in safe else None
    if beginning is None:
        raise SokError(_("Dit soort bestand kan niet. Kies een van: {kinds}.").format(kinds=listed(KINDS)))
    if not content:
        raise SokError(_("Dit bestand is leeg."))
    if len(content) > LARGEST:
        raise SokError(
            _("Dit bestand is te groot: het mag hooguit {n} MB zijn.").format(n=LARGEST // 1024**2)
        )
    if not content.startswith(beginning):
        raise SokError(_("De inhoud past niet bij de naam '{name}'. Bewaar het opnieuw.").format(name=safe))
    key = secrets.token_hex(16)
    folder = papers_folder(store.path)
    with file_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = folder / f"{key}.part"
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(folder / key)
        finally:
            unfinished.unlink(missing_ok=True)
    return safe, key


def find_paper(store: Store, key: str) -> Path:
    """The file with this key. Raises SokError when it is not there (any more)."""
    path = papers_folder(store.path) / key
    if not _KEY.fullmatch(key) or not path.is_file():
        raise SokError(_("Dit stuk is er niet (meer)."))
    return path


def forget_paper(store: Store, key: str) -> None:
    """Remove a file for good, in the backups too."""
    if _KEY.fullmatch(key):
        for folder in [papers_folder(store.path), *map(papers_folder, list_backups(store.path))]:
            (folder / key).unlink(missing_ok=True)


def sweep_papers(store: Store) -> int:
    """Remove the files without a paper, and those that were put away long ago; gives how many."""
    now = clock.now()
    folder = papers_folder(store.path)
    if not folder.is_dir():
        return 0
    known = list_paper_keys(store.whole(), now - KEPT_AFTER)
    return _remove_others(folder, known, before=clock.timestamp() - _NEW.total_seconds())


def _remove_others(folder: Path, known: Collection[str], *, before: float) -> int:
    removed = 0
    for path in folder.iterdir():
        if path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def keep_papers(source: Path, target: Path) -> None:
    """Have in `target` too what is in `source`: as the same file where the disk can, for none changes."""
    if not source.is_dir():
        return
    with file_errors(target):
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in source.iterdir():
            if _KEY.fullmatch(path.name) and not (target / path.name).exists():
                _link_or_copy(path, target / path.name)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
