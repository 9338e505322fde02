"""Whatever is wrong with the store or its data: a clear sentence, and never what looks like no data."""

import shutil
import subprocess
import sys
from datetime import date

import duckdb
import pytest
from filelock import FileLock

from sok_metrics.store.connection import open_store
from sok_metrics.ui.parts import frame, session
from tests.browser.serving import ROOT
from tests.pages.visits import headline, open_address, words

NO_DATA = ("Nog geen", "geen gegevens", "Er zijn nog geen", "niet gemeten", "staat nog niets")
ADDRESSES = ["overzicht", "waarden", "indicatoren", "indicator?code=ECO-05", "eigen-wijk"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A place for a store, in its own folder."""
    path = tmp_path / "sok.duckdb"
    monkeypatch.setenv("SOK_DATABASE", str(path))
    return path


def says(page, *sentences):
    """The page says that it does not work now, with these words, and shows nothing else."""
    assert not page.exception
    assert headline(page) == "Dit lukt nu niet"
    [error] = page.error
    for sentence in sentences:
        assert sentence in words(page)
    assert not any(word in words(page) for word in NO_DATA)
    assert error.value[0].isupper() or "/" in error.value
    return True


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_store_that_another_process_has_open(place, built_stores, address):
    place.write_bytes(built_stores("botu").read_bytes())
    with FileLock(f"{place}.lock"):
        assert says(open_address(address), "Sluit dat programma")
    assert open_address("overzicht").title[0].value.startswith("Van de")
    open_store(place).close()


def test_a_store_that_a_real_other_process_has_open(place, built_stores):
    place.write_bytes(built_stores("botu").read_bytes())
    code = (
        "import sys, pathlib; from sok_metrics.store.connection import open_store;"
        "open_store(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        assert says(open_address("overzicht"), "Sluit dat programma")
        other.stdin.close()
        other.wait(timeout=20)
    assert not open_address("overzicht").error
    open_store(place).close()


@pytest.mark.parametrize("content", [b"", b"dit is geen bestand" * 500], ids=["empty", "text"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_damaged_file(place, content, address):
    place.write_bytes(content)
    assert says(open_address(address), "beschadigd", "reservekopie")
    assert place.read_bytes() == content


def test_a_store_of_a_newer_version(place, empty_store):
    empty_store.close()
    place.write_bytes(empty_store.path.read_bytes())
    with duckdb.connect(place) as later:
        later.execute("INSERT INTO migration VALUES (9999, 'later', 'x', TIMESTAMP '2030-01-01')")
    assert says(open_address("overzicht"), "nieuwere versie")


def test_a_folder_in_the_place_of_the_file(place):
    place.mkdir()
    assert says(open_address("overzicht"), "is een map")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """A copy of the data folders to break, from which the very first start fills the store."""
    copies = [tmp_path / "data" / name for name in ("botu", "example")]
    for copy in copies:
        shutil.copytree(ROOT / "data" / copy.name, copy)
    monkeypatch.setattr(frame, "default_folders", lambda with_examples: copies)
    return copies


def test_the_very_first_start_fills_the_store(place, folders):
    assert headline(open_address("waarden?code=W2")) != "Dit lukt nu niet"
    assert place.exists()
    open_store(place).close()


def test_a_missing_folder_at_the_first_start(place, folders):
    folders[1].rename(folders[1].with_name("weg"))
    assert says(open_address("overzicht"), "example")
    assert not place.exists()
    folders[1].with_name("weg").rename(folders[1])
    assert not open_address("overzicht").error
    open_store(place).close()


def test_a_missing_file_at_the_first_start(place, folders):
    (folders[0] / "indicatoren.csv").unlink()
    assert says(open_address("overzicht"), "indicator")
    assert not place.exists()


def test_every_fault_in_a_file_is_named(place, folders):
    file = folders[0] / "metingen.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("2014-01-01", "2014-13-45", 1)
    lines[2] = lines[2].replace("INC-03-BO", "BESTAAT-NIET", 1)
    file.write_text("\n".join(lines), encoding="utf-8")
    assert says(open_address("overzicht"), "2014-13-45", "metingen", "regel 2")
    assert not place.exists()


def test_a_file_that_is_no_text_at_the_first_start(place, folders):
    (folders[0] / "partijen.csv").write_bytes(b"\xff\xfe\x00code" * 50)
    assert says(open_address("overzicht"), "partijen")


def test_a_fault_of_ours_is_not_shown_as_no_data(visit, monkeypatch):
    def broken(*_given):
        raise ZeroDivisionError("toets")

    monkeypatch.setattr(session, "progress", broken)
    page = visit("overzicht")
    assert page.exception
    assert not any(word in words(page) for word in NO_DATA)


def test_the_day_of_the_tests_is_fixed():
    assert session.shown_day() == date(2026, 11, 22)
