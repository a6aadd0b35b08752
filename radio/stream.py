"""Another hub sends much at a stretch: what can wait does, so that it gets across.

Whoever waited while a long packet was on the air would speak with all others at its
end, and nobody would be heard.
"""

from __future__ import annotations

import math

BULK = 5
"""So many records in one frame: more such frames are likely to follow."""

LONGEST_S = 300.0
"""Nobody is left to speak for longer at a stretch; then all speak as they like, for as
long, whatever comes."""


class Stream:
    """Until when to leave the channel to another."""

    def __init__(self) -> None:
        self.until = -math.inf
        self._since = -math.inf

    def heard(self, records: int, now: float, until: float) -> None:
        """A frame of so many records came; the next is expected before `until`."""
        if records < BULK:
            return
        if now > max(self.until, self._since + 2 * LONGEST_S):
            self._since = now
        if now < self._since + LONGEST_S:
            self.until = until
