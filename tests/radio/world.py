"""A few engines around one lossy channel, with a clock that only events move."""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from radio.airtime import PRESETS, airtime_s
from radio.codec import decode
from radio.events import (
    BearerLost,
    BearerUp,
    Deliver,
    Event,
    FrameHeard,
    MayTransmit,
    RecordAdded,
    RecordsPassed,
    Transmit,
    WakeAt,
)
from radio.frame import Frame, Span
from radio.holdings import spans_of
from radio.padding import UNSIGNED, Signing
from radio.priority import Priority
from radio.record import AgedRecord, Record, RecordName
from radio.seal import Seal, unseal
from radio.sync import SyncEngine
from tests.radio.seals import Numbers, keyring, seal_of

MAX_FRAME_BYTES = 231
PACKET_S = airtime_s(255, PRESETS["LONG_FAST"])
AIRTIMES_S = tuple(
    airtime_s(size + 24, PRESETS["LONG_FAST"]) for size in range(MAX_FRAME_BYTES + 1)
)


@dataclass
class Station:
    """One hub: what is durable there outlives the engine."""

    origin: int
    engine: SyncEngine
    numbers: Numbers
    durable: dict[RecordName, AgedRecord] = field(default_factory=dict)
    passed: list[Span] = field(default_factory=list)
    written: int = 0
    deliveries: list[RecordName] = field(default_factory=list)
    wakes_at: float = 0.0
    free_at: float = 0.0
    up: bool = True
    full: bool = False


class World:
    """Hubs 1 to `count`; `loss` is drawn for each frame and receiver."""

    def __init__(
        self,
        count: int,
        seed: int,
        loss: float = 0.0,
        signing: Signing = UNSIGNED,
        duty_cycle: float = 1.0,
    ) -> None:
        self.now = 0.0
        self.duty_cycle = duty_cycle
        self.loss = loss
        self.signing = signing
        self.rng = random.Random(seed)
        self.sent: list[tuple[float, int, Frame]] = []
        self.payloads: list[bytes] = []
        self.overheard: Callable[[int, Frame, list[int]], None] = lambda *_frame: None
        self.cut: Callable[[int, int], bool] = lambda _sender, _receiver: False
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self.stations = {
            origin: self._station(origin) for origin in range(1, count + 1)
        }
        for station in self.stations.values():
            self.boot(station)

    def _station(self, origin: int) -> Station:
        numbers = Numbers()
        return Station(origin, self._engine(seal_of(origin, numbers)), numbers)

    def _engine(
        self, seal: Seal, held: Iterable[AgedRecord] = (), passed: Iterable[Span] = ()
    ) -> SyncEngine:
        rng = random.Random(self.rng.random())
        return SyncEngine(seal, held, self.now, rng, passed=passed)

    # -- what a test does -----------------------------------------------------

    def post(
        self,
        origin: int,
        payload: bytes = b"a need",
        priority: Priority = Priority.USUAL,
    ) -> RecordName:
        """A record is written at a hub."""
        station = self.stations[origin]
        station.written += 1
        record = Record(origin, station.written, payload)
        self._store(station, AgedRecord(record, 0.0, priority))
        return record.name

    def expire(self, span: Span) -> None:
        """These records pass at each hub that holds them."""
        for station in self.stations.values():
            held = [name for name in station.durable if name in span]
            spans = tuple(spans_of(held))
            if spans and station.up:
                self.tell(station, RecordsPassed(spans))
            self._pass_over(station, spans)

    def _pass_over(self, station: Station, spans: tuple[Span, ...]) -> None:
        station.passed += spans
        for span in spans:
            for sequence in span.sequences:
                station.durable.pop((span.origin, sequence), None)

    def keep(self, origin: int, aged: AgedRecord) -> None:
        """Any hub's record is durable at a hub."""
        self._store(self.stations[origin], aged)

    def pass_over(self, origin: int, *spans: Span) -> None:
        """A hub finds that nobody needs these any more."""
        station = self.stations[origin]
        self._pass_over(station, spans)
        self.tell(station, RecordsPassed(spans))

    def boot(self, station: Station) -> None:
        """Start a hub anew from what is durable."""
        seal = seal_of(station.origin, station.numbers)
        held = list(station.durable.values())
        station.engine = self._engine(seal, held, station.passed)
        station.up = True
        up = BearerUp(
            MAX_FRAME_BYTES, PACKET_S, self.signing, self.duty_cycle, AIRTIMES_S
        )
        self.tell(station, up)

    def kill(self, origin: int) -> None:
        """Pull a hub's plug."""
        station = self.stations[origin]
        self.tell(station, BearerLost("plug pulled"))
        station.up = False

    def run(self, seconds: float) -> None:
        """Let time pass."""
        until = self.now + seconds
        while self._events and self._events[0][0] <= until:
            self.now, _, act = heapq.heappop(self._events)
            act()
        self.now = until

    def boards(self) -> list[frozenset[RecordName]]:
        """What is durable at each hub."""
        return [frozenset(each.durable) for each in self.stations.values()]

    def hear(self, origin: int, octets: bytes) -> None:
        """Bytes reach a hub from the air, whoever sent them."""
        self.tell(self.stations[origin], FrameHeard(octets))

    # -- the driver -----------------------------------------------------------

    def tell(self, station: Station, event: Event) -> None:
        for action in station.engine.handle(event, self.now):
            match action:
                case Transmit():
                    self._transmit(station, action.octets)
                case Deliver():
                    station.deliveries.append(action.aged.record.name)
                    if action.aged.record.origin != station.origin:
                        self._store(station, action.aged)
                case RecordsPassed():
                    self._pass_over(station, action.spans)
                case WakeAt():
                    station.wakes_at = action.at
                    self._schedule(station)

    def _store(self, station: Station, aged: AgedRecord) -> None:
        if not station.full and aged.record.name not in station.durable:
            station.durable[aged.record.name] = aged
            self.tell(station, RecordAdded(aged))

    def _schedule(self, station: Station) -> None:
        at = max(station.wakes_at, station.free_at, self.now)
        if at < float("inf"):
            self._later(at, lambda: self._wake(station))

    def _wake(self, station: Station) -> None:
        if station.up and self.now >= max(station.wakes_at, station.free_at):
            self.tell(station, MayTransmit())

    def _transmit(self, station: Station, octets: bytes) -> None:
        assert len(octets) <= MAX_FRAME_BYTES
        opened = unseal(octets, keyring())
        frame = decode(opened.head, opened.sender, opened.body)
        self.sent.append((self.now, station.origin, frame))
        self.payloads.append(octets)
        arrives_at = self.now + airtime_s(len(octets) + 24, PRESETS["LONG_FAST"])
        station.free_at = arrives_at + 0.3
        heard_by = [
            other
            for other in self.stations.values()
            if other is not station
            and self.rng.random() >= self.loss
            and not self.cut(station.origin, other.origin)
        ]
        for other in heard_by:
            self._later(arrives_at, lambda o=other: self._arrive(o, octets))
        up = [other.origin for other in heard_by if other.up]
        self.overheard(station.origin, frame, up)

    def _arrive(self, station: Station, octets: bytes) -> None:
        if station.up:
            self.tell(station, FrameHeard(octets))

    def _later(self, at: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._events, (at, next(self._order), act))
