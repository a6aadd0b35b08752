"""What waits to be sent, and the next frame made of it: new records, then answers.

Frames are made when the radio can take one, not before: what gathers meanwhile
travels in the same packet.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from radio.codec import frame_bytes
from radio.fragment import split
from radio.frame import FragmentFrame, RecordsFrame, Span
from radio.padding import Signing
from radio.priority import Priority
from radio.record import AgedRecord, RecordName
from radio.record_codec import MAX_WHOLE_BYTES
from radio.repair import Answers
from radio.shared import Shared

URGENT_S = 3600.0
"""An urgent record is repaired as urgently, as long as it is not older."""


@dataclass(frozen=True, slots=True)
class _Fresh:
    priority: Priority
    due_at: float


@dataclass(frozen=True, slots=True)
class _Piece:
    priority: Priority
    since: float
    frame: FragmentFrame


class Outbox:
    """Records of one hub on their way to the radio."""

    def __init__(self, shared: Shared) -> None:
        self._origin = shared.origin
        self._holdings = shared.holdings
        self._peers = shared.peers
        self._recent = shared.recent
        self._fresh: dict[RecordName, _Fresh] = {}
        self._pieces: deque[_Piece] = deque()
        self.answers = Answers()

    def __len__(self) -> int:
        return len(self._fresh) + len(self._pieces) + len(self.answers)

    def waiting(self, now: float) -> Counter[Priority]:
        """How much waits, by priority."""
        return Counter(
            [each.priority for each in self._fresh.values()]
            + [each.priority for each in self._pieces]
            + [
                self._answered_as(name, now)
                for name in self.answers.waiting()
                if name not in self._fresh
            ]
        )

    def dues(self, now: float) -> dict[Priority, float]:
        """For each priority of which something waits, when the first is due."""
        dues: dict[Priority, float] = {}
        for priority, at in self._all_dues(now):
            dues[priority] = min(at, dues.get(priority, math.inf))
        return dues

    def _all_dues(self, now: float) -> Iterable[tuple[Priority, float]]:
        yield from ((each.priority, each.due_at) for each in self._fresh.values())
        yield from ((each.priority, each.since) for each in self._pieces)
        for name, at in self.answers.dues():
            yield self._answered_as(name, now), at

    def _answered_as(self, name: RecordName, now: float) -> Priority:
        if name in self._fresh:
            return self._fresh[name].priority
        aged = self._holdings.get(name, now)
        urgent = aged.priority is Priority.URGENT and aged.age_s < URGENT_S
        return Priority.URGENT if urgent else Priority.REPAIR

    def add_fresh(self, name: RecordName, due_at: float, priority: Priority) -> None:
        """A record was written here: send it at that time, or with an earlier one."""
        self._fresh[name] = _Fresh(priority, due_at)

    def sent_by(self, hub: int, names: Collection[RecordName], now: float) -> None:
        """Another hub has sent those records."""
        self.answers.settle_all(names)
        self._peers.has(hub, names)
        self._recent.sent(names, now)

    @property
    def fresh(self) -> int:
        """How many records were written here and are yet to be sent."""
        return len(self._fresh)

    def unsent(self) -> list[RecordName]:
        """What was written here and never sent, or not to its end."""
        pieces = [(each.frame.origin, each.frame.sequence) for each in self._pieces]
        return [*self._fresh, *(name for name in pieces if name[0] == self._origin)]

    def is_fresh(self, name: RecordName) -> bool:
        """Whether a record was written here and is yet to be sent."""
        return name in self._fresh

    def drop(self, span: Span) -> None:
        """Nobody needs these any more."""
        for name in [each for each in self._fresh if each in span]:
            del self._fresh[name]
        for name in [each for each in self.answers.waiting() if each in span]:
            self.answers.settle(name)
        self._pieces = deque(
            each
            for each in self._pieces
            if (each.frame.origin, each.frame.sequence) not in span
        )

    def heard(self, piece: FragmentFrame) -> None:
        """Another hub has sent a piece that we need not send again."""
        key = (piece.origin, piece.sequence, piece.index)
        self._pieces = deque(
            each
            for each in self._pieces
            if (each.frame.origin, each.frame.sequence, each.frame.index) != key
        )

    def next_frame(
        self,
        first: Priority,
        allowed: Collection[Priority],
        now: float,
        soon: float,
        room: int,
        signing: Signing,
    ) -> RecordsFrame | FragmentFrame | None:
        """A frame with what is due of the `first` priority, of at most `room` bytes.

        It is filled up with what is due of those `allowed`. Answers that are due by
        `soon` go along, and any answer that costs nothing: where the frame would be
        filled up to pass firmware's signature. None: nothing is due.
        """
        for piece in self._pieces:
            if piece.priority is first:
                self._pieces.remove(piece)
                if piece.frame.index == piece.frame.total - 1:
                    name = (piece.frame.origin, piece.frame.sequence)
                    self._recent.sent([name], now)
                return piece.frame
        names = self._names(first, allowed, now, soon)
        if not names:
            return None
        chosen = self._choose([], names, now, room)
        if not chosen:
            return self._first_piece(names[0], first, now, room)
        free = signing.filled_up(frame_bytes(RecordsFrame(self._origin, tuple(chosen))))
        chosen = self._choose(chosen, self.answers.waiting(), now, min(free, room))
        return RecordsFrame(self._origin, tuple(chosen))

    def sent(self, frame: RecordsFrame, now: float) -> None:
        """Those records go out now, as it came out."""
        names = [each.record.name for each in frame.records]
        for name in names:
            self._sent(name)
        self._recent.sent(names, now)

    def _names(
        self, first: Priority, allowed: Collection[Priority], now: float, soon: float
    ) -> list[RecordName]:
        """What is to go, the `first` of them first, then the most pressing."""
        found: dict[RecordName, Priority] = {}
        if any(each.due_at <= now for each in self._fresh.values()):
            found = {name: each.priority for name, each in self._fresh.items()}
        for name in self.answers.due(now, soon):
            found.setdefault(name, self._answered_as(name, now))
        names = [name for name, each in found.items() if each in allowed]
        return sorted(names, key=lambda name: (found[name] != first, found[name]))

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

    def _first_piece(
        self, name: RecordName, priority: Priority, now: float, room: int
    ) -> FragmentFrame:
        """The first piece of a record that no frame takes whole; the rest waits."""
        self._sent(name)
        aged = self._holdings.get(name, now)
        first, *rest = split(self._origin, aged, room)
        self._pieces.extend(_Piece(priority, now, each) for each in rest)
        return first

    def _sent(self, name: RecordName) -> None:
        self.answers.settle(name)
        self._fresh.pop(name, None)
