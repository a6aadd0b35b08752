"""Many hubs in one process: the very engine of the real hub over simulated air."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from random import Random

from radio.airtime import PRESETS, Preset
from radio.events import Deliver
from radio.keys import NetworkKey
from radio.priority import Priority
from radio.record import RecordName
from radio.simulator.air import Air, Hears, Transmission, everyone
from radio.simulator.driver import HubDriver, Surroundings
from radio.simulator.durable import Durable
from radio.simulator.eavesdropper import Eavesdropper, SentFrame
from radio.simulator.hub_radio import HubRadio
from radio.simulator.node import Node
from radio.simulator.node_ports import NodeSettings
from radio.simulator.plain_relay import NoHost, NoKeys
from radio.simulator.scheduler import HeapScheduler

LONG_FAST = PRESETS["LONG_FAST"]

FIRST_NUMBER = 0x1000
"""Node number of radio 0; the others follow."""

Board = dict[RecordName, bytes]
Stored = Callable[[int, RecordName, int | None], None]
"""Told the hub, the record that has just become durable there, and the hub that it came
from; None: it was written there."""


class World:
    """Hubs 0 … hubs - 1 and after them plain relays, all of them on.

    Same arguments, same calls: same history, to the last bit. Chance comes from `seed`
    only, by name, so that one more hub doesn't throw the dice of the others.
    """

    def __init__(  # noqa: PLR0913 - each by name, and each has a default
        self,
        hubs: int,
        seed: int,
        *,
        relays: int = 0,
        loss: float = 0.0,
        hears: Hears = everyone,
        listeners: Callable[[int], Iterable[int]] | None = None,
        preset: Preset = LONG_FAST,
        hop_limit: int = 3,
        duty_cycle: float = 1.0,
        held: Iterable[tuple[int, bytes]] = (),
        late: Collection[int] = (),
        stopwatch: Callable[[], float] = time.thread_time,
    ) -> None:
        """`duty_cycle`: what the region allows hubs' radios; `held`: what hubs wrote
        before, and all have but those that are `late`: off at first with their radios,
        and empty; `stopwatch` only serves to tell how long engines think.
        """
        self._seed = seed
        self._clock = HeapScheduler()
        self.on_stored: Stored | None = None
        key = NetworkKey(self._chance("key").randbytes(32))
        self._eavesdropper = Eavesdropper(key)
        self._around = Surroundings(
            self._clock, key, self._chance, stopwatch, self._stored
        )
        self.preset = preset
        self._air = Air(
            self._clock,
            self._chance("air"),
            preset,
            loss=loss,
            hears=hears,
            listeners=listeners,
            observer=self._sent,
        )
        self._written: Board = {}
        self._missing = 0
        self._to_write: dict[int, list[tuple[bytes, Priority]]] = {}
        self.frames: list[SentFrame] = []
        self.last_stored_s = 0.0
        settings = [
            NodeSettings(FIRST_NUMBER + index, index, hop_limit)
            for index in range(hubs + relays)
        ]
        self.hubs = self._make_hubs(settings[:hubs], duty_cycle)
        self._hubs_of = {hub.durable.origin: hub.index for hub in self.hubs}
        for writer, payload in held:
            self._hold(writer, payload, late)
        self.held = frozenset(self._written)
        self._switch_on(late, settings[hubs:])

    def _make_hubs(
        self, settings: list[NodeSettings], duty_cycle: float
    ) -> list[HubDriver]:
        origins = self._chance("origins").sample(range(1, 2**32), len(settings))
        return [
            HubDriver(
                each.index,
                Durable(origin),
                HubRadio(each, self._air, self._clock, self._chance, duty_cycle),
                self._around,
            )
            for each, origin in zip(settings, origins, strict=True)
        ]

    def _hold(self, writer: int, payload: bytes, late: Collection[int]) -> None:
        aged = self.hubs[writer].durable.write(payload, Priority.USUAL, self.now)
        self._written[aged.record.name] = payload
        for hub in self.hubs:
            if hub.index in late:
                self._missing += 1
            else:
                hub.durable.take_in(aged, self.now)

    def _switch_on(self, late: Collection[int], relays: list[NodeSettings]) -> None:
        for each in relays:
            dice = self._chance(f"radio {each.index} 1")
            Node(each, self._air, self._clock, dice, NoKeys(), NoHost())
        for hub in self.hubs:
            if hub.index not in late:
                hub.radio.switch_on()
                hub.switch_on()

    # -- what happens in it -----------------------------------------------------

    def post(
        self, hub: int, payload: bytes, priority: Priority = Priority.USUAL
    ) -> RecordName | None:
        """Somebody writes at that hub. None: it is off, and will be told when it is on
        again, for neighbours come back.
        """
        if not self.hubs[hub].is_on:
            self._to_write.setdefault(hub, []).append((payload, priority))
            return None
        aged = self.hubs[hub].post(payload, priority)
        name = aged.record.name
        self._written[name] = payload
        self._missing += len(self.hubs)
        self._note_stored(hub, name, None)
        return name

    def switch_hub_off(self, hub: int) -> None:
        """Pull the plug of a hub; its radio has power of its own and stays on."""
        self.hubs[hub].switch_off()

    def switch_hub_on(self, hub: int) -> None:
        """The hub starts from what is durable."""
        self.hubs[hub].switch_on()
        for payload, priority in self._to_write.pop(hub, []):
            self.post(hub, payload, priority)

    def switch_radio_off(self, hub: int) -> None:
        """The radio of a hub loses its power, its queue and its memory."""
        self.hubs[hub].radio.switch_off()

    def switch_radio_on(self, hub: int) -> None:
        """The radio of a hub boots."""
        self.hubs[hub].radio.switch_on()

    def at(self, when_s: float, happening: Callable[[], None]) -> None:
        """Let that happen then."""
        self._clock.call_at(when_s, happening)

    def run_until(self, end_s: float) -> None:
        """Let time pass."""
        self._clock.run_until(end_s)

    # -- how it stands ------------------------------------------------------------

    @property
    def now(self) -> float:
        """Seconds since the beginning."""
        return self._clock.now()

    @property
    def written(self) -> Board:
        """All records that were ever written."""
        return dict(self._written)

    @property
    def unwritten(self) -> int:
        """Posts that still wait for their hub to be on."""
        return sum(len(each) for each in self._to_write.values())

    def boards(self) -> list[Board]:
        """What is durable at each hub."""
        return [hub.durable.board for hub in self.hubs]

    @property
    def converged(self) -> bool:
        """Whether every hub, on or off, holds every record."""
        return self._missing == 0 and not self._to_write

    # -- what its parts tell --------------------------------------------------------

    def _stored(self, hub: int, came: Deliver) -> None:
        record = came.aged.record
        if self._written.get(record.name) == record.payload:
            self._note_stored(hub, record.name, self._hubs_of[came.sender])

    def _note_stored(self, hub: int, name: RecordName, source: int | None) -> None:
        self._missing -= 1
        self.last_stored_s = self.now
        if self.on_stored is not None:
            self.on_stored(hub, name, source)

    def _sent(self, sent: Transmission) -> None:
        self.frames.append(self._eavesdropper.note(sent))

    def _chance(self, name: str) -> Random:
        return Random(f"{self._seed} {name}")
