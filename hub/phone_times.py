"""What the phones of visitors say the time is, and whether enough of them agree. Pure:
no clock of its own, no names, no addresses.

A phone knows the time from its network, and each says it once a visit. One may be
wrong, or lie; so a time counts that at least three tell, and more than all others
together. Who asks from one place is one voice, however many browsers they open: all
that is kept of a place is its lot, one of a few, drawn with a secret that dies with the
program.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable

from hub.clock import is_plausible

LOTS = 256
"""Two phones share one, and count as one, once in so many times."""

FRESH_S = 1800.0
"""How long a phone's word counts."""

LEAST_VOICES = 3
ALIKE_S = 120.0
"""Phones that agree differ by less; so does a page that took its time to load."""


class PhoneTimes:
    """The voices of the last half hour. For all threads."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._secret = secrets.token_bytes(16)
        self._lock = threading.Lock()
        self._heard: dict[int, tuple[float, float]] = {}

    def hear(self, place: str, unix_s: float) -> None:
        """A phone at that place says that it is so late. Its first word stands."""
        if not is_plausible(unix_s):
            return
        now = self._monotonic()
        lot = self._lot(place)
        with self._lock:
            self._forget(now)
            self._heard.setdefault(lot, (now, unix_s - now))

    @property
    def voices(self) -> int:
        """How many count just now."""
        with self._lock:
            self._forget(self._monotonic())
            return len(self._heard)

    def agreed(self) -> float | None:
        """The time that enough of them tell, seconds since 1970, or None."""
        now = self._monotonic()
        with self._lock:
            self._forget(now)
            offsets = sorted(offset for _, offset in self._heard.values())
        alike = _most_alike(offsets)
        enough = len(alike) >= LEAST_VOICES and 2 * len(alike) > len(offsets)
        return now + alike[len(alike) // 2] if enough else None

    def _lot(self, place: str) -> int:
        drawn = hmac.digest(self._secret, place.encode(), "sha256")
        return int.from_bytes(drawn[:8]) % LOTS

    def _forget(self, now: float) -> None:
        stale = [lot for lot, (at, _) in self._heard.items() if now - at > FRESH_S]
        for lot in stale:
            del self._heard[lot]


def _most_alike(offsets: list[float]) -> list[float]:
    """Of sorted offsets the longest run that lies within ALIKE_S."""
    runs = (
        [each for each in offsets[first:] if each - offsets[first] <= ALIKE_S]
        for first in range(len(offsets))
    )
    return max(runs, key=len, default=[])
