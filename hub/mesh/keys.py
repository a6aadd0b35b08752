"""A hub's keys: signing its own records, sealing what two hubs say to each other.

All grow from the one secret that the hub keeps, so a hub that is restored from a
backup has them still. No rules about what is signed or sealed.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESCCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hub.domain.changes import Introduced
from hub.domain.ids import RecordId
from hub.domain.provenance import origin_of

TAG_BYTES = 8
NONCE_BYTES = 13


class HubKeys:
    """The keys that grow from a hub's secret of 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        self._signing = Ed25519PrivateKey.from_private_bytes(_grown(secret, b"signing"))
        self._sealing = X25519PrivateKey.from_private_bytes(_grown(secret, b"sealing"))

    def introduction(self, turn: int) -> Introduced:
        """What other hubs are to know; `turn` counts the hub's origins."""
        return Introduced(
            self._signing.public_key().public_bytes_raw(),
            self._sealing.public_key().public_bytes_raw(),
            turn,
        )

    def sign(self, message: bytes) -> bytes:
        """64 bytes (Ed25519, RFC 8032)."""
        return self._signing.sign(message)

    def seal(self, peer: bytes, record: RecordId, words: bytes, beside: bytes) -> bytes:
        """For the hub with that key and for us; 8 bytes longer than `words`.

        A record's name is used once for all time, so it is the nonce; what stands
        `beside` the words is held fast too. Raises ValueError: `peer` is no key.
        """
        return self._between(peer).encrypt(_nonce(record), words, beside)

    def open(
        self, peer: bytes, record: RecordId, sealed: bytes, beside: bytes
    ) -> bytes | None:
        """What was sealed so between that hub and us, or None where it was not."""
        try:
            return self._between(peer).decrypt(_nonce(record), sealed, beside)
        except (InvalidTag, ValueError):
            return None

    def _between(self, peer: bytes) -> AESCCM:
        shared = self._sealing.exchange(X25519PublicKey.from_public_bytes(peer))
        return AESCCM(_grown(shared, b"notes"), tag_length=TAG_BYTES)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the hub with that public key signed it."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def name_of(secret: bytes, turn: int) -> int:
    """The origin that a hub with that secret takes; see `provenance.origin_of`."""
    return origin_of(HubKeys(secret).introduction(turn))


def _nonce(record: RecordId) -> bytes:
    name = record.origin.to_bytes(4) + record.sequence.to_bytes(4)
    return name + bytes(NONCE_BYTES - len(name))


def _grown(secret: bytes, purpose: bytes) -> bytes:
    """A key for one purpose (HKDF, RFC 5869)."""
    info = b"porchlight hub " + purpose
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)
