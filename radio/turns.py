"""Who goes next: the most pressing, but what has waited long gets one frame in four.

Of several that have waited long, that which was not sent for the longest time.
"""

from __future__ import annotations

from collections.abc import Mapping

from radio.budget import Standing
from radio.priority import Priority

PATIENCE_S = 300.0
"""What has waited for so long counts as a post, and is passed over three times only."""

PASSES = 3


def standing(priority: Priority, waited_s: float) -> Standing:
    """What a frame of that priority may draw on after that wait."""
    if priority is Priority.URGENT:
        return Standing.ALERT
    if priority <= Priority.USUAL or waited_s >= PATIENCE_S:
        return Standing.POST
    return Standing.REPAIR


class Turns:
    """Remembers how often those who wait for long were passed over."""

    def __init__(self) -> None:
        self._passed = 0
        self._turn = 0
        self._served: dict[Priority, int] = {}

    def next(self, since: Mapping[Priority, float], now: float) -> Priority:
        """Which of those goes next; `since` when each has waited, at least one."""
        chosen = first = min(since)
        patient = [
            each
            for each, at in since.items()
            if each is not first and now - at >= PATIENCE_S
        ]
        self._passed = self._passed + 1 if patient else 0
        if self._passed > PASSES:
            self._passed = 0
            chosen = min(patient, key=lambda each: self._served.get(each, 0))
        self._turn += 1
        self._served[chosen] = self._turn
        return chosen
