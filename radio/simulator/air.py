"""The shared channel: who hears which transmission, who misses it and why.

Pure and discrete: time, chance and reach are handed in. The rules of physics are
here and nowhere else; what a radio does about them is `node.py`'s.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import Protocol

from radio.airtime import PREAMBLE_SYMBOLS, Preset, airtime_s
from radio.simulator.packet import AirPacket
from radio.simulator.scheduler import Scheduler

SENSE_SYMBOLS = 2.5
"""Until then a transmission is not noticed by carrier sense: channel activity
detection over two symbols and a half for the answer (RadioInterface.cpp)."""

CAPTURE_DB = 6
"""A packet is received in spite of another if it is that much stronger: LoRa's capture
effect (Bor, Roedig, Voigt, Alonso: Do LoRa Low-Power Wide-Area Networks Scale?, 2016).
"""


@dataclass(frozen=True, slots=True)
class Signal:
    """How strong a receiver hears a transmitter."""

    snr_db: float
    rssi_dbm: int

    def drowns(self, other: Signal) -> bool:
        """Whether it is received as if the other were not there."""
        return self.rssi_dbm - other.rssi_dbm >= CAPTURE_DB


NEAR = Signal(snr_db=10.0, rssi_dbm=-60)
"""Across the street: the top of Meshtastic's scale of signal to noise."""

Hears = Callable[[int, int], Signal | None]
"""(transmitter, receiver) -> the signal, or None where there is no reach."""


def everyone(_transmitter: int, _receiver: int) -> Signal | None:
    """All radios are near one another."""
    return NEAR


def linked(pairs: Collection[tuple[int, int]]) -> Hears:
    """Only these pairs hear each other, both ways, and they are near."""
    links = {frozenset(pair) for pair in pairs}

    def hears(transmitter: int, receiver: int) -> Signal | None:
        return NEAR if frozenset((transmitter, receiver)) in links else None

    return hears


def chain(count: int) -> Hears:
    """Radios in a row, each in reach of its two neighbours."""
    return linked([(left, left + 1) for left in range(count - 1)])


class Loss(enum.Enum):
    """Why somebody in reach did not receive a transmission."""

    NOISE = "noise"
    TRANSMITTING = "was transmitting"
    LOCKED = "was receiving another"
    COLLIDED = "another drowned it"
    CUT_OFF = "the transmitter was switched off"


@dataclass(frozen=True, slots=True)
class Transmission:
    """What an observer is told when a transmission ends. Radios are named by index."""

    time_s: float
    transmitter: int
    packet: AirPacket
    airtime_s: float
    received_by: tuple[int, ...]
    lost_by: Mapping[int, Loss]

    @property
    def on_air_bytes(self) -> int:
        """Bytes on the air, header included."""
        return self.packet.on_air_bytes

    @property
    def is_relay(self) -> bool:
        """Whether this repeats what another radio wrote."""
        return self.packet.hops_taken > 0


class Receiver(Protocol):
    """What the air asks of a radio that is switched on."""

    def received(self, packet: AirPacket, signal: Signal) -> None:
        """A whole packet came in, just now."""

    def garbled(self, packet: AirPacket) -> None:
        """A packet came to its end, and its checksum is wrong."""

    def transmission_ended(self) -> None:
        """The own transmission is over and was not cut off."""


@dataclass(slots=True, eq=False)
class _OnAir:
    transmitter: int
    packet: AirPacket
    start_s: float
    airtime_s: float
    locked: dict[int, Signal] = field(default_factory=dict)
    ruined: set[int] = field(default_factory=set)
    lost: dict[int, Loss] = field(default_factory=dict)


class Air:
    """One frequency and one modem preset, shared by radios 0, 1, 2, …

    Half-duplex. A receiver locks on the first packet that it hears and misses others
    until that one ends. One that overlaps ruins it unless it is `CAPTURE_DB` stronger;
    one that is itself so much stronger takes the receiver over, but only during the
    first one's preamble. Besides, each receiver loses each packet with probability
    `loss`, independently.
    """

    def __init__(  # noqa: PLR0913 - all but three by name, with a default
        self,
        scheduler: Scheduler,
        rng: Random,
        preset: Preset,
        *,
        loss: float = 0.0,
        hears: Hears = everyone,
        listeners: Callable[[int], Iterable[int]] | None = None,
        observer: Callable[[Transmission], None] | None = None,
    ) -> None:
        """`listeners` of a transmitter: those who hear it at all, where `hears` need
        not be asked of everybody."""
        if not 0.0 <= loss <= 1.0:
            message = f"loss is a probability, not {loss}"
            raise ValueError(message)
        self._scheduler = scheduler
        self._rng = rng
        self.preset = preset
        self._loss = loss
        self._hears = hears
        self._listeners = listeners
        self._observer = observer
        self._receivers: dict[int, Receiver] = {}
        self._on_air: dict[int, _OnAir] = {}
        self._locks: dict[int, _OnAir] = {}

    def switch_on(self, index: int, receiver: Receiver) -> None:
        """From now on radio `index` is `receiver`."""
        self._receivers[index] = receiver

    def switch_off(self, index: int) -> None:
        """Radio `index` falls silent and deaf, in the middle of whatever it did."""
        self._receivers.pop(index, None)
        self._unlock(index)
        interrupted = self._on_air.pop(index, None)
        if interrupted is not None:
            self._cut_off(interrupted)

    def airtime_s(self, packet: AirPacket) -> float:
        """Seconds that `packet` holds this channel."""
        return airtime_s(packet.on_air_bytes, self.preset)

    def is_busy(self, index: int) -> bool:
        """Whether carrier sense at radio `index` finds the channel taken."""
        noticed_since_s = self._scheduler.now() - SENSE_SYMBOLS * self.preset.symbol_s
        return index in self._on_air or any(
            other.start_s <= noticed_since_s
            and self._hears(other.transmitter, index) is not None
            for other in self._on_air.values()
        )

    def transmit(self, index: int, packet: AirPacket) -> float:
        """Radio `index` transmits; returns the airtime in seconds.

        The radio must be on and not transmitting already. It is told by
        `transmission_ended`, after all who receive the packet have received it.
        """
        if index not in self._receivers or index in self._on_air:
            message = f"radio {index} can't transmit now"
            raise RuntimeError(message)
        now_s = self._scheduler.now()
        started = _OnAir(index, packet, now_s, self.airtime_s(packet))
        self._unlock(index, because=Loss.TRANSMITTING)
        self._on_air[index] = started
        for receiver in self._audience(index):
            self._reach(started, receiver)
        self._scheduler.call_at(now_s + started.airtime_s, lambda: self._end(started))
        return started.airtime_s

    def _audience(self, transmitter: int) -> list[int]:
        if self._listeners is None:
            return sorted(self._receivers)
        listeners = self._listeners(transmitter)
        return [each for each in listeners if each in self._receivers]

    def _reach(self, started: _OnAir, receiver: int) -> None:
        signal = self._hears(started.transmitter, receiver)
        if signal is None or receiver == started.transmitter:
            return
        if receiver in self._on_air:
            started.lost[receiver] = Loss.TRANSMITTING
        elif receiver in self._locks:
            self._compete(started, receiver, signal)
        else:
            self._lock(started, receiver, signal)

    def _compete(self, started: _OnAir, receiver: int, signal: Signal) -> None:
        held = self._locks[receiver]
        if held.locked[receiver].drowns(signal):
            started.lost[receiver] = Loss.LOCKED
        elif signal.drowns(held.locked[receiver]) and self._in_preamble(held):
            self._unlock(receiver, because=Loss.COLLIDED)
            self._lock(started, receiver, signal)
        else:
            # The receiver stays with it to its end, and finds the checksum wrong.
            held.ruined.add(receiver)
            started.lost[receiver] = Loss.COLLIDED

    def _lock(self, started: _OnAir, receiver: int, signal: Signal) -> None:
        """Unless others, on which it is not locked, are in the way."""
        for other in self._on_air.values():
            noise = self._hears(other.transmitter, receiver)
            if other is started or noise is None:
                continue
            if not signal.drowns(noise):
                started.lost[receiver] = Loss.COLLIDED
                return
        started.locked[receiver] = signal
        self._locks[receiver] = started

    def _in_preamble(self, held: _OnAir) -> bool:
        heard_s = self._scheduler.now() - held.start_s
        return heard_s < PREAMBLE_SYMBOLS * self.preset.symbol_s

    def _unlock(self, receiver: int, because: Loss | None = None) -> None:
        held = self._locks.pop(receiver, None)
        if held is not None:
            del held.locked[receiver]
            if because is not None:
                held.lost[receiver] = because

    def _cut_off(self, interrupted: _OnAir) -> None:
        for receiver in list(interrupted.locked):
            self._unlock(receiver, because=Loss.CUT_OFF)
        self._tell(interrupted, received={})

    def _end(self, ended: _OnAir) -> None:
        if self._on_air.get(ended.transmitter) is not ended:
            return  # it was cut off
        del self._on_air[ended.transmitter]
        received = self._survivors(ended)
        for receiver, signal in received.items():
            self._receivers[receiver].received(ended.packet, signal)
        self._receivers[ended.transmitter].transmission_ended()
        self._tell(ended, received)

    def _survivors(self, ended: _OnAir) -> dict[int, Signal]:
        received = {}
        for receiver, signal in sorted(ended.locked.items()):
            if receiver in ended.ruined:
                self._garble(ended, receiver, Loss.COLLIDED)
            elif self._rng.random() < self._loss:
                self._garble(ended, receiver, Loss.NOISE)
            else:
                self._unlock(receiver)
                received[receiver] = signal
        return received

    def _garble(self, ended: _OnAir, receiver: int, because: Loss) -> None:
        self._unlock(receiver, because)
        self._receivers[receiver].garbled(ended.packet)

    def _tell(self, ended: _OnAir, received: Mapping[int, Signal]) -> None:
        if self._observer is None:
            return
        self._observer(
            Transmission(
                time_s=ended.start_s,
                transmitter=ended.transmitter,
                packet=ended.packet,
                airtime_s=ended.airtime_s,
                received_by=tuple(received),
                lost_by=MappingProxyType(dict(sorted(ended.lost.items()))),
            )
        )
