"""The file with the secrets, the passphrases, and the tickets in cookies."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from sok_metrics.errors import DiskFullError, NotAllowedError, RefusedError, SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import SERVER, VISITOR
from sok_metrics.tasks.accounts import access as access_module
from sok_metrics.tasks.accounts import passphrases
from sok_metrics.tasks.accounts.access import Access, access_file, change_access, read_access
from sok_metrics.tasks.accounts.passphrases import find_role, remove_passphrase, set_passphrase
from sok_metrics.tasks.accounts.sign_in import (
    BORROWED,
    REMEMBERED,
    cleaned_name,
    cookie_name,
    end_ticket,
    find_account,
    give_role,
    new_ticket,
    sign_out_token,
    signed,
)
from tests.web.running import ROOT, run_command

ADMINISTRATORS = "vier gewone woorden samen"
EDITORS = "de redactie schrijft mee"
NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    """The tests have no secrets to protect."""
    monkeypatch.setattr(passphrases, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "wijk.duckdb"


@pytest.fixture
def access(path):
    """A store with both passphrases."""
    set_passphrase(path, Role.ADMINISTRATOR, ADMINISTRATORS, by=SERVER)
    return set_passphrase(path, Role.EDITOR, EDITORS, by=SERVER)


def test_the_real_hashes_are_argon2id_with_64_mb():
    parameters = PasswordHasher()
    assert (parameters.type.name, parameters.memory_cost, parameters.time_cost) == ("ID", 65536, 3)


def test_a_passphrase_opens_its_own_role_only(path, access):
    assert find_role(path, ADMINISTRATORS) is Role.ADMINISTRATOR
    assert find_role(path, EDITORS) is Role.EDITOR
    for wrong in ("", "x" * 12, ADMINISTRATORS.upper(), ADMINISTRATORS[:-1], "x" * 100_000):
        assert find_role(path, wrong) is None


def test_a_passphrase_is_the_same_from_every_keyboard(path):
    set_passphrase(path, Role.ADMINISTRATOR, "een cafe\u0301 op de hoek ", by=SERVER)
    assert find_role(path, "een caf\u00e9 op de hoek") is Role.ADMINISTRATOR


def test_the_file_holds_no_passphrase_and_only_its_owner_may_read_it(path, access):
    text = access_file(path).read_text(encoding="utf-8")
    assert ADMINISTRATORS not in text
    assert "$argon2id$" in text
    left = sorted(path.parent.iterdir())
    assert [file.name for file in left] == ["wijk.duckdb.toegang", "wijk.duckdb.toegang.lock"]
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in left} == {0o600}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("elf letters", "minstens 12 tekens; deze heeft er 11"),
        ("   kort       ", "deze heeft er 4"),
        ("x" * 201, "hooguit 200"),
        (EDITORS, "niet dezelfde wachtzin"),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused_and_the_old_one_stays(path, access, text, sentence):
    with pytest.raises(RefusedError, match=sentence):
        set_passphrase(path, Role.ADMINISTRATOR, text, by=SERVER)
    assert find_role(path, ADMINISTRATORS) is Role.ADMINISTRATOR


def test_of_two_first_passphrases_only_one_counts(path):
    set_passphrase(path, Role.ADMINISTRATOR, ADMINISTRATORS, by=SERVER, is_first=True)
    with pytest.raises(RefusedError, match="Er is al een wachtzin"):
        set_passphrase(path, Role.ADMINISTRATOR, "een andere wachtzin", by=SERVER, is_first=True)


@pytest.mark.parametrize("by", [VISITOR, Actor("Els", Role.EDITOR)])
def test_only_the_administrator_changes_who_may_do_what(path, access, by):
    before = access_file(path).read_bytes()
    for change in (
        lambda: set_passphrase(path, Role.EDITOR, "een andere wachtzin", by=by),
        lambda: remove_passphrase(path, Role.EDITOR, by=by),
        lambda: give_role(path, "els@wijk.nl", Role.ADMINISTRATOR, by=by),
    ):
        with pytest.raises(NotAllowedError):
            change()
    assert access_file(path).read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"key": ""}', b'{"key": "short", "hashes": {}, "epochs": {}, "roles": {}}'],
)
def test_a_damaged_file_lets_nobody_in_and_is_kept_when_a_new_one_is_made(path, content):
    access_file(path).write_bytes(content)
    damaged = read_access(path)
    assert (damaged.is_damaged, damaged.has_administrator, damaged.key) == (True, False, "")
    set_passphrase(path, Role.ADMINISTRATOR, ADMINISTRATORS, by=SERVER)
    assert not read_access(path).is_damaged
    assert path.with_name("wijk.duckdb.toegang.beschadigd").read_bytes() == content


def test_a_file_that_may_not_be_read_is_no_first_start(path):
    access_file(path).mkdir()
    with pytest.raises(SokError, match="kan niet worden gelezen"):
        read_access(path)


def test_a_change_by_another_process_is_seen_at_once(path, access):
    access_file(path).unlink()
    assert read_access(path) == Access()
    change_access(path, lambda now: now.with_role("els@wijk.nl", Role.EDITOR))
    assert read_access(path).roles == {"els@wijk.nl": Role.EDITOR}


def test_a_ticket_says_who_it_is_until_it_ends(access):
    cookies, _ticket = signed_in(access, "Jan <b>", Role.EDITOR, lasts=BORROWED)
    who = find_account(access, cookies, {}, now=NOW + 11 * 3600)
    assert who is not None
    assert who.actor == Actor("Jan <b>", Role.EDITOR)
    assert find_account(access, cookies, {}, now=NOW + 13 * 3600) is None
    month, _ticket = signed_in(access, "Jan", Role.EDITOR, lasts=REMEMBERED)
    assert find_account(access, month, {}, now=NOW + 29 * 86_400) is not None


def test_nobody_else_can_make_or_change_a_ticket(access):
    cookies, ticket = signed_in(access, "Jan", Role.EDITOR)
    [(name, text)] = cookies.items()
    stranger = Access(key="k" * 43, hashes=access.hashes, epochs=access.epochs)
    forged = signed(stranger, new_ticket(stranger, "Jan", Role.ADMINISTRATOR, now=NOW, lasts=REMEMBERED))
    for other in (forged, text[:-1], text + "A", text.replace(".", "", 1), "", "x", "W10.x", "\u00e9"):
        assert find_account(access, {name: other}, {}, now=NOW) is None
    assert sign_out_token(access, ticket.number) != sign_out_token(stranger, ticket.number)
    assert cookie_name(access) != cookie_name(stranger)


def test_another_passphrase_ends_the_tickets_of_its_role_only(path, access):
    editor, _ticket = signed_in(access, "Jan", Role.EDITOR)
    administrator, _ticket = signed_in(access, "Els", Role.ADMINISTRATOR)
    after = set_passphrase(path, Role.EDITOR, "een andere wachtzin", by=SERVER)
    assert find_account(after, editor, {}, now=NOW) is None
    assert find_account(after, administrator, {}, now=NOW) is not None
    again, _ticket = signed_in(after, "Jan", Role.EDITOR)
    off = remove_passphrase(path, Role.EDITOR, by=SERVER)
    assert find_account(off, again, {}, now=NOW) is None
    assert find_role(path, "een andere wachtzin") is None


def test_a_ticket_that_was_signed_out_no_longer_counts_after_a_restart_either(path, access):
    cookies, ticket = signed_in(access, "Jan", Role.EDITOR)
    other, _ticket = signed_in(access, "Jan", Role.EDITOR)
    end_ticket(path, ticket, now=NOW)
    started_anew = another_process(
        "from sok_metrics.tasks.accounts.access import read_access\n"
        "from sok_metrics.tasks.accounts.sign_in import find_account\n"
        f"for cookies in ({cookies}, {other}):\n"
        f"    print(find_account(read_access(Path({str(path)!r})), cookies, {{}}, now={NOW}) is not None)"
    )
    assert started_anew.split() == ["False", "True"]


def test_what_was_signed_out_is_forgotten_when_it_would_have_ended_by_itself(path, access):
    for now in (NOW, NOW + REMEMBERED.total_seconds() + 1):
        _cookies, ticket = signed_in(access, "Jan", Role.EDITOR, now=now)
        end_ticket(path, ticket, now=now)
        assert set(read_access(path).ended) == {ticket.number}


def test_signing_out_works_on_a_full_disk_for_as_long_as_the_server_runs(path, access, monkeypatch, caplog):
    def fail(*_given, **_named):
        raise DiskFullError("De schijf is vol.")

    monkeypatch.setattr(access_module, "deliver", fail)
    cookies, ticket = signed_in(access, "Jan", Role.EDITOR)
    end_ticket(path, ticket, now=NOW)
    assert find_account(read_access(path), cookies, {}, now=NOW) is None
    assert "Signed out until the server stops only" in caplog.text


def test_a_file_of_an_earlier_version_counts_as_it_is(path, access):
    content = json.loads(access_file(path).read_text(encoding="utf-8"))
    del content["ended"]
    access_file(path).write_text(json.dumps(content), encoding="utf-8")
    assert read_access(path) == access


def test_a_server_and_a_command_that_write_at_once_lose_nothing(path, access):
    add = (
        "from sok_metrics.tasks.accounts.access import change_access\n"
        f"for n in range(20): change_access(Path({str(path)!r}), "
        "lambda now: now.with_ended(f'{sys.argv[1]} {n}', 2e9, now=0))"
    )
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: another_process(add, name), ("server", "opdracht")))
    assert len(read_access(path).ended) == 40


def another_process(code, *arguments):
    """What this code prints in a process of its own."""
    command = [sys.executable, "-c", f"import sys\nfrom pathlib import Path\n{code}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": " Els@Wijk.nl", "email_verified": True}, Role.EDITOR),
        ({"email": "els@wijk.nl", "email_verified": "true"}, Role.EDITOR),
        ({"email": "els@wijk.nl", "xms_edov": "1"}, Role.EDITOR),
        ({"email": "els@wijk.nl", "email_verified": False}, Role.VISITOR),
        ({"email": "els@wijk.nl", "email_verified": "false"}, Role.VISITOR),
        ({"email": "els@wijk.nl", "email_verified": None}, Role.VISITOR),
        ({"email": "els@wijk.nl", "email_verified": False, "xms_edov": True}, Role.VISITOR),
        ({"email": "els@wijk.nl"}, Role.VISITOR),
        ({"email": "jan@wijk.nl", "email_verified": True}, Role.VISITOR),
        ({"email_verified": True}, Role.VISITOR),
    ],
)
def test_an_account_of_an_organisation_gets_the_role_of_an_address_that_was_checked(path, claims, role):
    access = give_role(path, "ELS@wijk.nl ", Role.EDITOR, by=SERVER)
    who = find_account(access, {}, {"is_logged_in": True, "name": "Els", **claims}, now=NOW)
    assert who is not None
    assert who.role is role
    assert who.actor == (Actor("Els", Role.EDITOR) if role is Role.EDITOR else VISITOR)
    assert find_account(access, {}, {**claims, "is_logged_in": False}, now=NOW) is None


@pytest.mark.parametrize(
    "text", ["", "els", "els@", "@wijk.nl", "els@wijk", "els jansen@wijk.nl", "a@b@c.nl"]
)
def test_what_is_no_address_gets_no_role(path, text):
    with pytest.raises(RefusedError, match="geen e-mailadres"):
        give_role(path, text, Role.EDITOR, by=SERVER)
    assert not access_file(path).exists()


@pytest.mark.parametrize("text", ["", "  ", "12", "\u200b\u202e", "Bezoeker", " sok-MONITOR ", "x" * 61])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(RefusedError):
        cleaned_name(text)


def test_a_name_keeps_its_letters_and_loses_what_cannot_be_read():
    assert cleaned_name("  Zo\u00eb\t\u202evan\n 't Hof ") == "Zo\u00eb van 't Hof"


def test_the_command_line_sets_a_passphrase_from_what_it_is_sent(empty_store):
    database = empty_store.path
    for options, text in (((), ADMINISTRATORS), (("--editors",), EDITORS)):
        done = run_command("passphrase", *options, database=database, typed=text + "\n")
        assert (done.returncode, done.stderr) == (0, "")
        assert text not in done.stdout
        assert find_role(database, text) is not None
    refused = run_command("passphrase", database=database, typed="kort\n")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "minstens 12 tekens" in refused.stderr
    assert run_command("passphrase", "--editors", "--off", database=database).returncode == 0
    assert find_role(database, EDITORS) is None


def test_the_command_line_gives_no_passphrase_to_a_store_that_is_not_there(tmp_path):
    done = run_command("passphrase", database=tmp_path / "nergens.duckdb", typed=ADMINISTRATORS)
    assert done.returncode == 1
    assert "nog geen SOK-bestand" in done.stderr
    assert list(tmp_path.iterdir()) == []


def signed_in(access, name, role, *, now=NOW, lasts=REMEMBERED):
    """The cookies of who has just signed in, and the ticket in them."""
    ticket = new_ticket(access, name, role, now=now, lasts=lasts)
    return {cookie_name(access): signed(access, ticket)}, ticket
