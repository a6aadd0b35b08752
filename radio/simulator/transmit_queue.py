"""What a radio has yet to transmit, best first, sixteen at most."""

from __future__ import annotations

import bisect
import enum
from dataclasses import dataclass

from radio.simulator.air import Signal
from radio.simulator.packet import AirPacket

CAPACITY = 16
"""MAX_TX_QUEUE (firmware, RadioInterface.h)."""


class Priority(enum.IntEnum):
    """Meshtastic's `MeshPacket.Priority`, as far as radios choose it themselves."""

    DEFAULT = 64
    RELIABLE = 70
    ACK = 120


@dataclass(frozen=True, slots=True)
class Waiting:
    """A packet in the queue; `heard_with` is set if it is another radio's."""

    packet: AirPacket
    priority: Priority = Priority.DEFAULT
    heard_with: Signal | None = None

    @property
    def is_relay(self) -> bool:
        """Whether another radio wrote it."""
        return self.heard_with is not None


def _rank(waiting: Waiting) -> tuple[int, bool]:
    # Of equal priority, what is on its way already goes first (MeshPacketQueue.cpp).
    return -waiting.priority, not waiting.is_relay


class TransmitQueue:
    """Higher priority first, then relays, then first come first served."""

    def __init__(self) -> None:
        self._waiting: list[Waiting] = []

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def free(self) -> int:
        """Packets that still fit."""
        return CAPACITY - len(self._waiting)

    @property
    def head(self) -> Waiting:
        """The next to go; the queue must not be empty."""
        return self._waiting[0]

    def add(self, waiting: Waiting) -> bool:
        """Queue it, at need in place of one of lower priority; False: no room."""
        if self.free == 0:
            if self._waiting[-1].priority >= waiting.priority:
                return False
            self._waiting.pop()
        bisect.insort_right(self._waiting, waiting, key=_rank)
        return True

    def pop(self) -> AirPacket:
        """Take the next to go."""
        return self._waiting.pop(0).packet

    def holds(self, key: tuple[int, int]) -> bool:
        """Whether that packet waits here."""
        return any(waiting.packet.key == key for waiting in self._waiting)

    def cancel_relay(self, key: tuple[int, int]) -> None:
        """Forget to relay that packet, if it waits here."""
        self._waiting = [
            waiting
            for waiting in self._waiting
            if not (waiting.is_relay and waiting.packet.key == key)
        ]
