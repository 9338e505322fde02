"""Everything that can be wrong with a file: a clear Dutch sentence, nothing lost, and the process goes on."""

import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from sok_metrics.errors import (
    DiskFullError,
    SokError,
    StoreDamagedError,
    StoreFaultError,
    StoreLockedError,
    StoreMissingError,
    StoreNewerError,
)
from sok_metrics.store.connection import open_store
from sok_metrics.store.driver import translate
from sok_metrics.tasks.starting.start import start_empty
from tests.store.rows import count, party, save

ROOT = Path(__file__).resolve().parents[2]
ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")
AS_ROOT = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root")


def run(code, *arguments, kill=False, **options):
    """Run Python code in a process of its own, with the project and `save` at hand."""
    head = """
    import os, sys
    from pathlib import Path
    import duckdb, filelock, numpy, pandas, pyarrow
    from sok_metrics.errors import SokError
    from sok_metrics.store.connection import open_store
    from sok_metrics.tasks.starting.start import start_empty, start_from_folders
    from tests.store.rows import count, party, save
    path = Path(sys.argv[1])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **options,
    )
    assert done.returncode == (-9 if kill else 0), done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def closed(store):
    """The path of a store with one party, closed."""
    save(store, party=[party()])
    store.close()
    return store.path


def refuses(path, kind, *words):
    """Opening fails with this error and these words, changes nothing, and can be tried again at once."""
    before = path.read_bytes() if path.is_file() else None
    for _ in range(2):
        with pytest.raises(kind) as caught:
            open_store(path)
        assert type(caught.value) is kind
        for word in (*words, str(path)):
            assert word in str(caught.value)
        assert str(path) not in caught.value.sentence
        assert FileLock(f"{path}.lock").acquire(timeout=0)
    assert before == (path.read_bytes() if path.is_file() else None)


def opens_with(path, parties):
    store = open_store(path)
    try:
        return count(store, "party") == parties
    finally:
        store.close()


# Not a store, or not a whole one


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hallo",
        b"dit is tekst\n" * 5000,
        b"PK\x03\x04" + bytes(50_000),
        random.Random(1).randbytes(100_000),
    ],
    ids=["empty", "short", "text", "workbook", "random"],
)
def test_a_file_that_is_no_store(tmp_path, content):
    path = tmp_path / "sok.duckdb"
    path.write_bytes(content)
    refuses(path, StoreDamagedError, "beschadigd of is geen SOK-bestand", "reservekopie", "sok.duckdb.wal")


@pytest.mark.parametrize("part", [0.001, 0.1, 0.5, 0.99])
def test_a_store_that_was_cut_off(closed, part):
    content = closed.read_bytes()
    closed.write_bytes(content[: int(len(content) * part)])
    refuses(closed, StoreDamagedError, "beschadigd")


def test_a_flipped_byte_is_refused_or_touches_nothing_we_read(closed):
    content, dice, refused = closed.read_bytes(), random.Random(7), 0
    for place in [20, 4100, 8200, *(dice.randrange(len(content)) for _ in range(20))]:
        broken = bytearray(content)
        broken[place] ^= 0xFF
        closed.write_bytes(bytes(broken))
        try:
            assert opens_with(closed, 1)
        except StoreDamagedError:
            refused += 1
    assert refused
    closed.write_bytes(content)
    assert opens_with(closed, 1)


@pytest.fixture
def with_log(closed):
    """A store whose last changes stand in its log (.wal) only: its process was killed."""
    code = """
    store = open_store(path)
    for number in range(5):
        save(store, party=[party(f"N{number}")])
    os.kill(os.getpid(), 9)
    """
    run(code, closed, kill=True)
    return closed, closed.with_name(closed.name + ".wal")


@ON_POSIX
def test_a_damaged_log(with_log):
    path, log = with_log
    content = log.read_bytes()
    broken = bytearray(content)
    broken[len(content) // 2] ^= 0x10
    log.write_bytes(bytes(broken))
    refuses(path, StoreDamagedError, "beschadigd")
    log.write_bytes(content)
    assert opens_with(path, 6)


@ON_POSIX
def test_a_log_that_was_cut_off_gives_the_whole_changes_before_the_cut(with_log):
    path, log = with_log
    log.write_bytes(log.read_bytes()[:-100])
    assert opens_with(path, 5)


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")
    refuses(path, StoreDamagedError, "geen SOK-bestand")
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT table_name FROM information_schema.tables").fetchall() == [
            ("mine",)
        ]


def test_a_folder_instead_of_a_file(tmp_path):
    refuses(tmp_path, StoreFaultError, "is een map")


def test_no_file(tmp_path):
    with pytest.raises(StoreMissingError, match=r"Er is nog geen SOK-bestand op .* init"):
        open_store(tmp_path / "none" / "sok.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_made_for_a_new_store(tmp_path):
    open_store(tmp_path / "a" / "b" / "sok.duckdb", create=True).close()
    assert opens_with(tmp_path / "a" / "b" / "sok.duckdb", 0)


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "a").write_text("x")
    with pytest.raises(SokError):
        open_store(tmp_path / "a" / "sok.duckdb", create=True)


# Newer


def test_a_store_of_a_newer_version(closed):
    with duckdb.connect(str(closed)) as connection:
        connection.execute("INSERT INTO migration VALUES (9999, 'later', 'x', now()::TIMESTAMP)")
    refuses(closed, StoreNewerError, "nieuwere versie", "Installeer")


def test_a_file_of_a_newer_driver_is_newer():
    error = duckdb.IOException(
        "IO Error: Trying to read a database file with version number 69, but we can only read versions "
        "between 64 and 68.\nThe database file was created with a newer version of DuckDB."
    )
    assert isinstance(translate(error, Path("sok.duckdb")), StoreNewerError)


def test_what_a_user_typed_never_looks_like_a_damaged_file():
    for kind in (duckdb.ConversionException, duckdb.ConstraintException, duckdb.BinderException):
        error = kind("Could not convert string 'corrupt checksum no space left permission denied'")
        assert type(translate(error, Path("sok.duckdb"))) is StoreFaultError


# Locked


@pytest.fixture
def other_process(closed):
    code = "from sok_metrics.store.connection import open_store; from pathlib import Path; import sys\n"
    code += "store = open_store(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(closed)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline().strip() == b"open"
    yield process
    process.kill()
    process.communicate()


def test_a_store_that_another_process_has_open(closed, other_process):
    for _ in range(2):
        with pytest.raises(StoreLockedError, match="al open in een ander programma"):
            open_store(closed)
    other_process.communicate()
    assert opens_with(closed, 1)


@ON_POSIX
def test_a_store_that_another_program_has_open(closed):
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline().strip() == b"open"
    refuses(closed, StoreLockedError, "al open")
    process.communicate()
    assert opens_with(closed, 1)


def test_one_process_opens_a_store_once(store):
    assert open_store(store.path) is store
    assert open_store(store.path.parent / "." / store.path.name) is store


# Read-only

AS_NOBODY = """
import tempfile
with tempfile.TemporaryDirectory() as folder:  # so that all is imported while it may still be read
    start_empty(Path(folder) / "a.duckdb", neighbourhood="x")
os.setgroups([]); os.setgid(65534); os.setuid(65534)
def tried(work):
    try:
        work()
    except SokError as error:
        print(type(error).__name__, str(error))
    else:
        print("fine")
tried(lambda: open_store(path))
tried(lambda: start_empty(path.with_name("new.duckdb"), neighbourhood="x"))
tried(lambda: open_store(path))
print(sorted(p.name for p in path.parent.iterdir()))
"""


@pytest.fixture
def open_to_all(closed, tmp_path):
    """The folders above the store may be passed by everybody."""
    for folder in (tmp_path, *tmp_path.parents[: len(tmp_path.parents) - 2]):
        folder.chmod(0o755)
    return closed


@AS_ROOT
def test_a_folder_that_may_not_be_written(open_to_all):
    files = sorted(p.name for p in open_to_all.parent.iterdir())
    first, second, third, left = run(AS_NOBODY, open_to_all)
    for line in (first, second, third):
        assert line.startswith("StoreReadOnlyError")
        assert "schrijfrechten" in line
    assert left == str(files)
    assert opens_with(open_to_all, 1)


@AS_ROOT
@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_file_that_may_not_be_written(open_to_all, mode):
    Path(f"{open_to_all}.lock").chmod(0o666)
    open_to_all.parent.chmod(0o777)
    open_to_all.chmod(mode)
    first, second, third, left = run(AS_NOBODY, open_to_all)
    assert first.startswith("StoreReadOnlyError")
    assert third == first
    assert second == "fine"
    assert "sok.duckdb.wal" not in left
    assert opens_with(open_to_all, 1)


# A full disk


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MB; resize(megabytes) makes it larger."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(*options):
        return (
            subprocess.run(["mount", *options, str(place)], capture_output=True, check=False).returncode == 0
        )

    if os.name == "nt" or not mount("-t", "tmpfs", "-o", "size=24m", "tmpfs"):
        pytest.skip("cannot mount a small disk here")
    yield place, lambda megabytes: mount("-o", f"remount,size={megabytes}m")
    subprocess.run(["umount", str(place)], check=False)


def fill(store, kilobytes):
    """Save parties of this size until the disk is full; gives how many were saved."""
    for number in range(1000):
        try:
            save(store, party=bulky(number, kilobytes // 10))
        except DiskFullError:
            return number * (kilobytes // 10)
    raise AssertionError("the disk never got full")


def bulky(number, rows):
    """Rows of ten thousand signs each, which cannot be packed; a longer text is refused."""
    dice = random.Random(number)
    return [party(f"V{number}-{row}", contribution=dice.randbytes(5_000).hex()) for row in range(rows)]


@pytest.mark.parametrize("kilobytes", [100, 1000])
def test_a_full_disk_loses_nothing_and_the_process_goes_on(small_disk, kilobytes):
    place, resize = small_disk
    store = open_store(place / "sok.duckdb", create=True)
    saved = fill(store, kilobytes)
    assert saved
    assert count(store, "party") == count(store, "party_history") == saved
    with pytest.raises(DiskFullError, match=r"schijf is vol.*niets verloren.*Maak ruimte"):
        store.back_up(place / "backups")
    assert not list(place.glob("backups/*"))
    assert count(store, "party") == saved
    resize(200)
    save(store, party=[party("LATER")])
    assert store.back_up(place / "backups").exists()
    store.close()
    assert opens_with(place / "sok.duckdb", saved + 1)


def test_a_full_disk_leaves_no_half_store(small_disk):
    place, resize = small_disk
    resize(2)
    with pytest.raises(DiskFullError):
        start_empty(place / "sok.duckdb", neighbourhood="x")
    assert [path.name for path in place.iterdir() if not path.name.endswith(".lock")] == []
    resize(50)
    start_empty(place / "sok.duckdb", neighbourhood="x")


@ON_POSIX
def test_a_limit_on_the_size_of_files_is_a_full_disk(closed):
    code = """
    import resource
    size = path.stat().st_size + 100_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, size))
    store = open_store(path)
    for number in range(100):
        try:
            rows = [party(f"V{number}-{row}", contribution="x" * 10_000) for row in range(10)]
            save(store, party=rows)
        except SokError as error:
            print(number * 10, type(error).__name__, count(store, "party"))
            break
    os._exit(0)
    """
    [line] = run(code, closed)
    number, kind, parties = line.split()
    assert kind == "DiskFullError"
    assert int(parties) == int(number) + 1
    assert opens_with(closed, int(parties))


# Killed


@ON_POSIX
@pytest.mark.parametrize("wait", [0.05, 0.12, 0.3])
def test_a_killed_writer_loses_no_change_that_was_saved(closed, wait):
    code = """
    import threading
    store = open_store(path)
    save(store, party=[party("N0")])
    print(0, flush=True)
    threading.Timer(float(sys.argv[2]), lambda: os.kill(os.getpid(), 9)).start()
    for number in range(1, 100_000):
        save(store, party=[party(f"N{number}")])
        print(number, flush=True)
    """
    acknowledged = int(run(code, closed, wait, kill=True)[-1])
    store = open_store(closed)
    try:
        found = count(store, "party") - 1
        assert acknowledged + 1 <= found <= acknowledged + 2
        assert count(store, "party_history") == count(store, "change_line") == found + 1
    finally:
        store.close()


@ON_POSIX
@pytest.mark.parametrize("wait", [0.05, 0.3, 0.6])
def test_a_start_that_was_killed_leaves_no_half_store(tmp_path, wait):
    path = tmp_path / "sok.duckdb"
    code = """
    import threading
    from sok_metrics.tasks.starting.start import BOTU_FOLDER
    threading.Timer(float(sys.argv[2]), lambda: os.kill(os.getpid(), 9)).start()
    while True:
        start_from_folders(path, [BOTU_FOLDER])
        path.rename(path.with_name("done.duckdb"))
    """
    run(code, path, wait, kill=True)
    assert not path.exists() or opens_with(path, 8)
    path.unlink(missing_ok=True)
    start_empty(path, neighbourhood="x")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "done.duckdb") == [
        "sok.duckdb",
        "sok.duckdb.lock",
    ]
