"""Seals for tests: one network key, and numbers that outlive a seal."""

from __future__ import annotations

from radio.codec import encode
from radio.frame import Frame
from radio.keys import Keyring, NetworkKey
from radio.seal import CannotReserve, Seal

SECRET = bytes(range(32))


class Numbers:
    """What a ledger does for a seal; can refuse, and can be almost used up."""

    def __init__(self, used: int = 0) -> None:
        self.used = used
        self.given: dict[str, int] = {}
        self.refusing = False

    def reserve(self, name: str, count: int) -> int:
        if self.refusing:
            raise CannotReserve("the disk is full")
        first = self.given.get(name, self.used)
        self.given[name] = first + count
        return first


def keyring(secret: bytes = SECRET) -> Keyring:
    return Keyring(NetworkKey(secret))


def seal_of(sender: int, numbers: Numbers | None = None, *secrets: bytes) -> Seal:
    """A hub's seal under that network key, or the usual one."""
    return Seal(sender, keyring(*secrets), (numbers or Numbers()).reserve)


class Speaker:
    """Seals frames as their senders would, each with counters of its own."""

    def __init__(self) -> None:
        self._seals: dict[int, Seal] = {}

    def says(self, frame: Frame) -> bytes:
        seal = self._seals.setdefault(frame.sender, seal_of(frame.sender))
        plain = encode(frame)
        return seal.seal(plain.body, plain.head)
