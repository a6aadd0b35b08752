"""Drives the sync engine in simulated time as `radio/link.py` does on a thread.

The same pauses, the same order: what is durable outlives the engine, a record is
durable before the engine hears that it is.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from radio.bearer import BearerDown, BearerInbox
from radio.events import (
    BearerLost,
    BearerUp,
    ChannelUse,
    Deliver,
    Event,
    FrameHeard,
    Keep,
    MayTransmit,
    RecordAdded,
    Transmit,
    WakeAt,
)
from radio.keys import Keyring, NetworkKey
from radio.link import BUSY_POLL_S, FIRST_BACKOFF_S, LONGEST_BACKOFF_S, PAUSE_S
from radio.priority import Priority
from radio.record import AgedRecord
from radio.seal import Seal
from radio.simulator.durable import Durable
from radio.simulator.hub_radio import HubRadio
from radio.simulator.scheduler import Scheduler, Timer
from radio.sync import SyncEngine

REPORT_EVERY_S = 60.0
"""How often a radio tells its host of the channel."""

MOST_WAKES_AT_ONCE = 1000
"""An engine that asks for more in one moment would never let time pass."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a driver needs of the world.

    `chance` makes the dice of a name; `stopwatch` tells how long the engine thinks;
    `stored` is told the hub and what has become durable there.
    """

    scheduler: Scheduler
    key: NetworkKey
    chance: Callable[[str], Random]
    stopwatch: Callable[[], float]
    stored: Callable[[int, Deliver], None]


@dataclass(slots=True)
class Effort:
    """How long an engine thought, over how many frames heard and sent."""

    seconds: float = 0.0
    frames: int = 0


class HubDriver:
    """One hub: its power switch, its engine while it is on, and what is durable."""

    def __init__(
        self, index: int, durable: Durable, radio: HubRadio, around: Surroundings
    ) -> None:
        """Off at first."""
        self.index = index
        self.durable = durable
        self.radio = radio
        self.effort = Effort()
        self._around = around
        self._scheduler = around.scheduler
        self._rng = around.chance(f"driver {index}")
        self._engine: SyncEngine | None = None
        self._boots = 0
        self._connected = False
        self._inbox: deque[Event] = deque()
        self._at_work = False
        self._wake_at = math.inf
        self._free_at = 0.0
        self._alarm: Timer | None = None
        self._alarm_at = math.inf
        self._wakes = (0.0, 0)
        self._backoff_s = FIRST_BACKOFF_S
        self._report_at(self._rng.uniform(0, REPORT_EVERY_S))

    @property
    def is_on(self) -> bool:
        """Whether the hub has power."""
        return self._engine is not None

    # -- power ----------------------------------------------------------------

    def switch_on(self) -> None:
        """Start from what is durable."""
        now = self._scheduler.now()
        self._boots += 1
        seal = Seal(
            self.durable.origin, Keyring(self._around.key), self.durable.reserve
        )
        seal.restore(self.durable.windows)
        held = list(self.durable.records(now))
        rng = self._around.chance(f"engine {self.index} {self._boots}")
        self._engine = SyncEngine(seal, held, now, rng)
        self._backoff_s = FIRST_BACKOFF_S
        self._connect(self._boots)

    def switch_off(self) -> None:
        """Cut the power: the engine and all that waits are gone."""
        self._engine = None
        self._connected = False
        self._inbox.clear()
        self._wake_at = math.inf
        self._set_alarm()
        self.radio.close()

    def post(self, payload: bytes, priority: Priority) -> AgedRecord:
        """Somebody writes; the hub must be on."""
        aged = self.durable.write(payload, priority, self._scheduler.now())
        self._tell(RecordAdded(aged))
        return aged

    # -- the radio --------------------------------------------------------------

    def _connect(self, boot: int) -> None:
        if boot != self._boots or not self.is_on or self._connected:
            return
        inbox = BearerInbox(
            heard=lambda octets, hops: self._tell(FrameHeard(octets, hops)),
            lost=self._lost,
            used=lambda *use: self._tell(ChannelUse(*use)),
        )
        try:
            self.radio.connect(inbox)
        except BearerDown:
            self._connect_later()
            return
        self._connected = True
        self._backoff_s = FIRST_BACKOFF_S
        self._free_at = self._scheduler.now()
        self._tell(_up(self.radio))
        self.radio.fetch()

    def _connect_later(self) -> None:
        wait_s = self._backoff_s * self._rng.uniform(0.8, 1.2)
        self._backoff_s = min(2 * self._backoff_s, LONGEST_BACKOFF_S)
        boot = self._boots
        self._scheduler.call_at(
            self._scheduler.now() + wait_s, lambda: self._connect(boot)
        )

    def _lost(self, reason: str) -> None:
        self._connected = False
        self._tell(BearerLost(reason))
        self._connect_later()

    def _report_at(self, when_s: float) -> None:
        def report() -> None:
            self.radio.report()
            self._report_at(when_s + REPORT_EVERY_S)

        self._scheduler.call_at(when_s, report)

    # -- the loop ---------------------------------------------------------------

    def _tell(self, event: Event) -> None:
        """Events one after another, as they come out of the link's queue."""
        self._inbox.append(event)
        if self._at_work:
            return
        self._at_work = True
        try:
            while self._inbox:
                self._handle(self._inbox.popleft())
        finally:
            self._at_work = False
        self._set_alarm()

    def _handle(self, event: Event) -> float:
        """Give the engine an event and do what it says; airtime sent, in seconds."""
        sent_s = 0.0
        for action in self._ask_engine(event):
            match action:
                case Transmit() if self._connected:
                    self.effort.frames += 1
                    self.radio.send(action.octets, action.hop_limit)
                    sent_s += self.radio.airtime_s(len(action.octets))
                case Deliver():
                    self._take_in(action)
                case WakeAt():
                    self._wake_at = action.at
                case Keep():
                    self.durable.windows = action.octets
        return sent_s

    def _ask_engine(self, event: Event) -> list[object]:
        if self._engine is None:
            return []
        self.effort.frames += isinstance(event, FrameHeard)
        began = self._around.stopwatch()
        actions = self._engine.handle(event, self._scheduler.now())
        self.effort.seconds += self._around.stopwatch() - began
        return list(actions)

    def _take_in(self, came: Deliver) -> None:
        if self.durable.take_in(came.aged, self._scheduler.now()):
            self._around.stored(self.index, came)
            self._inbox.append(RecordAdded(came.aged))

    # -- when it may send --------------------------------------------------------

    def _set_alarm(self) -> None:
        at = math.inf
        if self._connected:
            at = max(self._wake_at, self._free_at, self._scheduler.now())
        if at == self._alarm_at:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm_at = at
        later = at < math.inf
        self._alarm = self._scheduler.call_at(at, self._wake) if later else None

    def _wake(self) -> None:
        self._alarm, self._alarm_at = None, math.inf
        now = self._scheduler.now()
        self._count_wake(now)
        if self.radio.ready():
            sent_s = self._handle(MayTransmit())
            pause_s = sent_s + self._rng.uniform(*PAUSE_S) if sent_s else 0.0
            self._free_at = now + pause_s
        else:
            self._free_at = now + BUSY_POLL_S
        self._set_alarm()

    def _count_wake(self, now: float) -> None:
        at, count = self._wakes
        self._wakes = (now, count + 1 if at == now else 1)
        if self._wakes[1] > MOST_WAKES_AT_ONCE:
            message = f"the engine of hub {self.index} wakes for ever at {now} s"
            raise RuntimeError(message)


def _up(radio: HubRadio) -> BearerUp:
    sizes = range(radio.max_frame_bytes + 1)
    airtimes_s = tuple(radio.airtime_s(each) for each in sizes)
    return BearerUp(
        radio.max_frame_bytes,
        airtimes_s[-1],
        radio.signing,
        radio.duty_cycle,
        airtimes_s,
    )
