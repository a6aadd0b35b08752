"""Virtual radios on TCP ports: asyncio inside, a plain context manager outside.

The only file of the simulator with a thread and the wall clock.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypeVar

from radio.simulator.air import Hears, Transmission, everyone
from radio.simulator.configuration import Identity, RadioSetup
from radio.simulator.packet import AirPacket
from radio.simulator.radio_set import RadioSet, shared_air
from radio.simulator.scheduler import AsyncioScheduler
from radio.simulator.tcp import RadioServer

STOP_WAIT_S = 10.0
"""Longest that starting or stopping may take before something is plainly wrong."""

Result = TypeVar("Result")


class _Park:
    """All radios of a run with their ports; lives on the loop's thread."""

    def __init__(self, radios: RadioSet, host: str, ports: Sequence[int]) -> None:
        self.radios = radios
        self._host = host
        self._servers: dict[int, RadioServer] = {}
        self.ports = list(ports)

    async def start(self, index: int) -> None:
        if index in self._servers:
            return
        server = RadioServer(self.radios.switch_on(index))
        try:
            self.ports[index] = await server.start(self._host, self.ports[index])
        except OSError:
            self.radios.switch_off(index)
            raise
        self._servers[index] = server

    async def stop(self, index: int) -> None:
        server = self._servers.pop(index, None)
        if server is not None:
            self.radios.switch_off(index)
            await server.stop()

    async def start_all(self) -> None:
        try:
            for index in range(len(self.ports)):
                await self.start(index)
        except OSError:
            await self.stop_all()
            raise

    async def stop_all(self) -> None:
        for index in list(self._servers):
            await self.stop(index)

    async def close_client(self, index: int) -> None:
        if index in self._servers:
            self._servers[index].close_client()


@dataclass(eq=False)
class VirtualRadios:
    """Radios on an air of their own, served from a thread of their own.

    `radios` is how many, on ports that the system picks, or the ports (0: picked).
    Without a `seed` every run differs. `observer` is told of each transmission, on
    the radios' thread; it must be quick and must not call back. `speed` makes the
    air's time run faster than the wall's. Use as a context manager, or `start` and
    `stop`. Raises OSError when a port can't be had, ValueError for an option that
    makes no sense.
    """

    radios: int | Sequence[int]
    loss: float = 0.0
    preset: str = "LONG_FAST"
    seed: int | None = None
    observer: Callable[[Transmission], None] | None = None
    host: str = "127.0.0.1"
    hop_limit: int = 3
    hears: Hears = everyone
    speed: float = 1.0
    _loop: asyncio.AbstractEventLoop | None = field(default=None, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _park: _Park | None = field(default=None, init=False)
    _identities: tuple[Identity, ...] = field(default=(), init=False)

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
        """The ports, in the radios' order; they stay over stop and start of one."""
        return list(self._running.ports)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Node numbers and names, in the radios' order."""
        return self._identities

    def start(self) -> None:
        """Listen on all ports."""
        loop = asyncio.new_event_loop()
        try:
            self._park = self._build(loop)
        except ValueError:
            loop.close()
            raise
        self._loop = loop
        self._thread = threading.Thread(
            target=loop.run_forever, name="virtual radios", daemon=True
        )
        self._thread.start()
        try:
            self._call(self._park.start_all())
        except OSError:
            self._end_thread()
            raise

    def stop(self) -> None:
        """Hang up on all clients, free the ports, end the thread."""
        if self._loop is None:
            return
        self._call(self._running.stop_all())
        self._end_thread()

    def read(self, packet: AirPacket) -> bytes | None:
        """What a packet carries on the private port; None: it can't be read."""
        return self._running.radios.read(packet)

    def close_client(self, index: int) -> None:
        """Hang up on the client of radio `index`; it may come back at once."""
        self._call(self._running.close_client(index))

    def stop_radio(self, index: int) -> None:
        """Pull the plug of radio `index`: port closed, everything in RAM forgotten."""
        self._call(self._running.stop(index))

    def start_radio(self, index: int) -> None:
        """Boot radio `index` again, on the port that it had, set up as it was."""
        self._call(self._running.start(index))

    def _build(self, loop: asyncio.AbstractEventLoop) -> _Park:
        ports = [0] * self.radios if isinstance(self.radios, int) else self.radios
        seed = secrets.randbits(32) if self.seed is None else self.seed
        setup = RadioSetup(self.preset, self.hop_limit, seed)
        scheduler = AsyncioScheduler(loop, self.speed)
        air = shared_air(
            setup,
            scheduler,
            loss=self.loss,
            hears=self.hears,
            observer=self.observer,
        )
        radio_set = RadioSet(len(ports), setup, scheduler, time.time, air)
        self._identities = radio_set.identities
        return _Park(radio_set, self.host, ports)

    @property
    def _running(self) -> _Park:
        if self._park is None:
            message = "start() comes first"
            raise RuntimeError(message)
        return self._park

    def _call(self, work: Coroutine[Any, Any, Result]) -> Result:
        if self._loop is None:
            work.close()
            message = "the radios are not running"
            raise RuntimeError(message)
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(STOP_WAIT_S)

    def _end_thread(self) -> None:
        if self._loop is None or self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_WAIT_S)
        self._loop.close()
        self._loop = self._thread = None
