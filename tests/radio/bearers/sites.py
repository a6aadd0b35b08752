"""Radios for the contract of bearers: virtual ones, or those that somebody has."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from radio.bearer import Bearer, BearerInbox, RadioAddress
from radio.carriage import Carriage
from radio.meshtastic_bearer import meshtastic_bearer
from radio.simulator.server import RadioKind, VirtualRadios

REAL = "PORCHLIGHT_TEST_RADIO"
"""Names a radio that is set up as a hub's, or two with a comma between them, as in
serial:/dev/ttyACM0,tcp:192.0.2.7:4403. They will transmit."""

SPEED = 20
PATIENCE_S = 60.0
"""Never waited for unless something is broken, or the air of a real radio is full."""


class Inbox:
    """What a bearer told."""

    def __init__(self) -> None:
        self.heard: queue.Queue[tuple[bytes, int | None]] = queue.Queue()
        self.lost: queue.Queue[str] = queue.Queue()
        self.used: queue.Queue[tuple[float, float]] = queue.Queue()

    @property
    def port(self) -> BearerInbox:
        return BearerInbox(
            lambda frame, hops: self.heard.put((frame, hops)),
            self.lost.put,
            lambda *use: self.used.put(use),
        )

    def next_frame(self) -> bytes:
        """The next frame of a test; of real radios, others may be heard, too."""
        return self.heard.get(timeout=PATIENCE_S)[0]

    def wait_for(self, frame: bytes) -> int | None:
        """Until that frame is heard; over how many hops it came."""
        heard, hops = self.heard.get(timeout=PATIENCE_S)
        while heard != frame:
            heard, hops = self.heard.get(timeout=PATIENCE_S)
        return hops


class Site:
    """Radios at addresses, and what opens bearers to them."""

    def __init__(self, addresses: list[RadioAddress]) -> None:
        self.addresses = addresses
        self._opened: list[Bearer] = []

    def needs_two(self) -> None:
        """Skip the test where nobody else is there to hear."""
        if len(self.addresses) < 2:
            pytest.skip(f"{REAL} names one radio, and this takes two")

    def open(
        self, index: int, inbox: Inbox, *, as_text: bool = False, hops: int | None = 0
    ) -> Bearer:
        carriage = Carriage(as_text=as_text)
        opening = meshtastic_bearer(self.addresses[index], hops, carriage)
        self._opened.append(opening(inbox.port))
        return self._opened[-1]

    def close_all(self) -> None:
        for bearer in self._opened:
            bearer.close()
        # The library's threads part in the background; a test leaves none behind.
        for thread in threading.enumerate():
            if thread.name in ("radio parting", "stream reader"):
                thread.join(PATIENCE_S)


def send_when_ready(bearer: Bearer, frame: bytes) -> None:
    until(bearer.ready)
    bearer.send(frame)


def until(true: Callable[[], object]) -> None:
    """Wait for it."""
    given_up_at = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < given_up_at, "it never came true"
        time.sleep(0.02)


@contextlib.contextmanager
def site(name: str, folder: Path) -> Iterator[Site]:
    """The radios of that name, for one test: `real`, or as in `serial-2.8` the way to
    reach virtual ones and their firmware."""
    with contextlib.ExitStack() as stack:
        if name == "real":
            made = Site(_real_addresses())
        else:
            kind, firmware = name.split("-")
            radios = stack.enter_context(
                VirtualRadios(
                    [folder / f"radio{n}" if kind == "serial" else 0 for n in (1, 2)],
                    preset="SHORT_TURBO",
                    seed=1,
                    speed=SPEED,
                    kind=RadioKind(firmware=firmware),
                )
            )
            made = Site([radios.address(0), radios.address(1)])
        stack.callback(made.close_all)
        yield made


def _real_addresses() -> list[RadioAddress]:
    named = os.environ.get(REAL, "")
    if not named:
        pytest.skip(f"{REAL} names no radio")
    return [RadioAddress.parse(each.strip()) for each in named.split(",")]
