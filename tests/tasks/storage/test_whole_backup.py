"""A backup in one file: its papers and pictures come along and come back, and nothing else comes in."""

import io
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from sok_metrics.errors import SokError
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.room.kept_pictures import pictures_folder
from sok_metrics.tasks.storage.backup import back_up
from sok_metrics.tasks.storage.papers import find_paper, keep_paper
from sok_metrics.tasks.storage.place import papers_folder
from sok_metrics.tasks.storage.restore import restore, restore_missing
from sok_metrics.tasks.storage.whole_backup import make_whole
from tests.store.rows import TESTER, meeting, save, stored

PNG = b"\x89PNG\r\n\x1a\n and so on"
KEY = "0" * 32


@pytest.fixture
def whole(store: Store, tmp_path: Path) -> Path:
    """A file of a store with one paper and one picture, kept elsewhere; both are gone here afterwards."""
    save(store, meeting=[meeting(1, title="Van vroeger")])
    _name, key = keep_paper(store, "verslag.pdf", b"%PDF-1.7 inhoud")
    point = pictures_folder(store.path) / "1" / "2"
    point.mkdir(parents=True)
    (point / "00.png").write_bytes(PNG)
    (point / "beelden.json").write_text("[]", encoding="utf-8")
    (pictures_folder(store.path) / "los.txt").write_text("niet van ons", encoding="utf-8")
    backup = back_up(store).path
    found = tmp_path / "elders.zip"
    found.write_bytes(make_whole(store.path, backup))
    (tmp_path / "sleutel").write_text(key, encoding="utf-8")
    save(store, meeting=[meeting(1, title="Van later")])
    shutil.rmtree(pictures_folder(store.path))
    shutil.rmtree(papers_folder(store.path))
    return found


def key_of(tmp_path: Path) -> str:
    return (tmp_path / "sleutel").read_text(encoding="utf-8")


def test_what_is_in_it(whole, tmp_path):
    with ZipFile(whole) as found:
        assert found.testzip() is None
        assert sorted(found.namelist()) == sorted(
            ["sok.duckdb", f"stukken/{key_of(tmp_path)}", "beelden/1/2/00.png", "beelden/1/2/beelden.json"]
        )


def test_put_back_all_of_it_is_there_again(store, whole, tmp_path):
    restore(store, whole, by=TESTER)
    assert stored(store, "meeting", "1").values["title"] == "Van vroeger"
    assert find_paper(store, key_of(tmp_path)).read_bytes() == b"%PDF-1.7 inhoud"
    assert (pictures_folder(store.path) / "1" / "2" / "00.png").read_bytes() == PNG
    assert not list(store.path.parent.glob(".*-bezig-*"))


def test_put_back_where_there_is_no_store(whole, tmp_path):
    path = tmp_path / "nieuw" / "sok.duckdb"
    restore_missing(path, whole)
    fresh = open_store(path)
    try:
        assert stored(fresh, "meeting", "1").values["title"] == "Van vroeger"
        assert find_paper(fresh, key_of(tmp_path)).exists()
    finally:
        fresh.close()


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as target:
        for name in names:
            target.writestr(name, b"x")
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        zipped("sok.duckdb", "../buiten"),
        zipped("sok.duckdb", "/etc/passwd"),
        zipped("sok.duckdb", f"stukken/{KEY}/meer"),
        zipped("sok.duckdb", "stukken/naam.pdf"),
        zipped("sok.duckdb", "beelden/1/2/00.svg"),
        zipped("sok.duckdb", "beelden/../2/00.png"),
        zipped(f"stukken/{KEY}"),
        zipped("sok.duckdb"),
        b"PK\x03\x04 and then nothing",
    ],
)
def test_anything_else_is_refused_and_changes_nothing(store, tmp_path, content):
    save(store, meeting=[meeting(1, title="Blijft")])
    file = tmp_path / "vreemd.zip"
    file.write_bytes(content)
    with pytest.raises(SokError, match="niets veranderd"):
        restore(store, file, by=TESTER)
    assert stored(store, "meeting", "1").values["title"] == "Blijft"
    assert not (store.path.parent / "buiten").exists()
    assert not papers_folder(store.path).exists()


def test_what_unpacks_without_end_is_refused(store, whole, monkeypatch):
    monkeypatch.setattr("sok_metrics.tasks.storage.whole_backup._LARGEST_INSIDE", 1_000)
    with pytest.raises(SokError, match="niets veranderd"):
        restore(store, whole, by=TESTER)
    assert stored(store, "meeting", "1").values["title"] == "Van later"


def test_too_much_for_one_file_says_what_to_do(store, monkeypatch):
    monkeypatch.setattr("sok_metrics.tasks.storage.whole_backup.LARGEST_WHOLE", 1_000)
    with pytest.raises(SokError, match="Kopieer"):
        make_whole(store.path, back_up(store).path)
