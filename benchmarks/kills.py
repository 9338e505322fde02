"""The server killed without warning (kill -9) while people look and write: what was promised must be there.

Each round two visitors send in an idea, an editor saves an action in its form, and another looks at the
overview. In turns the server dies at a random moment and at the very moment that the first is thanked. An
idea counts as promised when "Dank u wel!" came, an action when "Opgeslagen" stood there. After the restart on
the same port a visitor must see a page. At the end the store is opened as the command line does: every
promised text stands in it once, and nothing else but what was sent. A store takes 60 ideas an hour, so a
fresh one comes every 25 kills.
"""

import asyncio
import random
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import quote

from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed

from benchmarks.client import visiting
from benchmarks.server import Server, running
from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.sign_in import BORROWED, cookie_name, new_ticket, signed
from sok_metrics.tasks.storage.check import check_store
from tests.browser.serving import free_port, give_passphrases

KILLS = 100
KILLS_A_STORE = 25
WRITERS = 2
EDITORS = 1
_LATEST_KILL = 0.5
"""Seconds after the ideas were sent; an idea takes some 0.1 s."""
_PATIENCE = 30.0
"""Seconds to wait for the first thanks."""
_FORM = "/acties?nieuw=action&met_agreed_on=2026-01-05&met_text="
_SAVE, _SAVED = "Opslaan", "Opgeslagen"
_BOX, _SEND, _THANKS = "Wat is uw idee voor de wijk?", "Verstuur idee", "Dank u wel!"


@dataclass
class Outcome:
    """What became of what people sent while the server was killed."""

    kills: int = 0
    sent: list[str] = field(default_factory=list)
    promised: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Promised, but not in the store."""
    strange: list[str] = field(default_factory=list)
    """In the store twice, or never sent."""
    kept_unpromised: int = 0
    """Saved, but the server died before it could say so."""
    problems: int = 0
    """What the check of the file found."""
    back_after: list[float] = field(default_factory=list)
    """Seconds from a kill until a visitor saw a page again."""

    @property
    def is_good(self) -> bool:
        """Whether there were promises, every one was kept, and the files are in order."""
        return bool(self.promised) and not (self.lost or self.strange or self.problems)

    def as_row(self) -> dict[str, float]:
        """The figures for the table and for the file with results."""
        return {
            "kills": self.kills, "sent": len(self.sent), "promised": len(self.promised),
            "lost": len(self.lost), "strange": len(self.strange), "problems": self.problems,
            "kept_unpromised": self.kept_unpromised, "back_after_s": round(median(self.back_after), 1),
            "back_at_latest_s": round(max(self.back_after), 1),
        }  # fmt: skip


def measure(database: Path, kills: int = KILLS, *, seed: int = 1) -> Outcome:
    """Kill that often, on copies of this store."""
    outcome, chance = Outcome(), random.Random(seed)
    while outcome.kills < kills:
        copy = database.with_name(f"killed-{outcome.kills}.duckdb")
        shutil.copy(database, copy)
        _one_store(copy, min(KILLS_A_STORE, kills - outcome.kills), outcome, chance)
    return outcome


def _one_store(database: Path, kills: int, outcome: Outcome, chance: random.Random) -> None:
    before, cookie = _texts(database)[0], _editor(database)
    sent: list[str] = []
    promised: list[str] = []
    with running(Server(database, free_port())) as server:
        for _ in range(kills):
            ideas = [f"Idee {outcome.kills}-{writer}: bankjes voor de buurt." for writer in range(WRITERS)]
            actions = [f"Actie {outcome.kills}-{editor}: koffie zetten." for editor in range(EDITORS)]
            sent += ideas + actions
            delay = chance.uniform(0, _LATEST_KILL) if outcome.kills % 2 else None
            promised += asyncio.run(_round(server, ideas, actions, cookie, delay))
            killed = time.monotonic()
            server.start()
            asyncio.run(_see_a_page(server))
            outcome.back_after.append(time.monotonic() - killed)
            outcome.kills += 1
        server.kill()
    after, problems = _texts(database)
    kept = [text for text in after if text not in before]
    outcome.sent += sent
    outcome.promised += promised
    outcome.lost += [text for text in promised if text not in kept]
    outcome.strange += [text for text in set(kept) if text not in sent or kept.count(text) > 1]
    outcome.kept_unpromised += len(set(kept) - set(promised))
    outcome.problems += problems


async def _round(
    server: Server, ideas: list[str], actions: list[str], cookie: str, delay: float | None
) -> list[str]:
    """Let people write and look, kill the server, and give the texts that were promised.

    It dies after the delay in seconds, or without one as soon as somebody is thanked.
    """
    ready = asyncio.Barrier(len(ideas) + len(actions) + 2)
    writers = [asyncio.create_task(_write(server, idea, ready)) for idea in ideas]
    writers += [asyncio.create_task(_save(server, action, cookie, ready)) for action in actions]
    looker = asyncio.create_task(_keep_looking(server, ready))
    await ready.wait()
    if delay is None:
        await asyncio.wait(writers, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    else:
        await asyncio.sleep(delay)
    server.kill()
    answers = await asyncio.gather(*writers)
    await looker
    return [text for text, thanked in zip([*ideas, *actions], answers, strict=True) if thanked]


async def _write(server: Server, idea: str, ready: asyncio.Barrier) -> bool:
    """Whether somebody who sends in an idea was thanked for it before the server died."""
    async with visiting(server.address, "/ideeen") as visitor:
        page = await visitor.look()
        await ready.wait()
        try:
            seen = await visitor.look(
                WidgetState(id=page.text_areas[_BOX], string_value=idea),
                WidgetState(id=page.buttons[_SEND], trigger_value=True),
            )
            while not any(_THANKS in text for text in seen.texts):  # the thanks come with a run of their own
                seen = await visitor.hear()
        except ConnectionClosed:
            return False
    return True


async def _save(server: Server, action: str, cookie: str, ready: asyncio.Barrier) -> bool:
    """Whether an editor who saves a form was told that it is saved before the server died."""
    async with visiting(server.address, _FORM + quote(action), headers={"Cookie": cookie}) as editor:
        page = await editor.look()
        await ready.wait()
        try:
            seen = await editor.look(WidgetState(id=page.buttons[_SAVE], trigger_value=True))
            while not any(_SAVED in text for text in seen.texts):
                seen = await editor.hear()
        except ConnectionClosed:
            return False
    return True


def _editor(database: Path) -> str:
    """The cookie of an editor of this store."""
    give_passphrases(database)
    access = read_access(database)
    ticket = new_ticket(access, "Redactie", Role.EDITOR, now=clock.timestamp(), lasts=BORROWED)
    return f"{cookie_name(access)}={signed(access, ticket)}"


async def _keep_looking(server: Server, ready: asyncio.Barrier) -> None:
    async with visiting(server.address, "/") as visitor:
        await visitor.look()
        await ready.wait()
        try:
            while True:
                await visitor.look()
        except ConnectionClosed:
            return


async def _see_a_page(server: Server) -> None:
    async with visiting(server.address, "/") as visitor:
        await visitor.look()


def _texts(database: Path) -> tuple[list[str], int]:
    """The ideas and actions in a store that no server has open, and how many problems its check finds."""
    store = open_store(database)
    try:
        texts = store.whole().rows("SELECT text FROM idea UNION ALL SELECT text FROM action")
        return [row["text"] for row in texts], len(check_store(store, clock.today()).problems)
    finally:
        store.close()
