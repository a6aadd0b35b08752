"""All that happens to a link, from any thread, in one queue."""

from __future__ import annotations

import queue
from dataclasses import dataclass

from radio.bearer import BearerInbox
from radio.events import (
    ChannelUse,
    FrameHeard,
    RecordAdded,
    RecordNeeded,
    RecordsPassed,
    TextSent,
)
from radio.texts import TextHeard, ToSay

LONGEST_WAIT_S = 3600.0


@dataclass(frozen=True, slots=True)
class Lost:
    """The bearer of that connection says that it is gone."""

    connection: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Wakes the loop, which is to end."""


Told = RecordAdded | RecordsPassed | RecordNeeded
"""What the hub tells the link."""

Happening = Told | FrameHeard | ChannelUse | TextSent | TextHeard | ToSay | Lost | Stop


class LinkInbox:
    """Put in from any thread, taken out by the link's."""

    def __init__(self) -> None:
        """Begins empty."""
        self._queue: queue.SimpleQueue[Happening] = queue.SimpleQueue()

    def put(self, happening: Happening) -> None:
        """It happened; returns at once."""
        self._queue.put(happening)

    def next(self, timeout_s: float) -> Happening | None:
        """What happened next, within that time."""
        try:
            return self._queue.get(timeout=min(max(timeout_s, 0.0), LONGEST_WAIT_S))
        except queue.Empty:
            return None

    def of(self, connection: int) -> BearerInbox:
        """Where the bearer of that connection puts what happens: what an earlier one
        says of its end says nothing of the next.
        """
        return BearerInbox(
            heard=lambda *heard: self.put(FrameHeard(*heard)),
            lost=lambda reason: self.put(Lost(connection, reason)),
            used=lambda *use: self.put(ChannelUse(*use)),
            text=self.put,
            repeated=lambda airtime_s: self.put(TextSent(airtime_s)),
            refused=self.put,
        )
