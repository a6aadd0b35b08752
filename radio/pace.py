"""How long the engine waits before it speaks: delays, and the chance in them."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyncTimes:
    """Delays in airtimes of a full packet, so that one set serves every preset.

    On LONG_FAST a full packet takes 2.2 s. Spans are drawn from uniformly.
    """

    batch: float = 0.25
    request: tuple[float, float] = (0.25, 1.25)
    retry: tuple[float, float] = (4.0, 6.0)
    answer_own: tuple[float, float] = (0.1, 0.4)
    answer_other: tuple[float, float] = (0.5, 3.5)
    digest_shortest: float = 4.0
    digest_longest_s: float = 1800.0
    digest_redundancy: int = 2
    shortest_packet_s: float = 0.25


class Pace:
    """Those delays at the radio's present speed."""

    def __init__(self, times: SyncTimes, rng: random.Random) -> None:
        self.times = times
        self.rng = rng
        self.packet_s = times.shortest_packet_s

    def follow(self, packet_s: float) -> None:
        """A full packet takes that long now."""
        self.packet_s = max(packet_s, self.times.shortest_packet_s)

    def after(self, now: float, span: tuple[float, float]) -> float:
        """A moment drawn from a span."""
        return now + self.rng.uniform(*span) * self.packet_s
