"""One radio's power, cable and faults, and the place where clients find it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

from radio.simulator.firmware import Firmware
from radio.simulator.line import Line, Manner
from radio.simulator.radio_set import RadioSwitch
from radio.simulator.virtual_radio import VirtualRadio

SHUTDOWN_S = 0.5
"""Of simulated time, in which the last words of a radio that reboots get out."""

BOOT_S = 4.0
"""Of simulated time, until a radio that reboots answers."""

Place: TypeAlias = int | Path
"""A TCP port (0: the system picks), or the path of a serial port."""


class Door(Protocol):
    """Where clients come in: a TCP port, or a pseudo terminal."""

    stays_over_reboot: bool

    async def open(self) -> Place:
        """Let clients in; where that is. Raises OSError."""

    async def close(self) -> None:
        """Hang up, and be gone."""

    async def hang_up(self) -> None:
        """Cut the client off; it may come back at once."""


class Berth:
    """A radio, off and unplugged at first. `speed` is that of the simulated time."""

    def __init__(
        self,
        power: RadioSwitch,
        line: Line,
        place: Place,
        make_door: Callable[[Line, Place], Door],
        speed: float,
    ) -> None:
        self.place = place
        self._power = power
        self._line = line
        self._make_door = make_door
        self._speed = speed
        self._radio: VirtualRadio | None = None
        self._door: Door | None = None
        self._plugged = False
        self._rebooting: asyncio.Task[None] | None = None
        self._own_reboots: set[asyncio.Task[None]] = set()

    async def start(self, place: Place | None = None) -> None:
        """Power and cable. Raises OSError: the place can't be had."""
        self._power_on()
        try:
            await self.plug_in(place)
        except OSError:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Neither power nor cable."""
        if self._rebooting is not None:
            self._rebooting.cancel()
            await asyncio.gather(self._rebooting, return_exceptions=True)
        await asyncio.gather(*self._own_reboots, return_exceptions=True)
        self._power_off()
        await self.unplug()

    async def plug_in(self, place: Place | None = None) -> None:
        """The cable, at another place if so said. Raises OSError."""
        if self._door is None:
            await self._open_door(self.place if place is None else place)
        self._plugged = True

    async def unplug(self) -> None:
        """Pull the cable; a radio with power goes on without a client."""
        self._plugged = False
        await self._close_door()

    async def hang_up(self) -> None:
        """Cut off the client."""
        if self._door is not None:
            await self._door.hang_up()

    def behave(self, manner: Manner) -> None:
        """From now on treat clients so, also after a boot."""
        self._line.behave(manner)

    def jam(self) -> None:
        """Let its transmit queue be full until it boots."""
        if self._radio is not None:
            self._radio.jam()

    async def reboot(self, firmware: Firmware | None = None) -> None:
        """Boot again, with other firmware if so said, and be back."""
        if self._radio is None or self._rebooting is not None:
            return
        self._rebooting = asyncio.create_task(self._reboot(firmware))
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await self._rebooting
        finally:
            self._rebooting = None

    async def _reboot(self, firmware: Firmware | None) -> None:
        await self._pass(SHUTDOWN_S)
        self._power_off()
        if firmware is not None:
            self._power.flash(firmware)
        if self._door is not None and not self._door.stays_over_reboot:
            await self._close_door()
        await self._pass(BOOT_S)
        self._power_on()
        if self._door is not None:
            self._line.boots_aloud()
        elif self._plugged:
            await self._open_door(self.place)

    async def _open_door(self, place: Place) -> None:
        door = self._make_door(self._line, place)
        self.place = await door.open()
        self._door = door

    async def _close_door(self) -> None:
        door, self._door = self._door, None
        if door is not None:
            await door.close()

    def _reboot_soon(self) -> None:
        task = asyncio.get_running_loop().create_task(self.reboot())
        self._own_reboots.add(task)
        task.add_done_callback(self._own_reboots.discard)

    async def _pass(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)

    def _power_on(self) -> None:
        if self._radio is None:
            self._radio = self._power.on()
            self._radio.admin.on_reboot = self._reboot_soon
            self._line.serve(self._radio)

    def _power_off(self) -> None:
        self._radio = None
        self._line.serve(None)
        self._power.off()
