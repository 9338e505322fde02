"""A backup that is put back takes the place of the store while pages read; a bad one changes nothing."""

import asyncio
import os
import threading
import time
from datetime import timedelta

import duckdb
import pytest

from sok_metrics import clock
from sok_metrics.errors import NotAllowedError, SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store import connection as code
from sok_metrics.store.backup import STAMP, BackupKind, copy_in_subprocess
from sok_metrics.store.changes.forget import forget
from sok_metrics.store.connection import open_store
from sok_metrics.store.foreign import take_over
from sok_metrics.store.gate import Gate, GateBusyError
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.tasks.storage import backup as backups
from sok_metrics.tasks.storage import restore as restoring
from sok_metrics.tasks.storage.backup import back_up, back_up_daily
from sok_metrics.tasks.storage.check import check_store
from sok_metrics.tasks.storage.dump import DumpFormat, dump_store
from sok_metrics.tasks.storage.place import backup_kind, backup_moment, list_backups
from sok_metrics.tasks.storage.restore import restore, restore_damaged, restore_missing
from sok_metrics.web.daily import again_and_again, back_up_today
from tests.store.rows import TESTER, count, party, person, save

pytestmark = pytest.mark.full


def files_beside(store):
    return sorted(file.name for file in store.path.parent.iterdir())


def test_the_store_goes_on_with_the_backup_and_what_stood_there_is_kept(store):
    save(store, party=[party("PA")])
    before, opened = canonical_dump(store.whole()), store.opened
    backup = back_up(store).path
    save(store, party=[party("PB")])
    later = canonical_dump(store.whole())
    kept = restore(store, backup, by=TESTER)
    assert canonical_dump(store.whole()) == before
    assert store.reader().last_change == 1
    assert store.opened != opened
    assert backup_kind(kept) is BackupKind.BEFORE_RESTORE
    restore(store, kept, by=TESTER)
    assert canonical_dump(store.whole()) == later
    assert files_beside(store) == ["backups", "bare.duckdb", "bare.duckdb.lock"]
    save(store, party=[party("PC")])
    assert count(store, "party") == 3


def test_pages_that_read_meanwhile_see_the_old_store_or_the_new_one(store):
    save(store, party=[party("PA")])
    backup = back_up(store).path
    save(store, party=[party("PB")])
    stop, seen, errors = threading.Event(), set(), []
    reader = store.reader()

    def read():
        while not stop.is_set():
            try:
                seen.add(len(reader.rows("SELECT * FROM {party} AS party")))
            except Exception as error:
                errors.append(error)
                raise

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        backup = restore(store, backup, by=TESTER)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert seen <= {1, 2}


def test_what_is_saved_while_a_backup_is_looked_at_is_kept_with_what_stood_there(store, monkeypatch):
    save(store, party=[party("EERST")])
    backup = back_up(store).path

    def look_slowly(source, copy):
        take_over(source, copy)
        save(store, party=[party("TOEN")])

    monkeypatch.setattr(restoring, "take_over", look_slowly)
    kept = restore(store, backup, by=TESTER)
    assert count(store, "party") == 1
    candidate = open_store(kept)
    assert count(candidate, "party") == 2
    candidate.close()


def test_what_is_saved_while_the_files_change_places_waits_and_is_in_the_new_one(store, monkeypatch):
    save(store, party=[party("TOEN")])
    backup = back_up(store).path
    writers: list[threading.Thread] = []

    def copy_slowly(source, target):
        writer = threading.Thread(target=lambda: save(store, party=[party("NU")]))
        writer.start()
        writers.append(writer)
        copy_in_subprocess(source, target)
        assert writer.is_alive()  # it waits for its turn: nothing is said to be saved yet

    monkeypatch.setattr(code, "copy_in_subprocess", copy_slowly)
    restore(store, backup, by=TESTER)
    writers[0].join()
    assert {row["code"] for row in store.whole().rows("SELECT code FROM party")} == {"TOEN", "NU"}


def test_who_asked_while_the_files_changed_places_leaves_nothing_wrong_behind(store, monkeypatch):
    def parties(reader):
        return reader.rows("SELECT count(*) AS n FROM {party} AS party")[0]["n"]

    save(store, party=[party("EERST")])
    backup = back_up(store).path
    number = save(store, party=[party("PA"), party("PB")])
    newest, asked = store._newest_change, []

    def meanwhile():
        asked.append(store.reader())
        return newest()

    monkeypatch.setattr(store, "_newest_change", meanwhile)
    restore(store, backup, by=TESTER)
    monkeypatch.undo()
    assert (asked[0].last_change, asked[0].remember(parties)) == (number, 1)
    assert save(store, party=[party("PC")]) == number
    assert store.reader().remember(parties) == 2


def spoil_nothing(path):
    path.write_bytes(b"")


def spoil_text(path):
    path.write_text("geen bestand")


def spoil_foreign(path):
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE boodschappen (naam TEXT)")


def spoil_half(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def spoil_newer(path):
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO migration VALUES (9999, 'later', 'x', now()::TIMESTAMP)")


def spoil_history(path):
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE party SET name = 'Vals'")


def spoil_middle(path):
    content = bytearray(path.read_bytes())
    content[200_000:] = b"\xff" * (len(content) - 200_000)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (spoil_nothing, "geen SOK-bestand"),
        (spoil_text, "geen SOK-bestand"),
        (spoil_foreign, "geen SOK-bestand"),
        (spoil_half, "geen SOK-bestand"),
        (spoil_middle, "geen SOK-bestand"),
        (spoil_newer, "nieuwere versie"),
        (spoil_history, "niet heel"),
    ],
)
def test_what_is_no_sound_backup_changes_nothing(store, spoil, message):
    save(store, party=[party("PA")])
    backup = back_up(store).path
    if spoil is spoil_foreign:
        backup.unlink()
    spoil(backup)
    before = canonical_dump(store.whole())
    with pytest.raises(SokError, match=message) as refused:
        restore(store, backup, by=TESTER)
    assert backup.name in str(refused.value)
    assert canonical_dump(store.whole()) == before
    assert len(list_backups(store.path)) == 1
    assert files_beside(store) == ["backups", "bare.duckdb", "bare.duckdb.lock"]


def test_who_was_forgotten_does_not_come_back_with_a_backup(store):
    save(store, person=[person(name="Sanne de Wit", phone="0612345678"), person("M2", name="Blijft")])
    backup = back_up(store).path
    forget(store, "M1", by=TESTER, day=clock.today(), spots=())
    restore(store, backup, by=TESTER)
    after = canonical_dump(store.whole()).decode()
    assert "Sanne" not in after
    assert "0612345678" not in after
    assert "Blijft" in after
    assert check_store(store, clock.today()).is_good


@pytest.mark.parametrize("role", [Role.VISITOR, Role.EDITOR])
def test_only_an_administrator_puts_a_backup_back_or_takes_everything_out(store, role):
    save(store, party=[party("PA")])
    backup = back_up(store).path
    with pytest.raises(NotAllowedError):
        restore(store, backup, by=Actor("x", role))
    with pytest.raises(NotAllowedError):
        dump_store(store, DumpFormat.ZIP, by=Actor("x", role))
    assert list_backups(store.path) == [backup]


def test_what_a_killed_restore_left_behind_goes_away_with_the_next(store):
    save(store, party=[party("PA")])
    backup = back_up(store).path
    left, busy = (store.path.parent / f".bare-bezig-{name}" for name in ("oud", "nu"))
    for folder in (left, busy):
        folder.mkdir()
        (folder / "teruggezet.duckdb").write_text("persoonsgegevens")
    os.utime(left, (0, 0))
    restore(store, backup, by=TESTER)
    assert not left.exists()
    assert busy.exists()


def test_a_backup_that_is_open_elsewhere_is_refused(store):
    save(store, party=[party("PA")])
    backup = back_up(store).path
    backup.with_name(f"{backup.name}.wal").write_bytes(b"x")
    with pytest.raises(SokError, match="nog open"):
        restore(store, backup, by=TESTER)
    with pytest.raises(SokError, match="nu open"):
        restore(store, store.path, by=TESTER)


def test_a_damaged_or_missing_store_is_made_out_of_a_backup(store, tmp_path):
    save(store, party=[party("PA")])
    before = canonical_dump(store.whole())
    backup = back_up(store).path
    path = tmp_path / "elders.duckdb"
    restore_missing(path, backup)
    path.write_text("kapot")
    kept = restore_damaged(path, backup, SokError("nee"))
    assert kept.read_text() == "kapot"
    with pytest.raises(SokError, match="nee"):
        restore_damaged(path, backup, SokError("nee"))
    other = open_store(path)
    assert canonical_dump(other.whole()) == before
    other.close()


def test_an_older_backup_is_brought_up_to_date(store, monkeypatch):
    save(store, party=[party("PA")])
    backup = back_up(store).path
    with duckdb.connect(str(backup)) as connection:
        connection.execute("DELETE FROM migration WHERE number = (SELECT max(number) FROM migration)")
    applied = []
    monkeypatch.setattr(code, "apply_migration", lambda _connection, step: applied.append(step.number))
    with pytest.raises(SokError):
        restore(store, backup, by=TESTER)
    assert applied
    assert files_beside(store) == ["backups", "bare.duckdb", "bare.duckdb.lock"]


def test_there_is_one_daily_backup_a_day_on_which_something_changed(store, monkeypatch):
    today = clock.today()
    assert back_up_daily(store, today) is not None
    assert back_up_daily(store, today) is None
    [first] = list_backups(store.path)
    assert backup_kind(first) is BackupKind.DAILY
    yesterday = _dated(first, backup_moment(first) - timedelta(days=1))
    assert back_up_daily(store, today) is None
    save(store, party=[party("PA")])
    assert back_up_daily(store, today) is not None
    assert yesterday in list_backups(store.path)


def _dated(backup, moment):
    """The backup as if it was made at another moment."""
    made = backup_moment(backup).strftime(STAMP)
    return backup.rename(backup.with_name(backup.name.replace(made, moment.strftime(STAMP))))


def test_the_last_fourteen_daily_backups_stay_and_those_made_by_hand(store):
    by_hand = back_up(store).path
    for day in range(1, 21):
        (by_hand.parent / f"bare-202601{day:02}-120000-000000-dagelijks.duckdb").write_bytes(b"")
    save(store, party=[party("PA")])
    report = back_up_daily(store, clock.today())
    assert report is not None
    kept = [one for one in list_backups(store.path) if backup_kind(one) is BackupKind.DAILY]
    assert len(kept) == backups.KEPT_DAILY == 14
    assert kept[0] == report.path
    assert kept[-1].name.startswith("bare-20260108")
    assert by_hand in list_backups(store.path)


def test_backups_of_a_store_with_a_longer_name_are_not_ours(store):
    folder = store.path.parent / "backups"
    mine = back_up(store).path
    for name in ("bare-dagelijks-20260101-000000-000000.duckdb", "bare-20260101-000000-000000-iets.duckdb"):
        (folder / name).write_bytes(b"")
    assert list_backups(store.path) == [mine]


def test_a_running_server_makes_the_backup_of_the_day(store):
    async def run():
        async with again_and_again(lambda: back_up_today(store.path), 0.05):
            for _ in range(100):
                await asyncio.sleep(0.1)
                if list_backups(store.path):
                    return

    asyncio.run(run())
    assert [backup_kind(one) for one in list_backups(store.path)] == [BackupKind.DAILY]


def test_whoever_wants_the_gate_alone_waits_for_those_inside_but_not_for_ever():
    gate = Gate()
    with gate.together(), pytest.raises(GateBusyError), gate.alone(0.05):
        pytest.fail("somebody is inside")
    with gate.alone(0.05):
        pass
    with gate.together(), gate.together():
        pass


def test_what_is_confirmed_while_a_backup_is_put_back_stands_in_the_store_or_in_what_was_kept(store):
    save(store, party=[party("PA")])
    backup = back_up(store).path
    confirmed: list[str] = []
    errors: list[Exception] = []
    stop = threading.Event()

    def write(writer):
        while not stop.is_set():
            code = f"{writer}-{len(confirmed)}-{len(errors)}-{time.monotonic_ns()}"
            try:
                save(store, party=[party(code)])
            except Exception as error:
                errors.append(error)
                raise
            confirmed.append(code)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ABC"]
    for thread in threads:
        thread.start()
    try:
        kept = [restore(store, backup, by=TESTER) for _ in range(2)]
        so_far = len(confirmed)
        while len(confirmed) < so_far + 3 and not errors:
            time.sleep(0.01)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    found = codes_in(store)
    store.close()
    for path in kept:
        other = open_store(path)
        found |= codes_in(other)
        other.close()
    assert errors == []
    assert set(confirmed) <= found


def codes_in(store):
    return {row["code"] for row in store.reader().rows("SELECT code FROM {party} AS party")}
