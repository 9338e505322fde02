"""Wrong passphrases: who guesses waits longer and longer, and who knows the right one gets in meanwhile."""

import threading

import pytest
from argon2 import PasswordHasher

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.tasks.accounts import attempts, passphrases
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.attempts import TOGETHER, Attempts, Caller, Standing
from sok_metrics.tasks.accounts.known_browsers import (
    KNOWN_FOR,
    find_known_browser,
    known_browser_cookie,
    known_now,
    signed_browser,
)
from sok_metrics.tasks.accounts.passphrases import let_in, remove_passphrase, set_passphrase

ADMINISTRATORS = "vier gewone woorden samen"
EDITORS = "de redactie schrijft mee"
WRONG = "dit is niet de goede zin"
NOW = 1_800_000_000.0
STRANGER, OTHER = Caller("198.51.100.7"), Caller("203.0.113.9")
HERE = Caller("this computer", is_own_computer=True, window="een")


class Clock:
    """A clock that stands still until somebody sets it."""

    now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path, clock, monkeypatch):
    """A store with both passphrases, where nobody tried anything yet."""
    monkeypatch.setattr(passphrases, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    path = tmp_path / "wijk.duckdb"
    monkeypatch.setattr(attempts, "_attempts", {path.resolve(): Attempts(clock)})
    set_passphrase(path, Role.ADMINISTRATOR, ADMINISTRATORS, by=SERVER)
    set_passphrase(path, Role.EDITOR, EDITORS, by=SERVER)
    return path


def known(path, role, source="198.51.100.7", before=None):
    """A browser that signed in before, as its cookie says."""
    access = read_access(path)
    browser = known_now(access, role, now=NOW, lasts=KNOWN_FOR, before=before)
    cookies = {known_browser_cookie(access): signed_browser(access, browser)}
    return Caller(source, browser=find_known_browser(access, cookies, now=NOW + 86_400))


def said(path, text, caller):
    """The role that was let in, or why nobody was."""
    try:
        return let_in(path, text, caller)
    except RefusedError as error:
        return str(error)


def is_looked_at(answer):
    return "Deze wachtzin klopt niet" in str(answer)


def test_the_delay_doubles_to_a_minute_and_a_right_try_ends_it(clock):
    attempts = Attempts(clock)
    waits = []
    for _try in range(8):
        with pytest.raises(RefusedError, match="klopt niet") as refusal:
            attempts.try_once(STRANGER, lambda: None)
        waits.append(int(str(refusal.value).split("Wacht ")[1].split()[0]))
        with pytest.raises(RefusedError, match="net een verkeerde wachtzin"):
            attempts.try_once(STRANGER, lambda: "right, but too soon")
        clock.now += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert attempts.try_once(STRANGER, lambda: "right") == "right"
    with pytest.raises(RefusedError, match="Wacht 1 seconde "):
        attempts.try_once(STRANGER, lambda: None)


def test_of_fifty_tries_at_once_only_one_is_looked_at(clock):
    attempts, looked = Attempts(clock), []
    refused = []

    def try_one():
        try:
            attempts.try_once(STRANGER, lambda: looked.append(1))
        except RefusedError as error:
            refused.append(error)

    threads = [threading.Thread(target=try_one) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(looked), len(refused)) == (1, 50)


def test_five_guesses_a_second_lock_out_nobody_else(path, clock):
    looked_at = 0
    for second in range(60):
        for _guess in range(5):
            looked_at += is_looked_at(said(path, WRONG, STRANGER))
        if second % 7 == 0:
            for caller in (OTHER, HERE, known(path, Role.ADMINISTRATOR)):
                assert said(path, ADMINISTRATORS, caller) is Role.ADMINISTRATOR
            assert said(path, EDITORS, known(path, Role.EDITOR)) is Role.EDITOR
        clock.now += 1
    assert looked_at == 6
    assert "net een verkeerde wachtzin" in said(path, ADMINISTRATORS, STRANGER)


def test_guesses_from_everywhere_stay_slow_and_lock_out_strangers_only(path, clock):
    most, every = TOGETHER[Standing.STRANGER]
    looked_at = 0
    for number in range(299):
        looked_at += is_looked_at(said(path, WRONG, Caller(f"198.18.0.{number}")))
        clock.now += 0.2
    assert looked_at == most + 60 // every - 1
    assert "op veel plekken verkeerde wachtzinnen" in said(path, ADMINISTRATORS, OTHER)
    assert said(path, ADMINISTRATORS, HERE) is Role.ADMINISTRATOR
    assert said(path, ADMINISTRATORS, known(path, Role.ADMINISTRATOR)) is Role.ADMINISTRATOR
    clock.now += every
    assert said(path, ADMINISTRATORS, OTHER) is Role.ADMINISTRATOR


def test_wrong_tries_of_known_browsers_and_of_this_computer_cost_strangers_nothing(path):
    for _try in range(50):
        said(path, WRONG, HERE)
        said(path, WRONG, known(path, Role.ADMINISTRATOR))
    assert said(path, ADMINISTRATORS, OTHER) is Role.ADMINISTRATOR


def test_guesses_at_this_computer_are_bounded_and_one_waits_a_moment_at_most(path, clock):
    most, every = TOGETHER[Standing.OWN_COMPUTER]
    looked_at = sum(is_looked_at(said(path, WRONG, HERE)) for _guess in range(100))
    assert looked_at == most
    clock.now += every
    assert said(path, ADMINISTRATORS, HERE) is Role.ADMINISTRATOR


def test_a_known_browser_waits_for_its_own_wrong_tries_only_and_shortly(path, clock):
    browser, other = known(path, Role.ADMINISTRATOR), known(path, Role.ADMINISTRATOR)
    for _try in range(6):
        assert is_looked_at(said(path, WRONG, browser))
        assert "net een verkeerde wachtzin" in said(path, ADMINISTRATORS, browser)
        assert said(path, ADMINISTRATORS, other) is Role.ADMINISTRATOR
        clock.now += 8
    assert said(path, ADMINISTRATORS, browser) is Role.ADMINISTRATOR


def test_who_once_was_an_editor_guesses_at_the_administrators_passphrase_as_a_stranger(path, clock):
    """However many browsers they make known, and however often they give their own passphrase in between."""
    most, every = TOGETHER[Standing.STRANGER]
    looked_at = 0
    for _guess in range(100):
        looked_at += is_looked_at(said(path, WRONG, known(path, Role.EDITOR)))
        assert said(path, EDITORS, known(path, Role.EDITOR)) is Role.EDITOR
        clock.now += 0.2
    assert looked_at <= most + 20 / every
    clock.now += 3_600
    assert said(path, ADMINISTRATORS, known(path, Role.EDITOR)) is Role.ADMINISTRATOR


def test_a_known_browser_is_a_stranger_once_the_passphrase_changed(path):
    editor, administrator = known(path, Role.EDITOR), known(path, Role.ADMINISTRATOR)
    assert (editor.standing, administrator.standing) == (Standing.KNOWN_BROWSER, Standing.KNOWN_BROWSER)
    access = read_access(path)
    cookie = {known_browser_cookie(access): signed_browser(access, editor.browser)}
    after = set_passphrase(path, Role.EDITOR, "een andere wachtzin", by=SERVER)
    assert find_known_browser(after, cookie, now=NOW) is None
    off = remove_passphrase(path, Role.EDITOR, by=SERVER)
    assert find_known_browser(off, cookie, now=NOW) is None
    still = {known_browser_cookie(off): signed_browser(off, administrator.browser)}
    assert find_known_browser(off, still, now=NOW) is not None
    assert find_known_browser(off, still, now=NOW + KNOWN_FOR.total_seconds() + 1) is None


def test_nobody_else_makes_a_ticket_and_it_is_no_sign_in(path):
    from sok_metrics.tasks.accounts.sign_in import cookie_name, find_account

    access = read_access(path)
    text = signed_browser(access, known(path, Role.ADMINISTRATOR).browser)
    assert find_account(access, {cookie_name(access): text}, {}, now=NOW) is None
    for forged in (text[:-1], text + "A", "", "x", "W10.x", "\u00e9", "x" * 5_000):
        assert find_known_browser(access, {known_browser_cookie(access): forged}, now=NOW) is None
    assert "Els" not in text


def test_a_browser_stays_known_for_the_highest_role_that_it_opened(path):
    high = known(path, Role.ADMINISTRATOR).browser
    assert known(path, Role.EDITOR, before=high).browser.role is Role.ADMINISTRATOR
    low = known(path, Role.EDITOR).browser
    assert known(path, Role.ADMINISTRATOR, before=low).browser.role is Role.ADMINISTRATOR


def test_what_is_remembered_of_guessers_is_little_and_for_a_quarter_of_an_hour(path, clock):
    for number in range(2_000):
        said(path, WRONG, Caller(f"198.18.{number // 250}.{number % 250}"))
        clock.now += 5
    kept = attempts.attempts_at(path)._delays
    assert len(kept) < 60
    clock.now += 3_600
    said(path, WRONG, OTHER)
    assert list(kept) == [(Standing.STRANGER, OTHER.source)]


def test_who_comes_when_many_wait_is_sent_away_and_others_have_their_turn(clock):
    attempts, inside, go_on = Attempts(clock), threading.Event(), threading.Event()

    def look():
        inside.set()
        go_on.wait(30)
        return "right"

    many = [Caller("x", is_own_computer=True, window=str(number)) for number in range(10)]
    threads = [threading.Thread(target=attempts.try_once, args=(caller, look)) for caller in many]
    for thread in threads:
        thread.start()
    inside.wait(30)
    while attempts._turns[Standing.OWN_COMPUTER]._waiting.total() < len(many):
        pass
    clock.now += 10
    with pytest.raises(RefusedError, match="erg druk met aanmelden"):
        attempts.try_once(HERE, look)
    assert attempts.try_once(OTHER, lambda: "right") == "right"
    go_on.set()
    for thread in threads:
        thread.join()
    assert attempts.try_once(HERE, look) == "right"


def test_who_sits_here_and_signed_in_before_waits_for_no_slow_hash(path, clock):
    """While guesses keep the slow hash busy, as they do until the editors signed in too."""
    assert said(path, ADMINISTRATORS, HERE) is Role.ADMINISTRATOR
    counter = attempts.attempts_at(path)
    with counter._turns[Standing.OWN_COMPUTER].turn_of("gok"):
        assert said(path, ADMINISTRATORS, HERE) is Role.ADMINISTRATOR


def test_the_slow_hash_is_made_once_and_a_changed_passphrase_counts_at_once(path, monkeypatch):
    assert said(path, ADMINISTRATORS, HERE) is Role.ADMINISTRATOR
    assert said(path, EDITORS, HERE) is Role.EDITOR

    with monkeypatch.context() as quick:
        quick.setattr(passphrases, "_hasher", None)
        assert said(path, ADMINISTRATORS, HERE) is Role.ADMINISTRATOR
        assert is_looked_at(said(path, WRONG, HERE))
    set_passphrase(path, Role.ADMINISTRATOR, "een heel andere zin", by=SERVER)
    assert is_looked_at(said(path, ADMINISTRATORS, HERE))
    assert said(path, "een heel andere zin", HERE) is Role.ADMINISTRATOR
