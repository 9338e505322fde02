"""Cards on phones: every answer counts once, and after closing nothing tells who chose what."""

import os
import threading
from itertools import product
from pathlib import Path

import pytest

from sok_metrics import clock
from sok_metrics.errors import NotAllowedError, RefusedError, SokError
from sok_metrics.nouns.model import Actor, ParticipantGroup, Role
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.tasks.room import card_box, limits, state, voting
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_counts import add_counts, read_channels, read_counts, set_counts
from sok_metrics.tasks.room.card_file import FILE_END, PLACES, Answer, CardFile
from sok_metrics.tasks.room.state import room_of
from sok_metrics.tasks.room.tokens import is_token, new_token
from sok_metrics.tasks.storage.backup import back_up
from tests.store.rows import indicator
from tests.store.rows import meeting as a_meeting
from tests.web.room.phones import restart

LEADER = Actor("Els", Role.EDITOR)
CARD = {"kind": "card", "question": "Telt iedereen even zwaar?"}
RESIDENT, CITY = ParticipantGroup.RESIDENT, ParticipantGroup.MUNICIPALITY


@pytest.fixture(autouse=True)
def forget():
    yield
    restart()


@pytest.fixture
def meeting(put):
    put("meeting", a_meeting(1, str(clock.today())))
    put("indicator", indicator("K-1", **CARD), indicator("K-2", **CARD), indicator("I-1"))
    return 1


@pytest.fixture
def room(store, meeting):
    found = room_of(store.path)
    found.change(meeting_number=meeting, join_code="rode-fiets", is_open=True)
    return found


def test_answers_become_counts_per_group_and_score_and_say_how_they_came(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    box = card_box_of(room)
    for score in (4, 4, 2):
        box.take(new_token(room), "K-1", Answer(RESIDENT, score))
    box.take(new_token(room), "K-1", Answer(CITY, 5))
    assert room.message()["counts"] == {"K-1": 4}
    assert voting.close_card(store, room, "K-1", by=LEADER) == 4
    assert read_counts(store, 1, "K-1") == {("resident", 4): 2, ("resident", 2): 1, ("municipality", 5): 1}
    assert read_channels(store, 1, "K-1") == {"phone": 4}
    assert (room.state.open_cards, room.state.closed_cards) == ((), ("K-1",))


def test_the_last_tap_of_a_phone_counts_also_for_another_group(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    box, token = card_box_of(room), new_token(room)
    for group, score in ((RESIDENT, 1), (RESIDENT, 5), (CITY, 3)):
        box.take(token, "K-1", Answer(group, score))
    assert box.answers_of(token) == {"K-1": Answer(CITY, 3)}
    voting.close_card(store, room, "K-1", by=LEADER)
    assert read_counts(store, 1, "K-1") == {("municipality", 3): 1}


def test_a_tap_that_comes_late_does_not_undo_a_later_one(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    box, token = card_box_of(room), new_token(room)
    assert box.take(token, "K-1", Answer(RESIDENT, 5), turn=7) is None
    assert box.take(token, "K-1", Answer(RESIDENT, 1), turn=3) == 7
    assert box.answers_of(token)["K-1"].score == 5
    assert box.take(token, "K-1", Answer(RESIDENT, 2), turn=7) is None  # the same tap, sent again


def test_every_answer_survives_a_kill(store, room):
    for code in ("K-1", "K-2"):
        voting.open_card(store, room, code, by=LEADER)
    chosen = {new_token(room): score for score in (1, 2, 3, 4, 5) * 8}
    for token, score in chosen.items():
        card_box_of(room).take(token, "K-1", Answer(RESIDENT, score))
    restart()
    again = room_of(store.path)
    found = card_box_of(again)
    assert {token: found.answers_of(token)["K-1"].score for token in chosen} == chosen
    token = next(iter(chosen))
    found.take(token, "K-1", Answer(RESIDENT, 5))
    assert voting.close_card(store, again, "K-1", by=LEADER) == 40


def test_a_kill_between_counting_and_removing_doubles_nothing(store, room, monkeypatch):
    voting.open_card(store, room, "K-1", by=LEADER)
    token = new_token(room)
    card_box_of(room).take(token, "K-1", Answer(RESIDENT, 4))
    with monkeypatch.context() as killed:
        killed.setattr(card_box.CardBox, "destroy", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            voting.close_card(store, room, "K-1", by=LEADER)
    restart()
    again = room_of(store.path)
    with pytest.raises(RefusedError, match="gesloten"):
        card_box_of(again).take(token, "K-1", Answer(RESIDENT, 1))
    voting.close_card(store, again, "K-1", by=LEADER)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1}
    assert card_files(room) == []


def test_when_the_counts_cannot_be_saved_the_card_stays_open_with_all_answers(store, room, monkeypatch):
    voting.open_card(store, room, "K-1", by=LEADER)
    token = new_token(room)
    card_box_of(room).take(token, "K-1", Answer(RESIDENT, 4))

    def full(*_given, **_named):
        raise SokError("De schijf is vol.")

    with monkeypatch.context() as broken:
        broken.setattr(voting, "add_counts", full)
        with pytest.raises(SokError, match="vol"):
            voting.close_card(store, room, "K-1", by=LEADER)
    card_box_of(room).take(token, "K-1", Answer(RESIDENT, 5))
    voting.close_card(store, room, "K-1", by=LEADER)
    assert read_counts(store, 1, "K-1") == {("resident", 5): 1}


def test_after_closing_nobody_answers_and_the_card_does_not_open_again(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    token = new_token(room)
    card_box_of(room).take(token, "K-1", Answer(RESIDENT, 4))
    voting.close_card(store, room, "K-1", by=LEADER)
    with pytest.raises(RefusedError, match="gesloten"):
        card_box_of(room).take(token, "K-1", Answer(RESIDENT, 1))
    with pytest.raises(RefusedError, match="Opnieuw openen kan niet"):
        voting.open_card(store, room, "K-1", by=LEADER)
    assert voting.close_card(store, room, "K-1", by=LEADER) == 0
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1}


def test_a_card_that_nobody_answered_can_open_again(store, room):
    for _time in range(2):
        voting.open_card(store, room, "K-1", by=LEADER)
        assert room.state.closed_cards == ()
        assert voting.close_card(store, room, "K-1", by=LEADER) == 0
    assert read_channels(store, 1, "K-1") == {}


@pytest.mark.parametrize("text", ["", "x", "a.b", "." * 50, "x" * 5_000, "é.ü", "a" * 22 + "." + "0" * 32])
def test_a_token_that_we_did_not_make_does_not_count(store, room, text):
    voting.open_card(store, room, "K-1", by=LEADER)
    with pytest.raises(RefusedError, match="Scan de code"):
        card_box_of(room).take(text, "K-1", Answer(RESIDENT, 4))
    assert card_box_of(room).answered(room.state) == {"K-1": 0}


def test_a_token_of_another_evening_does_not_count(store, room, put):
    put("meeting", a_meeting(2, str(clock.today())))
    token = new_token(room)
    room.change(meeting_number=2)
    assert not is_token(room, token)
    assert is_token(room, new_token(room))


def test_a_token_still_counts_after_a_restart(store, room):
    token = new_token(room)
    restart()
    assert is_token(room_of(store.path), token)


def test_only_cards_open_and_only_for_who_may(store, room):
    with pytest.raises(RefusedError, match="geen kaart"):
        voting.open_card(store, room, "I-1", by=LEADER)
    with pytest.raises(RefusedError, match="geen kaart"):
        voting.open_card(store, room, "X-9", by=LEADER)
    for step in (voting.open_card, voting.close_card):
        with pytest.raises(NotAllowedError):
            step(store, room, "K-1", by=VISITOR)
    room.change(meeting_number=None)
    with pytest.raises(RefusedError, match="geen bijeenkomst"):
        voting.open_card(store, room, "K-1", by=LEADER)


def test_more_phones_than_there_can_be_people_are_refused(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    limits.choose_most(room, 3)
    box = card_box_of(room)
    first = new_token(room)
    for token in (first, new_token(room), new_token(room)):
        box.take(token, "K-1", Answer(RESIDENT, 4))
    with pytest.raises(RefusedError, match="meer antwoorden dan er mensen"):
        box.take(new_token(room), "K-1", Answer(RESIDENT, 1))
    box.take(first, "K-1", Answer(RESIDENT, 2))
    assert box.answered(room.state) == {"K-1": 3}


def test_the_bound_follows_the_door_and_what_the_leader_chose(room):
    assert limits.most_answers(room, 0) == limits.UNCOUNTED
    assert limits.most_answers(room, 40) == 2 * 40 + limits.SPARE
    limits.choose_most(room, 99_999)
    assert limits.most_answers(room, 40) == PLACES
    room.change(meeting_number=7)
    assert limits.most_answers(room, 40) == 2 * 40 + limits.SPARE


def test_many_phones_at_once_lose_nothing(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    box = card_box_of(room)
    phones = [new_token(room) for _one in range(120)]

    def tap(part: list[str]) -> None:
        for token, score in product(part, (1, 2, 4)):
            box.take(token, "K-1", Answer(RESIDENT, score))

    threads = [threading.Thread(target=tap, args=(phones[start::8],)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    voting.close_card(store, room, "K-1", by=LEADER)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 120}


def test_closing_while_phones_tap_counts_exactly_who_was_told_so(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    box = card_box_of(room)
    counted: list[str] = []
    begun = threading.Barrier(5)

    def tap() -> None:
        begun.wait()
        for _time in range(200):
            token = new_token(room)
            try:
                box.take(token, "K-1", Answer(RESIDENT, 3))
            except RefusedError:
                return
            counted.append(token)

    limits.choose_most(room, PLACES)
    threads = [threading.Thread(target=tap) for _one in range(4)]
    for thread in threads:
        thread.start()
    begun.wait()
    while len(counted) < 20:
        pass
    voting.close_card(store, room, "K-1", by=LEADER)
    for thread in threads:
        thread.join()
    assert read_counts(store, 1, "K-1") == {("resident", 3): len(counted)}


def test_after_closing_no_file_ties_a_phone_to_anything(store, room, tmp_path):
    """The bytes of every file that there is: store, wal, backup, what the room keeps, logs."""
    phones = {new_token(room): score for score in (1, 2, 3, 4, 5) * 4}
    voting.open_card(store, room, "K-1", by=LEADER)
    box = card_box_of(room)
    for token, score in phones.items():
        box.take(token, "K-1", Answer(RESIDENT, score))
    [kept] = card_files(room)
    [open_card] = box._cards.values()
    secrets_ = [open_card._key, *open_card._places]
    assert all(mark in kept.read_bytes() for mark in open_card._places)
    back_up(store)
    voting.close_card(store, room, "K-1", by=LEADER)
    back_up(store)
    everything = {path: path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file()}
    assert any(path.suffix == ".wal" or path.name == store.path.name for path in everything)
    for token in phones:
        number = token.partition(".")[0]
        forms = [number.encode(), token.encode(), *secrets_, *(one.hex().encode() for one in secrets_)]
        assert not [path for path, content in everything.items() for form in forms if form in content]
    assert card_files(room) == []


def test_the_history_has_one_change_for_a_whole_card(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    before = store.whole().rows("SELECT count(*) AS n FROM change_set")[0]["n"]
    for score in (1, 2, 3, 3):
        card_box_of(room).take(new_token(room), "K-1", Answer(RESIDENT, score))
    assert store.whole().rows("SELECT count(*) AS n FROM change_set")[0]["n"] == before
    voting.close_card(store, room, "K-1", by=LEADER)
    assert store.whole().rows("SELECT count(*) AS n FROM change_set")[0]["n"] == before + 1
    moments = store.whole().rows("SELECT DISTINCT recorded_at FROM card_answer_history")
    assert len(moments) == 1


def test_the_file_of_an_open_card_knows_no_order(store, room, tmp_path):
    """Answers of the same phones in another order lie just as much anywhere."""
    rises = 0
    for number in range(30):
        card = CardFile.create(tmp_path / "proef", number, "K-1")
        tokens_ = [new_token(room) for _one in range(12)]
        for token in tokens_:
            card.put(token, Answer(RESIDENT, 3), most=PLACES)
        places = [card._places[card._mark_of(token)] for token in tokens_]
        rises += sum(left < right for left, right in zip(places, places[1:], strict=False))
        card.destroy()
    # 330 pairs: about half of them rise. Out of these bounds comes once in many millions of times.
    assert 110 < rises < 220


def test_a_card_writes_over_its_answers_before_it_goes(store, room, tmp_path):
    card = CardFile.create(tmp_path / "proef", 1, "K-1")
    token = new_token(room)
    card.put(token, Answer(RESIDENT, 3), most=PLACES)
    mark = card._mark_of(token)
    os.link(card.path, tmp_path / "look")  # the same bytes on the disk, under a name that stays
    card.destroy()
    assert mark not in (tmp_path / "look").read_bytes()
    assert not card.path.exists()


def test_paper_and_hands_add_up_with_phones_and_say_so(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    card_box_of(room).take(new_token(room), "K-1", Answer(RESIDENT, 4))
    pile = {("resident", 4): 3, ("municipality", 2): 1}
    add_counts(store, 1, "K-1", pile, channel="paper", by=LEADER, reason="papier")
    voting.close_card(store, room, "K-1", by=LEADER)
    add_counts(store, 1, "K-1", {("resident", 1): 2}, channel="hands", by=LEADER, reason="handen")
    assert read_channels(store, 1, "K-1") == {"phone": 1, "paper": 4, "hands": 2}
    assert read_counts(store, 1, "K-1") == {("resident", 4): 4, ("municipality", 2): 1, ("resident", 1): 2}


def test_totals_can_be_corrected_but_not_below_what_came_by_phone(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    for _one in range(3):
        card_box_of(room).take(new_token(room), "K-1", Answer(RESIDENT, 4))
    voting.close_card(store, room, "K-1", by=LEADER)
    set_counts(
        store, 1, "K-1", {("resident", 4): 5, ("resident", 1): 1}, channel="paper", by=LEADER, reason="x"
    )
    assert read_channels(store, 1, "K-1") == {"phone": 3, "paper": 3}
    set_counts(store, 1, "K-1", {("resident", 4): 4}, channel="paper", by=LEADER, reason="x")
    assert read_channels(store, 1, "K-1") == {"phone": 3, "paper": 1}
    with pytest.raises(RefusedError, match="andere manier"):
        set_counts(store, 1, "K-1", {("resident", 4): 2}, channel="paper", by=LEADER, reason="x")


def test_what_was_left_open_is_closed_later(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    card_box_of(room).take(new_token(room), "K-1", Answer(RESIDENT, 4))
    room.change(meeting_number=None, open_cards=())
    restart()
    again = room_of(store.path)
    assert card_box_of(again).left_open() == [(1, "K-1")]
    assert voting.close_all(store, again, by=LEADER) == 1
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1}


def test_a_file_that_is_broken_leaves_the_others_alone(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)
    (room.folder / f"broken{FILE_END}").write_bytes(b"{")
    restart()
    assert card_box_of(room_of(store.path)).left_open() == [(1, "K-1")]


def card_files(room: state.Room) -> list[Path]:
    return list(room.folder.glob(f"*{FILE_END}"))
