"""Firmware's signatures, and filling a frame up to where they are left out.

From version 2.8 on Meshtastic's firmware signs every broadcast that leaves room for it:
66 bytes more on the air. A frame just too long for a signature can be the shorter one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from radio.wire import MalformedFrame

MAX_FILLING = 255
FIRST_SIGNING = (2, 8)
"""The first version of the firmware that signs broadcasts."""


@dataclass(frozen=True, slots=True)
class Signing:
    """The radio adds `octets` bytes to each frame of at most `up_to` bytes."""

    up_to: int = 0
    octets: int = 0

    def on_air(self, frame_bytes: int) -> int:
        """What a frame of that size comes to with its signature."""
        return frame_bytes + (self.octets if frame_bytes <= self.up_to else 0)

    def filled_up(self, frame_bytes: int) -> int:
        """The size at which a frame that has at least that size is cheapest."""
        unsigned = self.up_to + 1
        worth_it = frame_bytes < unsigned < self.on_air(frame_bytes)
        return unsigned if worth_it else frame_bytes


UNSIGNED = Signing()
FIRMWARE_2_8 = Signing(up_to=165, octets=66)
"""On port 256, for a broadcast (measured)."""


def signing_of(firmware: str) -> Signing:
    """What firmware of that version adds, as in 2.8.0.7754068; "" is not known."""
    numbers = re.match(r"(\d{1,4})\.(\d{1,4})\.", firmware)
    signs = numbers and (int(numbers[1]), int(numbers[2])) >= FIRST_SIGNING
    return FIRMWARE_2_8 if signs else UNSIGNED


def filling(count: int) -> bytes:
    """`count` bytes (1 to 255) that say how many they are."""
    return bytes(count - 1) + bytes([count])


def without_filling(body: bytes) -> bytes:
    """A body without the filling at its end. Raises MalformedFrame."""
    count = body[-1] if body else 0
    if not 0 < count <= len(body) or body[-count:] != filling(count):
        raise MalformedFrame("filling that is none")
    return body[:-count]
