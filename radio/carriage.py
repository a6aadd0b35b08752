"""How a frame stands in a packet: as it is on a private port, or as text on the text
port, where routers drop private ports. Knows no radio.
"""

from __future__ import annotations

from dataclasses import dataclass

from radio import textform

MAX_PAYLOAD_BYTES = 231
"""What a broadcast on a channel carries (measured on firmware 2.8)."""

TEXT_PAUSE_S = 2.1
"""A radio takes one text in two seconds and refuses more (error 38)."""


@dataclass(frozen=True, slots=True)
class Carriage:
    """`as_text`: whether frames are sent as text; both forms are always heard."""

    as_text: bool = False

    @property
    def max_frame_bytes(self) -> int:
        """The largest frame that fits into one packet."""
        return textform.MAX_FRAME_BYTES if self.as_text else MAX_PAYLOAD_BYTES

    @property
    def pause_s(self) -> float:
        """How long the radio wants between two packets, at the least."""
        return TEXT_PAUSE_S if self.as_text else 0.0

    def payload_of(self, frame: bytes) -> bytes:
        """What is handed to the radio."""
        return textform.to_text(frame).encode("ascii") if self.as_text else frame

    def payload_bytes(self, frame_bytes: int) -> int:
        """How long the payload of a frame of that size is, at the most."""
        if not self.as_text:
            return frame_bytes
        return len(self.payload_of(b"\xff" * frame_bytes))


def frame_in_text(payload: bytes) -> bytes | None:
    """The frame in a text message, or None: a message for people."""
    try:
        return textform.from_text(payload.decode("ascii"))
    except UnicodeDecodeError:
        return None
