"""Firmware 2.8's signature under broadcasts: its size and place, not its proof."""

from __future__ import annotations

import hashlib

from radio.simulator.packet import HEADER_BYTES, MAX_ON_AIR_BYTES

FIELD = bytes([10 << 3 | 2, 64])
"""Tag and length of `Data.xeddsa_signature`, which the library does not know yet."""

SIGNATURE_BYTES = len(FIELD) + 64


def signed(plain: bytes, private_key: bytes) -> bytes:
    """The encoded `Data` with a signature, where that fits a packet.

    Sixty-four bytes stand in for the signature: radios here believe each other.
    """
    if HEADER_BYTES + len(plain) + SIGNATURE_BYTES > MAX_ON_AIR_BYTES:
        return plain
    return plain + FIELD + hashlib.sha512(private_key + plain).digest()
