"""Whether somebody else answered a step while it was open elsewhere. In memory only."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Answers:
    """Who answered each step last, by their session, and how often it was; all threads.

    A second touch of the same button is nobody else's.
    """

    _last: dict[str, tuple[str, int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, step: str) -> int:
        """How often it was answered since the hub began: a page brings that along."""
        with self._lock:
            return self._last.get(step, ("", 0))[1]

    def note(self, step: str, who: str) -> None:
        """They answered it."""
        with self._lock:
            self._last[step] = (who, self._last.get(step, ("", 0))[1] + 1)

    def is_overtaken(self, step: str, seen: str, who: str) -> bool:
        """Whether another answered it after `who` had seen it that often answered."""
        with self._lock:
            last, count = self._last.get(step, ("", 0))
            return count > 0 and last != who and seen != str(count)
