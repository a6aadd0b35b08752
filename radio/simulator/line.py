"""The stream between a client and a radio, sans-IO, and what may be wrong with it.

No sockets, threads or clocks; `tcp.py` and `terminal.py` carry the bytes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from random import Random

from radio.simulator.framing import FrameReader, encode_frame
from radio.simulator.virtual_radio import VirtualRadio

BOOT_LOG = b"\r\nINFO  | ??:??:?? 0 S:B:1\r\n"
"""Radios print as they boot; a client has to read past it."""

MAX_NOISE_BYTES = 80


class Manner(enum.Enum):
    """How a radio treats its client."""

    WELL = "well"
    SILENT = "silent"
    """Takes bytes, and never answers: its firmware hangs."""
    GARBLED = "garbled"
    """Random bytes between frames, and in place of half of them: a bad cable."""


class Line:
    """Bytes in, bytes out. Outlives the radio's boots: see `serve`.

    `on_output` is called whenever there may be more to fetch with `next_piece`.
    """

    def __init__(self, rng: Random) -> None:
        self.on_output: Callable[[], None] = _nobody
        self._rng = rng
        self._manner = Manner.WELL
        self._radio: VirtualRadio | None = None
        self._frames = FrameReader()
        self._raw: list[bytes] = []

    def serve(self, radio: VirtualRadio | None) -> None:
        """From now on that radio is at the other end; None: it has no power."""
        if self._radio is not None:
            self._radio.on_output = _nobody
        self._radio = radio
        self._frames = FrameReader()
        if radio is not None:
            radio.on_output = self._may_be_more

    def behave(self, manner: Manner) -> None:
        """From now on treat clients in that manner."""
        self._manner = manner
        self.on_output()

    def boots_aloud(self) -> None:
        """The radio has booted behind a stream that stayed open."""
        self._raw.append(BOOT_LOG)
        if self._radio is not None:
            self._radio.tell_rebooted()
        self.on_output()

    # The client's side

    def client_arrived(self) -> None:
        """A new stream begins."""
        self._frames = FrameReader()
        self._raw.clear()
        if self._radio is not None:
            self._radio.client_arrived()

    def client_left(self) -> None:
        """The stream is cut, and the radio sees it."""
        if self._radio is not None:
            self._radio.client_left()

    def client_vanished(self) -> None:
        """The client closed the stream, of which a radio hears nothing."""
        if self._radio is not None:
            self._radio.client_vanished()

    def receive(self, piece: bytes) -> None:
        """The client sent bytes."""
        if self._radio is None or self._manner is Manner.SILENT:
            return
        for frame in self._frames.feed(piece):
            self._radio.to_radio(frame)
        if self._manner is Manner.GARBLED:
            self._raw.append(self._noise())
            self.on_output()

    def next_piece(self) -> bytes | None:
        """The next bytes for the client, None if there are none now."""
        if self._manner is Manner.SILENT:
            return None
        if self._raw:
            return self._raw.pop(0)
        frame = self._radio.next_frame() if self._radio else None
        if frame is None:
            return None
        piece = encode_frame(frame)
        return self._garbled(piece) if self._manner is Manner.GARBLED else piece

    def _may_be_more(self) -> None:
        self.on_output()

    def _garbled(self, piece: bytes) -> bytes:
        kept = piece if self._rng.random() < 0.5 else b""
        return self._noise() + kept

    def _noise(self) -> bytes:
        return self._rng.randbytes(self._rng.randrange(1, MAX_NOISE_BYTES))


def _nobody() -> None:
    """Nobody waits for output."""
