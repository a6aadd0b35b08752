"""Meshtastic's channels: names, keys, hashes and the cipher. No protobuf.

A channel has no integrity: whoever holds a wrong key reads noise, not an error.
"""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from radio.simulator.packet import AirPacket

PUBLISHED_KEY = bytes.fromhex("d4f1bb3a20290759f0bcffabcf4e6901")
"""What the one-byte key 0x01 stands for (firmware, Channels.h)."""

CHANNELS = 8
"""Places for channels in one radio (MAX_NUM_CHANNELS)."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A name and a key as set by the user; see `cipher_key`."""

    name: str
    key: bytes

    @property
    def cipher_key(self) -> bytes:
        """The key in full: 0 (no cipher), 16 or 32 bytes.

        One byte n selects the published key with its last byte raised by n - 1;
        other short keys are filled up with zeros (Channels.cpp).
        """
        if len(self.key) == 1:
            if self.key == b"\0":
                return b""
            last = (PUBLISHED_KEY[-1] + self.key[0] - 1) & 0xFF
            return PUBLISHED_KEY[:-1] + bytes([last])
        if not self.key:
            return b""
        return self.key[:32].ljust(16 if len(self.key) <= 16 else 32, b"\0")

    @property
    def hash(self) -> int:
        """The byte that names the channel on the air: a hint, not a proof."""
        return _xor(self.name.encode()) ^ _xor(self.cipher_key)

    def cipher(self, packet: AirPacket, payload: bytes) -> bytes:
        """`payload` enciphered or deciphered: AES in counter mode, same length.

        The counter starts with the packet's id and sender (CryptoEngine.cpp).
        """
        key = self.cipher_key
        if not key:
            return payload
        start = (
            packet.packet_id.to_bytes(8, "little")
            + packet.sender.to_bytes(4, "little")
            + bytes(4)
        )
        encryptor = Cipher(algorithms.AES(key), modes.CTR(start)).encryptor()
        return encryptor.update(payload) + encryptor.finalize()


def _xor(text: bytes) -> int:
    return functools.reduce(operator.xor, text, 0)
