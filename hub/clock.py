"""Wall time with somebody to vouch for it, and none without. No rules about posts, no
files: who vouches is given.

A Pi has no clock battery: without the internet its clock begins anywhere. Once a
source tells the time, it runs on from there by the monotonic clock, so a clock that
is set wrong later changes nothing until a better source says so.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

BATTERY, GPS, NTP = "a clock with a battery", "GPS", "NTP"
STEWARD, PHONES, OWNER = "a steward", "the phones of visitors", "its owner"
"""What sources are called, for people; the pages have words of their own for each."""

BUILT_AT = 1_795_000_000.0
"""No clock that is right shows a time before this program was written (Nov 2026)."""

RETIRED_AT = BUILT_AT + 30 * 365.25 * 24 * 3600
"""Nor one after which nobody runs it any more."""

LOOK_EVERY_S = 30.0
"""How often to ask whether a better source has come."""

STEP_S = 2.0
"""The machine's clock is steered by less than that between two looks: 500 in a million
at most (man 2 adjtimex). By more it was set."""

STEADY_S = 5.0
"""A source that says again what it said moves nothing: GPS times come in seconds, and
late by as much."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """Something that may know the time; `name` is for people.

    `tells`: seconds since 1970, or None. `again`: a later word of it corrects an
    earlier one; of a machine's clock the first word counts, for anybody can set that.
    """

    name: str
    tells: Callable[[], float | None]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The machine's clock was set: forward by so much, or back, that long ago."""

    by_s: float
    ago_s: float


@dataclass(frozen=True, slots=True)
class ClockState:
    """Who vouches for the time, and for how long; the last time it was set that was
    noticed."""

    source: str | None = None
    for_s: float = 0.0
    step: Step | None = None


def is_plausible(unix_s: float) -> bool:
    """Whether it can be that late, and no later."""
    return BUILT_AT <= unix_s <= RETIRED_AT


class VouchedClock:
    """The wall's time while the best source that was heard so far stands for it.

    For all threads.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        wall: Callable[[], float],
        monotonic: Callable[[], float],
    ) -> None:
        """`sources`: the best first. `wall`: the machine's clock, that is watched."""
        self._sources = sources
        self._wall = wall
        self._monotonic = monotonic
        self._lock = threading.RLock()
        self._looked_at = -LOOK_EVERY_S
        self._rank = len(sources)
        self._offset: float | None = None
        self._since = 0.0
        self._ahead_s = wall() - monotonic()
        self._step: tuple[float, float] | None = None

    def now(self) -> float | None:
        """Seconds since 1970, or None while nobody vouches for the clock."""
        monotonic = self._monotonic()
        with self._lock:
            if monotonic - self._looked_at >= LOOK_EVERY_S:
                self._looked_at = monotonic
                self._watch_wall(monotonic)
                self._look(monotonic)
            return None if self._offset is None else monotonic + self._offset

    def look_soon(self) -> None:
        """Somebody has something to say."""
        with self._lock:
            self._looked_at = -LOOK_EVERY_S

    @property
    def source(self) -> str | None:
        """Who vouches for it."""
        return self._sources[self._rank].name if self._offset is not None else None

    def state(self) -> ClockState:
        """How it stands with the time, for people."""
        self.now()
        monotonic = self._monotonic()
        with self._lock:
            step = self._step and Step(self._step[0], monotonic - self._step[1])
            for_s = monotonic - self._since if self._offset is not None else 0.0
            return ClockState(self.source, for_s, step)

    def _watch_wall(self, monotonic: float) -> None:
        ahead_s = self._wall() - monotonic
        by_s, self._ahead_s = ahead_s - self._ahead_s, ahead_s
        if abs(by_s) > STEP_S:
            self._step = (by_s, monotonic)
            logger.warning("the machine's clock was set by %d seconds", round(by_s))

    def _look(self, monotonic: float) -> None:
        for rank, source in enumerate(self._sources[: self._rank + 1]):
            if rank == self._rank and not source.again:
                return
            told = source.tells()
            if told is not None and is_plausible(told):
                self._believe(rank, told - monotonic, monotonic)
                return

    def _believe(self, rank: int, offset: float, monotonic: float) -> None:
        """A better source, or the same one once more."""
        better = rank < self._rank
        if not better and abs(offset - (self._offset or 0.0)) < STEADY_S:
            return
        logger.info("the clock is vouched for by %s", self._sources[rank].name)
        self._rank, self._offset = rank, offset
        self._since = monotonic if better else self._since
