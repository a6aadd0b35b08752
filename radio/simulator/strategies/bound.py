"""The bound: an oracle that knows, without a word on the air, who misses what.

It sends frames of ours, whole and with their real size, and no others. Nothing is
coded, nothing collides, and nobody waits for anything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from radio.airtime import PRESETS, airtime_s
from radio.carriage import MAX_PAYLOAD_BYTES
from radio.codec import frame_bytes
from radio.frame import RecordsFrame
from radio.record import AgedRecord, Record
from radio.simulator.posting import PlannedPost
from radio.simulator.strategies.case import Case, Outcome

NAME = "bound"

LONG_FAST = PRESETS["LONG_FAST"]
SHORT_OVERHEAD, LONG_OVERHEAD = 23, 24
"""What Meshtastic adds to a payload of at most 127 bytes, and to a longer one."""


@dataclass(slots=True, eq=False)
class _Missed:
    """A record that is still missing somewhere."""

    record: Record
    written_at: float
    missing: set[int] = field(default_factory=set)

    def aged(self, now: float) -> AgedRecord:
        return AgedRecord(self.record, now - self.written_at)


@dataclass(frozen=True, slots=True)
class _Sending:
    """One frame of one hub."""

    airtime_s: float
    sender: int
    missed: Sequence[_Missed]

    @property
    def worth(self) -> float:
        """Bytes of payload a second: how often a record must be sent is up to chance,
        so all that can be saved is what frames add to payloads."""
        octets = sum(len(each.record.payload) for each in self.missed)
        return octets / self.airtime_s


class Oracle:
    """Sends, whenever something is missing anywhere, the frame that is worth most."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._chance = case.chance("bound")
        self._coming = deque(case.posts)
        self._missed: list[_Missed] = []
        self._written = [0] * case.hubs
        self._now = 0.0
        self.airtime_s = 0.0
        self.packets = 0

    def finish(self) -> None:
        """Send until all hubs have all records."""
        while self._coming or self._missed:
            if not self._missed:
                self._now = max(self._now, self._coming[0].at_s)
            while self._coming and self._coming[0].at_s <= self._now:
                self._write(self._coming.popleft())
            self._send(self._best())

    def _write(self, post: PlannedPost) -> None:
        self._written[post.hub] += 1
        record = Record(_origin(post.hub), self._written[post.hub], post.packed)
        others = set(range(self._case.hubs)) - {post.hub}
        self._missed.append(_Missed(record, post.at_s, others))

    def _best(self) -> _Sending:
        frames = [self._filled(hub) for hub in range(self._case.hubs)]
        # Ties go to the first hub, so that a seed makes one run.
        return max((each for each in frames if each), key=lambda each: each.worth)

    def _filled(self, sender: int) -> _Sending | None:
        """The fullest frame of what this hub has and another has not.

        First what most hubs miss: it will have to be sent most often, and shall not be
        left over to go alone.
        """
        held = [each for each in self._missed if sender not in each.missing]
        held.sort(key=lambda each: (-len(each.missing), each.record.name))
        shortest = min((len(each.record.payload) for each in held), default=0)
        chosen: list[_Missed] = []
        size = 0
        for each in held:
            if size + shortest >= MAX_PAYLOAD_BYTES:
                break
            with_it = self._size(sender, [*chosen, each])
            if with_it <= MAX_PAYLOAD_BYTES:
                chosen.append(each)
                size = with_it
        return _Sending(on_air_s(size), sender, chosen) if chosen else None

    def _size(self, sender: int, missed: Iterable[_Missed]) -> int:
        aged = tuple(each.aged(self._now) for each in missed)
        return frame_bytes(RecordsFrame(_origin(sender), aged))

    def _send(self, sending: _Sending) -> None:
        hubs = range(self._case.hubs)
        heard = {hub for hub in hubs if self._chance.random() >= self._case.loss}
        for each in sending.missed:
            each.missing -= heard
        self._missed = [each for each in self._missed if each.missing]
        self._now += sending.airtime_s
        self.airtime_s += sending.airtime_s
        self.packets += 1


def on_air_s(payload_bytes: int) -> float:
    """Seconds that a frame of that size takes, unsigned."""
    overhead = SHORT_OVERHEAD if payload_bytes <= 127 else LONG_OVERHEAD
    return airtime_s(payload_bytes + overhead, LONG_FAST)


def _origin(hub: int) -> int:
    return hub + 1


def run(case: Case) -> Outcome:
    """All posts, until all hubs have them."""
    oracle = Oracle(case)
    oracle.finish()
    return Outcome(NAME, 1.0, 0, oracle.airtime_s, oracle.packets)
