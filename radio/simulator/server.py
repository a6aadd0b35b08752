"""Virtual radios at TCP and serial ports: asyncio inside, a context manager outside.

The only file of the simulator with the wall clock.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, TypeVar

from radio.bearer import RadioAddress
from radio.simulator.air import Hears, Transmission, everyone
from radio.simulator.berth import Berth, Door, Place
from radio.simulator.firmware import Firmware
from radio.simulator.line import Line, Manner
from radio.simulator.loop_thread import LoopThread
from radio.simulator.packet import AirPacket
from radio.simulator.radio_set import RadioSet, shared_air
from radio.simulator.scheduler import AsyncioScheduler
from radio.simulator.setup import Identity, RadioKind, RadioSetup
from radio.simulator.tcp import RadioServer
from radio.simulator.terminal import Terminal

__all__ = ["Manner", "RadioKind", "VirtualRadios"]

Result = TypeVar("Result")


@dataclass(eq=False)
class VirtualRadios:
    """Radios on an air of their own, served from a thread of their own.

    `radios` is how many, on ports that the system picks, or the place of each: a TCP
    port (0: picked), or the path at which its serial port is to appear. They are of one
    `kind`, but for those in `kinds`. Without a `seed` every run differs. `observer` is
    told of each transmission, on the radios' thread; it must be quick and must not call
    back. `speed` makes the air's time run faster than the wall's. Use as a context
    manager, or `start` and `stop`. Raises OSError when a place can't be had, ValueError
    for an option that makes no sense.
    """

    radios: int | Sequence[Place]
    loss: float = 0.0
    preset: str = "LONG_FAST"
    seed: int | None = None
    observer: Callable[[Transmission], None] | None = None
    host: str = "127.0.0.1"
    hop_limit: int = 3
    hears: Hears = everyone
    speed: float = 1.0
    kind: RadioKind = field(default_factory=RadioKind)
    kinds: Mapping[int, RadioKind] = field(default_factory=dict)
    _thread: LoopThread | None = field(default=None, init=False)
    _set: RadioSet | None = field(default=None, init=False)
    _berths: list[Berth] = field(default_factory=list, init=False)

    def __enter__(self) -> VirtualRadios:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def ports(self) -> list[int]:
        """The TCP ports, in the radios' order; they stay over stop and start of one.

        0 stands for a radio at a serial port.
        """
        places = [berth.place for berth in self._berths]
        return [0 if isinstance(place, Path) else place for place in places]

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Node numbers and names, in the radios' order."""
        return self._set.identities if self._set else ()

    def address(self, index: int) -> RadioAddress:
        """Where clients find radio `index`, or would if it were plugged in."""
        place = self._berths[index].place
        if isinstance(place, Path):
            return RadioAddress("serial", str(place))
        return RadioAddress("tcp", f"{self.host}:{place}")

    def start(self) -> None:
        """Appear at all places."""
        thread = LoopThread()
        try:
            self._build(thread)
        except ValueError:
            thread.end()
            raise
        thread.start()
        self._thread = thread
        try:
            for berth in self._berths:
                self._call(berth.start())
        except OSError:
            self.stop()
            raise

    def stop(self) -> None:
        """Hang up on all clients, free the places, end the thread."""
        if self._thread is None:
            return
        for berth in self._berths:
            self._call(berth.stop())
        self._thread.end()
        self._thread = None

    def read(self, packet: AirPacket) -> bytes | None:
        """What a packet carries on the private port; None: it can't be read."""
        return self._set.read(packet) if self._set else None

    # Power, cables and faults of one radio

    def stop_radio(self, index: int) -> None:
        """Neither power nor cable for radio `index`: all in its RAM is forgotten."""
        self._call(self._berths[index].stop())

    def start_radio(self, index: int, place: Place | None = None) -> None:
        """Boot it where it was, or at another place, set up as it was."""
        self._call(self._berths[index].start(place))

    def unplug(self, index: int) -> None:
        """Pull the cable of radio `index`, which goes on by its battery."""
        self._call(self._berths[index].unplug())

    def plug_in(self, index: int, place: Place | None = None) -> None:
        """Plug it in where it was, or at another place."""
        self._call(self._berths[index].plug_in(place))

    def close_client(self, index: int) -> None:
        """Hang up on the client of radio `index`; it may come back at once."""
        self._call(self._berths[index].hang_up())

    def reboot(self, index: int, *, firmware: str | None = None) -> None:
        """Let radio `index` boot again, and wait until it is back.

        A TCP port is closed meanwhile; a serial port stays, and the radio says that it
        has booted. `firmware`: another version from then on. From 2.8 on the number of
        a node comes from its key, and so is another after the first reboot.
        """
        flashed = None if firmware is None else Firmware.parse(firmware)
        self._call(self._berths[index].reboot(flashed))

    def jam(self, index: int) -> None:
        """Let the queue of radio `index` be full, as it says, until it boots."""
        self._soon(self._berths[index].jam)

    def behave(self, index: int, manner: Manner) -> None:
        """From now on radio `index` treats clients so."""
        self._soon(lambda: self._berths[index].behave(manner))

    # Inside

    def _build(self, thread: LoopThread) -> None:
        places = [0] * self.radios if isinstance(self.radios, int) else self.radios
        seed = secrets.randbits(32) if self.seed is None else self.seed
        setup = RadioSetup(self.preset, self.hop_limit, seed)
        scheduler = AsyncioScheduler(thread.loop, self.speed)
        air = shared_air(
            setup,
            scheduler,
            loss=self.loss,
            hears=self.hears,
            observer=self.observer,
        )
        kinds = dict.fromkeys(range(len(places)), self.kind) | {**self.kinds}
        self._set = RadioSet(len(places), setup, scheduler, time.time, air, kinds)
        self._berths = [
            Berth(
                self._set.switch(index),
                Line(Random(f"{seed} line {index}")),
                place,
                self._door,
                self.speed,
            )
            for index, place in enumerate(places)
        ]

    def _door(self, line: Line, place: Place) -> Door:
        if isinstance(place, Path):
            return Terminal(line, place)
        return RadioServer(line, self.host, place)

    def _soon(self, action: Callable[[], None]) -> None:
        async def act() -> None:
            action()

        self._call(act())

    def _call(self, work: Coroutine[Any, Any, Result]) -> Result:
        if self._thread is None:
            work.close()
            message = "the radios are not running"
            raise RuntimeError(message)
        return self._thread.call(work)
