"""Trickle (RFC 6206): when to say again what one holds."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrickleTimes:
    """RFC 6206's three parameters: shortest and longest interval in s, redundancy.

    In the longest interval, and when somebody asks, more may speak: so that each is
    heard now and then.
    """

    shortest_s: float
    longest_s: float
    redundancy: int
    redundancy_at_rest: int


class Trickle:
    """One Trickle timer. The caller brings time and randomness."""

    def __init__(self, times: TrickleTimes, rng: random.Random) -> None:
        self._times = times
        self._rng = rng
        self._interval_s = times.shortest_s
        self._heard = 0
        self._fires_at = math.inf
        self._ends_at = math.inf
        self._many = False

    @property
    def wakes_at(self) -> float:
        """When `poll` has something to do."""
        return min(self._fires_at, self._ends_at)

    def start(self, now: float) -> None:
        """Begin with the shortest interval."""
        self._interval_s = self._times.shortest_s
        self._begin(now)

    def stop(self) -> None:
        """Nothing to say it to."""
        self._fires_at = self._ends_at = math.inf

    def consistent(self) -> None:
        """Somebody said just what we would have said, or we did."""
        self._heard += 1

    @property
    def redundant(self) -> bool:
        """Whether enough others have said it in this interval."""
        times = self._times
        many = self.at_rest or self._many
        return self._heard >= (times.redundancy_at_rest if many else times.redundancy)

    @property
    def at_rest(self) -> bool:
        """Whether all has been quiet for long."""
        return self._interval_s >= self._times.longest_s

    def inconsistent(self, now: float) -> None:
        """There is news: short intervals again."""
        running = self._ends_at < math.inf
        if running and self._interval_s > self._times.shortest_s:
            self.start(now)

    def hurry(self, now: float, interval_s: float) -> None:
        """There is something to agree on: no longer an interval than that."""
        running = self._ends_at < math.inf
        if running and self._interval_s > max(interval_s, self._times.shortest_s):
            self._interval_s = max(interval_s, self._times.shortest_s)
            self._begin(now)

    def greet(self, now: float, interval_s: float) -> None:
        """Somebody asks who is there: in that interval as many may speak as at rest."""
        if self._ends_at < math.inf:
            self._interval_s = interval_s
            self._begin(now)
            self._many = True

    def poll(self, now: float) -> bool:
        """Whether to speak now; to be called at `wakes_at`."""
        speak = False
        if now >= self._fires_at:
            self._fires_at = math.inf
            speak = not self.redundant
        if now >= self._ends_at:
            self._interval_s = min(2 * self._interval_s, self._times.longest_s)
            self._begin(now)
        return speak

    def _begin(self, now: float) -> None:
        self._heard = 0
        self._many = False
        self._fires_at = now + self._interval_s * self._rng.uniform(0.5, 1.0)
        self._ends_at = now + self._interval_s
