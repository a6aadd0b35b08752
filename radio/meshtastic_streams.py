"""Bytes to and from a radio, over TCP or a serial port; knows nothing of Meshtastic.

A read ends within moments and a write within seconds, whatever the other end does, so
that no thread hangs on a radio.
"""

from __future__ import annotations

import contextlib
import socket
import termios
import threading
from typing import Protocol

import serial

CONNECT_S = 10.0
READ_S = 1.0
"""A read returns by then, with nothing: whoever reads can see that it is to end."""

WRITE_S = 5.0
"""A radio that takes nothing for so long hangs."""

READ_BYTES = 4096
BAUD = 115_200
HUNG_UP = "the radio closed the connection"


class ByteStream(Protocol):
    """An open way to a radio; its end is an OSError."""

    def read(self) -> bytes:
        """What came; nothing after READ_S of silence. Raises OSError."""

    def write(self, octets: bytes) -> None:
        """Hand over all of it. Raises OSError."""

    def interrupt(self) -> None:
        """Have a reader on another thread end soon; never raises."""

    def close(self) -> None:
        """Give the handle back; never raises, and may be called again.

        It waits for what another thread does with it: a handle that is given back in
        the midst of a write may be another file's by then.
        """


class TcpStream:
    """A radio on the network."""

    def __init__(self, host: str, port: int) -> None:
        """Connect. Raises OSError."""
        self._in_use = threading.Lock()
        self._socket = socket.create_connection((host, port), CONNECT_S)
        self._socket.settimeout(READ_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read(self) -> bytes:
        """What came; nothing after a while of silence."""
        try:
            octets = self._socket.recv(READ_BYTES)
        except TimeoutError:
            return b""
        if not octets:
            raise ConnectionResetError(HUNG_UP)
        return octets

    def write(self, octets: bytes) -> None:
        """Hand over all of it; the system keeps much more than we ever send."""
        with self._in_use:
            self._socket.sendall(octets)

    def interrupt(self) -> None:
        """Have a reader on another thread end at once."""
        with self._in_use, contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the socket back."""
        with self._in_use:
            self._socket.close()


class SerialStream:
    """A radio on a cable."""

    def __init__(self, path: str, write_s: float = WRITE_S) -> None:
        """Open it, for us alone. Raises OSError.

        The library's way, write_timeout=0 and tcdrain, loses half a write, spins or
        waits for ever when a radio hangs and takes nothing.
        """
        self._in_use = threading.Lock()
        self._port = serial.Serial(
            path, BAUD, exclusive=True, timeout=READ_S, write_timeout=write_s
        )
        try:
            _keep_lines_up(self._port.fileno())
        except OSError:
            self._port.close()
            raise

    def read(self) -> bytes:
        """What came; nothing after a while of silence."""
        first: bytes = self._port.read(1)
        more: bytes = self._port.read(self._port.in_waiting) if first else b""
        return first + more

    def write(self, octets: bytes) -> None:
        """Hand over all of it."""
        with self._in_use:
            self._port.write(octets)

    def interrupt(self) -> None:
        """Have a reader on another thread end at once."""
        with self._in_use, contextlib.suppress(OSError):
            self._port.cancel_read()

    def close(self) -> None:
        """Give the port back, and what waits in it up: closing would wait for that."""
        with self._in_use:
            with contextlib.suppress(OSError, termios.error):
                self._port.reset_output_buffer()
            with contextlib.suppress(OSError):
                self._port.close()


def _keep_lines_up(descriptor: int) -> None:
    """Many boards start again when the lines of their port drop as it is closed."""
    try:
        attributes = termios.tcgetattr(descriptor)
        attributes[2] &= ~termios.HUPCL
        termios.tcsetattr(descriptor, termios.TCSANOW, attributes)
    except termios.error as error:
        raise OSError(*error.args) from error
