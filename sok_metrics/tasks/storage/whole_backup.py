"""A backup in one file with what stands beside the store: the papers of meetings, and pictures of charts."""

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from sok_metrics.errors import SokError
from sok_metrics.store.driver import file_errors
from sok_metrics.tasks.room.kept_pictures import pictures_folder
from sok_metrics.tasks.storage.papers import keep_papers
from sok_metrics.tasks.storage.place import papers_folder, workplace
from sok_metrics.texts import _
from sok_metrics.texts.formats import megabytes

LARGEST_WHOLE = 800_000_000
"""Bytes of what goes into one file: it is made in memory."""
_STORE, _PAPERS, _PICTURES = "sok.duckdb", "stukken", "beelden"
_KNOWN = re.compile(
    rf"{_STORE}|{_PAPERS}/[0-9a-f]{{32}}|{_PICTURES}/\d{{1,9}}/\d{{1,9}}/(\d{{2}}\.png|beelden\.json)"
)
_ZIPPED = b"PK\x03\x04"
_LARGEST_INSIDE = 4_000_000_000
_PART = 1_000_000


def make_whole(store: Path, backup: Path) -> bytes:
    """The backup with its papers and the pictures of today. Raises SokError when that is too much."""
    inside = [(backup, _STORE), *_papers(backup), *_pictures(store)]
    size = sum(path.stat().st_size for path, _name in inside)
    if size > LARGEST_WHOLE:
        raise SokError(
            _(
                "Dit is samen groter dan {most}. Kopieer op de computer van het dashboard de map met "
                "reservekopieën, met alles wat erin staat."
            ).format(most=megabytes(LARGEST_WHOLE))
        )
    made = io.BytesIO()
    with file_errors(backup), ZipFile(made, "w", compresslevel=1) as target:
        for path, name in inside:
            # Papers and pictures are packed already.
            target.write(path, name, ZIP_DEFLATED if name == _STORE else ZIP_STORED)
    return made.getvalue()


def _papers(backup: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(papers_folder(backup).glob("*")):
        if _KNOWN.fullmatch(f"{_PAPERS}/{path.name}"):
            yield path, f"{_PAPERS}/{path.name}"


def _pictures(store: Path) -> Iterator[tuple[Path, str]]:
    folder = pictures_folder(store)
    for path in sorted(folder.glob("*/*/*")):
        name = f"{_PICTURES}/{path.relative_to(folder).as_posix()}"
        if _KNOWN.fullmatch(name):
            yield path, name


@contextmanager
def unpacked(path: Path, backup: Path) -> Iterator[Path]:
    """The backup itself, or what is in it when it is such a file, beside the store at `path`.

    Raises SokError for a zip file with anything else in it.
    """
    if not _is_zipped(backup):
        yield backup
        return
    with workplace(path) as folder:
        found = folder / backup.with_suffix(".duckdb").name
        try:
            with file_errors(folder), ZipFile(backup) as source:
                _unpack(source, found)
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise _no_backup(backup) from error
        yield found


def keep_beside(backup: Path, path: Path) -> None:
    """Have the papers and pictures that came with a backup beside the store at `path` too."""
    keep_papers(papers_folder(backup), papers_folder(path))
    source, target = pictures_folder(backup), pictures_folder(path)
    for picture in source.glob("*/*/*"):
        place = target / picture.relative_to(source)
        if not place.exists():
            with file_errors(target):
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                shutil.copy2(picture, place)


def _is_zipped(backup: Path) -> bool:
    with file_errors(backup), backup.open("rb") as file:
        return file.read(len(_ZIPPED)) == _ZIPPED


def _unpack(source: ZipFile, target: Path) -> None:
    names = source.namelist()
    if names.count(_STORE) != 1 or not all(map(_KNOWN.fullmatch, names)) or len(set(names)) != len(names):
        raise _no_backup(Path(str(source.filename)))
    left = _LARGEST_INSIDE
    for name in names:
        place = target if name == _STORE else _beside(target, name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # By what comes out, not by what the file says of itself.
        with source.open(name) as packed, place.open("wb") as file:
            while part := packed.read(_PART):
                left -= len(part)
                if left < 0:
                    raise _no_backup(Path(str(source.filename)))
                file.write(part)


def _beside(target: Path, name: str) -> Path:
    kind, _slash, rest = name.partition("/")
    return (papers_folder(target) if kind == _PAPERS else pictures_folder(target)) / rest


def _no_backup(backup: Path) -> SokError:
    return SokError(
        _(
            "{path} is geen reservekopie van dit programma, of het is beschadigd. Er is niets veranderd."
        ).format(path=backup.name)
    )
