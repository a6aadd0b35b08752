"""When to tell what we hold, so that who missed a record finds out. No clock.

The more often a record was on the air, or a frame after it that tells of it, the less
likely it is that somebody lacks it and does not know; so the longer we wait before we
tell once more.
"""

from __future__ import annotations

import math

from radio.record import RecordName
from radio.shared import Shared

SURE = 0.1
"""A smaller chance that somebody lacks a record unknowingly is no reason for haste."""

NO_REASON = SURE / 64
"""A chance so small is no reason at all."""

LONGEST_WAITS = 8
"""So many times the usual wait at most."""

LAST_PLACE = 8
"""Hubs further behind tell with that one."""

NEVER = (math.inf, (0, 0))


class Telling:
    """The timer of one hub's word on what it holds, in its turn among the others."""

    def __init__(self, shared: Shared) -> None:
        self._origin = shared.origin
        self._recent = shared.recent
        self._peers = shared.peers
        self._pace = shared.pace
        self.due_at = math.inf

    def look(self, now: float) -> None:
        """Something was sent or told just now, by us or another."""
        near = len(self._peers.near(now))
        loss = self._peers.loss(now)
        due = (self._due(name, near, loss) for name in self._recent.names(now))
        at, name = min(due, default=NEVER)
        place = self._place(name, now) if at < math.inf else 0
        self.due_at = at + self._pace.place_s(min(place, LAST_PLACE))

    def _place(self, name: RecordName, now: float) -> int:
        """How many hubs tell before us. The record's origin is the second: the first
        may be one that lacks it, and does not know."""
        if name[0] == self._origin:
            return 1
        place = self._peers.place(name, now)
        return place + (place > 0 and self._peers.is_near(name[0], now))

    def _due(
        self, name: RecordName, near: int, loss: float
    ) -> tuple[float, RecordName]:
        """When the first of all hubs is to tell because of that record."""
        chance = min(near * loss ** self._recent.chances(name), 1.0)
        if chance < NO_REASON:
            return NEVER
        waits = min(max(math.sqrt(SURE / chance), 1.0), LONGEST_WAITS)
        return self._recent.last_word_at(name) + self._pace.tell_s(waits), name
