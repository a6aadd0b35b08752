"""What waits to be sent, and the next frame made of it: new records, then answers.

Frames are made when the radio can take one, not before: what gathers meanwhile
travels in the same packet.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

from radio.codec import frame_bytes
from radio.fragment import split
from radio.frame import FragmentFrame, RecordsFrame
from radio.holdings import Holdings
from radio.padding import Signing
from radio.record import AgedRecord, RecordName
from radio.record_codec import MAX_WHOLE_BYTES
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
        self, now: float, soon: float, room: int, signing: Signing
    ) -> RecordsFrame | FragmentFrame | None:
        """The most pressing frame that is due, of at most `room` bytes, or None.

        Answers that are due by `soon` go along, and any answer that costs nothing:
        where the frame would be filled up to pass firmware's signature.
        """
        if self._pieces:
            return self._pieces.popleft()
        names = self.answers.due(now, soon)
        if self._fresh_due <= now:
            names = [*self._fresh, *(each for each in names if each not in self._fresh)]
        if not names:
            return None
        chosen = self._choose([], names, now, room)
        if not chosen:
            return self._first_piece(names[0], now, room)
        free = signing.filled_up(frame_bytes(RecordsFrame(self._origin, tuple(chosen))))
        chosen = self._choose(chosen, self.answers.waiting(), now, min(free, room))
        for aged in chosen:
            self._sent(aged.record.name)
        return RecordsFrame(self._origin, tuple(chosen))

    def _choose(
        self,
        chosen: list[AgedRecord],
        names: Iterable[RecordName],
        now: float,
        room: int,
    ) -> list[AgedRecord]:
        """`chosen` and those of `names`, in their order, that fit into a frame."""
        taken = {each.record.name for each in chosen}
        for name in names:
            if name in taken:
                continue
            more = [*chosen, self._holdings.get(name, now)]
            whole = len(more[-1].record.payload) <= MAX_WHOLE_BYTES
            frame = RecordsFrame(self._origin, tuple(more))
            if not whole or frame_bytes(frame) > room:
                break
            chosen = more
        return chosen

    def _first_piece(self, name: RecordName, now: float, room: int) -> FragmentFrame:
        """The first piece of a record that no frame takes whole; the rest waits."""
        self._sent(name)
        aged = self._holdings.get(name, now)
        first, *rest = split(self._origin, aged, room)
        self._pieces.extend(rest)
        return first

    def _sent(self, name: RecordName) -> None:
        self.answers.settle(name)
        if name in self._fresh:
            self._fresh.remove(name)
        if not self._fresh:
            self._fresh_due = math.inf
