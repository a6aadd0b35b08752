"""How long a post takes until it is on every hub that it can reach."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from radio.record import RecordName


@dataclass(frozen=True, slots=True)
class Latency:
    """A post written `at_s` took that long."""

    at_s: float
    took_s: float


@dataclass(slots=True)
class _Underway:
    writer: int
    at_s: float
    lacking: set[int]


class Latencies:
    """Follows each post to the hubs that were on and in reach when it was written.

    Who goes away meanwhile is waited for no longer: how soon it catches up is told by
    the time to equal boards.
    """

    def __init__(self) -> None:
        self._underway: dict[RecordName, _Underway] = {}
        self.finished: list[Latency] = []

    @property
    def unfinished(self) -> int:
        """Posts that did not get everywhere so far."""
        return len(self._underway)

    def written(
        self, name: RecordName, writer: int, reach: frozenset[int], now_s: float
    ) -> None:
        """A post starts from its writer."""
        self._underway[name] = _Underway(writer, now_s, set(reach - {writer}))
        self._finish(name, now_s)

    def stored(self, name: RecordName, hub: int, now_s: float) -> None:
        """It is durable at that hub."""
        if name in self._underway:
            self._underway[name].lacking.discard(hub)
            self._finish(name, now_s)

    def reach_changed(self, reach_of: Callable[[int], frozenset[int]]) -> None:
        """Some hubs are not to be reached any more. If none is left for a post that
        was under way, nothing can be said of it."""
        for name, post in list(self._underway.items()):
            post.lacking &= reach_of(post.writer)
            if not post.lacking:
                del self._underway[name]

    def _finish(self, name: RecordName, now_s: float) -> None:
        post = self._underway[name]
        if not post.lacking:
            del self._underway[name]
            self.finished.append(Latency(post.at_s, now_s - post.at_s))


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The least value that so many percent don't exceed; None of none."""
    if not values:
        return None
    rank = max(math.ceil(percent / 100 * len(values)), 1)
    return sorted(values)[rank - 1]
