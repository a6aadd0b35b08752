"""What the hub keeps of a code or a passphrase: a salted hash that is slow to guess
through. What counts as the same secret is said by each kind.
"""

from __future__ import annotations

import hashlib
import hmac
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class SecretHash(ABC):
    """Of one secret; `salt`: 16 random bytes, `digest`: 64."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, secret: str, salt: bytes) -> Self:
        """Hash a secret."""
        return cls(salt, cls._hashed(secret, salt))

    def matches(self, typed: str) -> bool:
        """Whether this is the hash of what a person typed, however they wrote it."""
        return hmac.compare_digest(self.digest, self._hashed(typed, self.salt))

    @staticmethod
    @abstractmethod
    def folded(typed: str) -> str:
        """What is the same for all ways to type it; bounded, to hash no essay."""

    @classmethod
    def _hashed(cls, typed: str, salt: bytes) -> bytes:
        # 4 MiB and some 10 ms on a desktop: slow to guess through, bearable on a Pi.
        octets = cls.folded(typed).encode(errors="replace")
        return hashlib.scrypt(octets, salt=salt, n=2**12, r=8, p=1)
