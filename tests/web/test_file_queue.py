"""The line for files: a few at a time, one making for all who ask the same, an honest word when full."""

import asyncio
import threading
import time

import pytest

from sok_metrics.errors import RefusedError, SokError
from sok_metrics.web import file_queue
from sok_metrics.web.file_queue import MOST_OF_ONE, FileQueue


class Making:
    """Files that are ready when the test says so; it counts how many are made at once."""

    def __init__(self):
        self.may_end = threading.Event()
        self.made, self.most, self._now = [], 0, 0
        self._lock = threading.Lock()

    def of(self, name):
        def make():
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
                self.made.append(name)
            assert self.may_end.wait(30)
            with self._lock:
                self._now -= 1
            return name.encode()

        return make


@pytest.fixture
def making():
    return Making()


async def ready(jobs):
    return [await job.result for job in jobs]


def test_twenty_different_files_are_made_two_at_a_time_in_turn(making):
    async def ask():
        queue = FileQueue(2)
        jobs = [queue.ask(number, making.of(str(number)), source=str(number)) for number in range(20)]
        assert [queue.ahead_of(job) for job in jobs[:4]] == [0, 0, 2, 3]
        making.may_end.set()
        return await ready(jobs)

    assert asyncio.run(ask()) == [str(number).encode() for number in range(20)]
    assert making.most <= 2
    assert len(making.made) == 20


def test_who_asks_the_same_shares_one_making_and_the_file_after_it(making):
    async def ask():
        queue = FileQueue(1)
        jobs = [queue.ask("same", making.of("same")) for _person in range(50)]
        making.may_end.set()
        return await ready([*jobs, queue.ask("same", making.of("same"))]), queue.ask("same", making.of("x"))

    found, later = asyncio.run(ask())
    assert found == [b"same"] * 51
    assert later.result.result() == b"same"
    assert making.made == ["same"]


def test_a_file_is_made_anew_when_it_is_no_longer_kept(making):
    async def ask():
        queue = FileQueue(1, kept=0.0)
        making.may_end.set()
        await queue.ask("x", making.of("x")).result
        await asyncio.sleep(0.01)
        await queue.ask("x", making.of("x")).result

    asyncio.run(ask())
    assert making.made == ["x", "x"]


def test_a_full_line_says_so_and_lets_in_who_has_a_role(making):
    async def ask():
        queue = FileQueue(1, most_waiting=3)
        for number in range(4):
            queue.ask(number, making.of(str(number)))
        with pytest.raises(RefusedError, match="er wachten al 3 bestanden"):
            queue.ask("one too many", making.of("x"))
        queue.ask(2, making.of("x"))
        first = queue.ask("backup", making.of("backup"), goes_first=True)
        assert queue.ahead_of(first) == 1
        making.may_end.set()
        await first.result

    asyncio.run(ask())
    assert making.made[:2] == ["0", "backup"]


def test_one_visitor_cannot_fill_the_line_for_others(making):
    async def ask():
        queue = FileQueue(1)
        for number in range(MOST_OF_ONE + 1):  # one is being made, the others wait
            queue.ask(number, making.of(str(number)), source="here")
        with pytest.raises(RefusedError, match="Vanaf uw netwerk wachten al 6 bestanden"):
            queue.ask("one too many", making.of("x"), source="here")
        asked_before = queue.ask(2, making.of("x"), source="here")
        with_role = queue.ask("backup", making.of("backup"), source="here", goes_first=True)
        elsewhere = queue.ask("else", making.of("else"), source="there")
        making.may_end.set()
        return await ready([asked_before, with_role, elsewhere])

    assert asyncio.run(ask()) == [b"2", b"backup", b"else"]


def test_a_file_that_nobody_waits_for_any_more_is_not_made(making, monkeypatch):
    async def ask():
        queue = FileQueue(1, most_waiting=1)
        begun, left = queue.ask("a", making.of("a")), queue.ask("b", making.of("b"))
        left.asked_at = time.monotonic() - file_queue._PATIENCE - 1
        still = queue.ask("c", making.of("c"))
        making.may_end.set()
        await ready([begun, still])
        assert left.result.cancelled()

    asyncio.run(ask())
    assert making.made == ["a", "c"]


def test_large_files_are_not_all_kept(making, monkeypatch):
    monkeypatch.setattr(file_queue, "_LARGEST_KEPT", 10)

    async def ask():
        queue = FileQueue(1)
        for name in ("a" * 8, "b" * 8):
            making.may_end.set()
            await queue.ask(name, making.of(name)).result
            await asyncio.sleep(0)
        return list(queue._jobs)

    assert asyncio.run(ask()) == ["b" * 8]


def test_a_fault_goes_to_all_who_asked_and_is_not_kept_for_long(monkeypatch):
    monkeypatch.setattr(file_queue, "_KEPT_FAULT", 0.0)

    def make():
        raise SokError("Dat kan niet.")

    async def ask():
        queue = FileQueue(1)
        jobs = [queue.ask("x", make), queue.ask("x", make)]
        for job in jobs:
            with pytest.raises(SokError, match="Dat kan niet"):
                await job.result
        await asyncio.sleep(0.01)
        assert await queue.ask("x", lambda: b"well").result == b"well"

    asyncio.run(ask())
