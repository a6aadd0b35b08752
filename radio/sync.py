"""The sync engine: events in, actions out. No clock, thread, socket, file or log.

Bytes from the air never raise out of it. A record that comes from the air counts as
held only when RecordAdded says that it is durable, so no digest ever promises what a
power cut could take back.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable

from radio.agreement import Agreement
from radio.budget import Budget, Standing
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
    RecordNeeded,
    RecordsPassed,
    TextSent,
    Transmit,
    WakeAt,
)
from radio.frame import (
    DigestFrame,
    FragmentFrame,
    Frame,
    PassedFrame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
    Span,
)
from radio.intake import Intake
from radio.outbox import Outbox
from radio.pace import Pace, SyncTimes
from radio.record import AgedRecord
from radio.seal import Opened, Seal, SealBroken
from radio.sending import Sending
from radio.shared import Shared
from radio.status import SyncStatus
from radio.wire import MalformedFrame

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
        passed: Iterable[Span] = (),
    ) -> None:
        """`held`: what is durable already; it is offered by digest, not sent again.
        `passed`: what nobody needs any more.

        The hub's own id is that of its `seal`.
        """
        self._seal = seal
        self._origin = seal.sender
        self._bearer: BearerUp | None = None
        self._shared = Shared.of(seal.sender, Pace(times or SyncTimes(), rng))
        for span in passed:
            self._shared.holdings.pass_over(span)
        for aged in sorted(held, key=lambda each: each.record.name):
            self._shared.holdings.add(aged, now)
        self._outbox = Outbox(self._shared)
        self._intake = Intake(self._shared, self._outbox, self._count)
        self._digests = Digests(self._origin, self._shared.holdings)
        self._agreement = Agreement(
            self._shared, self._outbox, self._intake.wants, self._digests
        )
        self._sending = Sending(
            self._shared, self._outbox, self._intake, self._digests, Budget(now)
        )
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
                actions += self._heard(event, now)
            case RecordAdded() | RecordsPassed() | RecordNeeded():
                self._told(event, now)
            case BearerUp() | BearerLost() | ChannelUse() | TextSent():
                self._bear(event, now)
            case MayTransmit():
                actions += self._transmit(now)
        return [*actions, WakeAt(self._wakes_at())]

    def status(self) -> SyncStatus:
        """A picture of the engine that later events don't change."""
        return SyncStatus(
            peers=self._shared.peers.status(),
            records=len(self._shared.holdings),
            waiting=len(self._outbox),
            wanted=len(self._intake.wants),
            counters=dict(self._counters),
            seal=self._seal.state,
            budget=self._sending.status(self._now),
        )

    def text_opens_at(self, urgent: bool, now: float) -> float:
        """When the airtime has room for a text; an urgent one counts as an alert."""
        if self._bearer is None:
            return math.inf
        standing = Standing.ALERT if urgent else Standing.POST
        return self._sending.budget.opens_at(standing, now)

    def _bear(
        self, event: BearerUp | BearerLost | ChannelUse | TextSent, now: float
    ) -> None:
        """What becomes of the radio."""
        budget = self._sending.budget
        match event:
            case BearerUp():
                self._bearer = event
                self._shared.pace.follow(event.packet_s)
                budget.follow(event.packet_s, event.duty_cycle, now)
                self._agreement.start(now)
            case BearerLost():
                self._bearer = None
                self._agreement.stop()
            case ChannelUse():
                budget.hear(event.channel, event.transmitting, now)
            case TextSent():
                budget.spend(event.airtime_s, now)

    def _wakes_at(self) -> float:
        if self._bearer is None:
            return math.inf
        at = min(self._sending.wakes_at(self._now), self._agreement.wakes_at)
        return max(at, self._silent_until)

    # -- what this hub says of records ----------------------------------------

    def _told(
        self, event: RecordAdded | RecordsPassed | RecordNeeded, now: float
    ) -> None:
        self._agreement.changes(now)
        match event:
            case RecordAdded():
                self._added(event.aged, now)
            case RecordsPassed():
                for span in event.spans:
                    self._intake.pass_over(span)
            case RecordNeeded():
                if self._shared.holdings.need(event.name):
                    self._intake.want([event.name], now)
        self._agreement.changed(now)

    def _added(self, aged: AgedRecord, now: float) -> None:
        name = aged.record.name
        if not self._shared.holdings.add(aged, now):
            return
        self._intake.wants.settle(name)
        if name[0] == self._origin:
            pace = self._shared.pace
            due_at = now + pace.times.batch * pace.packet_s
            self._outbox.add_fresh(name, due_at, aged.priority)

    # -- coming in ------------------------------------------------------------

    def _heard(self, heard: FrameHeard, now: float) -> list[Action]:
        try:
            opened = self._seal.open(heard.octets)
            frame = decode(opened.head, opened.sender, opened.body)
            self._meet(opened, heard.hops, now)
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

    def _meet(self, opened: Opened, hops: int | None, now: float) -> None:
        if opened.sender not in self._shared.peers:
            self._agreement.met(opened.sender, now)
        self._shared.peers.heard(opened.sender, opened.counter, hops, now)

    def _taken(self, frame: Frame, now: float) -> list[Action]:
        """What an authentic frame leads to. Raises MalformedFrame."""
        self._count(f"heard_{_name(frame)}")
        match frame:
            case RecordsFrame():
                return self._records_heard(frame, now)
            case PassedFrame():
                return self._intake.passed(frame, now)
            case FragmentFrame():
                self._outbox.heard(frame)
                return self._intake.fragment(frame, now)
            case DigestFrame() | ShortDigestFrame():
                self._digest_heard(frame, now)
            case RequestFrame():
                self._agreement.request_heard(now)
                self._intake.request(frame, now)
        return []

    def _records_heard(self, frame: RecordsFrame, now: float) -> list[Action]:
        self._sending.make_way(len(frame.records), now)
        actions = self._intake.records(frame.records, frame.sender, now)
        self._agreement.records_heard(frame, now)
        return actions

    def _digest_heard(self, frame: DigestFrame | ShortDigestFrame, now: float) -> None:
        digest = self._digests.read(frame)
        if digest is None:
            self._count("unknown_rosters")
        differs = digest is not None and self._intake.digest(digest, now)
        self._agreement.digest_heard(digest, now, differs=differs)

    # -- going out ------------------------------------------------------------

    def _transmit(self, now: float) -> list[Action]:
        if self._agreement.poll(now):
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
        self._agreement.sent(frame, now)
        self._count(f"sent_{_name(frame)}")
        plain = encode(frame, self._bearer.signing)
        octets = self._seal.seal(plain.body, plain.head)
        self._sending.budget.spend(self._bearer.airtime_s(len(octets)), now)
        return [Transmit(octets, self._hop_limit(frame, now))]

    def _hop_limit(self, frame: Frame, now: float) -> int | None:
        """As far as the hubs that we hear; now and then as far as the radio is set to
        reach, for there may be others.
        """
        is_digest = isinstance(frame, DigestFrame | ShortDigestFrame)
        if is_digest and self._agreement.afar:
            return None
        fresh = isinstance(frame, RecordsFrame) and self._has_new(frame)
        return self._shared.peers.hops(now, everyone=not fresh)

    def _has_new(self, frame: RecordsFrame) -> bool:
        """Whether a record of ours goes out for the first time."""
        times = self._shared.recent.times
        names = [each.record.name for each in frame.records]
        return any(each[0] == self._origin and times(each) == 1 for each in names)

    def _count(self, what: str) -> None:
        self._counters[what] = self._counters.get(what, 0) + 1


def _name(frame: Frame) -> str:
    return type(frame).__name__.removesuffix("Frame").lower()
