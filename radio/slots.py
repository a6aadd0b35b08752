"""When several hubs have much to send at the same moment: each in a slot of its own.

After a storm, or when the power comes back, neighbours of all hubs write at once. Hubs
that began at once would not hear each other, and lose most of it. No clock.
"""

from __future__ import annotations

import math

from radio.pace import Pace
from radio.peers import Peers
from radio.stream import BULK

MOST = 8
"""Slots in a round: of more hubs some share one."""


class Slots:
    """One hub's slots among those of its neighbours, in the order of their origins."""

    def __init__(self, origin: int, peers: Peers, pace: Pace) -> None:
        self._origin = origin
        self._peers = peers
        self._pace = pace
        self._opens_at = -math.inf
        self._much = False
        self._heard_at = -math.inf

    def opens_at(self, waiting: int, now: float) -> float:
        """When to send of so many new records; long ago: at any time."""
        if not waiting:
            self._much, self._opens_at = False, -math.inf
        elif waiting >= BULK and not self._much:
            self._much = True
            self._opens_at = now + self._before(now) * self._pace.slot_s
        return self._opens_at

    def heard(self, records: int, now: float) -> None:
        """Another hub has sent so many in one frame."""
        if records >= BULK:
            self._heard_at = now

    def sent(self, now: float) -> None:
        """We have sent a frame: the next in the next round, if others send much too."""
        round_s = self._hubs(now) * self._pace.slot_s
        if self._much and self._heard_at > now - round_s:
            self._opens_at = now + round_s

    def _before(self, now: float) -> int:
        near = self._peers.near(now)
        return sum(hub < self._origin for hub in near) % MOST

    def _hubs(self, now: float) -> int:
        return min(len(self._peers.near(now)) + 1, MOST)
