"""Phones and screens of the room: bare connections, so that the measuring itself costs little."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    body: bytes


class Line:
    """One connection that is kept, as a browser does; a new one when the server let it go."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._host, self._port = str(place.hostname), int(place.port or 80)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.received = 0
        """Bytes so far."""

    async def ask(
        self,
        method: str,
        path: str,
        *,
        cookies: Mapping[str, str],
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request; once more when the connection turned out to be closed."""
        for attempt in (1, 2):
            try:
                return await asyncio.wait_for(self._ask(method, path, cookies, form, headers or {}), PATIENCE)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _ask(
        self,
        method: str,
        path: str,
        cookies: Mapping[str, str],
        form: Mapping[str, str] | None,
        headers: Mapping[str, str],
    ) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        body = "&".join(f"{name}={quote(text)}" for name, text in (form or {}).items()).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}:{self._port}"]
        if cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={text}" for name, text in cookies.items()))
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {text}" for name, text in headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()
        return await self._read(reader)

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        status, headers, cookies = await read_head(reader)
        if headers.get("transfer-encoding") == "chunked":
            parts = []
            while size := int(await reader.readline(), 16):
                parts.append(await reader.readexactly(size))
                await reader.readline()
            await reader.readline()
            body = b"".join(parts)
        else:
            body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.received += len(body) + sum(len(name) + len(text) + 4 for name, text in headers.items())
        return Answer(status, headers, cookies, body)


async def read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], dict[str, str]]:
    """Status, headers and the cookies that are set."""
    first = await reader.readline()
    if not first:
        raise ConnectionError("closed")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    while line := (await reader.readline()).decode("latin-1").strip():
        name, _colon, text = line.partition(":")
        headers[name.lower()] = text.strip()
        if name.lower() == "set-cookie":
            key, _sign, value = text.strip().partition(";")[0].partition("=")
            cookies[key] = value
    return int(first.split()[1]), headers, cookies


@dataclass
class Phone:
    """One phone: it joins, taps, and waits for news."""

    address: str
    number: int
    card: str
    cookies: dict[str, str] = field(default_factory=dict)
    stamp: str = ""
    counted: int | None = None
    """The last score that the server said it has."""
    taps: list[float] = field(default_factory=list)
    """Milliseconds until each was counted."""
    result_at: float | None = None
    loaded: int = 0
    """Bytes of joining."""

    def __post_init__(self) -> None:
        self._tapping, self._looking = Line(self.address), Line(self.address)

    async def join(self, code: str) -> None:
        """Scan the code and choose a group."""
        joined = await self._tapping.ask("GET", f"/zaal/mee/{code}", cookies={})
        self.cookies |= joined.cookies
        group = ("resident", "municipality", "entrepreneur")[self.number % 3]
        chosen = await self._tapping.ask(
            "POST", "/zaal/kaarten/groep", cookies=self.cookies, form={"groep": group}
        )
        self.cookies |= chosen.cookies
        await self._tapping.ask("GET", "/zaal/kaarten", cookies=self.cookies)
        await self._tapping.ask("GET", "/zaal/kaarten.js", cookies=self.cookies)
        self.loaded = self._tapping.received

    async def tap(self, chance: random.Random, within: float) -> None:
        """Answer at some moment; a third change their minds."""
        await asyncio.sleep(chance.random() * within)
        for turn in range(1, 3 if chance.random() < 0.33 else 2):
            score = chance.randint(1, 5)
            form = {"kaart": self.card, "score": str(score), "beurt": str(turn)}
            begun = time.monotonic()
            answer = await self._tapping.ask(
                "POST", "/zaal/kaarten", cookies=self.cookies, form=form, headers={"X-Sok-Zaal": "1"}
            )
            if answer.status == 200:
                self.taps.append((time.monotonic() - begun) * 1000)
                self.counted = score

    async def follow(self) -> None:
        """Wait for news, as the script on the page does, until the result is there."""
        while self.result_at is None:
            path = f"/zaal/kaarten/stand?stand={self.stamp}"
            answer = await self._looking.ask("GET", path, cookies=self.cookies)
            if answer.status != 200:
                await asyncio.sleep(1)
                continue
            found = json.loads(answer.body)
            self.stamp = found["stand"]
            if "Uitslag" in found.get("html", ""):
                self.result_at = time.monotonic()
            await asyncio.sleep(found.get("wacht", 0.05))

    @property
    def received(self) -> int:
        """Bytes so far."""
        return self._tapping.received + self._looking.received

    def hang_up(self) -> None:
        """Close both connections."""
        self._tapping.close()
        self._looking.close()


class Screen:
    """A screen that follows the stream and fetches each slide."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._slides = Line(address)
        self.shown: dict[str, float] = {}
        """Fingerprint of a slide -> when its content was here, the last time."""
        self.current = ""
        self.received = 0
        self._loaded: set[str] = set()
        self._loading: dict[str, asyncio.Task[None]] = {}

    async def follow(self) -> None:
        """Show whatever the stream says, until this is cancelled; what may come next is fetched meanwhile."""
        async for message in self._messages():
            fingerprint = str(message["slide"])
            await self._load(fingerprint, self._slides)
            if fingerprint != self.current:
                self.current = fingerprint
                self.shown[fingerprint] = time.monotonic()
            for ahead in map(str, message.get("ahead", [])):
                if ahead not in self._loading:
                    self._loading[ahead] = asyncio.create_task(self._load(ahead, Line(self._address)))

    async def _load(self, fingerprint: str, line: Line) -> None:
        if fingerprint not in self._loaded:
            await line.ask("GET", f"/zaal/dia/{fingerprint}", cookies={})
            self._loaded.add(fingerprint)

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        place = urlsplit(self._address)
        reader, writer = await asyncio.open_connection(place.hostname, place.port, limit=2**20)
        writer.write(f"GET /zaal/stroom HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        await read_head(reader)
        try:
            while line := await reader.readline():
                self.received += len(line)
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            writer.close()
