"""Meshtastic's stream framing: 0x94 0xC3, a length of two bytes, a protobuf."""

from __future__ import annotations

START = b"\x94\xc3"
HEADER_BYTES = 4
MAX_FRAME_BYTES = 512
"""MAX_TO_FROM_RADIO_SIZE (firmware, StreamAPI.h)."""


def encode_frame(content: bytes) -> bytes:
    """`content` with its header; at most 512 bytes of it."""
    if len(content) > MAX_FRAME_BYTES:
        message = f"{len(content)} bytes don't fit a frame"
        raise ValueError(message)
    return START + len(content).to_bytes(2, "big") + content


class FrameReader:
    """Finds frames in a stream that comes in pieces and may hold anything.

    Whatever is no frame is skipped. Never holds more than one frame and a piece.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, piece: bytes) -> list[bytes]:
        """The contents of the frames that `piece` completes."""
        self._buffer += piece
        contents = []
        while self._seek_start():
            length = int.from_bytes(self._buffer[2:4], "big")
            if length > MAX_FRAME_BYTES:
                del self._buffer[:1]
                continue
            if len(self._buffer) < HEADER_BYTES + length:
                break
            contents.append(bytes(self._buffer[HEADER_BYTES : HEADER_BYTES + length]))
            del self._buffer[: HEADER_BYTES + length]
        return contents

    def _seek_start(self) -> bool:
        """Drop what precedes a start; True if a whole header is there."""
        start = self._buffer.find(START)
        if start < 0:
            ends_in_half_a_start = self._buffer.endswith(START[:1])
            start = len(self._buffer) - ends_in_half_a_start
        del self._buffer[:start]
        return len(self._buffer) >= HEADER_BYTES
