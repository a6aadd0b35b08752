"""Bytes that a hub writes to its data folder, as the kernel counts them: what wears a
memory card. `make bench`; MINUTES of idling are measured.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.ledger import TinyLedger
from radio.simulator.server import VirtualRadios
from tests.bench_lines import say
from tests.system.hubs import HubProcess, boards_equal, hubs_over, wait_until

MINUTES = 5.0
SETTLING_S = 20.0
POSTS = 100
CLOSED = 20


def main() -> None:
    """Two hubs over virtual radios; the first is measured, or the second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    minutes = parser.parse_args().minutes
    os.environ["PORCHLIGHT_LIMITS"] = "off"  # nobody posts as fast as this
    with (
        tempfile.TemporaryDirectory() as folder,
        VirtualRadios(2, preset="SHORT_TURBO", seed=7, speed=4) as radios,
        hubs_over(radios.ports, Path(folder)) as (here, there),
    ):
        hourly()
        started = written(here)
        say("written_at_start", bytes=started)
        time.sleep(SETTLING_S)
        idling(here, minutes)
        posts = writing(here, there)
        say("board_is_same", held=boards_equal([here, there], POSTS))
        closing(here, posts)


def hourly() -> None:
    """What a hub writes each hour, also where nothing happens: how long it has run in
    all, and of 20 other hubs which frames it heard."""
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(TinyLedger(Path(folder), unpack, name_of)) as ledger,
    ):
        ledger.keep_lived(0.0)
        before = _written_by(os.getpid())
        ledger.keep_lived(3600.0)
        ledger.keep_heard(bytes(range(200)) * 2)
        say("written_each_hour", bytes=_written_by(os.getpid()) - before)


def written(hub: HubProcess) -> int:
    """Bytes that it had the kernel write to disks since its start."""
    return _written_by(hub.process.pid)


def _written_by(process: int) -> int:
    lines = Path(f"/proc/{process}/io").read_text().splitlines()
    counted = dict(line.split(": ") for line in lines)
    return int(counted["write_bytes"])


def _during(hub: HubProcess, do: Callable[[], None]) -> int:
    before = written(hub)
    do()
    return written(hub) - before


def idling(hub: HubProcess, minutes: float) -> None:
    """Nobody writes; another hub is heard, and a phone looks now and then."""

    def idle() -> None:
        until = time.monotonic() + 60 * minutes
        while time.monotonic() < until:
            hub.get("/api/board")
            time.sleep(5.0)

    octets = _during(hub, idle)
    say("written_idle", bytes_per_hour=round(octets * 60 / minutes), minutes=minutes)


def writing(here: HubProcess, there: HubProcess) -> list[dict[str, str]]:
    """Posts for all hubs: where they are written, and where they arrive."""
    posts: list[dict[str, str]] = []

    def post() -> None:
        texts = [f"Water for house number {number}" for number in range(POSTS)]
        posts.extend(here.post(text) for text in texts)

    before = written(there)
    octets = _during(here, post)
    say("written_per_post", bytes_each=octets // POSTS, posts=POSTS)
    arrived = lambda: boards_equal([here, there], POSTS)  # noqa: E731
    wait_until(arrived, "all posts at the other hub")
    octets = written(there) - before
    say("written_per_post_heard", bytes_each=octets // POSTS, posts=POSTS)
    return posts


def closing(hub: HubProcess, posts: list[dict[str, str]]) -> None:
    """Posts that are met, without and with a contact that is to be forgotten."""

    def close(several: list[dict[str, str]]) -> None:
        for each in several:
            hub.close(each["id"], each["keep_code"])

    octets = _during(hub, lambda: close(posts[:CLOSED]))
    say("written_per_closing", bytes_each=octets // CLOSED, closed=CLOSED)
    told = [
        hub.post(f"Soup for {number}", contact="knock twice", contact_consent="yes")
        for number in range(CLOSED)
    ]
    octets = _during(hub, lambda: close(told))
    say("written_per_closing_with_contact", bytes_each=octets // CLOSED, closed=CLOSED)


if __name__ == "__main__":
    main()
