"""Meshtastic's mesh behaviour of one radio: queue, contention, flooding, acks.

Knows no protobuf and no keys: a `Keyring` reads and writes payloads, a `Host` is
told what came. Figures are those of firmware 2.7 in the role CLIENT.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from radio.simulator.air import Air, Signal
from radio.simulator.contention import (
    DUTY_WINDOW_S,
    ChannelUse,
    acknowledgement_wait_s,
    own_delay_s,
    relay_delay_s,
)
from radio.simulator.packet import AirPacket, RoutingError
from radio.simulator.retries import Retries
from radio.simulator.scheduler import Scheduler, Timer
from radio.simulator.transmit_queue import Priority, TransmitQueue, Waiting

SEEN_PACKETS = 200
"""Twice MAX_NUM_NODES, in RAM, oldest forgotten (mesh-pb-constants.h)."""

ACK_HOP_MARGIN = 2
"""An answer may take this many hops more than the question did (Router.cpp)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A payload that one of our channels' keys could read."""

    channel: int
    """Our index of the channel."""
    plain: bytes
    acknowledges: int = 0
    """Id of the packet that this is the routing answer to; 0: it is none."""


class Keyring(Protocol):
    """Reads and writes payloads with the keys of a radio's channels."""

    def open(self, packet: AirPacket) -> Opened | None:
        """What the packet says, or None for want of the channel."""

    def acknowledgement(
        self, header: AirPacket, channel: int, request_id: int, error: RoutingError
    ) -> AirPacket:
        """`header` with a payload that answers packet `request_id`."""


class Host(Protocol):
    """Whom the radio works for."""

    def heard(self, packet: AirPacket, opened: Opened, signal: Signal) -> None:
        """A packet for everybody, or for this radio, came in for the first time."""

    def settled(self, packet_id: int, error: RoutingError) -> None:
        """An own packet was relayed by a neighbour (NONE), or given up."""

    def queue_moved(self) -> None:
        """A packet has left the transmit queue."""


class SeenPackets:
    """Which packets were heard or sent lately."""

    def __init__(self) -> None:
        self._keys: OrderedDict[tuple[int, int], None] = OrderedDict()

    def add(self, key: tuple[int, int]) -> bool:
        """Remember it; False if it is known."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > SEEN_PACKETS:
            self._keys.popitem(last=False)
        return True


@dataclass(frozen=True, slots=True)
class NodeSettings:
    """What sets one radio apart: node number, place on the air, hops of its acks."""

    number: int
    index: int
    hop_limit: int = 3


class Node:
    """One radio, switched on: a `Receiver` of the air until `switch_off`."""

    def __init__(
        self,
        settings: NodeSettings,
        air: Air,
        scheduler: Scheduler,
        rng: Random,
        keyring: Keyring,
        host: Host,
    ) -> None:
        self.number = settings.number
        self._settings = settings
        self._air = air
        self._scheduler = scheduler
        self._rng = rng
        self._keyring = keyring
        self._host = host
        self._queue = TransmitQueue()
        self._seen = SeenPackets()
        self._use = ChannelUse()
        self._sent = ChannelUse(DUTY_WINDOW_S)
        self._retries = Retries(
            scheduler, self._acknowledgement_wait_s, self._resend, self._give_up
        )
        self._timer: Timer | None = None
        self._transmitting = False
        air.switch_on(settings.index, self)

    @property
    def queue_free(self) -> int:
        """Packets that the transmit queue still takes."""
        return self._queue.free

    @property
    def channel_use(self) -> float:
        """What part of the last minute it heard or transmitted."""
        return self._use.share(self._scheduler.now())

    @property
    def transmitted(self) -> float:
        """What part of the last hour it transmitted, relays included."""
        return self._sent.share(self._scheduler.now())

    def switch_off(self) -> None:
        """Cut the power: queue, pending packets and duplicate table are gone."""
        self._air.switch_off(self._settings.index)
        self._retries.clear()
        if self._timer is not None:
            self._timer.cancel()

    def new_packet_id(self) -> int:
        """A random packet id, never 0."""
        return self._rng.randrange(1, 1 << 32)

    def send(self, packet: AirPacket, *, reliable: bool) -> bool:
        """Queue an own packet; False if the queue is full.

        A `reliable` one is watched even then, and gets its chance by repetition, as
        in the firmware. For a broadcast, hearing any neighbour relay it is the ack.
        """
        self._retries.postpone(self._air.airtime_s(packet))
        if reliable:
            self._retries.watch(packet)
        return self._queue_own(packet, reliable=reliable)

    def received(self, packet: AirPacket, signal: Signal) -> None:
        """The air delivers a packet."""
        self._note_use(self._air.airtime_s(packet))
        if packet.sender == self.number:
            self._own_was_relayed(packet)
        elif self._seen.add(packet.key):
            self._heard_first(packet, signal)
        else:
            self._heard_again(packet, signal)
        self._arm()

    def garbled(self, packet: AirPacket) -> None:
        """The air delivers noise. It counts as use of the channel, so that radios wait
        longer when they collide (RadioLibInterface.cpp, airtime.cpp)."""
        self._note_use(self._air.airtime_s(packet))

    def transmission_ended(self) -> None:
        """The air says that our transmission is over."""
        self._transmitting = False
        self._arm()

    # What came in

    def _own_was_relayed(self, packet: AirPacket) -> None:
        if self._retries.settle(packet.packet_id):
            self._host.settled(packet.packet_id, RoutingError.NONE)

    def _heard_first(self, packet: AirPacket, signal: Signal) -> None:
        opened = self._keyring.open(packet)
        if packet.to == self.number:
            self._answer(packet, opened)
        else:
            self._relay(packet, signal)
        if opened is None:
            return
        if opened.acknowledges:
            # The question has arrived: it needs no relay of ours any more, and if
            # it was our question, no repetition.
            self._queue.cancel_relay((packet.to, opened.acknowledges))
            if packet.to == self.number:
                self._retries.settle(opened.acknowledges)
        if packet.is_broadcast or packet.to == self.number:
            self._host.heard(packet, opened, signal)

    def _heard_again(self, packet: AirPacket, signal: Signal) -> None:
        if packet.hops_taken > 0:
            # Somebody was quicker to relay it.
            self._queue.cancel_relay(packet.key)
        elif packet.to == self.number:
            # The sender repeats itself: our ack was lost.
            self._answer(packet, self._keyring.open(packet))
        elif not self._queue.holds(packet.key):
            # It did not hear our relay, which it takes for an ack.
            self._relay(packet, signal)

    def _relay(self, packet: AirPacket, signal: Signal) -> None:
        if packet.hop_limit == 0:
            return
        relayed = replace(
            packet, hop_limit=packet.hop_limit - 1, relayer=self.number & 0xFF
        )
        self._queue.add(Waiting(relayed, heard_with=signal))

    def _answer(self, packet: AirPacket, opened: Opened | None) -> None:
        if not packet.want_ack:
            return
        hop_limit = self._answer_hop_limit(packet)
        header = AirPacket(
            sender=self.number,
            to=packet.sender,
            packet_id=self.new_packet_id(),
            hop_limit=hop_limit,
            hop_start=hop_limit,
        )
        error = RoutingError.NO_CHANNEL if opened is None else RoutingError.NONE
        channel = 0 if opened is None else opened.channel
        answer = self._keyring.acknowledgement(header, channel, packet.packet_id, error)
        self._queue.add(Waiting(answer, Priority.ACK))

    def _answer_hop_limit(self, packet: AirPacket) -> int:
        configured = self._settings.hop_limit
        if packet.hops_taken > configured:
            return packet.hops_taken
        return min(packet.hops_taken + ACK_HOP_MARGIN, configured)

    # What goes out

    def _queue_own(self, packet: AirPacket, *, reliable: bool) -> bool:
        priority = Priority.RELIABLE if reliable else Priority.DEFAULT
        queued = self._queue.add(Waiting(packet, priority))
        self._arm()
        return queued

    def _resend(self, packet: AirPacket) -> None:
        if not self._queue.holds(packet.key):
            self._queue_own(packet, reliable=True)

    def _give_up(self, packet: AirPacket) -> None:
        self._host.settled(packet.packet_id, RoutingError.MAX_RETRANSMIT)

    def _arm(self) -> None:
        # One timer for the whole queue, as in the firmware: whatever is at the head
        # when it fires goes out.
        if self._queue and self._timer is None and not self._transmitting:
            when_s = self._scheduler.now() + self._delay_s(self._queue.head)
            self._timer = self._scheduler.call_at(when_s, self._contend)

    def _contend(self) -> None:
        self._timer = None
        if self._queue and not self._air.is_busy(self._settings.index):
            self._transmitting = True
            airtime_s = self._air.transmit(self._settings.index, self._queue.pop())
            self._note_use(airtime_s)
            self._sent.add(self._scheduler.now(), airtime_s)
            self._host.queue_moved()
        self._arm()

    def _delay_s(self, waiting: Waiting) -> float:
        preset = self._air.preset
        if waiting.heard_with is not None:
            return relay_delay_s(preset, waiting.heard_with, self._rng)
        return own_delay_s(preset, self.channel_use, self._rng)

    def _acknowledgement_wait_s(self, packet: AirPacket) -> float:
        airtime_s = self._air.airtime_s(packet)
        return acknowledgement_wait_s(self._air.preset, self.channel_use, airtime_s)

    def _note_use(self, airtime_s: float) -> None:
        self._use.add(self._scheduler.now(), airtime_s)
