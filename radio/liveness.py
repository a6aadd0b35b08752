"""Whether a work loop still comes round: it says each time by when it will be back.
Starts nothing and ends nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable


class Liveness:
    """One loop's word. The loop gives it on its thread, anybody may ask."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` is monotonic. A loop that has not begun can't be late."""
        self._clock = clock
        self._back_by = math.inf

    def back_within(self, seconds: float) -> None:
        """The loop is here now, and will be again within that time."""
        self._back_by = self._clock() + seconds

    def is_late(self) -> bool:
        """Whether the loop is not back though it said so: it hangs, or it has died."""
        return self._clock() > self._back_by
