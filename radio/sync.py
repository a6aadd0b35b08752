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

from radio.budget import Budget
from radio.codec import decode, encode
from radio.digests import Digests
from radio.events import (
    Action,
    BearerLost,
    BearerUp,
    ChannelUse,
    Event,
    FrameHeard,
    Keep,
    MayTransmit,
    RecordAdded,
    Transmit,
    WakeAt,
)
from radio.frame import (
    DigestFrame,
    FragmentFrame,
    Frame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
)
from radio.holdings import Holdings
from radio.intake import Intake
from radio.outbox import Outbox
from radio.pace import Pace, SyncTimes
from radio.record import AgedRecord
from radio.seal import Seal, SealBroken
from radio.sending import Sending
from radio.status import PeerStatus, SyncStatus
from radio.trickle import Trickle, TrickleTimes
from radio.wire import MalformedFrame

MAX_PEERS = 256
"""Hubs remembered as heard; the one heard longest ago makes room."""

SILENCE_S = 60.0
"""How long a hub that can't seal only listens before it tries again."""

KEEP_EVERY_S = 3600.0
"""How often what was heard is worth a write to a memory card."""


class SyncEngine:
    """One hub's end of the replication."""

    def __init__(
        self,
        seal: Seal,
        held: Iterable[AgedRecord],
        now: float,
        rng: random.Random,
        times: SyncTimes | None = None,
    ) -> None:
        """`held`: what is durable already; it is offered by digest, not sent again.

        The hub's own id is that of its `seal`.
        """
        self._seal = seal
        self._origin = seal.sender
        self._bearer: BearerUp | None = None
        self._pace = Pace(times or SyncTimes(), rng)
        self._holdings = Holdings()
        for aged in held:
            self._holdings.add(aged, now)
        self._outbox = Outbox(self._origin, self._holdings)
        self._intake = Intake(
            self._origin, self._holdings, self._outbox.answers, self._pace, self._count
        )
        self._trickle = self._new_trickle()
        self._digests = Digests(self._origin, self._holdings)
        self._sending = Sending(
            self._outbox, self._intake, self._digests, self._pace, Budget(now)
        )
        self._peers: OrderedDict[int, PeerStatus] = OrderedDict()
        self._counters: dict[str, int] = {}
        self._silent_until = -math.inf
        self._keep_at = now + KEEP_EVERY_S
        self._now = now

    def handle(self, event: Event, now: float) -> list[Action]:
        """What to do about `event` at `now`; ends with when to come back."""
        actions: list[Action] = []
        self._now = now
        match event:
            case FrameHeard():
                actions += self._heard(event.octets, now)
            case RecordAdded():
                self._added(event.aged, now)
            case BearerUp():
                self._bear(event, now)
            case BearerLost():
                self._bearer = None
                self._trickle.stop()
            case ChannelUse():
                self._sending.budget.hear(event.channel, event.transmitting, now)
            case MayTransmit():
                actions += self._transmit(now)
        return [*actions, WakeAt(self._wakes_at(now))]

    def status(self) -> SyncStatus:
        """A picture of the engine that later events don't change."""
        return SyncStatus(
            peers=dict(self._peers),
            records=len(self._holdings),
            waiting=len(self._outbox),
            wanted=len(self._intake.wants),
            counters=dict(self._counters),
            seal=self._seal.state,
            budget=self._sending.status(self._now),
        )

    def _bear(self, bearer: BearerUp, now: float) -> None:
        self._bearer = bearer
        self._pace.follow(bearer.packet_s)
        self._sending.budget.follow(bearer.packet_s, bearer.duty_cycle, now)
        self._trickle = self._new_trickle()
        self._trickle.start(now)

    def _new_trickle(self) -> Trickle:
        pace = self._pace
        times = TrickleTimes(
            pace.times.digest_shortest * pace.packet_s,
            pace.times.digest_longest_s,
            pace.times.digest_redundancy,
        )
        return Trickle(times, pace.rng)

    def _wakes_at(self, now: float) -> float:
        if self._bearer is None:
            return math.inf
        at = min(self._sending.wakes_at(now), self._trickle.wakes_at)
        return max(at, self._silent_until)

    # -- coming in ----------------------------------------------------------

    def _added(self, aged: AgedRecord, now: float) -> None:
        record = aged.record
        if not self._holdings.add(aged, now):
            return
        self._intake.wants.settle(record.name)
        self._trickle.inconsistent(now)
        if record.origin == self._origin:
            wait = self._pace.times.batch * self._pace.packet_s
            self._outbox.add_fresh(record.name, now + wait, aged.priority)

    def _heard(self, octets: bytes, now: float) -> list[Action]:
        try:
            opened = self._seal.open(octets)
            frame = decode(opened.head, opened.sender, opened.body)
            actions = self._taken(frame, now)
        except SealBroken as broken:
            self._count(broken.reason.value)
            return []
        except MalformedFrame:
            self._count("malformed")
            return []
        if now >= self._keep_at:
            self._keep_at = now + KEEP_EVERY_S
            actions.append(Keep(self._seal.snapshot()))
        return actions

    def _taken(self, frame: Frame, now: float) -> list[Action]:
        """What an authentic frame leads to. Raises MalformedFrame."""
        self._count(f"heard_{_name(frame)}")
        self._meet(frame.sender, now)
        match frame:
            case RecordsFrame():
                return self._intake.records(frame.records, frame.sender, now)
            case FragmentFrame():
                self._outbox.heard(frame)
                return self._intake.fragment(frame, now)
            case DigestFrame() | ShortDigestFrame():
                self._digest_heard(frame, now)
            case RequestFrame():
                self._intake.request(frame, now)
        return []

    def _meet(self, sender: int, now: float) -> None:
        if sender not in self._peers:
            self._trickle.inconsistent(now)
        self._peers[sender] = PeerStatus(now)
        self._peers.move_to_end(sender)
        if len(self._peers) > MAX_PEERS:
            self._peers.popitem(last=False)

    def _digest_heard(self, frame: DigestFrame | ShortDigestFrame, now: float) -> None:
        digest = self._digests.read(frame)
        if digest is None:
            self._count("unknown_rosters")
            self._trickle.inconsistent(now)
            return
        news = self._intake.digest(digest, now)
        if news or self._digests.needed:
            self._trickle.inconsistent(now)
        elif digest.last:
            self._trickle.consistent()
            if self._trickle.redundant:
                self._digests.unsay()

    # -- going out ----------------------------------------------------------

    def _transmit(self, now: float) -> list[Action]:
        if self._trickle.poll(now):
            self._sending.say_digest(now)
        if self._bearer is None or now < self._silent_until:
            return []
        if not self._seal.ready():
            self._count(f"silent_{self._seal.state.value}")
            self._silent_until = now + SILENCE_S
            return []
        frame = self._sending.next_frame(self._bearer, now)
        if frame is None:
            return []
        self._count(f"sent_{_name(frame)}")
        plain = encode(frame, self._bearer.signing)
        octets = self._seal.seal(plain.body, plain.head)
        self._sending.budget.spend(self._bearer.airtime_s(len(octets)), now)
        return [Transmit(octets)]

    def _count(self, what: str) -> None:
        self._counters[what] = self._counters.get(what, 0) + 1


def _name(frame: Frame) -> str:
    return type(frame).__name__.removesuffix("Frame").lower()
