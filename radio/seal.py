"""Seals: who has the network's key made this frame, nobody changed it, and it is new.

A frame on the air is head (1 byte), sender (4), counter (3), the body in AES-CCM, tag
(8). ADR 8 has the reasons.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from radio.codec import VERSION
from radio.keys import TAG_BYTES, Keyring, NetworkKey
from radio.replay import COUNTER_BYTES, Windows

HEADER_BYTES = 8
"""Head, sender, counter: in the clear, and authentic."""

LEAST_BYTES = HEADER_BYTES + TAG_BYTES
NONCE_BYTES = 13
COUNTERS = 2 ** (8 * COUNTER_BYTES)
"""Frames that one sender can seal with one key."""

BLOCK = 64
"""Counters reserved at a time; a restart loses those that are left."""

MAX_REMEMBERED = 256
"""Frames of our own that are told from those of another in our name."""


class Broken(Enum):
    """Why a seal does not hold; the values are the names of counters."""

    TRUNCATED = "truncated"
    UNKNOWN_VERSION = "unknown_version"
    FOREIGN = "foreign"
    REPLAYED = "replayed"
    REFLECTED = "reflected"
    IMPOSTOR = "impostor_of_us"


class SealBroken(Exception):
    """These bytes are to be dropped; `reason` says why."""

    def __init__(self, reason: Broken) -> None:
        super().__init__(reason.value)
        self.reason = reason


class SealState(Enum):
    """Whether frames can be sealed; if not, the hub only listens."""

    WELL = "well"
    CANNOT_RESERVE = "cannot_reserve"
    USED_UP = "used_up"

    @property
    def words(self) -> str:
        """What is to be done, for a steward."""
        return _WORDS[self]


_WORDS = {
    SealState.WELL: "frames can be sent again",
    SealState.CANNOT_RESERVE: "nothing is sent, since the disk keeps no numbers",
    SealState.USED_UP: "nothing is sent any more: the network needs a new key, "
    "or this hub a new origin (restore it from a backup)",
}


class CannotReserve(Exception):
    """No counters can be made durable now."""


class CannotSeal(Exception):
    """Nothing can be sent now; `state` says why."""

    def __init__(self, state: SealState) -> None:
        super().__init__(state.value)
        self.state = state


Reserve = Callable[[str, int], int]
"""Makes it durable that so many numbers of that name are used; the first of them, from
0. Each number is given once for all time. Raises CannotReserve."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed, by whom, with which key."""

    head: int
    sender: int
    counter: int
    body: bytes
    key: NetworkKey


def unseal(octets: bytes, keys: Keyring) -> Opened:
    """Open a frame, new or not. Raises SealBroken."""
    if octets and octets[0] >> 4 != VERSION:
        raise SealBroken(Broken.UNKNOWN_VERSION)
    if len(octets) < LEAST_BYTES:
        raise SealBroken(Broken.TRUNCATED)
    beside, sealed = octets[:HEADER_BYTES], octets[HEADER_BYTES:]
    sender = int.from_bytes(beside[1:5])
    for key in keys.keys if sender else []:
        body = key.open(_nonce(beside), sealed, beside)
        if body is not None:
            return Opened(beside[0], sender, int.from_bytes(beside[5:]), body, key)
    raise SealBroken(Broken.FOREIGN)


def _nonce(beside: bytes) -> bytes:
    """Sender and counter: never the same twice with one key."""
    return beside[1:].ljust(NONCE_BYTES, b"\0")


class Seal:
    """One hub's seal: makes its frames and opens those of others."""

    def __init__(self, sender: int, keys: Keyring, reserve: Reserve) -> None:
        self.sender = sender
        self.keys = keys
        self._reserve = reserve
        self._windows = Windows()
        self._block_of: NetworkKey | None = None
        self._next = 0
        self._end = 0
        self._ours: OrderedDict[tuple[bytes, int], bytes] = OrderedDict()
        self.state = SealState.WELL

    # -- going out ----------------------------------------------------------

    def ready(self) -> bool:
        """Whether a frame can be sealed now; `state` says why not."""
        if self._block_of is not self.keys.current or self._next == self._end:
            self.state = self._take_block(self.keys.current)
        return self.state is SealState.WELL

    def seal(self, body: bytes, head: int) -> bytes:
        """A frame for the air. Raises CannotSeal."""
        if not self.ready():
            raise CannotSeal(self.state)
        key, counter = self.keys.current, self._next
        self._next += 1
        beside = bytes([head]) + self.sender.to_bytes(4) + counter.to_bytes(3)
        octets = beside + key.seal(_nonce(beside), body, beside)
        self._ours[key.name, counter] = octets[-TAG_BYTES:]
        if len(self._ours) > MAX_REMEMBERED:
            self._ours.popitem(last=False)
        return octets

    def _take_block(self, key: NetworkKey) -> SealState:
        self._block_of = None
        try:
            first = self._reserve(f"frames {self.sender:08x} {key.name.hex()}", BLOCK)
        except CannotReserve:
            return SealState.CANNOT_RESERVE
        if first >= COUNTERS:
            return SealState.USED_UP
        self._block_of = key
        self._next, self._end = first, min(first + BLOCK, COUNTERS)
        return SealState.WELL

    # -- coming in ----------------------------------------------------------

    def open(self, octets: bytes) -> Opened:
        """A frame of another hub, for the first time. Raises SealBroken."""
        opened = unseal(octets, self.keys)
        if opened.sender == self.sender:
            raise SealBroken(self._in_our_name(opened, octets[-TAG_BYTES:]))
        if not self._windows.take(opened.key.name, opened.sender, opened.counter):
            raise SealBroken(Broken.REPLAYED)
        if opened.key is self.keys.following:
            self.keys.roll()
        return opened

    def _in_our_name(self, opened: Opened, tag: bytes) -> Broken:
        """An echo, or a frame of another hub under our id: a copy of our card.

        Frames that we no longer remember count as echoes.
        """
        sent = self._ours.get((opened.key.name, opened.counter))
        not_yet_used = opened.key is self._block_of and opened.counter >= self._next
        if not_yet_used or (sent is not None and sent != tag):
            return Broken.IMPOSTOR
        return Broken.REFLECTED

    def snapshot(self) -> bytes:
        """What was heard, to be kept now and then; says nothing secret."""
        return self._windows.snapshot()

    def restore(self, kept: bytes) -> None:
        """Take nothing for new that an earlier `snapshot` knew. Raises ValueError."""
        self._windows.restore(kept)
