"""The sync engine: events in, actions out. No clock, thread, socket, file or log.

Bytes from the air never raise out of it. A record that comes from the air counts as
held only when RecordAdded says that it is durable, so no digest ever promises what a
power cut could take back.
"""

from __future__ import annotations

import math
import random
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from radio.codec import decode as decode_frame
from radio.codec import encode, followed_bytes
from radio.events import (
    Action,
    BearerLost,
    BearerUp,
    Deliver,
    Event,
    FrameHeard,
    MayTransmit,
    RecordAdded,
    Transmit,
    WakeAt,
)
from radio.fragment import Reassembly
from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    RecordsFrame,
    RequestFrame,
)
from radio.holdings import Holdings, spans_of
from radio.outbox import Outbox
from radio.record import AgedRecord, RecordName
from radio.repair import Wants
from radio.trickle import Trickle, TrickleTimes
from radio.wire import MalformedFrame

MAX_PEERS = 256
"""Hubs remembered as heard; the one heard longest ago makes room."""

MAX_ORIGINS = 1024
"""Origins followed; records of further ones are dropped."""

MAX_ASKED = 32
"""Records named in one request: what answers it fits into a few packets."""


@dataclass(frozen=True, slots=True)
class SyncTimes:
    """Delays in airtimes of a full packet, so that one set serves every preset.

    On LONG_FAST a full packet takes 2.2 s. Spans are drawn from uniformly.
    """

    batch: float = 0.25
    request: tuple[float, float] = (0.25, 1.25)
    retry: tuple[float, float] = (4.0, 6.0)
    answer_own: tuple[float, float] = (0.1, 0.4)
    answer_other: tuple[float, float] = (0.5, 2.5)
    digest_shortest: float = 4.0
    digest_longest_s: float = 1800.0
    digest_redundancy: int = 2
    shortest_packet_s: float = 0.25


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The engine's state at one moment, for a person.

    `peers`: hub → when it was last heard, by the caller's clock.
    """

    peers: dict[int, float]
    records: int
    waiting: int
    wanted: int
    counters: dict[str, int]


class SyncEngine:
    """One hub's end of the replication; `origin` is the hub's own id."""

    def __init__(
        self,
        origin: int,
        held: Iterable[AgedRecord],
        now: float,
        rng: random.Random,
        times: SyncTimes | None = None,
    ) -> None:
        """`held`: what is durable already; it is offered by digest, not sent again."""
        self._origin = origin
        self._rng = rng
        self._times = times or SyncTimes()
        self._bearer: BearerUp | None = None
        self._holdings = Holdings()
        for aged in held:
            self._holdings.add(aged, now)
        self._outbox = Outbox(origin, self._holdings)
        self._reassembly = Reassembly()
        self._wants = Wants()
        self._trickle = self._new_trickle()
        self._digest_due = False
        self._digest_from = 0
        self._peers: OrderedDict[int, float] = OrderedDict()
        self._counters: dict[str, int] = {}

    def handle(self, event: Event, now: float) -> list[Action]:
        """What to do about `event` at `now`; ends with when to come back."""
        actions: list[Action] = []
        match event:
            case FrameHeard():
                actions += self._heard(event.octets, now)
            case RecordAdded():
                self._added(event.aged, now)
            case BearerUp():
                self._bearer = event
                self._trickle = self._new_trickle()
                self._trickle.start(now)
            case BearerLost():
                self._bearer = None
                self._trickle.stop()
            case MayTransmit():
                actions += self._transmit(now)
        return [*actions, WakeAt(self._wakes_at())]

    def status(self) -> SyncStatus:
        """A picture of the engine that later events don't change."""
        return SyncStatus(
            peers=dict(self._peers),
            records=len(self._holdings),
            waiting=len(self._outbox),
            wanted=len(self._wants),
            counters=dict(self._counters),
        )

    # -- time ---------------------------------------------------------------

    @property
    def _packet_s(self) -> float:
        packet_s = self._bearer.packet_s if self._bearer else 0.0
        return max(packet_s, self._times.shortest_packet_s)

    def _after(self, now: float, span: tuple[float, float]) -> float:
        return now + self._rng.uniform(*span) * self._packet_s

    def _new_trickle(self) -> Trickle:
        times = TrickleTimes(
            self._times.digest_shortest * self._packet_s,
            self._times.digest_longest_s,
            self._times.digest_redundancy,
        )
        return Trickle(times, self._rng)

    def _wakes_at(self) -> float:
        if self._bearer is None:
            return math.inf
        if self._digest_due:
            return -math.inf
        return min(self._outbox.due_at, self._wants.due_at, self._trickle.wakes_at)

    # -- coming in ----------------------------------------------------------

    def _added(self, aged: AgedRecord, now: float) -> None:
        record = aged.record
        if not self._holdings.add(aged, now):
            return
        self._wants.settle(record.name)
        self._trickle.inconsistent(now)
        if record.origin == self._origin:
            wait = self._times.batch * self._packet_s
            self._outbox.add_fresh(record.name, now + wait)

    def _heard(self, octets: bytes, now: float) -> list[Action]:
        try:
            frame = decode_frame(octets)
        except MalformedFrame:
            self._count("malformed")
            return []
        if frame.sender == self._origin:
            self._count("echoes")
            return []
        self._count(f"heard_{_name(frame)}")
        self._meet(frame.sender, now)
        match frame:
            case RecordsFrame():
                return self._records_heard(frame.records, now)
            case FragmentFrame():
                return self._fragment_heard(frame, now)
            case DigestFrame():
                self._digest_heard(frame, now)
            case RequestFrame():
                self._request_heard(frame, now)
        return []

    def _meet(self, sender: int, now: float) -> None:
        if sender not in self._peers:
            self._trickle.inconsistent(now)
        self._peers[sender] = now
        self._peers.move_to_end(sender)
        if len(self._peers) > MAX_PEERS:
            self._peers.popitem(last=False)

    def _records_heard(
        self, records: tuple[AgedRecord, ...], now: float
    ) -> list[Action]:
        actions: list[Action] = []
        for aged in records:
            name = aged.record.name
            self._outbox.answers.settle(name)
            if name in self._holdings:
                self._count("known_already")
            elif self._acceptable(name):
                actions.append(Deliver(aged))
        # What came in this frame is no gap, though it is not durable yet.
        arrived = {aged.record.name for aged in records}
        for aged in records:
            self._notice_gap(aged.record.name, arrived, now)
        return actions

    def _notice_gap(
        self, name: RecordName, arrived: set[RecordName], now: float
    ) -> None:
        if name[0] != self._origin and self._acceptable(name):
            before = self._holdings.before(name, MAX_ASKED)
            absent = [each for each in before if each not in arrived]
            wanted = self._wants.worth_asking(absent, now)
            self._wants.add(wanted, self._after(now, self._times.request))

    def _acceptable(self, name: RecordName) -> bool:
        """Ours come from no other hub; absurd names are dropped."""
        room = self._holdings.follows(name[0]) or self._holdings.origins < MAX_ORIGINS
        if name[0] != self._origin and room and self._holdings.plausible(name):
            return True
        self._count("refused")
        return False

    def _fragment_heard(self, frame: FragmentFrame, now: float) -> list[Action]:
        name = (frame.origin, frame.sequence)
        self._outbox.answers.settle(name)
        if name in self._holdings or not self._acceptable(name):
            return []
        whole = self._reassembly.add(frame)
        if whole is not None:
            return self._records_heard((whole,), now)
        # The rest is on its way; ask if it does not come.
        again = self._after(now, self._times.retry)
        self._wants.add([name], again)
        self._wants.put_off([name], again)
        return []

    def _digest_heard(self, frame: DigestFrame, now: float) -> None:
        lacking: list[RecordName] = []
        for followed in frame.followed:
            if followed.origin == self._origin:
                self._own_told(followed)
            else:
                names = self._holdings.lacking(followed, MAX_ASKED)
                lacking += [name for name in names if self._acceptable(name)]
        lacking = self._wants.worth_asking(lacking, now)
        self._wants.add(lacking, self._after(now, self._times.request))
        # Of its own records a hub lacks none that it will ever take from another.
        others = [each for each in frame.followed if each.origin != frame.sender]
        if lacking or self._holdings.ahead_of(others, frame.sender, frame.whole):
            self._trickle.inconsistent(now)
        else:
            self._trickle.consistent()

    def _own_told(self, followed: Followed) -> None:
        """Another hub holds records of ours that we don't: ours were lost here."""
        if followed.upto > self._holdings.highest(self._origin):
            self._count("own_records_lost")

    def _request_heard(self, frame: RequestFrame, now: float) -> None:
        own: list[RecordName] = []
        others: list[RecordName] = []
        asked = ((each.origin, n) for each in frame.spans for n in each.sequences)
        for name in islice(asked, 4 * MAX_ASKED):
            if name in self._holdings:
                (own if name[0] == self._origin else others).append(name)
            else:
                self._wants.put_off([name], self._after(now, self._times.retry))
        self._outbox.answers.add(own, self._after(now, self._times.answer_own))
        self._outbox.answers.add(others, self._after(now, self._times.answer_other))

    # -- going out ----------------------------------------------------------

    def _transmit(self, now: float) -> list[Action]:
        if self._trickle.poll(now):
            self._digest_due = True
        if self._bearer is None:
            return []
        room = self._bearer.max_frame_bytes
        frame = (
            self._outbox.next_frame(now, now + self._packet_s, room)
            or self._request_frame(now, room)
            or self._digest_frame(room)
        )
        if frame is None:
            return []
        self._count(f"sent_{_name(frame)}")
        return [Transmit(encode(frame))]

    def _request_frame(self, now: float, room: int) -> RequestFrame | None:
        names = self._wants.due(now, now + self._packet_s)[:MAX_ASKED]
        if not names:
            return None
        frame = RequestFrame(self._origin, tuple(spans_of(names)))
        while len(encode(frame)) > room:
            names.pop()
            frame = RequestFrame(self._origin, tuple(spans_of(names)))
        self._wants.asked(names, now, self._after(now, self._times.retry))
        return frame

    def _digest_frame(self, room: int) -> DigestFrame | None:
        """What we hold; in turn, where it is more than one packet can say."""
        if not self._digest_due:
            return None
        self._digest_due = False
        followed = self._holdings.digest()
        frame = DigestFrame(self._origin, tuple(followed))
        if len(encode(frame)) <= room:
            return frame
        start = self._digest_from % len(followed)
        said: list[Followed] = []
        left = room - len(encode(DigestFrame(self._origin, (), whole=False)))
        for each in followed[start:] + followed[:start]:
            left -= followed_bytes(each)
            if left < 0:
                break
            said.append(each)
        self._digest_from = start + len(said)
        return DigestFrame(self._origin, tuple(said), whole=False)

    def _count(self, what: str) -> None:
        self._counters[what] = self._counters.get(what, 0) + 1


def _name(frame: Frame) -> str:
    return type(frame).__name__.removesuffix("Frame").lower()
