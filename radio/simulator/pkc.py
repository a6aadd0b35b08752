"""Direct messages for one pair of eyes: X25519, AES-CCM, as Meshtastic has them."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from radio.simulator.packet import AirPacket

KEY_BYTES = 32
TAG_BYTES = 8
EXTRA_NONCE_BYTES = 4

OVERHEAD_BYTES = TAG_BYTES + EXTRA_NONCE_BYTES
"""MESHTASTIC_PKC_OVERHEAD (firmware, RadioInterface.h)."""

CHANNEL_HASH = 0
"""What such packets have in place of a channel's hash."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A radio's own."""

    private: bytes

    @property
    def public(self) -> bytes:
        """What others get to know with its node info."""
        return _public(self.private)

    def seal(self, header: AirPacket, to: bytes, plain: bytes, extra: bytes) -> bytes:
        """The payload that only the holder of public key `to` reads."""
        sealed = AESCCM(_shared(self.private, to), TAG_BYTES).encrypt(
            _nonce(header, extra), plain, None
        )
        return sealed + extra

    def open(self, packet: AirPacket, sender: bytes) -> bytes | None:
        """What the holder of public key `sender` says; None: it is not from there."""
        if len(packet.payload) <= OVERHEAD_BYTES:
            return None
        sealed = packet.payload[:-EXTRA_NONCE_BYTES]
        extra = packet.payload[-EXTRA_NONCE_BYTES:]
        try:
            return AESCCM(_shared(self.private, sender), TAG_BYTES).decrypt(
                _nonce(packet, extra), sealed, None
            )
        except InvalidTag:
            return None


@functools.lru_cache(maxsize=256)
def _public(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


@functools.lru_cache(maxsize=256)
def _shared(private: bytes, public: bytes) -> bytes:
    own = X25519PrivateKey.from_private_bytes(private)
    other = X25519PublicKey.from_public_bytes(public)
    return hashlib.sha256(own.exchange(other)).digest()


def _nonce(header: AirPacket, extra: bytes) -> bytes:
    # The id takes 8 bytes, and the extra nonce lies over its upper half
    # (CryptoEngine.cpp); one zero byte fills it up to CCM's 13.
    packet_id = header.packet_id.to_bytes(4, "little")
    return packet_id + extra + header.sender.to_bytes(4, "little") + b"\0"
