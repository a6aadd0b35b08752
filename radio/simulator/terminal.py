"""One virtual radio's pseudo terminal: bytes between a serial port and a `Line`."""

from __future__ import annotations

import asyncio
import os
import tty
from pathlib import Path

from radio.simulator.line import Line

READ_BYTES = 4096


class Terminal:
    """A serial port that is there while open, at a path that is a symbolic link.

    As with a wire of three strands, the radio does not notice when a client comes or
    goes: what it says to nobody is lost. Each time the port opens it is another
    device, as after plugging in; whoever holds the one before gets errors.
    """

    stays_over_reboot = True
    """The chip that makes a serial port of USB has the cable's power."""

    def __init__(self, line: Line, path: Path) -> None:
        self._line = line
        self._path = path
        self._ends: tuple[int, int] | None = None
        self._unsent = b""

    async def open(self) -> Path:
        """Appear. Raises OSError, so when something else is at the path."""
        master, slave = os.openpty()
        try:
            tty.setraw(slave)
            os.set_blocking(master, False)
            _link(self._path, os.ttyname(slave))
        except OSError:
            os.close(master)
            os.close(slave)
            raise
        # The slave stays open here, too: without any client a master reads errors.
        self._ends = master, slave
        self._unsent = b""
        self._line.on_output = self._send
        self._line.client_arrived()
        asyncio.get_running_loop().add_reader(master, self._receive)
        return self._path

    async def close(self) -> None:
        """Vanish; a client's next read or write fails."""
        if self._ends is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._ends[0])
        loop.remove_writer(self._ends[0])
        self._path.unlink(missing_ok=True)
        for end in self._ends:
            os.close(end)
        self._ends = None
        self._line.client_left()

    async def hang_up(self) -> None:
        """Cut the client off: the port vanishes and is back at once."""
        await self.close()
        await self.open()

    def _receive(self) -> None:
        if self._ends is not None:
            self._line.receive(os.read(self._ends[0], READ_BYTES))

    def _send(self) -> None:
        """Write what there is; what a client does not read waits in the radio."""
        if self._ends is None:
            return
        loop, master = asyncio.get_running_loop(), self._ends[0]
        while piece := self._unsent or self._line.next_piece():
            self._unsent = piece[_written(master, piece) :]
            if self._unsent:
                loop.add_writer(master, self._send)
                return
        loop.remove_writer(master)


def _written(master: int, piece: bytes) -> int:
    try:
        return os.write(master, piece)
    except BlockingIOError:
        return 0


def _link(path: Path, device: str) -> None:
    """Make `path` a link to that device; a link left there by a run before goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        path.unlink()
    path.symlink_to(device)
