"""After a vote on the real dashboard every file is searched: nothing ties a phone to a score."""

import json
import re

import httpx2
import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.sign_in import REMEMBERED, cookie_name, new_ticket, signed
from sok_metrics.tasks.room.card_counts import read_channels, read_counts
from sok_metrics.tasks.room.card_file import FILE_END
from sok_metrics.tasks.storage.backup import back_up
from tests.browser.serving import give_passphrases, serve
from tests.store.rows import indicator, meeting, save
from tests.web.room.phones import CARD, SCRIPT

TOKEN = "m" * 40


@pytest.mark.full
def test_after_a_vote_no_file_ties_a_phone_to_a_score(store):
    path = store.path
    save(
        store,
        meeting=[meeting(1, str(clock.today()), status="planned")],
        indicator=[indicator("K-1", **CARD)],
    )
    store.close()
    give_passphrases(path)
    access = read_access(path)
    ticket = new_ticket(access, "Els", Role.EDITOR, now=clock.timestamp(), lasts=REMEMBERED)
    cookies = {cookie_name(access): signed(access, ticket), "sok_formulier": TOKEN}
    tokens, during = [], b""
    with serve(path) as url, httpx2.Client(base_url=url, cookies=cookies, headers={"Origin": url}) as leader:

        def lead(command, value=""):
            data = {"teken": TOKEN, "opdracht": command, "waarde": value}
            answer = leader.post("/zaal/leiding/doe", data=data)
            assert answer.status_code == 200, answer.text

        lead("meeting", "1")
        lead("open_room")
        lead("open_card", "K-1")
        code = json.loads((path.with_name(path.name + ".zaal") / "state.json").read_bytes())["join_code"]
        for score in (1, 2, 3, 4, 5, 4):
            with httpx2.Client(base_url=url, follow_redirects=True) as phone:
                phone.get(f"/zaal/mee/{code}")
                phone.post("/zaal/kaarten/groep", data={"groep": "resident"})
                data = {"kaart": "K-1", "score": str(score)}
                assert phone.post("/zaal/kaarten", data=data, headers=SCRIPT).status_code == 200
                tokens.append(phone.cookies["sok_zaal"])
        [kept] = path.with_name(path.name + ".zaal").glob(f"*{FILE_END}")
        during = kept.read_bytes()
        lead("close_card", "K-1")
    again = open_store(path)
    try:
        assert read_channels(again, 1, "K-1") == {"phone": 6}
        assert sum(read_counts(again, 1, "K-1").values()) == 6
        back_up(again)
    finally:
        again.close()
    marks = {mark for mark in re.findall(rb"(?s).{16}", during[4_096:]) if mark.strip(b"\0")}
    marks = {mark for mark in marks if len(mark.strip(b"\0")) == 16}
    assert len(marks) == 6
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    assert {".log", ".duckdb"} <= {file.suffix for file in files}
    for file in files:
        content = file.read_bytes()
        found = [one for one in tokens if one.partition(".")[0].encode() in content]
        assert (file.name, found) == (file.name, [])
        assert (file.name, [mark for mark in marks if mark in content]) == (file.name, [])
    assert "/zaal/kaarten" not in path.with_suffix(".log").read_text(encoding="utf-8")
