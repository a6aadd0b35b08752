"""Sealed frames as text, for the text port: where routers drop private ports.

The frame is one large number, written in the 94 printable characters of ASCII, behind
a prefix: 6.55 bits a byte, within 1 % of what printable ASCII can carry.
"""

from __future__ import annotations

import math

PREFIX = "~P"
ALPHABET = bytes(range(0x21, 0x7F)).decode("ascii")
BASE = len(ALPHABET)
MAX_TEXT_BYTES = 231
MAX_FRAME_BYTES = int((MAX_TEXT_BYTES - len(PREFIX)) * math.log2(BASE) / 8)
"""187: the longest frame whose text fits into a packet."""

_DIGITS = {character: value for value, character in enumerate(ALPHABET)}


def to_text(frame: bytes) -> str:
    """A frame as text, at most MAX_TEXT_BYTES for MAX_FRAME_BYTES.

    A frame begins with its version, which is not 0: no byte gets lost.
    """
    number = int.from_bytes(frame)
    digits = []
    while number:
        number, digit = divmod(number, BASE)
        digits.append(ALPHABET[digit])
    return PREFIX + "".join(reversed(digits))


def from_text(text: str) -> bytes | None:
    """The frame in a text, or None: any other text. White space around goes."""
    written = text.strip() if len(text) <= 2 * MAX_TEXT_BYTES else ""
    digits = written.removeprefix(PREFIX)
    if written == digits or len(written) > MAX_TEXT_BYTES:
        return None
    number = 0
    for character in digits:
        digit = _DIGITS.get(character)
        if digit is None:
            return None
        number = number * BASE + digit
    frame = number.to_bytes((number.bit_length() + 7) // 8)
    return frame if frame and to_text(frame) == written else None
