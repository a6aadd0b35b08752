"""What the board costs a phone: `make bench`, or `python -m tests.bench_web_page`.

A hub with 200 live posts in this process, and Chromium as a phone whose processor is
made six times slower: bytes and requests of a first load, and when what is largest in
view has been painted (LCP). The same for the touchscreen, which begins at /screen and
comes to the board by its quiet screen; and what all static files take in memory. Then
what the hub needs for a board of 2,000 posts: where nothing changed, and where a post
came in between. Prints a JSON object a line.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
    sync_playwright,
)

from hub.domain.drafts import check_draft
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.static_files import TYPES, StaticFiles
from kiosk import STATIC
from tests.bench_lines import beside_bar
from tests.browser import SCREENS, launch
from tests.served import served

ORIGIN = HubId(7)
GROUPS = ("food", "health", "care", "shelter", "supplies", "rides", "company", "papers")
WANTED = (
    "Water for four",
    "A lift to the clinic",
    "Blankets, two or three",
    "Batteries",
)
URGENCIES = ("now", "today", "week", "whenever")

SLOWER = 6
LOADS = 5
ROUNDS = 30

FIRST_BYTES = 60 * 1024
REQUESTS = 12
LCP_MS = 1500.0
NEWS_MS = 150.0

_LCP = """() => new Promise((done) => {
  const watch = new PerformanceObserver((list) => {
    const all = list.getEntries();
    watch.disconnect();
    done(all[all.length - 1].startTime);
  });
  watch.observe({ type: "largest-contentful-paint", buffered: true });
})"""


def main() -> None:
    """Every measurement."""
    static_files()
    with tempfile.TemporaryDirectory() as folder, _hub(Path(folder), 200) as (app, _):
        first_load(app)
    with tempfile.TemporaryDirectory() as folder, _hub(Path(folder), 2000) as hub:
        making(*hub)


def _held(number: int) -> Held:
    """A neighbour's post, each in other words."""
    draft = {
        "kind": ("need", "offer")[number % 2],
        "category": GROUPS[number % len(GROUPS)],
        "urgency": URGENCIES[number // 2 % len(URGENCIES)],
        "text": f"{WANTED[number % len(WANTED)]}, flat {number}, third bell from above",
    }
    posted = check_draft(draft).posted
    age_s = 60.0 * (number % 120)
    return Held(Record(ORIGIN, Sequence(number), posted, pack(posted)), age_s)


@contextmanager
def _hub(folder: Path, posts: int) -> Iterator[tuple[Flask, HubService]]:
    ledger = TinyLedger(folder, unpack, name_of)
    clocks = Clocks(time.time, time.monotonic)
    service = HubService(ledger, pack, clocks, hub_crypto())
    held = [_held(number) for number in range(1, posts + 1)]
    service.ingest_all((each.record, each.age_s) for each in held)
    people = Stewards(service, ledger, time.monotonic)
    yield create_app(WebHub("14 Elm St", service, people, lambda: None)), service
    ledger.close()


def first_load(app: Flask) -> None:
    """A phone that was never here opens the board; then a touchscreen begins."""
    with served(app) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        loads = [_load(browser, f"{address}/") for _ in range(LOADS + 1)][1:]
        screens = [_load_screen(browser, address) for _ in range(LOADS)]
        browser.close()
    octets, requests, lcp_ms = zip(*loads, strict=True)
    load = "first load of the board, 200 posts"
    beside_bar(f"{load}, bytes", max(octets), FIRST_BYTES)
    beside_bar(f"{load}, requests", max(requests), REQUESTS)
    slow = f"{load}, processor {SLOWER} times slower"
    beside_bar(f"{slow}, largest paint in ms", statistics.median(lcp_ms), LCP_MS)
    octets, answers = zip(*screens, strict=True)
    screen = "the touchscreen, from /screen to the board of 200 posts"
    beside_bar(f"{screen}, bytes", max(octets), None)
    beside_bar(f"{screen}, answers", max(answers), None)


def _load(browser: Browser, address: str) -> tuple[int, int, float]:
    """Bytes over the wire, requests, and ms until the largest paint."""
    width, height = SCREENS["phone"]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2
    )
    page, wire, octets, requests = _watched(context)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    lcp_ms = _largest_paint(page)
    context.close()
    return sum(octets), len(requests), lcp_ms


def _load_screen(browser: Browser, address: str) -> tuple[int, int]:
    """Bytes and answers over the wire until the board stands on the touchscreen.

    What the quiet screen fetched is kept by the browser: it is asked for no more, and
    Playwright tells of it all the same.
    """
    width, height = SCREENS["screen"]
    context = browser.new_context(viewport={"width": width, "height": height})
    page, _, octets, _ = _watched(context)
    page.goto(f"{address}/screen", wait_until="networkidle")
    page.goto(f"{address}/", wait_until="networkidle")
    context.close()
    return sum(octets), sum(each > 0 for each in octets)


def _watched(
    context: BrowserContext,
) -> tuple[Page, CDPSession, list[int], list[str]]:
    """A page, the way to its browser, and lists that grow: bytes, addresses."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    octets, requests = _count_octets(wire), list[str]()
    page.on("request", lambda request: requests.append(request.url))
    return page, wire, octets, requests


def static_files() -> None:
    """What the files of the pages take, as they are sent and as they are written."""
    files = StaticFiles(STATIC)
    names = [
        path.relative_to(STATIC).as_posix()
        for path in STATIC.rglob("*")
        if path.is_file() and path.suffix in TYPES
    ]
    found = [each for name in names if (each := files.find(name)) is not None]
    sent = sum(len(each.packed or each.content) for each in found)
    beside_bar("all static files as sent, bytes", sent, None)
    written = sum(len(each.content) for each in found)
    beside_bar("all static files as written, bytes", written, None)


def _count_octets(wire: CDPSession) -> list[int]:
    octets: list[int] = []
    wire.send("Network.enable")
    wire.on(
        "Network.loadingFinished",
        lambda said: octets.append(int(said["encodedDataLength"])),
    )
    return octets


def _largest_paint(page: Page) -> float:
    found: float = page.evaluate(_LCP)
    return found


def making(app: Flask, service: HubService) -> None:
    """The page and its news of 2,000 posts, as they were, and after a post came."""
    client, numbers = app.test_client(), iter(range(2001, 10**9))

    def come() -> None:
        service.ingest(_held(next(numbers)).record, 0.0)

    come()
    start = time.perf_counter()
    client.get("/")
    beside_bar("the first board of 2,000 posts, ms", _ms_since(start), None)
    for path in ("/", "/board/news"):
        known = _median_ms(client, path, lambda: None)
        beside_bar(f"{path} of 2,000 posts as before, ms", known, None)
        fresh = _median_ms(client, path, come)
        beside_bar(f"{path} of 2,000 posts after a post, ms", fresh, NEWS_MS)


def _median_ms(client: FlaskClient, path: str, before: Callable[[], None]) -> float:
    took_ms = []
    for _ in range(ROUNDS):
        before()
        start = time.perf_counter()
        client.get(path, headers={"Accept-Encoding": "gzip"})
        took_ms.append(_ms_since(start))
    return statistics.median(took_ms)


def _ms_since(start: float) -> float:
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
