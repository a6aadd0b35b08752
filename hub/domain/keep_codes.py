"""Keep codes: short, told apart by eye and by ear, kept only as a salted hash."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.secret_hash import SecretHash

ALPHABET = "2345679FHKLMRWXY"
"""No two look alike, and no two rhyme when read aloud: of B, C, D, E, 3 only one
is here, of M and N, F and S, A and 8, Q and 2 likewise."""

LENGTH = 6
"""16 ** 6 is 17 million codes; trying one costs a scrypt."""


@dataclass(frozen=True, slots=True)
class CodeHash(SecretHash):
    """What the hub keeps of a code."""

    @staticmethod
    def folded(typed: str) -> str:
        """Its letters, however spaced and in capitals or not."""
        return _plain(typed)


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
