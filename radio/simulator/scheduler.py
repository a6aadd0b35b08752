"""When things happen: the port for time, a heap that obeys, and asyncio's loop.

Nothing here knows radios. Whoever is handed a `Scheduler` may ask for the time and
be called later, and must take time from nowhere else.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """A call that has been asked for and may be taken back."""

    def cancel(self) -> None:
        """Do not call; harmless when the call was made already."""


class Scheduler(Protocol):
    """Time in seconds from an arbitrary zero, and calls at a time."""

    def now(self) -> float:
        """Seconds since the scheduler's zero; never runs backwards."""

    def call_at(self, when_s: float, action: Callable[[], None]) -> Timer:
        """Call `action` at `when_s`, or at once when that is past."""


class HeapScheduler:
    """Simulated time: jumps from one call to the next, in the order asked for."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._serial = itertools.count()
        self._heap: list[tuple[float, int, _HeapTimer]] = []

    def now(self) -> float:
        """Seconds of simulated time."""
        return self._now_s

    def call_at(self, when_s: float, action: Callable[[], None]) -> Timer:
        """Call `action` when `run_until` reaches `when_s`."""
        timer = _HeapTimer(action)
        heapq.heappush(self._heap, (when_s, next(self._serial), timer))
        return timer

    def run_until(self, end_s: float) -> None:
        """Make every call due up to and including `end_s`; it is `end_s` then."""
        while self._heap and self._heap[0][0] <= end_s:
            when_s, _, timer = heapq.heappop(self._heap)
            self._now_s = max(self._now_s, when_s)
            timer.fire()
        self._now_s = max(self._now_s, end_s)

    def run_for(self, seconds: float) -> None:
        """`run_until` so many seconds from now."""
        self.run_until(self._now_s + seconds)


class _HeapTimer:
    __slots__ = ("_action",)

    def __init__(self, action: Callable[[], None]) -> None:
        self._action: Callable[[], None] | None = action

    def cancel(self) -> None:
        self._action = None

    def fire(self) -> None:
        action, self._action = self._action, None
        if action is not None:
            action()


class AsyncioScheduler:
    """Real time on an asyncio loop; use from the loop's own thread only.

    `speed` makes the clock run that many times faster than the wall's.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, speed: float = 1.0) -> None:
        self._loop = loop
        self._speed = speed
        self._zero_s = loop.time()

    def now(self) -> float:
        """Seconds since this scheduler was made, times `speed`."""
        return (self._loop.time() - self._zero_s) * self._speed

    def call_at(self, when_s: float, action: Callable[[], None]) -> Timer:
        """Call `action` from the loop at `when_s`."""
        return self._loop.call_at(self._zero_s + when_s / self._speed, action)
