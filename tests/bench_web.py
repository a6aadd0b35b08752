"""A hub under many phones: `make bench`, or `python -m tests.bench_web --seconds 60`.

A hub as a process of its own with 2,000 live posts; 400 connections that do nothing,
100 phones that look for news of the board as the pages' script does, and neighbours
who post five times a second. This process is the phones, so the machine's cores serve
both sides. Prints a JSON object a line, and beside each figure the bar set for it.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import itertools
import json
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService
from hub.store.ledger import TinyLedger
from tests.bench_lines import beside_bar, say
from tests.system.hubs import HubProcess

FIRST = "/"
"""What a phone opens."""

NEWS = "/board/news"
"""What its script asks for from then on, with the tag of what it shows."""

TAG = re.compile(rb'data-tag="([^"]+)"')
"""Where the page says the first of them."""

POSTED = "/api/posts"
HEALTH = "/healthz"

LIVE_POSTS = 2000
PHONES = 100
NEWS_EVERY_S = 6.0
POSTS_A_SECOND = 5
IDLE = 400

P95_MS = 150.0
MEMORY_MB = 120.0

LANGUAGES = ("en", "es", "ht", "fr", "pt", "vi", "zh", "ar")
WANTED = ("water", "bread", "a lift", "blankets", "batteries", "a charger", "soup")
GROUPS = ("food", "health", "rides", "shelter", "supplies", "care", "company", "other")


@dataclass
class Account:
    """How long answers took by what was asked for, and what went wrong."""

    took_ms: dict[str, list[float]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    octets: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, took_s: float, status: int, octets: int) -> None:
        """One answer."""
        self.took_ms.setdefault(what, []).append(1000 * took_s)
        self.answers[f"{what} {status}"] += 1
        self.octets[f"{what} {status}"] += octets
        if status >= 400:
            self.errors[f"{what} {status}"] += 1

    def octets_each(self, what: str) -> dict[str, int]:
        """Of one kind of asking, by status: a 304 is another thing than a page."""
        return {
            answer.removeprefix(f"{what} "): round(self.octets[answer] / count)
            for answer, count in sorted(self.answers.items())
            if answer.startswith(f"{what} ")
        }


@dataclass(frozen=True)
class Answer:
    """What came back; `octets`: as they went over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    octets: int


class Connection:
    """One kept-alive connection to the hub, as a browser has it."""

    def __init__(self, host: str, port: int) -> None:
        self._place = (host, port)
        self._one_at_a_time = asyncio.Lock()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Ask once, after what was asked before; opens it where it is closed."""
        async with self._one_at_a_time:
            return await self._ask(path, headers or {}, body)

    async def _ask(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        if self._streams is None or self._streams[0].at_eof():
            self._streams = await asyncio.open_connection(*self._place)
        reader, writer = self._streams
        lines = {"Host": self._place[0], "Accept-Encoding": "gzip", **headers}
        if body:
            lines["Content-Length"] = str(len(body))
        head = f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        writer.write(head.encode() + b"\r\n" + body)
        return await _answer(reader)

    @property
    def open(self) -> bool:
        """Whether the hub still holds it."""
        return self._streams is not None and not self._streams[0].at_eof()

    def close(self) -> None:
        """Let go of it."""
        if self._streams is not None:
            self._streams[1].close()


async def _answer(reader: asyncio.StreamReader) -> Answer:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines if line)
    headers = {name.lower(): value for name, _, value in pairs}
    length = int(headers.get("content-length", "0"))
    body = await reader.readexactly(length)
    return Answer(int(first.split()[1]), headers, body, len(head) + length)


class Load:
    """Phones and neighbours at one hub."""

    def __init__(self, address: str, seconds: float) -> None:
        parts = urlsplit(address)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self._seconds = seconds
        self._until = 0.0
        self._rng = random.Random(7)
        self.account = Account()

    def connection(self) -> Connection:
        """A new one."""
        return Connection(self._host, self._port)

    async def run(self) -> None:
        """First loads one after another, then everything at once for the given time."""
        phones = [self.connection() for _ in range(PHONES)]
        known = [
            await self._open(*each) for each in zip(phones, _languages(), strict=False)
        ]
        self._until = time.monotonic() + self._seconds
        async with asyncio.TaskGroup() as group:
            for phone, headers in zip(phones, known, strict=True):
                group.create_task(self._look(phone, headers))
            group.create_task(self._post_all(group))

    async def _open(self, phone: Connection, language: str) -> dict[str, str]:
        """Open the page; what the phone says from then on."""
        headers = {"Accept-Language": language, "X-Refresh": "1"}
        answer = await self._timed("first", phone, FIRST, headers)
        assert answer is not None
        found = TAG.search(gzip.decompress(answer.body))
        assert found is not None, "the board names no tag, so no phone can ask for news"
        return {**headers, "If-None-Match": f'"{found[1].decode()}"'}

    async def _look(self, phone: Connection, headers: dict[str, str]) -> None:
        """Ask for news again and again, each time a little sooner or later."""
        await asyncio.sleep(NEWS_EVERY_S * self._rng.random())
        while time.monotonic() < self._until:
            answer = await self._timed("news", phone, NEWS, headers)
            if answer is not None and answer.status == 200:
                headers["If-None-Match"] = answer.headers["etag"]
            await asyncio.sleep(NEWS_EVERY_S * self._rng.uniform(0.75, 1.25))

    async def _post_all(self, group: asyncio.TaskGroup) -> None:
        connections = itertools.cycle([self.connection() for _ in range(10)])
        for number in itertools.count():
            if time.monotonic() >= self._until:
                return
            fields = json.dumps(draft(number)).encode()
            headers = {"Content-Type": "application/json"}
            asked = self._timed("post", next(connections), POSTED, headers, fields)
            group.create_task(asked)
            await asyncio.sleep(1 / POSTS_A_SECOND)

    async def _timed(
        self,
        what: str,
        connection: Connection,
        path: str,
        headers: dict[str, str],
        body: bytes = b"",
    ) -> Answer | None:
        start = time.perf_counter()
        try:
            answer = await connection.ask(path, headers, body)
        except (OSError, asyncio.IncompleteReadError) as error:
            self.account.errors[f"{what} {type(error).__name__}"] += 1
            return None
        took_s = time.perf_counter() - start
        self.account.note(what, took_s, answer.status, answer.octets)
        return answer


async def idle_connections(load: Load) -> tuple[int, float]:
    """How many of the idle ones are held while a page is served, and how long it took.

    Each has asked for something once, as a phone's spare connections have.
    """
    idle = [load.connection() for _ in range(IDLE)]
    await asyncio.gather(*(each.ask(HEALTH) for each in idle))
    start = time.perf_counter()
    page = await load.connection().ask("/new/need")
    took_s = time.perf_counter() - start
    assert page.status == 200
    held = sum(each.open for each in idle)
    for each in idle:
        each.close()
    return held, 1000 * took_s


def _languages() -> Iterator[str]:
    return itertools.cycle(LANGUAGES)


def draft(number: int) -> dict[str, object]:
    """One of many posts, no two alike."""
    wanted = WANTED[number % len(WANTED)]
    return {
        "kind": "need" if number % 3 else "offer",
        "category": GROUPS[number % len(GROUPS)],
        "urgency": ("now", "today", "week", "whenever")[number % 4],
        "text": f"{wanted} for {1 + number % 9}, floor {number % 30}, door {number}",
    }


def fill(folder: Path, posts: int) -> None:
    """Put that many live posts on the board of a hub that does not run."""
    ledger = TinyLedger(folder, unpack, name_of)
    service = HubService(ledger, pack, Clocks(time.time, time.monotonic), hub_crypto())
    for number in range(posts):
        service.post(draft(10**6 + number), b"fill %d" % number)
    ledger.close()


def memory_mb(process: int) -> dict[str, float]:
    """Resident memory of a process, now and at its highest."""
    status = Path(f"/proc/{process}/status").read_text()
    return {
        name: round(int(status.split(f"{key}:")[1].split()[0]) / 1024, 1)
        for name, key in (("now", "VmRSS"), ("highest", "VmHWM"))
    }


def processor_s(process: int) -> float:
    """What a process has used of the processor, however busy the machine is."""
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def tell(account: Account, what: str, bar: float | None) -> None:
    """The times of one kind of asking."""
    took = sorted(account.took_ms.get(what, []))
    if len(took) < 2:
        return
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    beside_bar(
        f"web: {what}, p95 in ms",
        cuts[94],
        bar,
        p50=round(cuts[49], 1),
        p99=round(cuts[98], 1),
        most=round(took[-1], 1),
        count=len(took),
        bytes_each=account.octets_each(what),
    )


def main() -> None:
    """Every measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--posts", type=int, default=LIVE_POSTS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), asked.posts)
        with HubProcess(
            Path(folder), "--clock", "trusted", under=("env", "PORCHLIGHT_LIMITS=off")
        ) as hub:
            measure(hub, asked.seconds)


def measure(hub: HubProcess, seconds: float) -> None:
    """All of it at a hub that runs."""
    load = Load(hub.address, seconds)
    before_s = processor_s(hub.process.pid)
    asyncio.run(load.run())
    used_s = processor_s(hub.process.pid) - before_s
    account = load.account
    tell(account, "first", None)
    tell(account, "news", P95_MS)
    tell(account, "post", P95_MS)
    count = account.answers.total()
    say("web: answers", counts=dict(account.answers))
    say(
        "web: processor",
        seconds=round(used_s, 1),
        ms_each=round(1000 * used_s / count, 1),
    )
    beside_bar("web: errors", sum(account.errors.values()), 0, which=account.errors)
    held, page_ms = asyncio.run(idle_connections(load))
    say("web: idle connections", held=held, bar=IDLE, met=held == IDLE)
    beside_bar("web: a page beside idle connections, in ms", page_ms, P95_MS)
    memory = memory_mb(hub.process.pid)
    beside_bar("web: memory of the hub, in MB", memory["highest"], MEMORY_MB, **memory)


if __name__ == "__main__":
    main()
