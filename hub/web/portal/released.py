"""Who went through the portal: in memory only, and no address that could be read.

Pure but for a lock and a key that is made anew with each start: the clock comes from
the caller. Nothing is kept of those who only ask, so asking can't fill it.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

STAY_S = 5 * 60.0
"""For so long after the touch a phone that has to be asked each time is let be: it asks
again within seconds, and at most when its owner comes back to the sign-in window."""

AWAY_S = 24 * 3600.0
"""Who comes back within a day is not asked again, where the phone allows that."""

MOST = 1000
"""Four times what the Wi-Fi has addresses; who was silent longest goes."""


@dataclass(slots=True)
class _Phone:
    """Monotonic times, in seconds."""

    released_at: float
    seen_at: float


class Released:
    """All of them, for all threads; bounded in number and time."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._phones: OrderedDict[bytes, _Phone] = OrderedDict()

    def release(self, address: str) -> None:
        """Somebody on the phone with that address wants to be let be."""
        now, name = self._monotonic(), self._name(address)
        with self._lock:
            self._phones[name] = _Phone(now, now)
            self._phones.move_to_end(name)
            self._forget(now)

    def lets_be(self, address: str, *, once: bool) -> bool:
        """Whether the phone with that address, which asks now, is told "it works".

        `once`: it has to be shown the portal each time it joins.
        """
        now, name = self._monotonic(), self._name(address)
        with self._lock:
            self._forget(now)
            phone = self._phones.get(name)
            if phone is None:
                return False
            if once:
                return now - phone.released_at <= STAY_S
            phone.seen_at = now
            self._phones.move_to_end(name)
            return True

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._phones)

    def _forget(self, now: float) -> None:
        """Those silent for too long, who come first, and what is too much."""
        while self._phones:
            longest = next(iter(self._phones.values()))
            if len(self._phones) <= MOST and now - longest.seen_at <= AWAY_S:
                break
            self._phones.popitem(last=False)

    def _name(self, address: str) -> bytes:
        return blake2b(address.encode(), key=self._key, digest_size=16).digest()
