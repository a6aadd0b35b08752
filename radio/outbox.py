"""What waits to be sent, and the next frame made of it: new records, then answers.

Frames are made when the radio can take one, not before: what gathers meanwhile
travels in the same packet.
"""

from __future__ import annotations

import math
from collections import deque

from radio.codec import encode
from radio.fragment import split
from radio.frame import FragmentFrame, RecordsFrame
from radio.holdings import Holdings
from radio.record import AgedRecord, RecordName
from radio.repair import Answers


class Outbox:
    """Records of one hub on their way to the radio."""

    def __init__(self, origin: int, holdings: Holdings) -> None:
        self._origin = origin
        self._holdings = holdings
        self._fresh: deque[RecordName] = deque()
        self._fresh_due = math.inf
        self._pieces: deque[FragmentFrame] = deque()
        self.answers = Answers()

    def __len__(self) -> int:
        return len(self._fresh) + len(self._pieces) + len(self.answers)

    @property
    def due_at(self) -> float:
        """When there is something to send; long past where a fragment waits."""
        if self._pieces:
            return -math.inf
        return min(self._fresh_due, self.answers.due_at)

    def add_fresh(self, name: RecordName, due_at: float) -> None:
        """A record was written here: send it at that time, or with an earlier one."""
        self._fresh.append(name)
        self._fresh_due = min(self._fresh_due, due_at)

    def next_frame(
        self, now: float, soon: float, room: int
    ) -> RecordsFrame | FragmentFrame | None:
        """The most pressing frame that is due, of at most `room` bytes, or None.

        Answers that would be due by `soon` go along.
        """
        if self._pieces:
            return self._pieces.popleft()
        if self._fresh and self._fresh_due <= now:
            names = list(self._fresh)
        else:
            names = self.answers.due(now, soon)
        return self._compose(names, now, room) if names else None

    def _compose(
        self, names: list[RecordName], now: float, room: int
    ) -> RecordsFrame | FragmentFrame:
        """As many of these records as fit, or the first piece of a long one."""
        chosen: list[AgedRecord] = []
        for name in names:
            aged = self._holdings.get(name, now)
            if len(encode(RecordsFrame(self._origin, (*chosen, aged)))) <= room:
                chosen.append(aged)
            elif chosen:
                break
            else:
                self._sent(name)
                first, *rest = split(self._origin, aged, room)
                self._pieces.extend(rest)
                return first
        for aged in chosen:
            self._sent(aged.record.name)
        return RecordsFrame(self._origin, tuple(chosen))

    def _sent(self, name: RecordName) -> None:
        self.answers.settle(name)
        if name in self._fresh:
            self._fresh.remove(name)
        if not self._fresh:
            self._fresh_due = math.inf
