"""Keep codes: short, told apart by eye and by ear, kept only as a salted hash."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

ALPHABET = "2345679FHKLMRWXY"
"""No two look alike, and no two rhyme when read aloud: of B, C, D, E, 3 only one
is here, of M and N, F and S, A and 8, Q and 2 likewise."""

LENGTH = 6
"""16 ** 6 is 17 million codes; trying one costs a scrypt."""


@dataclass(frozen=True, slots=True)
class CodeHash:
    """What the hub keeps of a code."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, code: str, salt: bytes) -> CodeHash:
        """Hash a code; `salt` is 16 random bytes."""
        return cls(salt, _scrypt(code, salt))

    def matches(self, typed: str) -> bool:
        """Whether this is the hash of what a person typed, however they spaced it."""
        return hmac.compare_digest(self.digest, _scrypt(typed, self.salt))


def code_from(seed: bytes, length: int = LENGTH) -> str:
    """The code that 32 random bytes give, as people see it: `K7R-4MX`."""
    number = int.from_bytes(seed)
    letters = []
    for _ in range(length):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return _halved("".join(letters))


def as_shown(typed: str) -> str:
    """A code that a person typed, however they spaced it, as `code_from` shows it."""
    return _halved(_plain(typed))


def _halved(letters: str) -> str:
    half = len(letters) // 2
    return f"{letters[:half]}-{letters[half:]}"


def _plain(typed: str) -> str:
    # Longer than any code can't match: don't hash an essay.
    return "".join(each for each in typed[:40].upper() if each in ALPHABET)


def _scrypt(code: str, salt: bytes) -> bytes:
    # 4 MiB and some 10 ms on a desktop: slow to guess through, bearable on a Pi.
    return hashlib.scrypt(_plain(code).encode(), salt=salt, n=2**12, r=8, p=1)
