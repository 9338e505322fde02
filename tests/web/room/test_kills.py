"""The server is killed while phones tap: no answer that a phone saw as counted is lost, and none doubles."""

import random
import threading
import time
from collections import Counter

import httpx2
import pytest

from sok_metrics.store.connection import open_store
from sok_metrics.tasks.room import voting
from sok_metrics.tasks.room.card_counts import read_counts
from sok_metrics.tasks.room.state import room_of
from tests.web.room.phones import CODE, LEADER, SCRIPT, begin_evening, restart
from tests.web.room.serving import Process

PHONES, KILLS = 12, 4


def phone(url, number, counted, until):
    """Join, and tap again and again until the time is over; remembers the last answer that was counted."""
    chance = random.Random(number)
    with httpx2.Client(base_url=url, follow_redirects=True, timeout=5) as client:
        for path, data in ((f"/zaal/mee/{CODE}", None), ("/zaal/kaarten/groep", {"groep": "resident"})):
            while True:
                try:
                    _ = client.get(path) if data is None else client.post(path, data=data)
                    break
                except httpx2.HTTPError:
                    time.sleep(0.1)
        turn = 0
        while time.monotonic() < until:
            turn += 1
            data = {"kaart": "K-1", "score": str(chance.randint(1, 5)), "beurt": str(turn)}
            # Like the script on the page: the same tap is sent until the server says that it has it.
            while True:
                try:
                    answer = client.post("/zaal/kaarten", data=data, headers=SCRIPT)
                    if answer.status_code == 200:
                        counted[number] = int(data["score"])
                        break
                    assert answer.status_code >= 500, answer.text
                except httpx2.HTTPError:
                    time.sleep(0.1)


@pytest.mark.full
def test_no_answer_that_was_counted_is_lost_when_the_server_is_killed(store):
    room = begin_evening(store)
    voting.open_card(store, room, "K-1", by=LEADER)
    path = store.path
    restart()
    store.close()
    server = Process(path)
    server.start()
    counted: dict[int, int] = {}
    until = time.monotonic() + 3 * KILLS + 4
    threads = [
        threading.Thread(target=phone, args=(server.url, number, counted, until)) for number in range(PHONES)
    ]
    for thread in threads:
        thread.start()
    for _time in range(KILLS):
        time.sleep(random.uniform(0.5, 2))
        server.kill()
        server.start()
    for thread in threads:
        thread.join()
    server.kill()
    again = open_store(path)
    try:
        voting.close_card(again, room_of(path), "K-1", by=LEADER)
        found = read_counts(again, 1, "K-1")
    finally:
        again.close()
    assert found == {("resident", score): n for score, n in Counter(counted.values()).items()}
    assert len(counted) == PHONES


def test_what_the_server_logs_ties_nothing_to_a_score(store):
    """Even with an access log switched on: no line tells which phone did what when."""
    room = begin_evening(store)
    voting.open_card(store, room, "K-1", by=LEADER)
    path = store.path
    restart()
    store.close()
    server = Process(path)
    server.start()
    with httpx2.Client(base_url=server.url, follow_redirects=True) as client:
        client.get(f"/zaal/mee/{CODE}")
        client.post("/zaal/kaarten/groep", data={"groep": "resident"})
        answer = client.post("/zaal/kaarten", data={"kaart": "K-1", "score": "4"}, headers=SCRIPT)
        token = client.cookies["sok_zaal"]
        client.get("/elders")
    assert answer.status_code == 200
    server.kill()
    log = server.log.read_text()
    assert "/elders" in log  # the log was on
    for secret in (token, token.partition(".")[0], "/zaal", "score", "resident", "K-1"):
        assert secret not in log
